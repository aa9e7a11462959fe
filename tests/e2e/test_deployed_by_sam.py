"""Deployed as AWS would: `sam build` and `sam deploy` bring the stack up, and the road is walked.

Functions run from what sam built, third-party wheels included; readers come by the HTTP API's own
address, as nothing of the laptop's stands in between.
"""

import io
import smtplib
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest

from local.cloud import PARAMETERS, Cloud
from local.inbox.reading import list_unsubscribe
from local.ministack import REGION, MiniStack
from local.stack import ROOT, Stack, opened
from tests.e2e.by_sam import Project
from tests.e2e.command import local, write
from tests.e2e.faults import named_one_by_one
from tests.e2e.laptop import Laptop
from tests.e2e.waiting import eventually

pytestmark = pytest.mark.once

GIVEN = PARAMETERS | {"Tagline": 'what it\'s like to be 20: "big" plans, no $HOME'}
WISH = "could you write about making friends in a new city?"
ORIGINS = """
import importlib, sys

def handler(event, context):
    for name in event:
        importlib.import_module(name)
    return {name: getattr(module, "__file__", None) or "" for name, module in sys.modules.items()}
"""
PACKAGES = ["dearreader", "aws_lambda_powertools", "boto3", "botocore", "email_validator"]
OPTIONAL = {"certifi"}
"""What a package of ours uses where it is there, as on this machine, and does without on Lambda."""


@pytest.fixture(scope="module")
def laptop(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """A cloud that sam deployed to, reached at the address that the template gave the site."""
    state = tmp_path_factory.mktemp("laptop") / "cloud.json"
    with Cloud(deployed=lambda ministack: _by_sam(project, ministack)) as cloud:
        cloud.describe(state)
        site = cloud.stack.outputs["Site"]
        cloud.stack.publish_at(site)
        yield Laptop(cloud, state, site)


@pytest.fixture(scope="module")
def project() -> Iterator[Project]:
    """The writer's clone, with an environment of sam's: nothing to keep."""
    with TemporaryDirectory() as folder:
        project = Project(Path(folder))
        said = GIVEN | {"stack": "dear-reader", "region": REGION}
        project.init(said, Sandbox="no", ActiveReceiptRuleSet="")  # MiniStack has no receipt rules
        yield project


def _by_sam(project: Project, ministack: MiniStack) -> Stack:
    project.deploy(ministack, salt=GIVEN["Salt"])
    return opened(ministack)


def test_the_road_leads_from_a_sign_up_to_an_idea(laptop: Laptop) -> None:
    reader, other = laptop.readers("reader", "other")
    letters = {mail.to[0]: mail for mail in laptop.send("as sam would have it")}
    assert letters.keys() == {reader, other}
    assert "hello, this is as sam would have it." in letters[reader].text
    _reply(laptop, reader, letters[reader].header("Reply-To"))
    eventually(lambda: any(idea.votes for idea in laptop.app.ideas.board()))
    (idea,) = laptop.app.ideas.board()
    assert (idea.text, idea.votes) == ("making friends in a new city", 1)
    left = laptop.post(list_unsubscribe(letters[other])[0])
    assert (left.status, laptop.status(other)) == (200, "unsubscribed")
    assert "as sam would have it" in laptop.get("/posts").text


def test_what_samconfig_says_arrives_word_for_word(laptop: Laptop) -> None:
    stacks = laptop.client("cloudformation").describe_stacks(StackName="dear-reader")["Stacks"]
    arrived = {each["ParameterKey"]: each["ParameterValue"] for each in stacks[0]["Parameters"]}
    said = {name: value for name, value in GIVEN.items() if name != "Salt"}
    assert {name: arrived[name] for name in said} == said
    assert (arrived["DeliverConcurrency"], arrived["CreateIdentity"]) == ("4", "no")
    assert "small hours" in laptop.get("/").text


def test_every_function_runs_on_the_layers_that_sam_built(laptop: Laptop) -> None:
    functions = laptop.client("lambda")
    layers = [
        [
            layer["Arn"]
            for layer in functions.get_function_configuration(FunctionName=name)["Layers"]
        ]
        for name in laptop.cloud.stack.functions.values()
    ]
    assert all(each == layers[0] for each in layers)
    assert len(layers[0]) == 2
    apps = {path.parent.name: path.read_text() for path in (ROOT / "functions").glob("*/app.py")}
    functions.update_function_code(
        FunctionName=laptop.cloud.stack.functions["ArchiveFunction"],
        ZipFile=_zipped({"app": ORIGINS} | apps),
    )
    origins = laptop.cloud.stack.invoke("ArchiveFunction", [*PACKAGES, *apps])
    assert [origins[name] for name in PACKAGES if "/layer_" not in origins[name]] == []
    here = {name.partition(".")[0] for name, file in origins.items() if "/site-packages/" in file}
    assert here - OPTIONAL == set()


def test_no_right_was_missing_and_no_message_was_lost(laptop: Laptop) -> None:
    laptop.quiet()
    assert laptop.trouble() == []


def test_the_whole_life_of_a_stack(
    project: Project, here: Laptop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the questions of `init`, which were answered for the fixture, until it is gone."""
    here.readers("first")
    named_one_by_one(here)
    listed = [here.address("listed") for _ in range(3)]
    _import(listed)
    assert listed == _in_one_copy(_edition(here, folder), listed)

    page = project.folder / "layers/dearreader/dearreader/pages/joining.py"
    page.write_text(page.read_text().replace("send me the letters", "send me all letters"))
    project.deploy(here.cloud.ministack, salt=GIVEN["Salt"])
    here.cloud.stack.publish_at(here.site)
    assert "send me all letters" in here.get("/").text
    assert listed == _in_one_copy(_edition(here, folder), listed)

    then = f"{here.app.clock.now().astimezone(ZoneInfo(GIVEN['TimeZone'])):%Y-%m-%d %H:%M:%S}"
    local("restore", "--at", then, "--dry-run").lines()
    local("subscribers", "remove", listed[0]).lines()
    here.quiet()
    for address in listed[:2]:
        lost = here.reader(address)
        assert lost
        here.app.subscribers.table.delete(here.app.subscribers.pk(lost.id), lost.id)
    assert "Done: 1 readers." in local("restore", "--at", then, "--yes").lines()
    local("restore", "--at", then, "--forget").lines()
    assert listed[1:] == _in_one_copy(_edition(here, folder), listed)

    local("subscribers", "export", "all").lines()
    kept = (folder / "all" / "readers.jsonl").read_text()
    assert all(address in kept for address in listed[1:])
    _destroy(here, monkeypatch)


def _import(addresses: list[str]) -> None:
    Path("list.csv").write_text("\n".join(["email", *addresses]))
    words = ("--consent", "by hand, at the bookshop", "--yes")
    done = local("subscribers", "import", "list.csv", *words).lines()[-1]
    assert done == f"Done: {len(addresses)} new readers."


def _edition(here: Laptop, folder: Path) -> list[str]:
    """Write a post, queue it, send it; returns to whom SES took a copy."""
    slug = write(folder, here)
    local("post", "add", f"{slug}.md").lines()
    local("post", "queue", slug).lines()
    day = here.day()
    local("edition", "send", "--now", "--date", day).lines()
    key = f"{day}.daily"
    eventually(lambda: here.app.editions.get(key) is not None)
    here.quiet()
    here.settle()
    assert here.edition(key).state == "closed"
    return [mail.to[0] for mail in here.letters(here.edition(key))]


def _in_one_copy(sent: list[str], addresses: list[str]) -> list[str]:
    """Those of the addresses that had one copy, and no more."""
    return [each for each in addresses if sent.count(each) == 1]


def _destroy(here: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("small hours\n"))
    lines = local("destroy", "--yes", "--with-data").lines()
    assert "The stack “dear-reader” is gone." in lines
    assert here.client("dynamodb").list_tables()["TableNames"] == []
    left = [each["Name"] for each in here.client("s3").list_buckets()["Buckets"]]
    assert [name for name in left if name.startswith("dear-reader")] == []
    assert here.client("lambda").list_functions()["Functions"] == []


def _reply(laptop: Laptop, reader: str, to: str) -> None:
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = reader, to, "Re: your letter"
    answer["Message-ID"] = "<wish@readers.example.org>"
    answer.set_content(WISH)
    with smtplib.SMTP("127.0.0.1", laptop.cloud.smtp.port, timeout=10) as smtp:
        smtp.send_message(answer)


def _zipped(sources: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, source in sources.items():
            archive.writestr(f"{name}.py", source)
    return out.getvalue()

"""`dearreader init`: a few questions, answered through a pipe, and what they leave on disk."""

import io
import re
import tomllib
from pathlib import Path

import pytest

from cli.overrides import arguments, parameters
from cli.setup import answers
from cli.setup.questions import PLACE, QUESTIONS
from dearreader.errors import BadInput
from tests.template.reading import written
from tests.world.commands import Ran, ran

ROOT = Path(__file__).parents[2]

SAID = {
    "PublicationName": 'small "hours"',
    "WriterName": "Mina",
    "Tagline": "one letter, every morning",
    "FromAddress": "mina@News.smallhours.net",
    "ReplyDomain": "",
    "AlarmAddress": "mina@gmail.com",
    "TimeZone": "europe/berlin",
    "SendHour": "07:00",
    "SendDays": "MON-FRI",
    "PublicationLanguage": "",
    "PostalLine": "Box 12, 10115 Berlin",
    "region": "eu-west-1",
    "profile": "newsletter",
    "stack": "small-hours",
}
PARAMETERS = {
    "PublicationName": 'small "hours"',
    "WriterName": "Mina",
    "Tagline": "one letter, every morning",
    "FromAddress": "mina@news.smallhours.net",
    "ReplyDomain": "reply.news.smallhours.net",
    "AlarmAddress": "mina@gmail.com",
    "TimeZone": "Europe/Berlin",
    "SendHour": "7",
    "SendDays": "MON,TUE,WED,THU,FRI",
    "PublicationLanguage": "en",
    "PostalLine": "Box 12, 10115 Berlin",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone, as it comes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEARREADER_SALT", raising=False)
    for name in ("template.yaml", "samconfig.toml"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    return tmp_path


def said(*words: str, agree: str = "y", **different: str) -> Ran:
    lines = [*(SAID | different).values(), agree]
    return piped("\n".join(lines) + "\n", *words)


def piped(text: str, *words: str) -> Ran:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO(text))
        return ran("init", *words)


def given(folder: Path) -> dict[str, str]:
    return dict(parameters((folder / "samconfig.toml").read_text()))


def test_the_answers_are_what_sam_and_the_command_read(folder: Path) -> None:
    lines = said().lines()
    assert given(folder) == PARAMETERS
    assert tomllib.loads((folder / "dearreader.toml").read_text()) == {
        "stack": "small-hours",
        "region": "eu-west-1",
        "profile": "newsletter",
    }
    sams = tomllib.loads((folder / "samconfig.toml").read_text())["default"]
    assert sams["global"]["parameters"] == {"stack_name": "small-hours", "region": "eu-west-1"}
    assert lines[-1] == "Next: dearreader deploy"


def test_what_nobody_was_asked_for_stays(folder: Path) -> None:
    samconfig = folder / "samconfig.toml"
    samconfig.write_text(
        samconfig.read_text()
        .replace('"SendHour=7",', '"SendHour=7", "ShowIdeas=yes",')
        .replace("resolve_s3 = true", 'resolve_s3 = true\ntags = ["who=me"]')
    )
    (folder / "dearreader.toml").write_text('# mine\nposts = "letters"\n')
    said().lines()
    assert given(folder) == PARAMETERS | {"ShowIdeas": "yes"}
    assert 'tags = ["who=me"]' in samconfig.read_text()
    assert (folder / "dearreader.toml").read_text().startswith('# mine\nposts = "letters"\n')


def test_done_again_the_old_answers_are_the_defaults(folder: Path) -> None:
    said().lines()
    before = {each.name: each.read_text() for each in folder.iterdir()}
    lines = piped("").lines()
    assert "Nothing has changed." in lines
    assert {each.name: each.read_text() for each in folder.iterdir()} == before
    piped("\n\n-\n", "--force").lines()
    assert given(folder) == PARAMETERS | {"Tagline": ""}, "else the stack would keep the old one"


def test_what_we_ship_is_an_example_and_no_answer(folder: Path) -> None:
    done = piped("\n")
    assert (done.code, done.err) == (
        2,
        "dearreader: PublicationName: Something has to stand there.\n",
    )


@pytest.mark.parametrize("agree", ["n", "", "what?"])
def test_nothing_is_written_unless_she_says_so(folder: Path, agree: str) -> None:
    before = sorted(each.name for each in folder.iterdir())
    done = said(agree=agree)
    assert (done.code, done.out.splitlines()[-1]) == (1, "Nothing was written.")
    assert sorted(each.name for each in folder.iterdir()) == before
    assert given(folder)["WriterName"] == "The writer"


def test_with_force_nobody_is_asked(folder: Path) -> None:
    assert "Write " not in said("--force", agree="n").out
    assert given(folder) == PARAMETERS


def test_an_answer_that_cannot_be_one_is_named_and_nothing_is_written(folder: Path) -> None:
    done = said(SendHour="7:30")
    assert (done.code, done.err) == (
        2,
        "dearreader: SendHour: Letters go out on the hour: 7 or 8?\n",
    )
    assert not (folder / "dearreader.toml").exists()


def test_in_a_terminal_it_is_asked_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    lines = list(SAID.values())
    lines.insert(7, "late")
    monkeypatch.setattr("sys.stdin", Terminal("\n".join([*lines, "y"]) + "\n"))
    assert "“late” is no hour of the day; give one from 0 to 23." in ran("init").out
    assert given(folder)["SendHour"] == "7"


def test_what_the_command_line_says_is_not_asked_for(folder: Path) -> None:
    lines = [value for name, value in SAID.items() if name not in PLACE]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO("\n".join([*lines, "y"]) + "\n"))
        done = ran("--region", "us-east-1", "--profile", "p", "--stack", "other", "init")
    assert "Region?" not in done.out
    assert tomllib.loads((folder / "dearreader.toml").read_text()) == {
        "stack": "other",
        "region": "us-east-1",
        "profile": "p",
    }


def test_the_salt_is_made_once_and_stays_out_of_git(folder: Path) -> None:
    out = said().out
    file = folder / "dearreader.salt"
    salt = file.read_text().strip()
    assert len(salt) >= 16
    assert file.stat().st_mode & 0o077 == 0
    assert "dearreader.salt, which git ignores" in out
    assert file.name in (ROOT / ".gitignore").read_text().split()
    assert salt not in out + (folder / "samconfig.toml").read_text()
    said(WriterName="Mina M.").lines()
    assert file.read_text().strip() == salt


def test_a_salt_of_the_environment_makes_another_needless(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEARREADER_SALT", "the salt of another machine")
    said().lines()
    assert not (folder / "dearreader.salt").exists()


def test_elsewhere_it_says_where_to_run_it(folder: Path) -> None:
    (folder / "template.yaml").unlink()
    assert said().err == (
        "dearreader: Run it in the folder of Dear Reader, where template.yaml is.\n"
    )


def test_every_parameter_that_is_asked_for_is_the_templates() -> None:
    known = written()["Parameters"]
    assert {each.name for each in QUESTIONS} - set(PLACE) <= known.keys()
    needed = {name for name, each in known.items() if "Default" not in each} - {"Salt"}
    assert needed <= {each.name for each in QUESTIONS if not each.optional}


def test_what_is_taken_passes_the_templates_patterns() -> None:
    known = written()["Parameters"]
    for name, value in PARAMETERS.items():
        parameter = known[name]
        assert re.fullmatch(str(parameter.get("AllowedPattern", ".*")), value), name
        assert len(value) >= parameter.get("MinLength", 0)


def test_sam_is_handed_what_was_answered(folder: Path) -> None:
    said().lines()
    assert 'PublicationName="small \\"hours\\""' in arguments(given(folder))


@pytest.mark.parametrize(
    ("read", "given", "why"),
    [
        (answers.text, "a \\ b", "backslash"),
        (answers.text, "   ", "Something"),
        (answers.text, "a" * 301, "301 characters"),
        (answers.sender, "mina@gmail.com", "a domain of your own"),
        (answers.sender, "letters@example.org", "only an example"),
        (answers.sender, "mina", "doesn’t look like"),
        (answers.own_domain, "localhost", "no domain"),
        (answers.own_domain, "https://a.net", "no domain"),
        (answers.own_domain, f"{'a' * 64}.net", "no domain"),
        (answers.zone, "Viena", "did you mean Europe/Vienna"),
        (answers.zone, "xyzzy", "one reads like"),
        (answers.hour, "24", "from 0 to 23"),
        (answers.hour, "-1", "from 0 to 23"),
        (answers.days, "weekdays", "MON-FRI"),
        (answers.language, "german", "reads like"),
        (answers.region, "eu-centrl-1", "did you mean eu-central-1"),
        (answers.region, "moon", "one reads like"),
        (answers.stack, "1st", "a letter first"),
        (answers.stack, "a" * 41, "at most 40"),
        (answers.profile, 'a"b', "cannot be"),
    ],
)
def test_a_bad_answer_says_what_would_be_one(read: object, given: str, why: str) -> None:
    assert callable(read)
    with pytest.raises(BadInput, match=why):
        read(given)


@pytest.mark.parametrize(
    ("read", "given", "taken"),
    [
        (answers.own_domain, " Bücher.de. ", "xn--bcher-kva.de"),
        (answers.zone, "america/new york", "America/New_York"),
        (answers.hour, "0", "0"),
        (answers.hour, "18:00", "18"),
        (answers.days, "every day", "MON,TUE,WED,THU,FRI,SAT,SUN"),
        (answers.days, "fri, mon", "MON,FRI"),
        (answers.language, "pt-BR", "pt-BR"),
    ],
)
def test_an_answer_may_be_written_in_many_ways(read: object, given: str, taken: str) -> None:
    assert callable(read)
    assert read(given) == taken


def test_replies_never_take_all_mail_of_her_domain() -> None:
    (question,) = [each for each in QUESTIONS if each.name == "ReplyDomain"]
    with pytest.raises(BadInput, match=r"such as reply\.smallhours\.net"):
        question.answer("smallhours.net", {"FromAddress": "mina@smallhours.net"})

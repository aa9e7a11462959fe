"""`dearreader post check`: the writer's file, its findings and exit code, and dead links."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from click.testing import CliRunner, Result

from cli import deadlinks
from cli.main import group
from local.loopback import Answer, LoopbackServer, Request

SAMCONFIG = """[default.deploy.parameters]
parameter_overrides = ["PublicationName=small hours", 'TimeZone="Europe/Berlin"', "WriterName=maya"]
"""
ANSWERS = {"/there": 200, "/nothing": 404, "/gone": 410, "/broken": 503, "/machines-no": 403}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samconfig.toml").write_text(SAMCONFIG)
    return tmp_path


@pytest.fixture
def site() -> Iterator[str]:
    def answer(request: Request) -> Answer:
        return Answer(status=ANSWERS[request.path], body=b"")

    server = LoopbackServer(answer)
    server.start()
    yield f"http://127.0.0.1:{server.port}"
    server.stop()


def check(body: str, *words: str) -> Result:
    Path("a-post.md").write_text(f"---\ntitle: on soup\n---\n{body}\n")
    return CliRunner().invoke(group, ["post", "check", "a-post.md", *words])


def test_a_good_letter_has_nothing_to_mend_and_needs_no_cloud() -> None:
    done = check("hi friends")
    assert done.exit_code == 0
    assert done.output.startswith("a-post.md: nothing to mend. ")
    assert done.output.endswith(" KB of HTML.\n")


def test_a_warning_is_told_and_does_not_fail() -> None:
    done = check("hi TODO")
    assert done.exit_code == 0
    assert done.output.splitlines()[0] == "warning: “TODO” looks like something left to fill in."


def test_an_error_fails() -> None:
    done = check("word " * 21_000, "--json")
    assert done.exit_code == 1
    assert [json.loads(line)["level"] for line in done.output.splitlines()] == ["error"]


def test_all_that_keeps_a_text_from_being_a_letter_is_told_at_once() -> None:
    done = check("![](https://example.org/a.png) [a](/b)\n\n| c | d |\n|---|---|", "--json")
    assert done.exit_code == 1
    told = [json.loads(line) for line in done.output.splitlines()]
    assert {each["level"] for each in told} == {"error"}
    for each, says in zip(told, ("has no words", "leads nowhere", "“c | d”"), strict=True):
        assert says in each["message"]
    assert "2 to look at. It can be no letter as it is." in check("![x](x.png) ![y](y.png)").output


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence() -> None:
    Path("bad.md").write_text("hello\n")
    done = CliRunner().invoke(group, ["post", "check", "bad.md"])
    assert done.exit_code == 2
    assert done.output.startswith("dearreader: Line 1: ")


@pytest.mark.parametrize("text", ["", "not toml ["])
def test_a_samconfig_that_says_nothing_of_a_publication_is_refused(text: str) -> None:
    Path("samconfig.toml").write_text(text)
    done = check("hi")
    assert done.exit_code == 2
    assert "samconfig.toml has no parameters of a publication" in done.output


def test_links_are_asked_for_on_demand_alone(site: str) -> None:
    body = "\n".join(f"a [page]({site}{path})" for path in ANSWERS)
    assert "is not there" not in check(body).output
    told = check(body, "--links", "--json").output.splitlines()
    messages = [json.loads(line)["message"] for line in told]
    assert [each.removeprefix(site) for each in messages if each.startswith("http")] == [
        "/nothing is not there: its site answers 404.",
        "/gone is not there: its site answers 410.",
        "/broken does not work now: its site answers 503.",
    ]


def test_a_site_that_is_not_there_is_dead_and_an_address_to_mail_to_is_not_asked() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        ((found, why),) = deadlinks.dead([url, url, "mailto:maya@example.org"])
    assert found == url
    assert why.startswith("does not answer")


@pytest.mark.parametrize(
    ("number", "why"), [(socket.EAI_NONAME, "leads to no site"), (socket.EAI_AGAIN, "online?")]
)
def test_a_name_that_is_unknown_is_told_from_a_machine_that_is_offline(
    monkeypatch: pytest.MonkeyPatch, number: int, why: str
) -> None:
    def unresolved(*_: object, **__: object) -> None:
        raise URLError(socket.gaierror(number, "no"))

    monkeypatch.setattr(deadlinks, "urlopen", unresolved)
    ((_, said),) = deadlinks.dead(["https://grüße.example/ä?b=ö"])
    assert why in said

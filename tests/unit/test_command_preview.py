"""`dearreader post preview`: a small site that knows each save of a post."""

import json
import os
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request

import pytest
from click.testing import CliRunner
from PIL import Image

from cli.main import group
from cli.preview.server import PreviewServer
from local.loopback import DIRECT
from tests.letters import PUBLICATION

Get = Callable[[str], str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "a-post.md"
    save(found, "hi friends")
    return found


@pytest.fixture
def server(file: Path) -> Iterator[PreviewServer]:
    running = PreviewServer(file, PUBLICATION)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def get(server: PreviewServer) -> Get:
    def got(path: str) -> str:
        with DIRECT.open(f"{server.url}{path}", timeout=60) as answer:
            text: str = answer.read().decode()
            return text

    return got


def save(file: Path, body: str, title: str = "on soup") -> None:
    """As editors do: a new file in the old one's place."""
    new = file.with_suffix(".new")
    new.write_text(f"---\ntitle: {title}\n---\n{body}\n")
    new.replace(file)


def state(get: Get, after: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(get(f"/state?after={after}"))
    return found


def test_a_post_is_shown_as_its_readers_get_it(server: PreviewServer, get: Get) -> None:
    told = state(get)
    assert (told["title"], told["subject"], told["faults"]) == ("on soup", "on soup", [])
    assert told["findings"] == []
    for form in ("/letter", "/text", "/page"):
        assert "hi friends" in get(form)
        assert "{{" not in get(form)
    assert f"{server.url}/unsubscribe/" in get("/letter")
    assert get("/posts/a-post") == get("/page")


def test_each_save_is_known_at_once_and_its_findings_with_it(file: Path, get: Get) -> None:
    first = state(get)["number"]
    save(file, "hi TODO", "on rain")
    second = state(get, after=first)
    assert (second["number"], second["title"]) == (first + 1, "on rain")
    assert "TODO" in second["findings"][0]["message"]
    assert "hi TODO" in get("/letter")


def test_a_save_that_can_be_no_letter_says_why_and_leaves_the_last_that_could(
    file: Path, get: Get
) -> None:
    first = state(get)["number"]
    save(file, "![](https://example.org/a.png) [b](/c)")
    broken = state(get, after=first)
    assert len(broken["faults"]) == 2
    assert "has no words" in broken["faults"][0]
    assert "hi friends" in get("/letter")
    file.unlink()
    gone = state(get, after=broken["number"])
    assert "No such file" in gone["faults"][0]
    save(file, "hi again")
    assert state(get, after=gone["number"])["faults"] == []
    assert "hi again" in get("/letter")


def test_images_beside_the_post_are_shown_and_watched(
    file: Path, server: PreviewServer, get: Get
) -> None:
    first = state(get)["number"]
    save(file, "![a dog](dog.png)")
    missing = state(get, after=first)
    assert "dog.png is not there" in missing["faults"][0]
    Image.new("RGB", (30, 20), "teal").save(file.parent / "dog.png")
    found = state(get, after=missing["number"])
    assert found["faults"] == []
    url = get("/letter").partition('<img src="')[2].partition('"')[0]
    with DIRECT.open(url) as answer:
        assert answer.headers["Content-Type"] == "image/png"
    Image.new("RGB", (60, 20), "gold").save(file.parent / "dog.png")
    state(get, after=found["number"])
    assert 'width="60"' in get("/letter")


@pytest.mark.parametrize(
    "path", ["/unsubscribe/preview.preview", "/../samconfig.toml", "/images/x"]
)
def test_nothing_else_is_there(server: PreviewServer, path: str) -> None:
    with pytest.raises(HTTPError) as refused:
        DIRECT.open(f"{server.url}{path}")
    with refused.value as answer:
        assert answer.code == HTTPStatus.NOT_FOUND


def test_a_site_that_took_our_address_for_its_name_gets_nothing(server: PreviewServer) -> None:
    with pytest.raises(HTTPError) as refused:
        DIRECT.open(Request(f"{server.url}/letter", headers={"Host": "evil.example"}))
    with refused.value as answer:
        assert answer.code == HTTPStatus.FORBIDDEN


def test_no_script_of_a_letter_would_run(server: PreviewServer) -> None:
    for form in ("/letter", "/page"):
        with DIRECT.open(f"{server.url}{form}") as answer:
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert "script-src" not in answer.headers["Content-Security-Policy"]


def test_a_port_that_is_taken_is_refused_in_one_sentence(
    file: Path, server: PreviewServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    Path("samconfig.toml").write_text(
        '[default.deploy.parameters]\nparameter_overrides = ["PublicationName=a"]\n'
    )
    port = server.url.rpartition(":")[2]
    words = ["post", "preview", os.fspath(file), "--no-browser", "--port", port]
    done = CliRunner().invoke(group, words)
    assert done.exit_code == 2
    assert f"Port {port} is taken" in done.output

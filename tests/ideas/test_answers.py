"""A post that answers an idea: its askers are told on top of the letter, and it is closed."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from cli.posts import post
from dearreader.app import App
from dearreader.errors import BadInput
from dearreader.ideas import Idea
from local.ses.templates import render
from tests.unit.conftest import MORNING
from tests.world.readers import TODAY, audience, deliver, letter, prepare
from tests.world.world import MemoryWorld, app


@pytest.fixture
def world() -> MemoryWorld:
    return MemoryWorld(MORNING)


@pytest.fixture
def stack(world: MemoryWorld) -> App:
    return app(world)


def want(stack: App, text: str, *readers: str) -> str:
    for reader in readers:
        idea = stack.ideas.want(text, reader, reply=f"{text} {reader}", now=stack.clock.now())
    return idea


def queue(stack: App, *answers: str) -> None:
    """Queue a letter with the lines for askers in it."""
    stack.posts.table.put({"pk": "the-sea", "sk": "post", "status": "draft", "title": "the sea"})
    lettered = replace(
        letter("the-sea"),
        html="{{asked_html}}<p>hello</p>",
        text="{{asked_text}}hello",
        answers=answers,
    )
    stack.posts.queue(lettered, now=stack.clock.now())


def send(stack: App, world: MemoryWorld) -> dict[str, tuple[str, str]]:
    """Send what is queued; what each reader got, as text and HTML, by address."""
    prepare(stack, world)
    deliver(stack, world)
    stack.settling.settle()
    return {
        copy.to: tuple(  # type: ignore[misc]
            render(part, {**call.values, **copy.values}) for part in (call.text, call.html)
        )
        for call in world.ses.calls
        for copy in call.copies
    }


def found(stack: App, idea: str) -> Idea:
    at = stack.ideas.get(idea)
    assert at
    return at


def test_exactly_the_askers_find_a_line_with_their_own_words(
    stack: App, world: MemoryWorld
) -> None:
    ada, lin, kim, _ = audience(stack, 4)
    tides = want(stack, "how tides work", ada)
    moon = want(stack, "the moon & the <sea>", lin)
    want(stack, "bread", kim)
    stack.acts.merge(moon, tides)
    queue(stack, tides)
    got = send(stack, world)
    assert {to: text.partition("hello")[0] for to, (text, _) in got.items()} == {
        "reader0@example.com": "you asked for this: “how tides work”. thank you.\n\n",
        "reader1@example.com": "you asked for this: “the moon & the <sea>”. thank you.\n\n",
        "reader2@example.com": "",
        "reader3@example.com": "",
    }
    html = got["reader1@example.com"][1]
    assert "“the moon &amp; the &lt;sea&gt;”" in html
    assert got["reader3@example.com"][1] == "<p>hello</p>"


def test_words_that_look_like_a_variable_stay_words(stack: App, world: MemoryWorld) -> None:
    (ada,) = audience(stack, 1)
    queue(stack, want(stack, "{{link}} and\x85 tides " + "very " * 40, ada))
    ((text, _),) = send(stack, world).values()
    assert text.startswith("you asked for this: “{ {link}} and… tides very")
    assert " …”" in text.splitlines()[0]
    assert len(text) < 250


def test_a_letter_that_answers_nothing_reads_no_ideas(stack: App, world: MemoryWorld) -> None:
    audience(stack, 2)
    queue(stack)
    stack.ideas.table = None  # type: ignore[assignment]
    assert {text for text, _ in send(stack, world).values()} == {"hello"}


def test_the_idea_is_closed_with_its_post_once_the_edition_is(
    stack: App, world: MemoryWorld
) -> None:
    ada, lin = audience(stack, 2)
    tides, moon = want(stack, "tides", ada), want(stack, "the moon", lin)
    queue(stack, tides)
    send(stack, world)
    stack.acts.merge(tides, moon)
    assert [stack.wrote("the-sea", TODAY) for _ in range(2)] == ["ideas written", "nothing asked"]
    assert (found(stack, moon).status, found(stack, moon).slug) == ("written", "the-sea")
    assert found(stack, tides).status == "merged"
    for act in (stack.acts.plan, stack.acts.decline, stack.acts.undo):
        with pytest.raises(BadInput, match="written about"):
            act(moon)


@pytest.mark.parametrize(("slug", "edition"), [("the-sea", "2026-11-23.daily"), ("none", TODAY)])
def test_an_event_of_what_is_not_there_changes_nothing(
    stack: App, world: MemoryWorld, slug: str, edition: str
) -> None:
    assert stack.wrote(slug, edition) == "nothing asked"


def run(stack: App, *words: str) -> str:
    obj = SimpleNamespace(app=stack, publication=stack.publication)
    done = CliRunner().invoke(post, words, obj=obj, help_option_names=["-h", "--help"])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def answers(stack: App) -> tuple[str, ...]:
    at = stack.posts.get("hello")
    assert at
    kept = stack.posts.letter("hello", at.letter)
    assert kept
    return kept.answers


def test_post_queue_names_the_ideas_keeps_them_and_forgets_them(stack: App, tmp_path: Path) -> None:
    tides, moon = want(stack, "tides", "a" * 32), want(stack, "the moon", "b" * 32)
    (tmp_path / "hello.md").write_text("---\ntitle: hello\n---\nhi\n")
    run(stack, "add", str(tmp_path / "hello.md"))
    told = run(stack, "queue", "hello", "--answers", tides[:8], moon)
    assert "It answers “tides”.\nIt answers “the moon”.\n" in told
    assert answers(stack) == (tides, moon)
    assert (found(stack, tides).status, found(stack, tides).slug) == ("planned", "hello")
    run(stack, "queue", "hello")
    assert answers(stack) == (tides, moon)
    run(stack, "queue", "hello", "--answers", "none")
    assert answers(stack) == ()
    with pytest.raises(BadInput, match="--answers IDEA"):
        run(stack, "queue", "hello", tides)
    with pytest.raises(BadInput, match="no idea"):
        run(stack, "queue", "hello", "--answers", "ffffffff")

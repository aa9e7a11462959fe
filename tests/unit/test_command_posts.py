"""`dearreader post`: the folder, the queue and its order, and going back."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from dearreader import links
from dearreader.app import App
from dearreader.errors import SendInDoubt, SendRefused
from dearreader.events import Change, of_change
from tests.world.commands import WRITER, Desk
from tests.world.readers import audience, deliver, prepare
from tests.world.world import MemoryWorld

TEXT = "---\ntitle: on being early\n---\nhi friends, come early.\n"


def queued(desk: Desk) -> list[str]:
    posts = [json.loads(line) for line in desk.lines("post", "list", "--json")]
    return [each["slug"] for each in posts if each["status"] == "queued"]


def status(desk: Desk, slug: str) -> str:
    return str(json.loads(desk.lines("post", "show", slug, "--json")[0])["status"])


@pytest.fixture
def four(desk: Desk, world: MemoryWorld) -> list[str]:
    """Four posts in the queue."""
    slugs = ["one", "two", "three", "four"]
    for slug in slugs:
        Path(f"{slug}.md").write_text(TEXT)
        desk.lines("post", "add", f"{slug}.md")
        world.clock.sleep(60)
        desk.lines("post", "queue", slug)
        world.clock.sleep(60)
    return slugs


# The folder


def test_a_new_post_is_a_file_that_can_be_added_as_it_is(desk: Desk) -> None:
    assert desk.lines("post", "new", "On Being Early: a Café's case")[0] == (
        "posts/on-being-early-a-cafes-case.md is yours to write."
    )
    file = Path("posts/on-being-early-a-cafes-case.md")
    file.write_text(file.read_text() + "come early\n")
    assert "On Being Early: a Café's case" in desk.lines("post", "add", str(file))[0]
    assert "is there already" in desk.refused("post", "new", "On being early, a cafes case")
    assert "--slug my-first-letter" in desk.refused("post", "new", "早く来ること")
    desk.lines("post", "new", "早く来ること", "--slug", "early")
    assert "早く来ること" in Path("posts/early.md").read_text()


def test_the_folder_is_where_the_configuration_says(desk: Desk) -> None:
    Path("dearreader.toml").write_text('posts = "letters/drafts"\n')
    desk.lines("post", "new", "hello")
    assert Path("letters/drafts/hello.md").exists()


def test_posts_come_back_from_the_table_as_they_were_added(desk: Desk, four: list[str]) -> None:
    desk.lines("post", "get", "--all")
    assert {each.name for each in Path("posts").iterdir()} == {f"{slug}.md" for slug in four}
    assert Path("posts/one.md").read_text() == TEXT
    assert "There is no post “five”" in desk.refused("post", "get", "five")
    desk.refused("post", "get")


def test_a_file_that_differs_is_overwritten_only_when_she_says_so(
    desk: Desk, four: list[str]
) -> None:
    desk.lines("post", "get", "one")
    Path("posts/one.md").write_text("something else\n")
    done = desk.ran("post", "get", "one", "two")
    assert (done.code, done.out) == (1, "posts/two.md\n")
    assert "dearreader post add posts/one.md" in done.err
    assert "dearreader post get one --force" in done.err
    assert Path("posts/one.md").read_text() == "something else\n"
    desk.lines("post", "get", "one", "--force")
    assert Path("posts/one.md").read_text() == TEXT


def test_an_edited_post_is_kept_and_an_unchanged_one_is_not_touched(
    desk: Desk, stack: App, four: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "sed -i s/early/late/g")
    assert desk.lines("post", "edit", "one")[0] == "one: “on being late” is a queued post."
    assert stack.posts.source("one") == TEXT.replace("early", "late")
    monkeypatch.setenv("VISUAL", "true")
    assert desk.lines("post", "edit", "one") == ["one is as it was."]
    monkeypatch.setenv("VISUAL", "sed -i /title/d")
    assert "has no title" in desk.refused("post", "edit", "one")
    assert stack.posts.source("one") == TEXT.replace("early", "late")
    assert "title" not in Path("posts/one.md").read_text()
    assert "There is no post" in desk.refused("post", "edit", "five")


def test_a_post_is_shown_with_its_day_and_its_text(desk: Desk, four: list[str]) -> None:
    letter = json.loads(desk.lines("post", "show", "two", "--json")[0])["letter"]
    assert desk.lines("post", "show", "two") == [
        "two: “on being early” is queued.",
        "  goes out 2026-11-25, if the queue stays as it is",
        f"  letter   version {letter}",
        "",
        *TEXT.splitlines(),
    ]
    assert "There is no post" in desk.refused("post", "show", "five")


def test_the_list_has_the_days(desk: Desk, four: list[str]) -> None:
    assert desk.lines("post", "list")[:2] == [
        "queued     2026-11-24  one                       on being early",
        "queued     2026-11-25  two                       on being early",
    ]


# The queue


@pytest.mark.parametrize(
    ("slug", "place", "order"),
    [
        ("three", "first", ["three", "one", "two", "four"]),
        ("three", "1", ["three", "one", "two", "four"]),
        ("one", "last", ["two", "three", "four", "one"]),
        ("one", "99", ["two", "three", "four", "one"]),
        ("four", "2", ["one", "four", "two", "three"]),
        ("one", "3", ["two", "three", "one", "four"]),
        ("two", "2", ["one", "two", "three", "four"]),
    ],
)
def test_a_post_moves_to_its_place(
    desk: Desk, four: list[str], slug: str, place: str, order: list[str]
) -> None:
    number = order.index(slug) + 1
    assert desk.lines("post", "move", slug, place)[0].startswith(
        f"{slug} is number {number} of 4 in the queue: "
    )
    assert queued(desk) == order


def test_the_order_holds_however_often_posts_are_moved(
    desk: Desk, stack: App, world: MemoryWorld, four: list[str]
) -> None:
    order = list(four)
    for turn in range(200):
        slug, place = four[turn % 4], world.chance._random.randint(1, 4)  # noqa: SLF001
        order.remove(slug)
        order.insert(place - 1, slug)
        stack.posts.move(slug, place)
        assert [each.slug for each in stack.posts.with_status("queued")] == order
    Path("five.md").write_text(TEXT)
    desk.lines("post", "add", "five.md")
    desk.lines("post", "queue", "five")
    assert queued(desk) == [*order, "five"]


def test_what_is_moved_and_queued_again_is_still_told_as_an_event(
    desk: Desk, world: MemoryWorld, four: list[str]
) -> None:
    desk.lines("post", "move", "four", "2")
    desk.lines("post", "unqueue", "four")
    desk.lines("post", "undo")
    events = [
        event for change in world.table("posts").changes for event in of_change(Change(*change))
    ]
    assert [detail["slug"] for _, detail in events] == [*four, "four"]
    assert {detail["at"][:10] for _, detail in events} == {"2026-11-24"}


@pytest.mark.parametrize("place", ["0", "-1", "sideways", "", "10000000", "1.5"])
def test_a_place_that_is_none_is_refused(desk: Desk, four: list[str], place: str) -> None:
    desk.refused("post", "move", "one", "--", place)
    assert queued(desk) == four


def test_only_what_waits_moves(desk: Desk, four: list[str]) -> None:
    desk.lines("post", "unqueue", "one")
    assert "“one” is not in the queue: it is draft" in desk.refused("post", "move", "one", "1")
    assert "“one” is not in the queue" in desk.refused("post", "unqueue", "one")
    assert "There is no post “five”" in desk.refused("post", "move", "five", "1")
    assert "There is no post “five”" in desk.refused("post", "unqueue", "five")


def test_what_is_taken_out_of_the_queue_does_not_go_out(
    desk: Desk, stack: App, world: MemoryWorld, four: list[str]
) -> None:
    audience(stack, 2)
    world.clock.sleep(60)
    assert desk.lines("post", "unqueue", "one")[0] == "one is a draft again, and does not go out."
    prepare(stack, world)
    assert (status(desk, "one"), status(desk, "two")) == ("draft", "sending")


# Going back


def test_the_last_change_is_taken_back_then_the_one_before(desk: Desk, four: list[str]) -> None:
    desk.lines("post", "move", "four", "first")
    desk.lines("post", "unqueue", "two")
    assert desk.lines("post", "undo") == [
        "two is as it was before it was unqueued: “on being early”, queued.",
        "two is number 3 of 4 in the queue: Thursday 26 November.",
    ]
    assert queued(desk) == ["four", "one", "two", "three"]
    assert desk.lines("post", "undo")[0].startswith("four is as it was before it was moved")
    assert queued(desk) == four
    assert desk.lines("post", "undo")[0].startswith("four is as it was before it was queued")
    assert queued(desk) == four[:3]


def test_a_text_comes_back_with_its_title(desk: Desk, stack: App, four: list[str]) -> None:
    Path("one.md").write_text(TEXT.replace("early", "late"))
    desk.lines("post", "add", "one.md")
    desk.lines("post", "queue", "one")
    desk.lines("post", "move", "two", "1")
    letter = stack.posts.get("one")
    assert desk.lines("post", "undo", "one")[0] == (
        "one is as it was before it was queued: “on being late”, queued."
    )
    assert desk.lines("post", "undo", "one")[0] == (
        "one is as it was before it was added: “on being early”, queued."
    )
    assert stack.posts.source("one") == TEXT
    assert letter != stack.posts.get("one")
    assert queued(desk) == ["two", "one", "three", "four"]


def test_what_changed_nothing_is_passed_over(desk: Desk, four: list[str]) -> None:
    desk.lines("post", "unqueue", "one")
    desk.refused("post", "unqueue", "one")
    desk.lines("post", "add", "one.md")
    assert desk.lines("post", "undo")[0].startswith("one is as it was before it was unqueued")


def test_what_has_gone_out_is_not_taken_back(
    desk: Desk, stack: App, world: MemoryWorld, four: list[str]
) -> None:
    audience(stack, 2)
    prepare(stack, world)
    deliver(stack, world)
    stack.settling.settle()
    assert "“one” is sent: what has gone out stays as it is" in desk.refused("post", "undo", "one")
    assert status(desk, "one") == "sent"


def test_there_is_an_end_to_going_back(desk: Desk, four: list[str]) -> None:
    for _ in four:
        desk.lines("post", "undo")
    assert desk.refused("post", "undo").startswith("dearreader: There is nothing to take back.")
    assert queued(desk) == []


def test_fifty_changes_are_remembered(desk: Desk, world: MemoryWorld, four: list[str]) -> None:
    for turn in range(60):
        desk.lines("post", "move", "one", "last" if turn % 2 else "first")
        world.clock.sleep(1)
    assert sum(pk == "#history" for pk, _ in world.table("posts").items) == 50


# Trying


def test_a_test_goes_to_the_writer_alone_as_readers_will_have_it(
    desk: Desk, stack: App, world: MemoryWorld, four: list[str]
) -> None:
    audience(stack, 3)
    assert desk.lines("post", "test", "one") == [f"one is on its way to {WRITER}, marked [test]."]
    (call,) = world.ses.calls
    assert [copy.to for copy in call.copies] == [WRITER]
    assert call.subject == "[test] on being early"
    assert "come early" in call.text
    assert call.tags == {"kind": "test"}
    assert links.parse(call.copies[0].values["link"]) is None
    desk.lines("post", "test", "one", "Ada@Example.COM")
    assert world.ses.calls[1].copies[0].to == "Ada@example.com"
    assert queued(desk) == four


def test_a_test_waits_for_its_turn_behind_letters(
    desk: Desk, stack: App, world: MemoryWorld, four: list[str]
) -> None:
    stack.pacer.set_rate(1)
    before = world.clock.now()
    for _ in range(3):
        desk.lines("post", "test", "one")
    assert world.clock.now() - before >= timedelta(seconds=2)


@pytest.mark.parametrize(
    ("fault", "word"), [(SendRefused("MessageRejected"), "sandbox"), (SendInDoubt(), "has come")]
)
def test_a_test_that_ses_does_not_take_says_what_to_do(
    desk: Desk, world: MemoryWorld, four: list[str], fault: Exception, word: str
) -> None:
    world.ses.answers = [fault]
    done = desk.ran("post", "test", "one")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert word in done.err
    assert "address" in desk.refused("post", "test", "one", "nobody")
    assert "There is no post" in desk.refused("post", "test", "five")


def test_feedback_takes_no_notice_of_a_test(stack: App, world: MemoryWorld) -> None:
    audience(stack, 1)
    before = {name: dict(table.items) for name, table in world.tables.items()}
    mail = {"tags": {"kind": ["test"]}}
    stack.feedback.take(
        [
            {"detail-type": "Email Sent", "detail": {"mail": mail}},
            {"detail-type": "Email Complaint Received", "detail": {"mail": mail}},
        ]
    )
    assert {name: dict(world.table(name).items) for name in before} == before

"""Posts: draft → queued → sending → sent, in the order in which the writer queued them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dearreader.app import App
from dearreader.errors import BadInput
from dearreader.posts import Manuscript, Picture, Post
from tests.unit.conftest import MORNING
from tests.world.readers import TODAY, letter, write
from tests.world.world import MemoryWorld


def add(stack: App, slug: str, title: str = "the sea") -> Post:
    manuscript = Manuscript(slug=slug, title=title, tags=("sea",), body="hello")
    return stack.posts.add(manuscript, f"# {title}", now=stack.clock.now())


def queue(stack: App, slug: str, version: str = "1f2e3d4c") -> Post:
    return stack.posts.queue(letter(slug, version), now=stack.clock.now())


def send(stack: App, slug: str, *, close: bool = True) -> None:
    post = stack.posts.get(slug)
    assert post
    writings = [stack.posts.sending(post, TODAY)]
    if close:
        writings.append(stack.posts.sent(slug, TODAY, slot=MORNING))
    for writing in writings:
        stack.posts.table.transact([writing])


def head(stack: App) -> str:
    post = stack.posts.next_due()
    return post.slug if post else ""


def test_a_post_starts_as_a_draft_and_keeps_its_source(stack: App) -> None:
    assert add(stack, "a-post").status == "draft"
    assert stack.posts.source("a-post") == "# the sea"
    assert stack.posts.get("another") is None
    assert stack.posts.source("another") is None


def test_a_post_keeps_the_images_that_lay_beside_it(stack: App) -> None:
    add(stack, "plain")
    dog = Picture(url="https://images.example/1.jpg", width=1136, height=757)
    manuscript = Manuscript(slug="a-post", title="dogs", body="", pictures={"dog.jpg": dog})
    stack.posts.add(manuscript, "", now=stack.clock.now())
    assert stack.posts.pictures("a-post") == {"dog.jpg": dog}
    assert stack.posts.pictures("plain") == stack.posts.pictures("another") == {}


def test_adding_again_replaces_what_was_kept(stack: App) -> None:
    add(stack, "a-post")
    assert add(stack, "a-post", "the lake").title == "the lake"
    assert stack.posts.source("a-post") == "# the lake"


def test_the_first_queued_goes_first_and_keeps_its_place(stack: App, world: MemoryWorld) -> None:
    for slug in ("b", "a", "c"):
        add(stack, slug)
        queue(stack, slug)
        world.clock.sleep(60)
    assert head(stack) == "b"
    add(stack, "b", "better")
    queue(stack, "b", "99999999")
    assert head(stack) == "b"
    assert [post.slug for post in stack.posts.with_status("queued")] == ["b", "a", "c"]
    send(stack, "b")
    assert head(stack) == "a"


def test_a_title_that_mail_programs_would_thread_is_noticed_for_a_week(
    stack: App, world: MemoryWorld
) -> None:
    def shared(title: str) -> bool:
        asked = replace(letter("new", "1f2e3d4c"), title=title)
        return stack.posts.shares_its_title(asked, now=world.clock.now())

    add(stack, "draft", "drafts do not count")
    add(stack, "a-post", "The  Sea")
    queue(stack, "a-post")
    assert shared("the sea")
    assert not shared("drafts do not count")
    assert not shared("the lake")
    send(stack, "a-post")
    assert shared("the sea")
    world.clock.sleep(8 * 86_400)
    assert not shared("the sea")


def test_a_post_shares_no_title_with_itself(stack: App, world: MemoryWorld) -> None:
    add(stack, "a-post")
    queue(stack, "a-post")
    itself = replace(letter("a-post", "1f2e3d4c"), title="the sea")
    assert not stack.posts.shares_its_title(itself, now=world.clock.now())


def test_a_letter_is_kept_by_version_as_it_was_rendered(stack: App) -> None:
    write(stack, "a-post", "old")
    write(stack, "a-post", "new")
    assert stack.posts.letter("a-post", "old") == letter("a-post", "old")
    assert stack.posts.letter("a-post", "new") == letter("a-post", "new")
    assert stack.posts.letter("a-post", "none") is None


@pytest.mark.parametrize("close", [False, True])
def test_what_has_gone_out_cannot_be_changed(stack: App, *, close: bool) -> None:
    write(stack, "a-post")
    send(stack, "a-post", close=close)
    with pytest.raises(BadInput, match="cannot be changed"):
        add(stack, "a-post", "other")
    with pytest.raises(BadInput, match="cannot be changed"):
        queue(stack, "a-post", "other")
    assert stack.posts.source("a-post") == "hello"


def test_queueing_what_was_never_added_says_what_to_do(stack: App) -> None:
    with pytest.raises(BadInput, match="dearreader post add"):
        queue(stack, "a-post")


def test_the_index_may_lag_behind_the_post(stack: App, world: MemoryWorld) -> None:
    write(stack, "a-post")
    table = world.table("posts")
    stale = dict(table.items["a-post", "post"])
    send(stack, "a-post")
    table.items["a-post", "stale copy in the index"] = stale
    assert head(stack) == ""


def test_what_was_sent_is_listed_from_the_newest(stack: App, world: MemoryWorld) -> None:
    for day, slug in enumerate(("b", "a", "c")):
        write(stack, slug)
        post = stack.posts.get(slug)
        assert post
        stack.posts.table.transact([stack.posts.sending(post, TODAY)])
        slot = MORNING + timedelta(days=day)
        stack.posts.table.transact([stack.posts.sent(slug, TODAY, slot=slot)])
    assert [post.slug for post in stack.posts.with_status("sent")] == ["c", "a", "b"]
    assert [post.slug for post in stack.posts.with_status("sent", limit=1)] == ["c"]
    assert stack.posts.with_status("sent")[0].sent_on == MORNING + timedelta(days=2)

"""docs/life.md, lived on the laptop: restore, a second publication, a move, a roll-back.

The upgrade has tests of its own: test_upgrade.py.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from local.cloud import PARAMETERS, Cloud
from local.frontdoor import FrontDoor
from local.inbox.reading import list_unsubscribe
from local.mails import Mail
from local.stack import deploy
from tests.e2e.command import local
from tests.e2e.laptop import Laptop
from tests.e2e.versions import OLDER, Older
from tests.e2e.waiting import eventually

pytestmark = pytest.mark.once

OTHER = {
    **PARAMETERS,
    "PublicationName": "evening notes",
    "FromAddress": "eve@evening.example.com",
    "ReplyDomain": "reply.evening.example.com",
    "MakeDashboard": "no",
}


@dataclass
class Account:
    """Two publications in one account."""

    morning: Laptop
    evening: Laptop


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    folder = tmp_path_factory.mktemp("account")
    with Cloud() as cloud:
        cloud.describe(folder / "morning.json")
        other = copy.copy(cloud)
        other.stack = deploy(cloud.ministack, OTHER, name="evening")
        other.front_door = FrontDoor(other.stack)
        other.front_door.start()
        other.stack.publish_at(other.site)
        other.describe(folder / "evening.json")
        yield Account(
            Laptop(cloud, folder / "morning.json"), Laptop(other, folder / "evening.json")
        )
        other.front_door.stop()


@pytest.fixture
def at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Lets the command work on one publication or the other."""
    return monkeypatch


def joined(publication: Laptop, address: str) -> None:
    """Sign up on one publication's site, and confirm by its own mail."""
    assert publication.post("/subscribe", {"email": address}).status == 200

    def asked() -> list[Mail]:
        mails = publication.cloud.ses.mails(to=address, tags={"kind": "invite"})
        return [mail for mail in mails if publication.site in mail.text]

    eventually(lambda: bool(asked()))
    assert publication.post(publication.link(asked()[-1], "confirm")).status == 200


def test_what_was_lost_is_restored_and_who_left_meanwhile_is_not_revived(here: Laptop) -> None:
    ada, bea, cleo = here.readers("ada", "bea", "cleo")
    letters = {mail.to[0]: mail for mail in here.send()}
    then = f"{here.app.clock.now():%Y-%m-%d %H:%M:%S}"
    assert local("restore", "--at", then, "--dry-run").lines()[-2] == "Nothing is changed."
    assert here.post(list_unsubscribe(letters[bea])[0]).status == 200
    gone = here.reader(bea)
    assert gone
    eventually(lambda: gone.id in {noted.id for noted in here.app.departures.all()})
    for address in (ada, bea):
        lost = here.reader(address)
        assert lost
        here.app.subscribers.table.delete(here.app.subscribers.pk(lost.id), lost.id)
    told = local("restore", "--at", then, "--yes").lines()
    assert "1 who have left, or were erased, stay away." in told
    assert "Done: 1 readers." in told
    assert [here.status(each) for each in (ada, bea, cleo)] == ["active", "unsubscribed", "active"]
    again = [mail.to[0] for mail in here.send()]
    assert {ada, cleo} <= set(again)
    assert bea not in again
    assert len(again) == len(set(again))
    told = local("restore", "--at", then, "--forget").lines()
    assert told[0].count("-restored-") == 4
    assert not [name for name in _tables(here) if "-restored-" in name and then[-2:] in name]


def _tables(laptop: Laptop) -> list[str]:
    pages = laptop.client("dynamodb").get_paginator("list_tables").paginate()
    return [name for page in pages for name in page["TableNames"]]


def test_two_publications_share_nothing_but_the_account(account: Account) -> None:
    morning, evening = account.morning, account.evening
    (ada,) = morning.readers("ada")
    both = "both@readers.example.org"
    joined(evening, "eve@readers.example.org")
    for each in (morning, evening):
        joined(each, both)
    early, late = morning.send("early"), evening.send("late")
    assert sorted(mail.to[0] for mail in early if mail.subject == "early") == sorted([ada, both])
    assert sorted(mail.to[0] for mail in late if mail.subject == "late") == [
        both,
        "eve@readers.example.org",
    ]
    (letter,) = [mail for mail in late if mail.to[0] == both and mail.subject == "late"]
    assert evening.post(list_unsubscribe(letter)[0]).status == 200
    assert (morning.status(both), evening.status(both)) == ("active", "unsubscribed")
    assert {_namespace(morning), _namespace(evening)} == {
        "DearReader/dear-reader",
        "DearReader/evening",
    }


def _namespace(publication: Laptop) -> str:
    function = publication.cloud.stack.functions["NudgeFunction"]
    found = publication.client("lambda").get_function_configuration(FunctionName=function)
    return str(found["Environment"]["Variables"]["POWERTOOLS_METRICS_NAMESPACE"])


def test_a_publication_moves_with_its_readers_departures_queue_and_links(
    account: Account, at: pytest.MonkeyPatch
) -> None:
    morning, evening = account.morning, account.evening
    ada, bea = morning.readers("stays", "left")
    letters = {mail.to[0]: mail for mail in morning.send()}
    assert morning.post(list_unsubscribe(letters[bea])[0]).status == 200
    slug = morning.queue("the next one")
    at.setenv("DEARREADER_LOCAL", str(morning.state))
    local("subscribers", "export", "moving").lines()
    at.setenv("DEARREADER_LOCAL", str(evening.state))
    assert "Done: " in local("subscribers", "import", "moving", "--yes").lines()[-1]
    assert [evening.status(each) for each in (ada, bea)] == ["active", "unsubscribed"]
    post = evening.app.posts.get(slug)
    assert post
    assert post.status == "queued"
    evening.app.posts.unqueue(slug, now=evening.app.clock.now())
    old_link = list_unsubscribe(letters[ada])[0].removeprefix(morning.site)
    assert evening.post(old_link).status == 200
    assert evening.status(ada) == "unsubscribed"
    morning.app.posts.unqueue(slug, now=morning.app.clock.now())


def test_an_older_version_goes_on_with_what_todays_wrote(account: Account, tmp_path: Path) -> None:
    """Last of all, for this cloud's sake; that today's goes on after it is test_upgrade.py's."""
    laptop = account.morning
    laptop.readers("before")
    everyone = sorted(_active(laptop))
    older = Older(OLDER[-1], tmp_path, laptop.state)
    laptop.cloud.redeploy(older.root)
    older.queue("after the roll back")
    day = laptop.day()
    older.command(f"edition send --now --date {day}")
    eventually(lambda: len(_letters(laptop)) == len(everyone))
    laptop.settle()
    assert laptop.edition(f"{day}.daily").state == "closed"
    sent = _letters(laptop)
    assert sorted(mail.to[0] for mail in sent) == everyone
    assert laptop.post(list_unsubscribe(sent[0])[0]).status == 200
    assert laptop.status(sent[0].to[0]) == "unsubscribed"
    assert laptop.trouble() == []


def _letters(laptop: Laptop) -> list[Mail]:
    return laptop.cloud.ses.mails(subject="after the roll back")


def _active(laptop: Laptop) -> list[str]:
    return [each.address for each in laptop.app.subscribers.everyone() if each.status == "active"]

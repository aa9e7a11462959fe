"""Today's version takes over a stack of an older one, in the middle of its sending.

All that the older version keeps was made by itself: by its functions, from what readers and the
writer did, with its own command. Only from the upgrade on is anything of today's used.
"""

import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import pytest

from local.cloud import PARAMETERS, Cloud
from local.mails import Mail
from local.stack import ROOT, deploy
from tests.e2e.laptop import Laptop
from tests.e2e.versions import OLDER, Older, deployed, sources
from tests.e2e.waiting import eventually

pytestmark = pytest.mark.once

WISH = "could you write about making friends in a new city?"
IDEA = "making friends in a new city"
READERS = ["ada", "annie", "edith", "grace", "hedy", "joan", "lise", "mary"]
BATCH = 3
"""The rate of SES while the older version sends, and so the size of its batches."""

BATCHES = 3


@dataclass
class Past:
    """What the older version leaves behind. Names are of `READERS`, addresses in ``reader``.

    ``first`` is the letter of the first day by its reader, ``mailed`` are those who have that of
    the second: its edition is open.
    """

    reader: dict[str, str]
    invitation: Mail
    first: dict[str, Mail]
    edition: str
    mailed: list[str]


@dataclass
class Upgrade:
    """What became of it. ``gone`` left before their turn, by the link of the first letter.

    ``answers`` are what links in old mails were answered, ``third`` the letters of the third day.
    """

    laptop: Laptop
    past: Past
    gone: str
    answers: dict[str, int]
    third: list[Mail]

    @property
    def stay(self) -> list[str]:
        """The addresses of those who had confirmed before, and have not left."""
        return sorted(self.past.reader[name] for name in READERS if name != self.gone)


@pytest.fixture(scope="module", params=OLDER, ids=lambda archive: archive.name.partition(".")[0])
def upgrade(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Upgrade]:
    """Two days of the older version, today's in the middle of the second letter, the third day."""
    state = tmp_path_factory.mktemp("laptop") / "cloud.json"
    older = Older(request.param, tmp_path_factory.mktemp("older"), state)
    with Cloud(deployed=lambda ministack: deploy(ministack, PARAMETERS, root=older.root)) as cloud:
        cloud.describe(state)
        laptop = Laptop(cloud, state)
        past = _past(laptop, older)
        cloud.redeploy(ROOT)
        gone = next(name for name in READERS if past.reader[name] not in past.mailed)
        leave = _unsubscribe_link(past.first[past.reader[gone]])
        answers = {
            "unsubscribe": laptop.post(leave).status,
            "confirm": laptop.post(laptop.link(past.invitation, "confirm")).status,
        }
        _deliveries(laptop, go_on=True)
        eventually(lambda: _closed(laptop, past.edition))
        _reply(laptop, past.first[past.reader["annie"]])
        laptop.quiet()
        cloud.ses.account.max_send_rate = 50.0
        yield Upgrade(laptop, past, gone, answers, laptop.send_next())


def _past(laptop: Laptop, older: Older) -> Past:
    """A letter, somebody who leaves, an idea; and a letter of which one batch and a half is out."""
    names = [*READERS, "leaves"]
    reader = dict(zip(names, laptop.readers(*names), strict=True))
    reader["pending"] = laptop.address("pending")
    laptop.post("/subscribe", {"email": reader["pending"]})

    older.queue("the first", "the second", "the third")
    day = laptop.day()
    older.command(f"edition send --now --date {day} --wait")
    first = {mail.to[0]: mail for mail in _letters(laptop, day)}
    laptop.post(_unsubscribe_link(first[reader["leaves"]]))
    _reply(laptop, first[reader["ada"]])
    eventually(lambda: IDEA in older.command("ideas list"))

    day = laptop.day()
    laptop.cloud.ses.account.max_send_rate = BATCH
    _deliveries(laptop, go_on=False)
    older.command(f"edition send --now --date {day}")
    eventually(lambda: _waiting(laptop) == BATCHES)
    assert _deliver_one(laptop)
    laptop.cloud.ses.faults.add("entries", status="TRANSIENT_FAILURE", share=0.5, count=1)
    assert not _deliver_one(laptop)
    mailed = [mail.to[0] for mail in _letters(laptop, day)]
    assert BATCH < len(mailed) < 2 * BATCH
    return Past(reader, laptop.invitation(reader["pending"]), first, f"{day}.daily", mailed)


def test_every_function_runs_todays_sources(upgrade: Upgrade) -> None:
    stack, client = upgrade.laptop.cloud.stack, upgrade.laptop.client("lambda")
    package = sources(ROOT / "layers/dearreader", under="python")
    folders = [folder for folder in (ROOT / "functions").iterdir() if (folder / "app.py").exists()]
    assert stack.functions.keys() == {f"{each.name.capitalize()}Function" for each in folders}
    for folder in folders:
        running = deployed(client, stack.functions[f"{folder.name.capitalize()}Function"])
        expected = package | sources(folder)
        assert running.keys() == expected.keys()
        assert [name for name in expected if running[name] != expected[name]] == []


def test_everybody_is_still_there(upgrade: Upgrade) -> None:
    reader = upgrade.past.reader
    statuses = {name: upgrade.laptop.status(address) for name, address in reader.items()}
    left = {upgrade.gone: "unsubscribed", "leaves": "unsubscribed"}
    assert statuses == dict.fromkeys([*READERS, "pending"], "active") | left


def test_links_in_old_mails_still_work(upgrade: Upgrade) -> None:
    assert upgrade.answers == {"unsubscribe": 200, "confirm": 200}
    assert upgrade.laptop.status(upgrade.past.reader["pending"]) == "active"
    assert upgrade.laptop.status(upgrade.past.reader[upgrade.gone]) == "unsubscribed"


def test_an_edition_that_was_going_out_is_finished_with_nobody_twice_and_nobody_missed(
    upgrade: Upgrade,
) -> None:
    edition = upgrade.laptop.edition(upgrade.past.edition)
    letters = [mail.to[0] for mail in upgrade.laptop.letters(edition)]
    assert letters[: len(upgrade.past.mailed)] == upgrade.past.mailed
    assert sorted(letters) == upgrade.stay
    account = {name: counted for name, counted in edition.account.items() if counted}
    assert account == {"intended": len(READERS), "accepted": len(READERS) - 1, "left": 1}


def test_what_was_queued_goes_out_next_to_all_who_read_now(upgrade: Upgrade) -> None:
    assert {mail.subject for mail in upgrade.third} == {"the third"}
    readers = sorted([*upgrade.stay, upgrade.past.reader["pending"]])
    assert sorted(mail.to[0] for mail in upgrade.third) == readers


def test_an_idea_of_before_keeps_its_vote_and_wins_another(upgrade: Upgrade) -> None:
    assert [(idea.text, idea.votes) for idea in upgrade.laptop.app.ideas.board()] == [(IDEA, 2)]


def test_letters_of_before_and_after_are_on_the_web(upgrade: Upgrade) -> None:
    archive = upgrade.laptop.get("/posts").body.decode()
    places = [archive.index(f"/posts/the-{which}") for which in ("third", "second", "first")]
    assert places == sorted(places)
    assert "hello, this is the first." in upgrade.laptop.get("/posts/the-first").text


def test_no_right_was_missing_and_no_message_was_lost(upgrade: Upgrade) -> None:
    upgrade.laptop.quiet()
    assert upgrade.laptop.trouble() == []


def _deliveries(laptop: Laptop, *, go_on: bool) -> None:
    """Have batches brought to deliver/, or wait in their queue."""
    client = laptop.client("lambda")
    function = laptop.cloud.stack.functions["DeliverFunction"]
    (source,) = client.list_event_source_mappings(FunctionName=function)["EventSourceMappings"]
    client.update_event_source_mapping(UUID=source["UUID"], Enabled=go_on)


def _waiting(laptop: Laptop) -> int:
    queue = laptop.client("sqs").get_queue_attributes(
        QueueUrl=laptop.cloud.stack.outputs["DeliverQueue"],
        AttributeNames=["ApproximateNumberOfMessages"],
    )
    return int(queue["Attributes"]["ApproximateNumberOfMessages"])


def _deliver_one(laptop: Laptop) -> bool:
    """Bring the next batch to its function, as Lambda would; whether it was taken."""
    sqs, url = laptop.client("sqs"), laptop.cloud.stack.outputs["DeliverQueue"]
    (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
    record = {"messageId": message["MessageId"], "body": message["Body"], "eventSource": "aws:sqs"}
    answer = laptop.cloud.stack.invoke("DeliverFunction", {"Records": [record]})
    if answer["batchItemFailures"]:
        sqs.change_message_visibility(
            QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
        )
        return False
    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return True


def _letters(laptop: Laptop, day: str) -> list[Mail]:
    return laptop.cloud.ses.mails(tags={"kind": "letter", "edition": f"{day}_daily"})


def _closed(laptop: Laptop, edition: str) -> bool:
    laptop.settle()
    return laptop.edition(edition).state == "closed"


def _unsubscribe_link(letter: Mail) -> str:
    return letter.header("List-Unsubscribe").partition(">")[0].strip("<")


def _reply(laptop: Laptop, letter: Mail) -> None:
    answer = EmailMessage()
    answer["From"], answer["To"] = letter.to[0], letter.header("Reply-To")
    answer["Subject"] = f"Re: {letter.subject}"
    answer["Message-ID"] = f"<wish.{letter.to[0]}>"
    answer.set_content(WISH)
    with smtplib.SMTP("127.0.0.1", laptop.cloud.smtp.port, timeout=10) as smtp:
        smtp.send_message(answer)

"""Forty readers write in three languages: the board, the letter that answers, and twice."""

import json
import re
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage

import pytest

from dearreader import addresses
from dearreader.events import ANSWER_OWED, POST_SENT
from dearreader.ideas import Idea
from dearreader.ideas.matching import identity
from dearreader.ideas.words import words
from dearreader.links import Link
from local.cloud import PARAMETERS
from local.mails import Mail
from tests.e2e.command import local
from tests.e2e.laptop import Laptop
from tests.e2e.waiting import eventually, eventually_all

ENGLISH = "Could you write about {}?"
GERMAN = "Könntest du mal über {} schreiben?"
SPANISH = "¿Podrías escribir sobre {}?"
ABROAD, TRAINS = "moving abroad alone", "the sound of old trains"
GERMANS_ABROAD, SPANIARDS_ABROAD = "das Auswandern ohne Familie", "emigrar sin familia"
CRYPTO = "las criptomonedas baratas"
WISHES = [
    *[(ENGLISH, wish) for wish in (ABROAD, "how to move abroad alone")] * 5,
    *[(ENGLISH, TRAINS)] * 6,
    *[(GERMAN, GERMANS_ABROAD)] * 8,
    *[(GERMAN, "Schlaflosigkeit im Winter")] * 4,
    *[(SPANISH, wish) for wish in (SPANIARDS_ABROAD, "el emigrar sin la familia")] * 4,
    *[(SPANISH, CRYPTO)] * 4,
]
"""What reader after reader asks for; the first ten ask for old trains as well."""


def address(number: int) -> str:
    return f"reader{number}@board.example"


def reader_id(number: int) -> str:
    return addresses.identity(addresses.parse(address(number)), salt=PARAMETERS["Salt"])


@dataclass
class Walk:
    """What was mailed, and what came of it."""

    laptop: Laptop
    mails: list[str] = field(default_factory=list)
    letters: list[Mail] = field(default_factory=list)
    slug: str = ""

    def idea(self, text: str) -> Idea:
        """The idea that asks for it, whoever put it first and in which of its wordings."""
        found = self.laptop.app.ideas.get(identity(words(text)))
        assert found, text
        return found

    def votes(self, text: str) -> int:
        return self.idea(text).votes

    def thanks(self) -> list[Mail]:
        found = self.laptop.cloud.ses.store.find(to="*@board.example", tags={"kind": "thanks"})
        return [mail for mail in found if mail.box == "sent"]


@pytest.fixture(scope="module")
def walk(laptop: Laptop) -> Iterator[Walk]:
    """Each mail comes twice, one right after the other."""
    assert len(WISHES) == 40
    for number in range(len(WISHES)):
        _join(laptop, number)
    laptop.quiet()
    found = Walk(laptop)
    with smtplib.SMTP("127.0.0.1", laptop.cloud.smtp.port, timeout=10) as smtp:
        for number, (asked, wish) in enumerate(WISHES):
            text = asked.format(wish)
            if number < 10:
                text += "\n\nAnd could you write about the sound of old trains?"
            for _ in range(2):
                found.mails.append(_mail(smtp, address(number), text))
        found.mails.append(_mail(smtp, "forger@elsewhere.example", ENGLISH.format("old trains")))
    kept = laptop.app.replies
    eventually_all(lambda: len(set(found.mails) - {reply.id for reply in kept.newest()}))
    laptop.quiet()
    yield found
    for number in range(len(WISHES)):
        laptop.app.subscribers.leave(reader_id(number), "unsubscribed", now=laptop.app.clock.now())
    laptop.quiet()


def _join(laptop: Laptop, number: int) -> None:
    """An active reader, without the mails in between."""
    now, link = laptop.app.clock.now(), Link(reader_id(number), "k" * 22)
    consent = {"from": "", "text": ""}
    laptop.app.subscribers.ask(link.id, address(number), key=link.key, now=now, consent=consent)
    laptop.app.subscribers.confirm(link, now=now, where="")


def _mail(smtp: smtplib.SMTP, sender: str, text: str) -> str:
    """Mail an answer to the latest letter; returns what SES calls it."""
    message = EmailMessage()
    message["From"], message["To"] = sender, "hello@reply.example.com"
    message["Subject"], message["Message-ID"] = "Re: a letter", f"<{len(text)}.{sender}>"
    message.set_content(text)
    smtp.ehlo_or_helo_if_needed()
    smtp.mail(sender)
    smtp.rcpt("hello@reply.example.com")
    code, answer = smtp.data(message.as_bytes())
    assert code == 250, answer
    return answer.split()[-1].decode()


def test_votes_are_the_distinct_readers_of_each_idea_in_whatever_words(walk: Walk) -> None:
    assert walk.votes(ABROAD) == 10
    assert walk.votes(TRAINS) == 16
    assert walk.votes(GERMANS_ABROAD) == 8
    assert walk.votes(SPANIARDS_ABROAD) == 8
    assert walk.votes(CRYPTO) == 4


def test_each_reader_is_thanked_once_and_the_forger_is_not(walk: Walk) -> None:
    eventually_all(lambda: max(0, 40 - len(walk.thanks())))
    walk.laptop.quiet()
    to = [mail.to[0] for mail in walk.thanks()]
    assert sorted(to) == sorted(address(number) for number in range(40))
    (first,) = [mail for mail in walk.thanks() if mail.to == (address(0),)]
    assert first.header("Auto-Submitted") == "auto-replied"
    assert first.header("Reply-To") == "hello@reply.example.com"
    assert re.fullmatch(r"<\d+\.reader0@board\.example>", first.header("In-Reply-To"))
    assert f"“{ABROAD}”" in first.text
    assert not walk.laptop.cloud.ses.store.find(to="forger@*", box="sent")


def test_the_writer_merges_declines_and_answers(walk: Walk, here: Laptop) -> None:
    abroad = walk.idea(ABROAD).id
    for text in (GERMANS_ABROAD, SPANIARDS_ABROAD):
        for _ in range(2):
            local("ideas", "merge", walk.idea(text).id, abroad).lines()
    assert walk.votes(ABROAD) == 10 + 8 + 8
    for _ in range(2):
        local("ideas", "decline", walk.idea(CRYPTO).id).lines()
    walk.slug = here.queue("far from home")
    told = local("post", "queue", walk.slug, "--answers", abroad).lines()
    assert told[-1] == f"It answers “{walk.idea(ABROAD).text}”."
    walk.letters = here.send_next()
    here.quiet()


def test_the_letters_of_exactly_the_askers_bear_the_line(walk: Walk) -> None:
    told = {mail.to[0]: mail.text.splitlines()[0] for mail in walk.letters}
    asked = {to for to, line in told.items() if line.startswith("you asked for this")}
    assert asked == {address(number) for number, (_, wish) in enumerate(WISHES) if _abroad(wish)}
    assert {address(number) for number in range(40)} <= told.keys()
    assert told[address(16)] == "you asked for this: “das Auswandern ohne Familie”. thank you."
    html = {mail.to[0]: mail.html for mail in walk.letters}
    assert "“das Auswandern ohne Familie”" in html[address(16)]
    assert "you asked" not in html[address(12)]
    assert not any("{{" in each for each in html.values())


def _abroad(wish: str) -> bool:
    return "abroad" in wish or "amili" in wish


def test_the_idea_is_written_with_its_link_and_its_readers_see_it(walk: Walk) -> None:
    eventually(lambda: walk.idea(ABROAD).status == "written")
    for number, text in ((0, ABROAD), (32, SPANIARDS_ABROAD)):
        mine = {each.text: each for each in walk.laptop.app.asking.of(reader_id(number))}
        assert (mine[text].became, mine[text].slug) == ("written", walk.slug)
    (crypto,) = walk.laptop.app.asking.of(reader_id(39))
    assert crypto.became == "declined"


def test_with_every_event_once_more_the_end_is_the_same(walk: Walk) -> None:
    laptop = walk.laptop
    before, mails = laptop.kept(), len(laptop.cloud.ses.store.find(box="sent"))
    bucket = laptop.cloud.stack.outputs["MailBucket"]
    told = [
        {"detail": {"bucket": {"name": bucket}, "object": {"key": f"mail/{mail}"}}}
        for mail in walk.mails
    ]
    for at in range(0, len(told), 20):
        laptop.take("InboundFunction", *told[at : at + 20])
    owed = [item["sk"]["S"] for item in laptop.items("IdeasTable") if item["pk"]["S"] == "owed"]
    assert len(owed) >= 40
    again = [{"detail-type": ANSWER_OWED, "detail": {"id": each}} for each in owed]
    for at in range(0, len(again), 5):
        laptop.take("InviteFunction", *again[at : at + 5])
    edition = walk.letters[0].tags["edition"].replace("_", ".")
    sent = {"detail-type": POST_SENT, "detail": {"slug": walk.slug, "edition": edition}}
    laptop.take("SettleFunction", sent, sent)
    laptop.quiet()
    after = laptop.kept()
    for table, items in before.items():
        assert after[table] == items, table
    assert len(laptop.cloud.ses.store.find(box="sent")) == mails


def test_an_erased_reader_s_words_and_votes_are_gone_and_the_counts_agree(walk: Walk) -> None:
    app = walk.laptop.app
    mails = app.asking.forget(reader_id(0), now=app.clock.now())
    assert sorted(mails) == sorted(walk.mails[:2])
    assert walk.votes(ABROAD) == 25
    assert walk.votes(TRAINS) == 15
    for idea in app.ideas.all():
        assert idea.votes == len(list(app.ideas.votes.of(idea.id))), idea.text
    kept = [json.dumps(item) for item in walk.laptop.items("IdeasTable")]
    assert not any(reader_id(0) in item and "abroad" in item for item in kept)


def test_no_message_was_given_up_and_no_log_names_anybody(walk: Walk) -> None:
    assert walk.laptop.trouble() == []

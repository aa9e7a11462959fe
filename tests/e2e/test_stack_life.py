"""A stack on the laptop: `dearreader deploy`, and `doctor` with one fault after the other."""

import smtplib
from email.message import EmailMessage
from threading import Thread

import pytest

from tests.e2e.command import local
from tests.e2e.faults import WRITER, account, found, named_one_by_one
from tests.e2e.laptop import Laptop

pytestmark = pytest.mark.usefixtures("folder")


def test_each_fault_is_named_with_its_cure_and_gone_with_it(here: Laptop) -> None:
    here.readers("reader")
    assert found() == (0, {})
    named_one_by_one(here)
    with account(here, identities={}):
        assert found()[1].keys() == {"identity", "DKIM"}


def test_a_test_letter_is_seen_to_come_back_when_it_is_answered(here: Laptop) -> None:
    answering = Thread(target=_answer, args=[here])
    answering.start()
    lines = local("doctor", "--letter").lines()
    answering.join()
    told = [line.partition("letter")[2].strip() for line in lines if line[6:12] == "letter"]
    assert told[0] == f"A test letter is on its way to {WRITER}: see whether it is in the inbox."
    assert told[1].startswith("It came back after ")
    (sent,) = here.cloud.ses.store.find(to=WRITER, tags={"kind": "test"})
    assert sent.header("Auto-Submitted") == "auto-generated"


def _answer(here: Laptop) -> None:
    letter = here.cloud.ses.wait_for(to=WRITER, tags={"kind": "test"})[-1]
    answer = EmailMessage()
    answer["From"], answer["To"] = WRITER, letter.header("Reply-To")
    answer["Subject"], answer["Message-ID"] = f"Re: {letter.subject}", "<back@example.com>"
    answer.set_content("It is here.")
    with smtplib.SMTP("127.0.0.1", here.cloud.smtp.port, timeout=10) as smtp:
        smtp.send_message(answer)


def test_deployed_again_everything_is_where_it_was(here: Laptop) -> None:
    (reader,) = here.readers("reader")
    (line,) = local("deploy").lines()
    assert line == f"The laptop’s stack “dear-reader” is up to date: {here.site}"
    assert here.status(reader) == "active"
    here.cloud.stack.tick()
    assert reader in {mail.to[0] for mail in here.send("after the deployment")}

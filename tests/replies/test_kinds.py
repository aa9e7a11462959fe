"""Who wrote a mail, a person or a program; whether it is proven; whether they want to leave."""

from datetime import date

import pytest

from dearreader.replies import Reply, read

LIST_ID = "letters.reply.example.com"
PASS = "Authentication-Results: amazonses.com; dmarc=pass header.from=tide.example;"


def _read(body: str = "Lovely.", *heads: str, subject: str = "Re: Bread") -> Reply:
    given = {head.partition(":")[0].lower() for head in heads}
    base = {
        "from": "From: Ana Reis <ana@tide.example>",
        "to": "To: hello+2026-10-06@reply.example.com",
        "content-type": "Content-Type: text/plain; charset=utf-8",
    }
    rest = [line for name, line in base.items() if name not in given]
    rows = [*heads, *rest, f"Subject: {subject}", "", body]
    return read("\r\n".join(rows).encode(), list_id=LIST_ID, from_address="mara@smallhours.example")


def test_a_plain_answer_is_a_reply_and_says_who_and_to_which_letter() -> None:
    reply = _read("Lovely.", PASS, "Message-ID: <1@tide.example>")
    assert reply.kind == "reply"
    assert (reply.sender, reply.sender_name) == ("ana@tide.example", "Ana Reis")
    assert reply.letter_date == date(2026, 10, 6)
    assert reply.message_id == "<1@tide.example>"
    assert reply.verified
    assert reply.answerable


@pytest.mark.parametrize(
    ("head", "subject", "body"),
    [
        ("Auto-Submitted: auto-replied", "Re: Bread", "Away."),
        ("X-Autoreply: yes", "Re: Bread", "Away."),
        ("Precedence: auto_reply", "Re: Bread", "Away."),
        ("Return-Path: <>", "Re: Bread", "Away."),
        ("X-Y: z", "Automatic reply: Bread", "Away."),
        ("X-Y: z", "Automatische Antwort: Brot", "Weg."),
        ("X-Y: z", "Réponse automatique : Pain", "Absent."),
        ("X-Y: z", "자동 회신: 빵", "부재중입니다."),
        (
            "X-Y: z",
            "Re: Bread",
            "I am out of the office until Monday. For urgent matters call Tom.",
        ),
        ("X-Y: z", "Re: Bread", "Ich bin im Urlaub und ab dem 19. zurück, dringend: Vertretung."),
        ("X-Y: z", "Re: Bread", "👍 Ana Reis reacted to your message:"),
        ("From: noreply@tide.example", "Re: Bread", "Thanks."),
    ],
)
def test_what_a_program_answers_is_an_automatic_reply(head: str, subject: str, body: str) -> None:
    reply = _read(body, head, subject=subject)
    assert reply.kind == "auto_reply"
    assert reply.text == ""


@pytest.mark.parametrize(
    ("head", "subject", "body"),
    [
        ("X-Y: z", "Re: Out of office", "I loved the pigeon."),
        ("X-Auto-Response-Suppress: All", "Re: Bread", "Lovely."),
        ("Precedence: list", "[choir] Re: Bread", "Lovely."),
        ("List-Id: <choir.lists.example>", "Re: Bread", "Lovely."),
        ("Auto-Submitted: no", "Re: Bread", "Lovely."),
        ("X-Y: z", "Re: Bread", "Sorry, I was out of the office until Monday. Lovely piece."),
        ("X-Y: z", "Re: Bread", "I'm on holiday this week, so I only read it now. Beautiful."),
    ],
)
def test_a_person_is_not_taken_for_a_program(head: str, subject: str, body: str) -> None:
    assert _read(body, head, subject=subject).kind == "reply"


@pytest.mark.parametrize("head", ["Precedence: list", "List-Id: <choir.lists.example>"])
def test_mail_through_other_peoples_lists_is_not_answered(head: str) -> None:
    assert not _read("Lovely.", head).answerable


@pytest.mark.parametrize(
    ("head", "subject"),
    [
        ("From: MAILER-DAEMON@mx.example", "failure notice"),
        ("From: postmaster@mx.example", "Undeliverable: Bread"),
        ("X-Failed-Recipients: a@b.example", "Re: Bread"),
        ("X-Y: z", "Delivery Status Notification (Failure)"),
        ("X-Y: z", "Unzustellbar: Brot"),
        ("From: Mail Delivery System <x@mx.example>", "Warning"),
    ],
)
def test_what_mail_systems_say_of_a_delivery_is_a_bounce(head: str, subject: str) -> None:
    assert _read("User unknown.", head, subject=subject).kind == "bounce"


@pytest.mark.parametrize(
    "head",
    [
        "X-SES-Spam-Verdict: FAIL",
        "X-SES-Virus-Verdict: FAIL",
        "List-Id: Small Hours <letters.reply.example.com>",
        "From: Small Hours <mara@smallhours.example>",
    ],
)
def test_spam_viruses_and_our_own_letters_are_rejected(head: str) -> None:
    assert _read("Lovely.", head).kind == "rejected"


def test_only_the_first_verdict_counts() -> None:
    heads = ("X-SES-Spam-Verdict: PASS", "X-SES-Spam-Verdict: FAIL")
    assert _read("Lovely.", *heads).kind == "reply"
    assert _read("Lovely.", "X-SES-Spam-Verdict: GRAY").kind == "reply"


BOTH = "spf=pass (ok) client-ip=192.0.2.7; envelope-from=ana@tide.example; helo=x;"


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("dmarc=pass header.from=tide.example;", True),
        ("dmarc=pass header.from=other.example;", False),
        ("dmarc=fail header.from=tide.example;", False),
        (f"{BOTH} dkim=pass header.i=@tide.example; dmarc=none header.from=tide.example;", True),
        (f"{BOTH} dkim=pass header.i=@bulk.example; dmarc=none header.from=tide.example;", False),
        (f"{BOTH} dkim=fail header.i=@tide.example; dmarc=none header.from=tide.example;", False),
        ("dkim=pass header.i=@tide.example; dmarc=none header.from=tide.example;", False),
        (f"{BOTH} dkim=pass header.i=@tide.example;", False),
    ],
)
def test_a_sender_is_verified_by_dmarc_or_by_both_spf_and_dkim(
    results: str, *, expected: bool
) -> None:
    assert _read("Hi.", f"Authentication-Results: amazonses.com; {results}").verified is expected


@pytest.mark.parametrize(
    "heads",
    [
        ("Authentication-Results: amazonses.com; dmarc=fail;", PASS),
        ("Authentication-Results: mx.tide.example; dmarc=pass header.from=tide.example",),
        (PASS, "From: Ana <ana@tide.example>", "From: Eve <eve@evil.example>"),
        (PASS, "From: Ana <ana@tide.example>, Eve <eve@evil.example>"),
        (),
    ],
)
def test_a_forged_or_doubtful_sender_is_not_verified(heads: tuple[str, ...]) -> None:
    assert not _read("Lovely.", *heads).verified


def test_an_address_in_a_display_name_is_only_a_name() -> None:
    reply = _read("Lovely.", 'From: "ana@tide.example" <eve@Evil.Example>')
    assert reply.sender == "eve@evil.example"


@pytest.mark.parametrize(
    "text",
    [
        "Unsubscribe",
        "Please take me off the list, nothing wrong with the letters.",
        "I'd prefer not to receive these any more, thank you.",
        "Who gave you my address? Stop it.",
        "Bitte nehmen Sie mich aus dem Verteiler.",
        "Ich möchte keine weiteren E-Mails von Ihnen erhalten.",
        "Merci de me désinscrire.",
        "No quiero recibir más correos.",
        "Não quero receber mais e-mails.",
        "Vorrei essere cancellato dalla lista.",
        "Haal me alsjeblieft van de lijst.",
        "Nie chcę już dostawać tych listów.",
        "Artık mail almak istemiyorum.",
        "Хочу отписаться.",
        "कृपया मेरा नाम सूची से हटा दीजिए।",
        "もうメールを送らないでください。",
        "구독 취소 부탁드립니다.",
        "不要再给我发邮件了。",
    ],
)
def test_a_wish_to_leave_and_nothing_else_is_an_unsubscription(text: str) -> None:
    reply = _read(text)
    assert reply.kind == "unsubscribe"
    assert reply.ideas == ()


@pytest.mark.parametrize(
    "text",
    [
        "I had my finger on the unsubscribe link, and then the pigeon came. So you stay.",
        "I was about to unsubscribe, but yesterday's letter changed my mind.",
        "No more letters about gardens, please. But I would love one about stairs.",
        "Lovely.\n\nOn 6 Oct 2026, Small Hours <m@s.example> wrote:\n> Unsubscribe here",
    ],
)
def test_whoever_mentions_leaving_does_not_leave(text: str) -> None:
    assert _read(text).kind == "reply"


def test_a_mail_to_the_unsubscribe_address_carries_its_link() -> None:
    link = "0123456789abcdef0123456789abcdef.AbCdEfGhIjKlMnOpQrStUv"
    reply = _read("", f"To: unsubscribe+{link}@reply.example.com", subject="unsubscribe")
    assert reply.kind == "unsubscribe"
    assert reply.leaving == link

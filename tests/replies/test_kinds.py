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


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (
            "Re: Bread",
            "Hello, thanks for your mail. I am travelling with no access to email until 14 October and will reply when I return.",
        ),
        (
            "Re: Bread",
            "Bonjour,\nJe suis absente jusqu'au lundi 12 octobre inclus. En cas d'urgence, vous pouvez contacter ma collègue.",
        ),
        ("Absence du bureau", "Je suis en congé maternité jusqu'en janvier."),
        ("Fuera de la oficina: Bread", "Gracias por su mensaje."),
        (
            "Re: Bread",
            "Hola, estaré fuera de la oficina hasta el 20 de octubre con acceso limitado al correo. Para temas urgentes escriba a Marta.",
        ),
        (
            "Re: Bread",
            "Olá! Estou de férias até dia 19. Responderei assim que voltar. Em caso de urgência ligue para o escritório.",
        ),
        (
            "Re: Bread",
            "Sono in ferie fino al 18 ottobre. Per urgenze contattare l'ufficio al numero 06 123456.",
        ),
        ("Afwezigheidsbericht: Bread", "Ik ben met vakantie tot en met 16 oktober."),
        (
            "Re: Bread",
            "Dziękuję za wiadomość. Jestem na urlopie do 19.10, w pilnych sprawach proszę o kontakt z biurem.",
        ),
        ("Ofis dışında: Bread", "19 Ekim'e kadar izindeyim."),
        (
            "Re: Bread",
            "Здравствуйте! Я в отпуске до 19 октября. По срочным вопросам обращайтесь к Анне.",
        ),
        ("Автоматический ответ: Bread", "Меня нет в офисе."),
        ("Re: Bread", "お問い合わせいただきありがとうございます。このメールは自動返信です。"),
        (
            "Re: Bread",
            "안녕하세요. 현재 휴가 중이며 10월 19일까지 자리를 비웁니다. 급한 용무는 사무실로 연락 바랍니다.",
        ),
        ("自动回复：Bread", "您好，我正在休假。"),
        (
            "Case 00123 - Bread",
            "Thank you for contacting Crust support. We have received your request and a ticket number has been assigned: 00123.",
        ),
        (
            "Re: Bread",
            "Thank you for your email. This mailbox is not monitored. Please visit https://crust.example or write to help@crust.example.",
        ),
        (
            "Re: Bread",
            "Hi, I've left Crust Ltd. This address is no longer in use, please write to ana@new.example from now on.",
        ),
        (
            "Action required: verify yourself",
            "To protect me from spam, your message is being held. Please click the link to confirm that you are human: https://guard.example/x",
        ),
        ("Not read: Bread", "Your message was deleted without being read on Tuesday."),
        ("Gelesen: Bread", "Ihre Nachricht wurde am Dienstag gelesen."),
    ],
)
def test_an_automatic_answer_without_a_header_that_says_so_is_known_by_its_words(
    subject: str, body: str
) -> None:
    assert _read(body, subject=subject).kind == "auto_reply"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (
            "Re: Bread",
            "I am on holiday in Rome and read you at breakfast. The bread here is terrible!",
        ),
        ("Re: Out of office", "My own out of office says I'm back on Monday, and I lied."),
        (
            "Re: Bread",
            "I got a new job and this mailbox closes soon, so I have subscribed with my other address. See you there!",
        ),
        (
            "Re: Bread",
            "Ich bin bis Freitag im Urlaub und habe endlich Zeit zu lesen. Schreib doch mal über Strandkörbe!",
        ),
        ("Vacation", "We are at the sea. Could you write about packing too many books?"),
        (
            "Re: Bread",
            "My mother is on parental leave from being my mother, she says. Could you write about mothers who retire?",
        ),
        (
            "Re: Bread",
            "I'm back from sick leave and reading all the letters I missed. Thank you, they were waiting like friends.",
        ),
        ("Question about your ticket", "Do readers need a ticket for the evening in Leeds?"),
    ],
)
def test_a_person_may_speak_of_holidays_offices_and_tickets(subject: str, body: str) -> None:
    assert _read(body, subject=subject).kind == "reply"


def test_an_invitation_is_automatic_and_an_attached_event_is_not() -> None:
    event = "Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR"
    for kind, expected in (("alternative", "auto_reply"), ("mixed", "reply")):
        head = f"Content-Type: multipart/{kind}; boundary=b"
        body = f"--b\r\nContent-Type: text/plain\r\n\r\nCome to tea.\r\n--b\r\n{event}\r\n--b--"
        assert _read(body, head).kind == expected

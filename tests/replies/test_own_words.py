"""Which words of a body are the reader's own."""

from datetime import date

import pytest

from dearreader.replies import own_words, own_words_html, read

ATTRIBUTIONS = [
    "On Tue, Oct 6, 2026 at 6:02 AM Small Hours <mara@smallhours.example> wrote:",
    "On Tue, Oct 6, 2026 at 6:02 AM Small Hours <\nmara@smallhours.example> wrote:",
    "Am Di., 6. Okt. 2026 um 12:02 Uhr schrieb Small Hours\n<mara@smallhours.example>:",
    "Le mar. 6 oct. 2026 à 12:02, Small Hours <mara@smallhours.example> a écrit :",
    "El mar, 6 oct 2026 a las 12:02, Small Hours (<mara@smallhours.example>) escribió:",
    "Em ter., 6 de out. de 2026 às 07:02, Small Hours\n<mara@smallhours.example> escreveu:",
    "Il giorno mar 6 ott 2026 alle ore 12:02 Small Hours <mara@smallhours.example> ha scritto:",
    "Op di 6 okt 2026 om 12:02 schreef Small Hours <mara@smallhours.example>:",
    "wt., 6 paź 2026 o 12:02 Small Hours <mara@smallhours.example> napisał(a):",
    "Small Hours <mara@smallhours.example>, 6 Eki 2026 Sal, 13:02 tarihinde\nşunu yazdı:",
    "вт, 6 окт. 2026 г. в 13:02, Small Hours <mara@smallhours.example>:",
    "मंगल, 6 अक्टू॰ 2026 को 3:32 pm बजे को Small Hours <mara@smallhours.example> ने लिखा:",
    "2026年10月6日(火) 19:02 Small Hours <mara@smallhours.example>:",
    "2026년 10월 6일 (화) 오후 7:02, Small Hours <mara@smallhours.example>님이 작성:",
    "Small Hours <mara@smallhours.example> 于2026年10月6日周二 18:02写道：",
    "Den tis 6 okt. 2026 kl 12:02 skrev Small Hours <mara@smallhours.example>:",
    "ti 6. lokak. 2026 klo 13.02 Small Hours (mara@smallhours.example) kirjoitti:",
    "út 6. 10. 2026 v 12:02 odesílatel Small Hours <mara@smallhours.example> napsal:",
    "Στις Τρί 6 Οκτ 2026 στις 12:02 μ.μ., ο χρήστης Small Hours <mara@smallhours.example> έγραψε:",
    "בתאריך יום ג׳, 6 באוק׳ 2026 ב-12:02 מאת Small Hours <mara@smallhours.example>:",
    "Small Hours <mara@smallhours.example> ezt írta (időpont: 2026. okt. 6., K, 12:02):",
    "mar., 6 oct. 2026, 12:02 Small Hours <mara@smallhours.example> a scris:",
    "Pada tanggal Sel, 6 Okt 2026 pukul 12.02 Small Hours <mara@smallhours.example> menulis:",
    "Vào Th 3, 6 thg 10, 2026 vào lúc 12:02 Small Hours <mara@smallhours.example> đã viết:",
]


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_an_attribution_goes_with_its_quote_and_what_is_above_stays(line: str) -> None:
    assert own_words(f"Lovely.\n\n{line}\n\n> It was four.\n> The dough.\n") == "Lovely."


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_what_is_written_below_a_quote_stays(line: str) -> None:
    assert own_words(f"{line}\n> It was four.\n\nLovely.\n") == "Lovely."


@pytest.mark.parametrize(
    "block",
    [
        "From: Small Hours <m@s.example>\nSent: Tuesday, 6 October 2026 12:02\nTo: R\nSubject: Bread",
        "Von: Small Hours <m@s.example>\nGesendet: Dienstag, 6. Oktober 2026\nAn: R\nBetreff: Brot",
        "De : Small Hours <m@s.example>\nEnvoyé : mardi 6 octobre 2026\nÀ : R\nObjet : Pain",
        "Från: Small Hours <m@s.example>\nSkickat: den 6 oktober 2026\nTill: R\nÄmne: Bröd",
        "差出人: Small Hours <m@s.example>\n送信日時: 2026年10月6日\n宛先: R\n件名: パン",
        "보낸 사람: Small Hours <m@s.example>\n보낸 날짜: 2026년 10월 6일\n받는 사람: R\n제목: 빵",
        "प्रेषक: Small Hours <m@s.example>\nभेजा गया: 6 अक्टूबर 2026\nप्रति: R\nविषय: रोटी",
        "*From:* Small Hours\n*Sent:* 2026-10-06\n*To:* R",
        "-----Original Message-----\nFrom: Small Hours\nDate: 6 October 2026",
        "---------- Forwarded message ---------\nFrom: Small Hours <m@s.example>\nDate: Tue, 6 Oct 2026",
    ],
)
def test_a_header_block_ends_the_readers_words(block: str) -> None:
    assert own_words(f"Lovely.\n\n{block}\n\nIt was four in the morning.\n") == "Lovely."


def test_answers_between_quoted_lines_stay_in_order() -> None:
    body = "> What is in your drawer?\n\nA torch.\n\n> And who wakes you?\n\nThe cat.\n"
    assert own_words(body) == "A torch.\nThe cat."


def test_a_line_that_was_only_wrapped_is_one_line_again() -> None:
    body = (
        "There is a shop on our street that has sold nothing but umbrellas since\n"
        "the war, and it has never once been open when it rained.\n"
    )
    assert "\n" not in own_words(body)


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from my toaster, please forgive the crumbs",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPad",
        "Enviado desde mi iPhone",
        "Enviado do meu Galaxy",
        "Inviato da iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Wysłane z iPhone'a",
        "iPhone'umdan gönderildi",
        "Отправлено с iPhone",
        "मेरे iPhone से भेजा गया",
        "iPhoneから送信",
        "나의 iPhone에서 보냄",
        "发自我的 iPhone",
        "Get Outlook for Android<https://aka.ms/x>",
    ],
)
def test_what_a_phone_signs_with_goes(line: str) -> None:
    assert own_words(f"Lovely.\n\n{line}\n") == "Lovely."


def test_a_typed_goodbye_and_a_name_stay() -> None:
    assert own_words("Lovely.\n\nBest wishes,\nWendy\n") == "Lovely.\nBest wishes,\nWendy"


def test_a_business_card_goes_with_its_formula() -> None:
    card = (
        "Kind regards,\n\nWendy Okafor\nHead of Payroll\nT +44 20 7946 0112\nwww.marlow.example\n"
    )
    assert own_words(f"Lovely.\n\n{card}") == "Lovely."


def test_a_postscript_below_a_name_stays() -> None:
    text = own_words("Lovely.\n\nBest,\nWendy\nPS: the cat says hello.\n")
    assert text.endswith("PS: the cat says hello.")


def test_a_gateways_banner_and_a_legal_notice_go() -> None:
    body = (
        "[EXTERNAL EMAIL] Do not click links or attachments unless you know the sender.\n\n"
        "Lovely.\n\n"
        "This e-mail and its attachments are confidential and intended for the named recipient.\n"
    )
    assert own_words(body) == "Lovely."


def test_a_mailing_lists_footer_goes() -> None:
    footer = "_" * 47 + "\nchoir mailing list -- choir@lists.example\nTo unsubscribe send a mail\n"
    assert own_words(f"Lovely.\n{footer}") == "Lovely."


def test_what_looks_like_an_attribution_and_is_prose_stays() -> None:
    body = "On this day\n\nI wrote something:\n\nwhich was very long.\n"
    assert own_words(body) == "On this day\nI wrote something:\nwhich was very long."


@pytest.mark.parametrize(
    "body",
    [
        "Here is what I wrote on 3 May 2020:\nDear diary, the dough won.",
        "To: the baker\nFrom: a fan\nI loved it.",
        "Best thing I read all week.\nJohn",
        "Sent from my garden, where the beans are up. I loved this.",
        "My question: what did the note say?\nAnd who wrote it:\n- you?\n- her?",
        "Roses are red\nViolets are blue\nThe dough does not care\nAnd neither do you",
    ],
)
def test_what_only_looks_like_a_mark_stays(body: str) -> None:
    assert (
        own_words(f"{body}\n\nOn 6 Oct 2026, Mara <m@s.example> wrote:\n> It was four.\n") == body
    )


@pytest.mark.parametrize(
    "banner",
    [
        "[EXTERNAL]",
        "**INTERNAL USE ONLY**",
        "Classification: Internal",
        "You don't often get email from jo@tide.example. Learn why this is important",
        "ACHTUNG: Diese E-Mail stammt von außerhalb der Organisation.",
    ],
)
def test_a_banner_above_goes(banner: str) -> None:
    assert own_words(f"{banner}\n\nLovely.\n") == "Lovely."


def test_characters_that_show_nothing_or_turn_the_text_are_left_out() -> None:
    assert own_words("Lo\u202eve\u200bly\x00.\x07") == "Lovely."


@pytest.mark.parametrize(
    "html",
    [
        (
            '<div>Lovely.</div><div class="gmail_quote"><div class="gmail_attr">On x wrote:</div>'
            "<blockquote>It was four.</blockquote></div>"
        ),
        "<div>Lovely.</div><blockquote type=cite>On x<br>It was four.</blockquote>",
        '<div>Lovely.</div><div id="appendonsend"></div><hr><div>From: x</div><p>It was four.</p>',
        '<div>Lovely.</div><div class="moz-cite-prefix">On x wrote:</div><blockquote>It</blockquote>',
        '<div>Lovely.</div><div class="ydp1yahoo_quoted">On x wrote:<div>It was four.</div></div>',
        '<div>Lovely.</div><div class="protonmail_quote">On x:<blockquote>It</blockquote></div>',
        '<div>Lovely.</div><div class="zmail_extra">---- On x wrote ----<div>It</div></div>',
        '<div>Lovely.</div><div name="messageReplySection">On x wrote:<div>It</div></div>',
        '<p>Lovely.</p><div class="gmail_signature">Wendy<br>Payroll</div>',
        '<p>Lovely.</p><div id="Signature"><p>Wendy</p></div>',
        '<p>Lovely.</p><div style="display:none">It was four.</div>',
        "<style>p { color: red }</style><!-- It --><p>Lovely.</p><script>if (a < b) it()</script>",
    ],
)
def test_what_a_program_marks_in_its_html_is_not_the_readers(html: str) -> None:
    assert own_words_html(html) == "Lovely."


def test_answers_between_blockquotes_stay() -> None:
    html = (
        '<div class="gmail_quote"><div class="gmail_attr">On x wrote:</div><blockquote>One?'
        "</blockquote><div>A torch.</div><blockquote>Two?</blockquote><div>The cat.</div></div>"
    )
    assert own_words_html(html) == "A torch.\nThe cat."


def test_html_lists_become_marked_items() -> None:
    html = "<p>Next:</p><ol start=3><li>stairs<li>soup</ol><ul><li>cousins</li></ul>"
    assert own_words_html(html) == "Next:\n3. stairs\n4. soup\n- cousins"


LETTER = (
    "It was four in the morning and the dough did not care about my plans.\n\n"
    "There is a drawer in every kitchen that nobody opens on purpose.\n\n"
    "What should I write about next? Answer this mail."
)


def _answer(body: str) -> bytes:
    return (
        "From: Ana <ana@tide.example>\r\nTo: hello+2026-10-06@reply.example.com\r\n"
        f"Subject: Re: Bread\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}"
    ).encode()


def test_the_letters_own_lines_are_known_without_a_mark() -> None:
    body = f"Lovely.\n\n{LETTER}\n"
    asked: list[date] = []

    def letter(day: date) -> str | None:
        asked.append(day)
        return LETTER

    assert read(_answer(body), list_id="l.example", letter=letter).text == "Lovely."
    assert asked == [date(2026, 10, 6)]


def test_answers_typed_into_an_unmarked_quote_stay_when_the_letter_is_known() -> None:
    head = "From: Small Hours <m@s.example>\nSent: 6 October 2026\nTo: R\nSubject: Bread\n\n"
    first, second, third = LETTER.split("\n\n")
    body = f"See below.\n\n{head}{first}\n\n{second}\n\nOurs has a torch in it.\n\n{third}\n"
    with_letter = read(_answer(body), list_id="l.example", letter=lambda _: LETTER)
    assert with_letter.text == "See below.\nOurs has a torch in it."
    assert read(_answer(body), list_id="l.example").text == "See below."

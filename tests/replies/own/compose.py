"""Labelled mails of our own: what readers write (cases/*.toml), as their mail programs send it.

``python -m tests.replies.own.compose DIR`` writes them with labels.jsonl, for the scorer.
The letter that they answer is called Small Hours; nothing in here is real mail.
"""

import base64
import json
import quopri
import sys
import textwrap
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LOCALES: dict[str, dict[str, Any]] = tomllib.loads((HERE / "locales.toml").read_text("utf-8"))
TITLE = "Bread at four in the morning"
NAME, ADDRESS = "Small Hours", "mara@smallhours.example"
LONGEST_LINE = 998
"""Octets that a line may have on its way (RFC 5321, 4.5.3.1.6)."""
TO = "hello+2026-10-06@reply.example.com"
LETTER = (
    "It was four in the morning and the dough did not care about my plans.",
    (
        "I have baked this loaf eleven times. Ten of them went to the ducks, who are polite about it, "
        "and one went to Mrs Abara on the third floor, who was not."
    ),
    (
        "There is a drawer in every kitchen that nobody opens on purpose. Ours holds four dead "
        "batteries, a takeaway menu from a place that closed, and a key."
    ),
    "Things to look at",
    "- Night bakery course, four Fridays, bring an apron. https://crust.example/nights",
    "- Letters to a stranger, a small prize for the best one. https://postbox.example",
    "What should I write about next? Answer this mail; I read every one.",
    "You get Small Hours because you asked for it. Unsubscribe: https://smallhours.example/u/x1",
)


@dataclass(frozen=True)
class Labelled:
    """A raw mail and what a careful person reads out of it (labels.jsonl's keys)."""

    name: str
    raw: bytes
    label: dict[str, Any]


@dataclass(frozen=True)
class Bodies:
    """What a mail program makes of a text: plain, HTML, or both; and how the subject begins."""

    plain: str
    html: str = ""
    flowed: bool = False


def labelled(
    folder: Path = HERE / "cases", clients: "Mapping[str, Client] | None" = None
) -> Iterator[Labelled]:
    """All of them, by language and in the order of their files."""
    for path in sorted(folder.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["mail"]):
            if path.stem == "machines":
                yield _machine(number, case)
            else:
                client = (clients or CLIENTS)[case["client"]]
                yield _person(path.stem, number, case, client)


Client = Callable[[dict[str, Any], dict[str, Any]], Bodies]
"""Makes a mail of a case and of the language's phrases (locales.toml)."""


def _label(name: str, lang: str, case: dict[str, Any], text: str) -> dict[str, Any]:
    kind = case.get("kind", "reply")
    return {
        "file": f"{name}.eml",
        "client": case.get("client", "machine"),
        "kind": kind,
        "text": text if kind in {"reply", "unsubscribe"} else "",
        "ideas": case.get("ideas", []),
        "verified": case.get("auth", "pass") in {"pass", "none-aligned"},
        "lang": lang,
    }


def _person(lang: str, number: int, case: dict[str, Any], client: "Client") -> Labelled:
    name = f"{lang}-{number:02}-{case['name']}"
    text = case.get("label", case["text"])
    bodies = client(case, LOCALES[lang])
    sender = f"{lang}.{number:02}@reader.example"
    encoded = base64.b64encode(case["from"].encode()).decode()
    subject = case.get("subject", f"Re: {TITLE}")
    head = [
        f"From: =?utf-8?B?{encoded}?= <{sender}>",
        f"To: {NAME} <{TO}>",
        f"Subject: {subject}",
        f"Message-ID: <{name}@reader.example>",
        "Date: Tue, 6 Oct 2026 14:11:00 +0200",
        "MIME-Version: 1.0",
    ]
    raw = _ses(sender, case) + "\r\n".join(head) + "\r\n" + _mime(bodies, number)
    return Labelled(name, raw.encode(), _label(name, lang, case, text))


def _machine(number: int, case: dict[str, Any]) -> Labelled:
    name = f"machine-{number:02}-{case['name']}"
    sender = case["from"].rpartition("<")[2].strip("<> ")
    head = [
        f"From: {case['from']}",
        f"To: {case.get('to', TO)}",
        f"Subject: {case['subject']}",
        f"Message-ID: <{name}@machine.example>",
        "MIME-Version: 1.0",
        *case["head"].split("\n"),
    ]
    raw = _ses(sender, case) + "\r\n".join(head) + "\r\n\r\n"
    raw += case["body"].replace("\n", "\r\n") + "\r\n"
    label = _label(name, "en", case, case.get("text", ""))
    return Labelled(name, raw.encode(case.get("charset", "utf-8")), label)


def _ses(sender: str, case: dict[str, Any]) -> str:
    """What SES writes on top of a stored mail."""
    domain = sender.rpartition("@")[2]
    results = {
        "pass": f"spf=pass; dkim=pass header.i=@{domain}; dmarc=pass header.from={domain};",
        "fail": f"spf=fail; dmarc=fail header.from={domain};",
        "none": f"spf=none; dmarc=none header.from={domain};",
        "none-aligned": f"spf=pass (ok) client-ip=192.0.2.7; envelope-from={sender}; helo=x;"
        f" dkim=pass header.i=@{domain}; dmarc=none header.from={domain};",
        "none-foreign": f"spf=pass (ok) client-ip=192.0.2.7; envelope-from={sender}; helo=x;"
        f" dkim=pass header.i=@bulk.example; dmarc=none header.from={domain};",
    }[case.get("auth", "pass")]
    return (
        f"Return-Path: <{sender}>\r\n"
        f"Received: from mx.{domain} by inbound-smtp.us-east-1.amazonaws.com with SMTP id x\r\n"
        f" for {TO}; Tue, 06 Oct 2026 12:11:07 +0000 (UTC)\r\n"
        f"X-SES-Spam-Verdict: {case.get('spam', 'PASS')}\r\n"
        f"X-SES-Virus-Verdict: {case.get('virus', 'PASS')}\r\n"
        f"Authentication-Results: amazonses.com;\r\n {results}\r\n"
    )


def _mime(bodies: Bodies, number: int) -> str:
    """The mail's content headers and body, in one of several encodings."""
    flowed = "; format=flowed" if bodies.flowed else ""
    parts = [(f'text/plain; charset="utf-8"{flowed}', bodies.plain)] if bodies.plain else []
    if bodies.html:
        parts.append(('text/html; charset="utf-8"', bodies.html))
    encoded = [_part(kind, text, number + place) for place, (kind, text) in enumerate(parts)]
    if len(encoded) == 1:
        return encoded[0]
    mark = f"=_{number:04}_boundary"
    inner = "".join(f"--{mark}\r\n{part}\r\n" for part in encoded)
    return f'Content-Type: multipart/alternative; boundary="{mark}"\r\n\r\n{inner}--{mark}--\r\n'


def _part(kind: str, text: str, number: int) -> str:
    way = ("quoted-printable", "base64", "8bit")[number % 3]
    data = text.replace("\n", "\r\n").encode()
    if max(map(len, data.splitlines()), default=0) > LONGEST_LINE:
        way = "quoted-printable"
    if way == "base64":
        body = base64.encodebytes(data).decode().replace("\n", "\r\n")
    elif way == "quoted-printable":
        body = quopri.encodestring(data.replace(b"\r\n", b"\n")).decode().replace("\n", "\r\n")
    else:
        body = data.decode()
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {way}\r\n\r\n{body}\r\n"


def _filled(line: str) -> str:
    return line.format(n=NAME, a=ADDRESS)


def _wrapped(lines: list[str], width: int = 76) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, width)) if line else "" for line in lines)


def spaced(text: str) -> list[str]:
    """Paragraphs with an empty line between, list items without."""
    out: list[str] = []
    for row in text.split("\n"):
        item = row[:2] in {"- ", "* "} or row[:2] in {"1.", "2.", "3."} or row[:1] == "・"
        if out and not item:
            out.append("")
        out.append(row)
    return out


def prefixed(paragraphs: tuple[str, ...], width: int = 74) -> str:
    rows = "\n\n".join("\n".join(textwrap.wrap(each, width)) for each in paragraphs).split("\n")
    return "\n".join(f"> {row}" if row else ">" for row in rows)


def divs(text: str, style: str = "") -> str:
    rows = [f"<div{style}>{escape(row) or '<br>'}</div>" for row in spaced(text)]
    return "\n".join(rows)


LETTER_HTML = (
    '<div style="display:none;max-height:0">Dough.</div><table role="presentation"><tbody><tr>'
    f'<td style="padding:8px"><h1>{TITLE}</h1>'
    + "".join(f"<p>{escape(each)}</p>" for each in LETTER)
    + "</td></tr></tbody></table>"
)


def _plain(case: dict[str, Any], intro: str, *, wrap: int = 0, device: str = "") -> str:
    """The text, signature and quoted letter of a program that prefixes its quotes."""
    own = spaced(case["text"])
    mine = _wrapped(own, wrap) if wrap else "\n".join(own)
    tail = "\n\n".join(each for each in (case.get("signature", ""), device) if each)
    mine = f"{mine}\n\n{tail}" if tail else mine
    where = case.get("where", "above")
    if where == "below":
        return f"{intro}\n{prefixed(LETTER)}\n\n{mine}\n"
    if where == "between":
        first, second = case["text"].split("\n")
        return (
            f"{intro}\n{prefixed(LETTER[:3])}\n\n{_wrapped([first], 72)}\n\n"
            f"{prefixed(LETTER[3:4])}\n\n{_wrapped([second], 72)}\n\n{prefixed(LETTER[4:])}\n"
        )
    return f"{mine}\n\n{intro}\n\n{prefixed(LETTER)}\n"


def _gmail(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    intro = _filled(words["gmail"])
    html = (
        f'<div dir="ltr">{divs(case["text"])}</div><br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{escape(intro)}<br></div><blockquote class="gmail_quote" '
        f'style="margin:0px 0px 0px 0.8ex">{LETTER_HTML}</blockquote></div>'
    )
    return Bodies(_plain(case, "\n".join(textwrap.wrap(intro, 76)), wrap=78), html)


def _gmail_android(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    return Bodies(_plain(case, "\n".join(textwrap.wrap(_filled(words["gmail"]), 70)), wrap=76))


def _gmail_forward(case: dict[str, Any], _: dict[str, Any]) -> Bodies:
    head = f"From: {NAME} <{ADDRESS}>\nDate: Tue, Oct 6, 2026 at 6:02 AM\nSubject: {TITLE}\nTo: <me@reader.example>"
    letter = "\n\n".join(LETTER)
    plain = f"{case['text']}\n\n---------- Forwarded message ---------\n{head}\n\n\n{letter}\n"
    html = (
        f'<div dir="ltr">{divs(case["text"])}<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
        f"---------- Forwarded message ---------<br>{escape(head).replace(chr(10), '<br>')}<br></div>"
        f"<br>{LETTER_HTML}</div></div>"
    )
    return Bodies(plain, html)


def _iphone(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    intro = _filled(words["iphone"])
    plain = f"{case['text']}\n\n{words['device']}\n\n> {intro}\n> \n{prefixed(LETTER, 900)}\n"
    html = (
        f'<html><body dir="auto">{divs(case["text"])}<div><br></div><br id="lineBreakAtBeginningOfSignature">'
        f'<div dir="ltr">{words["device"]}</div><div dir="ltr"><br><blockquote type="cite">{escape(intro)}<br><br>'
        f'</blockquote></div><blockquote type="cite"><div dir="ltr">\ufeff{LETTER_HTML}</div></blockquote></body></html>'
    )
    return Bodies(plain, html)


def _apple_mail(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    intro = _filled(words["iphone"])
    return Bodies("\n".join(spaced(case["text"])) + f"\n\n> {intro}\n> \n{prefixed(LETTER, 900)}\n")


def _thunderbird(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    intro = _filled(words["thunderbird"])
    plain = _plain(case, intro, wrap=72).replace(f"\n\n{intro}\n\n", f"\n\n{intro}\n")
    return Bodies(plain, flowed=False)


def _mutt(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    return Bodies(_plain(case, _filled(words["thunderbird"]), wrap=72))


def _outlook_rows(words: dict[str, Any]) -> list[str]:
    values = (f"{NAME} <{ADDRESS}>", "6. 10. 2026 12:02", "reader@reader.example", TITLE)
    return [f"{label} {value}" for label, value in zip(words["outlook"], values, strict=True)]


def _outlook_desktop(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    rows = _outlook_rows(words)
    banner = [case["banner"]] if "banner" in case else []
    mine = [*banner, *case["text"].split("\n"), *case.get("signature", "").split("\n")]
    plain = (
        "\n\n".join(row for row in mine if row)
        + "\n\n"
        + "\n".join(rows)
        + "\n\n"
        + "\n\n".join(LETTER)
    )
    paragraphs = "".join(
        f'<p class="MsoNormal">{escape(row) or "<o:p>&nbsp;</o:p>"}<o:p></o:p></p>' for row in mine
    )
    bold = "<br>".join(
        f"<b>{escape(r.partition(':')[0])}:</b>{escape(r.partition(':')[2])}" for r in rows
    )
    html = (
        f'<html><head><style><!-- p {{margin:0}} --></style></head><body lang="EN-GB"><div class="WordSection1">'
        f'{paragraphs}<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0 0 0">'
        f'<p class="MsoNormal">{bold}</p></div><p class="MsoNormal">&nbsp;</p>{LETTER_HTML}</div></body></html>'
    )
    return Bodies(plain, html)


def _outlook_web(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    rows = "<br>".join(escape(row) for row in _outlook_rows(words))
    banner = f"<div>{escape(case['banner'])}</div><br>" if "banner" in case else ""
    signature = divs(case["signature"]) if "signature" in case else ""
    html = (
        f'<html><body dir="ltr">{banner}{divs(case["text"], " class=elementToProof")}<br>{signature}'
        f'<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">'
        f'<div id="divRplyFwdMsg" dir="ltr"><font>{rows}</font></div><div>{LETTER_HTML}</div></body></html>'
    )
    return Bodies("", html)


def _outlook_mobile(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    rows = _outlook_rows(words)
    app = words["app"]
    bare = app.replace('<a href="https://aka.ms/x">', "").replace("</a>", "<https://aka.ms/x>")
    quoted = "\n".join(rows) + "\n\n" + "\n\n".join(LETTER)
    plain = f"{case['text']}\n\n{bare}\n________________________________\n{quoted}\n"
    html = (
        f'<html><body>{divs(case["text"])}<div id="ms-outlook-mobile-signature">{app}</div>'
        f'<div id="mail-editor-reference-message-container"><hr><div id="divRplyFwdMsg">'
        f"{'<br>'.join(escape(row) for row in rows)}</div>{LETTER_HTML}</div></body></html>"
    )
    return Bodies(plain, html) if len(case["text"]) % 2 else Bodies(plain)


def _yahoo(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    intro = _filled(words["yahoo"])
    letter = "\n\n ".join(LETTER)
    plain = f" {case['text']}\n\n    {intro}  \n \n {letter}  "
    html = (
        f'<html><body><div class="ydp12yahoo-style-wrap">{divs(case["text"])}<div><br></div></div>'
        f'<div id="ydp12yahoo_quoted_77" class="ydp12yahoo_quoted"><div><div>{escape(intro)}</div>'
        f"<div><br></div><div>{LETTER_HTML}</div></div></div></body></html>"
    )
    return Bodies(plain, html) if len(case["text"]) % 2 else Bodies(plain)


def _proton(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    intro = f"On Tuesday, October 6th, 2026 at 6:04 AM, {NAME} <{ADDRESS}> wrote:"
    return Bodies(
        _plain(case, intro, wrap=68, device="Sent with Proton Mail secure email."),
        f'<div style="font-size:14px">{divs(case["text"])}</div><div class="protonmail_signature_block">'
        f"<div>Sent with <a href='https://proton.me'>Proton Mail</a> secure email.</div></div>"
        f'<div class="protonmail_quote">{escape(intro)}<br><blockquote class="protonmail_quote" type="cite">'
        f"{LETTER_HTML}</blockquote><br></div>",
    )


def _fastmail(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    intro = f"On Tue, Oct 6, 2026, at 6:04 AM, {NAME} wrote:"
    html = (
        f"<!DOCTYPE html><html><body>{divs(case['text'])}<div><br></div><div>{intro}</div>"
        f'<blockquote type="cite" id="qt">{LETTER_HTML}</blockquote><div><br></div></body></html>'
    )
    return Bodies(_plain(case, intro), html)


def _hey(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    intro = f"On October 6, 2026, {NAME} <{ADDRESS}> wrote:"
    html = (
        f'<div class="trix-content">{divs(case["text"])}</div><br><div class="trix-content">{escape(intro)}<br>'
        f"<blockquote>{LETTER_HTML}</blockquote></div>"
    )
    return Bodies("", html)


def _samsung(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    mark, device, *labels = words["samsung"]
    values = (
        f"{NAME} <{ADDRESS}> ",
        "06.10.26  12:02  (GMT+01:00) ",
        "reader@reader.example ",
        f"{TITLE} ",
    )
    rows = [f"{label} {value}" for label, value in zip(labels, values, strict=True)]
    html = (
        f'<html><body dir="auto">{divs(case["text"], " dir=auto")}<div dir="auto"><br></div>'
        f'<div id="composer_signature" dir="auto"><div>{device}</div></div><div><br></div>'
        f"<div>{mark}</div>{''.join(f'<div>{escape(row)}</div>' for row in rows)}<div><br></div>{LETTER_HTML}</body></html>"
    )
    one_line = (
        " ".join(case["text"].split("\n")) + device + "\n" + mark + "".join(rows) + " ".join(LETTER)
    )
    return Bodies(one_line, html)


def _roundcube(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    intro = _filled(words["thunderbird"])
    html = (
        f"<html><body>{divs(case['text'])}<p id='reply-intro'>{escape(intro)}</p>"
        f'<blockquote type="cite" style="padding:0 0.4em">{LETTER_HTML}</blockquote></body></html>'
    )
    return Bodies(_plain(case, intro, wrap=72), html)


def _zoho(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    intro = f"---- On Tue, 06 Oct 2026 12:02:17 +0200 {NAME} <{ADDRESS}> wrote ----"
    html = (
        f'<div style="font-family:Verdana">{divs(case["text"])}<br><div class="zmail_extra_hr" style="border-top: 1px solid"></div>'
        f'<div class="zmail_extra" data-zbluepencil-ignore="true"><br><div id="Zm-_Id_-Sgn1">{escape(intro)}<br><br></div>'
        f"<blockquote>{LETTER_HTML}</blockquote></div></div>"
    )
    return Bodies("", html)


def _spark(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    intro = f"On 6 Oct 2026 at 12:02 +0200, {NAME} <{ADDRESS}>, wrote:"
    html = (
        f'<div name="messageBodySection">{divs(case["text"])}</div><div name="messageSignatureSection"><br>Sent with Spark</div>'
        f'<div name="messageReplySection">{escape(intro)}<br><blockquote type="cite">{LETTER_HTML}</blockquote></div>'
    )
    return Bodies("", html)


def _k9(case: dict[str, Any], words: dict[str, Any]) -> Bodies:
    intro = f"Am 6. Oktober 2026 12:02:11 MESZ schrieb {NAME} <{ADDRESS}>:"
    device = "-- \nDiese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet."
    return Bodies(f"{case['text']}\n{device}\n\n{intro}\n{prefixed(LETTER)}")


def _bare_intro(intro: str) -> Client:
    def make(case: dict[str, Any], _: dict[str, Any]) -> Bodies:
        html = (
            f"<div>{divs(case['text'])}</div><div><br></div><div>{escape(_filled(intro))}</div>"
            f"<blockquote>{LETTER_HTML}</blockquote>"
        )
        return Bodies("", html)

    return make


def _qq(case: dict[str, Any], _: dict[str, Any]) -> Bodies:
    letter = "\n".join(LETTER)
    head = f'发件人: "{NAME}"<{ADDRESS}>;\n发送时间: 2026年10月6日(星期二) 晚上6:02\n收件人: "me"<me@reader.example>;\n主题: {TITLE}'
    return Bodies(
        f"{case['text']}\n\n\n\n\n------------------&nbsp;原始邮件&nbsp;------------------\n{head}\n\n\n\n{letter}".replace(
            "&nbsp;", "\xa0"
        )
    )


def _netease(case: dict[str, Any], _: dict[str, Any]) -> Bodies:
    letter = "\n".join(f">{each}" for each in LETTER)
    return Bodies(
        f'{case["text"]}\n\n\n\n\nAt 2026-10-06 18:02:02, "{NAME}" <{ADDRESS}> wrote:\n\n{letter}'
    )


def _naver(case: dict[str, Any], _: dict[str, Any]) -> Bodies:
    html = (
        f'<div>{divs(case["text"])}</div><p><br></p><p>-----Original Message-----<br><b>From:</b> "{NAME}"&lt;{ADDRESS}&gt;<br>'
        f"<b>To:</b> &lt;me@reader.example&gt;<br><b>Cc:</b> <br><b>Sent:</b> 2026-10-06 (화) 19:02:02 (GMT+09:00)<br>"
        f"<b>Subject:</b> {TITLE}<br><br></p>{LETTER_HTML}"
    )
    return Bodies("", html)


def _new_mail(case: dict[str, Any], _: dict[str, Any]) -> Bodies:
    return Bodies(case["text"] or "\n")


CLIENTS: dict[str, Client] = {
    "gmail": _gmail,
    "gmail-android": _gmail_android,
    "gmail-forward": _gmail_forward,
    "iphone": _iphone,
    "apple-mail": _apple_mail,
    "thunderbird": _thunderbird,
    "roundcube": _roundcube,
    "mutt": _mutt,
    "outlook-desktop": _outlook_desktop,
    "outlook-365": _outlook_web,
    "outlook-mobile": _outlook_mobile,
    "yahoo": _yahoo,
    "proton": _proton,
    "fastmail": _fastmail,
    "hey": _hey,
    "samsung": _samsung,
    "zoho": _zoho,
    "spark": _spark,
    "k9": _k9,
    "gmx": _bare_intro('Gesendet: Dienstag, 06. Oktober 2026 um 12:02 Uhr, Von: "{n}" <{a}>:'),
    "mailru": _bare_intro("Вторник, 6 октября 2026, 13:02 +03:00 от {n} <{a}>:"),
    "qq": _qq,
    "netease": _netease,
    "naver": _naver,
    "new-mail": _new_mail,
}


def write(mails: Iterator[Labelled], folder: Path) -> None:
    """Write mails and their labels into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for mail in mails:
        (folder / f"{mail.name}.eml").write_bytes(mail.raw)
        rows.append(json.dumps(mail.label, ensure_ascii=False))
    (folder / "labels.jsonl").write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    write(labelled(), Path(sys.argv[1]))

"""What stands around the reader's words in their own part of a mail, and is not their words.

Device lines, signatures, legal notices, banners, list footers, placeholders of pictures. A typed
goodbye with a name stays: it is part of what the reader wrote.
"""

import re
from typing import Protocol

from dearreader.replies import courtesies
from dearreader.replies.lines import Line
from dearreader.replies.patterns import pattern

_DEVICE = pattern(rf"\W{{0,3}}(?:{courtesies.DEVICES})", re.IGNORECASE)
_SEPARATOR = pattern(r"\s{0,3}(?:--|—|––|__)\s{0,3}$")
_RULE = pattern(r"[\s\-_=*~#+.—–\u1427>|]{2,}$|[\u1427]$")
_FOOTER_RULE = pattern(r"_{5,}$|-{5,}$|={5,}$|\*{5,}$|_{20,}.{0,80}$")
_DASHED_TEXT = pattern(r"[-_=*—–]{3,}[^-_=*—–]{2,60}[-_=*—–]{3,}$")
_PLACEHOLDER = pattern(
    r"\[(?:image|cid|inline image|bild|img|photo|foto|immagine|imagen|imagem|obraz|afbeelding|图片|画像)\b[^\[\]]{0,200}\]"
    r"|<(?:image|img|bild|photo|foto)[\w.@-]{0,80}>|\ufffc|\[[\w. -]{1,60}\.(?:jpe?g|png|gif|heic)\]",
    re.IGNORECASE,
)
_CONTACT = pattern(
    r"(?:\+|00|\(0|\b0)\d[\d\s()./-]{5,}\d|\bwww\.|https?://|[\w.+-]{1,60}@[\w-]{1,60}\.\w|\s\|\s|\b(?:tel|phone|mobile?|fax|cell|t|m|tél|telefon\w*|"
    r"telef\w*|teléfono|telefone|cellulare|gsm|тел|моб|電話|전화|电话|手机|फ़ोन)\s?[.:+]|\b(?:gmbh|ltd|inc|llc|plc|s\.?a\.?r?\.?l|s\.?p\.?a|b\.?v|ag|kg|corp)\b\.?$",
    re.IGNORECASE,
)
_NOTICE_TOPIC = pattern(
    r"confidential|confidenti[eë]l|privileged|vertraulich|confidencial|riservat|confidenzial|vertrouwelijk|poufn|gizli|конфиденциальн|गोपनीय|機密|機密|기밀|保密|机密|fortrolig|konfidentiel",
    re.IGNORECASE,
)
_NOTICE_MAIL = pattern(
    r"e-?mail|message|nachricht|mensaje|mensagem|messaggio|courriel|correo|bericht|wiadomoś|ileti|e-posta|сообщени|письм|ईमेल|संदेश|メール|이메일|메일|메시지|邮件|郵件|communication|attachment|transmission",
    re.IGNORECASE,
)
_NOTICE_TO = pattern(
    r"intended|recipient|addressee|in error|empfänger|adressat|irrtümlich|bestimmt|destinat|par erreur|por error|por engano|destinatari|per errore|bestemd|geadresseerde|"
    r"adresat|odbiorc|omyłk|alıcı|yanlışlıkla|адресат|получател|ошибк|प्राप्तकर्ता|受信者|宛先|誤って|수신자|잘못|收件人|误|誤|liability|disclos|unauthori[sz]ed|unlawful|delete (?:it|this)",
    re.IGNORECASE,
)
_OTHER_NOTICE = pattern(
    r"\W{0,3}(?:please consider the environment|think before you print|consider the planet|p Please consider|(?:this e-?mail|this message) (?:has been|was) (?:scanned|checked)|"
    r"virus-free\.|virenfrei\.|sans virus\.|libre de virus|senza virus|diese e-mail wurde (?:von|auf) .{0,30}(?:avast|viren)|garanti sans virus|"
    r"registered (?:office|in england)|company (?:number|registration)|handelsregister|geschäftsführer|amtsgericht|sitz der gesellschaft|"
    r"bitte (?:denken|prüfen) sie .{0,30}(?:umwelt|drucken)|pensez à l'environnement|n'imprimez|antes de imprimir|prima di stampare|"
    r"disclaimer\b|legal notice|confidentiality notice|aviso legal|avis de confidentialité|haftungsausschluss)",
    re.IGNORECASE,
)
_BANNER = pattern(
    r"\W{0,6}(?:\[?external(?: e-?mail| sender| message)?\]?\W{0,4}$|\[?ext\]\W{0,3}$|caution\b|warning\b|attention\b|achtung\b|vorsicht\b|alert\b|notice\b|important\b|be careful|"
    r"external e-?mail|this (?:e-?mail|message|is an) (?:originated|was sent|came|external|is from|has originated)|you don['’]t often get e?-?mail|some people who received this message|"
    r"sie erhalten nicht (?:oft|häufig)|diese (?:e-mail|nachricht) (?:stammt|kommt|wurde von)|externe (?:e-?mail|nachricht|mail)|externer absender|"
    r"ce (?:message|courriel|mail) (?:provient|a été envoyé)|courriel externe|expéditeur externe|vous (?:n['’]obtenez|ne recevez) pas souvent|"
    r"este (?:mensaje|correo) (?:proviene|procede|se (?:envió|origin))|correo externo|no suele recibir|esta mensagem (?:foi enviada|veio|é externa)|e-?mail externo|"
    r"questa (?:e-?mail|mail) (?:proviene|arriva)|messaggio esterno|mittente esterno|deze (?:e-?mail|mail) (?:is afkomstig|komt)|extern bericht|ta wiadomość (?:pochodzi|została wysłana)|"
    r"bu e-posta .{0,30}dışın|внешн(?:ее|яя) (?:письмо|почта)|【?外部(?:メール|邮件|郵件)|外部发件人|외부 ?메일|"
    r"\W*(?:classification|sensitivity|klassifizierung|einstufung|classificação|clasificación|classificazione|rubricering|vertraulichkeit|sensibilité|機密区分|密级)\s?[:：])",
    re.IGNORECASE,
)
_BANNER_SAYS = pattern(
    r"outside|external|originat|do not click|click links|attachments|unknown sender|learn why|often get|organi[sz]ation|extern|außerhalb|anhänge|provient|extérieur|cliqu|fuera|externo|fora d|esterno|"
    r"buiten|spoza|dışından|внешн|外部|외부|classif|sensitiv|internal|public|restricted|confidential|intern\b|öffentlich|interne|interno|público|klassif|einstuf|rubric|密级|区分|verdächtig",
    re.IGNORECASE,
)
_FOOTER = pattern(
    r"mailing list|mailman|listinfo|google groups|list-unsubscribe|groups\.io|yahoo ?groups|to unsubscribe|unsubscribe from this (?:group|list)|-leave@|-unsubscribe@|"
    r"mailingliste|liste de diffusion|lista de correo|lista de discussão|lista di discussione|verzendlijst|lista dyskusyjna|список рассылки|メーリングリスト|메일링|you received this message because|"
    r"abmelden von dieser|se désabonner de cette liste",
    re.IGNORECASE,
)


class Cuts(Protocol):
    """Where cuts are recorded."""

    def cut(self, signal: str, lines: list[Line]) -> None:
        """Record that lines were left out."""


def trim(run: list[Line], cuts: Cuts, *, sender_name: str = "", first: bool = True) -> list[Line]:
    """The lines of a run that no quote interrupts, without what is not the reader's.

    ``first`` says that the run begins the mail, where banners stand.
    """
    lines = _without_placeholders(run)
    if first:
        lines = _after_banner(lines, cuts)
    lines = _before(lines, _footer(lines), "list footer", cuts)
    lines = _before(lines, _marked(lines, first=first), "signature", cuts)
    lines = _without_devices(lines, cuts)
    lines = _before(lines, _notice(lines), "legal notice", cuts)
    lines = _before(lines, _business(lines, sender_name), "signature", cuts)
    while lines and (
        lines[-1].blank or _RULE.match(lines[-1].seen) or _DASHED_TEXT.match(lines[-1].seen)
    ):
        lines.pop()
    return lines


def _before(lines: list[Line], place: int, signal: str, cuts: Cuts) -> list[Line]:
    if place >= len(lines):
        return lines
    cuts.cut(signal, lines[place:])
    return lines[:place]


def _without_placeholders(run: list[Line]) -> list[Line]:
    out: list[Line] = []
    for line in run:
        if any(sign in line.seen for sign in "[<\ufffc"):
            text = _PLACEHOLDER.sub("", line.seen) + line.text[len(line.seen) :]
            if text != line.text:
                if text.strip():
                    out.append(Line(text, line.depth, line.mark, line.soft))
                continue
        out.append(line)
    return out


def _after_banner(lines: list[Line], cuts: Cuts) -> list[Line]:
    """The lines after a warning that a company's gateway put on top.

    Sample: ``CAUTION: This email originated from outside of the organisation. Do not click …``
    """
    at = 0
    for _ in range(4):
        while at < len(lines) and lines[at].blank:
            at += 1
        if at >= len(lines):
            break
        end = at
        while end < len(lines) and end < at + 4 and not lines[end].blank:
            end += 1
        text = lines[at].seen
        block = " ".join(line.seen for line in lines[at:end])
        if _RULE.match(text) and end < len(lines):
            end = at + 1
        elif not (_BANNER.match(text) and _BANNER_SAYS.search(block)):
            break
        elif not _BANNER_SAYS.search(" ".join(line.seen for line in lines[at + 1 : end])):
            end = at + 1
        cuts.cut("banner", lines[at:end])
        at = end
    return lines[at:]


def _footer(lines: list[Line]) -> int:
    """Where a mailing list's footer begins: a rule, and below it what lists say."""
    for at, line in enumerate(lines):
        if _FOOTER_RULE.match(line.seen.strip()) or _SEPARATOR.match(line.seen):
            below = " ".join(each.seen for each in lines[at + 1 : at + 9])
            if _FOOTER.search(below):
                return at
    return len(lines)


def _marked(lines: list[Line], *, first: bool) -> int:
    """Where the signature begins that ``-- `` announces, or a rule above a few short lines."""
    written = 0 if first else 1
    for at, line in enumerate(lines):
        if _SEPARATOR.match(line.text) and (written or not any(not x.blank for x in lines[:at])):
            return at
        rest = [each for each in lines[at + 1 :] if not each.blank]
        if (
            written
            and re.match(r"_{5,}$|-{5,}$", line.seen.strip())
            and len(rest) <= 6  # noqa: PLR2004
            and all(len(each.text) <= 80 for each in rest)  # noqa: PLR2004
        ):
            return at
        written += not line.blank
    return len(lines)


def _without_devices(lines: list[Line], cuts: Cuts) -> list[Line]:
    """Without ``Sent from my iPhone`` and its cousins, and what the program marks as signature."""
    out: list[Line] = []
    for line in lines:
        if line.mark == "signature" or is_device(line.seen):
            cuts.cut("signature", [line])
        else:
            out.append(line)
    return out


def is_device(text: str) -> bool:
    """Whether a line is what a phone or a mail program signs with, whatever its owner made of it."""
    text = text.strip()
    return len(text) <= 120 and bool(_DEVICE.match(text))  # noqa: PLR2004


def _notice(lines: list[Line]) -> int:
    """Where a legal notice begins, in what follows the reader's words."""
    for at, line in enumerate(lines):
        if at and not lines[at - 1].blank and len(line.text) < 40:  # noqa: PLR2004
            continue
        if not line.blank and _OTHER_NOTICE.match(line.seen):
            return at
        if _NOTICE_MAIL.search(line.seen) or _NOTICE_TOPIC.search(line.seen):
            block = " ".join(each.seen for each in lines[at : at + 5])
            if (
                _NOTICE_TOPIC.search(block)
                and _NOTICE_MAIL.search(block)
                and _NOTICE_TO.search(block)
            ):
                return at
    return len(lines)


def _business(lines: list[Line], sender_name: str) -> int:
    """Where a closing formula begins that goes on with role, company, phone or web address.

    Sample::

        Kind regards,

        Daniel
        Regional Logistics Planner | Northfield Freight
        T +44 1632 960 123
    """
    rows = [at for at, line in enumerate(lines) if not line.blank]
    for back in range(2, min(len(rows), 14)):
        at = rows[-back]
        if not is_goodbye(lines[at].seen):
            continue
        below = [lines[row].seen.strip() for row in rows[len(rows) - back + 1 :]]
        if _is_card(below):
            return at
    return _bare_card(lines, rows, sender_name)


def is_goodbye(text: str) -> bool:
    """Whether a line is a closing formula and no more, but for a name or a place."""
    text = text.strip(" ,.!;:-–—*\t").casefold()
    return len(text) <= 60 and any(  # noqa: PLR2004
        text == formula or (text.startswith(formula) and not text[len(formula)].isalpha())
        for formula in courtesies.GOODBYES
    )


def _is_card(below: list[str]) -> bool:
    """Whether the lines below a closing formula are a name and more: a business card."""
    if len(below) < 2 or any(len(row) > 100 for row in below):  # noqa: PLR2004
        return len(below) == 1 and bool(_CONTACT.search(below[0])) and len(below[0]) < 100  # noqa: PLR2004
    if any(_CONTACT.search(row) for row in below):
        return not any(row.casefold().startswith(("ps", "p.s", "p.s.", "nb")) for row in below)
    sober = all(len(row) <= 60 and row[-1:] not in ".!?:)" and row[:1].isupper() for row in below)  # noqa: PLR2004
    return sober and len(below[0].split()) <= 4  # noqa: PLR2004


def _bare_card(lines: list[Line], rows: list[int], sender_name: str) -> int:
    """A card without a formula: the sender's full name, and contacts below it, at the end."""
    name = sender_name.casefold().strip()
    if len(name) < 5:  # noqa: PLR2004
        return len(lines)
    for back in range(2, min(len(rows), 9)):
        row = lines[rows[-back]].seen.strip(" ,*").casefold()
        if row == name or (row.startswith(name) and len(row) < len(name) + 12):
            below = [lines[at].seen for at in rows[len(rows) - back + 1 :]]
            if any(_CONTACT.search(each) for each in below) and all(
                len(each) <= 100 for each in below
            ):
                return rows[-back]
    return len(lines)

"""What companies, gateways and mailing lists put around a reader's words."""

from dearreader.replies.lines import Line
from dearreader.replies.patterns import pattern

# All are held against small letters.
_RULE = pattern(r"[\s\-_=*~#+.—–\u1427>|]{2,}$|[\u1427]$")
_FOOTER_RULE = pattern(r"_{5,}$|-{5,}$|={5,}$|\*{5,}$|_{20,}.{0,80}$")
_NOTICE_TOPIC = pattern(
    r"confidential|confidenti[eë]l|privileged|vertraulich|confidencial|riservat|confidenzial|vertrouwelijk|poufn|gizli|конфиденциальн|गोपनीय|機密|機密|기밀|保密|机密|fortrolig|konfidentiel"
)
_NOTICE_MAIL = pattern(
    r"e-?mail|message|nachricht|mensaje|mensagem|messaggio|courriel|correo|bericht|wiadomoś|ileti|e-posta|сообщени|письм|ईमेल|संदेश|メール|이메일|메일|메시지|邮件|郵件|communication|attachment|transmission"
)
_NOTICE_TO = pattern(
    r"intended|recipient|addressee|in error|empfänger|adressat|irrtümlich|bestimmt|destinat|par erreur|por error|por engano|destinatari|per errore|bestemd|geadresseerde|"
    r"adresat|odbiorc|omyłk|alıcı|yanlışlıkla|адресат|получател|ошибк|प्राप्तकर्ता|受信者|宛先|誤って|수신자|잘못|收件人|误|誤|liability|disclos|unauthori[sz]ed|unlawful|delete (?:it|this)"
)
_OTHER_NOTICE = pattern(
    r"\W{0,3}(?:please consider the environment|think before you print|consider the planet|p please consider|(?:this e-?mail|this message) (?:has been|was) (?:scanned|checked)|"
    r"virus-free\.|virenfrei\.|sans virus\.|libre de virus|senza virus|diese e-mail wurde (?:von|auf) .{0,30}(?:avast|viren)|garanti sans virus|"
    r"registered (?:office|in england)|company (?:number|registration)|handelsregister|geschäftsführer|amtsgericht|sitz der gesellschaft|"
    r"bitte (?:denken|prüfen) sie .{0,30}(?:umwelt|drucken)|pensez à l'environnement|n'imprimez|antes de imprimir|prima di stampare|"
    r"disclaimer\b|legal notice|confidentiality notice|aviso legal|avis de confidentialité|haftungsausschluss)"
)
_BANNER = pattern(
    r"[*\[(#=<-]{1,6}\s?(?:internal|public|confidential|restricted|official|proprietary|sensitive|intern|vertraulich|interne|confidentiel|interno|confidencial)(?: use)?(?: only)?\s?[*\])#=>-]{1,6}$|"
    r"\W{0,6}(?:\[?external(?: e-?mail| sender| message)?\]?\W{0,4}$|\[?ext\]\W{0,3}$|caution\b|warning\b|attention\b|achtung\b|vorsicht\b|alert\b|notice\b|important\b|be careful|"
    r"external e-?mail|this (?:e-?mail|message|is an) (?:originated|was sent|came|external|is from|has originated)|you don['’]t often get e?-?mail|some people who received this message|"
    r"sie erhalten nicht (?:oft|häufig)|diese (?:e-mail|nachricht) (?:stammt|kommt|wurde von)|externe (?:e-?mail|nachricht|mail)|externer absender|"
    r"ce (?:message|courriel|mail) (?:provient|a été envoyé)|courriel externe|expéditeur externe|vous (?:n['’]obtenez|ne recevez) pas souvent|"
    r"este (?:mensaje|correo) (?:proviene|procede|se (?:envió|origin))|correo externo|no suele recibir|esta mensagem (?:foi enviada|veio|é externa)|e-?mail externo|"
    r"questa (?:e-?mail|mail) (?:proviene|arriva)|messaggio esterno|mittente esterno|deze (?:e-?mail|mail) (?:is afkomstig|komt)|extern bericht|ta wiadomość (?:pochodzi|została wysłana)|"
    r"bu e-posta .{0,30}dışın|внешн(?:ее|яя) (?:письмо|почта)|【?外部(?:メール|邮件|郵件)|外部发件人|외부 ?메일|"
    r"\W*(?:classification|sensitivity|klassifizierung|einstufung|classificação|clasificación|classificazione|rubricering|vertraulichkeit|sensibilité|機密区分|密级)\s?[:：])"
)
_BANNER_SAYS = pattern(
    r"outside|external|originat|do not click|click links|attachments|unknown sender|learn why|often get|organi[sz]ation|extern|außerhalb|anhänge|provient|extérieur|cliqu|fuera|externo|fora d|esterno|"
    r"buiten|spoza|dışından|внешн|外部|외부|classif|sensitiv|internal|public|restricted|confidential|intern\b|öffentlich|interne|interno|público|klassif|einstuf|rubric|密级|区分|verdächtig"
)
_FOOTER = pattern(
    r"mailing list|mailman|listinfo|google groups|list-unsubscribe|groups\.io|yahoo ?groups|to unsubscribe|unsubscribe from this (?:group|list)|-leave@|-unsubscribe@|"
    r"mailingliste|liste de diffusion|lista de correo|lista de discussão|lista di discussione|verzendlijst|lista dyskusyjna|список рассылки|メーリングリスト|메일링|you received this message because|"
    r"abmelden von dieser|se désabonner de cette liste"
)


def banner(lines: list[Line]) -> int:
    """Where the reader begins, below a warning that a company's gateway put on top.

    Sample: ``CAUTION: This email originated from outside of the organisation. Do not click …``
    """
    at = begin = 0
    for _ in range(4):
        while at < len(lines) and lines[at].blank:
            at += 1
        if at >= len(lines):
            break
        end = at
        while end < len(lines) and end < at + 4 and not lines[end].blank:
            end += 1
        text = lines[at].low
        block = " ".join(line.low for line in lines[at:end])
        if _RULE.match(text) and end < len(lines):
            end = at + 1
        elif not (_BANNER.match(text) and _BANNER_SAYS.search(block)):
            break
        elif not _BANNER_SAYS.search(" ".join(line.low for line in lines[at + 1 : end])):
            end = at + 1
        at = begin = end
    return begin


def footer(lines: list[Line]) -> int:
    """Where a mailing list's footer begins: a rule, and below it what lists say."""
    for at, line in enumerate(lines):
        text = line.seen.strip()
        if text == "--" or _FOOTER_RULE.match(text):
            below = " ".join(each.low for each in lines[at + 1 : at + 9])
            if _FOOTER.search(below):
                return at
    return len(lines)


def notice(lines: list[Line]) -> int:
    """Where a legal notice begins, in what follows the reader's words."""
    for at, line in enumerate(lines):
        if at and not lines[at - 1].blank and len(line.text) < 40:  # noqa: PLR2004
            continue
        text = line.low
        if not line.blank and _OTHER_NOTICE.match(text):
            return at
        if _NOTICE_MAIL.search(text) or _NOTICE_TOPIC.search(text):
            block = " ".join(each.low for each in lines[at : at + 5])
            if (
                _NOTICE_TOPIC.search(block)
                and _NOTICE_MAIL.search(block)
                and _NOTICE_TO.search(block)
            ):
                return at
    return len(lines)

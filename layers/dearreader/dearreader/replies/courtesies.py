"""What people and their programs say without saying anything: goodbyes, greetings, devices."""

from collections.abc import Iterable

from dearreader.replies.folding import casefolded
from dearreader.replies.patterns import once
from dearreader.replies.phrases import Phrases

GOODBYES = Phrases(
    """regards;best regards;kind regards;kindest regards;warm regards;warmest regards;many regards
        with regards;with kind regards;with best regards;best wishes;with best wishes;warm wishes
        all the best;best;cheers;sincerely;yours sincerely;sincerely yours;yours truly;yours
        yours faithfully;respectfully;cordially;thanks;many thanks;thank you;with thanks;thanks again
        thanks and regards;thanks & regards;thx;love;lots of love;take care;warmly;br;kr;rgds
        mit freundlichen grüßen;mit freundlichem gruß;mit freundlichen gruessen;freundliche grüße
        mit besten grüßen;beste grüße;viele grüße;liebe grüße;herzliche grüße;herzlichst;schöne grüße
        mit herzlichen grüßen;mit lieben grüßen;mit vielen grüßen;gruß;grüße;lg;vg;mfg;hg;bg
        viele liebe grüße;hochachtungsvoll;ich umarme dich;fühl dich gedrückt;freundliche grüsse;liebe grüsse;herzliche grüsse;danke
        vielen dank;beste grüsse;mit freundlichen grüssen;cordialement;bien cordialement
        très cordialement;bien à vous;bien à toi;sincères salutations;salutations distinguées
        salutations;meilleures salutations;amicalement;amitiés;bises;bisous;je t'embrasse;je vous embrasse;je t'embrasse fort;merci;respectueusement
        je vous prie d'agréer;veuillez agréer;belle journée;bonne journée;avec mes salutations
        saludos;un saludo;saludos cordiales;cordialmente;atentamente;un abrazo;abrazos;besos;gracias
        muchas gracias;un cordial saludo;cordiales saludos;un fuerte abrazo;te abrazo;te mando un abrazo;atenciosamente;att
        cumprimentos;com os melhores cumprimentos;melhores cumprimentos;abraços;abraço;um abraço
        beijos;beijinhos;obrigado;obrigada;grato;grata;saudações;cordiali saluti;distinti saluti
        cari saluti;saluti;un saluto;un caro saluto;tanti saluti;ti abbraccio;ti abbraccio forte;vi abbraccio;grazie;a presto;un abbraccio
        con cordialità;met vriendelijke groet;met vriendelijke groeten;vriendelijke groet
        vriendelijke groeten;hartelijke groet;hartelijke groeten;groet;groeten;groetjes;mvg
        met hartelijke groet;lieve groet;bedankt;pozdrawiam;z poważaniem;z wyrazami szacunku
        serdecznie pozdrawiam;pozdrowienia;serdeczności;dziękuję;ściskam;saygılar;saygılarımla
        iyi günler;sevgiler;sevgilerimle;selamlar;teşekkürler;iyi çalışmalar;с уважением
        с наилучшими пожеланиями;всего доброго;всего хорошего;искренне ваш;искренне ваша;спасибо
        с благодарностью;з повагою;सादर;धन्यवाद;भवदीय;भवदीया;शुभकामनाओं सहित;आपका;आपकी;敬具;よろしくお願いいたします
        よろしくお願いします;よろしくお願い致します;宜しくお願い致します;草々;감사합니다;고맙습니다;드림;올림;此致;敬礼;祝好;谢谢;順頌商祺
        顺祝商祺;谢谢您;med venlig hilsen;venlig hilsen;mange hilsner;hilsen;mvh;kh;de bedste hilsner
        med vänlig hälsning;med vänliga hälsningar;vänliga hälsningar;hälsningar;med vennlig hilsen
        vennlig hilsen;ystävällisin terveisin;terveisin;s pozdravem;s pozdravom;üdvözlettel
        cu stimă;cu respect;με εκτίμηση;בברכה;مع تحيات;trân trọng;hormat saya"""
)
"""Closing formulas, casefolded; a name or a place may follow on the same line."""

DEVICES = (
    # English
    r"(?:sent|written|typed|composed|dictated|tapped|posted|emailed|thumbed|brought to you) (?:\w+ ){0,2}?(?:from|with|via|using|by|on|through)\b"
    r"(?!.{0,80}[.!?]\s+[^\W\d_]{2,}.{20,})|from my (?:i?phone|i?pad|mobile|android|samsung|galaxy|tablet|cell)"
    r"|\w+ from mobile$|get (?:\[?outlook|typeapp|bluemail|yahoo|spark|mail)\b.{0,50}\bfor\b|download .{2,30} for (?:ios|android)"
    r"|(?:please )?(?:excuse|forgive|pardon) (?:\w+ ){0,3}(?:typos?|brevity|errors|spelling|my thumbs|autocorrect)|.{0,40}\b(?:brevity and|excuse (?:any|the|my)) typos?"
    r"|sent from (?:outlook|yahoo|mail for windows|proton|my)|yahoo mail:|(?:\[.{0,30}\])?\(?https?://(?:aka\.ms|overview\.mail\.yahoo)\S{0,200}$"
    # German
    r"|(?:von|mit|aus) (?:mein\w*|unterwegs|der|dem|einem)\b.{0,50}\b(?:gesendet|verschickt|geschrieben|versendet)|gesendet (?:von|mit|mittels|über|via)\b"
    r"|diese (?:nachricht|e-?mail|mail) wurde (?:von|mit|über).{0,70}(?:gesendet|verschickt|versandt)|.{0,40}outlook für (?:ios|android).{0,60}$"
    # French
    r"|envoy[ée]e?s? (?:depuis|de|à partir|avec|via|par)\b|télécharge[rz]? outlook|obten(?:ir|ez) outlook|.{0,20}outlook pour (?:ios|android).{0,40}$"
    # Spanish, Portuguese
    r"|enviad[oa] (?:desde|con|de|do|da|pelo|pela|a partir|com|via|por|usando)\b|obtener outlook|obter o outlook|.{0,20}outlook para (?:ios|android).{0,40}$"
    # Italian, Dutch, Polish
    r"|inviat[oa] (?:da|dal|dalla|con|tramite)\b|(?:ottieni|scarica) outlook|.{0,20}outlook per (?:ios|android).{0,40}$"
    r"|(?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|met|via|van)\b|.{0,30}outlook voor (?:ios|android).{0,60}$"
    r"|wysłan[eoay] (?:z|ze|przez|za pomocą|przy użyciu)\b|pobierz .{0,30}outlook.{0,60}$"
    # Turkish, Russian, Ukrainian
    r"|.{0,60}(?:dan|den|tan|ten|imdan|ımdan|umdan|ile) gönderildi$|.{0,30}outlook.{0,30}(?:edinin|indirin)$"
    r"|отправлен[оаы] (?:с|из|со|от|через|при помощи)\b|надіслано (?:з|із|через)\b|(?:скачать|получить|загрузить) .{0,30}outlook.{0,60}$"
    # Hindi, Japanese, Korean, Chinese
    r"|.{0,50}से भेजा (?:गया|है).{0,10}$|.{0,30}outlook.{0,40}(?:प्राप्त करें|डाउनलोड).{0,40}$"
    r"|.{0,40}から(?:の)?送信(?:しました|されました)?。?$|.{0,30}outlook.{0,50}を入手.{0,40}$|.{0,30}から送られています。?$"
    r"|.{0,40}에서 (?:보냄|보낸|보냈습니다|전송).{0,12}$|.{0,30}outlook.{0,40}다운로드.{0,40}$"
    r"|(?:发自|來自|从我的|從我的|由我的|发送自|傳送自).{0,40}$|获取 ?\[?outlook.{0,60}$|取得 ?\[?outlook.{0,60}$|.{0,20}outlook for (?:ios|android).{0,60}$"
    # Others
    r"|send[te]?t? fra (?:min|mitt|mit|outlook)\b|skickat från\b|skickades från\b|lähetetty\b.{0,40}$|odesláno z\b|odoslané z\b|elküldve\b.{0,40}$|trimis (?:de pe|din|de la)\b"
    r"|στάλθηκε από\b|נשלח מ|أرسل(?:ت)? من|được gửi từ|gửi từ|dikirim dari"
)
"""How phones and mail programs sign; a regular expression for the beginning of a line."""

GREETINGS = Phrases(
    """hi;hello;hey;hiya;good morning;good afternoon;good evening;good day;greetings;hallo;guten morgen
    guten tag;guten abend;servus;moin;grüß gott;grüezi;bonjour;bonsoir;salut;coucou;hola;buenos días
    buenas tardes;buenas noches;olá;oi;bom dia;boa tarde;boa noite;ciao;buongiorno;buonasera;salve
    hoi;goedemorgen;goedemiddag;goedenavond;goedendag;cześć;dzień dobry;dobry wieczór;hej;witaj;witam
    merhaba;selam;günaydın;iyi günler;iyi akşamlar;здравствуйте;здравствуй;привет;добрый день
    доброе утро;добрый вечер;नमस्ते;नमस्कार;सुप्रभात;こんにちは;おはようございます;こんばんは;はじめまして;안녕하세요
    안녕;좋은 아침입니다;你好;您好;早上好;大家好;嗨;hei;hejsan;ahoj;dobrý den;szia;bună"""
)
ADDRESSES = Phrases(
    """dear;morning;afternoon;evening;liebe;lieber;sehr geehrte;sehr geehrter;hochverehrte;chère;cher
    querida;querido;estimada;estimado;buenas;prezada;prezado;cara;caro;gentile;gentilissima;carissima
    dag;beste;lieve;geachte;szanowna;szanowny;droga;drogi;kochana;sevgili;sayın;дорогая;дорогой
    уважаемая;уважаемый;милая;प्रिय;आदरणीय;亲爱的;尊敬的;親愛的;kære;kära;kjære"""
)
"""Words that greet only with a name behind them: "Morning Mara", not "Morning routines"."""

_WIDE = 0x2E80  # from here on, scripts that are set without blanks
_EDGES = " ,.!;:–—-*\t\"'“”«»。、，！।~^"
_PLACES = Phrases(
    """from;aus;de;d';desde;dal;dalla;da;uit;vanuit;z;ze;из;от;and;und;et;y;e;en;to;an;à;a;again;nochmals
    also;till;until;bis;zu;for;für;pour;para;per;voor;dla;so;very;much;vielmals;beaucoup;mille"""
)
_MOST_REST = 4  # words after a formula


def is_greeting(text: str) -> bool:
    """Whether a text is a greeting and at most a name."""
    low = casefolded(text.strip(_EDGES))
    rest = _after(low, _greetings())
    if rest is not None:
        return len(rest) <= 8 if rest and ord(rest[0]) >= _WIDE else len(rest.split()) <= 3  # noqa: PLR2004
    rest = _after(low, _addresses())
    if rest is None:
        return False
    own = text.strip(_EDGES)[-len(rest) :] if rest else ""
    return not rest or (len(rest.split()) <= _MOST_REST and not own[:1].islower())


def is_goodbye(text: str) -> bool:
    """Whether a line is a closing formula and no more, but for a name or a place."""
    text = text.strip(_EDGES)
    rest = _after(casefolded(text), _goodbyes())
    if rest is None or len(rest.split()) > _MOST_REST:
        return False
    own = text[-len(rest) :] if rest else ""
    return not rest or not own[:1].islower() or rest.split()[0] in _PLACES


def _after(low: str, formulas: dict[str, list[str]]) -> str | None:
    """What follows the longest of the formulas that a text begins with; None if it does not."""
    best: str | None = None
    for formula in formulas.get(low[:1], ()):
        if low.startswith(formula):
            rest = low[len(formula) :]
            joined = ord(formula[-1]) >= _WIDE
            if (joined or not rest[:1].isalpha()) and (best is None or len(rest) < len(best)):
                best = rest.strip(_EDGES)
    return best


def _by_first(formulas: Iterable[str]) -> dict[str, list[str]]:
    """The formulas by the sign that they begin with, to try few of them."""
    out: dict[str, list[str]] = {}
    for formula in formulas:
        out.setdefault(formula[0], []).append(formula)
    return out


_goodbyes = once(lambda: _by_first(GOODBYES))
_greetings = once(lambda: _by_first(GREETINGS))
_addresses = once(lambda: _by_first(ADDRESSES))

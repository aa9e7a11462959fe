"""Which topics the reader asks for, in the reader's own words.

List items first, then sentences. A sentence that a wish's pattern fits gives its topic; a short
phrase that is no sentence is a topic by itself; a question that is not put to the writer is one
as well. Thanks, refusals, corrections and questions to the writer are comments. What no rule
understands is unsorted: kept, for a person to read.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from dearreader.replies import bounds, wishes
from dearreader.replies.languages import JOINED, guess
from dearreader.replies.leaving import asks_to_leave
from dearreader.replies.sentences import Unit, units
from dearreader.replies.small_talk import is_small_talk, speaks_of_us, is_question_to_writer
from dearreader.replies.topics import distinct, parts_of, trimmed

_COLON = re.compile(r"^(?P<head>[^:：]{2,90}?)\s?[:：]\s{0,3}(?P<t>\S.*)$", re.S)
_ORDINAL = re.compile(
    r"^(?:one|two|three|four|first(?:ly)?|second(?:ly)?|third(?:ly)?|erstens|zweitens|drittens|eins|zwei|drei|un|deux|trois|uno|dos|tres|um|dois|due|tre|een|twee|drie|primero|segundo|primo|secondo|po pierwsze|po drugie|birincisi|ikincisi|во-первых|во-вторых|первое|второе|一つ目は|二つ目は|첫째|둘째|第一|第二|其一|其二)\s?[:：,，.–—-]\s{0,2}(?P<t>.+)",
    re.I,
)
_OPEN_QUESTION = re.compile(
    r"^(?:and |so |but |und |et |y |e |a |i |и |also |then )?(?:how|why|what (?:happens|makes|do people|is it|if|becomes|remains|does it|do we|it)|who decides|where do|when (?:do|does|did) (?:we|people|one)|do (?:people|we|other)|is it|can (?:one|people|we)|"
    r"wie|warum|wieso|weshalb|was (?:macht|passiert|bleibt|wird|tun)|comment|pourquoi|que (?:devient|deviennent|reste)|qu'est-ce qu|cómo|por qué|qué (?:pasa|hacer|queda)|como|por que|porque|o que (?:acontece|fazer|resta)|come|perché|che (?:cosa )?(?:succede|resta)|cosa (?:succede|resta)|"
    r"hoe|waarom|wat (?:gebeurt|maakt|doe)|jak|dlaczego|czemu|co (?:się dzieje|zostaje)|neden|nasıl|niye|как|почему|зачем|что (?:делать|остаётся|происходит)|क्यों|कैसे|なぜ|どうして|どうすれば|왜|어떻게|为什么|為什麼|怎么|怎麼|如何)(?![^\W_])",
    re.I,
)
_JOINED_QUESTION = re.compile(r"(?:なぜ|どうして|どうすれば|왜|어떻게|为什么|為什麼|怎么|怎樣|如何)")
_MOST_WORDS = 9


@dataclass
class Sorted:
    """A reader's sentences, sorted."""

    ideas: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    unsorted: list[str] = field(default_factory=list)


def sort(text: str, subject: str = "") -> Sorted:
    """Sort the reader's sentences. ``subject`` is a new mail's own, "" for an answer's."""
    out = Sorted()
    tried = guess(f"{text}\n{subject}")
    read = units(text)
    written = [unit for unit in read if not is_small_talk(unit.text)]
    if subject:
        out.ideas += _of_subject(subject, tried, empty=not written)
    at = 0
    while at < len(read):
        if read[at].item:
            end = at
            while end < len(read) and read[end].item:
                end += 1
            _sort_items(read, at, end, tried, out)
            at = end
            continue
        _sort_sentence(read, at, tried, out, alone=len(written) == 1)
        at += 1
    out.ideas = distinct(out.ideas)[: bounds.IDEAS]
    return out


def _sort_items(read: list[Unit], at: int, end: int, tried: tuple[str, ...], out: Sorted) -> None:
    """List items are topics, unless what stands before them says something else."""
    head = read[at - 1].text if at and not read[at - 1].item else ""
    told = _topic_head(head)
    wanted = not head or told or not (_refuses(head, tried) or speaks_of_us(head))
    if _refuses(head, tried):
        wanted = False
    for unit in read[at:end]:
        found = _wished(unit.text, tried)
        if found:
            out.ideas += found
        elif wanted and len(unit.text) <= 160 and not is_small_talk(unit.text):  # noqa: PLR2004
            if _refuses(unit.text, tried) and len(unit.text.split()) > 4 and unit.text.endswith("."):  # noqa: PLR2004
                out.comments.append(unit.text)
            else:
                out.ideas.append(trimmed(unit.text, ()))
        else:
            out.comments.append(unit.text)


def _sort_sentence(
    read: list[Unit], at: int, tried: tuple[str, ...], out: Sorted, *, alone: bool
) -> None:
    sentence = read[at].text
    if is_small_talk(sentence):
        out.comments.append(sentence)
        return
    found = _wished(sentence, tried)
    if found:
        out.ideas += found
        return
    ordinal = _ORDINAL.match(sentence)
    if ordinal and any(_topic_head(unit.text) for unit in read[:at]):
        out.ideas.append(trimmed(ordinal.group("t"), tried))
        return
    if at and _anaphora().search(sentence) and len(sentence.split()) <= 14:  # noqa: PLR2004
        before = _pointed_at(read, at, tried)
        if before:
            out.ideas.append(trimmed(before, ()))
            out.comments.append(sentence)
            return
    if _refuses(sentence, tried) or _looks_back(sentence, tried):
        out.comments.append(sentence)
        return
    if sentence.rstrip("\"'”’»)").endswith(("?", "？")) or "?" in sentence[-3:]:
        if is_question_to_writer(sentence) or not _is_open_question(sentence):
            out.comments.append(sentence)
        else:
            out.ideas.append(trimmed(sentence, (), keep_question=True))
        return
    if alone and _is_phrase(sentence) and not asks_to_leave(sentence):
        out.ideas.append(trimmed(sentence, ()))
        return
    (out.comments if speaks_of_us(sentence) else out.unsorted).append(sentence)


def _of_subject(subject: str, tried: tuple[str, ...], *, empty: bool) -> list[str]:
    """The topic in a new mail's subject: ``Idea for a letter: grandparents and video calls``."""
    found = _wished(subject, tried)
    if found or not empty:
        return found
    return [trimmed(subject, ())] if _is_phrase(subject) and len(subject.split()) > 1 else []


def _wished(sentence: str, tried: tuple[str, ...]) -> list[str]:
    """The topics of a sentence that wishes for some."""
    after_colon = _COLON.match(sentence)
    if after_colon and _topic_head(after_colon.group("head")):
        topic = after_colon.group("t")
        if not _refuses(after_colon.group("head"), tried):
            inner = [] if len(topic.split()) < 4 else _matched(topic, tried)  # noqa: PLR2004
            return inner or parts_of(topic, tried, many=_is_plural(after_colon.group("head")))
    return _matched(sentence, tried)


def _matched(sentence: str, tried: tuple[str, ...]) -> list[str]:
    for lang in tried:
        for pattern in _patterns(lang):
            found = pattern.search(sentence)
            if not found:
                continue
            topic = found.group("t")
            before = sentence[: found.start("t")] + sentence[found.end("t") :]
            if _guard(wishes.REFUSALS, lang).search(_polite().sub(" ", before)):
                continue
            if _guard(wishes.BACKWARD, lang).search(before) and not _strong(before):
                continue
            if lang in _EUROPEAN_ABOUT and not _asks(sentence, lang):
                continue
            topics = parts_of(topic, (lang,), many=False)
            if topics:
                return topics
    return []


_EUROPEAN_ABOUT = frozenset({"de", "fr", "es", "pt", "it", "nl", "pl", "ru"})
_ASKS = {
    "de": r"\b(?:könn\w+|würd\w*|möcht\w*|wünsch\w*|bitte|mag\w*|gern\w*|wie (?:wäre?|wär'?s)|vielleicht|schreib\w*|thema|themen\w*|vorschl\w*|idee\w*|lust|wäre|wär|freue?n?|interess\w*|mal|hätte\w*|will|wüsst\w*|frag\w*|steckt|kannst)\b",
    "fr": r"(?:pou[rv]\w+|peux|peut-être|aimer\w*|voudr\w+|souhait\w*|serai\w*|plair\w*|s'il|si (?:vous|tu)|et (?:si|pourquoi)|pourquoi pas|propos\w+|sugg\w+|idée|thème|sujet|écri(?:vez|s|ras|rez)\b|envie|curieu\w+|un jour|hâte|que diriez|mérite|lirai\w*|adorer\w*|bien lire|ravi\w*|intéress\w*|une lettre (?:dans|à))",
    "es": r"(?:podr[íi]\w+|pued\w+|gustar[íi]\w+|encantar[íi]\w+|quisier\w+|quier\w+|querr[íi]\w+|desear\w+|ojal[áa]|qu[ée] tal|propon\w+|sugier\w+|sugeren\w+|propuest\w+|tema|idea|escrib[aei]\w*|por favor|quiz[áa]s?|tal vez|ser[íi]a|estar[íi]a|y si|interesar\w+|por qu[ée] no|alg[úu]n d[íi]a|merece|voto|pido|leer[íi]a|una carta (?:entera )?en|habla\w*|cu[ée]nt\w+|atrev\w+)",
    "pt": r"(?:poder\w+|pode|pud\w+|gostar\w+|adorar\w+|queri?a|quero|que tal|propon\w+|proposta|sugi?r\w+|sugest\w+|tema|ideia|escrev[aei]\w*|por favor|talvez|seria|e se|interessa\w*|por que n|porque n|um dia|merece|voto|pe[çc]o|leria|fal[ae]\w*|cont[ae]\w*|tomara|daria)",
    "it": r"(?:potrest\w*|potrebbe|puoi|può|piacer\w+|vorre\w*|magari|che ne d|propon\w+|propost\w+|sugger\w+|tema|argoment\w+|idea|idee|scriv(?:i|a|ete|erai|essi|ere|este)\b|per favore|forse|sarebbe|e se|interessa\w*|perché non|un giorno|merit\w+|voto|chiedo|leggerei|racconta\w*|parla\w*|curios\w+|bello|spunt\w+|spero)",
    "nl": r"\b(?:zou\w*|kun|kan|kunt|wil|willen|graag|misschien|wat dacht|wat vind|hoe zit|idee|onderwerp|voorstel\w*|suggestie|thema|schrijf|schrijven|alsjeblieft|aub|benieuwd|leuk|mooi|fijn|lezen|ooit|eens|verdient|stel|stem|wens|hoop)\b",
    "pl": r"(?:m[óo]g(?:ł\w+|łb\w+)|mo[żz](?:e|esz|na|ecie)|chcia(?:ł\w+)|chętnie|prosz\w+|proponu\w+|propozycj\w+|pomysł\w*|temat\w*|sugest\w+|sugeru\w+|napisz\w*|co powiesz|byłoby|byłby|fajnie|czekam|marzy|poprosz\w+|ciekaw\w*|kiedyś|zasługuje|lubił\w+|ucieszy\w+|przeczytał(?:abym|bym))",
    "ru": r"(?:мо(?:гли|жете|жешь|жно|жет|гла|г) ?(?:бы)?|хоте\w+|хочу|хочется|бы(?![^\W_])|пожалуйста|напиши\w*|предл\w+|идея|тема|тему|пожелан\w+|просьба|расскаж\w+|интересно|рад\w* (?:была?|прочесть)|как насч|что насч|мечта\w+|жду|когда-нибудь|просим|прошу|чем не|пишите)",
}
_PLURAL = re.compile(
    r"\b(?:two|three|four|five|few|some|couple|several|things|ideas|topics|suggestions|wishes|themes|requests|list|votes|zwei|drei|vier|ein paar|einige|themen|ideen|vorschläge|wünsche|liste|deux|trois|quatre|quelques|idées|thèmes|sujets|suggestions|propositions|"
    r"dos|tres|cuatro|algunas|ideas|temas|sugerencias|propuestas|duas|dois|três|algumas|ideias|temas|sugestões|due|tre|alcune|qualche|idee|temi|proposte|argomenti|twee|drie|paar|ideeën|onderwerpen|voorstellen|dwa|dwie|trzy|kilka|pomysły|tematy|propozycje|iki|üç|birkaç|fikirler|konular|öneriler|два|две|три|несколько|темы|идеи|предложения)\b|几个|几点|二つ|三つ|いくつか|두 가지|세 가지|몇 가지|两个|三个|दो|तीन|कुछ",
    re.I,
)


def _strong(text: str) -> bool:
    """Whether a sentence that looks back asks for something all the same."""
    return bool(
        re.search(
            r"\b(?:could you|would you|can you|i'd (?:love|like) (?:a|one|another|to read)|how about|könntest|würdest|pourriez|podrías|poderia|potresti|zou je|mogłabyś|mógłbyś)\b|(?:書いて|써 ?주|写写|能不能)",
            text,
            re.I,
        )
    )


def _asks(sentence: str, lang: str) -> bool:
    return bool(_guard(_ASKS, lang).search(sentence))


def _is_plural(head: str) -> bool:
    return bool(_PLURAL.search(head))


def _topic_head(head: str) -> bool:
    """Whether an introduction announces topics: ``One for the list``, ``Meine Vorschläge``."""
    return bool(head) and len(head) <= 160 and bool(_topic_words().search(head))  # noqa: PLR2004


def _refuses(sentence: str, tried: tuple[str, ...]) -> bool:
    """``Please don't write about politics``: asked not to."""
    plain = _polite().sub(" ", sentence)
    if not any(_guard(wishes.REFUSALS, lang).search(plain) for lang in tried):
        return False
    return bool(_writes().search(sentence))


def _looks_back(sentence: str, tried: tuple[str, ...]) -> bool:
    return any(_guard(wishes.BACKWARD, lang).search(sentence) for lang in tried)


def _pointed_at(read: list[Unit], at: int, tried: tuple[str, ...]) -> str:
    """What "that feels like a letter" means: the nearest question before, or the last phrase."""
    for unit in reversed(read[:at]):
        if "?" in unit.text[-3:] or "？" in unit.text[-2:]:
            return unit.text
    before = read[at - 1].text
    return before if not _looks_back(before, tried) and len(before.split()) <= 20 else ""  # noqa: PLR2004


def _is_open_question(sentence: str) -> bool:
    return bool(_OPEN_QUESTION.match(sentence.strip("\"'“¿( ")) or _JOINED_QUESTION.search(sentence))


def _is_phrase(text: str) -> bool:
    """Whether a text is a short noun phrase: a topic, not a sentence about something."""
    if speaks_of_us(text) or is_small_talk(text):
        return False
    tried = guess(text)
    limit = 30 if set(tried) & JOINED and not re.search("[A-Za-z]{3}", text) else 0
    if limit:
        return len(text) <= limit and not re.search(r"(?:です|ます|ました|でした|た|よ|ね|了)[。！!？?]*$", text)
    if _looks_back(text, tried) or "!" in text:
        return False
    return len(text.split()) <= _MOST_WORDS and any(sign.isalpha() for sign in text)


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.I) for pattern in wishes.WISHES[lang])


@cache
def _guards(name: int, lang: str) -> re.Pattern[str]:
    return re.compile((wishes.REFUSALS, wishes.BACKWARD, _ASKS)[name][lang], re.I)


def _guard(table: dict[str, str], lang: str) -> re.Pattern[str]:
    return _guards(0 if table is wishes.REFUSALS else 1 if table is wishes.BACKWARD else 2, lang)


@cache
def _topic_words() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{wishes.TOPIC_WORDS})(?![a-zA-Z])", re.I)


@cache
def _polite() -> re.Pattern[str]:
    """Negations that ask: ``Pourquoi pas une lettre sur …``, ``Не могли бы вы …``."""
    return re.compile(
        r"\b(?:why (?:not|don't you|don't we)|(?:would|could|can)n't (?:you|it|there|we)|don't you think|wouldn't mind|"
        r"warum nicht|wieso nicht|(?:könnt|magst|willst|möcht|kannst|würd)\w* (?:du|sie|ihr) nicht|pourquoi (?:pas|ne pas)|ne (?:pour|voudr)\w+[- ](?:vous|tu) pas|"
        r"por qu[eéê]\s?n(?:o|ão)|porque não|no (?:podrías|podría|te animas)|não (?:poderia|podias|quer)\w*|perché no[n]?|non (?:potrest|potrebb|vorrest)\w*|"
        r"waarom niet|(?:kun|wil|zou) je niet|dlaczego nie|czemu nie|nie (?:mog|chcia)\w+)\b|(?:почему бы|не могл[аи] бы|не хотите)|(?:не могли бы)|नहीं लिख सकते|ないでしょうか|ませんか|않을까요|能不能|可不可以|要不要|好不好",
        re.I,
    )


@cache
def _anaphora() -> re.Pattern[str]:
    return re.compile(wishes.ANAPHORA, re.I)


@cache
def _writes() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:writ\w+|letters?|about|topic|schreib\w*|über|brief\w*|thema|écri\w+|parl\w+|lettres?|sur|escrib\w+|sobre|cartas?|escrev\w+|fal[ae]\w*|scriv\w+|lettere?|su\w*|schrij\w+|over|brie\w+|pis[az]\w*|napis\w*|list\w*|o|yaz\w*|mektup\w*)\b|пи[сш]\w+|письм|о |про |लिख|書|쓰|写|寫|聊",
        re.I,
    )

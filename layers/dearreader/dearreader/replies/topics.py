"""A topic trimmed to the shortest phrase that names it, and told apart from its neighbours."""

import re
import unicodedata

from dearreader.replies import announcements, wishes
from dearreader.replies.folding import folded, plain, spelt
from dearreader.replies.languages import JOINED
from dearreader.replies.patterns import ByLanguage, pattern
from dearreader.replies.phrases import Phrases

_LONGEST = 160
_SYLLABIC = 0x900  # from here on, scripts in which two signs are a word
_EDGE = " \t,;:.!¿¡…–—-\"'“”„‘’«»「」『』()[]*_~。、，；：！"
_AND = pattern(
    r"[,;]?\s(?:and|und|et|y|e|en|i|ve|и|or|oder|ou|o|of|albo|или|और)\s(?:also |auch |aussi |también |também |anche |ook |też |ayrıca |также )?(?:(?:something|one|more|maybe|perhaps|another|etwas|quelque chose|algo|qualcosa|iets|coś|что-нибудь) )?"
    r"(?=(?:on|about|over|über|sur|sobre|su|sul|sulla|о|об|про)\s)|,\s(?:and|und|et|y|e|en|i|ve|и) (?=(?:how|why|what|when|where|who|the|wie|warum|was|der|die|das|comment|pourquoi|cómo|por qué|como|come|perché|hoe|waarom|jak|dlaczego|как|почему|on|about)\b)|;\s+|,?\s(?:or else|or perhaps|or maybe|ou bien|oder auch|oder vielleicht|o bien|oppure|o magari|ou então|of anders|of misschien|albo też|или же|ya da)\s",
    re.IGNORECASE,
)
_ABOUT = plain(
    r"^(?:(?:and|und|et|y|e|en|i|ve|и|or|oder|ou|ou bien|o|of) )?(?:(?:(?:an?|one|some|ein(?:en)?|une?|un[ao]?|uma?|een) )?(?:\w+ )?(?:letter|piece|something|anything|everything|text|brief|etwas|lettre|texte|quelque chose|carta|texto|algo|lettera|pezzo|qualcosa|stuk|stukje|iets|list|tekst|coś|письмо|текст) )?"
    r"(?:on|about|over|über|zum thema|sur|sobre|su|sul|sulla|sui|sulle|o|о|об|про)\s(?=\S)|^(?:and|und|et|y|ve|и|or|oder|ou bien|ou)\s(?=\S)"
)
_LIST = pattern(
    r"\s?[,;、，；/]\s?|\s(?:and|und|et|y|e|en|i|ve|и|or|oder|ou|&|\+)\s", re.IGNORECASE
)
_EMOJI = pattern(
    "[\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff\U000e0000-\U000e007f]+"
)
_SMILEY = pattern(
    r"\s[:;=]-?[)(DPp|/]+\s*$|\s\^\^\s*$|\s?(?:haha\w*|lol|rsrs|jaja\w*|kkk+|ㅎㅎ+|ㅋㅋ+|笑|www)\s*$",
    re.IGNORECASE,
)
_LONGEST_SMILEY = 24
_LEADS = ByLanguage(wishes.LEADS, spelt)
_TAILS = ByLanguage(wishes.TAILS, spelt)
# "recording these": something about the letters, not for one
_POINTING = pattern(
    r"^(?:it|this|that|these|those|them)(?: (?:some|one|next|soon|again|too|as|please|in|for|at)\b.*)?$|^\w+ing (?:\w+ )?(?:it|this|these|them|those|that|your (?:letters?|newsletter|posts?))$",
    re.IGNORECASE,
)
_RELATIVE = pattern(
    r"\s*(?:(?:who|which|that|whose|where|qui|que|dont|où|che|cui|dat|gdzie|где|что)(?![^\W_])|quien\w*|cuy\w+|któr\w+|котор\w+)",
    re.IGNORECASE,
)
_HOLLOW = plain(rf"(?:{announcements.HOLLOW}|{announcements.TOPIC_WORDS})\W*")
_URL = pattern(r"\(?https?://\S+\)?", re.IGNORECASE)


def trimmed(text: str, tried: tuple[str, ...], *, keep_question: bool = False) -> str:
    """The topic without what leads up to it or trails behind it."""
    if "://" in text:
        text = _URL.sub("", text)
    if not text.isascii():
        text = _EMOJI.sub("", text)
    smiley = _SMILEY.search(text, max(len(text) - _LONGEST_SMILEY, 0))
    text = (text[: smiley.start()] if smiley else text).strip()
    ends = re.search(r"[.!?](?=\s|$)|[。！？।]", text) if tried else None
    if ends and not keep_question:
        text = text[: ends.start()]
    for lang in tried:
        before = ""
        while before != text:
            before = text
            for lead in _LEADS[lang]:
                found = lead.match(folded(text))
                text = text[found.end() if found else 0 :].lstrip(_EDGE)
            for tail in _TAILS[lang]:
                found = tail.search(folded(text))
                if found and len(text[: found.start()].strip(_EDGE)) > 1:
                    text = text[: found.start()]
            text = text.rstrip(_EDGE + "?？")
    if text.count("(") > text.count(")"):
        text = text.partition("(")[0] if not text.startswith("(") else text[1:]
    text = text.strip(_EDGE + ("" if keep_question else "?？"))
    return text[:_LONGEST].strip()


def parts_of(text: str, tried: tuple[str, ...], *, many: bool) -> list[str]:
    """The topics that a wish names. ``many`` says that it announced several."""
    pieces = [piece for piece in _AND.split(text) if piece and piece.strip()]
    if many and len(pieces) == 1 and len(text) <= _LONGEST * 2:
        split = [piece for piece in _LIST.split(text.rstrip(" .!")) if piece.strip()]
        if any(_RELATIVE.match(piece) for piece in split[1:]):
            split = []
        if len(split) > 1 and max(len(piece.split()) for piece in split) <= 12:  # noqa: PLR2004
            pieces = split
    out = [trimmed(_without_about(piece.strip()), tried) for piece in pieces]
    return [topic for topic in out if _names_something(topic, tried)]


def _without_about(piece: str) -> str:
    """Without ``and a letter about`` and its like before it."""
    found = _ABOUT.match(folded(piece))
    return piece[found.end() :] if found else piece


def _names_something(topic: str, tried: tuple[str, ...]) -> bool:
    if _POINTING.search(topic) or topic.endswith((":", "：")) or topic.casefold() in _NOTHING:
        return False
    if all(_HOLLOW.fullmatch(word) for word in folded(topic).split()):
        return False
    if set(tried) & JOINED:
        return len(topic) > 1
    if "@" in topic:
        return False
    words = re.findall(r"[^\W\d_]+", topic)
    if not words:
        return False
    return len(words) > 1 or len(words[0]) > 2 or ord(words[0][0]) >= _SYLLABIC  # noqa: PLR2004


_NOTHING = Phrases(
    """it;one;another;there;here;more;this;that;them;him;her;me;us;you;these;those;what i feel;that too;this too;too;myself;yourself
    it all;all of it;my end;my side;your end;your side;your site;your website;こんなの;こういうの;そういうの;这样的;this one;that one;this topic;that topic;das;es;dies;uns;dich;dem thema;ça;cela;eso
    esto;isso;isto;questo;quello;dat;dit;to;tego;bunu;это;этом"""
)


def distinct(topics: list[str]) -> list[str]:
    """The topics, each once: one that repeats most words of another goes."""
    out: list[str] = []
    for topic in topics:
        words = _words(topic)
        if topic and not any(_same(words, _words(other)) for other in out):
            out.append(topic)
    return out


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other) and len(one & other) * 5 >= 4 * min(len(one), len(other))


def _words(topic: str) -> frozenset[str]:
    low = unicodedata.normalize("NFKC", topic).casefold()
    return frozenset(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|\w+", low))

"""Whether a sentence asks for a topic, and for which."""

import re

from dearreader.replies import bounds, wishes
from dearreader.replies.patterns import pattern
from dearreader.replies.small_talk import is_question_to_writer, speaks_of_us
from dearreader.replies.topics import parts_of, trimmed

_COLON = pattern(r"^(?P<head>[^:：]{2,90}?)\s?[:：]\s{0,3}(?P<t>\S.*)$", re.DOTALL)
_OPEN_QUESTION = pattern(
    r"^(?:and |so |but |und |et |y |e |a |i |и |also |then )?(?:how|why|what (?:happens|makes|do (?:people|we|children|parents|men|women|others)|should (?:people|we|one)|is it|if|becomes|remains|does it|do we|it)|who decides|where do|when (?:do|does|did) (?:we|people|one)|do (?:people|we|other)|is it|can (?:one|people|we)|"
    r"wie|warum|wieso|weshalb|was (?:macht|passiert|bleibt|wird|tun)|comment|pourquoi|que (?:devient|deviennent|reste)|qu'est-ce qu|cómo|por qué|qué (?:pasa|hacer|queda)|como|por que|porque|o que (?:acontece|fazer|resta)|come|perché|che (?:cosa )?(?:succede|resta)|cosa (?:succede|resta)|"
    r"hoe|waarom|wat (?:gebeurt|maakt|doe)|jak|dlaczego|czemu|co (?:się dzieje|zostaje)|neden|nasıl|niye|как|почему|зачем|что (?:делать|остаётся|происходит)|क्यों|कैसे|なぜ|どうして|どうすれば|왜|어떻게|为什么|為什麼|怎么|怎麼|如何)(?![^\W_])",
    re.IGNORECASE,
)
_JOINED_QUESTION = pattern(r"(?:なぜ|どうして|どうすれば|왜|어떻게|为什么|為什麼|怎么|怎樣|如何)")
_PLURAL = pattern(
    r"\b(?:two|three|four|five|few|some|couple|several|things|ideas|topics|suggestions|wishes|themes|requests|list|votes|zwei|drei|vier|ein paar|einige|themen|ideen|vorschläge|wünsche|liste|deux|trois|quatre|quelques|idées|thèmes|sujets|suggestions|propositions|"
    r"dos|tres|cuatro|algunas|ideas|temas|sugerencias|propuestas|duas|dois|três|algumas|ideias|temas|sugestões|due|tre|alcune|qualche|idee|temi|proposte|argomenti|twee|drie|paar|ideeën|onderwerpen|voorstellen|dwa|dwie|trzy|kilka|pomysły|tematy|propozycje|iki|üç|birkaç|fikirler|konular|öneriler|два|две|три|несколько|темы|идеи|предложения)\b|几个|几点|二つ|三つ|いくつか|두 가지|세 가지|몇 가지|两个|三个|दो|तीन|कुछ",
    re.IGNORECASE,
)


# A sentence that looks back asks for something all the same.
_STRONG = pattern(
    r"\b(?:could you|would you|can you|i'd (?:love|like) (?:a|one|another|to read)|how about|könntest|würdest|pourriez|podrías|poderia|potresti|zou je|mogłabyś|mógłbyś)\b|(?:書いて|써 ?주|写写|能不能)",
    re.IGNORECASE,
)
# Negations that ask: "Pourquoi pas une lettre sur …", "Не могли бы вы …"
_POLITE = pattern(
    r"\b(?:(?:not sure|don't know|no idea) (?:if|whether|that)|no sé si|não sei se|non so se|je ne sais pas si|weiß nicht,? ob|weet niet of|nie wiem,? czy|no rush|keine eile|why (?:not|don't you|don't we)|(?:would|could|can)n't (?:you|it|there|we)|don't you think|wouldn't mind|"
    r"warum nicht|wieso nicht|(?:könnt|magst|willst|möcht|kannst|würd)\w* (?:du|sie|ihr) nicht|pourquoi (?:pas|ne pas)|ne (?:pour|voudr)\w+[- ](?:vous|tu) pas|"
    r"por qu[eéê]\s?n(?:o|ão)|porque não|no (?:podrías|podría|te animas)|não (?:poderia|podias|quer)\w*|perché no[n]?|non (?:potrest|potrebb|vorrest)\w*|"
    r"waarom niet|(?:kun|wil|zou) je niet|dlaczego nie|czemu nie|nie (?:mog|chcia)\w+)\b|(?:почему бы|не могл[аи] бы|не хотите)|(?:не могли бы)|नहीं लिख सकते|ないでしょうか|ませんか|않을까요|能不能|可不可以|要不要|好不好",
    re.IGNORECASE,
)
_WRITES = pattern(
    r"\b(?:writ\w+|letters?|about|topic|schreib\w*|über|brief\w*|thema|écri\w+|parl\w+|lettres?|sur|escrib\w+|sobre|cartas?|escrev\w+|fal[ae]\w*|scriv\w+|lettere?|su\w*|schrij\w+|over|brie\w+|pis[az]\w*|napis\w*|list\w*|o|yaz\w*|mektup\w*)\b|пи[сш]\w+|письм|о |про |लिख|書|쓰|写|寫|聊",
    re.IGNORECASE,
)
_TOPIC_WORDS = pattern(rf"(?<![^\W_])(?:{wishes.TOPIC_WORDS})(?![a-zA-Z])", re.IGNORECASE)
_WEAK_TOPIC_WORDS = pattern(wishes.WEAK_TOPIC_WORDS, re.IGNORECASE)
_WISHES = {
    lang: tuple(pattern(each, re.IGNORECASE) for each in found)
    for lang, found in wishes.WISHES.items()
}
_REFUSALS = {lang: pattern(each, re.IGNORECASE) for lang, each in wishes.REFUSALS.items()}
_BACKWARD = {lang: pattern(each, re.IGNORECASE) for lang, each in wishes.BACKWARD.items()}
_ASKS = {lang: pattern(each, re.IGNORECASE) for lang, each in wishes.ASKS.items()}


def wished(sentence: str, tried: tuple[str, ...]) -> list[str]:
    """The topics of a sentence that wishes for some, in the languages to try."""
    sentence = sentence[: bounds.SENTENCE]
    colon = _COLON.match(sentence)
    if colon and announces(colon.group("head")) and not _refused(colon.group("head"), tried):
        topic = colon.group("t")
        inner = [] if len(topic.split()) < 4 else _matched(topic, tried)  # noqa: PLR2004
        return inner or parts_of(topic, tried, many=bool(_PLURAL.search(colon.group("head"))))
    if colon:
        topic = colon.group("t")
        asked = topic.endswith(("?", "？")) and is_open_question(topic)
        if asked and not is_question_to_writer(topic):
            return [trimmed(topic, tried)]
        if _WEAK_TOPIC_WORDS.search(colon.group("head")) and not speaks_of_us(topic):
            return [trimmed(topic, tried)]
    return _matched(sentence, tried)


def _matched(sentence: str, tried: tuple[str, ...]) -> list[str]:
    for lang in tried:
        if lang in _ASKS and not _ASKS[lang].search(sentence):
            continue
        for each in _WISHES[lang]:
            found = each.search(sentence)
            if not found:
                continue
            around = sentence[: found.start("t")] + sentence[found.end("t") :]
            if _REFUSALS[lang].search(_POLITE.sub(" ", around)):
                continue
            if _BACKWARD[lang].search(around) and not _STRONG.search(around):
                continue
            topics = parts_of(found.group("t"), (lang,), many=False)
            if topics:
                return topics
    return []


def announces(head: str) -> bool:
    """Whether an introduction announces topics: ``One for the list``, ``Meine Vorschläge``."""
    return 0 < len(head) <= 160 and bool(_TOPIC_WORDS.search(head))  # noqa: PLR2004


def refuses(sentence: str, tried: tuple[str, ...]) -> bool:
    """Whether it asks us not to write of something: ``Please don't write about politics``."""
    return _refused(sentence, tried) and bool(_WRITES.search(sentence))


def _refused(sentence: str, tried: tuple[str, ...]) -> bool:
    plain = _POLITE.sub(" ", sentence)
    return any(_REFUSALS[lang].search(plain) for lang in tried)


def looks_back(sentence: str, tried: tuple[str, ...]) -> bool:
    """Whether it speaks of a letter that was, or of what one did to the reader."""
    return any(_BACKWARD[lang].search(sentence) for lang in tried)


def is_open_question(sentence: str) -> bool:
    """Whether a question is about a topic, by how it begins: why, how, what happens to."""
    text = sentence.strip("\"'“¿( ")
    return bool(_OPEN_QUESTION.match(text) or _JOINED_QUESTION.search(text))

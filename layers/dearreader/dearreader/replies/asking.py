"""Whether a sentence asks for a topic, and for which."""

import re

from dearreader.replies import announcements as words
from dearreader.replies import bounds, hints, offers, wishes
from dearreader.replies.folding import folded, plain, spelt
from dearreader.replies.patterns import ByLanguage, pattern
from dearreader.replies.small_talk import is_question_to_writer, speaks_of_us
from dearreader.replies.topics import parts_of, trimmed

_COLON = pattern(r"^(?P<head>[^:：]{2,140}?)\s?[:：]\s{0,3}(?P<t>\S.*)$", re.DOTALL)
# "P.S. Und Schrebergärten bitte auch mal!"
_AFTER_ALL = pattern(r"^(?:p\.?\s?-?\s?s\.?|пс|з\.ы\.|追伸|추신)\s?[:.,;–—-]?\s+", re.IGNORECASE)
# What announces topics by number, as in "Two things that I would not miss"
_THINGS = plain(
    r"(?<![^\W_])(?:two|three|four|zwei|drei|vier|deux|trois|quatre|dos|tres|cuatro|duas|três|quatro|due|tre|quattro|twee|drie|dwie|trzy|две|три|iki|üç) (?:things|sachen|dinge|choses|cosas|coisas|cose|dingen|rzeczy|sprawy|вещи|штуки|şey)(?![^\W_])"
)
_OPEN_QUESTION = plain(
    r"^(?:and |so |but |und |et |y |e |a |i |и |also |then )?(?:how|why|what (?:happens|(?:would|will|could|might|if) (?!you\b)|makes|do (?:people|we|children|parents|men|women|others)|should (?:people|we|one)|is it|if|becomes|remains|does it|do we|it)|who decides|where do|when (?:do|does|did) (?:we|people|one)|do (?:people|we|other)|is it|can (?:one|people|we)|"
    r"wie|warum|wieso|weshalb|was (?:macht|passiert|bleibt|wird|tun)|comment|pourquoi|que (?:devient|deviennent|reste)|qu'est-ce qu|cómo|por qué|qué (?:pasa|hacer|queda)|como|por que|porque|o que (?:acontece|fazer|resta)|come|perché|che (?:cosa )?(?:succede|resta)|cosa (?:succede|resta)|"
    r"hoe|waarom|wat (?:gebeurt|maakt|doe)|jak|dlaczego|czemu|co (?:się dzieje|zostaje)|neden|nasıl|niye|как|почему|зачем|что (?:делать|остаётся|происходит)|क्यों|कैसे|なぜ|どうして|どうすれば|왜|어떻게|为什么|為什麼|怎么|怎麼|如何)(?![^\W_])",
)
_JOINED_QUESTION = plain(
    r"(?:क्यों|कैसे|(?<![^\W_])(?:neden|niçin|nasıl)(?![^\W_])|なぜ|どうして|どうすれば|왜|어떻게|为什么|為什麼|怎么|怎樣|如何)"
)
_PLURAL = plain(
    r"\b(?:two|three|four|five|few|some|couple|several|things|ideas|topics|suggestions|wishes|themes|requests|list|votes|suggestion box|zwei|drei|vier|ein paar|einige|themen|ideen|vorschläge|wünsche|liste|deux|trois|quatre|quelques|idées|thèmes|sujets|suggestions|propositions|boîte à idées|"
    r"dos|tres|cuatro|algunas|ideas|temas|sugerencias|propuestas|duas|dois|três|algumas|ideias|temas|sugestões|due|tre|alcune|qualche|idee|temi|proposte|argomenti|twee|drie|paar|ideeën|onderwerpen|voorstellen|dwa|dwie|trzy|kilka|pomysły|tematy|propozycje|iki|üç|birkaç|fikirler|konular|öneriler|два|две|три|несколько|темы|идеи|предложения)\b|几个|几点|二つ|三つ|いくつか|두 가지|세 가지|몇 가지|两个|三个|दो|तीन|कुछ",
)


_ONE = plain(
    r"\b(?:an?|one|my|another|ein|eine|mein|meine|une?|mon|ma|un[ao]?|mi|otr[ao]|uma?|meu|minha|outr[ao]|mi[oa]|altr[ao]|een|mijn|jeden|mój|moja)\s(?:\w+\s)?"
    r"(?:idea|topic|theme|subject|suggestion|request|wish|proposal|thema|idee|vorschlag|wunsch|anregung|sujet|thème|idée|proposition|souhait|tema|sugerencia|propuesta|ideia|sugestão|proposta|argomento|suggerimento|spunto|onderwerp|voorstel|suggestie|wens|temat|pomysł|propozycja|sugestia)\b"
)


# "Strange question perhaps, but do other people …?"
_BUT = plain(r"^[^,]{3,45}, (?:but|aber|mais|pero|mas|ma|maar|ale|ama|но|a)[,:]? (?=.{12})")
# What a colon leads to: "On my list: why apologies get harder with age."
_NAMED_QUESTION = plain(
    r"(?:how|why|what it|what happens|wie|warum|wieso|weshalb|comment|pourquoi|por qué|cómo|por que|porquê|perché|come si|hoe|waarom|dlaczego|jak|почему|зачем|как)(?![^\W_])(?!.*[!])"
)
_WANTS = plain(r"\b(?:i'd|we'd|would|could|love|want|wish|hope)\b")
_LED = pattern(r"^[^:：]{6,60}[:：]\s+(?=\S)")  # "I have a wish: trams would make a letter"
# What is said beside the wish: "…, es muss ja nicht immer traurig sein"
_ASIDE = pattern(r"[,;] (?=(?:\S+ ){4})")
# A sentence that looks back asks for something all the same.
_STRONG = plain(
    r"\b(?:could you|would you|can you|i'd (?:love|like) (?:a|one|another|to read)|how about|könntest|würdest|pourriez|podrías|poderia|potresti|zou je|mogłabyś|mógłbyś)\b|(?:書いて|써 ?주|写写|能不能)",
)
# Negations that ask: "Pourquoi pas une lettre sur …", "Не могли бы вы …"
_POLITE = plain(
    r"\b(?:(?:not sure|don't know|no idea) (?:if|whether|that)|(?:don't|do not|never) (?:\w+ )?know what to write|nicht (?:\w+ )?(?:weißt|wisst|wissen)|ne savez (?:pas|plus)|ne sais (?:pas|plus)|no sab(?:es|e)|no sé si|não sei se|non so se|je ne sais pas si|weiß nicht,? ob|weet niet of|nie wiem,? czy|no rush|keine eile|why (?:not|don't you|don't we)|(?:would|could|can)n't (?:you|it|there|we)|don't you think|wouldn't mind|"
    r"se non (?:fosse|sarebbe|è) (?:il caso|ora|tempo)|(?:tu|vous) (?:pourr\w+|peux|pouvez|voudr\w+) pas|warum nicht|wieso nicht|(?:könnt|magst|willst|möcht|kannst|würd)\w* (?:du|sie|ihr) nicht|pourquoi (?:pas|ne pas)|ne (?:pour|voudr)\w+[- ](?:vous|tu) pas|"
    r"por qu[eéê]\s?n(?:o|ão)|porque não|no (?:podrías|podría|te animas)|não (?:poderia|podias|quer)\w*|perché no[n]?|non (?:potrest|potrebb|vorrest)\w*|"
    r"waarom niet|(?:kun|wil|zou) je niet|dlaczego nie|czemu nie|nie (?:mog|chcia)\w+)\b|(?:почему бы|не могл[аи] бы|не хотите)|не (?:хот\w+|мог\w+|жела\w+)(?: ли)? бы|नहीं लिख सकते|ないでしょうか|ませんか|않을까요|能不能|可不可以|要不要|好不好",
)
# In a question these refuse nothing: "Wollen Sie nicht mal was über das Anstehen machen?"
_NOT = plain(
    r"(?<![^\W_])(?:not|n't|nicht|kein\w*|pas|ne|n'|no|não|non|niet|geen|nie|не)(?![^\W_])|(?<=n)'t\b"
)
_WRITES = plain(
    r"\b(?:writ\w+|letters?|about|topic|schreib\w*|über|brief\w*|thema|écri\w+|parl\w+|lettres?|sur|escrib\w+|sobre|cartas?|escrev\w+|fal[ae]\w*|scriv\w+|lettere?|su\w*|schrij\w+|over|brie\w+|pis[az]\w*|napis\w*|list\w*|o|yaz\w*|mektup\w*)\b|пи[сш]\w+|письм|о |про |लिख|書|쓰|写|寫|聊",
)
_TOPIC_WORDS = plain(rf"(?<![^\W_\u2e80-\uffff])(?:{words.TOPIC_WORDS})(?![a-zA-Z])")
_WEAK_TOPIC_WORDS = plain(words.WEAK_TOPIC_WORDS)
_LISTS = plain(words.LISTS)
_READS = plain(words.READS)
_POINTS = plain(rf"(?:{words.ANAPHORA})|(?:{words.POINTS})")
_OTHER_LISTS = plain(words.OTHER_LISTS)
_ASKS_WHAT = plain(rf"^(?:\W*(?:[^\W\d_]+[\s,]+){{0,3}})(?:{words.ASKS_WHAT})")
_PEOPLE = plain(words.PEOPLE)
_SAYS_SO = plain(words.SAYS_SO)
_MOODS = plain(words.MOODS)
_WAS = plain(r"\b(?:was|were|war|waren|était|étaient|fue|foi|era|fu|było|был\w*)(?![^\W_])")
_OFFERS = ByLanguage(offers.OFFERS, spelt)
_WISHES = ByLanguage(wishes.WISHES, spelt)
_HINTS = ByLanguage(hints.HINTS, spelt)
_REFUSALS = ByLanguage(wishes.REFUSALS, spelt)
_BACKWARD = ByLanguage(wishes.BACKWARD, spelt)
_ASKS = ByLanguage(wishes.ASKS, spelt)


def wished(sentence: str, tried: tuple[str, ...]) -> list[str]:
    """The topics of a sentence that wishes for some, in the languages to try."""
    sentence = _AFTER_ALL.sub("", sentence[: bounds.SENTENCE])
    colon = _COLON.match(sentence) if ":" in sentence or "：" in sentence else None
    if colon and _leads_to_topics(colon.group("head"), tried):
        topic = colon.group("t")
        inner = [] if len(topic.split()) < 4 else _matched(topic, tried)  # noqa: PLR2004
        low = folded(colon.group("head"))
        many = bool(_PLURAL.search(low)) and not _ONE.search(low)
        return inner or parts_of(topic, tried, many=many)
    if colon:
        topic = colon.group("t")
        asked = topic.endswith(("?", "？")) and is_open_question(topic)
        named = bool(_NAMED_QUESTION.match(folded(topic))) and not speaks_of_us(topic)
        if named or (asked and not is_question_to_writer(topic)):
            return [trimmed(topic, tried)]
        if _WEAK_TOPIC_WORDS.search(folded(colon.group("head"))) and not speaks_of_us(topic):
            return [trimmed(topic, tried)]
    return _matched(sentence, tried)


def _leads_to_topics(head: str, tried: tuple[str, ...]) -> bool:
    """Whether what stands before a colon says that topics follow it."""
    if announces(head):
        return not _refused(head, tried)
    if not (points_back(head) or _THINGS.search(folded(head)) or heads_a_list(head, tried)):
        return False
    return not stands_over_others(head, tried)


def _matched(sentence: str, tried: tuple[str, ...]) -> list[str]:
    low = folded(sentence)
    for lang in tried:
        asks = lang not in _ASKS or _found(_ASKS, lang, low)
        for each in (*_OFFERS[lang], *(_WISHES[lang] if asks else ())):
            found = each.search(low)
            topics = _topics(sentence, low, found, lang) if found else []
            if topics:
                return topics
        for each in () if low.endswith((":", "：")) else _HINTS[lang]:
            found = each.search(low)
            if found:
                return parts_of(sentence[found.start("t") : found.end("t")], (lang,), many=False)
    return []


def _topics(sentence: str, low: str, found: re.Match[str], lang: str) -> list[str]:
    """The topics that a wish's pattern found, unless the words around them refuse or look back.

    Group ``r`` is what the topic's own clause goes on with behind the verb, as in
    ``über Menschen schreiben, die im Alter …``.
    """
    behind = low[found.end("t") :]
    aside = _ASIDE.search(behind)
    around = low[: found.start("t")] + behind[: aside.start() if aside else None]
    if _denies(around, (lang,), asked=low.endswith("?")):
        return []
    if _found(_BACKWARD, lang, around) and not _STRONG.search(around):
        return []
    topic = sentence[found.start("t") : found.end("t")]
    if topic.endswith((":", "：")):
        return []  # what follows is meant
    if not found.start("t"):
        topic = _LED.sub("", topic)
    if found.groupdict().get("r"):
        topic += sentence[found.start("r") : found.end("r")]
    return parts_of(topic, (lang,), many=False)


def _found(table: ByLanguage, lang: str, low: str) -> bool:
    return any(each.search(low) for each in table[lang])


def announces(head: str) -> bool:
    """Whether an introduction announces topics: ``One for the list``, ``Meine Vorschläge``."""
    return 0 < len(head) <= 160 and bool(_TOPIC_WORDS.search(folded(head)))  # noqa: PLR2004


def heads_a_list(head: str, tried: tuple[str, ...]) -> bool:
    """Whether an introduction stands over topics: ``Mijn lijstje``, ``Was ich gern lesen würde``."""
    low = folded(head)
    if stands_over_others(head, tried):
        return False
    if announces(head) or _LISTS.search(low):
        return True
    asked = any(_found(_ASKS, lang, low) for lang in tried) or _WANTS.search(low)
    return bool(_READS.search(low) and asked)


def stands_over_others(head: str, tried: tuple[str, ...]) -> bool:
    """Whether an introduction stands over what are no topics: ``Two typos``, ``What I loved``."""
    return bool(_OTHER_LISTS.search(folded(head))) or looks_back(head, tried)


def points_back(sentence: str) -> bool:
    """Whether it says of what stands before it that it might be a letter."""
    low = folded(sentence)
    maybe = bool(_MOODS.search(low) and _POINTS.search(low)) or bool(_SAYS_SO.search(low))
    return maybe and not _WAS.search(low)


def refuses(sentence: str, tried: tuple[str, ...]) -> bool:
    """Whether it asks us not to write of something: ``Please don't write about politics``."""
    return _refused(sentence, tried) and is_of_letters(sentence)


def is_of_letters(sentence: str) -> bool:
    """Whether it speaks of writing, of letters or of what they are about."""
    return bool(_WRITES.search(folded(sentence)))


def _refused(sentence: str, tried: tuple[str, ...]) -> bool:
    return _denies(folded(sentence), tried)


def _denies(low: str, tried: tuple[str, ...], *, asked: bool = False) -> bool:
    """Whether a refusal's words are there that do not ask, politely or in a question, after all."""
    refusing = [lang for lang in tried if _found(_REFUSALS, lang, low)]
    if not refusing:
        return False
    low = _POLITE.sub(" ", low)
    if asked:
        low = _NOT.sub(" ", low)
    return any(_found(_REFUSALS, lang, low) for lang in refusing)


def looks_back(sentence: str, tried: tuple[str, ...]) -> bool:
    """Whether it speaks of a letter that was, or of what one did to the reader."""
    low = folded(sentence)
    return any(_found(_BACKWARD, lang, low) for lang in tried)


def is_open_question(sentence: str) -> bool:
    """Whether a question is about a topic: why, how, what happens to; or what becomes of people."""
    text = _BUT.sub("", folded(sentence)).strip("\"'“¿( ")
    if _OPEN_QUESTION.match(text) or _JOINED_QUESTION.search(text):
        return True
    return bool(_ASKS_WHAT.match(text) and _PEOPLE.search(text))

"""Sentences that ask for nothing: greetings, thanks, praise, goodbyes, talk about the letter."""

import re

from dearreader.replies.courtesies import is_goodbye, is_greeting
from dearreader.replies.folding import casefolded, lowered
from dearreader.replies.patterns import pattern
from dearreader.replies.phrases import Phrases

_THANKS = Phrases(
    """thank;thanks;thx;danke;vielen dank;herzlichen dank;dankeschön;merci;gracias;muchas gracias;mil gracias;obrigado
    obrigada;muito obrigada;muito obrigado;grazie;bedankt;dank je;dank u;dankjewel;dziękuję;dzięki;dziekuje;teşekkür
    çok teşekkür;sağ ol;спасибо;благодарю;большое спасибо;धन्यवाद;शुक्रिया;बहुत बहुत धन्यवाद;ありがとう;どうもありがとう;いつもありがとう
    感謝;감사;고맙;늘 감사;谢谢;感谢;謝謝;多谢;tack;takk;tak;kiitos;děkuji;köszönöm"""
)
_PRAISE = pattern(
    r"^(?:what an? (?:\w+ ){0,3}(?:letter|piece|read|post|line|story|treat|gem|one|morning|image)|(?:so |very |really |how |absolutely |just |simply |such an? |this (?:is|was) |that (?:is|was) |it(?:'s| is| was) )*(?:love(?:d|ly| it| this| that| the \w+| your \w+)|great|beautiful|wonderful|brilliant|perfect|gorgeous|nice|amazing|excellent|"
    r"awesome|fantastic|superb|touching|moving|funny|hilarious|true|good one|great one|well said|well written|bravo|wow|yes|no|agreed|same(?: here)?|me too|amen|exactly|indeed|subject says it(?: all)?|just that|that's all|ha|haha|lol|ok(?:ay)?|cool|sweet|sad|ditto|spot on|keep (?:it up|going|them coming|writing)|"
    r"made my (?:day|morning)|needed (?:this|that)|right|sure|fair enough|noted|got it|see you|until tomorrow|have a (?:\w+ )?(?:day|week|weekend|one)|happy (?:birthday|easter|christmas|holidays|new year|diwali|\w+day|reader)|congrat\w*|well done|lucky you|see subject|see above|as above|test|testing)"
    r"(?: (?:one|letter|piece|it|this|that|stuff|work|read|today|indeed|again|as (?:ever|always)|story|words|so much|writing|post|job|to me|you|day|and|too|much|the|tomorrow))*$"
    r"|(?:sehr |so |wirklich |wie |ganz |einfach )*(?:schön|toll|super|wunderbar|grossartig|klasse|herrlich|wunderschön|berührend|genau|stimmt|danke|weiter so|prima|spitze|ja|nein|bis morgen|schönen tag|gerne)\b.{0,30}$|(?:que(?:l|lle)s? |très |trop |c['’]est |comme c['’]est )*(?:beau|belle|super|magnifique|"
    r"génial|bravo|parfait|merveilleux|touchant|joli|jolie|excellent|oui|non|exactement|plume|bonne (?:journée|continuation|soirée|semaine)|à demain|belle (?:journée|lettre|semaine))\b.{0,40}$|(?:¡?(?:qué|muy|tan|me ha|me) ?)*(?:bonito|bonita|lindo|linda|precioso|preciosa|maravilloso|genial|hermoso|hermosa|perfecto|"
    r"encantó|encanta|encantado|excelente|sí|no|hasta mañana|buen día|saludos|un abrazo|un saludo|besos)\b.{0,40}$|(?:que |muito |tão )*(?:lindo|linda|bonito|bonita|maravilh\w+|adorei|amei|perfeit[oa]|ótim[oa]|excelente|sim|não|até amanhã|bom dia|boa semana|abraço|abraços|beijos|beijinhos|carta linda)\b.{0,30}$|"
    r"(?:che |molto |davvero )*(?:bello|bella|bellissim[oa]|splendid[oa]|meraviglios[oa]|complimenti|brav[oa]|perfett[oa]|stupend[oa]|sì|no|a domani|a presto|buona giornata|saluti|bella lettera)\b.{0,60}$|(?:wat (?:een )?|heel |zo |erg )*(?:mooi|mooie|prachtig|leuk|leuke|fijn|fijne|geweldig|prima|top|ja|nee|tot morgen|fijne dag)\b(?: brief| stuk)?[^a-z]{0,8}$|"
    r"(?:jak(?:i|ie|a)? |bardzo |przepięk\w+ |ale )*(?:pięk\w+|cudown\w+|świetn\w+|super|wspaniał\w+|brawo|tak|nie|do jutra|miłego dnia)(?: list\w?)?[^\w]{0,6}$|(?:çok |ne kadar |ne )*(?:güzel|harika|muhteşem|süper|bayıldım|evet|hayır|iyi günler|yarın görüşürüz)\b.{0,30}$|(?:очень |как |какое )*(?:красиво|прекрасно|здорово|замечательно|чудесно|отлично|супер|трогательно|да|нет|до завтра|хорошего дня)(?![^\W_]).{0,30}$)"
)
_OF_US = pattern(
    r"(?<![^\W_])(?:i|i'm|i've|i'd|i'll|me|my|mine|we|we're|our|us|you|you're|your|yours|this|that|it|it's|its|he|she|they|was|were|am|is|are|has|had|did|does|made|got|"
    r"ich|mir|mich|mein\w*|wir|uns|du|dein\w*|dich|sie|ihr\w*|es|das war|ist|war|habe?|hat|je|j'\w+|moi|ma|mes|mon|nous|vous|votre|tu|ton|ta|c'est|c'était|est|était|ai|suis|yo|me|mi|mis|tu|tus|usted|eres|es|era|soy|fue|he|ha|eu|meu|minha|você|tua|seu|sua|é|foi|sou|fiz|io|mi|mio|mia|tuo|tua|ho|ha|è|sono|era|"
    r"ik|mij|mijn|je|jij|jouw|wij|ons|het|is|was|heb|heeft|ja|mnie|mój|moja|ty|twój|jest|był\w*|mam|ben|benim|bana|sen|senin|siz|bu|oldu|я|мне|меня|мной|мой|моя|моё|мои|моего|моей|мы|нас|нам|наш\w*|вы|вас|вам|ваш\w*|ты|твой|это|был\w*|मैं|मुझे|मेरा|मेरी|आप|आपका|आपकी|है|हूँ|था|थी|था|थे|हैं)(?![^\W_])"
)
_YOU = pattern(
    r"(?<![^\W_])(?:you|your|yours|yourself|du|dich|dir|dein\w*|vous|votre|vos|tu|ton|ta|tes|te|usted|ustedes|tú|tus|você|vocês|tua|teu|sua|seu|voi|vostr\w*|tuo|tue|tuoi|je|jij|jouw|jullie|ty|ciebie|twój|twoja|twoje|twoim|pani|pan|sen|senin|sizin|siz|вы|ваш\w*|вас|вам|ты|твой|твоя|твои|тебя|тебе|आप|आपका|आपकी|आपके|तुम)(?![^\W_])|(?<![^\W_])Sie(?![^\W_])|(?:ihr|Ihr)e?[nmrs]? |あなた|マラさん|작가님|당신|你|您",
    re.IGNORECASE,
)
_GENERIC_YOU = pattern(
    r"^(?:and |so |but )?(?:how|why) (?:do|does|did|can|should|would) (?:you|one|people|we|anyone|somebody|a person)\b|^(?:and |so |but )?(?:how|why|when|what) (?:is|are|was|does|would) (?:it|there)\b",
    re.IGNORECASE,
)
_WRITERLY = pattern(
    r"\b(?:writ\w+|letters?|letter|edition|newsletter|archive|link|post|posts|mail|email|book|recipe|cat|dog|you use|use|using|send|wake|morning|live|from|called|name|old are|here|this|yesterday|today|today's|last week|mean|meant|find time|your)\b",
    re.IGNORECASE,
)
_MORE = pattern(
    r"\b(?:about|could you|would you|can you|please write|topic|idea|over|über|thema|sur|sobre|tema|su|sul|sulla|argomento|temat|o tym|hakkında|konu)\b|о том|про |тем[ау]|के बारे|について|書いて|読みたい|에 대해|써 ?주|关于|關於|写|寫|聊聊|谈谈"
)
_AS_ABOVE = Phrases(
    """see subject;see above;as above;as per subject;siehe betreff;voir objet;voir le sujet;ver asunto;ver assunto
    come da oggetto;zie onderwerp;jak w temacie;см. тему;件名の通り;제목 그대로;如题;如題"""
)
_MARKS = " \t,.!?;:…–—-*\"'“”„‘’«»()[]。、，！？।¡¿~^"
_EMOJI_ONLY = pattern(r"[^\w]*$")


def is_small_talk(sentence: str) -> bool:
    """Whether a sentence is a greeting, thanks, praise or a goodbye and no more."""
    text = casefolded(sentence.strip().strip(_MARKS)).replace("’", "'")
    if not text or text in _AS_ABOVE or (not text[0].isalnum() and _EMOJI_ONLY.match(text)):
        return True
    if is_goodbye(sentence) or (is_greeting(sentence) and "?" not in sentence):
        return True
    if _starts(text, _THANKS) and not _asks_more(text):
        return True
    return bool(_PRAISE.match(text)) and not _asks_more(text)


def speaks_of_us(sentence: str) -> bool:
    """Whether a sentence speaks of the reader, the writer or the letter: no bare topic does."""
    return bool(_OF_US.search(lowered(sentence).replace("’", "'")))


def is_question_to_writer(sentence: str) -> bool:
    """Whether a question is put to the writer, as "Do you write these in the morning?" is."""
    if not _YOU.search(sentence):
        return bool(
            _WRITERLY.search(sentence)
            and re.match(
                r"(?:which|who|where|when|is|are|was|how (?:do|can|could|would|should) (?:i|we))\b",
                sentence,
                re.IGNORECASE,
            )
        )
    return not (_GENERIC_YOU.match(sentence) and not _WRITERLY.search(sentence))


def _asks_more(text: str) -> bool:
    """Whether something is asked after the politeness."""
    return bool(_MORE.search(text))


def _starts(text: str, phrases_: Phrases) -> bool:
    for phrase in phrases_ if phrases_.begin(text) else ():
        if text.startswith(phrase):
            after = text[len(phrase) : len(phrase) + 1]
            if not after.isalpha() or ord(phrase[-1]) > 0x900 or phrase == "teşekkür":  # noqa: PLR2004
                return True
    return False

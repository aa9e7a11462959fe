"""Whether the only thing that a mail says is: no more letters, please.

Read only in the reader's own words and in the subject: the quoted letter always says
"unsubscribe". A reader who nearly left, or who leaves nothing but mentions it, does not leave.
"""

import re

from dearreader.replies import departures
from dearreader.replies.folding import folded, plain
from dearreader.replies.patterns import pattern

_LONGEST = 700  # characters; a wish to leave may be angry, but it is no essay

_BEGINS_SENTENCE = plain(rf"^(?:{'|'.join(departures.SENTENCES)})")
_BEGINS_WORD = plain(rf"\b(?=\w)(?:{'|'.join(departures.WORDS)})")
_IN_OTHER_SCRIPTS = plain("|".join(departures.OTHER_SCRIPTS))
_STAYS = plain(rf"\b(?=\w)(?:{'|'.join(departures.STAYS)})")
_I_STAY = plain(departures.I_STAY)
_STAYS_IN_OTHER_SCRIPTS = plain("|".join(departures.STAYS_IN_OTHER_SCRIPTS))
_OTHERS = plain(departures.OTHERS)
_DEAD = plain(departures.DEAD)
_REMOVES = plain(departures.REMOVES)
_OF_THE_READER = plain(departures.OF_THE_READER)
_NO_MORE = plain(departures.NO_MORE)
_SENDS = plain(departures.SENDS)
_SUBSCRIPTIONS = plain(departures.SUBSCRIPTIONS)
_LETTERS = plain(departures.LETTERS)
# "No more of these mails, please", and nothing else
_BARE = plain(
    rf"^(?:\w+ )?(?:{departures.NO_MORE})\s?(?:{departures.DETERMINERS}\s){{0,3}}(?:{departures.LETTERS})(?: (?:mehr|please|bitte|merci|graag|aub|svp))?\W*$"
)
_BEGINS = plain(rf"(?:{departures.REMOVES})|(?:{departures.IMPERATIVES})")
_ASKED = plain(departures.ASKED)
_ABOUT = plain(departures.ABOUT)
_TYPED = plain(r"\b(?:pls|plz|pleas)\b")
_CLAUSE = plain(r"\b(?:because|weil|denn|porque|parce|perché|omdat|bo|çünkü|потому)\b.*")
_MOST_WORDS = 25
_FEW_WORDS = 8
_FEW_SIGNS = 36
_MOST_SIGNS = 60  # of a sentence that puts no blanks between words
_PURE = pattern(
    r"\W*(?:please |bitte |kindly )?(?:un-?subscribe(?: me)?(?: please)?|unsubscription(?: request)?|stop|remove(?: me)?|opt[- ]?out|abmelden|abbestellen|abmeldung|"
    r"d[ée]sinscription|d[ée]sabonnement|me d[ée]sinscrire|baja|darme de baja|cancelar(?: (?:suscripci[oó]n|assinatura|inscri[cç][aã]o))?|disiscrizione|cancellazione|"
    r"afmelden|uitschrijven|wypisz(?:cie)?(?: mnie)?|wypis|rezygnacja|abonelikten çık\w*|отписка|отписаться|отпишите(?: меня)?|सदस्यता रद्द|配信停止(?:希望)?|購読解除|退会|구독\s?취소|수신\s?거부|退订|退訂|取消订阅)"
    r"(?:\W+(?:from|of|dalla?|della?|alla|vom|von|des|du|de la|de|da|do|uit|van|z|от)\W+(?:\w+\W+)?(?:newsletter\w*|(?:mailing)?list\w*|liste|mailing\w*|nieuwsbrief|verteiler|bolet[ií]n\w*|рассылк\w+|lettre|carta|lettera))?\W*",
    re.IGNORECASE,
)
_SENTENCE = pattern(r"(?<=[.!?。！？।])\s{0,3}|\n")
_BLANKS = " \t\xa0\u3000"
_OPENS = _BLANKS + "-–—*•>\"'“”‘’«»("
_ENDS = _BLANKS + ".!。！।,;:\"'“”’»)"


def wants_to_leave(text: str, subject: str, *, answer: bool, has_ideas: bool) -> bool:
    """Whether the mail is a wish to leave and nothing else.

    ``answer`` says that the subject is the letter's own; ``has_ideas`` that topics were found.
    """
    if not answer and _PURE.fullmatch(subject.casefold()):
        return True
    return not has_ideas and asks_to_leave(text)


def asks_to_leave(text: str) -> bool:
    """Whether one of its sentences asks for no more letters, and none says that it is not meant."""
    if not text or len(text) > _LONGEST:
        return False
    low = folded(text)
    if "pl" in low:
        low = _TYPED.sub("please", low)
    sentences = [each.lstrip(_OPENS).rstrip(_ENDS) for each in _SENTENCE.split(low)]
    return any(_leaves(each) for each in sentences if each) and not _stays(low)


def _stays(low: str) -> bool:
    """Whether it says that it is not so, or not now."""
    if _STAYS.search(low) or _I_STAY.search(low):
        return True
    return not low.isascii() and bool(_STAYS_IN_OTHER_SCRIPTS.search(low))


def _leaves(sentence: str) -> bool:
    """Whether a sentence, folded and in lower case, asks for it."""
    if _holds_a_phrase(sentence):
        return not _is_anothers(sentence)
    sentence = _CLAUSE.sub("", sentence)
    words = sentence.split()
    long = len(words) > _MOST_WORDS or max(map(len, words), default=0) > _MOST_SIGNS
    if long or _ABOUT.search(sentence):
        return False
    no_more = bool(_NO_MORE.search(sentence))
    if no_more and _BARE.match(sentence):
        return True
    meet = (no_more and _no_more_comes(sentence)) or _near(sentence, _REMOVES, _OF_THE_READER)
    if not meet:
        return False
    begins = len(words) <= _FEW_WORDS and bool(_BEGINS.match(sentence))
    return begins or bool(_ASKED.search(sentence))


def _no_more_comes(sentence: str) -> bool:
    """Whether its "no more" is one of letters sent, or of the subscription."""
    sent = _near(sentence, _NO_MORE, _SENDS) and bool(_LETTERS.search(sentence))
    return sent or _near(sentence, _NO_MORE, _SUBSCRIPTIONS)


def _is_anothers(sentence: str) -> bool:
    """Whether somebody else leaves, or the reader nearly did; not if we are asked, nor for the dead."""
    if _ASKED.search(sentence) or _DEAD.search(sentence):
        return False
    return bool(_OTHERS.search(sentence))


def _holds_a_phrase(sentence: str) -> bool:
    """Whether one of the phrases is in it that say so by themselves."""
    if _BEGINS_SENTENCE.search(sentence) or _BEGINS_WORD.search(sentence):
        return True
    return not sentence.isascii() and bool(_IN_OTHER_SCRIPTS.search(sentence))


def _near(sentence: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether both are there, with no more than a few words between: "ne me … plus" has them in it."""
    return any(
        other.search(sentence, max(found.start() - _FEW_SIGNS, 0), found.end() + _FEW_SIGNS)
        for found in one.finditer(sentence)
    )

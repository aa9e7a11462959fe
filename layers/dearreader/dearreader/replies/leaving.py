"""Whether the only thing that a mail says is: no more letters, please.

Read only in the reader's own words and in the subject: the quoted letter always says
"unsubscribe". A reader who nearly left, or who leaves nothing but mentions it, does not leave.
"""

import re

from dearreader.replies import departures
from dearreader.replies.folding import folded, plain
from dearreader.replies.patterns import pattern

_LONGEST = 700  # characters; a wish to leave may be angry, but it is no essay

# What is wished, by language. Looked for in casefolded words.
_WISHES = (
    # English
    r"^(?:no,? |no,? thanks?,? )?(?:please )?(?:un-?subscribe|opt[- ]?out|remove)(?: me| us)?(?: please| now| thanks?| immediately)?$",
    r"^(?:please )?(?:un-?subscribe|opt[- ]?out|remove)(?: me| us)?(?: please)?[,;–—-]",
    r"\b(?:please|kindly|just|must|to|can you|could you|would you)(?: \w+){0,2} (?:un-?subscribe|opt (?:me|us) out)\b",
    r"^(?:i'?m |i am |we are )?(?:not|no longer) interested(?: any ?more| any longer)?(?: in (?:these|this|your|the) (?:\w+ )?(?:e?-?mails?|letters?|newsletters?|list))?(?:,? thanks?(?: you)?)?$",
    r"^(?:please |kindly )?cancel(?: (?:me|us|it|this|that|all|everything))?(?: please| now)?$",
    r"\bunsubscribe (?:me|us|my|this)\b|\bopt (?:me|us) out\b|\bsign (?:me|us) off\b",
    (
        r"\b(?:take|remove|delete|drop|strike|get|cross) (?:me|us|my \S+(?: address)?|this (?:e-?mail )?address)"
        r"(?: address)? ?(?:please|at once|immediately|now|off(?: (?:please|now|thanks?|immediately|at once))?$|off[,;]|off and|(?:off|from|out of) (?:(?:the|your|this|any|all|future) )?(?:\w+ )?(?:lists?|letters?|mailings?|newsletters?|system|database|records|subscribers|distribution|subscription|emails?|mails?|it|here|$)|$)"
    ),
    r"\b(?:please|kindly) (?:\w+ )?(?:stop|cease|quit) (?:sending|e-?mailing|mailing|writing|contacting|these|this|the)",
    r"^(?:stop|quit|cease) (?:sending|e-?mailing|mailing|writing to|contacting|these|this)\b|^stop$",
    r"\bstop (?:sending|e-?mailing|mailing) (?:me|us|these|this|your|the)\b",
    (
        r"\b(?:want|wish|like|need|prefer|decided|ask|asking|happy|trying|time)(?: for me)? (?:to|not to) (?:\w+ )?"
        r"(?:un-?subscribe|be (?:removed|unsubscribed|taken off)|opt out|cancel|end|stop (?:receiving|getting)|leave (?:the|this|your) (?:list|newsletter)|come off)"
    ),
    r"\bno longer (?:want|wish|care|need)(?:ing)? (?:to (?:receive|get (?:any|these|your|the)|be (?:on|part|mailed|e-?mailed|subscribed|a subscriber|contacted)|read (?:these|this|your))|your (?:e?-?mails?|letters?|newsletters?|messages)|these\b)",
    (
        r"\b(?:do not|don't|don’t|dont) (?:want|wish|need|send)(?: to)?(?: \w+){0,2} (?:any ?more|any further|further|more|these|your|this|the)"
        r"(?: \w+){0,2} (?:e-?mails?|mails?|letters?|newsletters?|messages?)\b(?! (?:about|on|for|from|of)\b)"
    ),
    r"\b(?:do not|don't|don’t|dont) (?:e-?mail|mail|write to|contact|send me)(?: \w+){0,3} (?:again|any ?more)",
    r"^no more (?:of these |of your )?(?:e-?mails?|mails?|letters?|newsletters?|messages?)\b(?! (?:about|on|for)\b)",
    r"\b(?:cancel|end|stop|terminate|discontinue) (?:my|our|this|the) (?:\w+ )?(?:subscription|sign-?up|membership)\b",
    r"\bhow (?:do|can|could|would) (?:i|one|you) (?:un-?subscribe|get off|opt out|stop (?:these|this|getting))",
    r"\b(?:i am|i'm|i’m) (?:un-?subscribing|opting out|leaving (?:the|this|your) (?:list|newsletter))",
    r"\boff (?:the|this|your) (?:mailing |e-?mail )?list\b",
    r"\b(?:prefer|rather|like) not (?:to )?(?:receive|get|be (?:on|sent|mailed))|^(?:please )?stop (?:it|this|that|all this)(?: now)?$|^(?:enough,? )?no more(?: please)?$",
    r"^stop (?:aux |the |die |les |de |all |mit |met |con |com )?(?:e-?mails?|mails?|newsletters?|messages|courriels|correos|briefen?)\b",
    # German
    r"\b(?:nehmt?|nehmen|nimm|schmei\w+|werft?) (?:\w+ )?(?:mich|uns)\b[^.!?]{0,24}\braus\b",
    r"^(?:bitte )?(?:abmelden|abbestellen|austragen|abmeldung|kündigung)\b[^.]{0,20}$",
    r"\b(?:bitte|hiermit|möchte|moechte|will|würde)\b[^.!?]{0,60}\b(?:abmelden|abzumelden|abbestellen|austragen|abgemeldet|ausgetragen)\b|\b(?:mich|uns|meine? \S+|diese adresse|newsletter|abo|rundbrief)\b[^.!?]{0,30}\b(?:streichen|entfernen|löschen|kündigen)\b",
    (
        r"(?<!ich )\b(?:nehmen|streichen|löschen|entfernen|nimm|lösch\w*|streich\w*|entfern\w*|melde\w*|tragen|trag|bestelle|kündige)\b[^.!?]{0,50}"
        r"\b(?:verteiler|liste|newsletter|adresse|rundbrief|mailingliste|abo|abonnement)\b"
    ),
    (
        r"\b(?:keine|nicht mehr|nichts mehr)\b[^.!?]{0,30}\b(?:mails?|e-mails?|briefe|newsletter|post|nachrichten|zusendung\w*)\b[^.!?]{0,24}"
        r"(?:mehr|bekommen|erhalten|haben|schicken|senden|zusenden|wünsch\w*|möchte)"
    ),
    r"\bkeine (?:weiteren |weitere )?(?:mails?|e-mails?|briefe|newsletter|nachrichten)(?: mehr)?(?: bitte)?[.!]?$",
    # French
    r"\bdésinscri\w+|\bdesinscri\w+|\bdésabonn\w+|\bdesabonn\w+",
    r"\b(?:retire[rz]|enleve[rz]|enlever|enlevez|supprime[rz]|raye[rz]|ôte[rz])[- ]?(?:moi|mon|mes|nous|me)\b",
    r"\b(?:ne|n'|n’)\s?\w*\s?(?:souhaite|veux|désire|voudrais|souhaitons|voulons)s? plus (?:recevoir|être|figurer|de (?:vos|ces|ses|mails|lettres|courriels|messages|newsletters?)|vos |ces |cette |votre |la (?:lettre|newsletter))",
    r"\b(?:cesse[rz]|arrête[rz]|arretez)\b[^.!?]{0,12}\b(?:envo\w+|m'envoyer|m’envoyer|écrire|ces|vos|les)\b",
    r"\bplus recevoir\b|^plus de (?:mails?|lettres?|courriels?|messages?)",
    # Spanish, Catalan
    r"\b(?:dar(?:me|se)?|d[eé]n?me|quiero|dadme) (?:\w+ ){0,2}(?:de )?baja\b|^baja\b[^.]{0,12}$|\bla baja\b|\bcancelar (?:mi|la) suscripci[oó]n",
    r"\b(?:quit(?:ar|e|en|ad|a)?|elimin(?:ar|e|en|ad|a)?|borr(?:ar|e|en|ad|a)?|saqu\w+|sáqu\w+|quít\w+|elimín\w+|bórr\w+|sac\w+)[^.!?]{0,40}\b(?:lista|correo|suscripci[oó]n|bolet[ií]n|direcci[oó]n)",
    r"\b(?:no (?:quiero|deseo)|ya no (?:quiero|deseo))[^.!?]{0,20}(?:recibir|m[aá]s (?:correos|cartas|mensajes|mails?))",
    r"\b(?:deja|deje|dejen|dejad|pare|paren)(?:me)? de (?:enviar\w*|mandar\w*|escribir\w*)|\bno me (?:env[ií]\w+|mand\w+|escrib\w+) m[aá]s|\bdesuscrib\w+",
    # Portuguese
    r"\b(?:cancelar|cancelem|cancele|cancela)[^.!?]{0,16}(?:inscri[cç][aã]o|assinatura|subscri[cç][aã]o|envio|cadastro)",
    r"\b(?:retir\w+|remov\w+|exclu\w+|elimin\w+|tir\w+|apag\w+)[^.!?]{0,30}\b(?:lista|e-?mail|endere[cç]o|nome|cadastro|newsletter)",
    r"\b(?:n[aã]o (?:quero|desejo|gostaria de)|deixar de|parar de)[^.!?]{0,12}receber|\b(?:parem?|pare|deixem?) de (?:me )?(?:enviar|mandar)|\bdescadastr\w+|\bdesinscrev\w+|\bdesinscri\w+",
    r"\bn[aã]o (?:me )?(?:envie\w*|mande\w*)(?: \w+){0,2} mais",
    # Italian
    r"\bcancell\w*(?:mi|temi|atemi|armi)\b|\bcancell\w+[^.!?]{0,30}\b(?:newsletter|lista|iscrizione|indirizzo|abbonamento)|\bdisiscri\w+|\bdisdi\w+|\bdisdett\w+",
    r"\b(?:toglie\w+|toglimi|tolgano|rimuov\w+|eliminat\w+|eliminami|rimozione)[^.!?]{0,40}(?:lista|mailing|newsletter|indirizzo|elenco)|\btoglietemi\b|\brimuovetemi\b",
    r"\b(?:non (?:desidero|voglio|vorrei|intendo))[^.!?]{0,10}(?:più )?ricevere[^.!?]{0,10}(?:più|altr|vostr|quest|le |i )|\bnon (?:inviat\w+|mandat\w+|scriv\w+)[^.!?]{0,16}più|\bsmett\w+ di (?:inviar|mandar|scriver)",
    # Dutch
    r"\b(?:afmelden|uitschrijven|opzeggen|afgemeld|uitgeschreven|uitschrijving|afmelding)\b",
    r"\b(?:haal|verwijder|schrap|schrijf|meld)\b[^.!?]{0,30}\b(?:lijst|mailinglijst|nieuwsbrief|bestand|adres|uit|af)\b",
    r"\b(?:geen|niet (?:meer|langer))\b[^.!?]{0,30}\b(?:mails?|e-mails?|brieven|nieuwsbrie\w+|berichten)\b[^.!?]{0,16}(?:meer|ontvangen|krijgen|sturen|hebben)|\bstop met (?:sturen|mailen|deze)",
    # Polish
    r"\b(?:wypis\w+|wypisz|rezygnuj\w+|zrezygnować|wyrejestr\w+|odsubskryb\w+|anulować subskryp\w+)",
    r"\b(?:usun\w+|usuń\w*|usunięci\w+|skreśl\w+|wykreśl\w+)[^.!?]{0,30}\b(?:list\w+|adres\w*|baz\w+|subskry\w+|newsletter\w*|maila?)",
    r"\bnie (?:chcę|życzę sobie|chciał\w+|przysyłaj\w*|wysyłaj\w*)[^.!?]{0,24}(?:więcej|już|otrzymywać|dostawać)",
    # Turkish
    r"(?:listeden|listenizden|abonelikten|bültenden|bülteninizden|üyelikten)[^.!?]{0,20}(?:çık|sil|ayrıl|kaldır)|abonelik\w*[^.!?]{0,20}(?:iptal|sonlandır)",
    r"(?:artık|daha fazla|bir daha)[^.!?]{0,40}(?:istemiyorum|göndermeyin|almak istem|yollamayın)|(?:beni|adresimi)[^.!?]{0,30}(?:çıkar|silin|sil\b|kaldır)",
    # Russian, Ukrainian
    r"отпи(?:шите|сать|сыва|ска|шусь|саться)|(?:удалите|уберите|исключите|вычеркните)[^.!?]{0,30}(?:рассылк|списк|адрес|почт|меня)",
    r"(?:не (?:хочу|желаю)|больше не)[^.!?]{0,24}(?:получать|присылайте|пишите|шлите|писем|письма)|прекратите (?:присылать|слать|рассыл|отправ)|(?:отменить|отмените|отказаться)[^.!?]{0,12}(?:подписк|рассылк)|не присылайте",
    # Hindi
    r"(?:सूची|लिस्ट|मेलिंग)[^।!?]{0,20}(?:हटा|निकाल)|सदस्यता[^।!?]{0,16}(?:रद्द|समाप्त|हटा)|अनसब्सक्राइब|(?:और|अब)[^।!?]{0,24}(?:मत भेज|न भेज|नहीं चाहि)|मुझे[^।!?]{0,20}(?:मत भेज|न भेज|हटा)",
    # Japanese
    r"配信(?:の)?(?:停止|解除|中止|不要)|(?:購読|登録|メルマガ)(?:の|を)?(?:解除|解約|停止|中止|取り消|キャンセル|やめ)|退会|(?:もう|今後)[^。!?！？]{0,24}(?:送らないで|送信しないで|不要|結構です|いりません)|リストから(?:外|削除|はず)|解除(?:を|して)?(?:お願い|ください|下さい)|送らないでください",
    # Korean
    r"구독\s?(?:을\s?)?(?:취소|해지|해제|중단|철회)|수신\s?(?:을\s?)?(?:거부|취소|중단|해지)|(?:명단|목록|리스트)에서[^.!?]{0,16}(?:빼|삭제|제외|지워)|(?:더 이상|그만)[^.!?]{0,20}(?:보내|받고 싶지|받지|원하지)|탈퇴",
    # Chinese
    r"退订|退訂|取消(?:订阅|訂閱)|(?:不要|别|別|勿|不想|不希望)[^。!?！？]{0,8}(?:再|继续|繼續)?[^。!?！？]{0,6}(?:发|發|寄|收到|接收)[^。!?！？]{0,12}(?:邮件|郵件|信|了|给我|給我)|从[^。]{0,10}(?:名单|列表|邮件)[^。]{0,6}(?:删|移|去|除)|从[^。]{0,10}中(?:删|移)|從[^。]{0,10}(?:名單|列表)[^。]{0,6}(?:刪|移)",
    # Danish, Norwegian, Swedish, Finnish, Czech, Slovak, Hungarian, Romanian, Greek
    r"\b(?:afmeld\w*|avmeld\w*|avregistrer\w*|avprenumerer\w*|avsluta\w* (?:min )?prenumeration\w*|frameld\w*|meld mig (?:af|ud|fra)|meld meg av)\b|\bperuut\w+ tilau\w+|\bpoistakaa\b|\bodhlás\w+|\bodhlas\w+|\bleiratkoz\w+|\bdezabon\w+|\bαπεγγραφ\w+|διαγράψτε|\bхочу отписаться",
)

# What shows that it is not so, or not now.
_STAYS = (
    # "Don't stop", "I would not miss one", "from my bank, not from you"
    r"\b(?:don't|do not|dont|never|please not|won't|not) (?:ever |you dare |you )?(?:stop|quit|cease|cancel|remove|take me off|drop me|delete me)\b|\b(?:nicht|nie|niemals) (?:mehr )?(?:auf\w*hör\w*|einstell\w*)|\bhör\w*\b[^.!?]{0,24}\b(?:nicht|nie|niemals|bloß)\b[^.!?]{0,12}\bauf\b",
    r"\bn'?(?:e )?\s?(?:cess|arret)\w+ (?:pas|jamais)|\bno (?:\w+ )?(?:dejes?|dejen|pares?|paren|ceses?|abandones?)\b|\bnao (?:pare|deixe|desista)\w*|\bnon (?:smett|ferm|abbandon)\w+|\bstop (?:nooit|niet)|\b(?:nie|nigdy nie) (?:przesta|przeryw|rezygn)\w+",
    r"\b(?:birakma|durma|kesme|vazgecme)\w*|(?:не|никогда не) (?:прекращ|останавлив|бросай|переставай)|बंद मत|मत रुक|やめないで|続けて|그만두지 ?마|멈추지 ?마|(?:不要|别|別|请勿)(?:停|放弃)",
    r"\b(?:miss(?:ing)?|verpass\w*|versäum\w*|rater|manquer|perder\w*|perdere|missen|przegap\w*|stracić|kacir\w*|пропус\w+|lose|skip)\b|छूट|見逃|逃し|놓치|错过|錯過",
    r"\bnot (?:from |by )?(?:you|yours)\b|\bnicht (?:von |bei )?(?:ihnen|dir|euch)\b|\bpas (?:de |des )?(?:vous|toi|votres)\b|\bno (?:de )?(?:ti|usted|tuyas)\b|\bnon (?:da |di )?(?:te|voi|lei)\b|\bniet (?:van )?(?:jou|jullie|u)\b",
    r"\bi (?:no longer|don't|do not|dont|haven't|have not|can't|cannot|did not|didn't) (?:\w+ )?(?:receive|get|got|received|find|see)\b|\bich (?:bekomme|erhalte|kriege|bekam|erhielt) (?:\w+ ){0,3}(?:kein\w*|nicht\w*|nichts)|\bje ne recois\b|\b(?:no|ya no) (?:me )?(?:llega|recib[oi]\b|he recibido)\w*|\bnao (?:recebo|recebi|chega)\w*|\bnon (?:ricevo|ho ricevuto|mi arriva)\w*|\bik (?:krijg|ontvang)\b",
    r"\bnie (?:dostaje|otrzymuje|dostalam?|przychodz\w+)\b|\b(?:gelmiyor|gelmedi|almiyorum|alamiyorum)\b|(?:не|больше не) (?:приход|получаю|получил|дошл)\w*|नहीं (?:आ|मिल)|届き?ま?せん|届かな|来ません|오지 않|안 와|못 받|收不到|没收到|没有收到|\b(?:add|put|sign|take) (?:me|us|her|him|them) (?:back|again|on|up)\b",
    r"\b(?:the |my )?(?:wrong|last|previous|earlier) (?:mail|e-?mail|message) (?:please|i )|\b(?:moved house|new address|change my address|changing my address)\b",
    (
        r"\b(?:about to|almost|nearly|was going to|was tempted to|finger on|thought about|thinking of|before i|did not|didn't|didn’t|never|not going to|"
        r"won't|won’t|don't|don’t|do not|wouldn't|wouldn’t|instead of|accidentally|by mistake|friend|sister|brother|mother|husband|wife|colleague) (?:\w+ ){0,4}(?:un-?subscrib|opt)"
    ),
    r"\bun-?subscribed?\b[^.!?]{0,40}\b(?:by (?:mistake|accident)|accidentally|yesterday|last|from (?:all|every|everything|most|twenty|\d+|dozens|other))",
    r"\b(?:fast|beinahe|wollte (?:mich )?(?:schon|gerade|eigentlich)|nicht) (?:\w+ ){0,3}(?:abgemeldet|abmelden|abbestell\w+)\b",
    r"\b(?:failli|presque|j'allais|j’allais|sur le point de) (?:\w+ ){0,3}(?:me )?dés(?:inscri|abonn)\w+",
    r"\b(?:casi|estuve a punto de|iba a) (?:\w+ ){0,3}(?:baja|desuscrib\w+)|\b(?:quase|ia) (?:\w+ ){0,3}(?:cancel\w+|descadastr\w+)|\b(?:stavo per|quasi) (?:\w+ ){0,3}(?:cancell\w+|disiscri\w+)",
    r"\b(?:bijna|wilde me) (?:\w+ ){0,3}(?:afgemeld|afmelden|uitgeschreven|uitschrijven)|\bprawie (?:\w+ ){0,3}wypisa\w+|\b(?:miał|chciał)\w+ (?:\w+ ){0,3}wypisać",
    r"(?:чуть|почти|хотел[аи]? (?:было|уже))[^.!?]{0,24}отписа|neredeyse[^.!?]{0,30}(?:çık|iptal)|(?:할 뻔|하려다|しようと思|しかけ|差点|差點)",
)

_WISH = tuple(plain(each) for each in _WISHES)
_STAY = tuple(plain(each) for each in _STAYS)
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
_TYPED = pattern(r"\b(?:pls|plz|pleas)\b")
_CLAUSE = pattern(r"\b(?:because|weil|denn|porque|parce|perché|omdat|bo|çünkü|потому)\b.*")
_MOST_WORDS = 25
_FEW_WORDS = 8
_FEW_SIGNS = 36
_MOST_SIGNS = 60  # of a sentence that puts no blanks between words
_PURE = pattern(
    r"\W*(?:please |bitte |kindly )?(?:un-?subscribe(?: me)?(?: please)?|unsubscription(?: request)?|stop|remove(?: me)?|opt[- ]?out|abmelden|abbestellen|abmeldung|"
    r"d[ée]sinscription|d[ée]sabonnement|me d[ée]sinscrire|baja|darme de baja|cancelar(?: (?:suscripci[oó]n|assinatura|inscri[cç][aã]o))?|disiscrizione|cancellazione|"
    r"afmelden|uitschrijven|wypisz(?:cie)?(?: mnie)?|wypis|rezygnacja|abonelikten çık\w*|отписка|отписаться|отпишите(?: меня)?|सदस्यता रद्द|配信停止(?:希望)?|購読解除|退会|구독\s?취소|수신\s?거부|退订|退訂|取消订阅)\W*",
    re.IGNORECASE,
)
_SENTENCE = pattern(r"(?<=[.!?。！？।])\s{0,3}|\n")
_MARKS = pattern(r"^[\s\-–—*•>\"'“”‘’«»(]+|[\s.!。！।,;:\"'“”’»)]+$")


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
    low = _TYPED.sub("please", folded(text.casefold()))
    sentences = [_MARKS.sub("", each) for each in _SENTENCE.split(low)]
    if not any(_leaves(each) for each in sentences if each):
        return False
    return not any(stay.search(low) for stay in _STAY)


def _leaves(sentence: str) -> bool:
    """Whether a sentence, folded and in lower case, asks for it."""
    if any(wish.search(sentence) for wish in _WISH):
        return True
    sentence = _CLAUSE.sub("", sentence)
    words = sentence.split()
    if len(words) > _MOST_WORDS or max(map(len, words), default=0) > _MOST_SIGNS:
        return False
    if _ABOUT.search(sentence):
        return False
    if _BARE.match(sentence):
        return True
    over = _near(sentence, _NO_MORE, _SENDS) and _LETTERS.search(sentence)
    out = _near(sentence, _REMOVES, _OF_THE_READER)
    if not (over or out or _near(sentence, _NO_MORE, _SUBSCRIPTIONS)):
        return False
    begins = bool(_BEGINS.match(sentence)) and len(words) <= _FEW_WORDS
    return begins or bool(_ASKED.search(sentence))


def _near(sentence: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether both are there, with no more than a few words between: "ne me … plus" has them in it."""
    return any(
        other.search(sentence, max(found.start() - _FEW_SIGNS, 0), found.end() + _FEW_SIGNS)
        for found in one.finditer(sentence)
    )

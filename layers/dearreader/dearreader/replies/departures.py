"""What it takes to say "no more letters": usual phrases, and words that meet in one sentence.

Regular expressions for folded text. They are parted by where they may begin, for many that begin
at one place are tried together, which costs a fifth of trying each by itself.
"""

# Phrases, by language. With what a sentence begins:
SENTENCES = (
    # English
    r"(?:no,? |no,? thanks?,? )?(?:please )?(?:un-?subscribe|opt[- ]?out|remove)(?: me| us)?(?: please| now| thanks?| immediately)?$",
    r"(?:please )?(?:un-?subscribe|opt[- ]?out|remove)(?: me| us)?(?: please)?[,;–—-]",
    r"(?:i'?m |i am |we are )?(?:not|no longer) interested(?: any ?more| any longer)?(?: in (?:these|this|your|the) (?:\w+ )?(?:e?-?mails?|letters?|newsletters?|list))?(?:,? thanks?(?: you)?)?$",
    r"(?:please |kindly )?cancel(?: (?:me|us|it|this|that|all|everything))?(?: please| now)?$",
    r"(?:stop|quit|cease) (?:sending|e-?mailing|mailing|writing to|contacting|these|this)\b",
    r"stop$",
    r"no more (?:of these |of your )?(?:e-?mails?|mails?|letters?|newsletters?|messages?)\b(?! (?:about|on|for)\b)",
    r"(?:please )?stop (?:it|this|that|all this)(?: now)?$",
    r"(?:enough,? )?no more(?: please)?$",
    r"stop (?:aux |the |die |les |de |all |mit |met |con |com )?(?:e-?mails?|mails?|newsletters?|messages|courriels|correos|briefen?)\b",
    # German
    r"(?:bitte )?(?:abmelden|abbestellen|austragen|abmeldung|kündigung)\b[^.]{0,20}$",
    # French
    r"plus de (?:mails?|lettres?|courriels?|messages?)",
    # Spanish, Catalan
    r"baja\b[^.]{0,12}$",
)

# With what a word begins:
WORDS = (
    # English
    r"(?:please|kindly|just|must|to|can you|could you|would you)(?: \w+){0,2} (?:un-?subscribe|opt (?:me|us) out)\b",
    r"unsubscribe (?:me|us|my|this)\b",
    r"opt (?:me|us) out\b",
    r"sign (?:me|us) off\b",
    r"(?:take|remove|delete|drop|strike|get|cross) (?:me|us|my \S+(?: address)?|this (?:e-?mail )?address)(?: address)? ?(?:please|by hand|manually|yourself|yourselves|at once|immediately|now|off(?: (?:please|now|thanks?|immediately|at once))?$|off[,;]|off and|(?:off|from|out of) (?:(?:the|your|this|any|all|future) )?(?:\w+ )?(?:lists?|letters?|mailings?|newsletters?|system|database|records|subscribers|distribution|subscription|emails?|mails?|it|here|$)|$)",
    r"(?:please|kindly) (?:\w+ )?(?:stop|cease|quit) (?:sending|e-?mailing|mailing|writing|contacting|these|this|the)",
    r"stop (?:sending|e-?mailing|mailing) (?:me|us|these|this|your|the)\b",
    r"(?:want|wish|like|need|prefer|decided|ask|asking|happy|trying|time)(?: for me)? (?:to|not to) (?:\w+ )?(?:un-?subscribe|be (?:removed|unsubscribed|taken off)|opt out|cancel|end|stop (?:receiving|getting)|leave (?:the|this|your) (?:list|newsletter)|come off)",
    r"no longer (?:want|wish|care|need)(?:ing)? (?:to (?:receive|get (?:any|these|your|the)|be (?:on|part|mailed|e-?mailed|subscribed|a subscriber|contacted)|read (?:these|this|your))|your (?:e?-?mails?|letters?|newsletters?|messages)|these\b)",
    r"(?:do not|don't|don’t|dont) (?:want|wish|need|send)(?: to)?(?: \w+){0,2} (?:any ?more|any further|further|more|these|your|this|the)(?: \w+){0,2} (?:e-?mails?|mails?|letters?|newsletters?|messages?)\b(?! (?:about|on|for|from|of)\b)",
    r"(?:do not|don't|don’t|dont) (?:e-?mail|mail|write to|contact|send me)(?: \w+){0,3} (?:again|any ?more)",
    r"(?:cancel|end|stop|terminate|discontinue) (?:my|our|this|the) (?:\w+ )?(?:subscription|sign-?up|membership)\b",
    r"how (?:do|can|could|would) (?:i|one|you) (?:un-?subscribe|get off|opt out|stop (?:these|this|getting))",
    r"(?:i am|i'm|i’m) (?:un-?subscribing|opting out|leaving (?:the|this|your) (?:list|newsletter))",
    r"off (?:the|this|your) (?:mailing |e-?mail )?list\b",
    r"(?:want|like|love) (?:to be |to get )?out(?: of (?:this|these|it|the list|your list))?(?: please| now|, ?(?:thanks|please)|$)",
    r"(?:prefer|rather|like) not (?:to )?(?:receive|get|be (?:on|sent|mailed))",
    # German
    r"(?:nehmt?|nehmen|nimm|schmei\w+|werft?) (?:\w+ )?(?:mich|uns)\b[^.!?]{0,24}\braus\b",
    r"(?:bitte|hiermit|möchte|moechte|will|würde)\b[^.!?]{0,60}\b(?:abmelden|abzumelden|abbestellen|austragen|abgemeldet|ausgetragen)\b",
    r"(?:mich|uns|meine? \S+|diese adresse|newsletter|abo|rundbrief)\b[^.!?]{0,30}\b(?:streichen|entfernen|löschen|kündigen)\b",
    r"(?<!ich )(?:nehmen|streichen|löschen|entfernen|nimm|lösch\w*|streich\w*|entfern\w*|melde\w*|tragen|trag|bestelle|kündige)\b[^.!?]{0,50}\b(?:verteiler|liste|newsletter|adresse|rundbrief|mailingliste|abo|abonnement)\b",
    r"(?:keine|nicht mehr|nichts mehr)\b[^.!?]{0,30}\b(?:mails?|e-mails?|briefe|newsletter|post|nachrichten|zusendung\w*)\b[^.!?]{0,24}(?:mehr|bekommen|erhalten|haben|schicken|senden|zusenden|wünsch\w*|möchte)",
    r"keine (?:weiteren |weitere )?(?:mails?|e-mails?|briefe|newsletter|nachrichten)(?: mehr)?(?: bitte)?[.!]?$",
    r"meld(?:est|et|en|e) (?:du|sie|ihr|bitte) (?:mich|uns)(?: \w+){0,3} ab$",
    # French
    r"désinscri\w+",
    r"desinscri\w+",
    r"désabonn\w+",
    r"desabonn\w+",
    r"(?:retire[rz]|enleve[rz]|enlever|enlevez|supprime[rz]|raye[rz]|ôte[rz])[- ]?(?:moi|mon|mes|nous|me)\b",
    r"(?:ne|n'|n’)\s?\w*\s?(?:souhaite|veux|désire|voudrais|souhaitons|voulons)s? plus (?:(?:rien |jamais )?recevoir|être|figurer|de (?:vos|ces|ses|mails|lettres|courriels|messages|newsletters?)|vos |ces |cette |votre |la (?:lettre|newsletter))",
    r"(?:cesse[rz]|arrête[rz]|arretez)\b[^.!?]{0,12}\b(?:envo\w+|m'envoyer|m’envoyer|écrire|ces|vos|les)\b",
    r"plus recevoir\b",
    # Spanish, Catalan
    r"(?:ya )?no (?:me|nos) (?:mand(?:en|es|éis)|env[ií](?:en|es|éis)|escrib(?:an|as|áis)) (?:más |ya )?(?:esto|estos|estas|nada)\b",
    r"(?:dar(?:me|se)?|d[eé]n?me|quiero|dadme) (?:\w+ ){0,2}(?:de )?baja\b(?! (?:del?|de la|en el) (?:gimnasio|gym|club|trabajo|seguro|tel[eé]fono|luz|agua|internet|maternidad|paternidad|banco|colegio)\b)",
    r"la baja\b",
    r"cancelar (?:mi|la) suscripci[oó]n",
    r"(?:quit(?:ar|e|en|ad|a)?|elimin(?:ar|e|en|ad|a)?|borr(?:ar|e|en|ad|a)?|saqu\w+|sáqu\w+|quít\w+|elimín\w+|bórr\w+|sac\w+)[^.!?]{0,40}\b(?:lista|correo|suscripci[oó]n|bolet[ií]n|direcci[oó]n)",
    r"(?:no (?:quiero|deseo)|ya no (?:quiero|deseo))[^.!?]{0,20}(?:recibir|m[aá]s (?:correos|cartas|mensajes|mails?))",
    r"(?:dej(?:a|e|en|ad|aran?|aras|asen?|ar)|par(?:e|en|ar|aran?))(?:me)? de (?:enviar\w*|mandar\w*|escribir\w*)",
    r"no me (?:env[ií]\w+|mand\w+|escrib\w+) m[aá]s",
    r"desuscrib\w+",
    # Portuguese
    r"(?:cancelar|cancelem|cancele|cancela)[^.!?]{0,16}(?:inscri[cç][aã]o|assinatura|subscri[cç][aã]o|envio|cadastro)",
    r"(?:retir\w+|remov\w+|exclu\w+|elimin\w+|tir\w+|apag\w+)[^.!?]{0,30}\b(?:lista|e-?mail|endere[cç]o|nome|cadastro|newsletter)",
    r"(?:n[aã]o (?:quero|desejo|gostaria de)|deixar de|parar de)[^.!?]{0,12}receber",
    r"(?:parem?|pare|deixem?) de (?:me )?(?:enviar|mandar)",
    r"descadastr\w+",
    r"desinscrev\w+",
    r"desinscri\w+",
    r"n[aã]o (?:me )?(?:envie\w*|mande\w*)(?: \w+){0,2} mais",
    # Italian
    r"cancell\w*(?:mi|temi|atemi|armi)\b",
    r"cancell\w+[^.!?]{0,30}\b(?:newsletter|lista|iscrizione|indirizzo|abbonamento)",
    r"disiscri\w+",
    r"disdi\w+",
    r"disdett\w+",
    r"(?:toglie\w+|toglimi|tolgano|rimuov\w+|eliminat\w+|eliminami|rimozione)[^.!?]{0,40}(?:lista|mailing|newsletter|indirizzo|elenco)",
    r"toglietemi\b",
    r"rimuovetemi\b",
    r"(?:non (?:desidero|voglio|vorrei|intendo))[^.!?]{0,10}(?:più )?ricevere[^.!?]{0,10}(?:più|altr|vostr|quest|le |i )",
    r"non (?:inviat\w+|mandat\w+|scriv\w+)[^.!?]{0,16}più",
    r"smett\w+ di (?:inviar|mandar|scriver)",
    # Dutch
    r"(?:afmelden|uitschrijven|opzeggen|afgemeld|uitgeschreven|uitschrijving|afmelding)\b",
    r"(?:haal|verwijder|schrap|schrijf|meld)\b[^.!?]{0,30}\b(?:lijst|mailinglijst|nieuwsbrief|bestand|adres|uit|af)\b",
    r"(?:geen|niet (?:meer|langer))\b[^.!?]{0,30}\b(?:mails?|e-mails?|brieven|nieuwsbrie\w+|berichten)\b[^.!?]{0,16}(?:meer|ontvangen|krijgen|sturen|hebben)",
    r"stop met (?:sturen|mailen|deze)",
    # Polish
    r"(?:wypis(?:z\w*|ać|ani[ea]|uj\w*)|rezygnuj\w+|zrezygnować|wyrejestr\w+|odsubskryb\w+|anulować subskryp\w+)",
    r"(?:usun\w+|usuń\w*|usunięci\w+|skreśl\w+|wykreśl\w+)[^.!?]{0,30}\b(?:list\w+|adres\w*|baz\w+|subskry\w+|newsletter\w*|maila?)",
    r"nie (?:chcę|życzę sobie|chciał\w+|przysyłaj\w*|wysyłaj\w*)[^.!?]{0,24}(?:więcej|już|otrzymywać|dostawać)",
    # Danish, Norwegian, Swedish, Finnish, Czech, Slovak, Hungarian, Romanian, Greek
    r"(?:afmeld\w*|avmeld\w*|avregistrer\w*|avprenumerer\w*|avsluta\w* (?:min )?prenumeration\w*|frameld\w*|meld mig (?:af|ud|fra)|meld meg av)\b",
    r"peruut\w+ tilau\w+",
    r"poistakaa\b",
    r"odhlás\w+",
    r"odhlas\w+",
    r"leiratkoz\w+",
    r"dezabon\w+",
    r"απεγγραφ\w+",
    r"хочу отписаться",
    # Turkish
    r"(?:listeden|listenizden|abonelikten|bültenden|bülteninizden|üyelikten)[^.!?]{0,20}(?:çık|sil|ayrıl|kaldır)",
    r"abonelik\w*[^.!?]{0,20}(?:iptal|sonlandır)",
    r"(?:artık|daha fazla|bir daha)[^.!?]{0,40}(?:istemiyorum|göndermeyin|almak istem|yollamayın)",
    r"(?:beni|adresimi)[^.!?]{0,30}(?:çıkar|silin|sil\b|kaldır)",
)

# In scripts of their own, anywhere:
OTHER_SCRIPTS = (
    # Russian, Ukrainian
    r"отпи(?:шите|сать|сыва|ска|шусь|саться)",
    r"(?:удалите|уберите|исключите|вычеркните)[^.!?]{0,30}(?:рассылк|списк|адрес|почт|меня)",
    r"(?:не (?:хочу|желаю)|больше не)[^.!?]{0,24}(?:получать|присылайте|пишите|шлите|писем|письма)",
    r"прекратите (?:присылать|слать|рассыл|отправ)",
    r"(?:отменить|отмените|отказаться)[^.!?]{0,12}(?:подписк|рассылк)",
    r"не присылайте",
    # Hindi
    r"(?:सूची|लिस्ट|मेलिंग)[^।!?]{0,20}(?:हटा|निकाल)",
    r"सदस्यता[^।!?]{0,16}(?:रद्द|समाप्त|हटा)",
    r"अनसब्सक्राइब",
    r"(?:और|अब)[^।!?]{0,24}(?:मत भेज|न भेज|नहीं चाहि)",
    r"मुझे[^।!?]{0,20}(?:मत भेज|न भेज|हटा)",
    # Japanese
    r"配信(?:の|を)?(?:停止|解除|中止|不要|止め|とめ|やめ|ストップ)",
    r"(?:購読|登録|メルマガ)(?:の|を)?(?:解除|解約|停止|中止|取り消|キャンセル|やめ)",
    r"退会",
    r"(?:もう|今後)[^。!?！？]{0,24}(?:送らないで|送信しないで|不要|結構です|いりません)",
    r"リストから(?:外|削除|はず)",
    r"解除(?:を|して)?(?:お願い|ください|下さい)",
    r"送らないでください",
    # Korean
    r"구독\s?(?:을\s?)?(?:취소|해지|해제|중단|철회)",
    r"수신\s?(?:을\s?)?(?:거부|취소|중단|해지)",
    r"(?:명단|목록|리스트)에서[^.!?]{0,16}(?:빼|삭제|제외|지워)",
    r"(?:더 이상|그만)[^.!?]{0,20}(?:보내|받고 싶지|받지|원하지)",
    r"탈퇴",
    # Chinese
    r"退订",
    r"退訂",
    r"取消(?:订阅|訂閱)",
    r"(?:不要|别|別|勿|不想|不希望)[^。!?！？]{0,8}(?:再|继续|繼續)?[^。!?！？]{0,6}(?:发|發|寄|收到|接收)[^。!?！？]{0,12}(?:邮件|郵件|信|了|给我|給我)",
    r"从[^。]{0,10}(?:名单|列表|邮件)[^。]{0,6}(?:删|移|去|除)",
    r"从[^。]{0,10}中(?:删|移)",
    r"從[^。]{0,10}(?:名單|列表)[^。]{0,6}(?:刪|移)",
    # Danish, Norwegian, Swedish, Finnish, Czech, Slovak, Hungarian, Romanian, Greek
    r"διαγράψτε",
)

# What shows that it is not so, or not now. With what a word begins, a clause, or other scripts:
STAYS = (
    # "Afmelden komt niet in mij op"
    r"(?:afmelden|abmelden|abbestellen|uitschrijven|unsubscribing)\b (?:\w+ ){0,3}(?:niet in (?:mij|me) op|nicht in frage|not an option|geen optie|keine option)",
    r"pas question de me des",
    r"changed my mind\b",
    r"(?:except|excepto|menos|ausser|sauf|tranne|behalve|oprocz|exceto) (?:for |from |de |di |da |von |van |del? |la |le |les |os |the )?(?:you|yours|ti|dich|dir|ihnen|vous|toi|jou|jullie|pani\w*|mara|voce)(?![^\W_])",
    r"off the list of (?!people who get|subscribers|readers|recipients)",
    # "Don't stop", "I would not miss one", "from my bank, not from you"
    r"(?:don't|do not|dont|never|please not|won't|not) (?:ever |you dare |you )?(?:stop|quit|cease|cancel|remove|take me off|drop me|delete me)\b",
    r"(?:nicht|nie|niemals) (?:mehr )?(?:auf\w*hör\w*|einstell\w*)",
    r"hör\w*\b[^.!?]{0,24}\b(?:nicht|nie|niemals|bloß)\b[^.!?]{0,12}\bauf\b",
    r"n'?(?:e )?\s?(?:cess|arret)\w+ (?:pas|jamais)",
    r"no (?:\w+ )?(?:dejes?|dejen|pares?|paren|ceses?|abandones?)\b",
    r"nao (?:pare|deixe|desista)\w*",
    r"non (?:smett|ferm|abbandon)\w+",
    r"stop (?:nooit|niet)",
    r"(?:nie|nigdy nie) (?:przesta|przeryw|rezygn)\w+",
    r"(?:birakma|durma|kesme|vazgecme)\w*",
    r"(?:miss(?:ing)?|verpass\w*|versäum\w*|rater|manquer|perder\w*|perdere|missen|przegap\w*|stracić|kacir\w*|пропус\w+|lose|skip)\b",
    r"not (?:from |by )?(?:you|yours)\b",
    r"nicht (?:von |bei )?(?:ihnen|dir|euch)\b",
    r"pas (?:de |des )?(?:vous|toi|votres)\b",
    r"no (?:de )?(?:ti|usted|tuyas)\b",
    r"non (?:da |di )?(?:te|voi|lei)\b",
    r"niet (?:van )?(?:jou|jullie|u)\b",
    r"i (?:no longer|don't|do not|dont|haven't|have not|can't|cannot|did not|didn't) (?:\w+ )?(?:receive|get|got|received|find|see)\b",
    r"ich (?:bekomme|erhalte|kriege|bekam|erhielt) (?:\w+ ){0,3}(?:kein\w*|nicht\w*|nichts)",
    r"je ne recois\b",
    r"(?:no|ya no) (?:me )?(?:llega|recib[oi]\b|he recibido)\w*",
    r"nao (?:recebo|recebi|chega)\w*",
    r"non (?:ricevo|ho ricevuto|mi arriva)\w*",
    r"ik (?:krijg|ontvang)\b",
    r"nie (?:dostaje|otrzymuje|dostalam?|przychodz\w+)\b",
    r"(?:gelmiyor|gelmedi|almiyorum|alamiyorum)\b",
    r"(?:add|put|sign|take) (?:me|us|her|him|them) (?:back|again|on|up)\b",
    r"(?:the |my )?(?:wrong|last|previous|earlier) (?:mail|e-?mail|message) (?:please|i )",
    r"(?:moved house|new address|change my address|changing my address)\b",
    r"(?:about to|almost|nearly|was going to|was tempted to|finger on|thought about|thinking of|before i|did not|didn't|didn’t|never|not going to|won't|won’t|don't|don’t|do not|wouldn't|wouldn’t|instead of|accidentally|by mistake|friend|sister|brother|mother|husband|wife|colleague) (?:\w+ ){0,4}(?:un-?subscrib|opt)",
    r"un-?subscribed?\b[^.!?]{0,40}\b(?:by (?:mistake|accident)|accidentally|yesterday|last|from (?:all|every|everything|most|twenty|\d+|dozens|other))",
    r"(?:fast|beinahe|wollte (?:mich )?(?:schon|gerade|eigentlich)|nicht) (?:\w+ ){0,3}(?:abgemeldet|abmelden|abbestell\w+)\b",
    r"(?:failli|presque|j'allais|j’allais|sur le point de) (?:\w+ ){0,3}(?:me )?dés(?:inscri|abonn)\w+",
    r"(?:casi|estuve a punto de|iba a) (?:\w+ ){0,3}(?:baja|desuscrib\w+)",
    r"(?:quase|ia) (?:\w+ ){0,3}(?:cancel\w+|descadastr\w+)",
    r"(?:stavo per|quasi) (?:\w+ ){0,3}(?:cancell\w+|disiscri\w+)",
    r"(?:bijna|wilde me) (?:\w+ ){0,3}(?:afgemeld|afmelden|uitgeschreven|uitschrijven)",
    r"prawie (?:\w+ ){0,3}wypisa\w+",
    r"(?:miał|chciał)\w+ (?:\w+ ){0,3}wypisać",
    r"neredeyse[^.!?]{0,30}(?:çık|iptal)",
)
# "Pensei em cancelar, mas … Fico"
I_STAY = r"(?:^|[.!?,;] )(?:(?:but |aber |mais |pero |mas |ma |maar )?(?:i stay|i'm staying|i stayed|ich bleibe?|bleibe|je reste|me quedo|fico|resto|rimango|ik blijf|zostaje|kaliyorum|остаюсь)(?: (?:here|hier|da|dabei|ici|aqui|qui|put|tu|тут))?(?=[.!]|$))"
STAYS_IN_OTHER_SCRIPTS = (
    r"(?<![^\W_])передумал\w*|кроме (?:вас|тебя|мары)|(?:не|никогда не) (?:прекращ|останавлив|бросай|переставай)",
    r"(?:не|больше не) (?:приход|получаю|получил|дошл)\w*|(?:чуть|почти|хотел[аи]? (?:было|уже))[^.!?]{0,24}отписа",
    r"बंद मत|मत रुक|छूट|नहीं (?:आ|मिल)",
    r"残ることに|やめるのをやめ|やめないで|続けて|見逃|逃し|届き?ま?せん|届かな|来ません|しようと思|しかけ",
    r"마음을 바꿨|고민했|그만두지 ?마|멈추지 ?마|놓치|오지 않|안 와|못 받|할 뻔|하려다",
    r"还是留|留下来|改变了主意|(?:不要|别|別|请勿)(?:停|放弃)|错过|錯過|收不到|没收到|没有收到|差点|差點",
)

# Words of four sorts. "Graag mijn adres uit jullie bestand verwijderen" and "Verwijder mijn adres,
# graag" put the same words in another order; so orders are not spelt out.

# To take out of a list
REMOVES = (
    r"(?<![^\W_])(?:remov\w+|delet\w+|take|tak(?:e|ing)n?|eras\w+|drop|strike|scratch|lösch\w*|gelöscht|streich\w*|gestrichen|entfern\w*|austrag\w*|rausnehm\w*|herausnehm\w*|nehm\w*|nimm|supprim\w+|retir\w+|enlev\w+|ray\w+|effac\w+|ôte\w*|radi\w+"
    r"|borr\w+|elimin\w+|quit\w+|sac\w+|saqu\w+|remov\w+|apag\w+|exclu\w+|tir[ae]\w*|retir\w+|cancell\w+|togli\w+|toglie\w+|rimuov\w+|rimozion\w+|depenn\w+|verwijder\w*|schrap\w*|haal\w*|halen|wis|wissen|usun\w+|wykreśl\w+|skreśl\w+|wypis\w+|çıkar\w*|sil\w*|kaldır\w*"
    r"|удал\w+|убер\w+|убра\w+|исключ\w+|вычеркн\w+|сотр\w+|slett\w*|fjern\w*|ta bort|radera|poista\w*|odstra\w+|smaž\w+|vymaž\w+|töröl\w*|șterge\w*|διαγρ\w+)(?![^\W_])"
    r"|हटा|निकाल|削除|外し|はずし|消し|빼|삭제|제외|지워|删|移除|去掉|刪|移出"
)
OF_THE_READER = (
    r"(?<![^\W_])(?:my (?:e-?mail|mail|name|address|contact|details|data|account)\w*|(?:me|us) (?:from|off|out)|this (?:e-?mail |mail )?address|(?:mich|uns|mir) (?:aus|von|bitte|sofort)|mein\w* (?:mail|e-mail|adress|namen?|daten|kontakt)\w*|diese adresse|moi|mon (?:adresse|nom|e-?mail|mail|courriel|contact)|mes (?:coordonnées|données)|cette adresse"
    r"|mi (?:correo|dirección|nombre|e-?mail|mail|cuenta)|mis datos|meu (?:e-?mail|nome|endereço|contacto|contato)|meus dados|mio (?:indirizzo|nome|contatto|nominativo)|mia (?:mail|e-?mail)|miei dati|mijn (?:e-?mail\w*|mail\w*|adres|naam|gegevens)|me (?:van|uit)|mi?nie z|m[óo]j\w* (?:adres\w*|e-?mail\w*|mail\w*|dan\w+)|moje dane"
    r"|beni|bizi|adresimi|e-?postamı|mailimi|bilgilerimi|ismimi|adımı|меня|нас|мой|моё|мою|моего|моей|min (?:adresse?|mail|e-?post\w*)|mig från|meg fra|mig fra|(?:off|from|out of|von|aus|de|del|da|dalla|uit|van|z|ze|из|från|fra) (?:\w+ ){0,2}(?:\w*list\w*|\w*verteiler|verzeichnis|\w*lijst\w*|bestand|liste|elenco|mailing\w*|system|database|datenbank|base|bazy|рассылк\w+|списк\w+|базы))(?![^\W_])"
    r"|listen\w+den|मेरा (?:नाम|ईमेल|पता)|मुझे|सूची|私の|アドレス|リスト|名簿|명단|목록|제 (?:메일|주소|이름|이메일)|저를|我的|我从|我從|邮箱|信箱|名单|名單|列表"
)

# Not to be sent any more
NO_MORE = (
    r"(?<![^\W_])(?:no (?:more|further|longer)|not (?:\w+ ){0,4}(?:any ?more|any longer|again|further)|(?:don't|do not|dont|doesn't) (?:\w+ ){0,4}(?:any ?more|any longer|again|further)|stop|quit|cease|halt|cancel\w*|discontinue|terminate"
    r"|nicht (?:mehr|länger|weiter)|nichts mehr|kein\w* (?:\w+ ){0,3}mehr|kein\w* weiter\w*|kündig\w*|beend\w*|einstell\w*|stopp\w*|schluss mit|ne (?:\w+ ){0,4}plus|plus (?:de|recevoir|jamais)|cess\w+|arrêt\w+|mettre fin|résili\w+|no (?:\w+ ){0,5}más|ya no|no (?:quiero|deseo) (?:seguir|recibir)|dej\w+ de|cancel\w+|par\w+ de|basta de|no me (?:\w+ ){0,2}(?:más|nada)"
    r"|não (?:\w+ ){0,5}mais|já não|deixar? de|cancel\w+|encerr\w+|chega de|non (?:\w+ ){0,5}più|smett\w+|disdi\w+|disdett\w+|interromp\w+|basta|niet (?:meer|langer)|geen (?:\w+ ){0,3}meer|stop\w*|opzeg\w*|beëindig\w*|nie (?:\w+ ){0,3}(?:więcej|już|dalej)|więcej nie|już nie|rezygn\w+|zrezygn\w+|zaprzesta\w+|przesta\w+|anulow\w+"
    r"|artık|bundan sonra|daha fazla|bir daha|iptal\w*|durdur\w*|kes\w*|больше не|не (?:\S+ ){0,4}больше|прекрат\w+|хватит|перестан\w+|отмен\w+|отказ\w+|отключ\w+|ikke (?:\w+ ){0,3}(?:mere|lenger|længere)|inte (?:\w+ ){0,3}(?:mer|längre)|avslut\w*|opsig\w*|en halua|už ne\w*|zruš\w+|nem kér\w*|nu mai)(?![^\W_])"
    r"|मत भेज|न भेज|नहीं चाहि|बंद|停止|中止|解除|やめ|不要|いりません|結構です|送らない|보내지|말아|마세요|마십시오|받고 싶지|원하지|중단|그만|중지|不要|别再|別再|请勿|請勿|停止|取消|不想|不再"
)
SENDS = (
    r"(?<![^\W_])(?:receiv\w+|getting|get|send\w*|e?-?mailing|mailing|writing to|contact\w*|deliver\w*|erhalten|bekommen|empfangen|beziehen|kriegen|schick\w*|send\w*|zusend\w*|zuschick\w*|zukommen|anschreib\w*|recevoir|envo\w+|adress\w+|écrire|écrivez|recib\w+|envi\w+|mand\w+|escrib\w+ ?me|remit\w+|receb\w+|ricev\w+|invi\w+|spedi\w+"
    r"|ontvang\w*|krijg\w*|stuur\w*|sturen|toestur\w*|otrzym\w+|dosta(?:wa|ję)\w*|przysył\w+|przysłać|wysył\w+|al(?:mak|mıyor)\w*|gönder\w*|yolla\w*|получ\w+|присыл\w+|слать|шлите|отправл\w+|modta\w*|motta\w*|få|ta emot|skicka\w*|vastaanot\w*|lähett\w*|dostáva\w*|posíl\w*|kap\w*|küld\w*|prim\w*|trimit\w*)(?![^\W_])"
    r"|भेज|पाना|प्राप्त|चाहि|送|届|受け|보내|받|发|發|寄|收"
)
LETTERS = (
    r"(?<![^\W_])(?:e-?mails?|mails?|mailings?|newsletters?|letters?|messages?|spam|them|these|subscription|briefe?\w*|rundbrief\w*|post|nachrichten|zusendung\w*|abo\w*|lettres?|courriels?|courriers?|envois?|abonnement|inscription|correos?|cartas?|mensajes?|bolet[ií]n\w*|suscripci[oó]n|mensagens|assinatura|subscri[cç][aã]o|lettere|lettera|messaggi|iscrizione"
    r"|abbonamento|brieven|berichten|nieuwsbrie\w+|mailtjes|wiadomości|list\w*|maili|newslettera|biuletyn\w*|subskrypcj\w*|mektup\w*|mektub\w*|e-?posta\w*|mail\w*|bülten\w*|aboneli[kğ]\w*|üyelik\w*|письм\w*|писем|рассыл\w+|сообщени\w*|подписк\w*|brev\w*|nyhedsbrev\w*|nyhetsbrev\w*|viestejä|kirjeitä|e-?maily|zprávy|levelet|hírlevel\w*)(?![^\W_])"
    r"|ईमेल|मेल|चिट्ठि|पत्र|न्यूज़लेटर|メール|配信|手紙|ニュースレター|購読|メルマガ|뉴스레터|메일|이메일|편지|구독|수신|邮件|郵件|信|订阅|訂閱|电子报|電子報"
)
SUBSCRIPTIONS = r"(?<![^\W_])(?:subscription|membership|abo|abonnement|newsletter-?abo|inscription|suscripci[oó]n|assinatura|subscri[cç][aã]o|inscri[cç][aã]o|iscrizione|abbonamento|subskrypcj\w*|aboneli[kğ]\w*|üyelik\w*|подписк\w*|prenumeration\w*|abonnement\w*|tilau\w*)(?![^\W_])|配信|購読|구독|수신|订阅|訂閱|सदस्यता"
DETERMINERS = r"(?:of|any|these|those|your|the|more|further|please|weiteren?|diese|ihre|eure|de|des|vos|ces|d'autres|sus|tus|estos|estas|os|as|seus|suas|altre|altri|le|i|vostre|queste|deze|jullie|uw|tych|tego|bu|этих|ваших|ваши)"

# How a sentence begins that orders it
IMPERATIVES = (
    r"(?:stop|quit|cease|halt|cancel|don't|do not|dont|never send|no more|keine?|nicht mehr (?:schick|send)|schick\w* (?:mir )?(?:nicht|kein)|kündig\w*|stopp\w*|arrêt\w+|cess\w+|n'envoyez|plus de|no (?:me |nos )?(?:envi|mand|escrib)|dej\w+ de|cancel\w+|não (?:me |nos )?(?:envi|mand)|par\w+ de|non (?:mi |ci )?(?:invi|mand|scriv)|smett\w+|disdi\w+|basta"
    r"|geen|stuur (?:mij |me )?(?:niet|geen)|nie (?:przys|wys)|więcej nie|rezygn\w+|artık|bir daha|(?:больше )?не (?:присыл|пиш|шли|отправл)|прекрат\w+|хватит|मत|मुझे (?:मत|न)|もう|今後|더 이상|그만|앞으로|不要|别|別|请勿|請勿|停止|取消)"
)

# That it is asked of us
ASKED = (
    r"(?<![^\W_])(?:please|pls|plz|kindly|can|could|would|want|wish|like|need|asking|request\w*|must|bitte\w*|hiermit|möcht\w*|moecht\w*|will|wollen|würd\w*|wünsch\w*|svp|stp|s'il|merci de|veuillez|prie|pri[eè]re|souhait\w+|voudr\w+|veux|désir\w+|demand\w+|por favor|porfa|quiero|quisier\w+|deseo|solicit\w+|ruego|pido|peço|gostaria|quero|queria|desejo"
    r"|per favore|per piacere|per cortesia|pre(?:go|ghiamo)|vorre\w+|voglio|chied\w+|desider\w+|richied\w+|graag|gelieve|alsjeblieft|alstublieft|aub|svp|wil|wilt|willen|kunt|kun|kunnen|verzoek\w*|zou|pros\w+|chc\w+|chciał\w*|lütfen|rica|istiyor\w*|istemiyor\w*|пожалуйста|прошу|просим|просьба|хо(?:чу|тел\w*)|ønsker|vill|vil|vennligst|venligst|snälla|pyydän|haluan|prosím|kérem|vă rog|παρακαλώ)(?![^\W_])"
    r"|कृपया|चाहता|चाहती|दें|दीजिए|ください|下さい|いただけ|お願い|希望|たい|주세요|주십시오|바랍니다|부탁|싶습니다|싶어요|请|請|麻烦|麻煩|希望|想"
)

ABOUT = r"(?<![^\W_])(?:about|regarding|concerning|on the subject|über|zum thema|sur|à propos|sobre|acerca|su(?:l|lla|i|gli|lle)?|over|list\w* o|maili? o|na temat|o tym|hakkında|о|об|про|на тему)(?![^\W_])|について|के बारे|에 대|에 관|关于|關於"
"""Who speaks of what letters are about speaks of topics, not of leaving."""

# Who leaves, or left, is another, or nearly did: "Mi marido dice que debería darme de baja"
OTHERS = (
    r"(?:^|, )(?:\w+ ){0,2}(?:friend|flatmate|roommate|housemate|neighbou?r|boyfriend|girlfriend|partner|nachbar|nachbarin|mitbewohner|mitbewohnerin|voisine?|colocataire|coloc|vecin[oa]|compan\w+ de piso|vizinh[oa]|vicin[oa]|coinquilin[oa]|buurman|buurvrouw|huisgenoot|sasiadka|sasiad|komsum|сосед|соседка|sister|brother|mother|father|mum|dad|husband|wife|son|daughter|colleague|boss|therapist|doctor|freundin|freund|schwester|bruder|mutter|vater|mann|frau|sohn|tochter|kollegin|kollege|chefin?|mari|femme|soeur|frere|mere|pere|fils|fille|ami|amie|collegue|marido|mujer|esposa|hermana|hermano|madre|padre|hijo|hija|amiga|amigo|esposo|irma|irmao|mae|pai|filho|filha|marito|moglie|sorella|fratello|figlio|figlia|collega|vrouw|man|zus|broer|moeder|vader|zoon|dochter|vriendin|vriend|maz|zona|siostra|brat|mama|tata|syn|corka|kolezanka|kolega|esim|kocam|karim|kardesim|annem|babam|oglum|kizim|arkadasim|муж|жена|сестра|брат|мама|папа|сын|дочь|подруга|друг|коллега)(?![^\W_])"
    r"[^.!?]{0,40}\b(?:says?|said|thinks?|tells?|told|suggests?|keeps?|unsubscribed|left|sagt|meint|findet|rät|dit|pense|trouve|dice|dijo|cree|piensa|diz|acha|disse|pensa|zegt|vindt|vraagt|mówi|twierdzi|uważa|się|diyor|dedi|говорит|сказал\w*|предлагает|советует|считает|hat|has|ha|a)(?![^\W_])"
    r"|\b(?:yesterday|last (?:week|night|month)|gestern|letzte woche|hier|la semaine dernière|ayer|anoche|ontem|ieri|gisteren|wczoraj)\b[^.!?]{0,40}\b(?:wanted|wollte\w*|voulais|quise|quería|queria|volevo|wilde|chciał\w+)\b"
)

# But for one who died
DEAD = (
    r"\b(?:died|dead|passed away|late|gestorben|verstorben\w*|tot|décédée?|mort|décès|falleci\w+|murió|muerto|faleceu|morreu|morto|morta|mancat[oa]|deceduto|overleden|zmarł\w*|nie żyje|öldü|vefat)(?![^\W_])"
    r"|(?<![^\W_])(?:умер\w*|скончал\w*)|निधन|गुज़र|亡くな|他界|돌아가셨|去世|过世"
)

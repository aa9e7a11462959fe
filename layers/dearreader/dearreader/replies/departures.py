"""What it takes to say "no more letters": words of four sorts that meet in one sentence.

"Graag mijn adres uit jullie bestand verwijderen" and "Verwijder mijn adres, graag" put the same
words in another order; so orders are not spelt out. Regular expressions for folded text.
"""

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

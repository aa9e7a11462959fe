"""How readers hint at a topic: "You have never written about trams", "Nobody talks about trams".

As in ``wishes``: searched in one sentence of folded text, and group ``t`` is the topic. Their words
may deny ("never", "nobody"), and refuse nothing by it.
"""

# What is left out behind a topic: "…, have you?", "…, though it is dying out".
_END = r"(?:,? (?:have|do|did|are|will|would) you\b.*|,? (?:though|although|but|while|and (?:i|we|you))\b.*)?[.?!]*$"
_NOT_US = r"(?!me\b|my\b|us\b|our\b|it\b|that\b|this\b|back\b|them\b|him\b|her\b|you\b)"

HINTS: dict[str, tuple[str, ...]] = {
    "en": (
        rf"(?#hardly ever|haven't|never|not once|not yet|still not|yet to)\byou(?:'ve| have)? (?:never|not yet|yet to|hardly ever|still not|not once|haven't(?: yet| ever)?) (?:really )?(?:written|wrote|written anything|touched|talked|spoken|said anything|said much|done|covered|mentioned|tackled)(?: (?:a word|much|one|us|anything))?(?: (?:on|about|upon|of))? (?P<t>{_NOT_US}.+?)(?: yet| so far)?{_END}",
        rf"(?#hardly anybody|hardly anyone|no one|no-one|nobody|people never)\b(?:nobody|no one|no-one|hardly anyone|hardly anybody|people never)(?: \w+)? (?:talks?|writes?|speaks?|tells? (?:you|us)|warns? (?:you|us)|says anything|mentions?|prepares (?:you|us))(?: (?:enough|anything|much))? (?:about|of|for) (?P<t>{_NOT_US}.+?){_END}",
        rf"(?#hope for |hoping for |longing for |wait for |waiting for )\b(?:waiting|wait|hoping|hope|longing) for (?:you to (?:get (?:round |around )?to|write (?:about|on)|do|take on|tackle|turn to|talk about|cover|touch on)|(?:a|the|your) letter (?:on|about)|(?:a|the) (?:one|piece) (?:on|about)) (?P<t>{_NOT_US}.+?){_END}",
        rf"(?#do |make |write )(?<!you )(?<!you'll )(?<!i )(?<!they )(?<!we )\b(?:do|write|make) (?:us )?(?:one|a letter|something|a piece) (?:about|on) (?P<t>{_NOT_US}.+?){_END}",
        rf"(?#when are |when do |when will )\bwhen (?:are|will|do) you (?:going to |gonna |ever |finally |get (?:round|around) to |plan to |\w+ing to )*(?:write|writing|do|doing|talk|tackle|cover|take on|get to)(?: something| one| a letter)?(?: (?:about|on))? (?P<t>{_NOT_US}.+?)\?",
        r"(?#asked |begged |told |wanted )\b(?:asked|wanted|begged|told) you to (?:do|write (?:about|on)|cover|tackle|talk about) (?P<t>.+?)(?: (?:last|yesterday|the other)\b[^,]*)?,.*\b(?:second|agree|same|me too|join|count me in)\b",
        r"(?# could do with| could use| cries out for| deserve| is begging for| is crying out for| merit)^(?P<t>(?!(?:she|he|they|you|we|i|it|this|that|every\w+|nobody|who|your|my)\b)[^,;:]{3,70}?) (?:deserves?|merits?|could do with|could use|cries out for|is crying out for|is begging for) (?:a|an|the|its|some|your|more|to be)\b",
        r"(?#asked)\basked(?: \w+){0,3} for (?:one|a letter|something|a piece) (?:about|on) (?P<t>.+?)[.?!]*$",
        r"(?#if u|if you)\bif you(?:'d| ever| could| would| were to| were ever to)? (?:wrote|write|did|do)(?: \w+){0,2}? (?:about|on) (?P<t>.+?),? (?:i|we|my|it)(?:'d|'ll| would| will| might)\b",
        r"(?#i would|i'd|we would|we'd)^(?P<t>[^,.:;]{3,60}),? (?:on the other hand,? |though,? |now,? |however,? )?(?:i'd|i would|we'd|we would|that i'd|that i would) (?:\w+ )?(?:read|love to read|like to read|love to hear)\b",
        r"(?#how|what|when|where|who|why)\b(?:i|we)(?:'ve| have)? (?:often |always |long )?wondered(?: ever since| for years| since then| often| lately| a lot)? (?P<t>(?:how|why|what|where|when|who)\b(?! you\b| your\b).+?)(?:,? and (?:i|we|you)\b.*)?[.!]*$",
    ),
    "de": (
        r"(?#eher |lieber |stattdessen )^(?:und |dann |doch |schon |bitte |aber )*(?:eher|lieber|stattdessen)(?: (?:mal|etwas|was|einen brief|einen|eins))? (?:über|zum thema) (?P<t>.+)",
        r"(?# haben sie| habt ihr| hast du)\b(?:über|zu[mr]?|von) (?P<t>.+?) (?:hast du|haben sie|habt ihr)(?: \w+){0,3} (?:nie|nichts|kein wort)\b.*(?:geschrieb|erzähl|gesagt|verlor)",
        r"(?#du hast|haben sie|hast du|sie haben)\b(?:du hast|sie haben|hast du|haben sie)(?: \w+){0,3} (?:nie|nichts)(?: \w+){0,2} (?:über|zu[mr]?|von) (?P<t>.+?) (?:geschrieben|erzählt|gesagt|gemacht|verloren)",
        r"(?# daruber | darueber | davon )^(?:und |aber )?(?P<t>.{4,110}?),? (?:darüber|davon) (?:liest man|hört man|schreibt man|redet man)(?: \w+)? (?:nirgends|nirgendwo|nie|nichts|kaum|selten)\b",
        r"(?# daruber | darueber | davon )^(?:und |aber )?(?P<t>.{4,110}?),? (?:darüber|davon) (?:redet|spricht|schreibt|erzählt)(?: \w+){0,2} (?:keiner|niemand|kein mensch)\b",
        r"(?#kein mensch |keiner |niemand )\b(?:keiner|niemand|kein mensch) (?:redet|spricht|schreibt|erzählt)(?: (?:einem|dir|mir|je|mal|jemals|gern|offen|wirklich|was|etwas)){0,3} (?:über|von) (?P<t>.+)",
        r"(?#warte)\bwarten? (?:\w+ ){0,4}auf (?:den|einen|deinen|ihren) (?:brief|text) (?:über|zu[mr]?) (?P<t>.+)",
        r"(?#darauf, dass )\bwarten? (?:\w+ ){0,4}darauf, dass (?:du|sie)(?: \w+){0,3} (?:über|von) (?P<t>.+?)(?: (?:schreib|erzähl|sprich|sprech)\w*)?[.!]*$",
        r"(?#wann )\bwann (?:kommt|schreibst du|schreiben sie|gibt es|gibt's|machst du|machen sie)(?: \w+){0,3}? (?:über|zu[mr]?|von) (?P<t>.+?)\?",
        r"(?# etwas ein| was ein)\b(?:fällt|fiele) (?:ihnen|dir|euch)(?: \w+){0,3}? (?:zu[mr]?|über) (?P<t>.+?) (?:etwas|was) ein\b",
        r"(?# bitte | gern | gerne )^(?:und |oder |auch )*(?P<t>[^,.:]{3,50}?),? (?:bitte|gerne?)(?: auch)?(?: noch)? (?:mal|irgendwann|demnächst|einmal)(?: \w+)?[.!]*$",
    ),
    "fr": (
        r"(?# volontiers )\b(?:lirai|lirais|lirions)(?: \w+)? volontiers (?:\w+ ){0,2}?sur (?P<t>.+)",
        r"(?#un truc sur )\b(?:fais|faites|écris|écrivez)(?: (?:nous|moi|donc))? un truc sur (?P<t>.+?)(?:, genre\b.*)?$",
        r"(?#plutot )^(?:et |alors |mais |ou )*plutôt(?: (?:un truc|quelque chose|une lettre|une))? sur (?P<t>.+)",
        r"(?#tu a|tu n'a|tu ne a|vous a|vous n'a|vous ne a)\b(?:vous|tu) (?:n['’]|ne )?(?:avez|as)(?: encore)? (?:jamais|pas encore|encore rien|encore jamais|rien)(?: \w+)? (?:écrit|parlé|dit|raconté|abordé|évoqué)(?: \w+){0,2}? (?:sur|de|du|des|d['’]) ?(?P<t>.+)",
        r"(?#, tu y |, vous y |, c'est pour quand)^(?:et |sinon,? |tiens,? )*(?P<t>[^,]{3,60}), (?:vous y (?:viendrez|pensez|songez|avez (?:déjà )?(?:pensé|songé))|tu y (?:viendras|penses|as (?:déjà )?pensé)|c['’]est pour quand)\b.*\?",
        r"(?#personne )\bpersonne (?:ne |n['’])?(?:\w+ ){0,2}?(?:parle|aborder|aborde|parler|écrit|raconte|dit)(?: (?:jamais|vraiment|assez|plus|rien)){0,2}(?: ?:| de| du| des| sur| d['’]) ?(?P<t>.+)",
        r"(?#a quand|j'attends|on attend|vivement)\b(?:j['’]attends|on attend|vivement|à quand)(?: \w+){0,4}? (?:lettre|texte|billet|celle|numéro) (?:sur|à propos d[eu]s?) (?P<t>.+?)\s?\??$",
        r"(?#a sec|cherch|en panne|manqu)\b(?:à sec|en panne|manqu\w+ d['’](?:idées?|inspiration)|cherch\w+ (?:un sujet|une idée|des idées))\b[^:]{0,20}: ?(?P<t>.+)",
        r"(?#peux|pourr|pouvez|voudr)\b(?:tu|vous) (?:pourrais|pourriez|peux|pouvez|voudrais|voudriez)(?: (?:pas|nous|plutôt|aussi|un jour|stp|svp)){0,3} (?:nous )?(?:parler|causer|écrire|faire (?:une lettre|un truc|un texte|quelque chose)|raconter|traiter)(?: \w+)? (?:sur|de|du|des|d['’]) ?(?P<t>.+?)(?: stp| svp| s'il\b.*)?\s?\?*$",
    ),
    "es": (
        r"(?#mejor|mas bien)^(?:y |pues |bueno,? |entonces |pero )*(?:mejor|más bien)(?: (?:una carta|algo|una))? sobre (?P<t>.+)",
        r"(?#aun no |jamas |nunca |todavia no )\b(?:nunca|aún no|todavía no|jamás) (?:nos )?(?:has|ha|habéis|han) (?:escrito|hablado|dicho|tocado|contado|dedicado)(?: \w+){0,2}? (?:sobre|de|del|a) (?P<t>.+)",
        r"(?#nadie )\b(?:nadie|casi nadie) (?:te |nos )?(?:habla|escribe|cuenta|dice|prepara|avisa)(?: (?:nunca|jamás|nada)){0,2} (?:de|del|sobre|para) (?P<t>.+)",
        r"(?#esper)\besper\w+(?: \w+){0,3} (?:a )?que (?:te metas con|hables del?|escribas (?:sobre|del?)|toques|trates|llegues a|abordes|le dediques una carta a) (?P<t>.+)",
        r"(?#cuando)\b(?:cuándo|para cuándo)(?: \w+){0,3}? (?:una carta|algo|hablas|escribes) (?:sobre|del?|a) (?P<t>.+?)\?",
        r"(?#podes|podria|puede)\b(?:puedes|podrías|podés|puede|podría)(?: \w+){0,2} (?:escribir|hablar|hacer (?:una|algo))(?: \w+){0,2}? (?:sobre|del?) (?P<t>.+)",
    ),
    "pt": (
        r"(?#antes |melhor )^(?:e |então |mas |ou )*(?:antes|melhor)(?: (?:uma carta|algo|uma))? sobre (?P<t>.+)",
        r"(?#ainda nao |jamais |nunca )\b(?:nunca|ainda não|jamais) (?:nos )?(?:escreveu|falou|contou|tocou|escreveste|falaste|dedicou)(?: \w+){0,2}? (?:sobre|d[aeo]s?|n[ao]s?|a) (?P<t>.+)",
        r"(?#ninguem )\bninguém (?:te |nos )?(?:fala|escreve|conta|diz|avisa|prepara)(?: (?:nunca|mais|nada)){0,2} (?:sobre|d[aeo]s?|para) (?P<t>.+)",
        r"(?#a espera|esperando|espero)\b(?:esperando|espero|à espera)(?: \w+){0,4}? (?:você|tu|carta|que)(?: \w+){0,2}? (?:falar|escrever|fale|escreva|chegue|entre|sobre)(?: sobre| d[aeo]s?| n[ao]s?)? (?P<t>.+)",
        r"(?#pod)\b(?:pode|podia|poderia|podes|podias)(?: \w+){0,2} (?:escrever|falar|fazer uma?)(?: \w+){0,2}? (?:sobre|d[aeo]s?) (?P<t>.+)",
    ),
    "it": (
        r"(?#piuttosto |meglio )^(?:e |allora |ma |semmai )*(?:piuttosto|meglio)(?: (?:una lettera|qualcosa|una))? (?:su|sul|sulla|sui|sulle|sugli) (?P<t>.+)",
        r"(?# mai )\bnon (?:ci )?(?:hai|ha|avete)(?: \w+)? mai (?:scritto|parlato|detto|toccato|affrontato|raccontato|dedicato)(?: \w+){0,2}? (?:di|del|della|dei|delle|degli|su|sul|sulla|sui|sulle|al?|ai|alle) (?P<t>.+)",
        r"(?#nessuno )\bnessuno (?:ti |ci )?(?:parla|scrive|racconta|dice|prepara|avverte)(?: (?:mai|più|niente)){0,2} (?:di|del|della|dei|delle|degli|su|sul|sulla|sui|sulle|al?) (?P<t>.+)",
        r"(?#aspett|attend)\b(?:aspett\w+|attend\w+)(?: \w+){0,4}? (?:lettera|pezzo|puntata) (?:su|sul|sulla|sui|sulle|sugli) ?(?P<t>.+)",
        r"(?#perche n|xche n|xke n)\b(?:perché|xké|xke|xché|xche) (?:non|nn) (?:ci )?(?:fai|fa|scrivi|scrive|parli|parla|racconti|dedichi|dedica)(?: (?:mai|un po'?|una volta|un giorno|anche))*(?: una lettera| qualcosa| un pezzo| due righe| una mail)? (?:su|sul|sulla|sui|sulle|sugli|di|del|della|dei|delle|degli|al?|ai) (?P<t>.+)",
        r"(?# fare | parlare| scrivere)\b(?:puoi|potresti|può|potrebbe)(?: \w+){0,2} (?:scrivere|parlare|fare (?:una lettera|un pezzo|qualcosa))(?: \w+){0,2}? (?:su|sul|sulla|sui|sulle|di|del|della|dei|delle) (?P<t>.+)",
    ),
    "nl": (
        r"(?#liever )^(?:en |dan |maar )*liever(?: (?:een brief|iets|eens|eentje))? over (?P<t>.+)",
        r"(?# had je| heb je| hebt u| heeft u)\bover (?P<t>.+?) (?:heb je|hebt u|heeft u|had je)(?: \w+){0,3} (?:nooit|niets|niks|nog niet)\b",
        r"(?#je hebt)\bje hebt(?: \w+){0,2} nooit(?: \w+)? over (?P<t>.+?) (?:gehad|geschreven|verteld)",
        r"(?#niemand )\bniemand (?:heeft het (?:ooit |nooit )?over|praat (?:ooit |nooit )?over|schrijft (?:ooit |nooit )?over|vertelt je (?:over )?) ?(?P<t>.+)",
        r"(?#wacht)\bwacht(?: \w+){0,4} op (?:een|die|jouw|uw|de) (?:brief|stuk|stukje) over (?P<t>.+)",
        r"(?#wanneer )\bwanneer (?:komt|schrijf je|schrijft u|doe je)(?: \w+){0,4}? over (?P<t>.+?)\?",
        r"(?#, daar )^(?:[^:]{0,25}: )?(?P<t>[^,:]{3,70}), daar (?:valt|kun|zou|kan|mag|moet)\b.{0,40}\b(?:over|brief|schrijven)\b",
    ),
    "pl": (
        r"(?#raczej |lepiej )^(?:to |ale |a )*(?:raczej|lepiej)(?: (?:list|coś))? o (?P<t>.+)",
        r"(?#nigdy )\bnigdy (?:pani |pan |jeszcze )?(?:nie )?(?:napisał\w*|pisał\w*|wspomniał\w*|poruszył\w*)(?: \w+){0,2}? (?:o|na temat) (?P<t>.+)",
        r"(?#malo kto|nikt)\b(?:nikt|mało kto)(?: \w+){0,3}? (?:mówi|pisze|opowiada|wspomina)(?: \w+)? (?:o|na temat) (?:tym,? )?(?P<t>.+)",
        r"(?#brakuje|czekam)\b(?:czekam|czekamy|brakuje mi|brakuje)(?: \w+){0,5}?:? (?:na )?(?:list\w*|tekst\w*) o (?P<t>.+)",
        r"(?# napisac| pisac)\b(?:możesz|możecie|mogłabyś|mógłbyś|może pani|mogłaby pani)(?: \w+){0,2} (?:napisać|pisać)(?: \w+){0,2}? o (?:tym,? )?(?P<t>.+)",
    ),
    "tr": (
        r"(?#yazma)^(?P<t>.{2,80}?) (?:hakkında|üzerine|konusunda) (?:hiç|henüz|daha) (?:\w+ ){0,3}yazma(?:dın|dınız|mışsın)\w*",
        r"(?#kimse bahsetmiyor|kimse konusmuyor|kimse yazmiyor)^(?P<t>.{3,80}?)['’]?(?:dan|den|tan|ten)? (?:hakkında )?(?:hiç )?kimse (?:konuşmuyor|bahsetmiyor|yazmıyor)",
        r"(?#kimse )^(?:hiç )?kimse (?P<t>.{3,80}?)['’]?(?:dan|den|tan|ten) (?:bahsetmiyor|söz etmiyor)",
    ),
    "ru": (
        r"(?#лучше )^(?:а |уж |тогда |но )*лучше(?: (?:письмо|что-нибудь|уж))? (?:о|об|обо|про) (?P<t>.+)",
        r"(?#говорил|писал|рассказывал)(?<![^\W_])(?:вы|ты) (?:ещё )?(?:никогда|ни разу|пока) (?:ещё )?не (?:писал\w*|говорил\w*|рассказывал\w*)(?: \S+)? (?:о|об|обо|про) (?:том, )?(?P<t>.+)",
        r"(?#молчат|не говорят|не пишут|никто не говорит|никто не пишет|никто не рассказывает)(?:^|[,—-] ?)(?:о|об|обо|про) (?:том, )?(?P<t>[^.]{3,110}?)(?:,| [—-])? (?:(?:почему-то|как-то|обычно|всегда|у нас) ){0,2}(?:все молчат|молчат|никто не (?:пишет|говорит|рассказывает)|не (?:пишут|говорят))(?![^\W_])",
        r"(?#никто не )никто не (?:пишет|говорит|рассказывает)(?: \S+){0,2}? (?:о|об|обо|про) (?:том, )?(?P<t>.+)",
        r"(?#жд)(?<![^\W_])(?:жду|ждём|жду не дождусь)(?: \S+){0,4}? (?:письм\w+|текст\w*|выпуск\w*) (?:о|об|обо|про) (?P<t>.+)",
    ),
    "hi": (
        r"(?# ke baare me| ke bare me| pe| par| pr)^(?:(?:hi |hello )?mara ?(?:ji|di|didi)?,? )?(?:(?:kabhi|please|plz|pls|agli baar|ek baar|ek din|next|next time) )*(?P<t>.{3,70}?) (?:ke baare mein|ke bare mein|ke baare me|ke bare me|pe|par|pr|topic pe)(?: (?:bhi|kuch|ek|kabhi|zaroor))* (?:\w+ ){0,3}?(?:likh\w+|baat kar\w+|letter|chitthi)",
        r"(?# के बारे में क| पर क)^(?P<t>.{2,90}?) (?:के बारे में|पर) (?:कोई|किसी ने) (?:\S+ ){0,3}(?:नहीं|न) (?:\S+ )?(?:लिख|बोल|बात)",
    ),
    "ja": (
        r"(?#聞いてみたい|聞きたい|読みたい|読んでみたい)^(?:[^、。]{0,12}、)?(?P<t>.{2,60}?)(?:とか|なんか|って話|の話|について|を|が|も)+(?:ぜひ|是非|いつか|一度|いちど)?(?:読んでみたい|読みたい|聞いてみたい|聞きたい)",
        r"(?#について、|も、|を、)^(?P<t>.{2,60}?)(?:というもの|のこと|の話|というの)?(?:を|も|について|について も)、(?:ぜひ|是非|いつか|一度|そのうち|今度)*(?:取り上げて?|とりあげて?|書いて|お書き|扱って|触れて|語って|聞かせて)(?:いただけ|頂け|ください|下さ|ほし|欲し|くれ|もらえ|みて)",
        r"(?#誰も|だれも)^(?P<t>.{2,60}?)(?:について|のこと)(?:は|って)?(?:誰も|だれも)(?:書|話|語|教え|言わ)",
        r"(?#取り上げて|とりあげて|書いて)^(?P<t>.{2,60}?)(?:を|の話(?:を|も)?|も)(?:書いて|取り上げて|とりあげて)(?:ください|下さい|ほしい|欲しい|ほしいな|くれませんか|もらえませんか)",
    ),
    "ko": (
        r"(?#주제로)주제로 (?P<t>.{2,60}?)(?:은|는) (?:어때|어떠|어떨|어떤)",
        r"(?#다뤄 주|다뤄주|들려 주|들려주|써 주|써주|써줘|해 주|해주|해줘)^(?:.*?(?:담엔|담에는|다음엔|다음에는|다음번엔|나중에) )?(?P<t>.{2,50}?)(?:에 대한|에 관한|의)? ?(?:얘기|이야기|글)(?:도|를|을|좀| 좀)? ?(?:해 ?주|써 ?주|들려 ?주|다뤄 ?주|해줘|써줘)",
        r"(?#궁금)^(?P<t>(?!작가|마라|누가|뭐가).{2,60}?)(?:이|가) (?:\S+ )?궁금(?:해|합|하)",
        r"(?#다들|아무도)^(?P<t>.{2,60}?)(?:에 대해서?는?|은|는) (?:아무도|다들) (?:말|얘기|이야기|쓰)",
    ),
    "zh": (
        r"(?#比如|例如)想[看读讀听聽](?:点|點|些)?[^，。]{0,12}，(?:比如|例如)(?P<t>.{2,60})",
        r"(?:跪求|求求|求)(?:你|您)?(?:写|寫|聊|讲|講|出|更)(?:写|一期|一篇|一下|个|個|点|點)?(?P<t>.{2,60}?)[！!。～~]*$",
        r"(?#很少有人|沒人|沒有人|没人|没有人)(?:没人|没有人|沒人|沒有人|很少有人|从来没人)(?:写|寫|说|說|讲|講|谈|談|聊)(?:过|起)?(?P<t>.{2,60})",
    ),
}
"""By language; tried after what offers and asks."""

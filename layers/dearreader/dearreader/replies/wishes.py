"""How readers ask for a topic, in fourteen languages.

Each pattern is searched in one sentence, and its group ``t`` is the topic in the reader's words.
They ask for a wish: "the letter about bread" is one that was, "a letter about bread" may be one.
"""

# What may stand between a wish and its topic, in English: "a letter about", "something on".
_EN_PIECE = (
    r"(?:(?:a|an|another|some|one|your|the next)\s)?(?:\w+\s){0,2}?(?<!the )(?<!that )(?<!this )(?<!last )(?:letters?|editions?|pieces?|posts?|issues?|essays?|column|something|anything|one|ones|"
    r"more|thoughts|words|lines|bit|few lines|story|stories|newsletters?|instal?lment|series|whole series)\s(?:\w+\s){0,4}?(?:about|on|regarding|concerning|around|dedicated to|devoted to|for(?=\s(?:people|those|anyone|everyone|everybody|us who|the ones)\b)|exploring|covering)"
)
_EN_WISH = (
    r"(?:if|whether|that|wish|hope|think) (?:you (?:would|could|might|can|should|ever)|you'd)|(?:someone|somebody|one|people) (?:ought to|should|must|needs? to)|(?:could|would|can|will|might) (?:you|we|there|it|(?:one of )?(?:your|the|these|those) (?:next |coming |future )?(?:letters?|editions?|posts?|pieces?|ones?))|ask(?:ing)? for|have you got|do you have|is there|got anything|(?:would|should|must|'d) (?:be|love|like|happily|gladly|so|really|enjoy|appreciate|welcome|mean)|please|how about|what about|maybe|perhaps|"
    r"any chance|i (?:\w+ )?(?:want|wish|hope|need|vote)|(?:i'm|i am) (?:hoping|curious|interested|keen|dying|waiting)|hoping|wish|wondering|wonder if|have you (?:ever )?(?:thought|considered|tried|(?=written|done))|ever (?:thought|considered|tried)|"
    r"consider|happy to|glad to|love to|like to|next (?:time|week|letter)|some ?day|one day|why not|you should|you could|what if|do one|let's have|i'd|request|suggest\w*|idea|topic|time for|in need of|long for|"
    r"wouldn't mind|looking forward to|deserves?|if you ever|when you"
)

WISHES: dict[str, tuple[str, ...]] = {
    "en": (
        (
            rf"(?#about|abt|concerning|regarding)\b(?:{_EN_WISH})\b.{{0,90}}?\b(?:writ(?:e|ing|ten)|do(?:ing)?|talk(?:ing)?|read(?:ing)?|hear(?:ing)?|think(?:ing)?|say(?:ing)?|know(?:ing)?|learn|tell (?:us|me)|cover(?:ing)?)\b"
            r"(?:\s(?!about|on)\S+){0,7}?\s(?:about|regarding|concerning)\s(?P<t>.+)"
        ),
        rf"(?#anything|bit|column|edition|essay|instal|issue|letter|lines|more|one|piece|post|series|something|stories|story|thoughts|words)\b(?:{_EN_WISH})\b.{{0,60}}?\b{_EN_PIECE}\s(?P<t>.+)",
        rf"(?#anything|bit|column|edition|essay|instal|issue|letter|lines|more|one|piece|post|series|something|stories|story|thoughts|words)^(?:and |also |or |then |plus |next |a |,)*{_EN_PIECE}\s(?P<t>.+?)(?:,? please| would\b.*| could\b.*| might\b.*| next\b.*|\?)",
        r"(?# next)\bdo (?P<t>(?!it\b|this\b|that\b|so\b|you\b)[^\W\d_].{2,60}?) next\b",
        r"(?# of )\b(?:promised|return|come back|go back|get back|back|revisit|pick up|stay with)\b.{0,30}?\b(?:the |that )?(?:subject|topic|theme|question|story|matter) of (?P<t>.+)",
        r"(?#maybe |perhaps |possibly )\b(?:maybe|perhaps|possibly)(?: something| one| a letter)? (?:about|on) (?P<t>.+)",
        r"(?#dedicate |devote )\b(?:dedicate|devote) (?:a|one|the next|your next) (?:letter|edition|piece) to (?P<t>.+)",
        r"(?#write )^(?:and |also |or |then |so |please |just |do |now )*write (?:\w+ )?(?:about|on)\s(?P<t>.+)",
        r"(?#a letter |a piece |more |one |something )^(?:and |also |or |maybe |perhaps )*(?:do )?(?:something|one|more|a letter|a piece) (?:about|on)\s(?P<t>.+)",
        (
            rf"\b(?:{_EN_WISH})\b.{{0,50}}?\b(?:explain(?:ed|ing)?|explor(?:e|ed|ing)|tackl(?:e|ed|ing)|cover(?:ed|ing)?|discuss(?:ed|ing)?|(?<!my )(?<!your )(?<!the )(?<!mail )(?<!this )(?<!our )address(?:ed|ing)?|unpack|describ(?:e|ed|ing)|take on|take up|dig into|look at|look into|touch on|reflect on|muse on|get into|go into|delve into|examine|"
            r"your (?:thoughts|take|view|views|opinion|words|advice) (?:on|about)|what you (?:think|make|feel) (?:of|about))\s(?P<t>.+)"
        ),
        r"(?# in )\b(?:a|another|whole|real|good|entire) (?:letter|story|edition|piece|post|essay|column) (?:hiding |somewhere |to be found |waiting )?in (?P<t>.+)",
        r"(?#how ab|what ab)^(?:and |or |so |but |hi,? |hello,? )*(?:how|what) about (?P<t>(?!a letter|an edition|something|one |you\b|your\b).{3,})\?",
        r"(?# could | might | would )^(?P<t>.{3,90}?),? (?:would|could|might) (?:make|be) (?:a|an|such a|for a|quite a|one) (?:\w+ ){0,2}(?:letter|topic|subject|theme|edition|read|piece|one|post|idea)\b",
        r"(?# calls for| deserve| is worth| merits| needs)^(?P<t>.{3,90}?) (?:deserves?|is worth|needs|calls for|merits) (?:a|its own|one|an) (?:\w+ )?(?:letter|edition|piece|post|essay)\b",
        r"(?#idea |pick |proposal |request |subject |suggestion |theme |topic |vote |wish )\b(?:my|a|one|the|another|here's an?|here is an?) (?:\w+ )?(?:topic|subject|theme|idea|suggestion|request|wish|vote|pick|proposal) (?:\w+ ){0,4}?(?:is|would be|goes to|might be|could be)[:,]? (?P<t>.+)",
        r"(?#mine|ours)\b(?:topics?|ideas?|suggestions?|requests?|wishes|votes?|themes?|subjects?)\b.{0,40}\b(?:mine|ours)(?:'s| is| are| would be) (?P<t>(?:the|an?|how|why|what|who|when|where|whether|people|those|\w+ing)\b.+)",
        r"(?# could | might | would )\b(?:a|another|one) (?:letter|piece|edition|post|essay|word|story)s? (?:\w+ )?(?:about|on|for) (?P<t>.+?) (?:would|could|might) (?:\w+ )?(?:be|do|make|help|mean|cheer|suit|interest|please|speak)\b",
        r"(?#i |we )\b(?:i|we) (?:vote|would vote|suggest|propose|nominate|request|second) (?:for )?(?!we\b|you\b|that\b|the link)(?P<t>.+)",
        r"(?# for )\b(?:a|put in a|good|kind|small) (?:word|plea|vote|case|plug|bid|shout|cheer) for (?P<t>(?!me\b|us\b|you\b|it\b).+)",
        r"(?# can always | could | may | might | ought to | should )\byou (?:might|could|should|ought to|can always|may) (?:also |always |perhaps )?(?:try|do|take|consider|tackle|attempt) (?P<t>(?!it\b|this\b|that\b|to\b|a (?:pod|vid|book|discuss|q)|(?:writ|us|mak|add|put|send|record)ing\b).+)",
        r"(?#asked |proposed |requested |suggested |wished for )\b(?:anybody|anyone|somebody|someone|nobody|no one|has one|people) (?:else )?(?:has |have |had )?(?:asked (?:for|about)|suggested|requested|proposed|wished for) (?P<t>.+?)(?: yet| before| already)?\?",
        r"(?# for )\b(?:kill|die|swap|trade|pay|give (?:a lot|anything|much)) for (?:a |an |another )?(?:letter|piece|post|something|edition)(?: \w+)? (?:about|on|for) (?P<t>.+)",
        r"(?#add |put )\b(?:put|add) (?!me\b|my\b|her\b|him\b|them\b|us\b|back\b)(?P<t>.+?) (?:on|to) (?:the|your) (?:list|pile|board)\b",
        r"(?#curious|i would |i'd |teach us|tell us|wonder)\b(?:i(?:'d| would) (?:really |so )?(?:love|like|want|be curious|be interested|be glad) to (?:know|understand|learn|read|hear)|i(?:'ve| have) always wondered|i(?:'m| am) curious|i(?:'ve| have) been wondering|tell us|teach us) (?:about )?(?P<t>(?:how|why|what|when|where)\b(?! you\b| your\b).+)",
    ),
    "de": (
        r"(?# fur | fuer )\b(?:etwas|was|brief|text|zeilen|worte) für (?P<t>(?:die|alle|jene|leute|menschen|uns|den|diejenigen)\b.+)",
        r"(?#rund um|uber|ueber|vom thema|von dem thema|zu dem thema|zum thema)\b(?:über|zum thema|zu dem thema|rund um|vom thema|von dem thema)\s(?P<t>.+?)(?:,? (?:schreib\w*|erzähl\w*|les\w+|freu\w*|hör\w+|mach\w*|sprech\w*|nachdenk\w*|bericht\w*|wünsch\w*|schön|interess\w*|lesen würde|würde|wäre|bitte|gut|toll|find\w*)\b.*)?$",
        r"(?# daruber| darueber| vom| von| zu)\b(?:etwas|was|ein paar (?:zeilen|worte|gedanken)|ein(?:en)? (?:\w+ )?(?:brief|text|artikel|beitrag)|deine (?:meinung|gedanken|sicht)|mehr) (?:zu[mr]?|von|vom|darüber,?)\s(?P<t>.+?)(?:,? (?:schreib\w*|erzähl\w*|lesen|freu\w*|hör\w+|mach\w*|bitte)\b.*)?$",
        r"(?# das thema| die frage)\b(?:mich (?:\w+ )?(?:interessier\w+|beschäftig\w+)|(?:interessier\w+|beschäftig\w+) mich)(?: \w+)? (?:das thema|die frage,?) (?P<t>.+)",
        r"(?#erza)\berzähl\w*(?: (?:uns|mir|doch|mal|bitte|etwas|was|mehr|sie|auch)){0,4} (?:von|vom) (?P<t>.+)",
        r"(?# daruber| darueber| davon| druber| drueber)\b(?:schreib\w*|erzähl\w*)(?: \w+){0,4}? (?:davon|darüber|drüber),? (?P<t>.+)",
        r"(?#daruber|darueber|davon|druber|drueber)\b(?:davon|darüber|drüber)(?: (?!schreib|erzähl)\w+){0,2}? (?:schreib|erzähl|les|hör|sprech|bericht|nachdenk|zu \w)\w*,? (?P<t>(?:wie|warum|was|wieso|weshalb|dass|ob|wo|wann|wer)\b.+)",
        r"(?#einen |einer )\b(?:einen|noch einen|mal einen|einer) (?:über|zu[mr]?) (?P<t>.+)",
        r"(?#wie wa)^(?:und |oder |auch )*wie (?:wäre|wär'?s|wär) (?:es )?(?:mal )?mit:? (?P<t>.+)",
        r"(?#anregung|idee|thema|vorschlag|wunsch)\b(?:mein|ein|eine|als|meine) (?:\w+ )?(?:thema|vorschlag|idee|wunsch|themenvorschlag|anregung|themenwunsch)(?: (?:wären?|ist|sind|für \w+ \w+ (?:wären?|ist|sind)))? ?[:,]? (?P<t>(?!für|zu ).+)",
        r"(?# gabe | gaebe | waer | waere | war | ware )^(?P<t>.{3,90}?),? (?:wäre|wär|gäbe) (?:doch |auch |mal |bestimmt )*(?:ein|einen) (?:\w+ )?(?:thema|brief|text)\b",
        r"(?#ich schlage|ich stimme|ich w)\b(?:ich (?:schlage|würde) (?:vor|vorschlagen)|ich wünsche mir|ich wünschte mir|ich stimme für)[:,]? (?:\w+ brief (?:über|zu) )?(?P<t>.+)",
        r"(?#ich frage mich |ich wuesste |ich wusste |interessieren)\b(?:mich würde (?:\w+ )?interessieren|ich wüsste (?:\w+ )?gern\w*|ich frage mich \w*),? (?P<t>(?:wie|warum|was|wieso|weshalb|ob)\b.+)",
        r"(?# waer| war)^(?:und |noch ein |mein )*(?:themen)?(?:vorschlag|idee|thema|wunsch|anregung)(?: von mir| meinerseits)? (?:wäre|wär)[:,]? (?P<t>.+)",
        r"(?# liegt in | steckt in )\b(?:brief|text) (?:steckt|liegt) in (?P<t>.+)",
        r"(?#das thema)\bdas thema:? (?P<t>.+?) (?:aufgreif|behandel|ansprech|beleucht|aufnehm|bring|anschneid)\w*",
    ),
    "fr": (
        r"(?#a propos d|au sujet d|autour d|concernant|consacre|sur)(?:écri[a-z]*|lettres?|chose|mots?|article|texte|billet|pensées|avis|numéro|édition|lire|entendre|penses|pensez|savoir plus)\s(?:\w+\s){0,3}?(?:sur|à propos d[eu]s?|au sujet d[eu]s?|autour d[eu]s?|concernant|consacrée? (?:à|aux?))\s(?P<t>.+)",
        r"\b(?:parl(?:iez|er|ez|ais|e|erez|ions|erais|eriez)|traiter|traitiez|aborder|abordiez|évoquer|évoquiez|raconter|racontiez|explorer|exploriez)\s(?:\w+ ){0,2}?(?:d[eu]s?\s|d'|d’|du |la |le |les |l'|l’)(?P<t>.+)",
        r"(?#consacr)\bconsacr\w+ (?:\w+ ){1,3}?(?:à|aux?) (?P<t>.+)",
        r"(?#lettre a |lettre pour )\bune (?:\w+ )?lettre (?:pour|à) (?P<t>(?:ceux|celles|celui|celle|qui|les|tous)\b.+)",
        r"(?#parle|raconte)\b(?:parle[sz]?|raconte[sz]?)[- ](?:nous|moi|en)(?: \w+){0,3}?,? (?:d[eu]s? |d['’]|sur |la |le |les |l['’])(?P<t>.+)",
        r"(?#davantage |plus |quelque chose |un mot |une lettre )\b(?:quelque chose|une lettre|un mot|davantage|plus) (?:sur|à propos de) (?P<t>.+)",
        r"(?#pourquoi ne pas|pourquoi pas|que dirais-tu|que diriez-vous)^(?:et |ou )*(?:pourquoi pas|que diriez-vous d|que dirais-tu d|pourquoi ne pas (?:parler|écrire))['’]?\s?(?:e |un[e]? (?:lettre|mot|texte) sur |de |sur )?(?P<t>.+)",
        r"(?#idee|proposition|souhait|suggestion|sujet|theme)\b(?:mon|ma|une?|petite) (?:\w+ )?(?:thème|sujet|idée|suggestion|proposition|souhait)(?: de ma part)?(?: (?:serait|est))? ?[:,] ?(?P<t>.+)",
        r"(?# ferais| ferait| merite| serait)^(?P<t>.{3,90}?),? (?:ferait|ferai[st]|serait|mérite(?:rait)?) (?:une?|un bon|une belle|un beau) (?:\w+ )?(?:lettre|sujet|thème|texte)",
        r"(?# de savoir|'aimerais |je propose|je suggere|je vote pour)\b(?:je propose|je suggère|je vote pour|je serais curieu\w+ de savoir|j['’]aimerais (?:bien )?(?:savoir|comprendre))[: ]+(?:une lettre sur )?(?P<t>.+)",
        r"(?#l'idee d|la question d|le sujet d|le theme d)\b(?:intéress\w+|touche|travaille|tient)\b.{0,24}(?:le sujet|le thème|la question|l'idée) (?:de |du |des |d')(?P<t>.+)",
        r"(?#une belle lettre |une lettre |une vraie lettre )\bune (?:belle |vraie )?lettre (?:dans|à tirer d[eu]s?) (?P<t>.+)",
    ),
    "es": (
        r"(?#acerca de|dedicada a|en torno a|respecto a|sobre)\b(?:escrib\w+|escríb\w+|carta|algo|leer\w*|texto|artículo|más|opini[oó]n|habl(?:ar|as|a|es|aras|ases|e)|reflexi\w+|piensas|piensa|saber más|contar(?:nos)?|cuent\w+|tema|entrega|palabras|dedic\w+)\s(?:\w+\s){0,4}?(?:sobre|acerca de|acerca del|en torno a|respecto a|dedicada a)\s(?P<t>.+)",
        r"(?#escribir|habla|hable|tratar)\b(?:habl(?:ar|aras|ases|as|es|a|e)|tratar(?:as)?|escribir)(?: \w+){0,3}? (?:del?|de l[ao]s?)\s(?P<t>.+)",
        r"(?#dedic)\bdedic\w+ (?:\w+ ){1,5}?al? (?P<t>.+)",
        r"(?#carta para )\b(?:una|otra|alguna) (?:\w+ )?carta para (?P<t>(?:quien\w*|los|las|el|la|todos)\b.+)",
        r"(?#cuent)\bcu[ée]nt(?:a|e|en|ad)(?:nos|me)(?: (?:algo|más|un poco))? (?:del? |sobre )(?P<t>.+)",
        r"(?#otra sobre |una sobre )\b(?:una|otra|alguna) sobre (?P<t>.+)",
        r"(?#por que no |que tal |y si escribes sobre |y si hablas de )\b(?:qué tal|que tal|y si hablas de|y si escribes sobre|por qué no) (?:una carta (?:sobre|de) |sobre |hablar de |escribir sobre )?(?P<t>.+)\?",
        r"(?#pido|propongo|sugiero|voto por)\b(?<!lo )(?:propongo|sugiero|voto por|pido)(?: (?:un|como|este) (?:tema|idea)\w*)? ?[:,]? (?:una carta sobre )?(?P<t>.+)",
        r"(?#deseo|idea|peticion|propuesta|sugerencia|tema)\b(?:mi|una?|otra) (?:\w+ )?(?:tema|idea|sugerencia|propuesta|petición|deseo)(?: (?:es|sería|para \w+ \w+))? ?[:,] ?(?P<t>.+)",
        r"(?# da para un| daria para un| merece un| seria un)^(?P<t>.{3,90}?),? (?:sería|daría para|merece|da para) (?:una?|un buen|una buena) (?:\w+ )?(?:carta|tema|texto)",
        r"(?#me gustaria |querria |quisiera )\b(?:me gustaría|quisiera|querría) (?:saber|entender|leer|aprender) (?P<t>(?:cómo|como|por qué|qué)\b.+)",
        r"(?#el asunto de|el tema de|la cuestion de|la idea de)\b(?:interesa\w*|preocupa\w*|toca|ronda)\b.{0,20}\b(?:el tema|la cuestión|la idea|el asunto) del? (?P<t>.+)",
        r"(?#una carta en)\buna carta (?:entera )?en (?P<t>.+)",
    ),
    "pt": (
        r"(?#a respeito d|acerca d|dedicada a|em torno d|sobre)\b(?:escrev\w+|carta|algo|ler|lesse|texto|artigo|mais|opini\w+|fal(?:ar|a|e|asse|ares|asses)|coisa|refle\w+|pens\w+|saber|contar|tema|edição|palavras|dedic\w+)\s(?:\S+\s){0,4}?(?:sobre|acerca d[aeo]s?|a respeito d[aeo]s?|em torno d[aeo]s?|dedicada a[os]?)\s(?P<t>.+)",
        r"(?#contar|fala|fale|tratar)\b(?:fal(?:ar|asse|ares|asses|e|a)|tratar|contar)(?: \w+){0,3}? (?:d[aeo]s?)\s(?P<t>.+)",
        r"(?#dedic)\bdedic\w+ (?:\w+ ){1,5}?(?:a|à|ao|aos|às) (?P<t>.+)",
        r"(?#carta para )\b(?:uma|outra|alguma) (?:\w+ )?carta para (?P<t>(?:quem|os|as|o|a|todos)\b.+)",
        r"(?#outra sobre |um sobre |uma sobre )\b(?:uma?|outra|mais uma|alguma) sobre (?P<t>.+)",
        r"(?#e se falasse d|por que nao|porque nao|que tal)\b(?:que tal|e se falasse d[aeo]s?|por que não|porque não) (?:uma carta (?:sobre|de) |sobre |falar (?:sobre|d[aeo]s?) |escrever sobre )?(?P<t>.+)\?",
        r"(?#peco|proponho|sugiro|voto em|voto por)\b(?<!o )(?:proponho|sugiro|voto em|voto por|peço)(?: (?:um|como|este|o) (?:tema|assunto|ideia)\w*)? ?[:,]? (?:uma carta sobre )?(?P<t>.+)",
        r"(?#assunto|ideia|pedido|proposta|sugestao|tema)\b(?:minha|meu|uma?|outra|sugestão de) (?:\w+ )?(?:tema|ideia|sugestão|proposta|pedido|assunto)(?: (?:é|seria|para \w+ \w+))? ?[:,] ?(?P<t>.+)",
        r"(?# da um| daria um| merece um| seria um)^(?P<t>.{3,90}?),? (?:daria|seria|dá|merece) (?:uma?|um bom|uma boa|uma bela) (?:\w+ )?(?:carta|tema|texto)",
        r"(?#interessa|preocupa)\b(?:interessa\w*|preocupa\w*)\b.{0,20}\b(?:o tema|a questão|a ideia|o assunto) d[aeo]s? (?P<t>.+)",
        r"(?#adoraria |gostaria |queria )\b(?:gostaria|queria|adoraria) (?:muito )?(?:de )?(?:saber|entender|ler|aprender) (?P<t>(?:como|por que|porquê|o que)\b.+)",
    ),
    "it": (
        r"(?#a proposito d|circa|dedicata a|intorno a|riguardo a|su)\b(?:scriv\w+|letter[ae]|qualcosa|legger\w*|testo|articolo|pezzo|opinion\w+|parl(?:are|assi|asse|i|a|aste|erai)|rifless\w+|pens\w+|saperne|sapere|raccont\w+|tema|numero|puntata|dedic\w+|due righe|più)\s(?:\w+\s){0,4}?(?:su(?:l|llo|lla|i|gli|lle)?(?![^\W_])|sull['’]|circa|riguardo a\w*|a proposito d\w+|intorno a\w*|dedicata a\w*)\s?(?P<t>.+)",
        r"(?#parl|racconta|scriv)\b(?:scriv(?:ere|essi|i|esse|ete|este)|parl(?:are|assi|asse|i|ate|aste)|racconta\w*)(?: \w+){0,3}? (?:d(?:i|el|ello|ella|ei|egli|elle)\s|dell['’]|d['’])(?P<t>.+)",
        r"(?#dedic)\bdedic\w+ (?:\w+ ){1,5}?a(?:i|l|lla|lle|gli|llo)? (?P<t>.+)",
        r"(?#lettera per )\b(?:una|un'altra|qualche) (?:\w+ )?lettera per (?P<t>(?:chi|i|gli|le|quelli|tutti)\b.+)",
        r"(?#raccont)\braccont(?:a|aci|ami|ateci|i|ci)(?: (?:un giorno|una volta|anche|pure|magari|prima o poi)){0,2} (?P<t>(?:il|lo|gli|le|l['’]|quel\w*) ?\w.+)",
        r"(?#raccont)\braccont(?:a|aci|ami|ateci|atemi|i)(?: (?:qualcosa|un po['’]?|di più|ancora))? (?:d(?:i|el|ella|ei|elle|egli) |dell['’])(?P<t>.+)",
        r"(?#che ne dici di |che ne dite di |cosa ne dici di |perche non )\b(?:che ne dici di|che ne dite di|perché non|cosa ne dici di) (?:una lettera (?:su|sul|sulla|sui|sulle) |parlare d(?:i|el|ella|ei) |scrivere (?:di|su) )?(?P<t>.+)\?",
        r"(?#chiedo|propongo|suggerisco|voto per)\b(?<!lo )(?:propongo|suggerisco|voto per|chiedo)(?: (?:un|come|questo) (?:tema|argomento)\w*)? ?[:,]? (?:una lettera su\w* )?(?P<t>.+)",
        r"(?#argomento|idea|proposta|richiesta|spunto|suggerimento|tema)\b(?:mia|mio|un['’]?a?|altra|ecco un['’]?a?) ?(?:\w+ )?(?:tema|idea|proposta|suggerimento|argomento|richiesta|spunto)(?: (?:è|sarebbe|per \w+ \w+))? ?[:,] ?(?P<t>.+)",
        r"(?# merita un| meriterebbe un| sarebbe un)^(?P<t>.{3,90}?),? (?:sarebbe|merita|meriterebbe) (?:una?|un bel|una bella) (?:\w+ )?(?:lettera|tema|argomento|pezzo)",
        r"(?#interess|sta a cuore)\b(?:interess\w+|sta a cuore)\b.{0,20}\b(?:il tema|la questione|l'idea|l'argomento) (?:d(?:i|el|ella|ei|elle|egli) |dell')(?P<t>.+)",
        r"(?# capire | imparare | leggere | sapere )\b(?:mi piacerebbe|vorrei|sarei curios\w+ di) (?:sapere|capire|leggere|imparare) (?P<t>(?:come|perché|che cosa)\b.+)",
    ),
    "nl": (
        r"(?#aangaande|betreffende|omtrent|over|rond)\b(?:over|omtrent|rond|rondom|aangaande|betreffende)\s(?P<t>.+?)(?:,? (?:schrijven|lezen|vertellen|horen|hebben|willen|zou|graag|alsjeblieft|aub|kunnen|doen|maken|fijn|leuk|mooi)\b.*)?$",
        r"(?#brief voor )\bbrief voor (?P<t>(?:wie|mensen|iedereen|al)\b.+)",
        r"(?# daarover| erover)\b(?:schrijf|vertel)(?: \w+){0,4}? (?:erover|daarover),? (?P<t>.+)",
        r"(?#wat dacht |wat denk |wat vind )^(?:en |of )*wat (?:dacht|vind|denk) je van (?:een brief over )?(?P<t>.+)",
        r"(?#hoe zit het met )^(?:en |of )*hoe zit het met (?P<t>.+)",
        r"(?#idee|onderwerp|suggestie|thema|verzoek|voorstel|wens)\b(?:mijn|een|als|nog een) (?:\w+ )?(?:onderwerp|idee|voorstel|suggestie|thema|wens|verzoek)(?: (?:is|zou zijn|voor \w+ \w+))? ?[:,] ?(?P<t>.+)",
        r"(?# is | lijkt me | verdient | zou )^(?P<t>.{3,90}?),? (?:zou|lijkt me|verdient|is) (?:wel |ook )?een (?:\w+ )?(?:brief|onderwerp|thema|stuk)",
        r"(?#ik ben benieuwd|ik stel me voor|ik stel voor|ik stem voor|ik wil graag weten|ik wil weten)\b(?:ik stel (?:voor|me voor)|ik stem voor|ik wil (?:graag )?weten|ik ben benieuwd)[:,]? (?P<t>.+)",
    ),
    "pl": (
        r"\b(?:napis\w+|pisa\w+|list\w*|liści\w+|coś|cos|przeczyta\w+|poczyta\w+|tekst\w?|artykuł|więcej|opowie\w+|posłucha\w+|usłysze\w+|myśli\w*|słów|temat|porozmawia\w*|pomyśle\w+)\s(?:\w+\s){0,3}?(?:o|na temat|dotyczący|wokół)\s(?:tym,? |tego,? )?(?P<t>.+)",
        r"(?#na temat)\bna temat:? (?P<t>.+)",
        r"(?#co powiesz na|moze)^(?:a |i )?(?:może|co powiesz na|a może)(?: list o| coś o| o)? (?P<t>.+)",
        r"(?#jeden |kolejny |mam |moj |moja |taki )\b(?:mój|moja|mam|taki|jeden|kolejny) (?:\w+ )?(?:temat|pomysł|propozycja|propozycję|sugestia|sugestię|prośb\w)(?: (?:to|na \w+))? ?[:,–-] ?(?P<t>.+)",
        r"(?#glosuje za|proponuje|prosze o list o|sugeruje)\b(?:proponuję|sugeruję|głosuję za|proszę o list o)[: ]+(?:temat[: ]+)?(?P<t>.+)",
        r"(?# bylby| byloby| to| zasluguje na)^(?P<t>.{3,90}?),? (?:to|byłby|byłoby|zasługuje na)\s(?:byłby )?(?:dobr\w+|świetn\w+|ciekaw\w+|piękn\w+)?\s?(?:temat|list)",
        r"(?#chcial|ciekawi mnie)\b(?:ciekawi mnie|chciał\w+ (?:się )?(?:wiedzieć|dowiedzieć|zrozumieć)),? (?P<t>.+)",
    ),
    "tr": (
        r"(?# dair| hakkinda| ilgili| konulu| konusu| uzerine)^(?P<t>.{2,120}?) (?:hakkında|üzerine|konusunda|konusunu|konulu|ile ilgili|ilgili|dair|konusu)\b(?=.*(?:yaz|oku|mektup|yazı|anlat|değin|bahse|ele al|duymak|isterim|isteriz|ister|olur|güzel|lütfen|harika))",
        r"(?#bahse|soz e)^(?P<t>.{2,120}?)['’]?(?:dan|den|tan|ten|ndan|nden) (?:da )?(?:bahse\w+|söz e\w+)",
        r"(?#anlat|ele al|yazabilir|yazar misin|yazsan)^(?P<t>.{2,120}?)['’]?(?:yi|yı|yu|yü|ni|nı|nu|nü|i|ı|u|ü) (?:anlat\w+|yazar mısın\w*|yazsan\w*|yazabilir\w*|ele al\w+)",
        r"(?#fikir|fikrim|istegim|istek|konu|oneri)\b(?:konu|öneri|önerim|fikir|fikrim|istek|isteğim|konu önerisi)(?:m|im)? ?[:,] ?(?P<t>.+)",
        r"(?#nasil olur|ne dersin|olur mu)^(?:peki )?(?:ya )?(?P<t>.{3,90}?) (?:nasıl olur|olur mu|ne dersin\w*)\b",
        r"(?# guzel bir | harika bir | iyi bir )^(?P<t>.{3,90}?) (?:güzel|iyi|harika) bir (?:konu|mektup|yazı)\b",
    ),
    "ru": (
        (
            r"(?#больше|выпуск|мысл|напи|пару слов|писа|письм|пиш|поговори|послуша|почита|прочесть|прочита|расскаж|рассказ|стать|текст|узнать|услыша|что-нибудь|что-то)(?<![^\W_])(?:напи\w+|пиш\w+|писа\w+|письм\w+|прочита\w+|почита\w+|прочесть|что-нибудь|что-то|расскаж\w+|рассказ\w+|текст|стать\w+|услыша\w+|поговори\w+|больше|мысл\w+|узнать|послуша\w+|пару слов|выпуск)"
            r"[\s,]+(?:\S+\s){0,4}?(?:о|об|обо|про|на тему)\s(?:том,? |то,? )?(?P<t>.+)"
        ),
        r"(?#давайте|ждем|жду|можно|нельзя ли|хотелось бы|хочется|хочу)^(?:а |и |тогда )*(?:можно|нельзя ли|хотелось бы|хочется|хочу|давайте|жду|ждём)(?: \S+){0,3}? (?:о|об|обо|про) (?P<t>.+)",
        r"(?#идея|мой вариант|на тему|пожелание|предлагаю|предложение|просьба|тема)(?<![^\W_])(?:на тему|тема|идея|предложение|предлагаю(?: тему)?|пожелание|просьба|мой вариант)(?: (?:для|на) \w+)? ?[:,–—-]? ?(?P<t>.+)",
        r"(?#как насчет|может|что насчет)^(?:а )?(?:как насчёт|как насчет|что насчёт|что насчет|может,? (?:письмо )?(?:о|об|про)|может быть,? (?:о|об|про)) (?:письма (?:о|об|про) )?(?P<t>.+)",
        r"(?#был бы|была бы|было бы|вот|стала бы|чем не|это)^(?P<t>.{3,90}?)[,—– -]+(?:это|вот|чем не|была бы|было бы|был бы|стала бы)\s?(?:хорош\w+|отличн\w+|прекрасн\w+)?\s?(?:тем\w|письмо)",
        r"(?#интересно|хотелось бы знать|хотелось бы понять|хотелось бы узнать)(?<![^\W_])(?:интересно(?: было бы)?(?: узнать)?|хотелось бы (?:знать|понять|узнать)),? (?P<t>(?:как|почему|зачем|что)\b.+)",
    ),
    "hi": (
        r"(?# के ऊपर| के बारे में| के विषय में| के संबंध में| विषय पर| से जुड़)^(?P<t>.{2,120}?) (?:के बारे में|के विषय में|के ऊपर|विषय पर|से जुड़ी?|के संबंध में)(?=.*(?:लिख|चिट्ठी|पत्र|लेख|पढ़|बता|कुछ|बात|सुन))",
        r"(?# पर )^(?P<t>.{2,120}?) पर(?: भी)? (?:\S+ ){0,3}?(?:चिट्ठी|पत्र|लेख|लिख|कुछ|बात|लिखिए|लिखें)",
        r"(?#अनुरोध|आइडिया|विचार|विषय|सुझाव)(?:विषय|सुझाव|विचार|आइडिया|अनुरोध)(?: है)? ?[:,–-] ?(?P<t>.+)",
        r"(?# अच्छा विषय| कैसा रहेगा)^(?P<t>.{3,90}?) (?:कैसा रहेगा|अच्छा विषय)",
    ),
    "ja": (
        r"(?#について|にまつわる|に関して|に関する|をめぐる|をテーマに)^(?P<t>.{2,120}?)(?:について|に関して|に関する|にまつわる|をテーマに|をテーマにした|をめぐる)(?=.*(?:書|読|取り上げ|話|聞|教|手紙|知りた|考え|特集|記事|触れ|語|お願い|ほし|欲し|希望|どう|伺|$))",
        r"^(?P<t>.{2,120}?)、?(?:という|っていう|といった|の)(?:話|テーマ|手紙|こと|お話|内容|エピソード)(?:を|が|も|で)(?=.*(?:書|読|取り上げ|聞|教|知りた|ほし|欲し|希望|お願い|どう))",
        r"(?#お願い|リクエスト|希望)^(?P<t>.{2,80}?)(?:の(?:話|お話|テーマ|手紙|こと)|について)?、(?:ぜひ|是非)?(?:お願い|希望|リクエスト)",
        r"(?#テーマに|取り上げ|書いて|特集|題材に)^(?P<t>.{2,120}?)(?:を|も)(?:ぜひ|是非|いつか|今度)?(?:取り上げ|テーマに|書いて|題材に|特集)(?=.*(?:ほし|欲し|ください|下さい|もらえ|いただ|お願い|どう|たら))",
        r"(?#お題|アイデア|テーマ|ネタ|リクエスト|希望|提案)(?:テーマ|提案|お題|リクエスト|アイデア|希望|ネタ)(?:として)?(?:は|です|、)?(?:：|:|「)(?P<t>.+)",
        r"(?#お題として|お題は|テーマとして|テーマは|リクエストとして|リクエストは)(?:テーマ|お題|リクエスト|次のテーマ)(?:は|として)(?P<t>.+?)(?:はどう|が(?:いい|良い|よい)|でお願い|を(?:お願い|希望)|なんて)",
        r"(?#とかいかがで|とかどうで|なんていかがで|なんてどうで|はいかがで|はどうで)^(?P<t>.{2,60}?)(?:は|なんて|とか)(?:どう|いかが)(?:です|でしょう)",
    ),
    "ko": (
        r"(?#라는 주제|를 주제로|에 관한|에 관해|에 대한|에 대해|에 얽힌|을 주제로)^(?P<t>.{2,120}?)(?:에 대해서?|에 대한|에 관한|에 관해서?|을 주제로|를 주제로|이라는 주제|라는 주제|에 얽힌)(?=.*(?:써|쓰|읽|다뤄|다루|듣|글|편지|이야기|얘기|알려|궁금|어때|어떨))",
        r"^(?P<t>.{2,120}?)(?:을|를|도|은|는)? ?(?:이야기|얘기|편지|글)(?:를|을|도|가)? (?:\S+ )?(?:써|쓰|읽고|듣고|들려|부탁|다뤄|기대)",
        r"(?#다뤄|써 주|써주|주제로)^(?P<t>.{2,120}?)(?:을|를|도) (?:한번 |꼭 |좀 |언젠가 )*(?:다뤄|써 ?주|주제로)",
        r"(?#라면 |였으면 |이면 |이었으면 )^(?:다음 ?(?:편지|글|주제)?(?:는|은|엔|에는)? )?(?P<t>.{2,80}?)(?:에 대한|에 관한)?(?: ?(?:이야기|얘기|편지|글))?(?:였으면|이었으면|이면|라면) (?:좋|해|하)",
        r"(?#소재|신청|아이디어|의견|제안|주제)(?:주제|제안|아이디어|소재|신청|의견)(?:는|은|로|로는)? ?[:,：] ?(?P<t>.+)",
        r"(?# 어)^(?P<t>.{2,60}?)(?:은|는|이|가)? (?:어때요|어떨까요|어떠세요|어떤가요)",
    ),
    "zh": (
        r"(?#为题|為題)(?<![可所])以(?P<t>.{2,60}?)(?:为题|為題)",
        r"(?#关于|围绕|圍繞|有关|有關|關於)(?:关于|關於|有关|有關|围绕|圍繞)(?P<t>.{2,80}?)(?:的(?:信|文章|故事|话题|話題|内容|東西|东西|想法|一封信|事)|方面|$)",
        r"(?:写一写|写写|聊一聊|聊聊|谈一谈|谈谈|讲一讲|讲讲|说一说|说说|寫一寫|寫寫|談談|聊聊|講講|說說|写一封|写篇|寫一封|写点|寫點)(?:关于|關於|一下)?(?P<t>.{2,80})",
        r"(?:能不能|能否|可以|可不可以|希望|建议|建議|想请|想請|请|請|不如|要不|要不要|何不|下次|想看|想读|想讀|想听|想聽|期待)[^。！？!?，,]{0,12}?(?:写|寫|聊|谈|談|讲|講|说|說)(?:一下|到|过)?(?P<t>.{2,80})",
        r"(?#主題|主题|建議|建议|想法|点子|話題|话题|題目|题目|點子)(?:主题|題目|题目|主題|话题|話題|建议|建議|想法|点子|點子)(?:是|：|:|，|可以是)(?P<t>.{2,80})",
        r"(?#可以吗|好吗|如何|怎么样|怎麼樣|行吗)^(?P<t>.{2,40}?)(?:怎么样|怎麼樣|如何|行吗|可以吗|好吗)[？?]?$",
    ),
}

# What a sentence must have besides, where "about" and its like say little.
ASKS: dict[str, str] = {
    "de": r"\b(?:hab\w* (?:sie|du|ihr) (?:schon|je)|brauch\w*|bräucht\w*|mögen|könn\w+|würd\w*|möcht\w*|wünsch\w*|bitte|mag\w*|gern\w*|wie (?:wäre?|wär'?s)|vielleicht|schreib\w*|thema|themen\w*|vorschl\w*|idee\w*|lust|vermiss\w*|fehlt|wäre|wär|freue?n?|interess\w*|mal|hätte\w*|will|wüsst\w*|frag\w*|steckt|kannst)\b",
    "fr": r"(?:\b(?:aurait|demande|prière)\b|\bdirait|tent(?:e|erait)|consacr\w+|avez-vous (?:déjà )?(?:pensé|songé)|as-tu (?:déjà )?(?:pensé|songé)|r[êe]v\w+|pou[rv]\w+|peux|peut-être|aimer\w*|voudr\w+|souhait\w*|serai\w*|plair\w*|s'il|si (?:vous|tu)|et (?:si|pourquoi)|pourquoi pas|propos\w+|sugg\w+|parle[sz]?[- ]|raconte|idée|thème|sujet|écri(?:vez|s|ras|rez)\b|envie|curieu\w+|un jour|hâte|que diriez|mérite|lirai\w*|adorer\w*|bien lire|ravi\w*|intéress\w*|une lettre (?:dans|à))",
    "es": r"(?:ilusi[óo]n|anim\w+|te copás|ganas de|has pensado|ha pensado|dedic\w+|podr[íi]\w+|pued\w+|gustar[íi]\w+|encantar[íi]\w+|quisier\w+|quier\w+|querr[íi]\w+|desear\w+|ojal[áa]|qu[ée] tal|propon\w+|sugier\w+|sugeren\w+|propuest\w+|tema|idea|escrib[aei]\w*|por favor|quiz[áa]s?|tal vez|ser[íi]a|estar[íi]a|y si|interesar\w+|por qu[ée] no|alg[úu]n d[íi]a|merece|voto|pido|leer[íi]a|una carta (?:entera )?en|habla\w*|cu[ée]nt\w+|atrev\w+)",
    "pt": r"(?:\b(?:mand[ae]|fa[zç]a?)\b|j[áa] pens\w+|adora\w+|gosta\w+|dedic\w+|poder\w+|pode|pud\w+|gostar\w+|adorar\w+|queri?a|quero|que tal|propon\w+|proposta|sugi?r\w+|sugest\w+|tema|ideia|escrev[aei]\w*|por favor|talvez|seria|e se|interessa\w*|por que n|porque n|um dia|merece|voto|pe[çc]o|leria|fal[ae]\w*|cont[ae]\w*|tomara|daria)",
    "it": r"(?:hai (?:mai )?pensato|ha (?:mai )?pensato|andrebbe|dedic\w+|potrest\w*|potrebbe|puoi|può|piacer\w+|vorre\w*|magari|che ne d|propon\w+|propost\w+|sugger\w+|tema|argoment\w+|idea|idee|scriv(?:i|a|ete|erai|essi|ere|este)\b|per favore|forse|sarebbe|e se|interessa\w*|perché non|un giorno|merit\w+|voto|chiedo|leggerei|raccont[ai]\w*|parla\w*|curios\w+|bello|spunt\w+|spero)",
    "nl": r"\b(?:mag|mogen|gaat|gaan|zou\w*|kun|kan|kunt|wil|willen|graag|misschien|wat dacht|wat vind|hoe zit|idee|onderwerp|voorstel\w*|suggestie|thema|schrijf|schrijven|alsjeblieft|aub|benieuwd|leuk|mooi|fijn|lezen|ooit|eens|verdient|stel|stem|wens|hoop)\b",
    "pl": r"(?:m[óo]g(?:ł\w+|łb\w+)|mo[żz](?:e|esz|na|ecie)|chcia(?:ł\w+)|chętnie|prosz\w+|proponu\w+|propozycj\w+|pomysł\w*|temat\w*|sugest\w+|sugeru\w+|napisz\w*|co powiesz|byłoby|byłby|fajnie|czekam|marz\w+|czy kiedyś|poprosz\w+|ciekaw\w*|kiedyś|zasługuje|lubił\w+|ucieszy\w+|przeczytał(?:abym|bym))",
    "ru": r"(?:мо(?:гли|жете|жешь|жно|жет|гла|г) ?(?:бы)?|хоте\w+|хочу|хочется|бы(?![^\W_])|пожалуйста|напиши\w*|предл\w+|идея|тема|тему|пожелан\w+|просьба|расскаж\w+|интересно|рад\w* (?:была?|прочесть)|как насч|что насч|мечта\w+|жду|когда-нибудь|просим|прошу|чем не|пишите)",
}

# What makes a sentence no wish, although a pattern fits.
REFUSALS: dict[str, str] = {
    "en": r"\b(?:don'?t|do not|never (?:\w+ )?(?:write|do|mention|talk|cover|touch|again|send)|please not|not (?:another|more|again)|no more|enough|stop|spare (?:us|me)|sick of|tired of|anything but|rather not|less|instead of|leave out|skip|avoid|without writing|had it with|please no|no (?:letters?|posts?) (?:about|on))\b",
    "de": r"\b(?:nicht|nie|niemals|keine?n?|bloß|genug|satt|statt|hör\w* auf|verschone?|lieber ohne|weniger)\b",
    "fr": r"\b(?:n['’]|ne |pas |jamais|plus de lettres?|assez|arrêtez|marre|épargnez|évitez|moins de)",
    "es": r"\b(?:no|nunca|jamás|basta|dej[ae] de|hart[oa]|menos|evita|ahórra\w+)\b",
    "pt": r"\b(?:não|nunca|jamais|chega|par[ae] de|cansad[oa]|fart[oa]|menos|evite|poupe)\b",
    "it": r"\b(?:non|mai|basta|smett\w+|stuf[oa]|stanc[oa]|meno|evita|risparmia\w+)\b",
    "nl": r"\b(?:niet|nooit|geen|genoeg|stop|zat|minder|liever niet|bespaar)\b",
    "pl": r"\b(?:nie|nigdy|dość|żadnych|mniej|przestań|dosyć|bez)\b",
    "tr": r"(?:\byazma\b|yazmayın|yazmasan|\basla\b|yeter\b|bıktım|istemiyorum|değil\b|olmasın)",
    "ru": r"(?<![^\W_])(?:не|никогда|хватит|довольно|надоел\w*|меньше|без)(?![^\W_])",
    "hi": r"(?:मत |नहीं|कभी न|बस कर|न लिख)",
    "ja": r"(?:書かないで|やめて|もう結構|うんざり|はもういい|以外|書かなくて|飽きました|いりません|控えて)",
    "ko": r"(?:쓰지 ?마|하지 ?마|말아 ?주|그만|지겨|질렸|빼고|싫어|사양)",
    "zh": r"(?:不要|别|別|请勿|請勿|不想|够了|夠了|停止|厌|膩|腻)",
}

# What looks back at letters that were: praise, thanks, memories.
BACKWARD: dict[str, str] = {
    "en": r"\b(?:you (?:hinted|said|mentioned)|thank\w*|(?:funny|strange|odd|uncanny|weird) (?:that|how) you|loved|enjoyed|liked|adored|reminded|you wrote|you've written|your (?:\w+ )?(?:letter|piece|post|words|line|edition) (?:about|on)|(?:yesterday|monday|tuesday|wednesday|thursday|friday|last (?:week|month))(?:'s| letter)|made me|got me|when i read|after reading|disagree|agree with|sponsor|advert\w*|link|event|calendar|archive|typo|deadline|workshop)\b|^(?:oh|wow|great|wonderful|fantastic|super|ah),? (?:\w+,? )?(?:yet )?another\b",
    "de": r"\b(?:dank\w*|hat mir|hast du geschrieben|geschrieben hast|gefallen|gefiel|gelacht|geweint|berührt|dein brief über|der brief über|dein text über|stimmt nicht|widersprech\w*|werben|anzeige|link)\b|^(?:na )?toll,? (?:schon )?(?:wieder|noch)",
    "fr": r"\b(?:merci|m['’]a (?:\w+ )?(?:fait|touch|plu|rappel)|vous avez écrit|tu as écrit|votre lettre sur|ta lettre sur|la lettre sur|j['’]ai (?:aimé|adoré|lu|pleuré|ri)|sponsoris|lien|pas d['’]accord)",
    "es": r"\b(?:gracias|me (?:encantó|gustó|hizo|recordó)|escribiste|tu carta sobre|la carta sobre|leí|no estoy de acuerdo|patrocin\w+|enlace)\b",
    "pt": r"\b(?:obrigad[oa]|adorei|gostei|amei|me (?:fez|lembrou)|escreveu|a carta sobre|sua carta sobre|tua carta sobre|li|discordo|patrocin\w+|link)\b",
    "it": r"\b(?:grazie|mi è (?:piaciut\w+|servit\w+)|mi ha (?:fatto|ricordato|commoss\w+)|hai scritto|la (?:tua )?lettera su\w*|ho (?:letto|riso|pianto|adorato)|non sono d'accordo|sponsor\w*|link)\b",
    "nl": r"\b(?:dank\w*|bedankt|genoten|je schreef|jouw brief over|je brief over|de brief over|deed me|heeft me|gelachen|gehuild|oneens|sponsor\w*|link)\b",
    "pl": r"\b(?:dzięk\w+|podobał\w*|napisałaś|napisałeś|twój list o|ten list o|wzruszył\w*|przypomniał\w*|płakał\w*|śmiał\w*|nie zgadzam|sponsor\w*|link\w*)\b",
    "tr": r"(?:teşekkür|sağ ?ol|beğendim|bayıldım|yazdığın|yazmıştın|ağladım|güldüm|hatırlattı|katılmıyorum|sponsor)",
    "ru": r"(?<![^\W_])(?:спасибо|благодар\w+|понравил\w+|вы (?:написали|писали)|ты (?:написала?|писала?)|ваше письмо (?:о|про)|твоё письмо (?:о|про)|плакала?|смеял\w+|напомнил\w+|не согласн\w+|спонс\w+|ссылк\w+)",
    "hi": r"(?:धन्यवाद|शुक्रिया|अच्छा लगा|अच्छी लगी|पसंद आ|रुला|याद आ|आपने लिखा)",
    "ja": r"(?:ありがとう|感動しました|泣き|笑いました|良かったです|よかったです|共感|思い出しました|書かれていた|誤字|リンク)",
    "ko": r"(?:감사|고마|좋았어요|좋았습니다|공감|울었|웃었|덕분|쓰신|오타|링크)",
    "zh": r"(?:谢谢|感谢|謝謝|感謝|喜欢你写|很喜欢|感动|共鸣|你写的|您写的|错字|链接|不同意)",
}

# What begins a topic without belonging to it: "next time", "please", "can you".
LEADS: dict[str, str] = {
    "en": r"(?:how about|what about|maybe|perhaps|please|also|and|(?:the|that) (?:(?:whole|old|big) )?(?:topic|theme|subject|idea|question|matter|issue) of|the fact that|things like|e\.g\.|for example|say,|something like)[ ,:]+",
    "de": r"(?:das thema|die frage,|mal|auch|vielleicht|bitte|z\. ?b\.|zum beispiel)[ ,:]+",
    "fr": r"(?:le thème de|le sujet de|le fait de|peut-être|par exemple)[ ,:]+",
    "es": r"(?:el tema de|el hecho de|quizás?|tal vez|por ejemplo)[ ,:]+",
    "pt": r"(?:agora,|aliás,|bom,|olha,|o tema d[aeo]|o facto de|o fato de|talvez|por exemplo)[ ,:]+",
    "it": r"(?:il tema d\w+|il fatto di|magari|forse|per esempio)[ ,:]+",
    "nl": r"(?:het onderwerp|het thema|misschien|bijvoorbeeld|eens|ook)[ ,:]+",
    "pl": r"(?:tym,|że|może|na przykład|np\.|temat:?)[ ,:]*",
    "tr": r"(?:abla|hocam|ne ?olur|(?:\w+ ){0,2}(?:selam\w*|merhaba)|de|da|bir gün|belki|keşke|lütfen|bir dahaki sefere?|gelecek sefer|bir de|ayrıca|acaba|bence|mümkünse|merhaba|selam|bir sonraki mektup(?:ta|unda)?|sizden|senden|ben)[ ,:]+",
    "ru": r"(?:том,|то,|тему|может быть,?|например,?)[ ,:]*",
    "hi": r"(?:.{0,70}\bकि आप|.{0,70} कि आप|मारा(?: जी)?|क्या आप|क्या|कृपया|मैं|मुझे|अगली बार|कभी|आप|हो सके तो|अगर हो सके तो|नमस्ते,?|एक दिन|शायद|अगला पत्र)[ ,:]+",
    "ja": r"(?:[^、]{0,20}(?:ければ|でなければ|かわりに?|代わりに?|ですが|ますが|けど)、|次(?:回)?(?:の手紙で)?は|今度は|今度|ぜひ|是非|できれば|もしよければ|もし良ければ|よかったら|よろしければ|いつか|また|そして|あと|次に|もっと|一度|ひとつ|それから|私は|例えば|たとえば|お願いですが|機会があれば)[、,]?",
    "ko": r"(?:[가-힣]{1,6}님,|그래서 말인데|그런데|근데|담엔|담에|다음(?:에는|엔|에|번에는|번엔|번에| 편지에는|편지는)|언젠가(?:는)?|혹시|기회가 되면|가능하다면|괜찮으시면|그리고|또|앞으로(?:는)?|저는|한번|나중에|시간 되시면|꼭|제발|요즘)[ ,]+",
    "zh": r"(?:下次|以后|能不能|可不可以|可以|请|希望|关于|一下|你|您|再|多|一篇|一封|一点|有空|有机会|也许|或许)+",
}

# What ends a sentence without belonging to its topic.
TAILS: dict[str, str] = {
    "en": r"[,;]? (?:to (?:have|get|be given) (?:a|an|its|their|his|her|one)\b.*|please|thank you|thanks|some ?day|one day|sometime|some ?time|at some point|soon|next(?: time| week)?|too|as well|for us|for me|one of these days|if (?:you|that|it|possible)\b.*|would (?:be|make|do)\b.*|could be\b.*|"
    r"might be\b.*|in (?:a|one of your) (?:future )?letters?|in the newsletter|instead|maybe|perhaps|because\b.*|since (?:i|my|we|you)\b.*|right\?|when you (?:can|have (?:time|a (?:moment|minute|chance))|get (?:time|round|around|a chance|the chance))\b.*|any ?time|i think|that would\b.*|and (?:how|what) (?:you|your)\b.*)$"
    r"|, (?:i|i'm|i've|my|we|you|nobody|no one|everybody|everyone|people|which (?:i|is|my)|as i|so i|but|it|that's|it's|who knows)\b.*$",
    "de": r",? (?:bitte|danke|mal|irgendwann|demnächst|schreiben|lesen|erzählen|freuen|hören|machen|bringen|vielleicht|wäre\b.*|würde\b.*|falls\b.*|wenn du\b.*|wenn sie\b.*|das wäre\b.*|weil\b.*|denn\b.*)$|, (?:ich|das|mein\w*|wir|da)\b.*$",
    "fr": r",? (?:ou bien\b$|s['’]il (?:te|vous) plaît|svp|stp|un jour|merci|bientôt|peut-être|serait\b.*|me plairait\b.*|si (?:vous|tu|c['’]est)\b.*|parce qu\w*.*|car\b.*)$|, (?:je|j['’]|ça|c['’]est|mon|ma|mes|nous)\b.*$",
    "es": r",? (?:por favor|porfa\w*|te lo (?:pido|ruego)\b.*|gracias|algún día|un día|alguna vez|pronto|quizás?|sería\b.*|estaría\b.*|si (?:te|puedes|es)\b.*|porque\b.*)$|, (?:yo|me|mi|es|creo|sería)\b.*$",
    "pt": r",? (?:por favor|obrigad[oa]|um dia|algum dia|qualquer dia|em breve|talvez|seria\b.*|se (?:puder|der|for)\b.*|porque\b.*|pois\b.*)$|, (?:eu|me|meu|minha|acho|é|seria)\b.*$",
    "it": r",? (?:per favore|ti prego\b.*|vi prego\b.*|grazie|un giorno|prima o poi|magari|presto|sarebbe\b.*|se (?:puoi|vuoi|ti)\b.*|perché io\b.*)$|, (?:io|mi|mio|mia|è|sarebbe|credo)\b.*$",
    "nl": r",? (?:iets voor (?:je|jou|u|jullie)\b.*|alsjeblieft|alstublieft|aub|graag|een keer|eens|ooit|misschien|dank\w*|schrijven|lezen|vertellen|zou\b.*|als (?:je|dat)\b.*|want\b.*|omdat\b.*)$|, (?:ik|dat|mijn|het)\b.*$",
    "pl": r",? (?:proszę|dziękuję|kiedyś|może|jeśli\b.*|jeżeli\b.*|bo\b.*|ponieważ\b.*|byłoby\b.*|byłby\b.*)$|, (?:ja|mnie|mój|moja|to)\b.*$",
    "tr": r",? (?:lütfen|teşekkürler|bir gün|olur mu|bir (?:yazı|mektup).*)$",
    "ru": r",? (?:пожалуйста|плиз|плз|пж\w*|спасибо|когда-нибудь|однажды|если\b.*|потому что.*|было бы\b.*|будет\b.*|так как\b.*)$|, (?:я|мне|мой|моя|это|у меня)\b.*$",
    "hi": r"(?: (?:भी|एक|कुछ|कभी))+$",
    "ja": r"(?:など|とか|も|、|なんか|のこと|っていうの|という(?:こと|話|の))$",
    "ko": r"(?: (?:이야기|얘기|좀|꼭|한번|주제|같은 것))+$",
    "zh": r"(?:的(?=$|吗|嗎)|这件事|這件事|这个话题|這個話題|这个主题|这个题目|的话题|的事情?|的故事|的文章|的信|吗|嗎|吧|呢|好吗|可以吗|怎么样|好不好|谢谢|一下|，.*|。.*)+$",
}

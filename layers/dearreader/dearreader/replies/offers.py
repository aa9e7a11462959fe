"""How readers offer a topic without a verb that asks: "A letter about trams?", "Give us trams next".

As in ``wishes``: searched in one sentence of folded text, and group ``t`` is the topic.
"""

_EN = (
    r"(?:letters?|editions?|pieces?|posts?|essays?|story|stories|column|something|anything|one|few words|thoughts)"
    r"(?: \w+){0,2}? (?:about|on|around|regarding)"
)

OFFERS: dict[str, tuple[str, ...]] = {
    "en": (
        rf"(?# about | abt | around | on | regarding )(?:^|[,:;.–—-] )(?:(?:and|or|so|but|also|maybe|perhaps|then|p\.?s\.?|how about|what about|why not|any chance of|would|could|might|may|can|is|there|be|time for|room for|some|a|an|another|ever)[\s,:.]{{1,2}}){{0,6}}{_EN} (?P<t>.+?)(?: (?:be|make|work|fit|interest|seem|sound|feel|suit|appeal|tempt|be of)\b.*)?\?",
        r"(?#bring us |do us |give us |try us )\b(?:give|do|try|bring) us (?P<t>.+?) (?:instead|next(?: time)?|for once|please|for a change)\b",
        r"(?#empty|ever want|looking|lost|need|run|search|short|stuck)\b(?:run(?:ning)? (?:out|short|low)|short|stuck|lost|need(?:ing)?|looking|search\w*|empty|ever want)\b.{0,40}?,? (?:there(?:'s| is| are)(?: always)?|try|consider|think of|you could (?:always )?(?:do|try|take)|how about|what about|i(?:'d| would) (?:suggest|offer|propose)) (?P<t>(?!a\b.{0,20}\bin (?:that|it|there)\b).+)",
        r"(?#come |get |go |move |pass |switch |turn )\b(?:perhaps|maybe|some ?day|one day|some ?time|could|would|might)\b.{0,40}?\b(?:turn|come|get|move|switch|pass|go) (?:\w+ )?(?:to|on to|round to|around to|over to)(?: the (?:subject|topic|question|matter) of)? (?!(?:a|the) (?:book|shop|bakery|archive|website|event|reading)\b)(?P<t>.+)",
        r"(?# for )\b(?:spare|save|find|make|have|got) (?:a |some |any )?(?:letter|line|thought|word|room|space|corner) for (?P<t>(?!me\b|us\b|you|it\b|that\b|this\b|my\b|our\b).+?)[.?!]*$",
        r"(?#asking myself|asking ourselves|curious|puzzl|wonder)\b(?:i|we) (?:keep |kept |have been |am |are |'m |'ve been )?(?:asking myself|asking ourselves|wonder(?:ing)?|puzzl\w+ over|curious)(?: about)? (?P<t>(?:how|why|what|where|when|who)\b(?! you\b| your\b).+)",
    ),
    "de": (
        r"(?#uber|ueber|von|zu)(?:^|[,:;.–—-] )(?:(?:und|oder|auch|vielleicht|mal|ps:?|wäre|gäbe es|gibt es|wie wäre es mit|wie wärs mit|wie wär's mit|warum nicht|nächstes mal|beim nächsten mal|bitte)[\s,:.]{1,2}){0,4}(?:ein(?:en|em)?|'?nen?|etwas|was) ?(?:\w+ )?(?:brief|text|beitrag|mail)? ?(?:über|zum thema|zu|von) (?P<t>.+?)\?",
        r"(?#was haeltst du|was halten sie|was haltst du|was ist|wie waer|wie war)\b(?:wie (?:wär'?e?s?|wäre es)|was ist|was hältst du|was halten sie) (?:(?:denn|mal|doch|auch|einmal) ){0,2}(?:mit|von):? (?:(?:einem|nem|'nem) (?:\w+ )?(?:brief|text) (?:über|zu[mr]?|von) )?(?P<t>.+)",
        r"(?#uber |ueber |zum thema )\b(?:über|zum thema) (?P<t>(?:\w+ ){0,4}\w+) (?:schreib|geschrieb|erzähl|les|hör|bericht|nachdenk|sprech)\w*(?P<r>, (?:die|der|das|den|dem|denen|deren|dessen|wo|wie|wenn|bei|mit|was)\b[^.!?]+)",
        r"(?#falls|sollt|wenn)\b(?:falls|wenn|sollt\w+) (?:ihnen|dir|euch|sie|du|ihr)\b.{0,30}(?:ideen|themen|stoff|nichts|fehl|ausgeh|such)\w*.{0,20}?[,:] (?:wie wäre es mit|vielleicht|es gibt immer|nehmen sie|nimm)? ?(?P<t>.+)",
    ),
    "fr": (
        r"(?#billet|lettre|mot|quelque chose|texte)(?:^|[,:;.–—-] )(?:(?:et|ou|alors|peut-être|pourquoi pas|ps:?|que diriez-vous d|que dirais-tu d|un jour|à quand|si vous faisiez|une idée)[\s,:.'e]{1,3}){0,4}(?:une? (?:\w+ )?(?:lettre|texte|mot|billet)|quelque chose|deux mots) (?:sur|à propos d[eu]s?|autour d[eu]s?) (?P<t>.+?)\s?\?",
        r"(?# sur )^(?:et|alors|tiens|sinon)[ ,]{1,2}(?:une? (?:\w+ )?(?:lettre|texte)|quelque chose) sur (?P<t>.+)",
        r"(?#ferait|m'irait|me plairait|serait)\b(?:une? (?:\w+ )?(?:lettre|texte|billet)|quelque chose) (?:sur|à propos d[eu]s?) (?P<t>.+?),? (?:ça|ca|cela|ce) (?:serait|me ferait|ferait|me plairait|m'irait)\b",
        r"(?# la question d| le sujet d| le theme d)\b(?:traite[rz]?|aborde[rz]?|évoque[rz]?|écri(?:re|vez|vais|viez|s)|parle[rz]?|raconte[rz]?)\b(?: \w+){0,3} (?:le sujet|la question|le thème) (?:de |du |des |d')(?P<t>.+)",
    ),
    "es": (
        r"(?#algo|texto|una )(?:^|[,:;.–—¿¡-] ?)(?:(?:y|o|pues|quizás?|tal vez|por qué no|qué tal|que tal|para cuándo|algún día|y si|pd:?)[\s,:.¿]{1,2}){0,4}(?:una (?:\w+ )?carta|un (?:\w+ )?texto|algo) (?:sobre|acerca de|de) (?P<t>.+?)\?",
        r"(?#te dejo |te lanzo |te mando |te paso |te propongo |te regalo )\bte (?:dejo|mando|propongo|lanzo|paso|regalo) (?:un|una|el|la|este|esta)? ?(?:tema|idea|propuesta|sugerencia)[:,.]? (?P<t>.+)",
    ),
    "pt": (
        r"(?#algo|texto|uma )(?:^|[,:;.–—-] )(?:(?:e|ou|talvez|quem sabe|que tal|por que não|porque não|e se fizesse|um dia|p\.?s\.?)[\s,:.]{1,2}){0,4}(?:uma (?:\w+ )?carta|um (?:\w+ )?texto|algo|alguma coisa) (?:sobre|acerca d[aeo]s?) (?P<t>.+?)\?",
        r"(?#deixo |fica |lanco |mando )\b(?:deixo|mando|lanço|fica) (?:aqui )?(?:um|uma|a|o)? ?(?:tema|ideia|proposta|sugestão)[:,.]? (?P<t>.+)",
    ),
    "it": (
        r"(?# su)(?:^|[,:;.–—-] )(?:(?:e|o|magari|forse|perché non|che ne dici di|che ne dite di|un giorno|a quando|p\.?s\.?)[\s,:.]{1,2}){0,4}(?:una (?:\w+ )?lettera|un (?:\w+ )?(?:testo|pezzo)|qualcosa|due righe) (?:su(?:l|llo|lla|i|gli|lle)?|sull')\s?(?P<t>.+?)\?",
        r"(?#lancio |lascio |mando |propongo )\b(?:lascio|mando|lancio|propongo) (?:un|una|questo|questa)? ?(?:tema|idea|proposta|spunto)[:,.]? (?P<t>.+)",
    ),
    "nl": (
        r"(?#brief|iets|stuk)(?:^|[,:;.–—-] )(?:(?:en|of|misschien|eens|waarom niet|wat dacht je van|hoe zit het met|ooit|ps:?)[\s,:.]{1,2}){0,4}(?:een (?:\w+ )?(?:brief|stuk|stukje)|iets) over (?P<t>.+?)\?",
        r"(?# lezen| schrijven| vertellen)\bover (?P<t>(?:\w+ ){0,3}\w+) (?:schrijven|vertellen|lezen)(?P<r>, (?:die|dat|wie|waar\w*|hoe|als)\b[^.!?]+)",
    ),
    "pl": (
        r"(?#cos o |list o |tekst o )(?:^|[,:;.–—-] )(?:(?:a|i|albo|może|kiedyś|co powiesz na|co powie pani na|ps:?)[\s,:.]{1,2}){0,4}(?:list|tekst|coś) o (?P<t>.+?)\?",
        r"(?#pomysl|propozycj|prosb|sugesti|temat)\b(?:mam|jest|oto|taka|taki|moja|mój) (?:\w+ )?(?:propozycj\w|pomysł|temat|sugesti\w|prośb\w)\s?[:,–-] ?(?:(?:list|tekst|coś) o )?(?P<t>.+)",
    ),
    "tr": (
        r"(?# hakkinda | ile ilgili | konulu | konusunda | uzerine )^(?P<t>.{2,90}?) (?:hakkında|üzerine|konulu|konusunda|ile ilgili) (?:bir )?(?:mektup|yazı|şey)\w*(?: (?:nasıl|olur|olmaz|iyi)\b.*)?\?",
    ),
    "ru": (
        r"(?#письм|текст|что-нибудь|что-то)(?:^|[,:;.–—-] )(?:(?:а|и|или|может|может быть|когда-нибудь|как насчёт|как насчет|что если|почему бы не)[\s,:.]{1,2}){0,4}(?:письм\w|текст|что-нибудь|что-то) (?:о|об|обо|про|на тему) (?P<t>.+?)\?",
    ),
}
"""By language; they are tried before the wishes, and need no other sign that something is asked."""

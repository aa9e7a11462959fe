"""How readers offer a topic without a verb that asks: "A letter about trams?", "Give us trams next".

As in ``wishes``: searched in one sentence of folded text, and group ``t`` is the topic.
"""

_EN = (
    r"(?:letters?|editions?|pieces?|posts?|essays?|story|stories|column|something|anything|one|few words|thoughts)"
    r"(?: \w+){0,2}? (?:about|on|around|regarding)"
)

OFFERS: dict[str, tuple[str, ...]] = {
    "en": (
        rf"(?:^|[,:;.–—-] )(?:(?:and|or|so|but|also|maybe|perhaps|then|p\.?s\.?|how about|what about|why not|any chance of|would|could|might|may|can|is|there|be|time for|room for|some|a|an|another|ever)[\s,:.]{{1,2}}){{0,6}}{_EN} (?P<t>.+?)(?: (?:be|make|work|fit|interest|seem|sound|feel|suit|appeal|tempt|be of)\b.*)?\?",
        r"\b(?:give|do|try|bring) us (?P<t>.+?) (?:instead|next(?: time)?|for once|please|for a change)\b",
        r"\b(?:run(?:ning)? (?:out|short|low)|short|stuck|lost|need(?:ing)?|looking|search\w*|empty|ever want)\b.{0,40}?,? (?:there(?:'s| is| are)(?: always)?|try|consider|think of|you could (?:always )?(?:do|try|take)|how about|what about|i(?:'d| would) (?:suggest|offer|propose)) (?P<t>(?!a\b.{0,20}\bin (?:that|it|there)\b).+)",
        r"\b(?:perhaps|maybe|some ?day|one day|some ?time|could|would|might)\b.{0,40}?\b(?:turn|come|get|move|switch|pass|go) (?:\w+ )?(?:to|on to|round to|around to|over to)(?: the (?:subject|topic|question|matter) of)? (?!(?:a|the) (?:book|shop|bakery|archive|website|event|reading)\b)(?P<t>.+)",
        r"\b(?:spare|save|find|make|have|got) (?:a |some |any )?(?:letter|line|thought|word|room|space|corner) for (?P<t>(?!me\b|us\b|you|it\b|that\b|this\b|my\b|our\b).+?)[.?!]*$",
        r"\b(?:i|we) (?:keep |kept |have been |am |are |'m |'ve been )?(?:asking myself|asking ourselves|wonder(?:ing)?|puzzl\w+ over|curious)(?: about)? (?P<t>(?:how|why|what|where|when|who)\b(?! you\b| your\b).+)",
    ),
    "de": (
        r"(?:^|[,:;.–—-] )(?:(?:und|oder|auch|vielleicht|mal|ps:?|wäre|gäbe es|gibt es|wie wäre es mit|wie wärs mit|wie wär's mit|warum nicht|nächstes mal|beim nächsten mal|bitte)[\s,:.]{1,2}){0,4}(?:ein(?:en|em)?|'?nen?|etwas|was) ?(?:\w+ )?(?:brief|text|beitrag|mail)? ?(?:über|zum thema|zu|von) (?P<t>.+?)\?",
        r"\b(?:wie (?:wär'?e?s?|wäre es)|was ist|was hältst du|was halten sie) (?:(?:denn|mal|doch|auch|einmal) ){0,2}(?:mit|von):? (?:(?:einem|nem|'nem) (?:\w+ )?(?:brief|text) (?:über|zu[mr]?|von) )?(?P<t>.+)",
        r"\b(?:über|zum thema) (?P<t>(?:\w+ ){0,4}\w+) (?:schreib|geschrieb|erzähl|les|hör|bericht|nachdenk|sprech)\w*(?P<r>, (?:die|der|das|den|dem|denen|deren|dessen|wo|wie|wenn|bei|mit|was)\b[^.!?]+)",
        r"\b(?:falls|wenn|sollt\w+) (?:ihnen|dir|euch|sie|du|ihr)\b.{0,30}(?:ideen|themen|stoff|nichts|fehl|ausgeh|such)\w*.{0,20}?[,:] (?:wie wäre es mit|vielleicht|es gibt immer|nehmen sie|nimm)? ?(?P<t>.+)",
    ),
    "fr": (
        r"(?:^|[,:;.–—-] )(?:(?:et|ou|alors|peut-être|pourquoi pas|ps:?|que diriez-vous d|que dirais-tu d|un jour|à quand|si vous faisiez|une idée)[\s,:.'e]{1,3}){0,4}(?:une? (?:\w+ )?(?:lettre|texte|mot|billet)|quelque chose|deux mots) (?:sur|à propos d[eu]s?|autour d[eu]s?) (?P<t>.+?)\s?\?",
        r"^(?:et|alors|tiens|sinon)[ ,]{1,2}(?:une? (?:\w+ )?(?:lettre|texte)|quelque chose) sur (?P<t>.+)",
        r"\b(?:une? (?:\w+ )?(?:lettre|texte|billet)|quelque chose) (?:sur|à propos d[eu]s?) (?P<t>.+?),? (?:ça|ca|cela|ce) (?:serait|me ferait|ferait|me plairait|m'irait)\b",
        r"\b(?:traite[rz]?|aborde[rz]?|évoque[rz]?|écri(?:re|vez|vais|viez|s)|parle[rz]?|raconte[rz]?)\b(?: \w+){0,3} (?:le sujet|la question|le thème) (?:de |du |des |d')(?P<t>.+)",
    ),
    "es": (
        r"(?:^|[,:;.–—¿¡-] ?)(?:(?:y|o|pues|quizás?|tal vez|por qué no|qué tal|que tal|para cuándo|algún día|y si|pd:?)[\s,:.¿]{1,2}){0,4}(?:una (?:\w+ )?carta|un (?:\w+ )?texto|algo) (?:sobre|acerca de|de) (?P<t>.+?)\?",
        r"\bte (?:dejo|mando|propongo|lanzo|paso|regalo) (?:un|una|el|la|este|esta)? ?(?:tema|idea|propuesta|sugerencia)[:,.]? (?P<t>.+)",
    ),
    "pt": (
        r"(?:^|[,:;.–—-] )(?:(?:e|ou|talvez|quem sabe|que tal|por que não|porque não|e se fizesse|um dia|p\.?s\.?)[\s,:.]{1,2}){0,4}(?:uma (?:\w+ )?carta|um (?:\w+ )?texto|algo|alguma coisa) (?:sobre|acerca d[aeo]s?) (?P<t>.+?)\?",
        r"\b(?:deixo|mando|lanço|fica) (?:aqui )?(?:um|uma|a|o)? ?(?:tema|ideia|proposta|sugestão)[:,.]? (?P<t>.+)",
    ),
    "it": (
        r"(?:^|[,:;.–—-] )(?:(?:e|o|magari|forse|perché non|che ne dici di|che ne dite di|un giorno|a quando|p\.?s\.?)[\s,:.]{1,2}){0,4}(?:una (?:\w+ )?lettera|un (?:\w+ )?(?:testo|pezzo)|qualcosa|due righe) (?:su(?:l|llo|lla|i|gli|lle)?|sull')\s?(?P<t>.+?)\?",
        r"\b(?:lascio|mando|lancio|propongo) (?:un|una|questo|questa)? ?(?:tema|idea|proposta|spunto)[:,.]? (?P<t>.+)",
    ),
    "nl": (
        r"(?:^|[,:;.–—-] )(?:(?:en|of|misschien|eens|waarom niet|wat dacht je van|hoe zit het met|ooit|ps:?)[\s,:.]{1,2}){0,4}(?:een (?:\w+ )?(?:brief|stuk|stukje)|iets) over (?P<t>.+?)\?",
        r"\bover (?P<t>(?:\w+ ){0,3}\w+) (?:schrijven|vertellen|lezen)(?P<r>, (?:die|dat|wie|waar\w*|hoe|als)\b[^.!?]+)",
    ),
    "pl": (
        r"(?:^|[,:;.–—-] )(?:(?:a|i|albo|może|kiedyś|co powiesz na|co powie pani na|ps:?)[\s,:.]{1,2}){0,4}(?:list|tekst|coś) o (?P<t>.+?)\?",
        r"\b(?:mam|jest|oto|taka|taki|moja|mój) (?:\w+ )?(?:propozycj\w|pomysł|temat|sugesti\w|prośb\w)\s?[:,–-] ?(?:(?:list|tekst|coś) o )?(?P<t>.+)",
    ),
    "tr": (
        r"^(?P<t>.{2,90}?) (?:hakkında|üzerine|konulu|konusunda|ile ilgili) (?:bir )?(?:mektup|yazı|şey)\w*(?: (?:nasıl|olur|olmaz|iyi)\b.*)?\?",
    ),
    "ru": (
        r"(?:^|[,:;.–—-] )(?:(?:а|и|или|может|может быть|когда-нибудь|как насчёт|как насчет|что если|почему бы не)[\s,:.]{1,2}){0,4}(?:письм\w|текст|что-нибудь|что-то) (?:о|об|обо|про|на тему) (?P<t>.+?)\?",
    ),
}
"""By language; they are tried before the wishes, and need no other sign that something is asked."""

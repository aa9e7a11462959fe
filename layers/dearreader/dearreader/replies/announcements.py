"""What readers write before, beside or after a topic: "My list:", "That feels like a letter".

Regular expressions for folded text.
"""

# What an introduction says before a colon or a list of topics.
TOPIC_WORDS = (
    r"topics?|ideas?|nominat\w+|pitch|suggest\w*|requests?|themes?|subjects?|wish(?:es)?|prompts?|proposals?|(?:for|to|on) (?:the|your) (?:list|board|pile|letter|heap|stack)|read next|(?:for|für|pour|para|per|voor|na|для) (?:the |your |la |el |il |le |o |a |die |den |einen |een |de |seu |sua |tu |su )?(?:next|nächste\w*|prochaine?|próxim[oa]|prossim[ao]|volgende|następn\w+|следующ\w+)(?: \w+)?|write (?:about|next)|would read|read about|next letters?|"
    r"you (?:don't|do not|never) (?:\w+ )?know what to write|(?:nicht|nimmer) (?:\w+ )?(?:weißt|wisst|wissen),? worüber|(?:savez|sais) (?:pas|plus) (?:quoi écrire|sur quoi)|sab(?:es|e) (?:de|sobre) que escrib|"
    r"here (?:are|is|goes)|my (?:list|votes?|picks?)|letter\w* (?:about|on|i)|things|"
    r"thema|themen\w*|vorschl\w+|ideen?|wünsche?n?|anregung\w*|idées?|thèmes?|sujets?|proposition\w*|souhaits?|envies?|temas?|sugerenc\w+|propuestas?|propongo|pedidos?|peticion\w*|ideias?|sugest\w+|propostas?|proponho|assuntos?|"
    r"idee|proposte?|suggeriment\w+|argoment\w+|spunt\w+|onderwerp\w*|voorstel\w*|suggesti\w+|wensen|idee[ëe]n|idee[ëe]?tjes?|onderwerpjes?|tip voor (?:een volgende|je|u)\w*|temat\w*|pomysł\w*|propozycj\w+|sugesti\w+|konu\w*|öneri\w*|fikir\w*|fikr\w*|istek\w*|тем[аыу]?|иде[яию]\w*|предложени\w+|пожелани\w+|"
    r"विषय\w*|सुझाव\w*|विचार\w*|テーマ|提案|アイデア|お題|リクエスト|ネタ|주제\w*|제안\w*|아이디어\w*|소재\w*|主题|主題|话题|話題|题目|題目|建议|建議|想法|点子"
)

WEAK_TOPIC_WORDS = (
    r"^(?:a|another|one|just a|small|random|my) (?:\w+ )?thought|^here'?s (?:one|another|mine)|^(?:one|another) (?:for|from) (?:you|me)|^(?:another|one more)(?: one)?$|^(?:maybe|perhaps|also|and|next(?: \w+)?|please|mine|me)$|"
    r"(?<![^\W_])(?:since you ask(?:ed)?|as you ask(?:ed)?|you asked|mine would be|ours would be|if i may|if you ask me|i(?:'d| would) say|my answer|for what it's worth|here goes|wenn ich darf|wenn sie mich fragen|ich würde sagen|meine antwort|si je peux|si j'ose|je dirais|ma réponse|si me permites?|yo diría|mi respuesta|eu diria|se me permite\w*|minha resposta|se posso|direi|la mia risposta|als ik mag|ik zou zeggen|mijn antwoord|jeśli mogę|moja odpowiedź|bence|cevabım|если можно|я бы сказала?|мой ответ)$|"
    r"^(?:ein|nur so ein) gedanke|^une (?:petite )?pensée|^un pensamiento|^um pensamento|^un pensiero|^een gedachte"
)
"""Introductions that announce a topic only if a bare phrase follows."""

# "That feels like a letter": the topic is what was said just before.
ANAPHORA = (
    r"\b(?:that|this|it|there)?(?:'s| is| might be| could be| feels| sounds| would be| would make| must be| seems| looks)? ?(?:like )?(?:a|another|the next|your next) (?:\w+ )?(?:letter|edition|piece|post|essay|topic)(?: (?:to|for) (?:me|you|us))?(?: in (?:that|there|it|this)(?: somewhere)?)?[.!?]*$"
    r"|\bda (?:steckt|liegt) (?:bestimmt |doch )?ein brief\w*|\bwäre (?:das )?(?:nicht |doch )?(?:ein |was für ein\w* )(?:brief|thema)|\b(?:ça|cela) ferait une (?:belle |bonne )?lettre|\b(?:ahí|aquí) hay una carta|\b(?:eso )?daría para una carta|\bdaria uma (?:bela |boa )?carta"
    r"|\b(?:ci starebbe|sarebbe) una (?:bella )?lettera|\bdaar zit een brief in|\bto (?:byłby )?(?:dobry )?temat na list|\bчем не тема|\bхорошая тема"
)

# "That could be a letter", in every language: something pointed at, a letter, and a mood.
POINTS = (
    r"\b(?:do|take|write|try) (?:that|this) one\b|\b(?:letter|piece|one|book|series|something|more) (?:on|about) (?:that|this|it|them|those|these)(?![^\W_])|"
    r"\b(?:writ\w+ (?:about|on)|go into|get into|look (?:at|into)|cover|take up|tackle|explore|turn to|do something with|make something of) (?:that|this|it|those|these)(?![^\W_])|"
    r"(?<![^\W_])(?:that|this|it|there|these|das|dies\w*|daraus|darin|da|darüber|davon|hierzu|dazu|ça|cela|ceci|c'|il y a là|y a-t-il|en|eso|esto|ahí|aquí|ello|isso|isto|aí|aqui|daí|questo|ciò|ne|ci|quello|dat|dit|daar|hier|to|tym|z tego|bu|bunu|bundan|buradan|это|этом|этого|тут|здесь)(?![^\W_])"
    r".{0,50}(?<![^\W_])(?:letters?|edition|piece|topic|subject|newsletter|brief\w*|thema|text|lettres?|sujet|thème|texte|carta|tema|texto|lettera|argomento|brie[fv]\w*|onderwerp|stuk|list\w?|temat|mektu[pb]\w*|konu\w*|yazı\w*|письм\w*|тем[аыу]\w*)(?![^\W_]).{0,25}$"
    r"|(?:यह|इस पर|इससे|इसमें).{0,30}(?:चिट्ठी|पत्र|विषय)|(?:これ|それ|このこと|そのこと).{0,20}(?:手紙|テーマ|題材|書)|(?:이것|그것|이걸|그걸|이 이야기|이런 이야기|이게|그게).{0,20}(?:편지|주제|글|소재)|[这這那].{0,12}(?:一封信|话题|話題|题目|題目|主题|主題|写|寫)"
)
SAYS_SO = r"(?<![^\W_])(?:that(?:'s| is| would be)|this is|there's|das (?:ist|wäre)|c'est|voilà|(?:eso|ese|este|esto) (?:es|sería)|(?:isso|esse|este) (?:é|seria)|(?:questo|ecco) (?:è|sarebbe)?|dat is|to jest|это) (?:the|my|mein\w*|das|der|die|le|la|mon|ma|el|mi|o|a|meu|minha|il|mio|mia|het|mijn|mój|moja|moje|и есть|моя)? ?(?:topic|idea|suggestion|request|wish|subject|vote|thema|idee|vorschlag|wunsch|bitte|sujet|thème|idée|tema|sugerencia|propuesta|ideia|sugestão|proposta|argomento|onderwerp|voorstel|temat|pomysł|тема|идея|просьба)(?![^\W_])"
"""Says so of what stands before it, without any doubt."""

MOODS = (
    r"[?？]|\b(?:i'd|we'd|pls+|plz+|please|could|would|might|can|should|maybe|perhaps|deserves?|worth|wäre|könnte|ließe|gäbe|würde|verdient|ferait|pourrait|serait|mériterait|mérite|daría|podría|sería|merece|daria|poderia|seria|sarebbe|potrebbe|meriterebbe|merita|zou|kan|verdient|byłby|byłoby|mógłby|mogłoby|zasługuje|olur|olabilir|olmalı)(?![^\W_])"
    r"|(?<![^\W_])(?:бы|можно|стоит|достойн\w+)(?![^\W_])|सकत|होग|でしょう|かも|なりそう|ませんか|같[아은]|좋겠|될까|可以|应该|應該|值得|会是|會是"
)

# Heads of lists, besides those that announce topics: "My list", "What I would like to read".
LISTS = r"(?<![^\W_])(?:lists?|wish-?lists?|wunschzettel|wunschliste|verlanglijst\w*|pile|lijst\w*|liste\w*|list[ae]|elenco|spis\w*|список\w*|перечень)(?![^\W_])|सूची|リスト|一覧|목록|清单|清單|单子"
READS = r"(?<![^\W_])(?:read|hear|know|see|les(?:e|en)|hören|lire|entendre|leer|leyera|oír|ler|lesse|ouvir|legger\w*|sentir\w*|lezen|horen|czyta\w*|przeczyta\w*|poczyta\w*|oku\w+|duymak|читать|прочитать|почитать|прочесть|услышать)(?![^\W_])|पढ़|読(?:みた|んでみ|める)|聞きた|읽고|듣고|[看读讀听聽]"
"""A head counts by these only if it wishes as well."""

# What is named by such words alone is no topic: "two ideas", "something like this".
HOLLOW = (
    r"(?:a|an|the|of|for|like|stuff|things|some|such|this|these|those|that|one|two|three|four|five|few|more|my|your|other|another|ein\w*|zwei|drei|vier|fünf|paar|dies\w*|solche\w*|mein\w*|weitere\w*|ces|cette|ce|deux|trois|quatre|quelques|mes|mon|d'autres|de|est[aeo]s?|es[ao]s?|dos|tres|cuatro|unas?|unos|algun\w+|mis?|otr\w+"
    r"|dois|duas|três|quatro|algum\w*|est[ae]s|meus?|minhas?|outr\w+|due|tre|quattro|quest[aeio]|alcun\w+|qualche|mi[eo]i?|altr\w+|deze|dit|dat|twee|vier|paar|mijn|dwa|dwie|trzy|kilka|te|tak\w+|moje|inne|iki|üç|birkaç|bu|şu|böyle|bir|benim|две|два|три|несколько|эт\w+|так\w+|мо[ия]|ещё|दो|तीन|कुछ|ये|ऐसे|यह"
    r"|이런|그런|저런|두|세|몇|가지|이|그|다른|こんな|そんな|この|その|二つ|三つ|两个|三个|几个|这些|这样的|这个|那个)"
)

# Lists of something else: what was liked, what is wrong, what one did.
OTHER_LISTS = (
    r"(?<![^\W_])(?:typos?|mistakes?|errors?|corrections?|ingredients?|recipes?|links?|agenda|bought|packed|visited|ate|books? i|films? i|todo|tippfehler|fehler|korrektur\w*|zutaten|rezept\w*|gekauft|fautes?|erreurs?|ingrédients?|recette|erratas?|errores|ingredientes|receta|erros|gralhas|receita|errori|refusi|ingredienti|ricetta"
    r"|fouten|tikfout\w*|ingrediënten|recept|błędy|literówki|składniki|przepis|yazım|hatalar|malzemeler|tarif|ошибк\w*|опечатк\w*|ингредиенты|рецепт)(?![^\W_])|誤字|材料|오타|재료|错字|錯字|材料"
)

# A question about people at large: "Wann hört man auf, sich zu freuen?"
ASKS_WHAT = (
    r"(?<![^\W_])(?:how|why|when|where|what|who|whose|which|wie|warum|wieso|weshalb|wann|wo|was|wer|welche\w*|woher|wohin|comment|pourquoi|quand|où|que|qui|quel\w*|cómo|por qué|cuándo|dónde|qué|quién|como|por que|porque|quando|onde|quem|qual|come|perché|dove|chi|hoe|waarom|wanneer|waar|wat|wie|jak|dlaczego|czemu|kiedy|gdzie|co|kto|nasıl|neden|niçin|niye|ne zaman|nerede|kim|как|почему|зачем|когда|где|что|кто|откуда)(?![^\W_])"
    r"|कैसे|क्यों|कब|कहाँ|कौन|क्या|なぜ|どうして|どう|いつ|どこ|誰|何|왜|어떻게|언제|어디|누가|무엇|为什么|為什麼|怎么|怎麼|何时|什么时候|哪里|谁|什么"
)
PEOPLE = (
    r"(?<![^\W_])(?:we|us|our|ours|one|people|anyone|everyone|everybody|somebody|someone|nobody|children|kids|parents|grown-ups|adults|men|women|friends|man|wir|uns|leute|menschen|niemand|jeder|alle|kinder|eltern|on|nous|gens|personne|enfants|uno|una|nosotros|gente|nadie|todos|nos|niños|padres|a gente|nós|pessoas|ninguém|crianças|pais|si|noi|ci|nessuno|bambini|genitori|men|mensen|iemand|niemand|kinderen|ouders"
    r"|się|ludzie|człowiek|wszyscy|nikt|dzieci|rodzice|insan\w*|biz\w*|kimse|herkes|çocuk\w*|мы|нам|нас|люди|человек|все|никто|дети|родители)(?![^\W_])|\w(?:arsi|ersi|irsi)\b|\w(?:ım|im|um|üm)ız\b|\w(?:arız|eriz|ırız|iriz|uruz|ürüz)\b|हम|लोग|इंसान|人は|人が|人々|私たち|みんな|우리|사람|我们|我們|人们|人們|大家"
)

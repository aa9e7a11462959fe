"""The words that name no topic, by language: small words go, light words count little.

Small words only join. Light words ("learning", "the art of", "people") shade a topic: two texts
that differ in one of them mean the same where enough else agrees. What turns a meaning round
(not, without, out, off, before, after, back) is in neither list.
"""

SMALL = {
    "en": """a an the and or but of in on at to for from with by as is are was were be been am it its
        it's this that these those there their they them he she his her him i i'm me my mine we
        us our you your yours do does did how what which some any about into through when where
        who whom whose if so than then too very just also more most can could would should will
        shall may might one ones own has have had while during between among else ever even
        please something anything""",
    "de": """der die das den dem des ein eine einen einem einer eines und oder aber von vom zu zum
        zur in im ins an am auf bei beim mit fur uber unter aus als wie was wer wenn wann wo ist
        sind war sein bin es er sie wir ihr ich du man mich dich sich uns euch mein meine meinen
        meinem meiner dein deine deinen deiner unser unsere unseren seine seinen ihre ihren dass
        ob so sehr auch nur schon mal etwas dieser diese dieses diesen kann kannst konnen soll
        sollte wird werden hat haben habe um durch fuer ueber""",
    "fr": """le la les l un une des de du d et ou mais a au aux en dans sur sous par pour avec comme
        que qu qui quoi dont ou est sont etre ce cet cette ces c il elle on nous vous je j tu
        ils elles me m te t se s mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
        tres plus aussi quand comment y quelque quelques chose""",
    "es": """el la los las lo un una unos unas y e o u pero de del a al en por para con como que
        quien cual cuando donde es son ser esta este esto estos estas ese esa eso se me te le
        nos os mi mis tu tus su sus nuestro nuestra nuestros nuestras yo ella ellos muy mas
        tambien algo sobre hay ha he""",
    "pt": """o a os as um uma uns umas e ou mas de do da dos das em no na nos nas num numa por pelo
        pela para pra com como que quem qual quando onde e ser sao esta este isto esse essa isso
        se me te lhe meu minha meus minhas teu tua seu sua seus suas nosso nossa eu ele ela
        muito mais tambem algo sobre ha""",
    "it": """il lo la i gli le l un uno una e ed o ma di del dello della dei degli delle d a al allo
        alla ai agli alle da dal dalla in nel nella nei nelle su sul sulla per con come che chi
        cui quando dove e sono essere questo questa questi queste quello quella mi ti ci vi mio
        mia miei mie tuo tua suo sua suoi nostro nostra io molto piu anche qualcosa c""",
    "nl": """de het een en of maar van te in op aan bij met voor over om uit als dat die dit deze
        wat wie waar wanneer hoe is zijn was ben je jij jouw ik mijn me mij hij zij ze haar hem we
        wij ons onze u uw er zo heel ook nog wel eens iets kan kun zou   """,
    "pl": """i a oraz lub albo ale w we z ze na do od po za o u dla przez przy pod nad to ten ta te
        tym tego tej co jak kto ktory ktora ktore kiedy gdzie jest sa byc sie siebie mnie mi ja
        ty on ona my wy moj moja moje twoj twoja swoj swoja swoim czy tak bardzo tez cos""",
    "tr": """ve veya ya da de ile icin bir bu su o ne nasil kim hangi ki mi mu gibi kadar daha cok en
        hakkinda uzerine ben sen biz siz onlar benim senin bizim kendi kendine var olan olarak
        seyler sey""",
    "ru": """и а но или в во на с со из от до по за о об обо к ко у для при под над это этот эта эти
        что как кто где когда который которая которые быть есть я ты он она мы вы они мне меня
        тебя себя свой своя свои своим мой моя мои твой наш ваш их его ее ли же бы так очень еще
        тоже""",
    "hi": """का के की को से में पर और या कि जो यह वह ये वे इस उस है हैं था थे हो होना एक मैं हम तुम
        आप मेरा मेरे मेरी अपने अपना अपनी कैसे क्या कौन कब कहाँ बारे साथ लिए भी ही तो बहुत कुछ""",
    "ko": """그 이 저 것 수 및 또는 그리고 어떻게 무엇 대해 대한 관한 관해 대하여 에대한 나 우리 내 제 좀 더 매우""",
}
"""Languages that put blanks between words."""

LIGHT = {
    "en": """make making makes made get getting gets got take taking find finding become becoming
        learn learning start starting try trying way ways art thing things idea ideas people
        person really actually still today story stories truth being having doing why good well
        like little bit come comes coming came""",
    "de": """machen macht mache finden findet finde lernen anfangen versuchen bekommen weise kunst
        ding dinge leute menschen mensch wirklich noch heute geschichte warum wieso gut richtig""",
    "fr": """faire trouver apprendre devenir commencer essayer facon maniere art gens personnes
        personne vraiment encore aujourd'hui histoire pourquoi bien bon""",
    "es": """hacer encontrar aprender empezar intentar manera forma modo arte cosa cosas gente
        personas persona realmente hoy historia por bien bueno""",
    "pt": """fazer encontrar aprender comecar tentar maneira jeito forma modo arte coisa coisas gente
        pessoas pessoa realmente hoje historia porque bem bom""",
    "it": """fare trovare imparare diventare iniziare provare modo maniera arte cosa cose gente
        persone persona davvero oggi storia perche bene buono""",
    "nl": """maken maak maakt vinden vind vindt leren worden beginnen proberen krijgen manier kunst
        ding dingen mensen mens echt nog vandaag verhaal waarom goed""",
    "pl": """robic znalezc znajdowac uczyc nauczyc zostac zaczac probowac sposob sztuka rzecz rzeczy
        ludzie ludzi czlowiek naprawde dzis historia dlaczego dobrze""",
    "tr": """yapmak bulmak ogrenmek baslamak denemek yol yolu sanat sanati insan insanlar gercekten
        bugun hikaye neden niye iyi""",
    "ru": """делать сделать найти находить учиться научиться стать начать пытаться способ искусство
        вещь вещи люди людей человек правда сегодня история почему хорошо""",
    "hi": """करना करने बनाना बनाने पाना सीखना शुरू तरीका कला चीज़ चीज लोग लोगों सच आज कहानी क्यों
        अच्छा""",
    "ko": """하기 하는 하다 만들기 만드는 찾기 찾는 배우기 배우는 시작 방법 법 기술 사람 사람들 정말 오늘 이야기 왜""",
}

MARKS = {
    "en": "let from with not no never without against out off back up down over after before alone always only",
    "de": "mit zu zum zur aus nicht nichts kein keine keinen nein ohne nach vor gegen immer nie zwischen wieder alle",
    "fr": "avec vers ne pas non sans apres avant contre toujours jamais entre",
    "es": "con desde hacia no sin despues antes contra siempre nunca entre hasta",
    "pt": "com nao sem depois antes contra sempre nunca entre ate",
    "it": "con non senza dopo prima contro sempre mai tra fra",
    "nl": "met uit naar niet niets geen nee zonder na tegen altijd nooit tussen naar",
    "pl": "z ze nie bez przed przeciw zawsze nigdy miedzy",
    "tr": "degil hayir once sonra her hic",
    "ru": "с со из от к не нет без до после",
    "hi": "साथ नहीं बिना बाद पहले",
}
"""Words that tell a language and count all the same: they turn a meaning round."""

FAMILIES = (("en",), ("de", "nl"), ("fr", "es", "pt", "it"), ("pl",), ("tr",))
"""In a short text nobody can tell the languages of a family apart: they are read as one."""

JOINED_SMALL = {
    "ja": """について に関する に関して という ということ こと もの ため とき どう どうやって なぜ する した している して です ます さん てほしい ください の を に
        は が で と へ も か や から まで より ね よ""",
    "zh": """关于 關於 怎么 怎麼 怎样 怎樣 如何 什么 什麼 我们 我們 你们 他们 了 在 是 和 与 與 跟 也 都 就 很 把 被 给 我 你 他 她 它 这 這 那 一个 一個
        写 寫 吗 呢 吧 着""",
}
"""Languages that don't: these are cut out, longest first."""

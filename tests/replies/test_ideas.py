"""Which topics readers ask for, and what is none."""

import pytest

from dearreader.replies import Reply, read
from dearreader.replies.topics import distinct

ASKED = [
    ("mara 能不能写写合租的室友？我们从来不说话。", ["合租的室友"]),
    (
        "Bitte keine Politik. Lieber über Nachbarn, die Trompete üben.",
        ["Nachbarn, die Trompete üben"],
    ),
    ("Nada de fútbol. Mejor una carta sobre los abuelos que bailan.", ["los abuelos que bailan"]),
    ("Geen voetbal. Dan liever over tantes met een caravan.", ["tantes met een caravan"]),
    (
        "Wenn du mal nicht weißt, worüber: Leute, die ihre Bäume grüßen.",
        ["Leute, die ihre Bäume grüßen"],
    ),
    (
        "If you were ever to write about learning to swim late, I would be glad.",
        ["learning to swim late"],
    ),
    ("Would love your take on long-distance friendships.", ["long-distance friendships"]),
    (
        "Dear Mara, have you considered a piece on the quiet after a party? I always wash the glasses alone and I like it.",
        ["the quiet after a party"],
    ),
    ("A thought: stairs. People meet on stairs.", ["stairs"]),
    ("Can we have one on jealousy between siblings?", ["jealousy between siblings"]),
    (
        "Please write about what it's like to be the last one awake in a house.",
        ["what it's like to be the last one awake in a house"],
    ),
    ("Here's one: the politics of the office fridge.", ["the politics of the office fridge"]),
    ("Could you maybe touch on being the eldest daughter?", ["being the eldest daughter"]),
    ("My request would be the art of leaving voicemail.", ["the art of leaving voicemail"]),
    ("You could do a whole series on train platforms.", ["train platforms"]),
    ("I'd read anything you write about bad weather.", ["bad weather"]),
    ("Ideas: 1. cousins 2. the sea in winter", ["cousins", "the sea in winter"]),
    (
        "- How to apologise to a child\n- Second-hand clothes and who wore them\n\nThat's my list!",
        ["How to apologise to a child", "Second-hand clothes and who wore them"],
    ),
    ("Would be lovely to hear more about Mrs Abara.", ["Mrs Abara"]),
    ("Why do we lie to dentists?", ["Why do we lie to dentists"]),
    (
        "Three things: the dark, the dentist, the dog next door.",
        ["the dark", "the dentist", "the dog next door"],
    ),
    (
        "Liebe Mara, mich würde interessieren, wie man mit sechzig noch neue Freunde findet.",
        ["wie man mit sechzig noch neue Freunde findet"],
    ),
    ("Hast du schon mal daran gedacht, über Wartezimmer zu schreiben?", ["Wartezimmer"]),
    ("Schreib doch mal was über Kleingärtner!", ["Kleingärtner"]),
    (
        "Ein Brief über das Schweigen beim Abendessen, das wäre schön.",
        ["das Schweigen beim Abendessen"],
    ),
    ("Thema: Schwiegermütter", ["Schwiegermütter"]),
    (
        "Warum heben wir eigentlich Geschenkpapier auf?",
        ["Warum heben wir eigentlich Geschenkpapier auf"],
    ),
    ("Une idée : les trains de nuit.", ["les trains de nuit"]),
    ("Je rêve d'une lettre sur les grands-pères silencieux.", ["les grands-pères silencieux"]),
    (
        "Pourriez-vous aborder un jour la question de l'héritage entre frères ?",
        ["l'héritage entre frères"],
    ),
    ("¿Y si hablaras de los vecinos ruidosos?", ["los vecinos ruidosos"]),
    ("Tema: las sobremesas largas.", ["las sobremesas largas"]),
    (
        "Estaría bien leer una carta acerca de los que emigran dos veces.",
        ["los que emigran dos veces"],
    ),
    (
        "E se escrevesses sobre as casas de férias fechadas no inverno?",
        ["as casas de férias fechadas no inverno"],
    ),
    ("Adoraria uma carta sobre irmãos gémeos.", ["irmãos gémeos"]),
    ("Un tema che mi sta a cuore: i traslochi.", ["i traslochi"]),
    ("Perché non scrivi qualcosa sulle portinaie?", ["le portinaie"]),
    ("Kun je iets schrijven over de laatste schooldag?", ["de laatste schooldag"]),
    ("Onderwerp: buren met hanen", ["buren met hanen"]),
    (
        "Napisz kiedyś o dziadkach, którzy nie chcą się przeprowadzić.",
        ["dziadkach, którzy nie chcą się przeprowadzić"],
    ),
    ("A może coś o pociągach nocnych?", ["pociągach nocnych"]),
    ("Gece trenleri hakkında yazsanız ne güzel olur.", ["Gece trenleri"]),
    ("Dedelerin bahçelerini anlatır mısınız?", ["Dedelerin bahçeleri"]),
    ("А можно письмо про ночные поезда?", ["ночные поезда"]),
    ("Почему взрослые стесняются петь?", ["Почему взрослые стесняются петь"]),
    ("कभी रात की ट्रेनों के बारे में भी लिखिए।", ["रात की ट्रेनों"]),
    ("いつか夜行列車の話を書いてほしいです。", ["夜行列車"]),
    ("祖母の台所についての手紙が読みたいです。", ["祖母の台所"]),
    ("야간열차 이야기도 써 주시면 좋겠어요.", ["야간열차"]),
    ("할머니의 부엌에 대한 편지를 읽고 싶습니다.", ["할머니의 부엌"]),
    ("可以聊聊夜班火车吗？", ["夜班火车"]),
    ("希望下次写写外婆的厨房。", ["外婆的厨房"]),
    ("Morning routines", ["Morning routines"]),
    ("Love letters between strangers", ["Love letters between strangers"]),
    ("Best friends who drift apart", ["Best friends who drift apart"]),
    ("Hi Mara! How about old recipes?", ["old recipes"]),
    ("Dear Mara, would you write about dentists?", ["dentists"]),
    ("Merhaba Mara, gece vardiyası hakkında yazar mısın?", ["gece vardiyası"]),
    ("こんにちは、夜勤について書いてください。", ["夜勤"]),
    ("안녕하세요, 야근에 대해 써 주세요.", ["야근"]),
    ("नमस्ते मारा, बारिश के बारे में लिखिए।", ["बारिश"]),
    (
        "The quiet between two thunderclaps in August",
        ["The quiet between two thunderclaps in August"],
    ),
    ("嫉妒", ["嫉妒"]),
    ("Вина", ["Вина"]),
    ("Neid", ["Neid"]),
    ("La honte", ["La honte"]),
    (
        "Could you write about (a) queues and (b) the people who jump them?",
        ["queues", "the people who jump them"],
    ),
    (
        "Please write more about your grandmother and also about her garden.",
        ["your grandmother", "her garden"],
    ),
    (
        "What I need is a letter about starting over at forty-five, because that's where I am.",
        ["starting over at forty-five"],
    ),
    ("Any chance of something on shyness?", ["shyness"]),
    ("Ever thought of covering allotments?", ["allotments"]),
    ("I'd be thrilled if you tackled the subject of wills.", ["wills"]),
    ("Is there a letter in the way people wave from trains?", ["the way people wave from trains"]),
    ("My vote goes to lighthouses.", ["lighthouses"]),
    ("Next week: ferries, please.", ["ferries"]),
    ("Mich interessiert das Thema Einsamkeit im Büro.", ["Einsamkeit im Büro"]),
    ("Könnten Sie einmal etwas zum Thema Trauer schreiben?", ["Trauer"]),
    ("Ich hätte gern mal einen Brief über Zugfahrten.", ["Zugfahrten"]),
    ("Vorschlag: Umzugskartons und was in ihnen bleibt", ["Umzugskartons und was in ihnen bleibt"]),
    ("Serait-il possible de lire quelque chose sur la pudeur ?", ["la pudeur"]),
    ("Parlez-nous des fratries !", ["des fratries"]),
    ("Sería bonito leer sobre los oficios que desaparecen.", ["los oficios que desaparecen"]),
    ("Cuéntanos algo de tu abuela.", ["tu abuela"]),
    ("Fale um pouco sobre o silêncio.", ["o silêncio"]),
    ("Sarebbe bello leggere di amicizie perdute.", ["amicizie perdute"]),
    ("Ik lees graag eens iets over stilte in de trein.", ["stilte in de trein"]),
    ("Poproszę list o samotności w mieście.", ["samotności w mieście"]),
    ("Yalnızlık konusunu da ele alabilir misin?", ["Yalnızlık"]),
    ("Было бы здорово почитать про бабушкины сундуки.", ["бабушкины сундуки"]),
    ("अगला पत्र बारिश पर लिखिए।", ["बारिश"]),
    ("雨の日の過ごし方を取り上げてもらえると嬉しいです。", ["雨の日の過ごし方"]),
    ("비 오는 날에 대한 이야기를 들려주세요.", ["비 오는 날"]),
    ("想听您聊聊下雨天。", ["下雨天"]),
    (
        "I read this one twice. My father drove a night bus for thirty years and never once complained about it, except on Sundays.\n\nIf you take requests: night drivers, and the people who wait up for them.",
        ["night drivers", "the people who wait up for them"],
    ),
    (
        "Hello again! Long-time reader, first-time writer. There's a topic I never see anywhere: what it is like to be the child who stayed in the village.",
        ["what it is like to be the child who stayed in the village"],
    ),
    (
        "Have you got anything in the drawer about step-parents? I'm about to become one and I'm terrified.",
        ["step-parents"],
    ),
    (
        "Small request from a big fan. Please could there be a letter for people who hate their birthday?",
        ["people who hate their birthday"],
    ),
    ("Ooh, do hairdressers next!", ["hairdressers"]),
    ("I'd give a lot for a letter about saying goodbye to a dog.", ["saying goodbye to a dog"]),
    ("You once promised to come back to the subject of envy. Will you?", ["envy"]),
    ("Let me add one to the pile: how to be a good guest.", ["how to be a good guest"]),
    ("Since everybody is sending wishes, mine is short. Grief, but funny.", ["Grief, but funny"]),
    ("Would it be too much to ask for a letter on ordinary Tuesdays?", ["ordinary Tuesdays"]),
    (
        "We talked about this at dinner and my son says you should write about why grown-ups don't run any more.",
        ["why grown-ups don't run any more"],
    ),
    (
        "What about those of us who never wanted the promotion? Nobody writes to us.",
        ["those of us who never wanted the promotion"],
    ),
    (
        "Reading suggestions aside, I'd be interested in your view on second languages at home.",
        ["second languages at home"],
    ),
    ("Something about waiting rooms would be nice.", ["waiting rooms"]),
    ("Thanks for today. Tomorrow something lighter, maybe about picnics?", ["picnics"]),
    (
        "Zwei Vorschläge von mir: Wartezeiten am Telefon und das Ende von Freundschaften.",
        ["Wartezeiten am Telefon", "das Ende von Freundschaften"],
    ),
    ("Gibt es irgendwann mal etwas über Stiefkinder? Ich wäre sehr dankbar.", ["Stiefkinder"]),
    (
        "Mein Wunsch für die nächste Woche wäre ein Brief darüber, wie man Nein sagt.",
        ["wie man Nein sagt"],
    ),
    (
        "Was mich umtreibt: Warum rufen wir uns nicht mehr an?",
        ["Warum rufen wir uns nicht mehr an"],
    ),
    (
        "Ça vous dirait d'écrire sur les gens qui collectionnent les cailloux ?",
        ["les gens qui collectionnent les cailloux"],
    ),
    (
        "Petite suggestion de ma part, les repas de famille où personne ne parle.",
        ["les repas de famille où personne ne parle"],
    ),
    (
        "¿Has pensado en dedicar una carta a los abuelos que cuidan nietos?",
        ["los abuelos que cuidan nietos"],
    ),
    (
        "Ojalá algún día escribas sobre la gente que vuelve a estudiar a los cincuenta.",
        ["la gente que vuelve a estudiar a los cincuenta"],
    ),
    ("Yo leería encantada una carta sobre la pereza.", ["la pereza"]),
    (
        "Já pensou em escrever sobre quem cuida dos outros e não tem quem cuide de si?",
        ["quem cuida dos outros e não tem quem cuide de si"],
    ),
    ("Le andrebbe di scrivere qualcosa sui cortili di una volta?", ["cortili di una volta"]),
    ("Ho un'idea: le lettere mai spedite.", ["le lettere mai spedite"]),
    (
        "Mag ik een onderwerp voorstellen? Broers en zussen die niet meer praten.",
        ["Broers en zussen die niet meer praten"],
    ),
    ("Schrijf je ook eens over eenzaamheid op kantoor?", ["eenzaamheid op kantoor"]),
    (
        "Może kiedyś list o tych, którzy wracają po latach do nauki?",
        ["tych, którzy wracają po latach do nauki"],
    ),
    ("Marzy mi się list o babcinych przepisach.", ["babcinych przepisach"]),
    (
        "Bir sonraki mektupta köyden kente göç edenleri anlatsanız çok sevinirim.",
        ["köyden kente göç edenler"],
    ),
    (
        "Давно хотела предложить тему: почему мы боимся звонить по телефону.",
        ["почему мы боимся звонить по телефону"],
    ),
    ("Очень жду письма о том, как прощаться с домом.", ["как прощаться с домом"]),
    ("क्या आप कभी अकेले खाना खाने के बारे में लिखेंगी?", ["अकेले खाना खाने"]),
    (
        "もし可能でしたら、転勤族の子どもの気持ちについても触れていただけますか。",
        ["転勤族の子どもの気持ち"],
    ),
    ("혹시 이사에 관한 글도 써 주실 수 있나요?", ["이사"]),
    ("下次能写写独居老人吗？我妈妈一个人住。", ["独居老人"]),
    (
        "My book club argued for an hour over your last letter. Half of us cried.\nAnyway, topic for you: borrowed clothes.",
        ["borrowed clothes"],
    ),
    (
        "Dear Mara,\nI'd welcome a few words on how to be alone in a crowd.\nYours,\nMargaret",
        ["how to be alone in a crowd"],
    ),
    ("Could you explore the guilt of throwing away gifts?", ["the guilt of throwing away gifts"]),
    ("Please write about my hometown some day, nobody ever does.", ["my hometown"]),
    ("A letter about hands, please.", ["hands"]),
    (
        "I wonder whether you'd consider writing about the years after the children leave.",
        ["the years after the children leave"],
    ),
    (
        "Idea, if you want it: what strangers tell you on trains",
        ["what strangers tell you on trains"],
    ),
    (
        "Two more for your list.\n- The last day of summer jobs\n- Shoes",
        ["The last day of summer jobs", "Shoes"],
    ),
    (
        "How do people keep friends after moving five times? I have failed at it.",
        ["How do people keep friends after moving five times"],
    ),
    ("Not sure this is a topic, but: elevators.", ["elevators"]),
    (
        "Könntest du bitte etwas darüber schreiben, wie man mit alten Eltern streitet?",
        ["wie man mit alten Eltern streitet"],
    ),
    ("Ich vermisse einen Brief über Väter.", ["Väter"]),
    ("Thema gefällig? Kaputte Regenschirme.", ["Kaputte Regenschirme"]),
    ("Je propose un thème : la solitude des dimanches.", ["la solitude des dimanches"]),
    ("Un jour, pourriez-vous nous parler de la peur de vieillir ?", ["la peur de vieillir"]),
    (
        "Mi sugerencia: los ascensores y la gente que no saluda.",
        ["los ascensores y la gente que no saluda"],
    ),
    ("Quisiera pedirte una carta sobre los hijos que no llaman.", ["los hijos que no llaman"]),
    ("No sé si es buena idea, pero ¿y un texto sobre los celos?", ["los celos"]),
    ("Tenho uma ideia para uma carta: padarias que fecham.", ["padarias que fecham"]),
    (
        "Podias escrever sobre o primeiro inverno longe de casa.",
        ["o primeiro inverno longe de casa"],
    ),
    (
        "Mi farebbe piacere leggere una lettera sulla gelosia tra fratelli.",
        ["la gelosia tra fratelli"],
    ),
    ("Ti va di parlare dei vicini rumorosi?", ["vicini rumorosi"]),
    ("Zou een brief over heimwee iets voor je zijn?", ["heimwee"]),
    ("Proszę, napisz o przeprowadzkach.", ["przeprowadzkach"]),
    ("Ciekawa jestem, co myślisz o samotnych wakacjach.", ["samotnych wakacjach"]),
    ("Babaannelerin sessizliği üzerine de yazmanızı isterdim.", ["Babaannelerin sessizliği"]),
    ("Напишите что-нибудь о первых днях на пенсии, пожалуйста!", ["первых днях на пенсии"]),
    ("Моя идея — письма, которые мы не отправили.", ["письма, которые мы не отправили"]),
    ("मेरा सुझाव: गाँव की आखिरी बस", ["गाँव की आखिरी बस"]),
    ("いつか、母との電話について書いてほしいです。", ["母との電話"]),
    ("リクエストです。夜中のコンビニの話をお願いします。", ["夜中のコンビニ"]),
    ("언젠가 첫사랑에 대해서도 써 주세요.", ["첫사랑"]),
    ("我建议写一写早起的人。", ["早起的人"]),
    ("有没有可能写一封关于搬家的信？", ["搬家"]),
]
NOT_ASKED = [
    "Scrivi prima a mano? Lo chiedo da vecchia maestra, per curiosità.",
    "Je dors mieux sur le dos depuis votre lettre.",
    "Ya lo pedí tres veces, lo pido otra vez y nada.",
    "You hinted on Sunday that you might write about your father's shop. I'd rather you didn't.",
    "Grazie Mara. Ti abbraccio forte.",
    "I have been thinking about the word 'enough' all day. There might be a letter in it.",
    "It's funny that you should write about keys, I lost mine this morning.",
    "I don't usually answer newsletters. But the ducks! I laughed so loudly that my neighbour knocked.",
    "Can I buy the earlier letters as a book somewhere?",
    "The letter came twice today, did something go wrong?",
    "Please change my address to jo.new@tide.example, the old one goes away in May.",
    "I hope you never write about running. Everyone writes about running.",
    "Yes to everything you said about kitchens.",
    "Ich wollte nur sagen: der Absatz über die Enten hat mir den Tag gerettet.",
    "J'ai lu votre lettre dans le train et j'ai raté mon arrêt. Merci quand même !",
    "Ontem li a carta à minha avó e ela quis ouvir outra vez.",
    "私は三十年パンを焼いています。あなたの手紙に出てくる鴨がうらやましいです。",
    "저는 매일 아침 버스에서 편지를 읽어요.",
    "我也有一个这样的抽屉，里面全是钥匙。",
    "You never write about men over seventy. Why not?",
    "Do you ever get tired of writing every day?",
    "One of your resources links to a grant that closed in July.",
    "I'd like to correct one thing: the train to Lyon leaves from platform two.",
    "I forwarded this to my sister. She never answers me but she answered this.",
    "Who painted the picture at the top?",
    "Great letter. Great title. Great everything.",
    "More like this please!",
    "Wunderbar geschrieben, danke! Meine Tochter lässt grüßen.",
    "Bitte schreiben Sie nie wieder über Fußball.",
    "Pitié, plus jamais de lettres sur le jardinage.",
    "Dear Mara",
    "Good evening from Oslo",
    "Hello to you all",
    "Lloré en el metro.",
    "Chorei no metro.",
    "Popłakałam się.",
    "정말 아름다웠어요",
    "Çok ağladım",
    "I disagree with what you said about patience.",
    "You asked what we want to read about. Honestly? Nothing. Just keep writing.",
    "Please fix the date in the workshop notice, it says June.",
    "Could you send me the recipe you mentioned?",
    "Would you like to meet for coffee when you are in Leeds?",
    "I told my class about your letter and they want to know if you visit schools.",
    "Can I reprint this in our parish magazine?",
    "Ich habe gestern lange über deinen Brief nachgedacht.",
    "Me gustaría darte las gracias por la carta de ayer.",
    "Könnten Sie mir das Rezept schicken?",
    "Pouvez-vous m'envoyer la recette ?",
    "Ich lese Ihre Briefe immer in der Bahn und freue mich jeden Morgen darüber.",
    "My mother unsubscribed by accident. Can you put her back on the list?",
    "Ich dachte erst, ich melde mich ab, aber der Brief von heute war zu schön.",
    "If you're ever short of material, my village has a phone box full of books. There must be something in that.",
    "The letter about the drawer made me open mine. There was a key in it.",
    "How long have you been baking?",
    "I shared your letter about bread with my whole office. They want me to bake now.",
    "Loved this. Loved it. That is all.",
    "Not for me today, sorry. But I'll be back tomorrow.",
    "I work at the library you mentioned and we would be happy to host an evening with you. Are you free in March?",
    "The link to the bakery course is broken, I get a 404.",
    "Is there an audio version? My eyes are not what they were.",
    "Ten years sober today. Your letter was the first thing I read.",
    "I'm on holiday this week so only reading this now. Beautiful.",
    "I have nothing to add, just wanted to say I'm here.",
    "Dein Brief über die Schublade hat mich zum Lachen gebracht. Bei uns liegt da ein Gebiss.",
    "Der Link zum Backkurs geht nicht.",
    "Votre lettre sur le tiroir m'a fait rire aux éclats.",
    "Depuis combien de temps faites-vous du pain ?",
    "La carta sobre el pan me recordó a mi abuela.",
    "A carta sobre o pão fez-me chorar.",
    "Da quanto tempo fai il pane?",
    "Hoe lang bak je al brood?",
    "Jak długo piecze Pani chleb?",
    "Расскажите когда-нибудь, как вы учились печь хлеб.",
    "パンの手紙、母にも読ませました。",
    "您做面包多久了？",
]


def _read(text: str, subject: str = "Re: Bread") -> Reply:
    head = f"From: a@tide.example\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8"
    return read(f"{head}\r\n\r\n{text}\r\n".encode(), list_id="l.example")


def _words(topic: str) -> set[str]:
    return set(topic.casefold().replace("?", "").split())


@pytest.mark.parametrize(("text", "topics"), ASKED)
def test_a_wish_gives_its_topic_in_the_readers_words(text: str, topics: list[str]) -> None:
    ideas = _read(text).ideas
    assert len(ideas) == len(topics)
    for idea, topic in zip(ideas, topics, strict=True):
        assert idea in text
        assert _words(topic) <= _words(idea) or idea in topic or topic in idea


@pytest.mark.parametrize("text", NOT_ASKED)
def test_thanks_memories_refusals_and_questions_to_the_writer_are_no_ideas(text: str) -> None:
    reply = _read(text)
    assert reply.ideas == ()
    assert reply.comments or reply.unsorted


@pytest.mark.parametrize(
    "goodbye", ["Viele Grüße", "Schöne Grüsse aus Kiel", "Gruß, Ute", "Großartig!"]
)
def test_a_sharp_s_is_read_however_it_is_typed(goodbye: str) -> None:
    assert _read(f"Schreib doch mal was über Kleingärtner!\n\n{goodbye}").unsorted == ()


def test_a_turkish_capital_is_no_english_word() -> None:
    assert _read("İstanbul'da yaşlanmak").ideas == ("İstanbul'da yaşlanmak",)


def test_a_new_mails_subject_may_carry_the_idea() -> None:
    assert _read("", "Topic idea: cousins and soup").ideas == ("cousins and soup",)
    assert _read("", "Re: Topic idea: cousins and soup").ideas == ()


def test_an_idea_in_subject_and_body_counts_once() -> None:
    reply = _read("Could you write about cousins and soup?", "Idea: cousins and soup")
    assert reply.ideas == ("cousins and soup",)


def test_an_unknown_language_is_kept_unsorted() -> None:
    text = "Cad faoi litir faoin bhfarraige sa gheimhreadh anseo linn"
    reply = _read(text + " agus daoine eile freisin.")
    assert "".join((*reply.ideas, *reply.unsorted, *reply.comments)).startswith(text[:20])


def test_every_sentence_is_kept_somewhere() -> None:
    text = "Hello. I baked it. Blue seven ladder ran. Could you write about soup?"
    reply = _read(text)
    assert reply.ideas == ("soup",)
    assert set(reply.comments) | set(reply.unsorted) == {
        "Hello.",
        "I baked it.",
        "Blue seven ladder ran.",
    }


def test_links_are_kept_apart() -> None:
    assert _read("Look: https://crust.example/nights it is open.").links == (
        "https://crust.example/nights",
    )


def test_near_repetitions_are_one() -> None:
    assert distinct(["cousins and soup", "soup and cousins", "stairs"]) == [
        "cousins and soup",
        "stairs",
    ]

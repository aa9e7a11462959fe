"""Which topics readers ask for, and what is none."""

import pytest

from dearreader.replies import Reply, read
from dearreader.replies.topics import distinct

ASKED = [
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
]
NOT_ASKED = [
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

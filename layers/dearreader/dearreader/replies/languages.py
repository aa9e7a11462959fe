"""Which languages a text may be in: enough to choose whose patterns to try."""

from dearreader.replies.folding import casefolded
from dearreader.replies.patterns import once, pattern
from dearreader.replies.phrases import Phrases

_WORDS = {
    "en": """the;a;an;and;of;to;in;is;it;you;i;we;my;your;about;on;for;with;that
        this;would;could;can;how;why;what;who;please;do;not;don't;i'd;are;was
        be;have;when;from;or;one;more;me;so;if;but""",
    "de": """der;die;das;und;zu;in;ist;es;du;ich;wir;mein;dein;über;für;mit;dass
        würde;könntest;wie;warum;was;wer;bitte;nicht;ein;eine;einen;einem;dem
        den;von;auf;im;sie;mal;auch;wenn;aber;mich;dir""",
    "fr": """le;la;les;et;de;du;des;à;en;est;il;vous;je;nous;mon;votre;sur;pour
        avec;que;qui;pourriez;comment;pourquoi;quoi;ne;pas;un;une;au;aux;tu;ce
        cette;se;dans;on;si;mais;j'aimerais;par""",
    "es": """el;la;los;las;y;de;del;a;en;es;tú;yo;mi;tu;sobre;para;con;que;quien
        podrías;cómo;por;qué;no;un;una;al;se;lo;me;te;su;este;esta;si;pero
        algo;gustaría;cuando;más;sin;como""",
    "pt": """o;a;os;as;e;de;do;da;dos;das;em;no;na;é;você;eu;meu;sua;sobre;para
        com;que;quem;poderia;como;por;não;um;uma;ao;se;me;te;este;esta;isso
        mas;algo;gostaria;quando;mais;sem;pelo;pela""",
    "it": """il;lo;la;i;gli;le;e;di;del;della;dei;a;in;è;tu;io;mio;tuo;su;sul
        sulla;per;con;che;chi;potresti;come;perché;non;un;una;al;si;mi;ti
        questo;questa;ma;qualcosa;quando;più;senza;da;nel""",
    "nl": """de;het;een;en;van;te;in;is;je;jij;ik;wij;mijn;jouw;over;voor;met;dat
        die;zou;kunnen;hoe;waarom;wat;wie;niet;op;aan;om;ook;als;maar;mij;er
        eens;iets;graag;dit;naar;bij""",
    "pl": """i;w;na;z;do;o;jest;ty;ja;mój;twój;że;się;nie;to;co;jak;dlaczego;kto
        czy;proszę;mogłabyś;dla;od;po;za;bym;list;coś;ale;mnie;tym;które;który
        przez;albo;lub""",
    "hi": """hai;hain;ka;ki;ke;ko;mein;aap;aapka;aapki;kya;nahi;nahin;bhi;pe;par;aur;mujhe;hum;hu;hoon
        tha;thi;likho;likhiye;likhna;kabhi;baare;yaar;na;sab;roz;kuch;liye;wala;wale;wahi""",
    "tr": """ve;bir;bu;için;ile;mi;mı;mu;mü;sen;ben;siz;benim;hakkında;üzerine;ne
        neden;nasıl;kim;değil;de;da;çok;daha;lütfen;gibi;ama;olarak;olan;yazar
        yazı;mektup;ki;en;konu;önerisi""",
}
_WORD = pattern(r"[^\W\d_]+")
_APOSTROPHED = pattern(r"[^\W\d_]+'[^\W\d_]+")
_ENOUGH = 1500  # signs
_NOT_LATIN = pattern(
    "[\u0400-\u04ff\u0900-\u097f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_SCRIPTS = (
    ("ru", pattern("[\u0400-\u04ff]")),
    ("hi", pattern("[\u0900-\u097f]")),
    ("ko", pattern("[\uac00-\ud7af\u1100-\u11ff]")),
    ("ja", pattern("[\u3040-\u30ff]")),
    ("zh", pattern("[\u3400-\u9fff]")),
)
JOINED = frozenset({"ja", "zh"})
"""Languages that put no blanks between words."""


@once
def _speakers() -> dict[str, list[str]]:
    """The languages that each word is a function word of."""
    out: dict[str, list[str]] = {}
    for name, words in _WORDS.items():
        for word in Phrases(words):
            out.setdefault(word, []).append(name)
    return out


def guess(text: str) -> tuple[str, ...]:
    """The languages whose patterns are worth trying, likeliest first."""
    out: list[str] = []
    for name, letters in _SCRIPTS if _NOT_LATIN.search(text) else ():
        if letters.search(text) and not (name == "zh" and "ja" in out):
            out.append(name)
    low = casefolded(text[:_ENOUGH]).replace("’", "'")
    words = set(_WORD.findall(low))
    if "'" in low:
        words.update(_APOSTROPHED.findall(low))
    known = _speakers()
    scores = dict.fromkeys(_WORDS, 0)
    for word in words & known.keys():
        for name in known[word]:
            scores[name] += 1
    best = max(scores.values())
    if best:
        out += [
            name
            for name, score in sorted(scores.items(), key=lambda item: -item[1])
            if score * 2 >= best and name not in out
        ][:3]
    elif not out:
        out = list(_WORDS)
    return tuple(out)

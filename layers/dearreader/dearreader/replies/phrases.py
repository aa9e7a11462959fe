"""What mail programs write around a quote, in the languages that they speak."""

from collections.abc import Iterator

from dearreader.replies.patterns import once

_START = 2  # signs by which phrases are told apart; some phrases are one sign


class Phrases:
    """Phrases, casefolded: parted by semicolons and line ends, taken apart when first asked for."""

    __slots__ = ("_by_start", "_found", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: frozenset[str] = frozenset()
        self._by_start: dict[str, tuple[str, ...]] = {}

    def all(self) -> frozenset[str]:
        """The phrases."""
        if not self._found:
            whole = self._text.replace("\n", ";").casefold()
            parted = (phrase.strip() for phrase in whole.split(";"))
            self._found = frozenset(phrase for phrase in parted if phrase)
        return self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self.all())

    def __contains__(self, phrase: str) -> bool:
        return phrase in self.all()

    def begin(self, text: str) -> bool:
        """Whether a text begins with one of them."""
        if not self._by_start:
            for phrase in self.all():
                start = phrase[:_START]
                self._by_start[start] = (*self._by_start.get(start, ()), phrase)
        of_one, known = (self._by_start.get(text[:size], ()) for size in (1, _START))
        return text.startswith((*of_one, *known))


SEPARATORS = Phrases(
    """original message;original mail;original e-mail;original email;reply message;forwarded message
    forwarded mail;original appointment;begin forwarded message;start of forwarded message
    ursprüngliche nachricht;original-nachricht;originalnachricht;original nachricht;originalmail
    antwort nachricht;weitergeleitete nachricht;anfang der weitergeleiteten nachricht
    anfang der weitergeleiteten e-mail;ursprüngliche mail;message d'origine;message d’origine
    message original;message initial;message transféré;message transmis;message réexpédié
    début du message transféré;début du message réexpédié;mail original;courriel original
    mensaje original;mensaje reenviado;inicio del mensaje reenviado;correo original
    missatge original;missatge reenviat;mensagem original;mensagem encaminhada
    mensagem reencaminhada;início da mensagem encaminhada;início da mensagem reencaminhada
    messaggio originale;messaggio inoltrato;inizio messaggio inoltrato;oorspronkelijk bericht
    origineel bericht;oorspronkelijke bericht;doorgestuurd bericht;begin doorgestuurd bericht
    oorspronkelijke e-mail;wiadomość oryginalna;oryginalna wiadomość;wiadomość przekazana
    przekazana wiadomość;wiadomość przesłana dalej;treść przekazanej wiadomości
    początek przekazywanej wiadomości;orijinal mesaj;orijinal ileti;özgün ileti;özgün mesaj
    iletilen ileti;iletilmiş mesaj;yönlendirilen ileti;iletilen e-postanın başlangıcı
    исходное сообщение;оригинальное сообщение;пересылаемое сообщение;пересланное сообщение
    начало переадресованного сообщения;перенаправленное сообщение;вихідне повідомлення
    пересилане повідомлення;मूल संदेश;अग्रेषित संदेश;फ़ॉरवर्ड किया गया संदेश;元のメッセージ;元のメール
    転送されたメッセージ;転送メッセージ;転送されたメール;オリジナルメッセージ;원본 메시지;원본 메일;원본메일
    전달된 메시지;전달된 메일;원래 메시지;原始邮件;原始郵件;原邮件;原始消息;转发的邮件;转发邮件;轉寄的郵件
    轉寄郵件;轉寄的訊息;已转发邮件;转发的消息;原始信件;回复的原邮件;回复的邮件;被转发邮件信息
    oprindelig meddelelse;oprindelig besked;original meddelelse;videresendt meddelelse
    videresendt besked;opprinnelig melding;videresendt melding;opprinnelig e-post
    ursprungligt meddelande;originalmeddelande;vidarebefordrat meddelande;vidarebefordrat brev
    alkuperäinen viesti;välitetty viesti;edelleenlähetetty viesti;původní zpráva
    přeposlaná zpráva;původní e-mail;pôvodná správa;preposlaná správa;eredeti üzenet
    továbbított üzenet;mesaj original;mesajul original;mesaj redirecționat;mesaj redirectionat
    αρχικό μήνυμα;προωθημένο μήνυμα;הודעה מקורית;הודעה שהועברה;الرسالة الأصلية
    رسالة معاد توجيهها;thư gốc;tin nhắn gốc;pesan asli;pesan yang diteruskan;originaalsõnum
    izvorna poruka;originalna poruka;izvirno sporočilo"""
)

_LABELS = {
    "from": """from;von;de;da;van;od;kimden;gönderen;от;от кого;від;відправник;प्रेषक;से;差出人;送信者;发件人
    發件人;寄件者;寄件人;보낸 사람;보낸사람;보낸이;발신;fra;från;lähettäjä;odesílatel;odosielateľ;feladó
    expéditeur;expeditor;de la;από;מאת;من;từ;dari;จาก;remitente;remetente;mittente;afzender;absender
    avsändare;avsender;afsender;nadawca;saatja;pošiljatelj;šalje;отправитель;寄信人;emisor""",
    "date": """date;sent;sent on;sent at;datum;gesendet;gesendet am;envoyé;envoyé le;fecha;enviado
    enviado el;enviada;enviada em;enviado em;data;inviato;inviato il;data invio;verzonden
    verzonden op;wysłano;wysłane;data wysłania;tarih;gönderildi;gönderme tarihi;gönderilme tarihi
    дата;отправлено;отправлен;надіслано;दिनांक;भेजा गया;भेजा;तारीख;तिथि;日付;日時;送信日時;送信日;送信
    受信日時;日期;发送时间;發送時間;寄件日期;傳送時間;发送日期;時間;时间;날짜;보낸 날짜;보낸날짜;보낸 시간;일시
    sendt;dato;skickat;lähetetty;päivämäärä;odesláno;odoslané;elküldve;dátum;küldve;trimis
    trimis la;dată;ημερομηνία;στάλθηκε;נשלח;תאריך;تاريخ;التاريخ;تم الإرسال;đã gửi;ngày;dikirim
    tanggal;poslano;poslato;saadetud;วันที่""",
    "to": """to;an;à;a;para;per;aan;do;kime;alıcı;кому;प्रति;को;宛先;收件人;收件者;받는 사람;받는사람;수신;til;till
    vastaanottaja;komu;címzett;către;catre;προς;אל;إلى;đến;tới;kepada;ถึง;destinataire;destinatario
    empfänger;za;prima;получатель""",
    "subject": """subject;betreff;objet;asunto;assunto;oggetto;onderwerp;temat;konu;тема;विषय;件名;主题
    主題;제목;emne;ämne;aihe;předmět;predmet;tárgy;subiect;θέμα;נושא;الموضوع;chủ đề;perihal
    subjek;เรื่อง;teema;zadeva;assumpte;标题;標題""",
    "other": """cc;bcc;kopie;copie;cópia;dw;udw;bilgi;копия;抄送;副本;密送;참조;숨은참조;kopi;kopia;kopio;másolat
    κοιν.;עותק;نسخة;sao chép;tembusan;cópia oculta;reply-to;reply to;risposta;antwort an;antwort
    répondre à;répondre;responder a;importance;wichtigkeit;priorität;importancia;attachments
    anlagen;anhänge;pièces jointes;adjuntos;anexos;allegati;bijlagen;załączniki;ekler;вложения
    संलग्नक;添付ファイル;附件;첨부파일;첨부;vedhæftninger;bilagor;message-id;resent-from;mailing list
    organization;cci;cco;ccn""",
}
labels = once(lambda: {label: kind for kind, text in _LABELS.items() for label in Phrases(text)})
"""The names that header lines bear in a quoted header block, and which header each is."""

# Where words are parted by blanks; a regular expression.
WROTE = (
    r"wrote|writes|sent|said|schrieb(?:en)?|geschrieben|schreibt|(?:a|à|ha) écrit|a ecrit|écrivait"
    r"|escribió|escribio|ha escrito|va escriure|ha escrit|escreveu|escreve|ha scritto|scrive|schreef"
    r"|napisał(?:a|\(a\))?|napisal(?:a|\(a\))?|pisze|napsal(?:a|\(a\))?|píše|napísal(?:a|\(a\))?"
    r"|yazd[ıi]|написал(?:а|\(а\))?|пишет|писал(?:а|\(а\))?|пише|написав(?:ла)?|написа|लिखा|skrev|skriver"
    r"|kirjoitti|írta|a scris|έγραψε|כתבה?|كتبت?|đã viết|menulis|je napisa(?:o|la)|је написа(?:о|ла)"
    r"|rakstīja|rašė|kirjutas|skrifaði|เขียน(?:ว่า)?"
)
WROTE_JOINED = r"写道|寫道|写了|書きました|のメール|からのメッセージ|님이 작성|님이 쓴|작성(?:했습니다|함)?\s?[:：]|님의 말"
"""The same in languages that join their words."""

BEFORE_DATE = (
    r"on|at|am|vom|le|el|em|il|op|w dniu|dnia|dne|dňa|den|på|vào|ngày|pada|în|la|στις|το|בתאריך|ב|في"
    r"|在|于|於|в|у|a|dana|kl|tarihinde"
)
"""With what an attribution begins, before its date."""

"""The phrases by which mail that a program wrote is told from mail that a person wrote.

All are casefolded, and looked for as they stand. A subject counts by how it begins: what stands
after ``Re:`` is the letter's own subject.
"""

from dearreader.replies.phrases import Phrases

BOUNCE_BOXES = Phrases(
    """mailer-daemon;maildaemon;mail-daemon;mdaemon;postmaster;mail.delivery.system
    mail-delivery-system;mail-delivery-subsystem;bounce-notification;ndr"""
)
"""Local parts that only mail systems write from."""

BOUNCE_NAMES = Phrases(
    """mail delivery system;mail delivery subsystem;mail delivery service;mailer-daemon
    mailer daemon;mail system;delivery subsystem;internet mail delivery;jetmail system
    mail administrator;mail delivery"""
)

BOUNCE_SUBJECTS = Phrases(
    """delivery status notification;undelivered mail;undeliverable;undelivered;mail delivery fail
        mail delivery problem;mail delivery error;mail delivery warning;mail delivery delay
        delivery failure;delivery has failed;delivery notification;delivery delayed;delivery delay
        delivery incomplete;delivery report;failure notice;failure delivery;failed mail;failed delivery
        returned mail;returned email;returned e-mail;mail returned;message delivery failure
        message not delivered;message undeliverable;message delayed;message delivery delayed
        message could not be delivered;your message could not be delivered;non-delivery;nondeliverable
        non delivery;permanent delivery failure;delayed mail;warning: message;warning: could not send
        mail could not be delivered;mail not delivered;mail system error;email delivery failure
        email could not be delivered;automatically rejected mail;rejected:;message rejected
        message blocked;address not found;unzustellbar;nicht zustellbar;zustellung fehlgeschlagen
        zustellung verzögert;unzustellbare nachricht;nachricht nicht zugestellt;fehler bei der zustellung
        zustellungsfehler;e-mail konnte nicht;ihre nachricht konnte nicht;non remis;non-remis
        échec de la remise;échec de remise;échec de la livraison;message non distribué;non distribuable
        message non remis;remise différée;retour de courrier;avis de non-remise;no entregado
        no se puede entregar;error de entrega;entrega fallida;no se pudo entregar;mensaje no entregado
        notificación de estado de entrega;não entregue;falha na entrega;falha de entrega
        mensagem não entregue;não foi possível entregar;impossibile recapitare;mancato recapito
        mancata consegna;messaggio non recapitato;errore di consegna;recapito non riuscito
        niet bezorgd;onbestelbaar;niet bestelbaar;bezorging mislukt;kan niet worden bezorgd
        niedostarczone;niedostarczona;nie można dostarczyć;nie dostarczono;błąd dostarczenia
        zwrot wiadomości;iletilemedi;teslim edilemedi;gönderilemedi;teslim edilemeyen
        не доставлено;недоставленное;недоставлено;ваше сообщение не доставлено;сообщение не доставлено
        ошибка доставки;не удается доставить;доставка не удалась;задержка доставки
        वितरण विफल;डिलीवर नहीं;配信不能;配信不可;配信エラー;配信失敗;送信エラー;未配達;メール配信エラー
        배달되지 않음;배달 실패;배달할 수 없음;메일 전송 실패;반송;전송 실패;退信;邮件退回;系统退信;無法傳遞;未送达
        无法投递;投递失败;发送失败;未傳遞的主旨;kan ikke leveres;ikke leveret;uleveret;kan inte levereras
        ej levererat;kunne ikke leveres;ei voitu toimittaa;toimitus epäonnistui;nedoručiteľné
        nedoručitelná;nedoručeno;kézbesíthetetlen;sikertelen kézbesítés
delivery to the following;delivery temporarily suspended;message delivery;delivery unsuccessful;mail failure;mail undeliverable
        unable to deliver;could not deliver;bounce notice;bounced mail;undeliverable mail;rejected mail;mail rejected;
        zustellbenachrichtigung;zustellung nicht möglich;unzustellbare e-mail;unzustellbare mail;mail unzustellbar
        notification d'échec;échec d'envoi;rapport de non-remise;notificación de entrega;fallo en la entrega;correo devuelto;correo no entregado
        mensaje devuelto;devolución de correo;falha no envio;email não entregue;e-mail não entregue;mensagem devolvida;notificação de falha
        notifica di mancato;mancato invio;consegna fallita;mail niet bezorgd;bericht niet bezorgd;e-mail niet bezorgd;niet afgeleverd
        wiadomość niedostarczona;nieudane dostarczenie;teslim edilemeyen ileti;ileti teslim;posta teslim;почта не доставлена
        письмо не доставлено;не удалось доставить;недоставленное письмо;संदेश वितरित नहीं;मेल वितरित नहीं;配信できません;配信されません;メールを配信でき
        送信できません;메일이 배달되지;반송된 메일;발송 실패;메일 반송;退信通知;系統退信;邮件发送失败;郵件無法傳遞;投递状态通知;leverans misslyckades;meddelandet kunde inte
        levering mislyktes;levering mislykkedes;viestiä ei voitu;doručení selhalo;nelze doručit;nedoručená;a kézbesítés;livrare eșuată;αδυναμία παράδοσης;не доставлен"""
)

BOUNCE_BODIES = Phrases(
    """this message was created automatically by mail delivery software;this is the mail system at host
    this is the qmail-send program;the following message to <;your message could not be delivered to;your mail cannot be delivered to
            did not reach the following recipient;could not be delivered to one or more
    delivery to the following recipient;the following addresses had permanent
    your message did not reach some or all;delivery has failed to these recipients
    message could not be delivered to the following;i was unable to deliver your message
    we were unable to deliver your message;unable to deliver message to the following
    recipient address rejected;user unknown in;unrouteable address;mailbox is full: retry
    550 5.1.1;550 no such user;554 delivery error;status: 5.;action: failed
    the recipient's mailbox is full;diagnostic-code: smtp"""
)

AUTO_HEADERS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-autoreply-from",
    "x-auto-reply-from",
    "x-mail-autoreply",
    "x-vacation",
    "x-out-of-office",
    "x-ms-exchange-inbox-rules-loop-reply",
    "x-autogenerated",
    "x-auto-generated",
    "x-auto-reply",
    "x-automatic-reply",
    "x-abwesenheit",
    "x-away",
)

AUTO_BOXES = ("noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "autoreply")

AUTO_SUBJECTS = Phrases(
    """automatic reply;automatic response;automated reply;automated response;auto reply
        auto-reply;autoreply;auto response;auto-response;autoresponse;auto respond;autorespond
        out of office;out of the office;out-of-office;ooo:;ooo re;ooo -;away from my mail
        away from the office;vacation reply;vacation response;vacation notice;vacation:
        on vacation re;on annual leave re;on leave:;on holiday:;i am out of;i'm out of
        i am currently out;i am away;i'm away;currently out of;absence notice;not in the office
        automatische antwort;automatische rückantwort;automatische abwesenheit;abwesenheitsnotiz;außer haus;ausser haus;nicht im büro;bin im urlaub;urlaubsbenachrichtigung
        im urlaub:;eingangsbestätigung;réponse automatique;réponse auto;absent du bureau;absent(e) du bureau;absente du bureau;message d'absence;en congé
        notification d'absence;accusé de réception;respuesta automática;respuesta automatica
        contestación automática;fuera de la oficina;fuera de oficina;mensaje automático;resposta automática;resposta automatica;fora do escritório
        ausente do escritório;ausência temporária;mensagem automática
        risposta automatica;fuori sede;fuori ufficio;automatisch antwoord
        automatische beantwoording;automatische reactie;niet aanwezig;buiten kantoor
        ik ben afwezig;automatyczna odpowiedź;odpowiedź automatyczna;autoodpowiedź
        poza biurem;urlop:;otomatik yanıt;otomatik cevap
        ofis dışında;ofis dışındayım;izindeyim;автоматический ответ;автоматическое
        автоответ;вне офиса;отсутствие на работе;нет на месте;स्वचालित उत्तर;स्वतः उत्तर;स्वचालित जवाब
        कार्यालय से बाहर;自動応答;自動返信;不在通知;不在のお知らせ;不在連絡;자동 응답;자동응답
        자동 회신;자동회신;부재중;부재 중;自动回复;自動回覆;自动答复;自動回應;不在办公室
        autosvar;automatisk svar;automatiskt svar;ikke til stede;ikke på kontoret
        automaattinen vastaus;automatická odpověď;automatická odpoveď
        mimo kancelář;automatikus válasz;házon kívül;răspuns automat;αυτόματη απάντηση
        מענה אוטומטי;رد تلقائي;trả lời tự động;balasan otomatis;thank you for contacting
        thank you for your email;thank you for your message;thanks for contacting
        we have received your;we've received your;your request has been;your message has been received
        request received;[request received;ticket received;ticket created;ticket #;[ticket;case #
        new ticket;[case;support request;your ticket;ihre anfrage;ihre nachricht ist eingegangen
        nous avons bien reçu;hemos recibido;recebemos o seu;abbiamo ricevuto;read:;not read:
        gelesen:;ungelesen:;ungelesen gelöscht:;non lu :;non lu:;no leído:;não lida:;non letto:;niet gelezen:;nieprzeczytane:;okunmadı:;не прочтено:;未読:;읽지 않음:;未读:;未讀:;lu :;lu:;leído:;leídos:;lida:;letto:;gelezen:;przeczytano:
        okundu:;прочтено:;prečítané:;既読:;開封済み:;읽음:;已读:;已讀:;return receipt
        empfangsbestätigung;lesebestätigung;confirmation de lecture;accepted:;declined:;tentative:
        tentatively accepted:;canceled event;cancelled event
        zugesagt:;abgesagt:;abgelehnt:;mit vorbehalt:;angenommen:;accepté :;accepté:;refusé :
        provisoire :;aceptada:;aceptado:;rechazado:;rechazada:;aceite:;aceito:;recusado:;accettato:
        accettata:;rifiutato:;geaccepteerd:;geweigerd:;afgewezen:;zaakceptowano:;odrzucono:
        kabul edildi:;reddedildi:;принято:;отклонено:;承諾:;辞退:;수락함:;수락:;거절:;已接受:;已拒绝:
        please confirm your message;please verify your email;sender verification;confirm your email
        [tmda;email verification required;your email requires verification;this address is no longer
        this email address is no longer;address no longer in use;adresse nicht mehr gültig
läst:;lest:;læst:;luettu:;přečteno:;elolvasva:;citit:;διαβάστηκε:;נקרא:;تمت القراءة:;прочитано:;đã đọc:
        lue :;confirmación de lectura;conferma di lettura;leesbevestiging;potwierdzenie przeczytania
        okundu bilgisi;уведомление о прочтении;отчет о прочтении;開封確認;수신 확인;已读回执;已讀回條
        autorespuesta;auto-respuesta;contestador automático;autorisposta;autoreply:;automaattivastaus;poissa toimistolta
        poissaoloilmoitus;frånvaromeddelande;fraværsmelding;fraværsbesked;ej på kontoret;borta från kontoret
        autoodpověď;nem vagyok az irodában;în afara biroului;εκτός γραφείου
        автоматична відповідь;автовідповідь;автоматичен отговор;automatski odgovor;samodejni odgovor
        automaatvastus;automātiska atbilde;automatinis atsakymas;yokluk bildirimi;iş yerinde değil;ofis dışı
        मैं कार्यालय में नहीं;छुट्टी पर हूँ;不在の連絡;自動送信;外出中;休暇のお知らせ;자동답장;자동 답장;휴가 안내;不在辦公室;休假通知;外出通知
        wir haben ihre;
        vielen dank für ihre anfrage;
        gracias por contactar;obrigado pelo seu contato;obrigado pela sua mensagem
        grazie per averci contattato;
        dziękujemy za kontakt;mesajınızı aldık;спасибо за ваше обращение;ваше обращение
        お問い合わせありがとう;お問い合わせを受け付け;문의가 접수;문의해 주셔서;您的来信已收到;感谢您的来信;we got your message;your enquiry
        we have received your request;auto-acknowledgement;acknowledgement of receipt;acknowledgment of receipt"""
)

MAYBE_SUBJECTS = Phrases(
    """absence;absent;ausencia;ausente;ausência;assenza;assente;afwezig;abwesend;abwesenheit
        nieobecność;nieobecny;nieobecna;外出;休假;不在;frånvaro;poissa;fraværende;urlaub;vacation;away;holiday
        on leave;congé;congés;vacances;vacaciones;férias;ferie;vakantie;verlof;izin;отпуск;휴가;thank you
        nepřítomnost;neprítomnosť;távollét;absență;відсутність;danke für;vielen dank für;merci de votre;merci pour votre;gracias por;grazie per;bedankt voor;dziękujemy za;obrigado pel"""
)
"""Subjects that are an absence only if the words say so as well: a topic may be called so too."""

REACTED = Phrases(
    """reacted to your message;reacted via gmail;reacted with;hat auf ihre nachricht reagiert
    hat auf deine nachricht reagiert;hat über gmail reagiert;hat mit gmail reagiert
    a réagi à votre message;a réagi via gmail;ha reaccionado a tu mensaje;reaccionó a tu mensaje
    ha reaccionado mediante gmail;reagiu à sua mensagem;reagiu pelo gmail;reagiu por meio do gmail
    reagiu através do gmail;ha reagito al tuo messaggio;ha reagito tramite gmail
    ha aggiunto una reazione;heeft gereageerd op je bericht;heeft gereageerd via gmail
    heeft via gmail gereageerd;zareagował(a) na twoją wiadomość;reaguje przez gmaila
    zareagował(a) przez gmaila;iletinize tepki verdi;gmail üzerinden tepki verdi
    оставил(а) реакцию;отреагировал(а);ने gmail से प्रतिक्रिया;ने प्रतिक्रिया दी
    がメッセージにリアクションしました;gmail でリアクションしました;がリアクションしました
    님이 메시지에 반응했습니다;gmail을 통해 반응;님이 반응;对你的邮件做出了回应;对您的邮件做出了回应;通过 gmail 做出了回应
    回应了您的邮件;reagerede på din meddelelse;reagerade på ditt meddelande"""
)

SAYS_AUTOMATIC = Phrases(
    """this is an automat;this is an auto-;this is an autoreply;automated message;automated reply
    automatically generated;auto-generated;automatic reply to let you know;generated automatically
    do not reply to this mail;do not reply to this e-mail;do not reply to this email;do not reply to this message
    please do not respond to this m;please do not respond to this e;type your reply above this line
    reply above this line;dies ist eine automatisch;dies ist ein automatisch;automatisch generiert
    automatisch erstellt;automatisch erzeugt;automatische antwort;nicht auf diese e-mail
    nicht auf diese nachricht;ceci est une réponse automatique;ceci est un message automatique
    message automatique;réponse automatique;envoyé automatiquement;généré automatiquement
    ne pas répondre à ce;ne pas y répondre;respuesta automática;mensaje automático
    generado automáticamente;no responda a este;no respondas a este;resposta automática
    mensagem automática;gerado automaticamente;gerada automaticamente;não responda a est
    risposta automatica;messaggio automatico;generato automaticamente;non rispondere a quest
    automatisch antwoord;automatisch bericht;automatisch gegenereerd;automatisch verzonden
    niet op deze e-mail;niet op dit bericht;automatyczna odpowiedź;wygenerowana automatycznie
    wygenerowano automatycznie;odpowiedź automatyczna;proszę na nią nie odpowiadać
    prosimy nie odpowiadać;otomatik yanıt;otomatik olarak;otomatik cevap;otomatik bir yanıt
    lütfen bu e-postayı yanıtlamayın;автоматический ответ;автоматическое сообщение;автоответ
    сгенерировано автоматически;отправлено автоматически;не отвечайте на это;स्वचालित उत्तर
    स्वचालित संदेश;स्वचालित जवाब;自動返信;自動応答;自動送信;自動的に送信;자동 응답;자동응답;자동 회신;자동회신;자동으로 발송
    발신 전용;自动回复;自動回覆;自动发送;系统自动;自动生成;請勿直接回覆;请勿直接回复;请勿回复此"""
)

AWAY = Phrases(
    """actuellement absent;momenteel afwezig;momentan nicht;currently on annual;currently on holiday
    i am out of the office;i'm out of the office;i am i'm out of office
    i will be out of the office;i'll be out of the office;i am currently out;i'm currently out
    i am currently away;i'm currently away;i am away;i'm away;i am on annual leave
    i'm on annual leave;i am on leave;i'm on leave;i am on vacation;i'm on vacation
    i am on holiday;i'm on holiday;on parental leave;on maternity leave;on sick leave
    currently on leave;currently out of the office;away from my desk;i am travelling
    i am traveling;i will be away;out of office until;out of the office until;the office is closed
    our office is closed;our offices are closed;nicht im büro;nicht im haus;nicht im dienst
    außer haus;im urlaub;in elternzeit;nicht erreichbar;bin abwesend;bin derzeit abwesend
    in mutterschutz;auf dienstreise;bin bis;en congé;en congés;en vacances;absent du bureau
    absente du bureau;absent jusqu;absente jusqu;je suis absent;je suis actuellement absent
    je serai absent;en déplacement;fuera de la oficina;de vacaciones;estoy ausente;estaré ausente
    de baja por;me encuentro fuera;fora do escritório;de férias;em férias;estou ausente
    estarei ausente;fuori ufficio;fuori sede;in ferie;sono assente;sarò assente;in vacanza
    in congedo;niet op kantoor;op vakantie;met verlof;ben ik afwezig;ik ben afwezig;afwezig tot
    afwezig van;met vakantie;poza biurem;na urlopie;jestem nieobecn;będę nieobecn;ofis dışında
    ofiste değilim;izindeyim;izinde olacağım;yıllık izin;tatildeyim;ofiste olmayacağım
    нет на рабочем месте;в отпуске;вне офиса;отсутствую;буду отсутствовать;нахожусь в отпуске
    в командировке;छुट्टी पर;कार्यालय से बाहर;ऑफिस से बाहर;不在にしており;不在とさせて;休暇中;休暇をいただ;お休みをいただ
    夏季休業;年末年始休業;出張中;不在です;不在となり;휴가 중;휴가중;휴가입니다;휴가로 ;부재중;부재 중;자리를 비우;출장 중;출장중;休假;外出
    不在办公室;不在辦公室;出差;度假;正在休
out of the office;out of office;on annual leave;on vacation until;away on leave;on a business trip;not in the office
    away from the office;on sabbatical;nicht im office;nicht am platz;im mutterschutz;nicht am arbeitsplatz
    derzeit abwesend;abwesend bis;zur zeit abwesend;absent(e);hors du bureau;congé maternité;congé de maternité;congé parental
    congé maladie;en arrêt;pas au bureau;no estoy en la oficina;fuera del despacho;licencia de maternidad
    estaré de vacaciones;não estou no escritório;licença de maternidade;licença maternidade;ausente até;de licença;
    maternità;in malattia;non sono in ufficio;assente fino;assente dal;zwangerschapsverlof;
    niet aanwezig;niet bereikbaar;urlopie macierzyńskim;nieobecna do;nieobecny do;nie ma mnie w biurze;
    doğum izn;izindeyiz;raporluyum;в декрете;декретном отпуске;не в офисе;на больничном;अवकाश पर;दफ़्तर से बाहर
    育児休業;産休;育休;席を外して;休業とさせ;お休みさせ;육아휴직;출산휴가;외근 중;연차;자리에 없;产假;请假;休年假;休年休;
    på semester;föräldraledig;tjänstledig;inte på kontoret;på ferie;barselsorlov;ikke på kontoret;
    mimo kancelář;szabadságon;nem vagyok elérhető;în concediu;σε άδεια;у відпустці;на отпуск
    nicht besetzt;ferien geschlossen;büro geschlossen;praxis geschlossen;office closed;school is closed;is closed for;are closed until;fermé jusqu;bureaux fermés;sera fermé;est fermé;cerrado hasta;estará cerrad;está cerrad;estará fechad;está fechad;encerrad;uffici chiusi;ufficio chiuso;resteranno chius;kantoor gesloten;is gesloten;jest zamknięt;nieczynn;kapalı olacak;kapalıdır;закрыт;не работаем;休業いたし;お休みさせていただ;휴무;放假"""
)

BACK_THEN = Phrases(
    """will not be checking;will be back;matter cannot wait;cannot wait until;contact reception;ne sera pas lu;de retour;joindre le;toute demande
    weer bereikbaar;wordt tussentijds;dringende zaken;wieder erreichbar;wieder da;wieder im;di nuovo in
    until;back on;back in;return on;i return;my return;i'll be back;i will be back;returning on
    upon my return;when i return;urgent;limited access;no access to;not have access
    not checking;as soon as possible;in my absence;please contact;will respond;will reply
    get back to you;for immediate;bis;ab dem;zurück;dringend;wenden sie sich;melde mich;vertretung;keinen zugriff
    nicht weitergeleitet;nach meiner rückkehr;so bald wie möglich;jusqu;retour;urgence;urgent
    accès limité;veuillez contacter;vous pouvez contacter;je répondrai;je vous répondrai;en mon absence;dès mon;hasta;regreso;vuelta;urgente;acceso limitado;responderé;contacte con;póngase en contacto;a la brevedad
    até;retorno;responderei;assim que voltar;quando voltar;urgência;urgências;voltarei;regresso;fino a;al mio ritorno;urgenz;contattare;risponderò;rientro;tornerò;tot;terug;dringend;neem contact;contact opnemen;spoed
    beperkt toegang;do dnia;proszę o odpowiem po;powrocie;wracam;pilnych;pilne;kadar;döneceğim;dönüş;acil
    tarihine;до ;вернусь;возвращения;срочн;तक;वापस;अत्यावश्यक;まで;戻り;緊急;お急ぎ;까지;복귀;급한;긴급
    至;返回;回来;紧急;急事;期间;期間
limited email access;intermittent access;will not be read;not be forwarded;has not been forwarded;will be read on
    for all enquiries;for enquiries;in an emergency;during my absence;please use the form;use the form on
    nicht gelesen;eingeschränkt;in dringenden;antworte ihnen;bearbeite
    pas transféré;dès mon retour;pas accès;
    contacte;contatar;não terei;sem acesso;ao meu regresso;rivolgervi;rivolgersi;rivolgiti;non leggerò;non avrò
    sarò di ritorno;doorgestuurd;beantwoord;weer aanwezig;weer terug;bij spoed;
    proszę kontaktować;po moim powrocie;odpowiem;sınırlı;yanıtlayaca;irtibat;acil durum;обратитесь;обращайтесь;отвечу
    возвращени;по срочным;संपर्क करें;लौट;उत्तर दूँगा;जवाब दूँगा;以降に;ご連絡いたし;ご連絡ください;ご返信;出社
    연락 주시;확인이 어렵;회신이;회신 드리;답변드리;문의해 주;无法及时;紧急事项;回来后;稍后;尽快
    återkommer;kontakta;brådskande;vender tilbage;kontakt;hastesager;ota yhteyttä;palaan;kiireelli;mă întorc;επιστρ;поверн
        wird nicht weitergeleitet;wird nicht bearbeitet;werden nicht weitergeleitet;wordt niet doorgestuurd;wordt niet gelezen;contact my colleague;an meine kollegin;an meinen kollegen;von meiner kollegin;von meinem kollegen"""
)

PERSONAL = (
    r"(?<![^\W_])(?:finally|at last|lov(?:e|ed) (?:your|the|this|it)|laugh\w*|cried|wept|(?:read|reading|re-read) (?:you|your|the|this|these|it|all)|your (?:letters?|post|newsletter|loaf|bread|words|story)|mara"
    r"|endlich|lese|gelesen|gelacht|geweint|(?:dein|ihr|eur)\w* (?:letzte\w* |heutige\w* )?(?:briefe?|zeilen|worte)\w*|enfin|ai lu|lis (?:vos|tes|votre|ta)|(?:vos|tes|votre|ta) lettres?|por fin|le[íi] (?:tu|su)|(?:tus?|sus?) cartas?|finalmente|li (?:a|o|as|os|n[ao]|em|tudo)|leio|lendo|(?:ti|vi|la|le) leggo|leyendo|leo|lis (?:sur|dans|tout)|lees (?:je|u|jullie|alles)|(?:tuas?|suas?) cartas?|finalmente|ho letto|(?:tue?|sue?) letter[ae]"
    r"|eindelijk|(?<!niet )gelezen|(?:je|jouw|uw) brieven|wreszcie|czytam|przeczytał\w*|nihayet|okudum|наконец|прочитал\w*|читаю|आखिरकार|पढ़ी|やっと|読みました|読んで|드디어|읽었|읽고|终于|読了|读了|看了)(?![^\W_])"
)
"""What a person says and no automatic answer does; a regular expression, for casefolded words."""

WHEN_BACK = Phrases(
    """will be back;de retour;weer bereikbaar;wieder da;until;back on;back in;return on;i return;my return;i'll be back;i will be back;returning on
    upon my return;when i return;bis;ab dem;zurück;jusqu;retour;hasta;regreso;vuelta;até;retorno;voltarei;regresso;fino a;rientro;tornerò
    tot;terug;do dnia;powrocie;wracam;kadar;döneceğim;dönüş;tarihine;до ;вернусь;возвращения;возвращени;तक;वापस;लौट;まで;戻り;以降に;까지;복귀;至;返回;回来;期间;期間"""
)
"""Of these, the ones that say no more than how long: people on holiday write them too."""

ASKS_FOR_PROOF = Phrases(
    """confirm that you are human;verify that you are human;prove you are human;prove that you are human
    confirm that they are human;not a robot;i'm not a spammer;sender verification
    to verify your email address;verify your address;whitelist;approved sender
    has not been delivered yet;will be delivered once;your message will be delivered
    unrecognized sender;to have your message delivered;confirm your identity as a sender
    one-time confirmation;requires verification;bestätigen sie, dass sie ein mensch
    prouver que vous êtes humain;demuestra que eres humano;não é um robô;no eres un robot;no es un robot;n'êtes pas un robot;pas un robot
    kein roboter;non sei un robot;non è un robot;geen robot;nie jesteś robotem;robot olmadığ;не робот;ロボットではない;로봇이 아님;不是机器人;antispam"""
)

NO_LONGER = Phrases(
    """no longer in use;no longer active
    no longer works at;no longer with the company;no longer employed;no longer valid
    no longer checked;address is no longer;mailbox is no longer;
    address has changed to;nicht mehr gültig;nicht mehr in gebrauch
    nicht mehr verwendet;nicht mehr genutzt;nicht mehr aktiv;nicht mehr gelesen;nicht mehr abgerufen
    nicht mehr im unternehmen;n'est plus utilisée;n'est plus valide;n'est plus active
    n'est plus consultée;ne fait plus partie;ya no está en uso;ya no se utiliza;ya no está activa
    ya no trabaja;ya no es válida;não está mais em uso;já não está em uso;já não é utilizado
    não é mais utilizado;não trabalha mais;non è più in uso;non è più attivo;non è più attiva
    non è più valido;non lavora più;niet meer in gebruik;wordt niet meer gelezen;niet langer in gebruik
    niet meer actief;nie jest już używany;jest już nieaktywny;już nie pracuje;nieaktualny adres
    artık kullanılmıyor;artık kullanılmamaktadır;больше не используется;больше не работает
    अब उपयोग में नहीं;使われておりません;使用されておりません;使用していません;現在使用されて
    더 이상 사용하지 않;더 이상 사용되지;不再使用;已停用;已不再使用
no longer with;no longer at;no longer works;no longer employed;has left the company;has left the organi;has left our;have left the company;
    nicht mehr bei;nicht mehr für;ausgeschieden;das unternehmen verlassen;
    a quitté;ne travaille plus;n'est plus parmi;dejó la empresa;no forma parte
    deixou a empresa;não faz mais parte;já não trabalha;già non lavora;ha lasciato l'azienda
    niet gelezen;niet meer werkzaam;uit dienst;niet langer werkzaam;odeszła z;odszedł z;ayrılmıştır;çalışmamaktadır
    уволил;退職;퇴사;已离职;無人;无人查看"""
)
"""That an address is dead; counts where the mail is short and says so of the address."""

UNREAD = Phrases(
    """not monitored;not being monitored;no longer monitored;no longer being monitored;no longer read;unmonitored;inbox is unattended;does not accept replies
    cannot receive replies;unattended mailbox;unattended inbox;inbox is not monitored;mailbox is not monitored;wird nicht gelesen;nicht überwacht;n'est pas surveillée;n'est pas lue;no se supervisa;no se revisa
    no se lee;não é monitorada;não é monitorado;não é lida;non è monitorata;non viene letta;non è presidiata;wordt niet gelezen;niet bekeken;nie jest monitorowan;nie jest obsługiwan;izlenmemektedir;takip edilmemektedir;не отслеживается;не читается;не просматривается;送信専用;확인하지 않;无人查看"""
)
"""That nobody reads what comes to the address."""

RECEIVED = Phrases(
    """your request (;has been received and is being reviewed;we have received your
    we've received your;we received your;your ticket;ticket number;ticket id;case number
    reference number;our team will get back;we aim to respond;we will get back to you
    within one business day;within two working days;business days;wir haben ihre;ihre anfrage
    ticketnummer;vorgangsnummer;nous avons bien reçu;votre demande;numéro de ticket
    hemos recibido su;número de caso;su solicitud;recebemos o seu;recebemos sua;abbiamo ricevuto
    la tua richiesta;wij hebben uw;uw bericht is ontvangen;otrzymaliśmy;twoje zgłoszenie
    talebiniz;mesajınız alındı;мы получили ваш;ваше обращение;номер заявки;आपका अनुरोध
    お問い合わせいただき;お問い合わせありがとう;受け付けました;受付番号;문의해 주셔서;접수되었습니다;접수번호
    已收到您的;工单;您的邮件已收到"""
)
"""That an office has got the mail; two of them, or one and a number, make an acknowledgement."""

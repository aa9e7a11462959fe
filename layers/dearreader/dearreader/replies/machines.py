"""The phrases by which mail that a program wrote is told from mail that a person wrote.

All are casefolded, and looked for as they stand. A subject counts by how it begins: what stands
after ``Re:`` is the letter's own subject.
"""

from dearreader.replies.phrases import phrases

BOUNCE_BOXES = phrases(
    """mailer-daemon;maildaemon;mail-daemon;mdaemon;postmaster;mail.delivery.system
    mail-delivery-system;mail-delivery-subsystem;bounce-notification;ndr"""
)
"""Local parts that only mail systems write from."""

BOUNCE_NAMES = phrases(
    """mail delivery system;mail delivery subsystem;mail delivery service;mailer-daemon
    mailer daemon;mail system;delivery subsystem;internet mail delivery;jetmail system
    mail administrator;mail delivery"""
)

BOUNCE_SUBJECTS = tuple(
    phrases(
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
        nedoručitelná;nedoručeno;kézbesíthetetlen;sikertelen kézbesítés"""
    )
)

BOUNCE_BODIES = phrases(
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
)

AUTO_BOXES = ("noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "autoreply")

AUTO_SUBJECTS = tuple(
    phrases(
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
        gelesen:;ungelesen gelöscht:;lu :;lu:;leído:;leídos:;lida:;letto:;gelezen:;przeczytano:
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
        """
    )
)

MAYBE_SUBJECTS = tuple(
    phrases(
        """absence;absent;ausencia;ausente;ausência;assenza;assente;afwezig;abwesend;abwesenheit
        nieobecność;nieobecny;nieobecna;外出;休假;不在;frånvaro;poissa;fraværende;urlaub;vacation;away;holiday
        on leave;congé;congés;vacances;vacaciones;férias;ferie;vakantie;verlof;izin;отпуск;휴가;thank you"""
    )
)
"""Subjects that are an absence only if the words say so as well: a topic may be called so too."""

REACTED = phrases(
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

SAYS_AUTOMATIC = phrases(
    """this is an automat;this is an auto-;this is an autoreply;automated message;automated reply
    automatically generated;auto-generated;automatic reply to let you know;generated automatically
    do not reply to this;please do not respond to this;type your reply above this line
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

AWAY = phrases(
    """i am out of the office;i'm out of the office;i am out of office;i'm out of office
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
    夏季休業;年末年始休業;出張中;不在です;不在となり;휴가 중;휴가중;부재중;부재 중;자리를 비우;출장 중;출장중;休假;外出
    不在办公室;不在辦公室;出差;度假;正在休"""
)

BACK_THEN = phrases(
    """until;back on;back in;return on;i return;my return;i'll be back;i will be back;returning on
    upon my return;when i return;urgent;limited access;no access to;not have access
    not checking;as soon as possible;in my absence;please contact;will respond;will reply
    get back to you;for immediate;bis;ab dem;zurück;dringend;wenden sie sich;melde mich;vertretung;keinen zugriff
    nicht weitergeleitet;nach meiner rückkehr;so bald wie möglich;jusqu;retour;urgence;urgent
    accès limité;veuillez contacter;vous pouvez contacter;je répondrai;je vous répondrai;en mon absence;dès mon;hasta;regreso;vuelta;urgente;acceso limitado;responderé;contacte con;póngase en contacto;a la brevedad
    até;retorno;responderei;assim que voltar;quando voltar;urgência;urgências;voltarei;regresso;fino a;al mio ritorno;urgenz;contattare;risponderò;rientro;tornerò;tot;terug;dringend;neem contact;contact opnemen;spoed
    beperkt toegang;do dnia;proszę o kontakt;odpowiem po;powrocie;wracam;pilnych;pilne;kadar;döneceğim;dönüş;acil
    tarihine;до ;вернусь;возвращения;срочн;तक;वापस;अत्यावश्यक;まで;戻り;緊急;お急ぎ;까지;복귀;급한;긴급
    至;返回;回来;紧急;急事;期间;期間"""
)

ASKS_FOR_PROOF = phrases(
    """confirm that you are human;verify that you are human;prove you are human;prove that you are human
    confirm that they are human;not a robot;i'm not a spammer;sender verification
    to verify your email address;verify your address;whitelist;approved sender
    has not been delivered yet;will be delivered once;your message will be delivered
    unrecognized sender;to have your message delivered;confirm your identity as a sender
    one-time confirmation;requires verification;bestätigen sie, dass sie ein mensch
    prouver que vous êtes humain;demuestra que eres humano"""
)

NO_LONGER = phrases(
    """no longer in use;no longer monitored;no longer being monitored;no longer active
    no longer works at;no longer with the company;no longer employed;no longer valid
    no longer checked;address is no longer;mailbox is no longer;inbox is not monitored
    mailbox is not monitored;address has changed to;nicht mehr gültig;nicht mehr in gebrauch
    nicht mehr verwendet;nicht mehr genutzt;nicht mehr aktiv;nicht mehr gelesen;nicht mehr abgerufen
    nicht mehr im unternehmen;n'est plus utilisée;n'est plus valide;n'est plus active
    n'est plus consultée;ne fait plus partie;ya no está en uso;ya no se utiliza;ya no está activa
    ya no trabaja;ya no es válida;não está mais em uso;já não está em uso;já não é utilizado
    não é mais utilizado;não trabalha mais;non è più in uso;non è più attivo;non è più attiva
    non è più valido;non lavora più;niet meer in gebruik;wordt niet meer gelezen;niet langer in gebruik
    niet meer actief;nie jest już używany;jest już nieaktywny;już nie pracuje;nieaktualny adres
    artık kullanılmıyor;artık kullanılmamaktadır;больше не используется;больше не работает
    अब उपयोग में नहीं;使われておりません;使用されておりません;使用していません;現在使用されて
    더 이상 사용하지 않;더 이상 사용되지;不再使用;已停用;已不再使用"""
)
"""That an address is dead; counts where the mail is short and says so of the address."""

RECEIVED = phrases(
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

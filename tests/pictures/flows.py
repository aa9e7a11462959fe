"""The flows, laid out by hand: the product in a line for the README, and three for a contributor.

A test holds the names in them to the template's.
"""

from collections.abc import Sequence

from tests.pictures.drawing import FUNCTION, OUTSIDE, PERSON, QUEUE, QUIET, TABLE, Drawing, Look

Box = tuple[str, Look] | None
WIDTH, LEFT, STEP, BOX = 1000, 94, 162, 138


def draw() -> dict[str, str]:
    """Every flow, by its file's name."""
    return {
        "flow.svg": _product(),
        "joining.svg": _joining(),
        "sending.svg": _sending(),
        "replying.svg": _replying(),
    }


def _x(column: float) -> float:
    return LEFT + STEP * column


def _row(picture: Drawing, y: float, boxes: Sequence[Box], *, height: float = 40) -> None:
    """Boxes from left to right, each with an arrow to the next; None leaves a place free."""
    for column, box in enumerate(boxes):
        if box is None:
            continue
        words, look = box
        picture.box(_x(column), y, words, look, width=BOX, height=height)
        if column + 1 < len(boxes) and boxes[column + 1]:
            picture.arrow((_x(column) + BOX / 2, y), (_x(column + 1) - BOX / 2 - 2, y))


def _down(picture: Drawing, column: float, above: float, below: float) -> None:
    """An arrow from the box at one height to that at another; up where `below` is above."""
    half = 20 if below > above else -20
    picture.arrow((_x(column), above + half), (_x(column), below - half - (2 if half > 0 else -2)))


def _titled(height: int, title: str) -> Drawing:
    picture = Drawing(WIDTH, height, title)
    picture.words(25, 34, title, bold=True, size=16)
    return picture


def _product() -> str:
    picture = Drawing(WIDTH, 232, "A letter a day, and what readers answer")
    people, day = 184, 88
    day_row: list[Box] = [
        ("you write\na queue of posts", PERSON),
        ("at your hour\nthe next goes out", FUNCTION),
        ("every reader\ngets it, once", OUTSIDE),
        ("some reply\nin their words", PERSON),
        ("replies are read\nideas are found", FUNCTION),
        ("a board of ideas\neach with its votes", TABLE),
    ]
    _row(picture, day, day_row, height=48)
    joining: list[Box] = [
        ("someone joins\non your site", PERSON),
        ("one mail asks\nwhether it was them", FUNCTION),
        ("they say yes\nby one button", PERSON),
    ]
    _row(picture, people, joining, height=48)
    picture.arrow((_x(2), people - 24), (_x(2), day + 26))
    picture.arrow((_x(5), day - 24), (_x(5), 36), (_x(0), 36), (_x(0), day - 26))
    picture.words(_x(2.5), 28, "what to write next", anchor="middle", colour=QUIET)
    picture.words(
        _x(3) - BOX / 2, people - 4, "Whoever wants out is out with one tap,", colour=QUIET
    )
    picture.words(
        _x(3) - BOX / 2, people + 16, "from the next call to the mail service on.", colour=QUIET
    )
    return picture.svg()


def _joining() -> str:
    picture = _titled(316, "Joining: two steps, so that nobody is signed up by someone else")
    asks, tells, says = 90, 180, 270
    _row(
        picture,
        asks,
        [
            ("a reader\nPOST /subscribe", PERSON),
            ("signup/", FUNCTION),
            ("Subscribers\npending", TABLE),
            ("outbox/\nreads the stream", FUNCTION),
            ("Bus", OUTSIDE),
            ("PendingRule\nSubscriber Pending", OUTSIDE),
        ],
    )
    _down(picture, 5, asks, tells)
    picture.box(_x(5), tells, "InviteQueue", QUEUE, width=BOX, height=40)
    picture.box(_x(4), tells, "invite/", FUNCTION, width=BOX, height=40)
    picture.box(_x(3), tells, "SES\nSendEmail", OUTSIDE, width=BOX, height=40)
    picture.arrow((_x(5) - BOX / 2, tells), (_x(4) + BOX / 2 + 2, tells))
    picture.arrow((_x(4) - BOX / 2, tells), (_x(3) + BOX / 2 + 2, tells))
    picture.box(_x(4), says, "settle/\nat each tick", FUNCTION, width=BOX, height=40)
    picture.arrow((_x(4) + BOX / 2, says), (_x(5), says), (_x(5), tells + 22), dashed=True)
    picture.words(_x(5) - 50, says + 20, "who was never mailed", colour=QUIET, size=12)
    _row(
        picture,
        says,
        [
            ("the reader\nopens the link", PERSON),
            ("confirm/\na page, one button", FUNCTION),
            ("Subscribers\nactive", TABLE),
        ],
    )
    picture.arrow((_x(3) - BOX / 2, tells), (_x(0), tells), (_x(0), says - 22))
    return picture.svg()


def _sending() -> str:
    picture = _titled(412, "Sending: from the writer’s hour to an account that adds up")
    opens, sends, hears, watches = 90, 180, 270, 360
    _row(
        picture,
        opens,
        [
            ("Daily\nTickSchedule", OUTSIDE),
            ("ScheduleQueue", QUEUE),
            ("schedule/\nopens, plans, starts", FUNCTION),
            ("Editions\nbatches, frozen", TABLE),
        ],
    )
    picture.words(_x(3) + BOX / 2 + 14, opens - 3, "an edition is keyed by its date:", colour=QUIET)
    picture.words(_x(3) + BOX / 2 + 14, opens + 16, "asked twice, it is opened once", colour=QUIET)
    _down(picture, 2, opens, sends)
    boxes: list[Box] = [
        None,
        None,
        ("DeliverQueue", QUEUE),
        ("deliver/\nre-reads, claims", FUNCTION),
        ("SES\nSendBulkEmail", OUTSIDE),
        ("readers", PERSON),
    ]
    _row(picture, sends, boxes)
    _down(picture, 4, sends, hears)
    for column, words, look in (
        (4, "MailEventsRule\nreceipts, bounces", OUTSIDE),
        (3, "FeedbackQueue", QUEUE),
        (2, "feedback/", FUNCTION),
        (1, "Editions\nSubscribers", TABLE),
    ):
        picture.box(_x(column), hears, words, look, width=BOX, height=40)
        if column > 1:
            picture.arrow((_x(column) - BOX / 2, hears), (_x(column - 1) + BOX / 2 + 2, hears))
    _row(
        picture,
        watches,
        [
            ("TickSettle", OUTSIDE),
            ("SettleQueue", QUEUE),
            ("settle/\nends doubt, closes", FUNCTION),
        ],
    )
    nudge: list[Box] = [
        ("TickNudge", OUTSIDE),
        ("NudgeQueue", QUEUE),
        ("nudge/\ntells the writer", FUNCTION),
    ]
    _row(picture, watches, [None, None, None, *nudge])
    return picture.svg()


def _replying() -> str:
    picture = _titled(256, "Replying: from a mail to a vote on the board, and a thank-you")
    comes, read = 90, 180
    _row(
        picture,
        comes,
        [
            ("a reader\npresses reply", PERSON),
            ("SES receives\nReceiptRule", OUTSIDE),
            ("MailBucket\nthe mail as it came", OUTSIDE),
            ("MailRule\nObject Created", OUTSIDE),
            ("InboundQueue", QUEUE),
            ("inbound/\nreads it", FUNCTION),
        ],
    )
    _down(picture, 5, comes, read)
    for column, words, look in (
        (5, "Ideas\nreplies, ideas, votes", TABLE),
        (4, "outbox/\nreads the stream", FUNCTION),
        (3, "PendingRule\nAnswer Owed", OUTSIDE),
        (2, "InviteQueue", QUEUE),
        (1, "invite/\nthanks, seldom", FUNCTION),
        (0, "the reader\nis told", PERSON),
    ):
        picture.box(_x(column), read, words, look, width=BOX, height=40)
        if column > 0:
            picture.arrow((_x(column) - BOX / 2, read), (_x(column - 1) + BOX / 2 + 2, read))
    told = "“unsubscribe”, proven, takes the reader off Subscribers. Who is not proven changes "
    told += "nothing, and votes for nothing."
    picture.words(25, read + 48, told, colour=QUIET)
    return picture.svg()

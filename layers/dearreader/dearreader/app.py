"""The one place where it is all wired: the domain's parts, with AWS behind them.

Everything is made when first used, once a process: a function pays for what it touches.
"""

from __future__ import annotations

import os
import secrets
import time
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Protocol

from dearreader.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dearreader.answering import Answering
    from dearreader.corrections import Corrections
    from dearreader.departures import Departures
    from dearreader.editions.deciding import Deciding
    from dearreader.editions.delivery import Delivery
    from dearreader.editions.opening import Opening
    from dearreader.editions.pacing import Pacer
    from dearreader.editions.planning import Planning
    from dearreader.editions.queueing import Queueing
    from dearreader.editions.settling import Settling
    from dearreader.editions.store import Editions
    from dearreader.feedback import Feedback
    from dearreader.holdings import Holdings
    from dearreader.ideas import Ideas, KeptReplies
    from dearreader.ideas.acts import Acts
    from dearreader.ideas.asked import Asking
    from dearreader.ideas.credit import Credits
    from dearreader.ideas.owed import Owed as OwedAnswers
    from dearreader.ideas.wanted import Wanted
    from dearreader.invitations import Invitations, Owed
    from dearreader.mailbag import Mailbag
    from dearreader.nudges import Nudges
    from dearreader.ports import Bus, Chance, Clock, Mailer, Queue, RawMail, Table, Writer
    from dearreader.posts import Posts
    from dearreader.publication import Publication
    from dearreader.published import Published
    from dearreader.revisions import Revisions
    from dearreader.signups import Signups
    from dearreader.subscribers import Subscribers

# The parts are imported where they are made: what one function needs, the next need not load.
# ruff: noqa: PLC0415


class World(Protocol):
    """Where tables, queues and mail are: AWS, or a simulation."""

    @property
    def clock(self) -> Clock:
        """Time."""

    @property
    def chance(self) -> Chance:
        """Randomness."""

    def table(self, name: str) -> Table:
        """The table of that name."""

    def queue(self, url: str) -> Queue:
        """The queue at that URL."""

    def bus(self, name: str) -> Bus:
        """The bus of that name."""

    def raw_mail(self, bucket: str) -> RawMail:
        """The bucket of that name."""

    def mailer(self, publication: Publication, configuration_set: str) -> Mailer:
        """SES, as the publication."""

    def writer(self, topic: str) -> Writer:
        """The writer, by the topic of that name."""

    def parameter(self, name: str) -> str:
        """The value of a parameter of the stack."""


class App:
    """The parts, wired. Each is made when first asked for."""

    def __init__(self, settings: Settings, world: World) -> None:
        self.settings = settings
        self.world = world
        self.publication = settings.publication
        self.clock = world.clock

    @cached_property
    def site(self) -> str:
        """The site's address: https://…, no slash at its end."""
        return self.world.parameter(self.settings.site_parameter).rstrip("/")

    @cached_property
    def subscribers(self) -> Subscribers:
        """The readers."""
        from dearreader.subscribers import Subscribers

        table = self.world.table(self.settings.subscribers_table)
        return Subscribers(table, shards=self.settings.shards)

    @cached_property
    def posts(self) -> Posts:
        """The posts and letters."""
        from dearreader.posts import Posts

        return Posts(self.world.table(self.settings.posts_table))

    @cached_property
    def published(self) -> Published:
        """The posts that are on the web."""
        from dearreader.published import Published

        return Published(self.posts)

    @cached_property
    def revisions(self) -> Revisions:
        """What posts were before."""
        from dearreader.revisions import Revisions

        return Revisions(self.posts, clock=self.clock, chance=self.world.chance)

    @cached_property
    def corrections(self) -> Corrections:
        """Changes what is on the web."""
        from dearreader.corrections import Corrections

        return Corrections(self.posts)

    @cached_property
    def editions(self) -> Editions:
        """The editions and batches."""
        from dearreader.editions.store import Editions

        return Editions(self.world.table(self.settings.editions_table))

    @cached_property
    def departures(self) -> Departures:
        """The notes of who left."""
        from dearreader.departures import Departures

        return Departures(self.world.table(self.settings.editions_table), self.clock)

    @cached_property
    def ideas(self) -> Ideas:
        """The ideas and votes."""
        from dearreader.ideas import Ideas

        return Ideas(self.world.table(self.settings.ideas_table))

    @cached_property
    def acts(self) -> Acts:
        """What the writer does to the board."""
        from dearreader.ideas.acts import Acts

        return Acts(self.ideas, self.clock)

    @cached_property
    def asking(self) -> Asking:
        """What each reader asked for."""
        from dearreader.ideas.asked import Asking

        return Asking(self.ideas)

    @cached_property
    def wanted(self) -> Wanted:
        """What readers ask for, for everybody to see."""
        from dearreader.ideas.wanted import Wanted

        return Wanted(self.ideas, self.clock)

    @cached_property
    def owed_answers(self) -> OwedAnswers:
        """The answers that are owed to readers."""
        from dearreader.ideas.owed import Owed as OwedAnswers

        return OwedAnswers(self.ideas.table)

    @cached_property
    def credits(self) -> Credits:
        """Who may be named."""
        from dearreader.ideas.credit import Credits

        return Credits(self.ideas.table)

    @cached_property
    def answering(self) -> Answering:
        """Mails answers to readers."""
        from dearreader.answering import Answering

        return Answering(
            publication=self.publication,
            site=self.site,
            subscribers=self.subscribers,
            ideas=self.ideas,
            owed=self.owed_answers,
            credits=self.credits,
            mailer=self.mailer,
            pacer=self.pacer,
            clock=self.clock,
            chance=self.world.chance,
        )

    @cached_property
    def replies(self) -> KeptReplies:
        """The replies."""
        from dearreader.ideas import KeptReplies

        return KeptReplies(self.world.table(self.settings.ideas_table))

    @cached_property
    def bus(self) -> Bus:
        """The stack's bus."""
        return self.world.bus(self.settings.bus)

    @cached_property
    def mailer(self) -> Mailer:
        """SES."""
        return self.world.mailer(self.publication, self.settings.configuration_set)

    @cached_property
    def pacer(self) -> Pacer:
        """The slots of the send rate."""
        from dearreader.editions.pacing import Pacer

        return Pacer(self.world.table(self.settings.editions_table), self.clock)

    @cached_property
    def schedule_queue(self) -> Queue:
        """What schedule/ is asked through."""
        return self.world.queue(self.settings.schedule_queue)

    @cached_property
    def deliver_queue(self) -> Queue:
        """What deliver/ is asked through."""
        return self.world.queue(self.settings.deliver_queue)

    @cached_property
    def settle_queue(self) -> Queue:
        """What settle/ is asked through."""
        return self.world.queue(self.settings.settle_queue)

    @cached_property
    def signups(self) -> Signups:
        """Takes addresses."""
        from dearreader.networks import Networks
        from dearreader.signups import Signups
        from dearreader.tickets import Tickets

        return Signups(
            subscribers=self.subscribers,
            networks=Networks(
                self.world.table(self.settings.editions_table),
                salt=self.settings.salt,
                clock=self.clock,
            ),
            tickets=Tickets(salt=self.settings.salt, clock=self.clock),
            salt=self.settings.salt,
            clock=self.clock,
            chance=self.world.chance,
        )

    @cached_property
    def holdings(self) -> Holdings:
        """What is held on readers."""
        from dearreader.holdings import Holdings

        return Holdings(
            subscribers=self.subscribers,
            asking=self.asking,
            replies=self.replies,
            credits=self.credits,
            raw_mail=self.world.raw_mail(self.settings.mail_bucket),
        )

    @cached_property
    def invitations(self) -> Invitations:
        """Mails confirmation links."""
        from dearreader.invitations import Invitations

        return Invitations(
            publication=self.publication,
            site=self.site,
            subscribers=self.subscribers,
            mailer=self.mailer,
            pacer=self.pacer,
            clock=self.clock,
            chance=self.world.chance,
        )

    @cached_property
    def owed(self) -> Owed:
        """Finds invitations that were lost."""
        from dearreader.invitations import Owed

        return Owed(
            subscribers=self.subscribers,
            invite_queue=self.world.queue(self.settings.invite_queue),
            clock=self.clock,
        )

    @cached_property
    def opening(self) -> Opening:
        """Opens editions."""
        from dearreader.editions.opening import Opening

        return Opening(
            publication=self.publication,
            posts=self.posts,
            editions=self.editions,
            mailer=self.mailer,
            pacer=self.pacer,
            schedule_queue=self.schedule_queue,
            settle_queue=self.settle_queue,
            clock=self.clock,
            reserve=self.settings.reserve,
            sandbox=self.settings.sandbox,
            one_range_below=self.settings.one_range_below,
        )

    @cached_property
    def planning(self) -> Planning:
        """Plans batches."""
        from dearreader.editions.planning import Planning

        return Planning(
            subscribers=self.subscribers,
            editions=self.editions,
            opening=self.opening,
            schedule_queue=self.schedule_queue,
            clock=self.clock,
        )

    @cached_property
    def queueing(self) -> Queueing:
        """Queues batches."""
        from dearreader.editions.queueing import Queueing

        return Queueing(
            editions=self.editions,
            pacer=self.pacer,
            schedule_queue=self.schedule_queue,
            deliver_queue=self.deliver_queue,
            clock=self.clock,
            chance=self.world.chance,
        )

    @cached_property
    def delivery(self) -> Delivery:
        """Delivers batches."""
        from dearreader.editions.delivery import Delivery

        return Delivery(
            publication=self.publication,
            site=self.site,
            posts=self.posts,
            editions=self.editions,
            subscribers=self.subscribers,
            askers=self._askers,
            mailer=self.mailer,
            pacer=self.pacer,
            deliver_queue=self.deliver_queue,
            settle_queue=self.settle_queue,
            clock=self.clock,
            chance=self.world.chance,
        )

    def _askers(self, answers: Iterable[str]) -> dict[str, str]:
        """Loaded for letters that answer an idea; most don't."""
        from dearreader.ideas.answers import askers

        return askers(self.ideas, answers)

    def wrote(self, slug: str, edition: str) -> str:
        """Close the ideas that a post answered, once its edition is closed; says how many."""
        from dearreader.ideas.answers import written

        found = self.editions.get(edition)
        letter = self.posts.letter(slug, found.letter) if found else None
        answers = letter.answers if letter else ()
        closed = written(self.ideas, answers, slug, now=self.clock.now()) if answers else []
        return "ideas written" if closed else "nothing asked"

    @cached_property
    def settling(self) -> Settling:
        """Closes editions."""
        from dearreader.editions.settling import Settling

        return Settling(
            editions=self.editions,
            posts=self.posts,
            deliver_queue=self.deliver_queue,
            settle_queue=self.settle_queue,
            feedback_queue=self.world.queue(self.settings.feedback_queue),
            feedback_dead_letters=self.world.queue(self.settings.feedback_dead_letters),
            clock=self.clock,
            resend=self.settings.receipts,
            canary_min=self.settings.canary_min,
        )

    @cached_property
    def deciding(self) -> Deciding:
        """Carries out what the writer decides about an edition."""
        from dearreader.editions.deciding import Deciding

        return Deciding(
            editions=self.editions,
            schedule_queue=self.schedule_queue,
            settle_queue=self.settle_queue,
            clock=self.clock,
        )

    @cached_property
    def nudges(self) -> Nudges:
        """Tells the writer what needs a person."""
        from dearreader.nudges import Nudges

        return Nudges(
            publication=self.publication,
            posts=self.posts,
            editions=self.editions,
            writer=self.world.writer(self.settings.alarm_topic),
            clock=self.clock,
        )

    @cached_property
    def feedback(self) -> Feedback:
        """Takes SES's events in."""
        from dearreader.feedback import Feedback

        return Feedback(
            editions=self.editions,
            subscribers=self.subscribers,
            settle_queue=self.settle_queue,
            clock=self.clock,
        )

    @cached_property
    def mailbag(self) -> Mailbag:
        """Opens readers' mail."""
        from dearreader.ideas.limits import Limits
        from dearreader.mailbag import Mailbag

        return Mailbag(
            publication=self.publication,
            raw_mail=self.world.raw_mail(self.settings.mail_bucket),
            subscribers=self.subscribers,
            editions=self.editions,
            posts=self.posts,
            ideas=self.ideas,
            replies=self.replies,
            owed=self.owed_answers,
            credits=self.credits,
            limits=Limits(self.ideas.table),
            thanks=self.settings.thanks,
            salt=self.settings.salt,
            clock=self.clock,
        )


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class SystemChance:
    """The machine's randomness."""

    def key(self) -> str:
        """22 characters of URL-safe base64: 128 random bits."""
        return secrets.token_urlsafe(16)

    def token(self) -> str:
        """8 hex characters."""
        return secrets.token_hex(4)


class Aws:
    """AWS, by its adapters. ``client`` makes the client of a service by its name."""

    def __init__(self, client: Callable[[str], Any]) -> None:
        self.clock: Clock = SystemClock()
        self.chance: Chance = SystemChance()
        self._client = client

    def table(self, name: str) -> Table:
        """DynamoDB."""
        from dearreader.aws.dynamodb import DynamoTable

        return DynamoTable(self._client("dynamodb"), name)

    def queue(self, url: str) -> Queue:
        """SQS."""
        from dearreader.aws.queues import SqsQueue

        return SqsQueue(self._client("sqs"), url)

    def bus(self, name: str) -> Bus:
        """EventBridge."""
        from dearreader.aws.bus import EventBus

        return EventBus(self._client("events"), name)

    def raw_mail(self, bucket: str) -> RawMail:
        """S3."""
        from dearreader.aws.buckets import MailBucket

        return MailBucket(self._client("s3"), bucket)

    def mailer(self, publication: Publication, configuration_set: str) -> Mailer:
        """SES."""
        from dearreader.aws.ses import SesMailer

        return SesMailer(self._client("sesv2"), publication, configuration_set=configuration_set)

    def writer(self, topic: str) -> Writer:
        """SNS."""
        from dearreader.aws.topics import TopicWriter

        return TopicWriter(self._client("sns"), topic)

    def parameter(self, name: str) -> str:
        """SSM."""
        from dearreader.aws.parameters import parameter

        return parameter(self._client("ssm"), name)


_stand_in: ContextVar[App | None] = ContextVar("stand_in", default=None)


def current() -> App:
    """The app of this process, as its environment describes it, or the one that stands in."""
    return _stand_in.get() or _of_environment()


@contextmanager
def standing_in(app: App) -> Iterator[None]:
    """Let handlers find this app: for tests and the simulation, which own the world."""
    token = _stand_in.set(app)
    try:
        yield
    finally:
        _stand_in.reset(token)


@cache
def _of_environment() -> App:
    from dearreader.aws.clients import client

    return App(Settings.from_environment(os.environ), Aws(client))

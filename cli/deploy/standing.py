"""How it stands after a deployment: the records, SES's own view of them, and what is left to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from cli.connection import Place
from cli.deploy.looking import identity
from cli.deploy.report import hint, listed
from cli.dns.records import Record, State, state
from cli.dns.resolver import Lookup, LookupFailed
from cli.permissions import lacking

if TYPE_CHECKING:
    from dearreader.ports import Clock

LOOK_AGAIN = 15.0
"""Seconds between two questions to SES, which itself looks at the DNS now and then."""

TELL_EVERY = 60.0
"""Seconds."""

SANDBOX = "https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A stack that was deployed, and the records that it needs."""

    place: Place
    records: Sequence[Record]
    lookup: Lookup

    def states(self) -> Iterator[tuple[Record, State | None]]:
        """Each record, and what was found of it."""
        for each in self.records:
            try:
                yield each, state(each, self.lookup)
            except LookupFailed:
                yield each, None

    @property
    def domain(self) -> str:
        """The sending domain."""
        return self.place.value("FromAddress").rpartition("@")[2]

    def pending(self) -> list[str]:
        """What SES has not verified yet, in words."""
        found: Mapping[str, Any] = identity(self.place, self.domain) or {}
        words = []
        if not found.get("VerifiedForSendingStatus"):
            words.append(f"the domain {self.domain}")
        if found.get("DkimAttributes", {}).get("Status") != "SUCCESS":
            words.append("its DKIM records")
        mail_from = found.get("MailFromAttributes", {})
        if mail_from.get("MailFromDomain") and mail_from.get("MailFromDomainStatus") != "SUCCESS":
            words.append("its MAIL FROM domain")
        return words

    def left(self, given: Mapping[str, str]) -> None:
        """Say what is left to do."""
        steps = list(self._steps(given))
        if not steps:
            click.echo("\nNothing is left to do. See for yourself: dearreader doctor")
            return
        click.echo("\nWhat is left to do:")
        for number, step in enumerate(steps, 1):
            click.echo(f"  {number}. {step}")
        click.echo("Then: dearreader doctor")

    def _steps(self, given: Mapping[str, str]) -> Iterator[str]:
        if any(found in {"missing", "other"} for _, found in self.states()):
            yield "Set the records above where your domain’s DNS is."
        if words := self.pending():
            yield f"Wait until SES has seen {', '.join(words)}: minutes, or a day at worst."
        if given["Sandbox"] == "yes":
            yield f"Ask SES for production access, then deploy again: {SANDBOX}"
        if not given["ActiveReceiptRuleSet"]:
            yield "Replies do not reach you: take a Region in which SES receives mail."
        if address := given.get("AlarmAddress"):
            if self._unconfirmed():
                yield f"Confirm the mail that AWS sent to {address}: else no alarm reaches you."
        else:
            yield "Give AlarmAddress (dearreader init), to be told when something needs you."
        if not given.get("OwnDomain"):
            yield "Give the site a domain of its own (docs/deploying.md), so that links outlive it."

    def _unconfirmed(self) -> bool:
        """Whether it waits to be confirmed, as far as one may know."""
        from botocore.exceptions import ClientError  # noqa: PLC0415

        topic = self.place.physical_id("AlarmTopic")
        try:
            found = self.place.client("sns").list_subscriptions_by_topic(TopicArn=topic)
        except ClientError as error:
            if lacking(error, "sns"):
                return True
            raise
        return any(
            each["SubscriptionArn"] == "PendingConfirmation" for each in found["Subscriptions"]
        )


def tell(standing: Standing) -> None:
    """Print the records."""
    found = list(standing.states())
    click.echo("What has to stand in the DNS:\n")
    for line in listed(found):
        click.echo(line)
    if any(state != "set" for _, state in found):
        click.echo(f"\n{hint(standing.domain)}")


def wait(standing: Standing, clock: "Clock", patience: float) -> None:
    """Wait until SES has verified everything, ``patience`` minutes at most, or until Ctrl-C."""
    began, told = clock.now(), [""]
    while (words := standing.pending()) and clock.now() < began + timedelta(minutes=patience):
        waited = (clock.now() - began).total_seconds()
        if words != told:
            click.echo(f"SES has yet to see {', '.join(words)}. Ctrl-C ends only this wait.")
            told = words
        elif not waited % TELL_EVERY:
            click.echo(f"  after {waited / 60:.0f} min: not yet")
        try:
            clock.sleep(LOOK_AGAIN)
        except KeyboardInterrupt:
            return
    if not words and told != [""]:
        click.echo("SES has seen everything.")

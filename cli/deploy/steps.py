"""The steps of a deployment, in their order. Each may be done again, and then changes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from cli.connection import Place
from cli.deploy import looking, receiving
from cli.deploy.choices import Seen, parameters
from cli.deploy.standing import Standing, tell, wait
from cli.dns.records import Record, of_identity, of_replies, of_site
from cli.dns.resolver import Lookup
from cli.setup import salt
from dearreader.errors import BadInput

if TYPE_CHECKING:
    from dearreader.ports import Clock


class Builder(Protocol):
    """sam."""

    def build(self) -> None:
        """Build."""

    def deploy(self, stack: str, parameters: Mapping[str, str], *, yes: bool) -> None:
        """Deploy what was built."""


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the writer asked for. ``patience`` is in minutes."""

    yes: bool
    route53: bool
    patience: float


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """A deployment to AWS. ``watch`` waits until no edition of the place's is on its way."""

    place: Place
    folder: Path
    sam: Builder
    lookup: Lookup
    clock: "Clock"
    watch: Callable[[Place], None]

    def run(self, wishes: Wishes) -> None:
        """Do all of it. Raises BadInput, Failure."""
        given = looking.settings(self.folder)
        account = looking.credentials(self.place)
        now = looking.stack(self.place)
        secret = self._salt(now)
        click.echo(f"Account {account}, {self._region}, stack {self.place.name}.")
        seen = looking.account(self.place, now, given, self._rule_set(given))
        chosen = parameters(seen, given)
        self._tell(seen, {**given, **chosen}, exists=now.exists)
        self.sam.build()
        if now.exists:
            self.watch(self.place)
        if chosen.get("ActiveReceiptRuleSet"):
            ses = self.place.client("ses")
            chosen["ActiveReceiptRuleSet"] = receiving.ensure_active(ses, self.place.name)
        self.sam.deploy(self.place.name, {**given, **chosen, **secret}, yes=wishes.yes)
        if not looking.stack(self.place).exists:
            click.echo("Nothing was deployed, as you did not want it.")
            return
        self._afterwards({**given, **chosen}, wishes)

    def _afterwards(self, given: Mapping[str, str], wishes: Wishes) -> None:
        """Our rule into its place, the records into the DNS, and what SES makes of them."""
        made = replace(self.place)  # it remembers what the stack was before
        made.__dict__["client"] = self.place.client
        ours = given["ActiveReceiptRuleSet"]
        if ours and receiving.settle(made.client("ses"), made.name, given["ReplyDomain"]):
            click.echo(f"Our receipt rule has found its place in the rule set “{ours}”.")
        click.echo(f"\nThe site: {made.value('Site')}\n")
        standing = Standing(place=made, records=self.records(made, given), lookup=self.lookup)
        if wishes.route53:
            self._fill(standing)
        tell(standing)
        wait(standing, self.clock, wishes.patience)
        standing.left(given)

    def records(self, made: Place, given: Mapping[str, str]) -> list[Record]:
        """All that has to stand in the DNS."""
        domain = given["FromAddress"].rpartition("@")[2]
        known = looking.identity(made, domain) or {}
        found = list(of_identity(domain, known, self._region))
        if given["ActiveReceiptRuleSet"]:
            found.append(of_replies(given["ReplyDomain"], self._region))
        if given.get("OwnDomain"):
            found.append(of_site(given["OwnDomain"], made.value("OwnDomainTarget")))
        return found

    @property
    def _region(self) -> str:
        return str(self.place.client("sts").meta.region_name)

    def _salt(self, now: looking.Stack) -> Mapping[str, str]:
        """The salt for a new stack; one that is there keeps its own. Raises BadInput."""
        mine = salt.read(self.folder)
        if not now.exists:
            if not mine:
                raise BadInput(
                    "There is no salt, the secret that readers’ ids are made with: `dearreader "
                    f"init` makes one, or set {salt.VARIABLE}."
                )
            return {"Salt": mine}
        if mine and mine != self.place.salt:
            raise BadInput(
                f"The salt here ({salt.FILE} or {salt.VARIABLE}) is not the one that the stack’s "
                "readers were stored with; it can never change. Take the file away to keep the "
                "stack’s, or name another stack."
            )
        return {}

    def _rule_set(self, given: Mapping[str, str]) -> str:
        """The rule set that our rule shall join: the active one, or one that is to be.

        It is "" where SES receives nothing.
        """
        if "ActiveReceiptRuleSet" in given:
            return given["ActiveReceiptRuleSet"]
        if not looking.receives(self._region, self.lookup):
            return ""
        return receiving.active(self.place.client("ses")) or self.place.name

    def _tell(self, seen: Seen, given: Mapping[str, str], *, exists: bool) -> None:
        domain = given["FromAddress"].rpartition("@")[2]
        where = "in the sandbox" if given["Sandbox"] == "yes" else "out of the sandbox"
        click.echo(
            f"  SES: {seen.rate:,.0f} mails a second, {where}; "
            f"{given['DeliverConcurrency']} senders at once."
        )
        if given["CreateIdentity"] == "yes" and not seen.known:
            click.echo(f"  {domain} is new to SES: the stack brings it there.")
        if rule_set := given["ActiveReceiptRuleSet"]:
            click.echo(f"  Replies: our rule joins the receipt rule set “{rule_set}”.")
        else:
            click.echo("  Replies: no receipt rule, so none come in.")
        click.echo(f"  The stack is {'there already' if exists else 'new'}. sam builds:\n")

    def _fill(self, standing: Standing) -> None:
        from cli.deploy.zone import fill  # noqa: PLC0415

        route53: Any = self.place.client("route53")
        for record, became in fill(route53, standing.records):
            if became == "taken":
                click.echo(
                    f"  {record.host} ({record.kind}, {record.why}): something else stands there, "
                    "and stays. Set it by hand."
                )
            elif became == "made":
                click.echo(f"  {record.host} ({record.kind}, {record.why}): set in Route 53.")

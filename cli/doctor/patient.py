"""Who is looked at: a stack, its account and its domains. Each is asked for once."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cli.connection import Place
from cli.dns.resolver import Lookup
from cli.permissions import lacking
from dearreader.errors import DearReaderError

if TYPE_CHECKING:
    from dearreader.app import App
    from dearreader.ports import Clock

Fetch = Callable[[str, str, bytes], int]
"""Method, address and body to the status that is answered. Raises OSError."""


class NotAllowed(DearReaderError):
    """AWS refused to say. ``action`` is the right that is lacking, such as ses:GetAccount."""

    def __init__(self, action: str) -> None:
        super().__init__(f"the right {action} is lacking")
        self.action = action


@dataclass(frozen=True)
class Patient:
    """What checks ask. Everything here raises NotAllowed where a right is lacking."""

    place: Place
    lookup: Lookup
    fetch: Fetch
    clock: "Clock"

    def ask(self, service: str, call: str, **given: Any) -> Mapping[str, Any]:
        """The answer of AWS to a call. Raises botocore's ClientError for other refusals."""
        with _asking(service):
            answer: Mapping[str, Any] = getattr(self.place.client(service), call)(**given)
        return answer

    def physical_id(self, logical_id: str) -> str:
        """The real name of a resource of the template."""
        found = self.ask(
            "cloudformation",
            "describe_stack_resource",
            StackName=self.place.name,
            LogicalResourceId=logical_id,
        )
        return str(found["StackResourceDetail"]["PhysicalResourceId"])

    @property
    def app(self) -> "App":
        """The stack's parts."""
        return self.place.app

    @property
    def domain(self) -> str:
        """The sending domain."""
        return self.app.publication.from_address.rpartition("@")[2]

    @property
    def region(self) -> str:
        """The Region."""
        return str(self.place.client("sesv2").meta.region_name)

    @cached_property
    def account(self) -> Mapping[str, Any]:
        """GetAccount's answer."""
        return self.ask("sesv2", "get_account")

    @cached_property
    def identity(self) -> Mapping[str, Any] | None:
        """GetEmailIdentity's answer about the sending domain; None where SES does not know it."""
        client = self.place.client("sesv2")
        try:
            return self.ask("sesv2", "get_email_identity", EmailIdentity=self.domain)
        except client.exceptions.NotFoundException:
            return None

    @cached_property
    def rule_set(self) -> Mapping[str, Any]:
        """The active receipt rule set, or nothing."""
        return self.ask("ses", "describe_active_receipt_rule_set")

    @cached_property
    def concurrency(self) -> int:
        """How many functions may run at once in the account."""
        limits = self.ask("lambda", "get_account_settings")["AccountLimit"]
        return int(limits["ConcurrentExecutions"])

    @cached_property
    def audience(self) -> int:
        """How many readers get the next letter."""
        with _asking("dynamodb"):
            return self.app.subscribers.census(now=self.clock.now())["active"]

    @cached_property
    def site(self) -> str:
        """The site's address."""
        with _asking("ssm"):
            return self.app.site

    @property
    def rate(self) -> float:
        """Mails a second that SES leaves to us."""
        granted = float(self.account["SendQuota"]["MaxSendRate"])
        return max(granted - self.app.settings.reserve, 0.1)


@contextmanager
def _asking(service: str) -> Iterator[None]:
    """Turns the refusal of a service into the right that is lacking."""
    from botocore.exceptions import ClientError  # noqa: PLC0415

    try:
        yield
    except ClientError as error:
        if action := lacking(error, service):
            raise NotAllowed(action) from error
        raise

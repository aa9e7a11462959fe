"""The local SES: botocore's SES v2 over HTTP on loopback."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

from local.loopback import Answer, HangUp, LoopbackServer, Request
from local.mails import Mail, MailStore
from local.ses.account import Account, ConfigurationSet, Identity
from local.ses.account_calls import AccountCalls
from local.ses.control import PREFIX, Control
from local.ses.events import Event
from local.ses.faults import Fault, FaultPlan
from local.ses.list_calls import ListCalls
from local.ses.mailroom import Mailroom
from local.ses.model import SesError, read_call
from local.ses.publisher import Publisher
from local.ses.send_bulk_email import SendBulkEmail
from local.ses.send_email import SendEmail

Client = Callable[[str], Any]


class LocalSes:
    """Takes mail as SES would and puts SES's events on the default bus.

    ``aws`` gives a boto3 client of the emulator for a service's name; without it events are only
    kept (`events`). ``identities``: the verified ones; None: all are. ``configuration_sets``: their
    names; None: every name is one.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        aws: Client | None = None,
        region: str = "us-east-1",
        max_send_rate: float = 14.0,
        max_24_hour_send: float = 50_000.0,
        sandbox: bool = False,
        identities: Iterable[str] | None = None,
        configuration_sets: Iterable[str] | None = None,
        store: MailStore | None = None,
        faults: FaultPlan | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.faults = faults or FaultPlan()
        self.store = store or MailStore()
        self.account = Account(
            clock=clock,
            max_send_rate=max_send_rate,
            max_24_hour_send=max_24_hour_send,
            sandbox=sandbox,
            identities=None
            if identities is None
            else {name.lower(): Identity(name.lower(), verified=True) for name in identities},
            configuration_sets=None
            if configuration_sets is None
            else {name: ConfigurationSet(name) for name in configuration_sets},
        )
        self._stopping = threading.Event()
        self._server = LoopbackServer(self._answer, port)
        self._publisher = Publisher(self.faults, _bus(aws), self._stopping)
        self.mailroom = Mailroom(
            account=self.account,
            plan=self.faults,
            store=self.store,
            publisher=self._publisher,
            region=region,
        )
        self._calls = (
            SendBulkEmail(self.account, self.mailroom, self.faults),
            SendEmail(self.account, self.mailroom),
            AccountCalls(self.account),
            ListCalls(self.account),
        )
        self._control = Control(
            plan=self.faults,
            account=self.account,
            store=self.store,
            mailroom=self.mailroom,
            publisher=self._publisher,
        )
        self.calls: list[str] = []
        self.held: list[int] = []
        """The ports of those whose calls the fault plan keeps waiting just now."""

    def start(self) -> None:
        """Begin to answer; raises OSError where the port is taken."""
        self._stopping.clear()
        self._server.start()
        self._publisher.start()

    def stop(self) -> None:
        """End it, its threads and connections."""
        self._stopping.set()
        self._server.stop()
        self._publisher.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The endpoint, for AWS_ENDPOINT_URL_SESV2."""
        return self._server.url

    def mails(
        self, *, to: str = "*", subject: str = "*", tags: Mapping[str, str] | None = None
    ) -> list[Mail]:
        """The mails that SES delivered, oldest first; patterns with ``*`` narrow them down."""
        return self.store.find(to=to, subject=subject, tags=tags, box="sent", delivered=True)

    def wait_for(
        self,
        count: int = 1,
        *,
        to: str = "*",
        subject: str = "*",
        tags: Mapping[str, str] | None = None,
        timeout: float = 30.0,
    ) -> list[Mail]:
        """The mails, as soon as there are `count` of them; raises TimeoutError, saying how many."""

        def enough() -> bool:
            return len(self.mails(to=to, subject=subject, tags=tags)) >= count

        if not self.store.wait(enough, timeout):
            found = len(self.mails(to=to, subject=subject, tags=tags))
            raise TimeoutError(f"after {timeout:g} s SES has delivered {found} of {count} mails")
        return self.mails(to=to, subject=subject, tags=tags)

    def events(self, detail_type: str = "") -> list[Event]:
        """The events that have been published, of one detail-type or all."""
        published = list(self._publisher.published)
        return [each for each in published if detail_type in ("", each.detail_type)]

    @property
    def dropped(self) -> int:
        """How many events the bus refused for good."""
        return self._publisher.dropped

    def release(self) -> int:
        """Let the events out that the fault plan keeps back; returns how many they are."""
        return self._publisher.release()

    def drain(self, timeout: float = 30.0) -> bool:
        """Wait until every event that is not kept back is on the bus; False when time is up."""
        return self._publisher.drain(timeout)

    def bounce(self, mail_id: str, kind: str = "permanent") -> bool:
        """Let a sent mail bounce now; ``kind`` is permanent, transient or suppressed."""
        return self.mailroom.bounce(mail_id, kind)

    def complain(self, mail_id: str) -> bool:
        """Let a sent mail's reader complain now."""
        return self.mailroom.complain(mail_id)

    def verify(self, identity: str) -> None:
        """Verify an address or a domain, as its owner would by mail or DNS."""
        if self.account.identities is not None:
            name = identity.lower()
            self.account.identities[name] = Identity(name, verified=True)

    def _answer(self, request: Request) -> Answer:
        if request.path.startswith(PREFIX):
            return self._control.answer(request)
        try:
            return self._call(request)
        except SesError as error:
            return error.answer()

    def _call(self, request: Request) -> Answer:
        if "AWS4-HMAC-SHA256" not in request.headers.get("Authorization", ""):
            raise SesError("MissingAuthenticationTokenException", "The call is not signed.", 403)
        operation, parameters = read_call(request)
        self.calls.append(operation)
        try:
            planned = self.faults.for_call(operation, _recipients(operation, parameters))
        except ValueError as error:
            raise SesError("BadRequestException", f"The fault plan: {error}") from None
        faults: dict[str, Fault] = {fault.do: fault for fault in planned}
        self._before(faults, request.port)
        content = self._method(operation)(parameters)
        self._after(faults, request.port)
        return Answer(
            headers={"Content-Type": "application/json", "x-amzn-RequestId": "local"},
            body=json.dumps(content).encode(),
        )

    def _method(self, operation: str) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
        """What answers an operation; raises `SesError` where the laptop lacks it."""
        snake = snake_case(operation)
        found = (getattr(owner, snake) for owner in self._calls if hasattr(owner, snake))
        method: Callable[[Mapping[str, Any]], dict[str, Any]] | None = next(found, None)
        if method is None:
            raise SesError(
                "UnknownOperationException", f"The local SES does not do {operation}.", 501
            )
        return method

    def _before(self, faults: Mapping[str, Fault], port: int) -> None:
        """The faults that strike before SES has accepted anything."""
        if late := faults.get("late"):
            self._hold(late, port)
        if "throttle" in faults:
            raise SesError("TooManyRequestsException", "Maximum sending rate exceeded.")
        if refuse := faults.get("refuse"):
            status = int(refuse.status) if refuse.status else None
            raise SesError(refuse.code, "The fault plan says so.", status)
        self._doubtful(faults, accepted=False)

    def _after(self, faults: Mapping[str, Fault], port: int) -> None:
        """The faults that strike when SES has accepted and should answer."""
        if slow := faults.get("slow"):
            self._hold(slow, port)
        self._doubtful(faults, accepted=True)

    def _hold(self, fault: Fault, port: int) -> None:
        self.held.append(port)
        self._stopping.wait(fault.seconds)
        self.held.remove(port)

    def _doubtful(self, faults: Mapping[str, Fault], *, accepted: bool) -> None:
        fail, hang_up = faults.get("fail"), faults.get("hang-up")
        if fail and fail.accept == accepted:
            status = int(fail.status or 500)
            raise SesError("InternalServiceErrorException", "The fault plan says so.", status)
        if hang_up and hang_up.accept == accepted:
            raise HangUp


def snake_case(operation: str) -> str:
    """``GetAccount`` as a method's name."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", operation).lower()


def _bus(aws: Client | None) -> Callable[[], Any] | None:
    """The client for the default bus, made when the first event goes out."""
    if aws is None:
        return None
    made: list[Any] = []

    def client() -> Any:
        if not made:
            made.append(aws("events"))
        return made[0]

    return client


def _recipients(operation: str, parameters: Mapping[str, Any]) -> list[str]:
    if operation == "SendEmail":
        destinations = [parameters.get("Destination", {})]
    elif operation == "SendBulkEmail":
        destinations = [entry["Destination"] for entry in parameters["BulkEmailEntries"]]
    else:
        return []
    return [to for each in destinations for to in each.get("ToAddresses", ())]

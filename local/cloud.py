"""The laptop's cloud: MiniStack with our stack on it, the local SES, mail in, the inbox, the site.

Everything listens on 127.0.0.1 and ends with the program that started it.
"""

import json
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from local.default_bus import DefaultBus
from local.frontdoor import FrontDoor
from local.inbox import Inbox
from local.ministack import MiniStack
from local.ses import FaultPlan, LocalSes
from local.smtp import Smtp
from local.sns import SnsMail
from local.stack import Stack, deploy

PARAMETERS = {
    "PublicationName": "small hours",
    "Tagline": "one letter every morning: friendship, ambition, the internet",
    "WriterName": "Mina",
    "FromAddress": "mina@news.example.com",
    "ReplyDomain": "reply.example.com",
    "PostalLine": "small hours, Box 12, 10115 Berlin, Germany",
    "TimeZone": "Europe/Berlin",
    "SendHour": "7",
    "AlarmAddress": "mina@example.com",
    "Salt": "a salt for the laptop, and for nothing else",
    "Sandbox": "no",
}


class Cloud:
    """A cloud of its own, on free ports unless told otherwise. Use it as a context manager.

    ``deployed`` brings the stack up under `PARAMETERS`, where it shall not be this project's own
    template by local/stack.py: an older version, or sam.
    """

    def __init__(
        self,
        *,
        site_port: int = 0,
        inbox_port: int = 0,
        smtp_port: int = 0,
        rate: float = 50.0,
        faults: FaultPlan | None = None,
        deployed: Callable[[MiniStack], Stack] | None = None,
    ) -> None:
        self.ses = LocalSes(aws=self._for_ses, max_send_rate=rate, faults=faults)
        self.smtp = Smtp(
            smtp_port,
            aws=self._client,
            reply_domain=PARAMETERS["ReplyDomain"],
            store=self.ses.store,
        )
        self._sns = SnsMail(aws=self._client, store=self.ses.store)
        self._inbox_port = inbox_port
        self._site_port = site_port
        self._deployed = deployed or (lambda ministack: deploy(ministack, PARAMETERS))
        self._running = ExitStack()
        self.ministack: MiniStack
        self.stack: Stack
        self.inbox: Inbox
        self.front_door: FrontDoor

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self._running.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._running.close()

    @property
    def site(self) -> str:
        """The site's address."""
        return self.front_door.url

    def describe(self, file: Path) -> None:
        """Write down, for the command `dearreader --local`, where this cloud is."""
        where = {
            "endpoint": self.ministack.endpoint,
            "ses": self.ses.url,
            "stack": self.stack.name,
            "site": self.site,
            "inbox": self.inbox.url,
            "smtp": self.smtp.port,
        }
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(where, indent=1))

    def redeploy(self, root: Path | None = None) -> None:
        """Bring the stack to what its template says now, or `root`'s. Raises DeploymentFailed."""
        self.stack = self.stack.updated(PARAMETERS, root)
        self.stack.publish_at(self.site)
        self.front_door.lead_to(self.stack)

    def _client(self, service: str) -> Any:
        return self.ministack.client(service)

    def _for_ses(self, service: str) -> Any:
        return DefaultBus(self.ministack) if service == "events" else self._client(service)

    def _start(self) -> None:
        self.ses.start()
        self._running.callback(self.ses.stop)
        self.ministack = self._running.enter_context(MiniStack(ses=self.ses.url))
        self._running.callback(self.ses.stop)  # before the bus that its events go to
        self.stack = self._deployed(self.ministack)
        self._running.enter_context(self._sns)
        self._sns.follow(self.stack.physical_id("AlarmTopic"))
        self.smtp.bucket = self.stack.outputs["MailBucket"]
        self._running.enter_context(self.smtp)
        self.inbox = self._running.enter_context(
            Inbox(self._inbox_port, ses=self.ses, smtp_port=self.smtp.port)
        )
        self.front_door = FrontDoor(self.stack, self._site_port)
        self.front_door.start()
        self._running.callback(self.front_door.stop)
        self.stack.publish_at(self.site)

"""The laptop's cloud as tests use it: as readers, as the writer, and as who looks into it."""

import http.client
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import Message
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from cli.connection import Place
from dearreader.addresses import identity
from dearreader.app import App
from dearreader.editions.model import Edition
from dearreader.editions.slots import slot_on
from dearreader.letters.manuscript import parse
from dearreader.letters.rendering import render
from dearreader.subscribers import Subscriber
from local.acts import network_of
from local.cloud import PARAMETERS, Cloud
from local.mails import Mail
from local.stack import DENIED
from tests.e2e.waiting import LIMIT, eventually

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
TABLES = ("SubscribersTable", "PostsTable", "EditionsTable", "IdeasTable")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
LOOKS = 15
"""So many looks in a row, 0.05 s apart and more, must find nothing left to do."""


@dataclass(frozen=True)
class Page:
    """What the site answered. ``text`` is what a person reads of it."""

    status: int
    headers: Message
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The words, without markup."""
        plain = re.sub(r"<(style|title).*?</\1>|<[^>]*>", " ", self.body.decode(), flags=re.DOTALL)
        return " ".join(plain.split())


class Laptop:
    """A cloud, and what people do with it. Days pass only when a letter is sent.

    ``site`` is where people find it, if not at the front door.
    """

    def __init__(self, cloud: Cloud, state: Path, site: str = "") -> None:
        self.cloud = cloud
        self.state = state
        self.site = site or cloud.site
        self._numbers = count(1)
        today = datetime.now(ZoneInfo(PARAMETERS["TimeZone"])).date()
        self._days = (today + timedelta(days=ahead) for ahead in count())
        cloud.stack.tick()

    @cached_property
    def app(self) -> App:
        """The writer's: this project's own parts, over the cloud's tables and queues."""
        return Place(local=True, where=self.state).app

    # The web

    def get(self, path: str, **headers: str) -> Page:
        """Open a page, by its path or by its whole address; redirects are not followed."""
        return self._ask("GET", path, b"", headers)

    def post(
        self, path: str, body: bytes | Mapping[str, str] = b"", content_type: str = FORM
    ) -> Page:
        """Send a form, each from a network of its own."""
        raw = body if isinstance(body, bytes) else urlencode(body).encode()
        somebody = {"X-Forwarded-For": network_of(str(next(self._numbers)))}
        return self._ask("POST", path, raw, {"Content-Type": content_type, **somebody})

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Page:
        site = urlsplit(self.site)
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=LIMIT)
        try:
            host = {"Host": site.netloc}
            connection.request(method, path.removeprefix(self.site), body, {**headers, **host})
            answer = connection.getresponse()
            return Page(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    # Readers

    def address(self, name: str = "reader") -> str:
        """An address that nobody has used yet."""
        return f"{name}.{next(self._numbers)}@readers.example.org"

    def invitation(self, address: str) -> Mail:
        """The newest confirmation mail to an address, once it is there."""
        return self.cloud.ses.wait_for(to=address, tags={"kind": "invite"})[-1]

    def link(self, mail: Mail, kind: str) -> str:
        """The address of our link of a kind in a mail."""
        found = re.search(rf"{self.site}/{kind}/[\w.-]+", mail.text)
        assert found, f"no link to {kind}"
        return found.group()

    def readers(self, *names: str) -> list[str]:
        """Readers who sign up and confirm; returns their addresses."""
        found = [self.address(name) for name in names]
        for each in found:
            assert self.post("/subscribe", {"email": each}).status == 200
        for each in found:
            assert self.post(self.link(self.invitation(each), "confirm")).status == 200
        return found

    def reader(self, address: str) -> Subscriber | None:
        """What the table knows of an address."""
        return self.app.subscribers.get(identity(address, salt=PARAMETERS["Salt"]))

    def status(self, address: str) -> str:
        """The reader's status, or "" where there is none."""
        found = self.reader(address)
        return found.status if found else ""

    # The writer

    def day(self) -> str:
        """The next day on which no letter has gone out."""
        return next(self._days).isoformat()

    def queue(self, title: str) -> str:
        """Write a post and queue it; returns its slug."""
        slug = f"letter-{next(self._numbers)}"
        source = f"---\ntitle: {title}\n---\nhello, this is {title}.\n"
        now, manuscript = self.app.clock.now(), parse(source, slug=slug)
        self.app.posts.add(manuscript, source, now=now)
        self.app.posts.queue(render(manuscript, self.app.publication, today=now.date()), now=now)
        return slug

    def send(self, title: str = "a letter") -> list[Mail]:
        """Write a letter and send it; returns what SES took."""
        self.queue(title)
        return self.send_next()

    def send_next(self) -> list[Mail]:
        """Send what is first in the queue on the next day, and see the edition closed."""
        key = self.open_next()
        eventually(lambda: self._delivered(key))
        self.settle()
        edition = self.edition(key)
        assert edition.state == "closed"
        return self.letters(edition)

    def open_next(self) -> str:
        """Have what is first in the queue go out on the next day; returns the edition's key."""
        day = self.day()
        at = slot_on(datetime.fromisoformat(day).date(), self.app.publication).at
        self.app.schedule_queue.send([{"ask": "due", "at": at.isoformat()}])
        return f"{day}.daily"

    def settle(self) -> None:
        """Ask settle/ to close what is through, as the tick does, and wait for its answer."""
        self.take("SettleFunction", {"ask": "settle"})

    def edition(self, key: str) -> Edition:
        """The edition of that key."""
        found = self.app.editions.get(key)
        assert found
        return found

    def letters(self, edition: Edition) -> list[Mail]:
        """The letters of an edition that SES took."""
        tags = {"kind": "letter", "edition": edition.key.replace(".", "_")}
        return self.cloud.ses.store.find(box="sent", tags=tags)

    def _delivered(self, key: str) -> bool:
        """All batches are done; settle/ may have closed it by itself meanwhile."""
        found = self.app.editions.get(key)
        return (
            found is not None
            and found.state in {"sending", "closed"}
            and all(batch.state == "done" for batch in self.app.editions.batches(found))
        )

    # Who looks into it

    def take(self, function: str, *messages: Mapping[str, Any]) -> None:
        """Hand messages to a queue's function, and see that it takes them."""
        records = [
            {"messageId": str(number), "body": json.dumps(message), "eventSource": "aws:sqs"}
            for number, message in enumerate(messages)
        ]
        failed = self.cloud.stack.invoke(function, {"Records": records})
        assert failed == {"batchItemFailures": []}

    def client(self, service: str) -> Any:
        """A client of the cloud."""
        return self.cloud.ministack.client(service)

    def items(self, table: str) -> list[dict[str, Any]]:
        """All items of a table, in the order of their keys."""
        pages = self.client("dynamodb").get_paginator("scan")
        found = pages.paginate(TableName=self.cloud.stack.outputs[table], ConsistentRead=True)
        items = [item for page in found for item in page["Items"]]
        return sorted(items, key=lambda item: (item["pk"]["S"], item["sk"]["S"]))

    def kept(self) -> dict[str, list[dict[str, Any]]]:
        """Everything that the tables hold, but the pacer's clock, and the hour's unproven mails.

        Who has left meanwhile is no reader any more, and their mail counts among those.
        """
        return {
            table: [
                _in_order(item)
                for item in self.items(table)
                if item["pk"]["S"] not in {"pacer", "hour"}
            ]
            for table in TABLES
        }

    def quiet(self, limit: float = LIMIT) -> None:
        """Wait until every event is out and no message is left but those for a later moment.

        What a table's stream has not handed on yet is in no queue: so it must stay quiet.
        """
        looks = [True] * LOOKS

        def still() -> bool:
            assert self.cloud.ses.drain(limit)
            looks[:] = [*looks[1:], any(self.backlog().values())]
            return not any(looks)

        eventually(still, limit)

    def backlog(self, *, dead: bool = False) -> dict[str, int]:
        """How many messages are in each queue, or in each dead-letter queue."""
        return {
            url.rpartition("/")[2]: self._messages(url)
            for url in self._queues
            if _is_for_the_dead(url) == dead
        }

    @cached_property
    def _queues(self) -> list[str]:
        return [str(url) for url in self.client("sqs").list_queues()["QueueUrls"]]

    def _messages(self, url: str) -> int:
        names = ["", "NotVisible"]
        found = self.client("sqs").get_queue_attributes(
            QueueUrl=url, AttributeNames=[f"ApproximateNumberOfMessages{name}" for name in names]
        )
        return sum(int(value) for value in found["Attributes"].values())

    def trouble(self) -> list[str]:
        """What must never be: missing rights, lost messages, addresses and keys in logs."""
        lines = list(self.cloud.stack.all_logs())
        assert lines
        keys = self._keys()
        return [
            *(line for line in lines if any(word in line for word in DENIED)),
            *(f"{queue} holds {held}" for queue, held in self.backlog(dead=True).items() if held),
            *(line for line in lines if ADDRESS.search(line) or any(key in line for key in keys)),
        ]

    def _keys(self) -> set[str]:
        """Every key of every reader's links, those of the past included."""
        items = self.items("SubscribersTable")
        present = {item["key"]["S"] for item in items if "key" in item}
        return present.union(*(item["old_keys"]["SS"] for item in items if "old_keys" in item))


def _is_for_the_dead(url: str) -> bool:
    return "DeadLetters" in url or "Undelivered" in url


def _in_order(item: dict[str, Any]) -> dict[str, Any]:
    """The item with its sets in one order."""
    return {
        name: {kind: sorted(held) if kind in {"SS", "NS"} else held for kind, held in value.items()}
        for name, value in item.items()
    }

"""The inbox's JSON, in the shapes of Mailpit's API where it has them.

| call | gives |
|---|---|
| GET /api/v1/messages?start=0&limit=50&query= | the list, newest first |
| DELETE /api/v1/messages | forgets all |
| GET /api/v1/message/ID | one mail; ID may be ``latest`` |
| GET /api/v1/message/ID/headers, /raw | its headers, its source |
| POST /api/v1/message/ID/confirm, /unsubscribe, /scan, /bounce, /complain | acts as its reader |
| POST /api/v1/message/ID/reply with {"text": "…"} | answers it by SMTP |
| GET /api/v1/places | what is around the inbox: the site, the board, where they are known |
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from local.inbox import reader
from local.inbox.preview import has_dark_mode
from local.inbox.reading import (
    CLIPPED_AT,
    Address,
    addresses,
    confirmation_link,
    flat,
    html_size,
    list_unsubscribe,
    one_click_link,
    reply_address,
    snippet,
)
from local.inbox.search import matching
from local.loopback import Answer, Request
from local.mails import Mail, MailStore
from local.ses import LocalSes

PAGE = 50
LATEST = "latest"


class Api:
    """Answers what comes under ``/api/v1/``."""

    def __init__(self, store: MailStore, ses: LocalSes | None, smtp_port: int) -> None:
        self._store = store
        self._ses = ses
        self._smtp_port = smtp_port
        self.read: set[str] = set()
        self.places: Mapping[str, str] = {}
        self._snippets: dict[str, str] = {}

    def answer(self, request: Request) -> Answer:
        """Do what was asked; an error says in a sentence what is wrong."""
        try:
            return self._answer(request)
        except reader.CannotDo as error:
            return as_json({"error": str(error)}, 409)
        except ValueError as error:
            return as_json({"error": str(error)}, 400)

    def _answer(self, request: Request) -> Answer:
        kind, *rest = request.path.removeprefix("/api/v1/").split("/")
        if kind in {"messages", "search"} and not rest:
            return self._messages(request)
        if kind == "places" and not rest:
            return as_json(self.places)
        if kind != "message" or len(rest) not in (1, 2):
            return as_json({"error": "There is nothing here; see local/inbox/api.py."}, 404)
        mail = self._mail(rest[0])
        if mail is None:
            return as_json({"error": "There is no such mail."}, 404)
        if request.method == "POST":
            return self._act(mail, rest[-1], request)
        return self._show(mail, rest[1:])

    def _messages(self, request: Request) -> Answer:
        if request.method == "DELETE":
            self._store.clear()
            self.read.clear()
            self._snippets.clear()
            return as_json({})
        start = int(request.query.get("start", ["0"])[0])
        limit = int(request.query.get("limit", [str(PAGE)])[0])
        every = self._store.find()
        found = matching(every, request.query.get("query", [""])[0])
        page = found[::-1][start : start + limit]
        return as_json(
            {
                "total": len(every),
                "unread": sum(mail.id not in self.read for mail in every),
                "count": len(page),
                "messages_count": len(found),
                "start": start,
                "version": self._store.version,
                "messages": [self.summary(mail) for mail in page],
            }
        )

    def _show(self, mail: Mail, what: list[str]) -> Answer:
        if what == ["raw"]:
            return Answer(
                headers={"Content-Type": "text/plain; charset=utf-8", **NEVER_SNIFF}, body=mail.raw
            )
        if what == ["headers"]:
            named: dict[str, list[str]] = {}
            for name, value in mail.head.items():
                named.setdefault(name, []).append(str(value))
            return as_json(named)
        if what:
            return as_json({"error": "headers or raw"}, 404)
        self.read.add(mail.id)
        return as_json(self.details(mail))

    def _act(self, mail: Mail, what: str, request: Request) -> Answer:
        if what == "confirm":
            deed = reader.confirm(mail)
        elif what == "unsubscribe":
            deed = reader.unsubscribe(mail)
        elif what == "scan":
            deed = reader.scan(mail)
        elif what == "reply":
            text = str(_object(request.body).get("text", ""))
            deed = reader.reply(mail, text, self._smtp_port)
        elif what in {"bounce", "complain"}:
            deed = self._feedback(mail, what)
        else:
            return as_json({"error": "There is nothing like that to do."}, 404)
        return as_json({**asdict(deed), "said": flat(deed.said)})

    def _feedback(self, mail: Mail, what: str) -> reader.Deed:
        if self._ses is None:
            raise reader.CannotDo("The local SES is not running.")
        done = self._ses.bounce(mail.id) if what == "bounce" else self._ses.complain(mail.id)
        if not done:
            raise reader.CannotDo("SES did not send this mail, so it cannot come back.")
        if what == "bounce":
            return reader.Deed(did="The mail came back: SES reports a permanent bounce.")
        return reader.Deed(did="Marked as spam: SES reports a complaint.")

    def _mail(self, mail_id: str) -> Mail | None:
        if mail_id == LATEST:
            every = self._store.find()
            return every[-1] if every else None
        return self._store.get(mail_id)

    def summary(self, mail: Mail) -> dict[str, Any]:
        """A mail in the list."""
        return {
            "ID": mail.id,
            "MessageID": mail.header("Message-ID").strip("<>"),
            "Read": mail.id in self.read,
            "From": _address((addresses(mail.sender) or [Address("", mail.sender)])[0]),
            "To": [_address(Address("", each)) for each in mail.to],
            "ReplyTo": [_address(each) for each in addresses(mail.header("Reply-To"))],
            "Subject": mail.subject,
            "Created": mail.at.isoformat(),
            "Size": len(mail.raw),
            "Snippet": self._snippet(mail),
            "Tags": [f"{name}={value}" for name, value in mail.tags.items()],
            "Box": mail.box,
            "Delivered": mail.delivered,
            "Events": list(self._store.happened(mail.id)),
        }

    def _snippet(self, mail: Mail) -> str:
        if mail.id not in self._snippets:
            self._snippets[mail.id] = snippet(mail)
        return self._snippets[mail.id]

    def details(self, mail: Mail) -> dict[str, Any]:
        """A mail in full."""
        return {
            **self.summary(mail),
            "Date": mail.at.isoformat(),
            "Text": mail.text,
            "HTML": mail.html,
            "HTMLSize": html_size(mail),
            "ClippedAt": CLIPPED_AT,
            "DarkMode": has_dark_mode(mail.html),
            "ListUnsubscribe": {
                "Header": mail.header("List-Unsubscribe"),
                "HeaderPost": mail.header("List-Unsubscribe-Post"),
                "Links": list_unsubscribe(mail),
            },
            "Can": {
                "confirm": bool(confirmation_link(mail)),
                "unsubscribe": bool(one_click_link(mail)),
                "reply": bool(reply_address(mail)) and mail.box == "sent",
                "bounce": mail.box == "sent",
                "complain": mail.box == "sent",
                "scan": mail.box == "sent",
            },
        }


NEVER_SNIFF = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


def as_json(content: Mapping[str, Any], status: int = 200) -> Answer:
    """An answer in JSON."""
    return Answer(
        status=status,
        headers={"Content-Type": "application/json", **NEVER_SNIFF},
        body=json.dumps(content).encode(),
    )


def _address(value: Address) -> dict[str, str]:
    return {"Name": value.name, "Address": value.address}


def _object(body: bytes) -> dict[str, Any]:
    found = json.loads(body or b"{}")
    if not isinstance(found, dict):
        raise ValueError("the body is not a JSON object")  # noqa: TRY004 - one error for bad input
    return found

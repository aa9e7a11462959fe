"""The local SES's own HTTP endpoint, ``/_local``: faults, the account, mails, for tests elsewhere.

| call | does |
|---|---|
| GET, PUT, POST, DELETE /_local/faults | list; replace (JSON or YAML); add one; clear |
| GET, PATCH /_local/account | the limits; change them |
| GET /_local/mails | what SES took |
| POST /_local/events/release | let the events out that the plan keeps back |
| POST /_local/mails/ID/bounce, /_local/mails/ID/complain | the reader's server, or the reader |
"""

import json
from collections.abc import Mapping
from typing import Any

from local.loopback import Answer, Request
from local.mails import Mail, MailStore
from local.ses.account import Account
from local.ses.events import BOUNCES
from local.ses.faults import Fault, FaultPlan, read_faults
from local.ses.mailroom import Mailroom
from local.ses.publisher import Publisher

PREFIX = "/_local/"
SETTINGS = ("max_send_rate", "max_24_hour_send", "sandbox", "sending_enabled", "enforcement")


class Control:
    """Answers what comes under ``/_local``."""

    def __init__(
        self,
        *,
        plan: FaultPlan,
        account: Account,
        store: MailStore,
        mailroom: Mailroom,
        publisher: Publisher,
    ) -> None:
        self._plan = plan
        self._account = account
        self._store = store
        self._mailroom = mailroom
        self._publisher = publisher

    def answer(self, request: Request) -> Answer:
        """Do what was asked; 400 with a sentence where it cannot be done."""
        parts = request.path.removeprefix(PREFIX).split("/")
        try:
            if parts == ["faults"]:
                return self._faults(request)
            if parts == ["account"]:
                return self._change_account(request)
            if parts == ["events", "release"] and request.method == "POST":
                return as_json({"released": self._publisher.release()})
            if parts[0] == "mails":
                return self._mails(parts, request)
        except (ValueError, TypeError) as error:
            return as_json({"error": str(error)}, 400)
        return as_json({"error": "There is nothing here; see local/ses/control.py."}, 404)

    def _faults(self, request: Request) -> Answer:
        if request.method == "PUT":
            self._plan.replace(read_faults(request.body.decode()))
        elif request.method == "POST":
            self._plan.put(Fault.read(json.loads(request.body)))
        elif request.method == "DELETE":
            self._plan.clear()
        return as_json({"faults": self._plan.listed()})

    def _change_account(self, request: Request) -> Answer:
        if request.method == "PATCH":
            wanted = json.loads(request.body)
            if unknown := set(wanted) - set(SETTINGS):
                raise ValueError(f"the account has no {', '.join(sorted(unknown))}")
            for name, value in wanted.items():
                setattr(self._account, name, value)
        return as_json({name: getattr(self._account, name) for name in SETTINGS})

    def _mails(self, parts: list[str], request: Request) -> Answer:
        if parts == ["mails"] and request.method == "GET":
            return as_json({"mails": [_summary(mail) for mail in self._store.find(box="sent")]})
        if len(parts) == len(("mails", "ID", "bounce")) and request.method == "POST":
            return self._feedback(parts[1], parts[2], request)
        raise ValueError("GET mails, or POST mails/ID/bounce or mails/ID/complain")

    def _feedback(self, mail_id: str, what: str, request: Request) -> Answer:
        if what == "complain":
            done = self._mailroom.complain(mail_id)
        elif what == "bounce":
            kind = json.loads(request.body or b"{}").get("kind", "permanent")
            if kind not in BOUNCES:
                raise ValueError(f"kind is one of {', '.join(BOUNCES)}")
            done = self._mailroom.bounce(mail_id, kind)
        else:
            raise ValueError("bounce or complain")
        return as_json({"done": done}, 200 if done else 404)


def as_json(content: Mapping[str, Any], status: int = 200) -> Answer:
    """An answer in JSON."""
    return Answer(
        status=status,
        headers={"Content-Type": "application/json", "Cache-Control": "no-store"},
        body=json.dumps(content).encode(),
    )


def _summary(mail: Mail) -> dict[str, Any]:
    return {
        "id": mail.id,
        "at": mail.at.isoformat(),
        "to": list(mail.to),
        "subject": mail.subject,
        "tags": dict(mail.tags),
        "configuration_set": mail.configuration_set,
        "delivered": mail.delivered,
    }

"""The default event bus for what AWS itself puts there.

PutEvents refuses sources that begin with ``aws.``, here as on AWS, and MiniStack's SES publishes
nothing. So the local SES's events take this way: MiniStack's own matcher judges each rule of the
default bus, and what matches is put into the rule's queues as EventBridge would put it.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from local.ministack import REGION, MiniStack

ACCOUNT = "000000000000"
AT_ONCE = 10
"""SendMessageBatch's limit."""


class DefaultBus:
    """Takes events by `put_events`, as an EventBridge client does."""

    def __init__(self, ministack: MiniStack) -> None:
        self._events = ministack.client("events")
        self._sqs = ministack.client("sqs")
        self._rules: list[tuple[str, list[str]]] | None = None
        self._judged: dict[tuple[str, str], bool] = {}

    def put_events(self, *, Entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:  # noqa: N803
        """Bring each entry to the queues of the rules that match it.

        The rules are read once: those of the stack that is deployed when the first event comes.
        """
        if self._rules is None:
            self._rules = self._read_rules()
        bodies: dict[str, list[str]] = defaultdict(list)
        for entry in Entries:
            event = _envelope(entry)
            for pattern, queues in self._rules:
                if self._matches(pattern, event):
                    for queue in queues:
                        bodies[queue].append(json.dumps(event))
        for queue, messages in bodies.items():
            self._send(queue, messages)
        return {"FailedEntryCount": 0, "Entries": [{"EventId": str(uuid4())} for _ in Entries]}

    def _matches(self, pattern: str, event: Mapping[str, Any]) -> bool:
        """Ask MiniStack, once for all events that are alike in what the pattern names."""
        asked = pattern, json.dumps(named(json.loads(pattern), event), sort_keys=True)
        if asked not in self._judged:
            answer = self._events.test_event_pattern(EventPattern=pattern, Event=json.dumps(event))
            self._judged[asked] = answer["Result"]
        return self._judged[asked]

    def _send(self, queue: str, messages: Sequence[str]) -> None:
        for start in range(0, len(messages), AT_ONCE):
            some = enumerate(messages[start : start + AT_ONCE])
            entries = [{"Id": str(number), "MessageBody": message} for number, message in some]
            answer = self._sqs.send_message_batch(QueueUrl=queue, Entries=entries)
            if answer.get("Failed"):
                raise RuntimeError(f"{queue} did not take an event: {answer['Failed']}")

    def _read_rules(self) -> list[tuple[str, list[str]]]:
        """Pattern and queues of each rule on the default bus."""
        return [
            (rule["EventPattern"], [self._queue(target["Arn"]) for target in targets["Targets"]])
            for rule in self._events.list_rules()["Rules"]
            for targets in [self._events.list_targets_by_rule(Rule=rule["Name"])]
            if "EventPattern" in rule
        ]

    def _queue(self, arn: str) -> str:
        url = self._sqs.get_queue_url(QueueName=arn.rpartition(":")[2])["QueueUrl"]
        return str(url)


def named(pattern: Mapping[str, Any], event: Mapping[str, Any]) -> dict[str, Any]:
    """What a rule's pattern looks at in an event: nothing else decides whether it matches.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html
    """
    if any(name.startswith("$") for name in pattern):  # $or: its branches name what they look at
        return dict(event)
    return {
        name: named(wanted, event[name])
        if isinstance(wanted, dict) and isinstance(event[name], dict)
        else event[name]
        for name, wanted in pattern.items()
        if name in event
    }


def _envelope(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The event as rules and queues see it."""
    at = entry.get("Time", datetime.now(UTC)).astimezone(UTC)
    return {
        "version": "0",
        "id": str(uuid4()),
        "detail-type": entry["DetailType"],
        "source": entry["Source"],
        "account": ACCOUNT,
        "time": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": list(entry.get("Resources", ())),
        "detail": json.loads(entry["Detail"]),
    }

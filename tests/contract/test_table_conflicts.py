"""Two transactions on one item: DynamoDB cancels one, and the SDK does not try it again."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from dearreader.aws.dynamodb import PAUSES, DynamoTable
from dearreader.errors import ConditionFailed
from dearreader.ports import Writing


class Busy:
    """A client whose first calls are cancelled, for these reasons."""

    def __init__(self, *cancelled: str) -> None:
        self.cancelled = list(cancelled)
        self.calls = 0

    def transact_write_items(self, **call: Any) -> None:
        self.calls += 1
        if self.cancelled:
            answer: Any = {
                "Error": {"Code": "TransactionCanceledException", "Message": "cancelled"},
                "CancellationReasons": [{"Code": "None"}, {"Code": self.cancelled.pop(0)}],
            }
            raise ClientError(answer, "TransactWriteItems")


def transact(client: Any, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Try it; how long was waited in between."""
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    table = DynamoTable(client, "ideas")
    table.transact([Writing(table, {"pk": "a", "sk": "b"})])
    return waited


def test_one_that_met_another_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = Busy("TransactionConflict", "TransactionConflict")
    assert transact(busy, monkeypatch) == list(PAUSES[:2])
    assert busy.calls == 3


def test_one_that_always_meets_another_is_raised_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    busy = Busy(*["TransactionConflict"] * 9)
    with pytest.raises(ClientError):
        transact(busy, monkeypatch)
    assert busy.calls == len(PAUSES) + 1


@pytest.mark.parametrize(
    ("reason", "raised"),
    [("ConditionalCheckFailed", ConditionFailed), ("ValidationError", ClientError)],
)
def test_what_no_other_try_mends_is_raised_at_once(
    monkeypatch: pytest.MonkeyPatch, reason: str, raised: type[Exception]
) -> None:
    busy = Busy(reason)
    with pytest.raises(raised):
        transact(busy, monkeypatch)
    assert busy.calls == 1

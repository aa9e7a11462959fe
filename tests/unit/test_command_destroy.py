"""`dearreader destroy`: asked for twice where data goes, and nothing of others' is touched."""

import io
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cli.connection import Place
from cli.destroy.steps import destroy
from cli.failing import Failure
from dearreader.app import App
from dearreader.errors import BadInput
from tests.world.amazon import Amazon
from tests.world.readers import TODAY, audience, prepare, write
from tests.world.world import ENVIRONMENT, MemoryWorld

SALT = "the salt of this stack"
STACK = "arn:aws:cloudformation:eu-west-1:1:stack/dear-reader/1"
TABLES = ("SubscribersTable", "PostsTable", "EditionsTable", "IdeasTable")
BUCKETS = ("MailBucket", "Images", "OutboxFailures")


class Account:
    """An AWS account with our stack in it, and a table and a bucket of somebody else's."""

    def __init__(self) -> None:
        self.tables = {f"t-{name}" for name in TABLES} | {"theirs"}
        self.protected = set(self.tables)
        self.buckets = {f"b-{name}": [f"{n}" for n in range(3)] for name in BUCKETS}
        self.buckets["theirs"] = ["x"]
        self.status = "UPDATE_COMPLETE"
        self.after = ["DELETE_IN_PROGRESS", "DELETE_COMPLETE"]
        self.amazon = Amazon(
            {
                "cloudformation.DescribeStacks": self._stack,
                "cloudformation.ListStackResources": lambda _: {
                    "StackResourceSummaries": [
                        *(resource(name, f"t-{name}") for name in TABLES),
                        *(resource(name, f"b-{name}") for name in BUCKETS),
                        resource("Logs", "logs"),
                    ]
                },
                "cloudformation.DescribeStackEvents": {"StackEvents": []},
                "cloudformation.DeleteStack": self._delete,
                "dynamodb.DescribeTable": self._table,
                "dynamodb.UpdateTable": self._unprotect,
                "dynamodb.DeleteTable": self._delete_table,
                "s3.ListObjectsV2": self._objects,
                "s3.DeleteObjects": self._empty,
                "s3.DeleteBucket": self._delete_bucket,
            }
        )

    def _stack(self, given: Mapping[str, Any]) -> Any:
        if self.status.startswith("DELETE_") and self.after:
            assert given["StackName"] == STACK, "its name may be another's by now"
            self.status = self.after.pop(0)
        stack = {
            "StackName": "dear-reader",
            "StackId": STACK,
            "StackStatus": self.status,
            "CreationTime": "2026-11-28T00:00:00Z",
        }
        return {"Stacks": [stack]}

    def _delete(self, _given: Mapping[str, Any]) -> dict[str, Any]:
        self.status = "DELETE_IN_PROGRESS"
        return {}

    def _table(self, given: Mapping[str, Any]) -> Any:
        name = given["TableName"]
        if name not in self.tables:
            return "ResourceNotFoundException"
        protected = name in self.protected
        return {"Table": {"TableStatus": "ACTIVE", "DeletionProtectionEnabled": protected}}

    def _unprotect(self, given: Mapping[str, Any]) -> dict[str, Any]:
        self.protected.remove(given["TableName"])
        return {}

    def _delete_table(self, given: Mapping[str, Any]) -> Any:
        if given["TableName"] in self.protected:
            return "ValidationException"
        self.tables.remove(given["TableName"])
        return {}

    def _objects(self, given: Mapping[str, Any]) -> Any:
        if given["Bucket"] not in self.buckets:
            return "NoSuchBucket"
        return {"Contents": [{"Key": each} for each in self.buckets[given["Bucket"]][:2]]}

    def _empty(self, given: Mapping[str, Any]) -> dict[str, Any]:
        for each in given["Delete"]["Objects"]:
            self.buckets[given["Bucket"]].remove(each["Key"])
        return {}

    def _delete_bucket(self, given: Mapping[str, Any]) -> Any:
        if self.buckets[given["Bucket"]]:
            return "BucketNotEmpty"
        del self.buckets[given["Bucket"]]
        return {}


def resource(logical_id: str, name: str) -> dict[str, Any]:
    return {
        "LogicalResourceId": logical_id,
        "PhysicalResourceId": name,
        "ResourceType": "x",
        "LastUpdatedTimestamp": "2026-11-28T00:00:00Z",
        "ResourceStatus": "CREATE_COMPLETE",
    }


Destroy = Callable[..., str]


@pytest.fixture
def account() -> Account:
    return Account()


@pytest.fixture
def down(
    account: Account,
    stack: App,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Destroy:
    """Destroys, with what is typed; returns what was said."""
    monkeypatch.delenv("DEARREADER_SALT", raising=False)

    def run(typed: str = "", *, data: bool = False, yes: bool = False) -> str:
        place = Place(stack="dear-reader")
        more = {"ACTIVE_RECEIPT_RULE_SET": "theirs", "SALT": SALT}
        place.__dict__.update(
            app=stack,
            client=account.amazon.client,
            _configured={},
            _values={**ENVIRONMENT, **more},
        )
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        out = io.StringIO()
        with redirect_stdout(out):
            destroy(place, tmp_path, stack.clock, data=data, yes=yes)
        return out.getvalue()

    return run


def test_the_stack_goes_and_the_data_stays(account: Account, down: Destroy) -> None:
    out = down("y\n")
    assert account.status == "DELETE_COMPLETE"
    assert account.amazon.changes == {"cloudformation.DeleteStack": 1}
    for name in (*(f"t-{each}" for each in TABLES), *(f"b-{each}" for each in BUCKETS)):
        assert name in out, "she has to find it again"
    assert "take the MX of reply.example.com away" in out


def test_what_stays_keeps_its_salt(tmp_path: Path, down: Destroy) -> None:
    assert SALT not in down("y\n")
    assert (tmp_path / "dearreader.salt").read_text().strip() == SALT


def test_another_salt_is_not_written_over(account: Account, tmp_path: Path, down: Destroy) -> None:
    (tmp_path / "dearreader.salt").write_text("the salt of another\n")
    with pytest.raises(BadInput, match="put it aside"):
        down("y\n")
    assert account.amazon.changes == {}


@pytest.mark.parametrize("typed", ["", "n\n", "small hours\n"])
def test_nothing_is_done_unless_she_wants_it(account: Account, down: Destroy, typed: str) -> None:
    with pytest.raises(BadInput, match="Nothing was done"):
        down(typed)
    with pytest.raises(BadInput, match="Nothing was done"):
        down(typed, data=True)
    assert account.amazon.changes == {}


@pytest.mark.parametrize("typed", ["", "y\n", "Small Hours\n"])
def test_for_the_data_the_name_has_to_be_typed_even_with_yes(
    account: Account, down: Destroy, typed: str
) -> None:
    with pytest.raises(BadInput, match=r"not its name\. Nothing was done"):
        down(typed, data=True, yes=True)
    assert account.amazon.changes == {}


def test_with_data_all_of_ours_goes_and_nothing_of_others(account: Account, down: Destroy) -> None:
    down("y\nsmall hours\n", data=True)
    assert account.tables == {"theirs"}
    assert account.buckets == {"theirs": ["x"]}
    assert "theirs" in account.protected
    assert not [each for each in account.amazon.changes if each.startswith("ses")]


def test_cut_short_it_can_be_done_again(account: Account, down: Destroy) -> None:
    may = account.amazon.answers["s3.DeleteBucket"]
    account.amazon.answers["s3.DeleteBucket"] = "AccessDenied"
    with pytest.raises(ClientError):
        down("small hours\n", data=True, yes=True)
    assert account.status == "UPDATE_COMPLETE", "the stack still knows what is left"
    account.amazon.answers["s3.DeleteBucket"] = may
    down("small hours\n", data=True, yes=True)
    assert (account.tables, account.status) == ({"theirs"}, "DELETE_COMPLETE")


def test_what_cannot_be_removed_is_told(account: Account, down: Destroy) -> None:
    account.after = ["DELETE_FAILED"]
    event = {
        "StackId": STACK,
        "EventId": "1",
        "StackName": "dear-reader",
        "Timestamp": "2026-11-28T00:00:00Z",
        "LogicalResourceId": "Domain",
        "ResourceType": "AWS::ApiGatewayV2::DomainName",
        "ResourceStatus": "DELETE_FAILED",
        "ResourceStatusReason": "is in use",
    }
    account.amazon.answers["cloudformation.DescribeStackEvents"] = {"StackEvents": [event]}
    with pytest.raises(Failure, match="Domain: is in use"):
        down("y\n")


def test_it_does_not_wait_for_ever(account: Account, down: Destroy) -> None:
    account.after = ["DELETE_IN_PROGRESS"] * 1000
    with pytest.raises(Failure, match="longer than half an hour"):
        down("y\n")


def test_a_stack_that_is_being_changed_is_left_alone(account: Account, down: Destroy) -> None:
    account.status = "UPDATE_IN_PROGRESS"
    with pytest.raises(BadInput, match="being changed"):
        down("y\n")


def test_an_edition_on_its_way_is_not_cut_off(
    account: Account, down: Destroy, stack: App, world: MemoryWorld
) -> None:
    audience(stack, 3)
    write(stack)
    prepare(stack, world)
    with pytest.raises(BadInput, match=f"dearreader edition pause {TODAY}"):
        down("y\n")
    assert account.amazon.changes == {}

"""What a stack leaves behind: its tables and buckets; and how they go, where they shall."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cli.connection import Place

TABLES = {
    "SubscribersTable": "readers, and who has left",
    "PostsTable": "posts and letters",
    "EditionsTable": "editions and their accounts",
    "IdeasTable": "ideas, votes and replies",
}
BUCKETS = {
    "MailBucket": "replies as they came",
    "Images": "images in letters",
    "OutboxFailures": "changes that became no event",
}
AT_ONCE = 1000
"""S3 deletes so many objects a call."""


@dataclass(frozen=True)
class Kept:
    """A table or a bucket: ``holds`` says of what."""

    kind: str
    name: str
    holds: str


def kept(place: Place) -> list[Kept]:
    """The stack's tables and buckets."""
    resources = place.client("cloudformation").get_paginator("list_stack_resources")
    names = {
        each["LogicalResourceId"]: str(each.get("PhysicalResourceId", ""))
        for page in resources.paginate(StackName=place.name)
        for each in page["StackResourceSummaries"]
    }
    found = [
        Kept(kind, names.get(logical_id, ""), holds)
        for kind, known in (("table", TABLES), ("bucket", BUCKETS))
        for logical_id, holds in known.items()
    ]
    return [each for each in found if each.name]


def erase(place: Place, found: list[Kept]) -> Iterator[Kept]:
    """Delete them for good, one after the other; what is gone already is passed over."""
    for each in found:
        if each.kind == "table":
            _table(place.client("dynamodb"), each.name)
        else:
            _bucket(place.client("s3"), each.name)
        yield each


def _table(dynamodb: Any, name: str) -> None:
    """A table that is being deleted already counts as gone."""
    gone = (
        dynamodb.exceptions.ResourceNotFoundException,
        dynamodb.exceptions.ResourceInUseException,
    )
    try:
        state = dynamodb.describe_table(TableName=name)["Table"]
        if state.get("TableStatus") == "DELETING":
            return
        if state.get("DeletionProtectionEnabled"):
            dynamodb.update_table(TableName=name, DeletionProtectionEnabled=False)
            dynamodb.get_waiter("table_exists").wait(TableName=name)
        dynamodb.delete_table(TableName=name)
    except gone:
        if _is_there(dynamodb, name):
            raise


def _is_there(dynamodb: Any, name: str) -> bool:
    try:
        state = dynamodb.describe_table(TableName=name)["Table"]
    except dynamodb.exceptions.ResourceNotFoundException:
        return False
    return bool(state.get("TableStatus") != "DELETING")


def _bucket(s3: Any, name: str) -> None:
    from botocore.exceptions import ClientError  # noqa: PLC0415

    try:
        while keys := _keys(s3, name):
            s3.delete_objects(Bucket=name, Delete={"Objects": keys, "Quiet": True})
        s3.delete_bucket(Bucket=name)
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchBucket":
            raise


def _keys(s3: Any, name: str) -> list[dict[str, str]]:
    page = s3.list_objects_v2(Bucket=name, MaxKeys=AT_ONCE)
    return [{"Key": each["Key"]} for each in page.get("Contents", [])]

"""Moments as tables keep them: whole milliseconds since 1970, in UTC."""

from datetime import UTC, datetime


def milliseconds(moment: datetime) -> int:
    """For comparing."""
    return round(moment.timestamp() * 1000)


def seconds(moment: datetime) -> int:
    """For DynamoDB's TTL."""
    return int(moment.timestamp())


def from_milliseconds(value: int) -> datetime:
    """The moment, in UTC."""
    return datetime.fromtimestamp(int(value) / 1000, UTC)

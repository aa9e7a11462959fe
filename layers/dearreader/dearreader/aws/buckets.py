"""The mail bucket in S3."""

from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class MailBucket:
    """A `dearreader.ports.RawMail`."""

    def __init__(self, client: "S3Client", name: str) -> None:
        self._client = client
        self._name = name

    def fetch(self, key: str, *, limit: int) -> bytes | None:
        """See `dearreader.ports.RawMail`."""
        try:
            answer = self._client.get_object(Bucket=self._name, Key=key)
        except self._client.exceptions.NoSuchKey:
            return None
        with closing(answer["Body"]) as body:  # a Range is refused where the object is empty
            return body.read(limit)

    def delete(self, key: str) -> None:
        """See `dearreader.ports.RawMail`."""
        self._client.delete_object(Bucket=self._name, Key=key)

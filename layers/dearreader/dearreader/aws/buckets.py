"""The mail bucket in S3."""

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
            answer = self._client.get_object(
                Bucket=self._name, Key=key, Range=f"bytes=0-{limit - 1}"
            )
        except self._client.exceptions.NoSuchKey:
            return None
        return answer["Body"].read()

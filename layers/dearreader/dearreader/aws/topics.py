"""Mail to the writer through SNS: it arrives also where SES has stopped the account."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient


class TopicWriter:
    """A `dearreader.ports.Writer`: the subscribers of a topic."""

    def __init__(self, client: "SNSClient", topic: str) -> None:
        self._client = client
        self._topic = topic

    def tell(self, subject: str, text: str) -> None:
        """See `dearreader.ports.Writer`."""
        self._client.publish(TopicArn=self._topic, Subject=subject, Message=text)

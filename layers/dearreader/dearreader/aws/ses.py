"""Mail through Amazon SES (API v2): each call once, each answer read for what it is."""

import json
from collections.abc import Mapping
from email.utils import formataddr
from typing import TYPE_CHECKING, Any

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
)

from dearreader.errors import UNREACHABLE, SendInDoubt, SendRefused
from dearreader.ports import Bulk, Copy, Envelope, SendingAccount
from dearreader.publication import Publication

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

SERVER_FAULT = 500


class SesMailer:
    """A `dearreader.ports.Mailer`. The client must not repeat calls (`dearreader.aws.clients`)."""

    def __init__(
        self, client: "SESV2Client", publication: Publication, *, configuration_set: str
    ) -> None:
        self._client = client
        self._identity = publication.from_address.rpartition("@")[2]
        self._from_address = publication.from_address
        self._sender = formataddr((publication.name, publication.from_address))
        self._configuration_set = configuration_set

    def send(self, envelope: Envelope) -> None:
        """See `dearreader.ports.Mailer`."""
        self._call(
            self._client.send_email,
            FromEmailAddress=self._sender,
            Destination={"ToAddresses": [envelope.to]},
            **({"ReplyToAddresses": [envelope.reply_to]} if envelope.reply_to else {}),
            Content={
                "Simple": {
                    "Subject": _utf8(envelope.subject),
                    "Body": {"Html": _utf8(envelope.html), "Text": _utf8(envelope.text)},
                    "Headers": _pairs(envelope.headers),
                }
            },
            EmailTags=_pairs(envelope.tags),
            ConfigurationSetName=self._configuration_set,
        )

    def send_bulk(self, bulk: Bulk) -> list[str]:
        """See `dearreader.ports.Mailer`. What all copies share stands once."""
        template = {
            "TemplateContent": {"Subject": bulk.subject, "Html": bulk.html, "Text": bulk.text},
            "TemplateData": json.dumps(dict(bulk.values)),
            "Headers": _pairs(bulk.headers),
        }
        answer = self._call(
            self._client.send_bulk_email,
            FromEmailAddress=self._sender,
            ReplyToAddresses=[bulk.reply_to],
            DefaultEmailTags=_pairs(bulk.tags),
            DefaultContent={"Template": template},
            BulkEmailEntries=[_entry(copy, bulk) for copy in bulk.copies],
            ConfigurationSetName=self._configuration_set,
        )
        return [entry["Status"] for entry in answer["BulkEmailEntryResults"]]

    def account(self) -> SendingAccount:
        """See `dearreader.ports.Mailer`."""
        account = self._client.get_account()
        quota = account["SendQuota"]
        limit, sent = quota["Max24HourSend"], quota["SentLast24Hours"]
        return SendingAccount(
            rate=quota["MaxSendRate"],
            room=None if limit < 0 else max(0, int(limit - sent)),
            fault=self._fault(account),
            production=bool(account.get("ProductionAccessEnabled")),
        )

    def _fault(self, account: Any) -> str:
        if not account.get("SendingEnabled", False):
            return "sending is switched off for the SES account"
        if account.get("EnforcementStatus") == "SHUTDOWN":
            return "SES has shut down the account’s sending"
        if not self._verified():
            return f"SES has not verified {self._identity} yet"
        return ""

    def _verified(self) -> bool:
        for identity in (self._identity, self._from_address):
            try:
                answer = self._client.get_email_identity(EmailIdentity=identity)
            except self._client.exceptions.NotFoundException:
                continue
            if answer.get("VerifiedForSendingStatus"):
                return True
        return False

    def _call(self, call: Any, **arguments: Any) -> Any:
        """The answer. Causes are not passed on: SES names addresses in them, and logs would."""
        try:
            return call(**arguments)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] >= SERVER_FAULT:
                raise SendInDoubt("SES failed while it had the mail") from None
            raise SendRefused(error.response["Error"]["Code"]) from None
        except (ConnectTimeoutError, EndpointConnectionError):
            raise SendRefused(UNREACHABLE) from None
        except BotoCoreError as error:
            raise SendInDoubt(f"SES’s answer was lost: {type(error).__name__}") from None


def _entry(copy: Copy, bulk: Bulk) -> Any:
    return {
        "Destination": {"ToAddresses": [copy.to]},
        "ReplacementEmailContent": {
            "ReplacementTemplate": {"ReplacementTemplateData": json.dumps(dict(copy.values))}
        },
        "ReplacementHeaders": _pairs(copy.headers),
        "ReplacementTags": _pairs({**bulk.tags, **copy.tags}),
    }


def _pairs(values: Mapping[str, str]) -> list[Any]:
    return [{"Name": name, "Value": value} for name, value in values.items()]


def _utf8(text: str) -> Any:
    return {"Data": text, "Charset": "UTF-8"}

"""SendEmail: one message, simple, raw or from a template."""

from collections.abc import Mapping, Sequence
from email import message_from_bytes
from email.utils import getaddresses
from typing import Any

from local.ses.account import Account
from local.ses.checks import MOST_RECIPIENTS, address_of, headers_of, tags_of
from local.ses.mailroom import Accepted, Mailroom
from local.ses.mime import decoded_blob, rebuild
from local.ses.model import SesError
from local.ses.outgoing import QUOTA_SPENT, THROTTLED, Outgoing, bad_request, recipients_of
from local.ses.templates import Content, template_data


class SendEmail:
    """The call SendEmail."""

    def __init__(self, account: Account, mailroom: Mailroom) -> None:
        self._account = account
        self._mailroom = mailroom
        self._outgoing = Outgoing(account, mailroom)

    def send_email(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """SendEmail: one message, simple, raw or from a template."""
        kinds = [kind for kind in ("Simple", "Raw", "Template") if kind in call["Content"]]
        if len(kinds) != 1:
            raise SesError("BadRequestException", "Content is one of Simple, Raw, Template.")
        raw = _raw(call) if kinds == ["Raw"] else b""
        source, recipients = _raw_envelope(call, raw) if raw else _envelope(call)
        with bad_request():
            tags = tags_of(call.get("EmailTags", ()))
            for each in [source, *recipients, *call.get("ReplyToAddresses", ())]:
                address_of(each)
        self._may_send(source, recipients, call.get("ConfigurationSetName", ""))
        self._spend(len(recipients))
        accepted = Accepted(
            operation="SendEmail",
            source=source,
            recipients=recipients,
            tags=tags,
            configuration_set=call.get("ConfigurationSetName", ""),
        )
        if raw:
            return {"MessageId": self._accept_raw(accepted, raw)}
        return {"MessageId": self._accept_content(accepted, call, kinds[0])}

    def _accept_content(self, accepted: Accepted, call: Mapping[str, Any], kind: str) -> str:
        written = call["Content"][kind]
        with bad_request():
            headers = headers_of(written.get("Headers", ()))
            data = template_data(written.get("TemplateData")) if kind == "Template" else {}
        content = self._outgoing.template(written) if kind == "Template" else _simple(written)
        plain = None if kind == "Simple" else data
        return self._outgoing.make(
            accepted,
            content=content,
            data=plain,
            destination=call["Destination"],
            reply_to=call.get("ReplyToAddresses", ()),
            headers=headers,
        )

    def _accept_raw(self, accepted: Accepted, raw: bytes) -> str:
        region = self._mailroom.region
        return self._mailroom.accept(accepted, lambda each, at: rebuild(raw, each, at, region))

    def _may_send(self, source: str, recipients: Sequence[str], configuration_set: str) -> None:
        self._account.may_send()
        self._outgoing.check_configuration_set(configuration_set)
        if rejection := self._account.rejects(source, recipients):
            raise SesError("MessageRejected", rejection)

    def _spend(self, recipients: int) -> None:
        with self._account.lock:
            if self._account.quota_left() < recipients:
                raise SesError("TooManyRequestsException", QUOTA_SPENT)
            if self._account.rate_left() < 1:
                raise SesError("TooManyRequestsException", THROTTLED)
            self._account.spend(recipients)


def _simple(written: Mapping[str, Any]) -> Content:
    body = written["Body"]
    if not body:
        raise SesError("BadRequestException", "The body is empty.")
    return Content(
        subject=written["Subject"]["Data"],
        text=body.get("Text", {}).get("Data", ""),
        html=body.get("Html", {}).get("Data", ""),
    )


def _envelope(call: Mapping[str, Any]) -> tuple[str, list[str]]:
    recipients = recipients_of(call.get("Destination", {}))
    if not call.get("FromEmailAddress") or not recipients:
        raise SesError("BadRequestException", "FromEmailAddress and a destination are needed.")
    if len(recipients) > MOST_RECIPIENTS:
        raise SesError("BadRequestException", f"At most {MOST_RECIPIENTS} recipients a message.")
    return call["FromEmailAddress"], recipients


def _raw(call: Mapping[str, Any]) -> bytes:
    with bad_request():
        raw = decoded_blob(call["Content"]["Raw"]["Data"])
    if not raw:
        raise SesError("BadRequestException", "The raw message is empty.")
    return raw


def _raw_envelope(call: Mapping[str, Any], raw: bytes) -> tuple[str, list[str]]:
    """The envelope of a raw message: what the call says, else its headers."""
    message = message_from_bytes(raw)
    source = call.get("FromEmailAddress") or str(message.get("From", ""))
    recipients = recipients_of(call.get("Destination", {}))
    if not recipients:
        named = [str(value) for name in ("To", "Cc", "Bcc") for value in message.get_all(name, [])]
        recipients = [address for _, address in getaddresses(named) if address]
    if not source or not recipients:
        raise SesError("BadRequestException", "A raw message needs a From and a recipient.")
    return source, recipients

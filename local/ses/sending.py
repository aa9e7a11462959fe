"""SendEmail and SendBulkEmail."""

from collections.abc import Mapping, Sequence
from email import message_from_bytes
from email.utils import getaddresses
from typing import Any

from local.ses.account import Account
from local.ses.checks import MOST_RECIPIENTS, address_of, headers_of, merged, tags_of
from local.ses.faults import FaultPlan
from local.ses.mailroom import Accepted, Mailroom
from local.ses.mime import Draft, build, decoded_blob, rebuild
from local.ses.model import SesError
from local.ses.templates import LARGEST_INLINE, Content, RenderingFailure, template_data

MOST_ENTRIES = 50
THROTTLED = "Maximum sending rate exceeded."
QUOTA_SPENT = "Daily message quota exceeded."


class Sending:
    """The two calls that send, over an account and a mailroom."""

    def __init__(self, account: Account, mailroom: Mailroom, plan: FaultPlan) -> None:
        self._account = account
        self._mailroom = mailroom
        self._plan = plan

    def send_email(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """SendEmail: one message, simple, raw or from a template."""
        kinds = [kind for kind in ("Simple", "Raw", "Template") if kind in call["Content"]]
        if len(kinds) != 1:
            raise SesError("BadRequestException", "Content is one of Simple, Raw, Template.")
        raw = _raw(call) if kinds == ["Raw"] else b""
        source, recipients = _raw_envelope(call, raw) if raw else _envelope(call)
        with _bad_request():
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

    def send_bulk_email(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """SendBulkEmail: up to 50 entries of one template, each with an outcome of its own."""
        entries: Sequence[Mapping[str, Any]] = call["BulkEmailEntries"]
        if not 1 <= len(entries) <= MOST_ENTRIES:
            raise SesError("BadRequestException", f"A call takes 1 to {MOST_ENTRIES} entries.")
        template = call["DefaultContent"].get("Template")
        if template is None or not call.get("FromEmailAddress"):
            raise SesError("BadRequestException", "FromEmailAddress and a template are needed.")
        content = self._template(template)
        with _bad_request():
            for each in [call["FromEmailAddress"], *call.get("ReplyToAddresses", ())]:
                address_of(each)
            default = _Default(
                content=content,
                data=template_data(template.get("TemplateData")),
                headers=headers_of(template.get("Headers", ())),
                tags=tags_of(call.get("DefaultEmailTags", ())),
            )
        self._account.may_send()
        self._check_configuration_set(call.get("ConfigurationSetName", ""))
        if self._account.rate_left() < 1:
            raise SesError("TooManyRequestsException", THROTTLED)
        recipients = [(_recipients(entry["Destination"]) or [""])[0] for entry in entries]
        refused = self._plan.for_entries(recipients)
        results = [
            _result(refused[index], "The fault plan says so.")
            if index in refused
            else self._entry(call, default, entry)
            for index, entry in enumerate(entries)
        ]
        return {"BulkEmailEntryResults": results}

    def _entry(
        self, call: Mapping[str, Any], default: "_Default", entry: Mapping[str, Any]
    ) -> dict[str, Any]:
        recipients = _recipients(entry["Destination"])
        replacement = entry.get("ReplacementEmailContent", {}).get("ReplacementTemplate", {})
        try:
            if not recipients:
                raise ValueError("An entry needs a recipient.")  # noqa: TRY301
            for each in recipients:
                address_of(each)
            data = {**default.data, **template_data(replacement.get("ReplacementTemplateData"))}
            headers = merged(default.headers, headers_of(entry.get("ReplacementHeaders", ())))
            tags = {**default.tags, **tags_of(entry.get("ReplacementTags", ()))}
        except ValueError as error:
            return _result("INVALID_PARAMETER", str(error))
        if rejection := self._account.rejects(call["FromEmailAddress"], recipients):
            return _result("MESSAGE_REJECTED", rejection)
        with self._account.lock:
            if self._account.quota_left() < len(recipients):
                return _result("ACCOUNT_DAILY_QUOTA_EXCEEDED", QUOTA_SPENT)
            if self._account.rate_left() < 1:
                return _result("ACCOUNT_THROTTLED", THROTTLED)
            self._account.spend(len(recipients))
        accepted = Accepted(
            operation="SendBulkEmail",
            source=call["FromEmailAddress"],
            recipients=recipients,
            tags=tags,
            configuration_set=call.get("ConfigurationSetName", ""),
        )
        message_id = self._make(
            accepted,
            content=default.content,
            data=data,
            destination=entry["Destination"],
            reply_to=call.get("ReplyToAddresses", ()),
            headers=headers,
        )
        return {"Status": "SUCCESS", "MessageId": message_id}

    def _accept_content(self, accepted: Accepted, call: Mapping[str, Any], kind: str) -> str:
        written = call["Content"][kind]
        with _bad_request():
            headers = headers_of(written.get("Headers", ()))
            data = template_data(written.get("TemplateData")) if kind == "Template" else {}
        content = self._template(written) if kind == "Template" else _simple(written)
        plain = None if kind == "Simple" else data
        return self._make(
            accepted,
            content=content,
            data=plain,
            destination=call["Destination"],
            reply_to=call.get("ReplyToAddresses", ()),
            headers=headers,
        )

    def _make(
        self,
        accepted: Accepted,
        *,
        content: Content,
        data: Mapping[str, Any] | None,
        destination: Mapping[str, Sequence[str]],
        reply_to: Sequence[str],
        headers: Mapping[str, str],
    ) -> str:
        """Build the mail (`data` None: nothing to fill in) and hand it to the mailroom."""
        try:
            filled = content if data is None else content.rendered(data)
        except RenderingFailure as failure:
            return self._mailroom.refuse_rendering(accepted, content.name, str(failure))
        draft = Draft(
            sender=accepted.source,
            to=destination.get("ToAddresses", ()),
            cc=destination.get("CcAddresses", ()),
            reply_to=reply_to,
            subject=filled.subject,
            text=filled.text,
            html=filled.html,
            headers=headers,
        )
        region = self._mailroom.region
        return self._mailroom.accept(accepted, lambda each, at: build(draft, each, at, region))

    def _accept_raw(self, accepted: Accepted, raw: bytes) -> str:
        region = self._mailroom.region
        return self._mailroom.accept(accepted, lambda each, at: rebuild(raw, each, at, region))

    def _may_send(self, source: str, recipients: Sequence[str], configuration_set: str) -> None:
        self._account.may_send()
        self._check_configuration_set(configuration_set)
        if rejection := self._account.rejects(source, recipients):
            raise SesError("MessageRejected", rejection)

    def _spend(self, recipients: int) -> None:
        with self._account.lock:
            if self._account.quota_left() < recipients:
                raise SesError("TooManyRequestsException", QUOTA_SPENT)
            if self._account.rate_left() < 1:
                raise SesError("TooManyRequestsException", THROTTLED)
            self._account.spend(recipients)

    def _check_configuration_set(self, name: str) -> None:
        if name and not self._account.configuration_set(name).sending_enabled:
            raise SesError(
                "SendingPausedException", f"Sending is paused for configuration set {name}."
            )

    def _template(self, written: Mapping[str, Any]) -> Content:
        if name := written.get("TemplateName") or written.get("TemplateArn", "").rpartition("/")[2]:
            return self._account.template(name)
        inline = written.get("TemplateContent")
        if not inline:
            raise SesError("BadRequestException", "A template needs a name or content.")
        content = content_of(inline, "")
        if sum(len(each.encode()) for each in (content.subject, content.text, content.html)) > (
            LARGEST_INLINE
        ):
            raise SesError("BadRequestException", "An inline template is at most 1 MB.")
        return content


class _Default:
    """What the entries of a bulk call have in common."""

    def __init__(
        self,
        *,
        content: Content,
        data: Mapping[str, Any],
        headers: Mapping[str, str],
        tags: Mapping[str, str],
    ) -> None:
        self.content = content
        self.data = data
        self.headers = headers
        self.tags = tags


class _bad_request:  # noqa: N801 - reads as a statement
    """Turns a ValueError into SES's BadRequestException."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, ValueError):
            raise SesError("BadRequestException", str(error)) from error


def content_of(written: Mapping[str, str], name: str) -> Content:
    """A template's content as a call writes it."""
    return Content(
        subject=written.get("Subject", ""),
        text=written.get("Text", ""),
        html=written.get("Html", ""),
        name=name,
    )


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
    recipients = _recipients(call.get("Destination", {}))
    if not call.get("FromEmailAddress") or not recipients:
        raise SesError("BadRequestException", "FromEmailAddress and a destination are needed.")
    if len(recipients) > MOST_RECIPIENTS:
        raise SesError("BadRequestException", f"At most {MOST_RECIPIENTS} recipients a message.")
    return call["FromEmailAddress"], recipients


def _raw(call: Mapping[str, Any]) -> bytes:
    with _bad_request():
        raw = decoded_blob(call["Content"]["Raw"]["Data"])
    if not raw:
        raise SesError("BadRequestException", "The raw message is empty.")
    return raw


def _raw_envelope(call: Mapping[str, Any], raw: bytes) -> tuple[str, list[str]]:
    """The envelope of a raw message: what the call says, else its headers."""
    message = message_from_bytes(raw)
    source = call.get("FromEmailAddress") or str(message.get("From", ""))
    recipients = _recipients(call.get("Destination", {}))
    if not recipients:
        named = [str(value) for name in ("To", "Cc", "Bcc") for value in message.get_all(name, [])]
        recipients = [address for _, address in getaddresses(named) if address]
    if not source or not recipients:
        raise SesError("BadRequestException", "A raw message needs a From and a recipient.")
    return source, recipients


def _recipients(destination: Mapping[str, Sequence[str]]) -> list[str]:
    return [
        each
        for field in ("ToAddresses", "CcAddresses", "BccAddresses")
        for each in destination.get(field, ())
    ]


def _result(status: str, error: str) -> dict[str, Any]:
    return {"Status": status, "Error": error}

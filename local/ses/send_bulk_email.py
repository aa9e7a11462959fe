"""SendBulkEmail: up to 50 entries of one template, each with an outcome of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from local.ses.account import Account
from local.ses.checks import address_of, headers_of, merged, tags_of
from local.ses.faults import FaultPlan
from local.ses.mailroom import Accepted, Mailroom
from local.ses.model import SesError
from local.ses.outgoing import QUOTA_SPENT, THROTTLED, Outgoing, bad_request, recipients_of
from local.ses.templates import Content, template_data

MOST_ENTRIES = 50


@dataclass(frozen=True, kw_only=True)
class _Default:
    """What the entries of a call have in common."""

    content: Content
    data: Mapping[str, Any]
    headers: Mapping[str, str]
    tags: Mapping[str, str]


class SendBulkEmail:
    """The call SendBulkEmail."""

    def __init__(self, account: Account, mailroom: Mailroom, plan: FaultPlan) -> None:
        self._account = account
        self._plan = plan
        self._outgoing = Outgoing(account, mailroom)

    def send_bulk_email(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """SendBulkEmail: up to 50 entries of one template, each with an outcome of its own."""
        entries: Sequence[Mapping[str, Any]] = call["BulkEmailEntries"]
        if not 1 <= len(entries) <= MOST_ENTRIES:
            raise SesError("BadRequestException", f"A call takes 1 to {MOST_ENTRIES} entries.")
        template = call["DefaultContent"].get("Template")
        if template is None or not call.get("FromEmailAddress"):
            raise SesError("BadRequestException", "FromEmailAddress and a template are needed.")
        content = self._outgoing.template(template)
        with bad_request():
            for each in [call["FromEmailAddress"], *call.get("ReplyToAddresses", ())]:
                address_of(each)
            default = _Default(
                content=content,
                data=template_data(template.get("TemplateData")),
                headers=headers_of(template.get("Headers", ())),
                tags=tags_of(call.get("DefaultEmailTags", ())),
            )
        self._account.may_send()
        self._outgoing.check_configuration_set(call.get("ConfigurationSetName", ""))
        if self._account.rate_left() < 1:
            raise SesError("TooManyRequestsException", THROTTLED)
        recipients = [(recipients_of(entry["Destination"]) or [""])[0] for entry in entries]
        refused = self._plan.for_entries(recipients)
        results = [
            _result(refused[index], "The fault plan says so.")
            if index in refused
            else self._entry(call, default, entry)
            for index, entry in enumerate(entries)
        ]
        return {"BulkEmailEntryResults": results}

    def _entry(
        self, call: Mapping[str, Any], default: _Default, entry: Mapping[str, Any]
    ) -> dict[str, Any]:
        recipients = recipients_of(entry["Destination"])
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
        message_id = self._outgoing.make(
            accepted,
            content=default.content,
            data=data,
            destination=entry["Destination"],
            reply_to=call.get("ReplyToAddresses", ()),
            headers=headers,
        )
        return {"Status": "SUCCESS", "MessageId": message_id}


def _result(status: str, error: str) -> dict[str, Any]:
    return {"Status": status, "Error": error}

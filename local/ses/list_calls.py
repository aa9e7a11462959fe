"""The calls about what an account keeps lists of: suppressed addresses and templates."""

from collections.abc import Mapping
from typing import Any

from local.ses.account import Account, Suppressed
from local.ses.model import SesError
from local.ses.outgoing import content_of
from local.ses.paging import page_of
from local.ses.templates import RenderingFailure, template_data


class ListCalls:
    """Each public method is the SES operation of that name in snake case."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def put_suppressed_destination(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """PutSuppressedDestination."""
        address = call["EmailAddress"].lower()
        self._account.suppression[address] = Suppressed(
            address=address, reason=call["Reason"], at=self._account.clock()
        )
        return {}

    def get_suppressed_destination(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """GetSuppressedDestination."""
        return {"SuppressedDestination": _suppressed(self._suppressed(call))}

    def delete_suppressed_destination(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """DeleteSuppressedDestination."""
        del self._account.suppression[self._suppressed(call).address]
        return {}

    def list_suppressed_destinations(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """ListSuppressedDestinations."""
        reasons = call.get("Reasons")
        found = [
            each
            for each in self._account.suppression.values()
            if not reasons or each.reason in reasons
        ]
        page, rest = page_of(found, call)
        return {"SuppressedDestinationSummaries": [_suppressed(each) for each in page], **rest}

    def create_email_template(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """CreateEmailTemplate."""
        name = call["TemplateName"]
        if name in self._account.templates:
            raise SesError("AlreadyExistsException", f"Template {name} already exists.")
        self._put_template(call)
        return {}

    def update_email_template(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """UpdateEmailTemplate."""
        self._account.template(call["TemplateName"])
        self._put_template(call)
        return {}

    def get_email_template(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """GetEmailTemplate."""
        content = self._account.template(call["TemplateName"])
        parts = {"Subject": content.subject, "Text": content.text, "Html": content.html}
        return {
            "TemplateName": call["TemplateName"],
            "TemplateContent": {name: part for name, part in parts.items() if part},
        }

    def delete_email_template(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """DeleteEmailTemplate."""
        self._account.template(call["TemplateName"])
        del self._account.templates[call["TemplateName"]]
        return {}

    def list_email_templates(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """ListEmailTemplates."""
        page, rest = page_of(sorted(self._account.templates), call)
        listed = [
            {"TemplateName": name, "CreatedTimestamp": self._account.templates[name][1]}
            for name in page
        ]
        return {"TemplatesMetadata": listed, **rest}

    def test_render_email_template(self, call: Mapping[str, Any]) -> dict[str, Any]:
        """TestRenderEmailTemplate."""
        content = self._account.template(call["TemplateName"])
        try:
            filled = content.rendered(template_data(call["TemplateData"]))
        except (RenderingFailure, ValueError) as error:
            raise SesError("BadRequestException", str(error)) from None
        return {
            "RenderedTemplate": f"Subject: {filled.subject}\r\n\r\n{filled.text}\r\n{filled.html}"
        }

    def _suppressed(self, call: Mapping[str, Any]) -> Suppressed:
        found = self._account.suppression.get(call["EmailAddress"].lower())
        if found is None:
            raise SesError(
                "NotFoundException", "Email address does not exist on your suppression list."
            )
        return found

    def _put_template(self, call: Mapping[str, Any]) -> None:
        content = content_of(call["TemplateContent"], call["TemplateName"])
        self._account.templates[call["TemplateName"]] = (content, self._account.clock())


def _suppressed(found: Suppressed) -> dict[str, Any]:
    return {
        "EmailAddress": found.address,
        "Reason": found.reason,
        "LastUpdateTime": found.at,
    }

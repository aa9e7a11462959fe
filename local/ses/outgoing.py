"""What the two calls that send have in common: templates, checks, and the making of a mail."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from local.ses.account import Account
from local.ses.mailroom import Accepted, Mailroom
from local.ses.mime import Draft, build
from local.ses.model import SesError
from local.ses.templates import LARGEST_INLINE, Content, RenderingFailure

THROTTLED = "Maximum sending rate exceeded."
QUOTA_SPENT = "Daily message quota exceeded."


class Outgoing:
    """Makes mails for `mailroom`, as `account` allows."""

    def __init__(self, account: Account, mailroom: Mailroom) -> None:
        self._account = account
        self._mailroom = mailroom

    def make(
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

    def check_configuration_set(self, name: str) -> None:
        """Raise what SES answers where the configuration set is not there, or paused."""
        if name and not self._account.configuration_set(name).sending_enabled:
            raise SesError(
                "SendingPausedException", f"Sending is paused for configuration set {name}."
            )

    def template(self, written: Mapping[str, Any]) -> Content:
        """The template of a call, stored or inline."""
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


@contextmanager
def bad_request() -> Iterator[None]:
    """Turns a ValueError into SES's BadRequestException."""
    try:
        yield
    except ValueError as error:
        raise SesError("BadRequestException", str(error)) from error


def content_of(written: Mapping[str, str], name: str) -> Content:
    """A template's content as a call writes it."""
    return Content(
        subject=written.get("Subject", ""),
        text=written.get("Text", ""),
        html=written.get("Html", ""),
        name=name,
    )


def recipients_of(destination: Mapping[str, Sequence[str]]) -> list[str]:
    """Everybody whom a Destination names."""
    return [
        each
        for field in ("ToAddresses", "CcAddresses", "BccAddresses")
        for each in destination.get(field, ())
    ]

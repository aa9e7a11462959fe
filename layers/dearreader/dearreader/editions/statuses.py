"""What SES's answers mean for a recipient and for an edition.

Names are SES's own: `BulkEmailStatus` of an entry (SendBulkEmail), and the error codes of a call.
https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_BulkEmailEntryResult.html
"""

from collections import Counter
from collections.abc import Sequence

from dearreader.errors import UNREACHABLE

ACCEPTED = "SUCCESS"

SOON = frozenset({"TRANSIENT_FAILURE", "ACCOUNT_THROTTLED", "FAILED"})
"""Not accepted; the same mail may be accepted a little later."""

QUOTA_USED_UP = "ACCOUNT_DAILY_QUOTA_EXCEEDED"

SENDERS_FAULT = {
    QUOTA_USED_UP: "the account’s sending quota for 24 hours is used up",
    "ACCOUNT_SENDING_PAUSED": "sending is paused for the account",
    "CONFIGURATION_SET_SENDING_PAUSED": "sending is paused for the configuration set",
    "ACCOUNT_SUSPENDED": "SES has suspended the account’s sending",
    "MAIL_FROM_DOMAIN_NOT_VERIFIED": "the MAIL FROM domain is not verified",
    "CONFIGURATION_SET_NOT_FOUND": "the configuration set is missing",
    "TEMPLATE_NOT_FOUND": "SES did not find the template",
    "INVALID_SENDING_POOL_NAME": "the configuration set names a pool that does not exist",
}
"""Not accepted, and no recipient can help it: the edition is held."""

PATIENCE = frozenset(
    {"TooManyRequestsException", "LimitExceededException", "ThrottlingException", UNREACHABLE}
)
"""Call-level refusals that a little patience mends."""

UNREADABLE = "BadRequestException"
"""SES could not read the call: for one recipient’s sake, or for the letter’s."""

CALLS_REFUSED = {
    "SendingPausedException": SENDERS_FAULT["ACCOUNT_SENDING_PAUSED"],
    "AccountSuspendedException": SENDERS_FAULT["ACCOUNT_SUSPENDED"],
    "MailFromDomainNotVerifiedException": SENDERS_FAULT["MAIL_FROM_DOMAIN_NOT_VERIFIED"],
    "NotFoundException": "SES did not find the identity or the configuration set",
    "MessageRejected": "SES rejected the letter; is the From address verified?",
}

TRIES = 5
"""So many calls of a batch may have somebody put off; who is put off in the last is refused."""

ALIKE = 5
ALIKE_SHARE = 0.2
"""More than a fifth of a batch, and at least five, refused alike: the fault is the sender's."""


def senders_fault(statuses: Sequence[str], *, last_try: bool) -> str:
    """The status of one call's answers that makes it the sender's fault, or "".

    At the last try, who is put off is refused, and many of them are a fault like any other.
    """
    for status in statuses:
        if status in SENDERS_FAULT:
            return status
    passing = {ACCEPTED} if last_try else {ACCEPTED, *SOON}
    refused = Counter(status for status in statuses if status not in passing)
    for status, count in refused.most_common(1):
        if many(count, len(statuses)):
            return status
    return ""


def many(refused: int, recipients: int) -> bool:
    """Whether so many of a batch were refused alike that the fault is the sender's."""
    return refused >= ALIKE and refused > ALIKE_SHARE * recipients


def reason(status: str, refused: int, recipients: int) -> str:
    """Why the edition is held, to the writer."""
    alike = f"SES refused {refused} of {recipients} recipients of a batch alike: {status}"
    return SENDERS_FAULT.get(status, alike)

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

SENDERS_FAULT = {
    "ACCOUNT_DAILY_QUOTA_EXCEEDED": "the account’s sending quota for 24 hours is used up",
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

CALLS_REFUSED = {
    "SendingPausedException": SENDERS_FAULT["ACCOUNT_SENDING_PAUSED"],
    "AccountSuspendedException": SENDERS_FAULT["ACCOUNT_SUSPENDED"],
    "MailFromDomainNotVerifiedException": SENDERS_FAULT["MAIL_FROM_DOMAIN_NOT_VERIFIED"],
    "NotFoundException": "SES did not find the identity or the configuration set",
    "MessageRejected": "SES rejected the letter; is the From address verified?",
    "BadRequestException": "SES could not read the call",
}

TRIES = 5
"""So many calls for a batch may be answered entry by entry; who is still put off is refused."""

ALIKE = 5
ALIKE_SHARE = 0.2
"""More than a fifth of a batch, and at least five, refused alike: the fault is the sender's."""


def senders_fault(statuses: Sequence[str], *, last_try: bool) -> str:
    """The reason to hold the edition that the answers of one call give, or "".

    At the last try, who is put off is refused, and many of them are a fault like any other.
    """
    for status in statuses:
        if status in SENDERS_FAULT:
            return SENDERS_FAULT[status]
    passing = {ACCEPTED} if last_try else {ACCEPTED, *SOON}
    refused = Counter(status for status in statuses if status not in passing)
    for status, count in refused.most_common(1):
        if count >= ALIKE and count > ALIKE_SHARE * len(statuses):
            return f"SES refused {count} of {len(statuses)} recipients of a batch alike: {status}"
    return ""

"""SES's events as they come over EventBridge: detail-types and payloads.

Shapes: "Contents of event data" and "Monitoring SES events using Amazon EventBridge" in the SES
developer guide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

ACCOUNT = "000000000000"

EVENT_TYPES = {
    "Email Sent": "Send",
    "Email Delivered": "Delivery",
    "Email Bounced": "Bounce",
    "Email Complaint Received": "Complaint",
    "Email Rejected": "Reject",
    "Email Rendering Failed": "Rendering Failure",
    "Email Delivery Delayed": "DeliveryDelay",
}

BOUNCES: Mapping[str, tuple[str, str, str, str]] = {
    "permanent": ("Permanent", "General", "5.1.1", "smtp; 550 5.1.1 user unknown"),
    "transient": ("Transient", "MailboxFull", "4.2.2", "smtp; 452 4.2.2 mailbox full"),
    "suppressed": (
        "Permanent",
        "OnAccountSuppressionList",
        "5.1.1",
        (
            "Amazon SES did not send the message to this address because it is on the "
            "suppression list for your account."
        ),
    ),
    "globally suppressed": (
        "Permanent",
        "Suppressed",
        "5.1.1",
        (
            "Amazon SES has suppressed sending to this address because it has a recent history "
            "of bouncing as an invalid address."
        ),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Sending:
    """What an event tells of the mail that it is about."""

    message_id: str
    at: datetime
    source: str
    recipients: Sequence[str]
    subject: str
    headers: Sequence[tuple[str, str]]
    tags: Mapping[str, str]
    configuration_set: str
    operation: str
    region: str

    @property
    def resources(self) -> list[str]:
        """The event's resources: the configuration set's name and ARN."""
        arn = f"arn:aws:ses:{self.region}:{ACCOUNT}"
        domain = self.source.rpartition("@")[2].rstrip(">")
        return [f"{arn}:configuration-set/{self.configuration_set}", f"{arn}:identity/{domain}"]

    def mail(self) -> dict[str, Any]:
        """The ``mail`` object that every event carries."""
        domain = self.source.rpartition("@")[2].rstrip(">")
        return {
            "timestamp": stamp(self.at),
            "source": self.source,
            "sourceArn": f"arn:aws:ses:{self.region}:{ACCOUNT}:identity/{domain}",
            "sendingAccountId": ACCOUNT,
            "messageId": self.message_id,
            "destination": list(self.recipients),
            "headersTruncated": False,
            "headers": [{"name": name, "value": value} for name, value in self.headers],
            "commonHeaders": {
                "from": [self.source],
                "to": list(self.recipients),
                "messageId": self.message_id,
                "subject": self.subject,
            },
            "tags": {
                "ses:operation": [self.operation],
                "ses:configuration-set": [self.configuration_set],
                "ses:source-ip": ["127.0.0.1"],
                "ses:from-domain": [domain],
                "ses:caller-identity": ["local"],
                **{name: [value] for name, value in self.tags.items()},
            },
        }


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event for the default bus, not before ``due`` (seconds of a monotonic clock)."""

    detail_type: str
    detail: Mapping[str, Any]
    resources: Sequence[str]
    at: datetime


def event(sending: Sending, detail_type: str, at: datetime, **what: Any) -> Event:
    """An event of `detail_type`, its own object in `what`."""
    detail = {"eventType": EVENT_TYPES[detail_type], "mail": sending.mail(), **what}
    return Event(detail_type=detail_type, detail=detail, resources=sending.resources, at=at)


def sent(sending: Sending, at: datetime) -> Event:
    """SES has accepted the mail and will try to deliver it."""
    return event(sending, "Email Sent", at, send={})


def delivered(sending: Sending, at: datetime) -> Event:
    """The recipient's server has taken the mail."""
    return event(
        sending,
        "Email Delivered",
        at,
        delivery={
            "timestamp": stamp(at),
            "processingTimeMillis": max(int((at - sending.at) / timedelta(milliseconds=1)), 1),
            "recipients": list(sending.recipients),
            "smtpResponse": "250 2.0.0 OK local",
            "reportingMTA": "a8-1.smtp-out.amazonses.com",
        },
    )


def bounced(sending: Sending, at: datetime, feedback_id: str, kind: str = "permanent") -> Event:
    """The mail came back; `kind` is a key of `BOUNCES`."""
    bounce_type, sub_type, status, diagnostic = BOUNCES[kind]
    return event(
        sending,
        "Email Bounced",
        at,
        bounce={
            "feedbackId": feedback_id,
            "bounceType": bounce_type,
            "bounceSubType": sub_type,
            "bouncedRecipients": [
                {
                    "emailAddress": each,
                    "action": "failed",
                    "status": status,
                    "diagnosticCode": diagnostic,
                }
                for each in sending.recipients
            ],
            "timestamp": stamp(at),
            "reportingMTA": "dsn; a8-1.smtp-out.amazonses.com",
        },
    )


def complained(sending: Sending, at: datetime, feedback_id: str) -> Event:
    """The reader said "this is spam"."""
    return event(
        sending,
        "Email Complaint Received",
        at,
        complaint={
            "feedbackId": feedback_id,
            "complaintSubType": None,
            "complainedRecipients": [{"emailAddress": each} for each in sending.recipients],
            "timestamp": stamp(at),
            "userAgent": "Amazon SES Mailbox Simulator",
            "complaintFeedbackType": "abuse",
            "arrivalDate": stamp(at),
        },
    )


def rejected(sending: Sending, at: datetime) -> Event:
    """SES accepted the mail, then found a virus in it and never sent it."""
    return event(sending, "Email Rejected", at, reject={"reason": "Bad content"})


def rendering_failed(sending: Sending, at: datetime, template: str, why: str) -> Event:
    """SES accepted the call, but the template could not be filled in."""
    return event(
        sending,
        "Email Rendering Failed",
        at,
        failure={"templateName": template, "errorMessage": why},
    )


def delayed(sending: Sending, at: datetime) -> Event:
    """The recipient's server does not take the mail for now; SES goes on trying."""
    return event(
        sending,
        "Email Delivery Delayed",
        at,
        deliveryDelay={
            "timestamp": stamp(at),
            "delayType": "MailboxFull",
            "expirationTime": stamp(at + timedelta(hours=14)),
            "delayedRecipients": [
                {
                    "emailAddress": each,
                    "status": "4.2.2",
                    "diagnosticCode": "smtp; 452 4.2.2 mailbox full",
                }
                for each in sending.recipients
            ],
        },
    )


def stamp(at: datetime) -> str:
    """A time as SES writes it: UTC, milliseconds, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"

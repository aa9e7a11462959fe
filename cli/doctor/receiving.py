"""Replies on their way in: the active rule set, and the bucket that SES writes to."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cli.deploy.receiving import stops, takes
from cli.doctor.finding import Finding, bad, ok
from cli.doctor.patient import Patient

DEPLOY = "dearreader deploy"


def rules(patient: Patient) -> Iterator[Finding]:
    """Our rule must be in the active set, and nothing before it may end our mail."""
    name = patient.rule_set.get("Metadata", {}).get("Name", "")
    ours, domain = patient.place.name, patient.app.publication.reply_domain
    if not name:
        yield bad("No receipt rule set is active, so SES takes no mail in.", DEPLOY)
        return
    before: list[Mapping[str, Any]] = []
    for rule in patient.rule_set.get("Rules", []):
        if rule["Name"] == ours:
            yield _of_ours(patient, rule, before, name, domain)
            return
        before.append(rule)
    yield bad(f"Our rule is not in the active receipt rule set, “{name}”.", DEPLOY)


def _of_ours(
    patient: Patient,
    rule: Mapping[str, Any],
    before: list[Mapping[str, Any]],
    name: str,
    domain: str,
) -> Finding:
    buckets = {
        each["S3Action"]["BucketName"] for each in rule.get("Actions", []) if "S3Action" in each
    }
    if ending := next((each["Name"] for each in before if stops(each, domain)), ""):
        return bad(f"The rule “{ending}”, before ours, ends the mail to {domain}.", DEPLOY)
    if not rule.get("Enabled"):
        return bad(f"Our rule in “{name}” is switched off.", "Enable it in the SES console.")
    if not takes(rule, domain) or patient.place.value("MailBucket") not in buckets:
        return bad(f"Our rule in “{name}” leads elsewhere than to this stack.", DEPLOY)
    return ok(f"Our rule is in the active receipt rule set, “{name}”.")


def bucket(patient: Patient) -> Iterator[Finding]:
    """SES must be allowed to write the mail down."""
    from botocore.exceptions import ClientError  # noqa: PLC0415

    name = patient.place.value("MailBucket")
    try:
        found = json.loads(patient.ask("s3", "get_bucket_policy", Bucket=name)["Policy"])
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchBucketPolicy":
            raise
        found = {"Statement": []}
    if any(_lets_ses_write(each) for each in found["Statement"]):
        yield ok("SES may write replies into the mail bucket.")
    else:
        yield bad(
            f"SES may not write into the mail bucket, {name}.",
            f"Somebody changed its policy. {DEPLOY} does not see that: take the statement of "
            "MailBucketPolicy in template.yaml.",
        )


def _lets_ses_write(statement: Mapping[str, Any]) -> bool:
    actions = statement.get("Action", [])
    return (
        statement.get("Effect") == "Allow"
        and statement.get("Principal") == {"Service": "ses.amazonaws.com"}
        and "s3:PutObject" in ([actions] if isinstance(actions, str) else actions)
    )

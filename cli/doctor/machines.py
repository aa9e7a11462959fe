"""What runs, and who is told when it does not: Lambda, the alarms, the dead-letter queues."""

from collections.abc import Iterator

from cli.deploy.choices import senders
from cli.doctor.finding import Finding, bad, ok, warn
from cli.doctor.patient import Patient

COUNT = "ApproximateNumberOfMessages"
FEW = 50
"""Functions at once that sign-ups and replies may want beside a send."""


def concurrency(patient: Patient) -> Iterator[Finding]:
    """Senders enough for the rate, and room for them in the account."""
    found = patient.ask(
        "lambda",
        "list_event_source_mappings",
        FunctionName=patient.physical_id("DeliverFunction"),
    )
    caps = [
        each["ScalingConfig"]["MaximumConcurrency"]
        for each in found["EventSourceMappings"]
        if each.get("ScalingConfig")
    ]
    have, most = (caps[0] if caps else 0), patient.concurrency
    wanted = senders(patient.rate, None)
    more = "Ask for more in Service Quotas: Lambda, Concurrent executions. New accounts have 10."
    if most < wanted:
        yield warn(
            f"The account may run {most} functions at once; the rate wants {wanted} senders.", more
        )
    elif have < wanted:
        yield warn(f"{have} senders at once; the rate wants {wanted}.", "dearreader deploy")
    elif most < FEW:
        yield warn(f"The account may run no more than {most} functions at once.", more)
    else:
        yield ok(f"{have} senders at once, of {most:,} functions that the account may run.")


def alarms(patient: Patient) -> Iterator[Finding]:
    """Whoever is to be told must have said yes to AWS's mail."""
    topic = patient.physical_id("AlarmTopic")
    found = patient.ask("sns", "list_subscriptions_by_topic", TopicArn=topic)["Subscriptions"]
    people = [each for each in found if each.get("Protocol", "email") == "email"]
    if not people:
        yield warn(
            "Nobody is told when something needs you.",
            "Give AlarmAddress (dearreader init), then dearreader deploy.",
        )
    elif any(each["SubscriptionArn"] == "PendingConfirmation" for each in people):
        yield bad(
            "The address for alarms is not confirmed, so no alarm reaches you.",
            "Press the link in the mail from AWS Notifications. It is good for three days: to get "
            "another, use Request confirmation in the SNS console.",
        )
    else:
        yield ok("You are told when something needs you.")


def dead_letters(patient: Patient) -> Iterator[Finding]:
    """What a function gave up on waits there until somebody looks."""
    well = True
    for logical_id, url in _queues(patient):
        if not (logical_id.endswith("DeadLetters") or logical_id == "Undelivered"):
            continue
        found = patient.ask("sqs", "get_queue_attributes", QueueUrl=url, AttributeNames=[COUNT])
        if count := int(found["Attributes"][COUNT]):
            well = False
            name = logical_id.removesuffix("DeadLetters").lower()
            yield bad(
                f"{count:,} message{'' if count == 1 else 's'} in {logical_id}.",
                f"See why: dearreader log. Once that is mended: dearreader queues retry {name}",
            )
    bucket = patient.physical_id("OutboxFailures")
    if patient.ask("s3", "list_objects_v2", Bucket=bucket, MaxKeys=1).get("Contents"):
        well = False
        yield warn(
            f"Changes in the tables that became no event lie in the bucket {bucket}.",
            "See outbox/ in the log for why. Delete them once you have looked, or they go by "
            "themselves after 90 days.",
        )
    if well:
        yield ok("No dead letters.")


def _queues(patient: Patient) -> Iterator[tuple[str, str]]:
    """The stack's queues: logical ids and addresses."""
    more: dict[str, str] = {}
    while True:
        page = patient.ask(
            "cloudformation", "list_stack_resources", StackName=patient.place.name, **more
        )
        for each in page["StackResourceSummaries"]:
            if each["ResourceType"] == "AWS::SQS::Queue":
                yield each["LogicalResourceId"], each["PhysicalResourceId"]
        if not page.get("NextToken"):
            return
        more = {"NextToken": page["NextToken"]}

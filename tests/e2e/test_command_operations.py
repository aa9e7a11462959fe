"""What an alarm leads the writer to: `dearreader queues` and `dearreader log`, on the laptop."""

import json

import pytest

from tests.e2e.command import local, refused
from tests.e2e.laptop import Laptop
from tests.e2e.waiting import eventually

TICK = json.dumps({"ask": "tell"})


def given_up() -> dict[str, int]:
    lines = [json.loads(line) for line in local("queues", "list", "--json").lines()]
    return {each["name"]: each["given_up"] for each in lines}


def test_the_dashboard_shows_the_alarms_and_queues_that_there_are(here: Laptop) -> None:
    cloudwatch = here.client("cloudwatch")
    name = here.cloud.stack.physical_id("Dashboard")
    body = json.loads(cloudwatch.get_dashboard(DashboardName=name)["DashboardBody"])
    (shown,) = [each["properties"]["alarms"] for each in body["widgets"] if each["type"] == "alarm"]
    alarms = cloudwatch.describe_alarms()["MetricAlarms"]
    assert set(shown) == {alarm["AlarmArn"] for alarm in alarms}
    queues = {*here.backlog(), *here.backlog(dead=True)}
    watched = {
        dimension["Value"]
        for alarm in alarms
        for dimension in alarm["Dimensions"]
        if dimension["Name"] == "QueueName"
    }
    assert watched == queues - {here.cloud.stack.physical_id("NudgeQueue").rpartition("/")[2]}


@pytest.mark.usefixtures("settled")
def test_what_a_function_gave_up_on_is_seen_and_tried_again(here: Laptop) -> None:
    resources, sqs = here.cloud.stack.physical_id, here.client("sqs")
    sqs.send_message(QueueUrl=resources("NudgeDeadLetters"), MessageBody=TICK)
    assert given_up()["nudge/"] == 1
    shown = local("queues", "list").lines()
    assert "nudge/              0          0         1" in shown
    assert shown[-1] == "Try those again: dearreader queues retry nudge"
    assert local("queues", "retry", "nudge").lines() == [
        "1 message is tried again. See what becomes of it: dearreader queues list"
    ]
    eventually(lambda: not any(here.backlog().values()))
    assert given_up() == dict.fromkeys(given_up(), 0)
    assert local("queues", "retry", "nudge").lines() == ["Nothing was given up."]


@pytest.mark.usefixtures("settled")
def test_what_reached_no_queue_is_brought_where_it_was_meant_for(here: Laptop) -> None:
    sqs, undelivered = here.client("sqs"), here.cloud.stack.physical_id("Undelivered")
    queue = here.cloud.stack.physical_id("NudgeQueue")
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    for target in (arn["Attributes"]["QueueArn"], "arn:aws:sqs:us-east-1:1:another"):
        sqs.send_message(
            QueueUrl=undelivered,
            MessageBody=TICK,
            MessageAttributes={"TARGET_ARN": {"DataType": "String", "StringValue": target}},
        )
    told = local("queues", "retry", "undelivered").lines()
    assert told == [
        "1 message is tried again. See what becomes of it: dearreader queues list",
        "1 message was meant for a queue that this stack has not: look at it in the SQS console.",
    ]
    eventually(lambda: not any(here.backlog().values()))
    assert given_up()["undelivered"] == 1
    sqs.purge_queue(QueueUrl=undelivered)


def test_the_log_tells_what_failed_and_of_what_went_well_only_if_asked(here: Laptop) -> None:
    broken = {"Records": [{"messageId": "1", "body": "{", "eventSource": "aws:sqs"}]}
    here.cloud.stack.invoke("NudgeFunction", broken)

    def failed() -> list[str]:
        return [line for line in local("log", "nudge").lines() if "JSONDecodeError" in line]

    eventually(lambda: bool(failed()))
    assert "  nudge/        failed" in failed()[-1]
    assert "Expecting property name" in failed()[-1]
    assert failed()[-1].endswith(", in raw_decode)")
    assert not [line for line in local("log", "confirm").lines() if "JSONDecodeError" in line]

    def well() -> bool:
        here.take("NudgeFunction", {"ask": "tell"})  # the next call brings the last one's line
        return "  well" in local("log", "nudge", "--all", "--since", "10m").out

    eventually(well)
    assert "  well" not in local("log").out


def test_a_log_that_cannot_be_told_says_how_to_ask_for_it(here: Laptop) -> None:
    assert "Write it as 30m, 6h or 7d" in refused("log", "--since", "yesterday")
    assert "There is no function nobody/" in refused("log", "nobody")
    assert local("log", "confirm", "--since", "1m").lines() == [
        "confirm/ logged nothing as failed in the last 1m."
    ]

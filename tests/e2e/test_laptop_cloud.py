"""The laptop's cloud by itself, with stand-ins for our functions that tell what they see."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from local.default_bus import DefaultBus
from local.ministack import MiniStack
from local.stack import ROOT, DeploymentFailed, FunctionFailed, Stack, deploy
from tests.e2e.conftest import SERVICES
from tests.e2e.leftovers import listens, processes
from tests.e2e.waiting import eventually

PARAMETERS = {
    "PublicationName": "Dear Reader",
    "WriterName": "Ada",
    "FromAddress": "letters@example.org",
    "ReplyDomain": "reply.example.org",
    "Salt": "a-salt-for-tests-only",
}

STAND_IN = """
import json, os, time
import boto3, dearreader

def handler(event, context):
    print(json.dumps({"folder": os.environ["POWERTOOLS_SERVICE_NAME"], "event": event}), flush=True)
    time.sleep(0.1)  # the emulator leaves what comes after the answer to the next call
    if event.get("ask") == "environment":
        return dict(os.environ)
    if event.get("ask") == "clients":
        key = boto3.Session().get_credentials().access_key
        return [[boto3.client(name).meta.endpoint_url, key] for name in event["services"]]
    if event.get("ask") == "something forbidden":
        boto3.client("dynamodb").scan(TableName=os.environ["IDEAS_TABLE"])
    if "Records" in event:
        return {"batchItemFailures": []}
    return {"statusCode": 200, "body": dearreader.WORD + " " + event.get("rawPath", "")}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with its own template and a stand-in for every function."""
    root = tmp_path_factory.mktemp("project")
    shutil.copy(ROOT / "template.yaml", root)
    for folder in (ROOT / "functions").iterdir():
        (root / "functions" / folder.name).mkdir(parents=True)
        (root / "functions" / folder.name / "app.py").write_text(STAND_IN)
    package = root / "layers/dearreader/dearreader"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('WORD = "hello"\n')
    return root


@pytest.fixture(scope="module")
def ministack() -> Iterator[MiniStack]:
    with MiniStack() as ministack:
        yield ministack


@pytest.fixture(scope="module")
def stack(ministack: MiniStack, root: Path) -> Stack:
    return deploy(ministack, PARAMETERS, root=root)


def test_the_template_deploys_as_it_is(stack: Stack) -> None:
    assert len(stack.functions) == 12
    assert stack.outputs["Bus"] == "dear-reader"


def test_the_site_answers_by_its_routes(stack: Stack) -> None:
    with urlopen(f"{stack.site}/posts/ocean-listening") as answer:
        assert answer.read() == b"hello /posts/ocean-listening"
    with urlopen(Request(f"{stack.site}/subscribe", data=b"address=ada%40example.net")) as answer:
        assert answer.status == 200


def test_links_lead_to_where_the_site_is_published(ministack: MiniStack, stack: Stack) -> None:
    def site() -> str:
        parameter = ministack.client("ssm").get_parameter(Name="/dear-reader/site")
        return str(parameter["Parameter"]["Value"])

    assert site() == stack.site
    stack.publish_at("http://localhost:8000")
    assert site() == "http://localhost:8000"


def test_messages_and_events_reach_their_functions(ministack: MiniStack, stack: Stack) -> None:
    ministack.client("sqs").send_message(
        QueueUrl=stack.outputs["ScheduleQueue"], MessageBody='{"ask":"due"}'
    )
    ministack.client("events").put_events(
        Entries=[
            {
                "Source": "dearreader",
                "DetailType": "Subscriber Pending",
                "Detail": '{"version":1}',
                "EventBusName": stack.outputs["Bus"],
            }
        ]
    )
    ministack.client("s3").put_object(Bucket=stack.outputs["MailBucket"], Key="mail/a", Body=b"x")
    DefaultBus(ministack).put_events(
        Entries=[_email_sent("somebody-elses"), _email_sent(stack.outputs["ConfigurationSet"])]
    )
    for table in ("SubscribersTable", "PostsTable", "IdeasTable"):
        ministack.client("dynamodb").put_item(
            TableName=stack.outputs[table],
            Item={"pk": {"S": "idea"}, "sk": {"S": "b"}, "status": {"S": "pending"}},
        )
    expected = {"schedule": 1, "invite": 1, "inbound": 1, "feedback": 1, "outbox": 3}
    eventually(lambda: {name: len(_seen(stack, name)) for name in expected} == expected)
    (record,) = _seen(stack, "feedback")[0]["Records"]
    assert json.loads(record["body"])["detail"]["mail"]["tags"] == {
        "ses:configuration-set": [stack.outputs["ConfigurationSet"]]
    }


def test_of_many_events_each_comes_to_the_rules_that_match_it(
    ministack: MiniStack, stack: Stack
) -> None:
    bus, ours = DefaultBus(ministack), stack.outputs["ConfigurationSet"]
    for configuration_set in ("of-many", ours, "of-many", ours):
        bus.put_events(Entries=[_email_sent(configuration_set, number) for number in range(12)])

    def came() -> list[dict[str, Any]]:
        bodies = [
            record["body"] for event in _seen(stack, "feedback") for record in event["Records"]
        ]
        return [mail for body in bodies if "number" in (mail := json.loads(body)["detail"]["mail"])]

    eventually(lambda: len(came()) >= 24)
    assert sorted(mail["number"] for mail in came()) == sorted([*range(12)] * 2)
    assert all(mail["tags"] == {"ses:configuration-set": [ours]} for mail in came())


def test_of_a_long_log_every_line_is_seen_once(stack: Stack, ministack: MiniStack) -> None:
    logs, name = ministack.client("logs"), "a long log"
    logs.create_log_group(logGroupName="long")
    logs.create_log_stream(logGroupName="long", logStreamName=name)
    lines, now = [f"line {number}" for number in range(25_000)], int(time.time() * 1000)
    for at in range(0, len(lines), 5_000):
        events = [{"timestamp": now + at // 5_000, "message": each} for each in lines[at:][:5_000]]
        logs.put_log_events(logGroupName="long", logStreamName=name, logEvents=events)
    seen = [line for line in stack.all_logs() if line.startswith("long: ")]
    logs.delete_log_group(logGroupName="long")
    assert len(seen) == len({*seen}) == len(lines)


def test_a_right_that_the_template_does_not_grant_is_missed_and_seen(stack: Stack) -> None:
    with pytest.raises(FunctionFailed, match="AccessDenied"):
        stack.invoke("SignupFunction", {"ask": "something forbidden"})
    eventually(lambda: any("dynamodb:Scan" in line for line in stack.denials()))


def test_changed_sources_run_at_once(stack: Stack, root: Path) -> None:
    (root / "functions/confirm/app.py").write_text("def handler(event, context): return 'new'\n")
    stack.update_function("ConfirmFunction")
    assert stack.invoke("ConfirmFunction", {}) == "new"
    (root / "layers/dearreader/dearreader/__init__.py").write_text('WORD = "good morning"\n')
    stack.update_layer()
    assert stack.invoke("ArchiveFunction", {})["body"].startswith("good morning")


def test_a_template_that_fails_says_why(ministack: MiniStack, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path, dirs_exist_ok=True)
    template = (tmp_path / "template.yaml").read_text()
    (tmp_path / "template.yaml").write_text(
        template.replace("!GetAtt Undelivered.QueueName", "!GetAtt Undelivered.Nickname")
    )
    with pytest.raises(DeploymentFailed, match=r"UndeliveredAlarm: .*Nickname"):
        deploy(ministack, PARAMETERS, root=tmp_path, name="doomed")


@pytest.mark.parametrize("profile", ["production", "one-that-does-not-exist"])
def test_nothing_local_reaches_a_real_account_whatever_the_shell_says(
    root: Path,
    shell_of_a_real_account: str,
    profile: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_PROFILE", profile)
    with MiniStack() as ministack:
        stack = deploy(ministack, PARAMETERS, root=root)
        for name in SERVICES:
            client = ministack.client(name)
            assert client.meta.endpoint_url == ministack.endpoint
            assert client.meta.region_name == "us-east-1"
            assert client._request_signer._credentials.access_key == "test"  # noqa: SLF001
        assert ministack.client("sts").get_caller_identity()["Account"] == "000000000000"

        environment = stack.invoke("SettleFunction", {"ask": "environment"})
        assert not _spoilt(environment, shell_of_a_real_account)
        for endpoint, key in stack.invoke(
            "SettleFunction", {"ask": "clients", "services": SERVICES}
        ):
            assert endpoint == ministack.endpoint
            assert key == environment["AWS_ACCESS_KEY_ID"]


def test_functions_mail_through_the_local_ses(root: Path) -> None:
    with MiniStack(ses="http://127.0.0.1:9") as ministack:
        stack = deploy(ministack, PARAMETERS, root=root)
        ask = {"ask": "clients", "services": ["sesv2", "sqs"]}
        (ses, _), (sqs, _) = stack.invoke("DeliverFunction", ask)
    assert (ses, sqs) == ("http://127.0.0.1:9", ministack.endpoint)


KEPT_UP = """
import signal, sys, time
from pathlib import Path
from local.ministack import MiniStack
from local.stack import deploy
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts jobs deaf to it
with MiniStack() as ministack:
    stack = deploy(ministack, {parameters!r}, root=Path({root!r}))
    stack.invoke("SettleFunction", {{}})
    print(ministack.endpoint, flush=True)
    print(stack.invoke("SettleFunction", {{"ask": "environment"}})["TMPDIR"], flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_however_its_starter_ends_the_cloud_leaves_nothing_behind(
    root: Path, end: signal.Signals
) -> None:
    script = KEPT_UP.format(parameters=PARAMETERS, root=str(root))
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as starter:
        assert starter.stdout is not None
        port = int(starter.stdout.readline().rpartition(":")[2])
        folder = Path(starter.stdout.readline().strip())
        assert folder.is_dir()
        assert len(processes(folder)) > 1
        starter.send_signal(end)
    eventually(lambda: not processes(folder))
    eventually(lambda: not folder.exists())
    assert not listens(port)


def _email_sent(configuration_set: str, number: int | None = None) -> dict[str, Any]:
    mail: dict[str, Any] = {"tags": {"ses:configuration-set": [configuration_set]}}
    if number is not None:
        mail["number"] = number
    return {
        "Source": "aws.ses",
        "DetailType": "Email Sent",
        "Detail": json.dumps({"eventType": "Send", "mail": mail}),
    }


def _seen(stack: Stack, folder: str) -> list[Any]:
    """The events that a stand-in was invoked with through its event source."""
    lines = (line.partition(": ")[2] for line in stack.all_logs())
    logged = [json.loads(line) for line in lines if line.startswith('{"folder"')]
    return [one["event"] for one in logged if one["folder"] == folder and "Records" in one["event"]]


def _spoilt(environment: dict[str, str], url: str) -> list[str]:
    return [
        name
        for name, value in environment.items()
        if url in value or "real" in value.lower() or value in {"production", "eu-central-1"}
    ]

"""`dearreader doctor`: faults put in one by one, each named, and each with its cure."""

import io
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from botocore.response import StreamingBody

from cli.connection import Place
from cli.deploy.looking import receives
from cli.dns.resolver import LookupFailed, of_place
from cli.doctor import checks, command
from cli.doctor.finding import Finding
from cli.doctor.letter import letter
from cli.doctor.patient import Patient
from dearreader.app import App
from dearreader.errors import SendRefused
from tests.world.amazon import Amazon
from tests.world.commands import Desk
from tests.world.readers import audience
from tests.world.world import ENVIRONMENT, MemoryWorld

SITE = "https://letters.example.net"
TARGET = "d-1.execute-api.example"
QUEUE = "https://sqs.eu-west-1.amazonaws.com/123456789012/dear-reader-"
DOMAIN = ENVIRONMENT["FROM_ADDRESS"].rpartition("@")[2]
REPLIES = ENVIRONMENT["REPLY_DOMAIN"]
SES = {"Service": "ses.amazonaws.com"}

QUOTA = {"Max24HourSend": 50000.0, "MaxSendRate": 14.0, "SentLast24Hours": 0.0}
ACCOUNT = {
    "SendQuota": QUOTA,
    "SendingEnabled": True,
    "ProductionAccessEnabled": True,
    "EnforcementStatus": "HEALTHY",
    "PricingAttributes": {"CurrentPlan": "NONE"},
}
DKIM = {"Status": "SUCCESS", "SigningEnabled": True, "Tokens": ["one"]}
MAIL_FROM = {
    "MailFromDomain": f"bounce.{DOMAIN}",
    "MailFromDomainStatus": "SUCCESS",
    "BehaviorOnMxFailure": "USE_DEFAULT_VALUE",
}
IDENTITY = {
    "VerifiedForSendingStatus": True,
    "DkimAttributes": DKIM,
    "MailFromAttributes": MAIL_FROM,
}
RULE = {
    "Name": "dear-reader",
    "Enabled": True,
    "Recipients": [REPLIES],
    "Actions": [{"S3Action": {"BucketName": "mail", "ObjectKeyPrefix": "mail/"}}],
}
METADATA = {"Name": "theirs", "CreatedTimestamp": "2026-01-01T00:00:00Z"}
STATEMENT = {"Effect": "Allow", "Principal": SES, "Action": "s3:PutObject", "Resource": "x"}


def resource(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "StackResourceDetail": {
            "LogicalResourceId": given["LogicalResourceId"],
            "PhysicalResourceId": f"our-{given['LogicalResourceId']}",
            "ResourceType": "x",
            "LastUpdatedTimestamp": "2026-11-28T00:00:00Z",
            "ResourceStatus": "CREATE_COMPLETE",
        }
    }


def resources(given: Mapping[str, Any]) -> dict[str, Any]:
    """Two pages: SettleQueue and a bucket, then two queues for the dead."""
    more = {"NextToken": "more"} if "NextToken" not in given else {}
    named = {"SettleQueue": "AWS::SQS::Queue", "MailBucket": "AWS::S3::Bucket"}
    if not more:
        named = {"InboundDeadLetters": "AWS::SQS::Queue", "Undelivered": "AWS::SQS::Queue"}
    return more | {
        "StackResourceSummaries": [
            {
                "LogicalResourceId": name,
                "PhysicalResourceId": QUEUE + name,
                "ResourceType": kind,
                "LastUpdatedTimestamp": "2026-11-28T00:00:00Z",
                "ResourceStatus": "CREATE_COMPLETE",
            }
            for name, kind in named.items()
        ]
    }


class Ward:
    """A stack that is well, until something is changed."""

    def __init__(self, stack: App) -> None:
        self.stack = stack
        self.amazon = Amazon(
            {
                "sesv2.GetAccount": ACCOUNT,
                "sesv2.GetEmailIdentity": IDENTITY,
                "ses.DescribeActiveReceiptRuleSet": {"Metadata": METADATA, "Rules": [RULE]},
                "s3.GetBucketPolicy": {"Policy": json.dumps({"Statement": [STATEMENT]})},
                "lambda.GetAccountSettings": {"AccountLimit": {"ConcurrentExecutions": 1000}},
                "lambda.ListEventSourceMappings": senders(4),
                "sns.ListSubscriptionsByTopic": subscribed("arn:aws:sns:eu-west-1:1:topic:2"),
                "cloudformation.DescribeStackResource": resource,
                "cloudformation.ListStackResources": resources,
                "sqs.GetQueueAttributes": holding(0),
                "s3.ListObjectsV2": {},
            }
        )
        self.dns: dict[tuple[str, str], tuple[str, ...]] = {
            (f"bounce.{DOMAIN}", "TXT"): ("v=spf1 include:amazonses.com ~all",),
            (f"_dmarc.{DOMAIN}", "TXT"): ("v=DMARC1; p=none;",),
            (REPLIES, "MX"): ("10 inbound-smtp.eu-west-1.amazonaws.com",),
            ("inbound-smtp.eu-west-1.amazonaws.com", "A"): ("192.0.2.1",),
            ("letters.example.net", "CNAME"): (TARGET,),
        }
        self.statuses = {"GET": 404, "POST": 404}
        self.values = {
            "MAIL_BUCKET": "mail",
            "OWN_DOMAIN": "letters.example.net",
            "OWN_DOMAIN_TARGET": TARGET,
        }

    def lookup(self, name: str, kind: str) -> tuple[str, ...]:
        return self.dns.get((name, kind), ())

    def fetch(self, method: str, url: str, body: bytes) -> int:
        assert url == f"{self.stack.site}/unsubscribe/doctor"
        assert body == (b"List-Unsubscribe=One-Click" if method == "POST" else b"")
        return self.statuses[method]

    @property
    def patient(self) -> Patient:
        place = Place(stack="dear-reader")
        place.__dict__.update(
            app=self.stack,
            client=self.amazon.client,
            _configured={},
            _values={**ENVIRONMENT, **self.values},
        )
        return Patient(place, self.lookup, self.fetch, self.stack.clock)

    def findings(self) -> list[Finding]:
        return list(checks.examine(self.patient))

    def ill(self) -> list[Finding]:
        return [each for each in self.findings() if each.level != "ok"]

    def change(self, call: str, **different: Any) -> None:
        was = self.amazon.answers[call]
        assert isinstance(was, Mapping)
        self.amazon.answers[call] = {**was, **different}


def holding(count: int) -> dict[str, Any]:
    arn = "arn:aws:sqs:eu-west-1:1:queue"
    return {"Attributes": {"ApproximateNumberOfMessages": str(count), "QueueArn": arn}}


def senders(count: int) -> dict[str, Any]:
    return {"EventSourceMappings": [{"ScalingConfig": {"MaximumConcurrency": count}}]}


def subscribed(*arns: str) -> dict[str, Any]:
    return {"Subscriptions": [{"SubscriptionArn": each, "Protocol": "email"} for each in arns]}


@pytest.fixture
def ward(stack: App, monkeypatch: pytest.MonkeyPatch) -> Ward:
    monkeypatch.setattr(stack, "site", SITE)
    return Ward(stack)


def test_a_stack_that_is_well_gets_a_line_for_each_check(ward: Ward) -> None:
    found = ward.findings()
    assert [each for each in found if each.level != "ok"] == []
    assert [each.check for each in found] == list(checks.CHECKS)
    assert ward.amazon.changes == {}, "it changes nothing"


def account(**different: Any) -> Callable[[Ward], None]:
    return lambda ward: ward.change("sesv2.GetAccount", **different)


def identity(**different: Any) -> Callable[[Ward], None]:
    return lambda ward: ward.change("sesv2.GetEmailIdentity", **different)


def answer(call: str, given: Any) -> Callable[[Ward], None]:
    return lambda ward: ward.amazon.answers.update({call: given})


def dns(name: str, kind: str, *found: str) -> Callable[[Ward], None]:
    return lambda ward: ward.dns.update({(name, kind): found})


def rules(*given: Mapping[str, Any]) -> Callable[[Ward], None]:
    return lambda ward: ward.change("ses.DescribeActiveReceiptRuleSet", Rules=list(given))


def status(**found: int) -> Callable[[Ward], None]:
    return lambda ward: ward.statuses.update(found)


def readers(ward: Ward) -> None:
    audience(ward.stack, 20)


def stop(**different: Any) -> dict[str, Any]:
    ends = [{"StopAction": {"Scope": "RuleSet"}}]
    return {"Name": "catch-all", "Enabled": True, "Recipients": [], "Actions": ends, **different}


FAULTS: list[tuple[Callable[[Ward], None], str, str, str, str]] = [
    (identity(VerifiedForSendingStatus=False), "identity", "bad", "not verified", "DKIM records"),
    (
        identity(DkimAttributes={**DKIM, "Status": "PENDING"}),
        "DKIM",
        "bad",
        "SES says PENDING",
        "dearreader deploy prints",
    ),
    (
        identity(DkimAttributes={**DKIM, "SigningEnabled": False}),
        "DKIM",
        "bad",
        "switched off",
        "put-email-identity-dkim-attributes",
    ),
    (
        identity(DkimAttributes={**DKIM, "Status": "TEMPORARY_FAILURE"}),
        "DKIM",
        "warn",
        "any more",
        "Set them again",
    ),
    (
        answer(
            "sesv2.GetEmailIdentity",
            {n: v for n, v in IDENTITY.items() if n != "MailFromAttributes"},
        ),
        "MAIL FROM",
        "warn",
        "no MAIL FROM domain",
        f"--mail-from-domain bounce.{DOMAIN}",
    ),
    (
        identity(MailFromAttributes={**MAIL_FROM, "MailFromDomainStatus": "FAILED"}),
        "MAIL FROM",
        "warn",
        "its own stands in",
        "MX and TXT",
    ),
    (
        identity(
            MailFromAttributes={
                **MAIL_FROM,
                "MailFromDomainStatus": "FAILED",
                "BehaviorOnMxFailure": "REJECT_MESSAGE",
            }
        ),
        "MAIL FROM",
        "bad",
        "refuses letters",
        "MX and TXT",
    ),
    (dns(f"bounce.{DOMAIN}", "TXT"), "SPF", "bad", "no SPF record", "include:amazonses.com"),
    (dns(f"bounce.{DOMAIN}", "TXT", "v=spf1 mx -all"), "SPF", "bad", "not name SES", "one record"),
    (dns(f"_dmarc.{DOMAIN}", "TXT"), "DMARC", "warn", "no DMARC policy", f"_dmarc.{DOMAIN}"),
    (dns(f"_dmarc.{DOMAIN}", "TXT", "v=DMARC1;"), "DMARC", "bad", "says nothing", "p=none"),
    (account(ProductionAccessEnabled=False), "sandbox", "bad", "in SES’s sandbox", "https://"),
    (account(SendingEnabled=False), "sending", "bad", "switched off", "--sending-enabled"),
    (account(EnforcementStatus="SHUTDOWN"), "sending", "bad", "shut", "AWS’s mail"),
    (account(EnforcementStatus="PROBATION"), "sending", "warn", "probation", "reputation"),
    (
        account(PricingAttributes={"CurrentPlan": "ESSENTIALS"}),
        "pricing plan",
        "warn",
        "plan ESSENTIALS",
        "--plan NONE",
    ),
    (
        answer("lambda.ListEventSourceMappings", senders(2)),
        "concurrency",
        "warn",
        "2 senders",
        "deploy",
    ),
    (
        answer("lambda.GetAccountSettings", {"AccountLimit": {"ConcurrentExecutions": 10}}),
        "concurrency",
        "warn",
        "no more than 10",
        "Service Quotas",
    ),
    (
        answer("lambda.GetAccountSettings", {"AccountLimit": {"ConcurrentExecutions": 3}}),
        "concurrency",
        "warn",
        "may run 3",
        "Service Quotas",
    ),
    (status(POST=403), "way out", "bad", "POST https", "unsubscribe/"),
    (status(GET=302), "way out", "bad", "answers 302", "unsubscribe/"),
    (
        dns("letters.example.net", "CNAME", "elsewhere.net"),
        "own domain",
        "bad",
        "does not lead",
        TARGET,
    ),
    (
        lambda ward: ward.values.update(OWN_DOMAIN=""),
        "own domain",
        "warn",
        "dies with the stack",
        "OwnDomainCertificate",
    ),
    (
        dns("inbound-smtp.eu-west-1.amazonaws.com", "A"),
        "Region",
        "bad",
        "receives no mail in eu-west-1",
        "Move",
    ),
    (dns(REPLIES, "MX"), "reply MX", "bad", "no MX record", "inbound-smtp.eu-west-1"),
    (dns(REPLIES, "MX", "10 mx.net"), "reply MX", "bad", "go elsewhere: mx.net", "priority 10"),
    (
        dns(REPLIES, "MX", "10 inbound-smtp.eu-west-1.amazonaws.com", "20 mx.net"),
        "reply MX",
        "warn",
        "Some replies",
        "away",
    ),
    (
        answer("ses.DescribeActiveReceiptRuleSet", {}),
        "rule set",
        "bad",
        "No receipt rule set is active",
        "dearreader deploy",
    ),
    (rules(), "rule set", "bad", "not in the active", "dearreader deploy"),
    (rules({**RULE, "Enabled": False}), "rule set", "bad", "switched off", "Enable it"),
    (rules({**RULE, "Recipients": ["x.net"]}), "rule set", "bad", "leads elsewhere", "deploy"),
    (rules({**RULE, "Actions": []}), "rule set", "bad", "leads elsewhere", "deploy"),
    (rules(stop(), RULE), "rule set", "bad", "“catch-all”, before ours, ends", "deploy"),
    (answer("s3.GetBucketPolicy", "NoSuchBucketPolicy"), "mail bucket", "bad", "may not", "policy"),
    (
        answer("s3.GetBucketPolicy", {"Policy": '{"Statement": []}'}),
        "mail bucket",
        "bad",
        "may not write",
        "MailBucketPolicy",
    ),
    (
        answer("sns.ListSubscriptionsByTopic", subscribed("PendingConfirmation")),
        "alarms",
        "bad",
        "not confirmed",
        "Press the link",
    ),
    (
        answer("sns.ListSubscriptionsByTopic", subscribed()),
        "alarms",
        "warn",
        "Nobody",
        "AlarmAddress",
    ),
]


@pytest.mark.parametrize(
    "fault",
    FAULTS,
    ids=[f"{each[1]}: {each[3]}" for each in FAULTS],
)
def test_each_fault_is_named_with_its_cure_and_nothing_else_is(
    ward: Ward, fault: tuple[Callable[[Ward], None], str, str, str, str]
) -> None:
    befall, check, level, said, cure = fault
    befall(ward)
    (found,) = ward.ill()
    assert (found.check, found.level) == (check, level)
    assert said in found.said
    assert cure in found.cure


def test_a_domain_that_ses_does_not_know(ward: Ward) -> None:
    ward.amazon.answers["sesv2.GetEmailIdentity"] = "NotFoundException"
    found = {each.check: each for each in ward.ill()}
    assert found.keys() == {"identity", "DKIM", "MAIL FROM"}
    assert found["identity"].said == f"SES does not know {DOMAIN} in eu-west-1."


def test_quota_and_rate_are_held_against_the_audience(ward: Ward) -> None:
    audience(ward.stack, 20)
    ward.change("sesv2.GetAccount", SendQuota={**QUOTA, "Max24HourSend": 10.0})
    (found,) = ward.ill()
    assert found.said == "SES takes 10 mails a day, for 20 readers."
    ward.change("sesv2.GetAccount", SendQuota={**QUOTA, "Max24HourSend": -1.0})
    assert ward.ill() == []


@pytest.mark.parametrize(
    ("readers", "level"), [(100_000, "ok"), (200_000, "warn"), (2_000_000, "bad")]
)
def test_a_rate_that_takes_too_long(
    ward: Ward, readers: int, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward.change("sesv2.GetAccount", SendQuota={**QUOTA, "Max24HourSend": -1.0})
    monkeypatch.setattr(ward.stack.subscribers, "census", lambda **_: {"active": readers})
    (found,) = [each for each in ward.findings() if each.check == "rate"]
    assert found.level == level


def test_dmarc_is_a_must_for_many(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ward.stack.subscribers, "census", lambda **_: {"active": 5000})
    del ward.dns[f"_dmarc.{DOMAIN}", "TXT"]
    (found,) = ward.ill()
    assert (found.check, found.level) == ("DMARC", "bad")


def test_changes_that_became_no_event_are_told(ward: Ward) -> None:
    ward.amazon.answers["s3.ListObjectsV2"] = {"Contents": [{"Key": "aws/lambda/1"}]}
    (found,) = ward.ill()
    assert (found.level, "our-OutboxFailures" in found.said) == ("warn", True)


def test_dead_letters_are_counted_and_how_they_come_back(ward: Ward) -> None:
    def held(given: Mapping[str, Any]) -> dict[str, Any]:
        return holding(3 if "Inbound" in given["QueueUrl"] else 0)

    ward.amazon.answers["sqs.GetQueueAttributes"] = held
    (found,) = ward.ill()
    assert found.said == "3 messages in InboundDeadLetters."
    assert "dearreader queues retry inbound" in found.cure
    asked = [given["QueueUrl"] for given in ward.amazon.made("sqs.GetQueueAttributes")]
    assert QUEUE + "SettleQueue" not in asked, "what waits there is on its way"


RIGHTS = {
    "sesv2.GetAccount": (
        "ses:GetAccount",
        {"sandbox", "sending", "quota", "rate", "pricing plan", "concurrency"},
    ),
    "sesv2.GetEmailIdentity": ("ses:GetEmailIdentity", {"identity", "DKIM", "MAIL FROM", "SPF"}),
    "ses.DescribeActiveReceiptRuleSet": ("ses:DescribeActiveReceiptRuleSet", {"rule set"}),
    "s3.GetBucketPolicy": ("s3:GetBucketPolicy", {"mail bucket"}),
    "lambda.GetAccountSettings": ("lambda:GetAccountSettings", {"concurrency"}),
    "lambda.ListEventSourceMappings": ("lambda:ListEventSourceMappings", {"concurrency"}),
    "sns.ListSubscriptionsByTopic": ("sns:ListSubscriptionsByTopic", {"alarms"}),
    "cloudformation.DescribeStackResource": (
        "cloudformation:DescribeStackResource",
        {"concurrency", "alarms", "dead letters"},
    ),
    "cloudformation.ListStackResources": ("cloudformation:ListStackResources", {"dead letters"}),
    "s3.ListObjectsV2": ("s3:ListBucket", {"dead letters"}),
    "sqs.GetQueueAttributes": ("sqs:GetQueueAttributes", {"dead letters"}),
}


@pytest.mark.parametrize("call", RIGHTS)
def test_a_right_that_is_lacking_is_named_and_the_others_go_on(ward: Ward, call: str) -> None:
    ward.amazon.deny(call)
    action, hidden = RIGHTS[call]
    found = ward.ill()
    assert {each.check for each in found} == hidden
    assert all(each.level == "warn" and action in each.said for each in found)
    assert all(f"Let your user or role do {action}" in each.cure for each in found)
    assert len(ward.findings()) == len(checks.CHECKS)


def test_another_refusal_of_aws_is_told_as_it_is(ward: Ward) -> None:
    ward.amazon.answers["sesv2.GetAccount"] = "TooManyRequestsException: slower"
    found = ward.ill()
    assert all("TooManyRequestsException to GetAccount. slower" in each.said for each in found)


def test_a_dns_that_is_silent_hides_its_own_lines_only(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(name: str, kind: str) -> tuple[str, ...]:
        raise LookupFailed(f"the DNS does not answer about {name}")

    monkeypatch.setattr(ward, "lookup", silent)
    found = ward.ill()
    assert {each.check for each in found} == {"SPF", "DMARC", "own domain", "Region", "reply MX"}
    assert {each.level for each in found} == {"warn"}
    assert receives("eu-west-1", silent), "it is tried, then"


def test_a_site_that_cannot_be_reached(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(method: str, url: str, body: bytes) -> int:
        raise OSError("timed out")

    monkeypatch.setattr(ward, "fetch", down)
    (found,) = ward.ill()
    assert (found.check, found.level) == ("way out", "bad")
    assert "timed out" in found.said


def test_an_own_domain_may_be_an_alias(ward: Ward) -> None:
    del ward.dns["letters.example.net", "CNAME"]
    ward.dns["letters.example.net", "A"] = ("192.0.2.7",)
    assert ward.ill() == []


class TestALetter:
    """And its way back."""

    @pytest.fixture
    def bucket(self, ward: Ward, world: MemoryWorld) -> list[bytes]:
        """The mails that have come in."""
        mails: list[bytes] = []

        def listed(_given: object) -> dict[str, Any]:
            now = world.clock.now()
            old = {"Key": "mail/old", "LastModified": now - timedelta(days=1)}
            new = [{"Key": f"mail/{n}", "LastModified": now} for n, _ in enumerate(mails)]
            return {"Contents": [old, *new], "IsTruncated": False}

        def got(given: Mapping[str, Any]) -> dict[str, Any]:
            raw = mails[int(given["Key"].partition("/")[2])]
            return {"Body": StreamingBody(io.BytesIO(raw), len(raw))}

        ward.amazon.answers |= {"s3.ListObjectsV2": listed, "s3.GetObject": got}
        return mails

    def sent(self, ward: Ward) -> list[Finding]:
        return list(letter(ward.patient, to="mina@example.com"))

    def test_that_comes_back_proves_the_whole_way(
        self, ward: Ward, world: MemoryWorld, bucket: list[bytes], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mailer = ward.stack.mailer
        took = mailer.send

        def send(envelope: Any) -> None:
            took(envelope)
            if envelope.to.endswith(REPLIES):
                bucket.append(b"Authentication-Results: x; dmarc=pass\r\nSubject: else\r\n\r\n")
                bucket.append(
                    b"Authentication-Results: amazonses.com; dkim=pass; dmarc=pass\r\n"
                    b"Subject: " + envelope.subject.encode() + b"\r\n\r\nhello"
                )

        monkeypatch.setattr(mailer, "send", send)
        found = self.sent(ward)
        assert [each.level for each in found] == ["ok", "ok"]
        assert "mina@example.com" in found[0].said
        assert "dmarc=pass: replies reach you" in found[1].said

    def test_that_does_not_come_back_is_waited_for_and_told(
        self, ward: Ward, world: MemoryWorld, bucket: list[bytes]
    ) -> None:
        bucket.append(b"Subject: somebody else's\r\n\r\n")
        began = world.clock.now()
        found = self.sent(ward)
        assert [each.level for each in found] == ["ok", "bad"]
        assert len(ward.amazon.made("s3.GetObject")) == 1, "a mail is read once"
        assert "within 3 minutes" in found[1].said
        assert timedelta(minutes=3) <= world.clock.now() - began < timedelta(minutes=4)

    def test_that_comes_back_unproven_is_told(
        self, ward: Ward, bucket: list[bytes], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def send(envelope: Any) -> None:
            head = f"Authentication-Results: x; dmarc=fail\nSubject: {envelope.subject}\n\n"
            bucket.append(head.encode())

        monkeypatch.setattr(ward.stack.mailer, "send", send)
        found = self.sent(ward)
        assert (found[1].level, "dmarc=fail" in found[1].said) == ("warn", True)

    def test_that_ses_refuses_is_told_at_once(
        self, ward: Ward, bucket: list[bytes], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def send(envelope: object) -> None:
            raise SendRefused("MessageRejected")

        monkeypatch.setattr(ward.stack.mailer, "send", send)
        (found,) = self.sent(ward)
        assert (found.level, "MessageRejected" in found.said) == ("bad", True)


class TestTheCommand:
    """What is printed, and the exit code."""

    def told(
        self, ward: Ward, capsys: pytest.CaptureFixture[str], *, as_json: bool = False
    ) -> tuple[int, str]:
        code = command.told(iter(ward.findings()), checks.CHECKS, as_json=as_json)
        return code, capsys.readouterr().out

    def test_says_that_all_is_well(self, ward: Ward, capsys: pytest.CaptureFixture[str]) -> None:
        code, out = self.told(ward, capsys)
        assert (code, out.splitlines()[-1]) == (0, "All is well.")

    def test_says_how_bad_it_is(self, ward: Ward, capsys: pytest.CaptureFixture[str]) -> None:
        ward.change("sesv2.GetAccount", EnforcementStatus="PROBATION")
        code, out = self.told(ward, capsys)
        assert (code, out.splitlines()[-1]) == (1, "1 to look at; 18 fine.")
        ward.change("sesv2.GetAccount", ProductionAccessEnabled=False)
        code, out = self.told(ward, capsys)
        assert (code, out.splitlines()[-1]) == (2, "1 broken, 1 to look at; 17 fine.")
        assert "→ Ask for production access" in out

    def test_gives_an_object_a_line(self, ward: Ward, capsys: pytest.CaptureFixture[str]) -> None:
        code, out = self.told(ward, capsys, as_json=True)
        lines = [json.loads(line) for line in out.splitlines()]
        assert [each["check"] for each in lines] == list(checks.CHECKS)
        assert lines[0].keys() == {"check", "level", "said", "cure"}
        assert code == 0


def test_the_laptop_is_not_asked_for_what_only_aws_has(ward: Ward) -> None:
    on_laptop = checks.of_place(
        Patient(Place(local=True), ward.lookup, ward.fetch, ward.stack.clock)
    )
    assert {"identity", "quota", "way out", "mail bucket", "dead letters"} <= on_laptop.keys()
    assert not {"SPF", "DMARC", "reply MX", "rule set"} & on_laptop.keys()


def test_a_cloud_on_this_machine_is_in_no_dns() -> None:
    place = Place()
    place.__dict__["client"] = lambda _: type(
        "Local", (), {"meta": type("Meta", (), {"endpoint_url": "http://127.0.0.1:1"})()}
    )()
    with pytest.raises(LookupFailed, match="has no DNS"):
        of_place(place)("a.net", "MX")


def test_who_has_no_address_for_alarms_says_where_the_letter_goes(stack: App) -> None:
    desk = Desk(stack, ALARM_ADDRESS="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "resolver_of", lambda _: lambda _name, _kind: ())
        assert "dearreader doctor --letter you@example.com" in desk.refused("doctor", "--letter")

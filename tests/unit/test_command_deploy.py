"""`dearreader deploy`, from the first look at the account to what is left to do."""

import io
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from cli.connection import Place
from cli.deploy.command import where
from cli.deploy.steps import Deployment, Wishes
from cli.dns.resolver import LookupFailed
from cli.failing import Failure
from dearreader.errors import BadInput
from tests.unit.conftest import MORNING
from tests.world.amazon import REGION, Amazon
from tests.world.world import MemoryClock

DOMAIN = "smallhours.net"
SALT = "a salt of some length"
SAMCONFIG = """
[default.global.parameters]
stack_name = "small-hours"
region = "eu-west-1"
[default.deploy.parameters]
parameter_overrides = [
    'PublicationName="small hours"',
    'WriterName=Mina',
    'FromAddress=mina@smallhours.net',
    'ReplyDomain=reply.smallhours.net',
    'AlarmAddress=mina@example.com',
]
"""
ACCOUNT = {
    "SendQuota": {"Max24HourSend": 50000.0, "MaxSendRate": 14.0, "SentLast24Hours": 0.0},
    "SendingEnabled": True,
    "ProductionAccessEnabled": True,
}
VERIFIED = {
    "VerifiedForSendingStatus": True,
    "DkimAttributes": {
        "Status": "SUCCESS",
        "Tokens": ["one", "two"],
        "SigningAttributesOrigin": "AWS_SES",
    },
    "MailFromAttributes": {
        "MailFromDomain": f"bounce.{DOMAIN}",
        "MailFromDomainStatus": "SUCCESS",
        "BehaviorOnMxFailure": "USE_DEFAULT_VALUE",
    },
}
PENDING = {
    **VERIFIED,
    "VerifiedForSendingStatus": False,
    "DkimAttributes": {**VERIFIED["DkimAttributes"], "Status": "PENDING"},  # type: ignore[dict-item]
}
RECORDS = {
    ("one._domainkey.smallhours.net", "CNAME"): "one.dkim.amazonses.com",
    ("two._domainkey.smallhours.net", "CNAME"): "two.dkim.amazonses.com",
    ("bounce.smallhours.net", "MX"): "10 feedback-smtp.eu-west-1.amazonses.com",
    ("bounce.smallhours.net", "TXT"): "v=spf1 include:amazonses.com ~all",
    ("_dmarc.smallhours.net", "TXT"): "v=DMARC1; p=none;",
    ("reply.smallhours.net", "MX"): "10 inbound-smtp.eu-west-1.amazonaws.com",
}
RECEIVER = ("inbound-smtp.eu-west-1.amazonaws.com", "A")


class Sam:
    """What sam is asked for. A first deployment makes the stack."""

    def __init__(self, amazon: Amazon) -> None:
        self.asked: list[str] = []
        self.parameters: Mapping[str, str] = {}
        self.yes = False
        self.fails = ""
        self._amazon = amazon

    def build(self) -> None:
        self.asked.append("build")
        if self.fails == "build":
            raise Failure("sam build has failed.")

    def deploy(self, stack: str, parameters: Mapping[str, str], *, yes: bool) -> None:
        self.asked.append(f"deploy {stack}")
        self.parameters, self.yes = parameters, yes
        refused = "REVIEW_IN_PROGRESS" if self.fails == "deploy" else "CREATE_COMPLETE"
        self._amazon.answers["cloudformation.DescribeStacks"] = stack_with(parameters, refused)


def stack_with(parameters: Mapping[str, str], status: str = "CREATE_COMPLETE") -> dict[str, Any]:
    return {
        "Stacks": [
            {
                "StackName": "small-hours",
                "StackStatus": status,
                "CreationTime": "2026-11-28T00:00:00Z",
                "Parameters": [
                    {"ParameterKey": name, "ParameterValue": value}
                    for name, value in parameters.items()
                ],
                "Outputs": [
                    {"OutputKey": "Site", "OutputValue": "https://abc.execute-api.example"},
                    {"OutputKey": "OwnDomainTarget", "OutputValue": "d-1.execute-api.example"},
                ],
            }
        ]
    }


def resource(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "StackResourceDetail": {
            "LogicalResourceId": given["LogicalResourceId"],
            "PhysicalResourceId": f"arn:{given['LogicalResourceId']}",
            "ResourceType": "AWS::SNS::Topic",
            "LastUpdatedTimestamp": "2026-11-28T00:00:00Z",
            "ResourceStatus": "CREATE_COMPLETE",
        }
    }


@pytest.fixture
def amazon() -> Amazon:
    """An account in which SES sends and receives, and somebody's rule set is active."""
    metadata = {"Name": "theirs", "CreatedTimestamp": "2026-01-01T00:00:00Z"}
    subscription = {"SubscriptionArn": "arn:aws:sns:eu-west-1:1:topic:1"}
    return Amazon(
        {
            "sts.GetCallerIdentity": {"Account": "123456789012"},
            "cloudformation.DescribeStacks": "ValidationError: Stack small-hours does not exist",
            "cloudformation.DescribeStackResource": resource,
            "ses.DescribeActiveReceiptRuleSet": {"Metadata": metadata, "Rules": []},
            "sesv2.GetAccount": ACCOUNT,
            "sesv2.GetEmailIdentity": VERIFIED,
            "lambda.GetAccountSettings": {"AccountLimit": {"ConcurrentExecutions": 1000}},
            "lambda.GetFunctionConfiguration": {"Environment": {"Variables": {"SALT": SALT}}},
            "sns.ListSubscriptionsByTopic": {"Subscriptions": [subscription]},
        }
    )


class Desk:
    """Where she deploys from."""

    def __init__(self, amazon: Amazon, folder: Path) -> None:
        (folder / "samconfig.toml").write_text(SAMCONFIG)
        (folder / "dearreader.salt").write_text(SALT + "\n")
        self.folder = folder
        self.amazon = amazon
        self.sam = Sam(amazon)
        self.dns: dict[tuple[str, str], str] = {**RECORDS, RECEIVER: "192.0.2.1"}
        self.clock = MemoryClock(MORNING)
        self.watched: list[str] = []

    def given(self, *lines: str) -> None:
        file = self.folder / "samconfig.toml"
        more = "".join(f"    '{line}',\n" for line in lines)
        file.write_text(
            file.read_text().replace(
                "parameter_overrides = [\n", f"parameter_overrides = [\n{more}"
            )
        )

    def lookup(self, name: str, kind: str) -> tuple[str, ...]:
        if (name, "silence") in self.dns:
            raise LookupFailed("the DNS does not answer")
        found = self.dns.get((name, kind))
        return (found,) if found else ()

    def deploy(self, *, yes: bool = True, route53: bool = False, patience: float = 10) -> str:
        place = where(Place(), self.folder)
        place.__dict__.update(client=self.amazon.client, _configured={})
        deployment = Deployment(
            place=place,
            folder=self.folder,
            sam=self.sam,
            lookup=self.lookup,
            clock=self.clock,
            watch=lambda place: self.watched.append(place.name),
        )
        out = io.StringIO()
        with redirect_stdout(out):
            deployment.run(Wishes(yes=yes, route53=route53, patience=patience))
        return out.getvalue()


@pytest.fixture
def desk(amazon: Amazon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEARREADER_SALT", raising=False)
    return Desk(amazon, tmp_path)


def test_a_first_deployment_makes_the_stack_with_all_that_it_needs(desk: Desk) -> None:
    out = desk.deploy()
    assert desk.sam.asked == ["build", "deploy small-hours"]
    assert desk.sam.parameters == {
        "PublicationName": "small hours",
        "WriterName": "Mina",
        "FromAddress": "mina@smallhours.net",
        "ReplyDomain": "reply.smallhours.net",
        "AlarmAddress": "mina@example.com",
        "Sandbox": "no",
        "CreateIdentity": "no",
        "ActiveReceiptRuleSet": "theirs",
        "DeliverConcurrency": "4",
        "Salt": SALT,
    }
    assert f"Account 123456789012, {REGION}, stack small-hours." in out
    assert "https://abc.execute-api.example" in out
    assert desk.amazon.changes == {}, "all is there already"
    assert SALT not in out
    assert desk.watched == []


def test_deployed_again_it_keeps_the_salt_and_waits_for_the_edition(desk: Desk) -> None:
    desk.deploy()
    desk.deploy()
    assert "Salt" not in desk.sam.parameters
    assert desk.watched == ["small-hours"]
    assert desk.amazon.changes == {}


def test_another_salt_than_the_stacks_is_refused_before_anything_is_done(desk: Desk) -> None:
    desk.deploy()
    desk.sam.asked.clear()
    (desk.folder / "dearreader.salt").write_text("quite another salt\n")
    with pytest.raises(BadInput, match="is not the one that the stack’s readers"):
        desk.deploy()
    (desk.folder / "dearreader.salt").unlink()
    desk.deploy()
    assert desk.sam.asked == ["build", "deploy small-hours"]


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        ("dearreader.salt", "", "There is no salt"),
        ("dearreader.salt", "short", "5 characters"),
        ("samconfig.toml", "", "dearreader init"),
        ("samconfig.toml", "[", "is not TOML"),
        ("samconfig.toml", SAMCONFIG.replace("WriterName", "Tagline"), "gives no WriterName"),
        ("samconfig.toml", SAMCONFIG.replace("smallhours.net", "example.org"), "only an example"),
        (
            "samconfig.toml",
            SAMCONFIG.replace("'WriterName=Mina'", "'WriterName=Mina', 'TimeZone=Mars'"),
            "TimeZone is 'Mars'",
        ),
    ],
)
def test_what_is_wrong_on_disk_is_said_before_aws_is_changed(
    desk: Desk, file: str, text: str, why: str
) -> None:
    (desk.folder / file).write_text(text)
    with pytest.raises(BadInput, match=why):
        desk.deploy()
    assert (desk.sam.asked, desk.amazon.changes) == ([], {})


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("ROLLBACK_COMPLETE", "delete-stack --stack-name small-hours"),
        ("UPDATE_IN_PROGRESS", "is being changed by somebody"),
        ("UPDATE_ROLLBACK_FAILED", "half-way back"),
    ],
)
def test_a_stack_that_cannot_be_deployed_to_is_left_alone(
    desk: Desk, status: str, why: str
) -> None:
    desk.amazon.answers["cloudformation.DescribeStacks"] = stack_with({}, status)
    with pytest.raises(BadInput, match=why):
        desk.deploy()
    assert (desk.sam.asked, desk.amazon.changes) == ([], {})


def test_a_stack_whose_changes_were_never_agreed_to_is_new(desk: Desk) -> None:
    desk.amazon.answers["cloudformation.DescribeStacks"] = stack_with({}, "REVIEW_IN_PROGRESS")
    desk.deploy()
    assert desk.sam.parameters["Salt"] == SALT


def test_what_she_does_not_agree_to_ends_there(desk: Desk) -> None:
    desk.sam.fails = "deploy"
    assert desk.deploy().splitlines()[-1] == "Nothing was deployed, as you did not want it."


def test_who_is_not_signed_in_is_told_how(desk: Desk) -> None:
    desk.amazon.answers["sts.GetCallerIdentity"] = "ExpiredToken: the token is old"
    with pytest.raises(BadInput, match=r"the token is old.*aws sso login"):
        desk.deploy()


def test_a_new_domain_is_brought_to_ses_by_the_stack(desk: Desk) -> None:
    answers: Iterator[Mapping[str, Any] | str] = iter(
        ["NotFoundException", PENDING, PENDING, VERIFIED, VERIFIED, VERIFIED]
    )
    desk.amazon.answers["sesv2.GetEmailIdentity"] = lambda _: next(answers)
    out = desk.deploy()
    assert "smallhours.net is new to SES" in out
    assert desk.sam.parameters["CreateIdentity"] == "yes"


def test_it_waits_until_ses_has_seen_the_records(desk: Desk) -> None:
    answers = iter([VERIFIED, VERIFIED, *[PENDING] * 5])
    desk.amazon.answers["sesv2.GetEmailIdentity"] = lambda _: next(answers, VERIFIED)
    out = desk.deploy()
    waited = (desk.clock.now() - MORNING).total_seconds()
    assert waited == 5 * 15
    assert out.count("SES has yet to see the domain smallhours.net, its DKIM records.") == 1
    assert out.count("  after 1 min: not yet") == 1
    assert "SES has seen everything." in out


def test_its_patience_ends_and_what_is_left_is_told(desk: Desk) -> None:
    desk.amazon.answers["sesv2.GetEmailIdentity"] = PENDING
    desk.dns = {RECEIVER: "192.0.2.1", ("bounce.smallhours.net", "MX"): "10 mail.elsewhere.net"}
    desk.dns["reply.smallhours.net", "silence"] = ""
    out = desk.deploy(patience=1)
    assert (desk.clock.now() - MORNING).total_seconds() == 60
    for host, _ in RECORDS:
        assert f"    host      {host}\n" in out
    assert (
        "  CNAME, for DKIM: to set\n"
        "    host      one._domainkey.smallhours.net\n"
        "    value     one.dkim.amazonses.com\n"
    ) in out
    assert (
        "  MX, for MAIL FROM: something else is there\n"
        "    host      bounce.smallhours.net\n"
        "    value     feedback-smtp.eu-west-1.amazonses.com\n"
        "    priority  10\n"
    ) in out
    assert "replies: the DNS does not say" in out
    assert "1. Set the records above" in out
    assert "2. Wait until SES has seen the domain smallhours.net, its DKIM records" in out


def test_when_nothing_is_left_it_says_so(desk: Desk) -> None:
    desk.given("OwnDomain=www.smallhours.net")
    desk.dns["www.smallhours.net", "CNAME"] = "d-1.execute-api.example"
    assert desk.deploy().splitlines()[-1] == (
        "Nothing is left to do. See for yourself: dearreader doctor"
    )


def test_sandbox_alarm_and_own_domain_are_left_to_her(desk: Desk) -> None:
    desk.amazon.answers["sesv2.GetAccount"] = {**ACCOUNT, "ProductionAccessEnabled": False}
    pending = {"Subscriptions": [{"SubscriptionArn": "PendingConfirmation"}]}
    desk.amazon.answers["sns.ListSubscriptionsByTopic"] = pending
    out = desk.deploy()
    assert desk.sam.parameters["Sandbox"] == "yes"
    assert "1. Ask SES for production access, then deploy again" in out
    assert "2. Confirm the mail that AWS sent to mina@example.com" in out
    assert "3. Give the site a domain of its own" in out


def test_where_ses_receives_nothing_no_rule_is_made(desk: Desk) -> None:
    del desk.dns[RECEIVER]
    out = desk.deploy()
    assert desk.sam.parameters["ActiveReceiptRuleSet"] == ""
    assert "Replies do not reach you" in out
    assert "reply.smallhours.net" not in out
    assert not desk.amazon.made("ses.DescribeActiveReceiptRuleSet")


def test_where_no_set_is_active_ours_is(desk: Desk) -> None:
    made: list[str] = []
    metadata = {"CreatedTimestamp": "2026-01-01T00:00:00Z"}

    def active(_given: object) -> dict[str, Any]:
        return {"Metadata": {**metadata, "Name": made[0]}, "Rules": []} if made else {}

    def activate(given: Mapping[str, Any]) -> dict[str, Any]:
        made.append(given["RuleSetName"])
        return {}

    desk.amazon.answers |= {
        "ses.DescribeActiveReceiptRuleSet": active,
        "ses.CreateReceiptRuleSet": {},
        "ses.SetActiveReceiptRuleSet": activate,
    }
    desk.sam.fails = "build"
    with pytest.raises(Failure):
        desk.deploy()
    assert made == [], "only once there is something to deploy"
    desk.sam.fails = ""
    desk.deploy()
    assert made == ["small-hours"]
    assert desk.sam.parameters["ActiveReceiptRuleSet"] == "small-hours"
    desk.deploy()
    assert made == ["small-hours"]


def test_a_right_that_only_helps_to_choose_is_done_without(desk: Desk) -> None:
    desk.amazon.deny("lambda.GetAccountSettings", "sns.ListSubscriptionsByTopic")
    out = desk.deploy()
    assert desk.sam.parameters["DeliverConcurrency"] == "4"
    assert "Confirm the mail that AWS sent" in out


def test_samconfig_says_where_the_stack_is_and_the_command_line_may_differ(desk: Desk) -> None:
    place = where(Place(), desk.folder)
    assert (place.stack, place.region) == ("small-hours", "eu-west-1")
    place = where(Place(stack="other", region="us-east-1"), desk.folder)
    assert (place.stack, place.region) == ("other", "us-east-1")


def test_with_route_53_the_missing_records_are_set_once_and_others_stay(desk: Desk) -> None:
    there = {("bounce.smallhours.net", "MX"): "10 mail.elsewhere.net"}

    def listed(given: Mapping[str, Any]) -> dict[str, Any]:
        sets = [
            {"Name": f"{name}.", "Type": kind, "TTL": 1, "ResourceRecords": [{"Value": value}]}
            for (name, kind), value in there.items()
            if name == given["StartRecordName"]
        ]
        return {"ResourceRecordSets": sets, "IsTruncated": False, "MaxItems": "300"}

    def changed(given: Mapping[str, Any]) -> dict[str, Any]:
        (change,) = given["ChangeBatch"]["Changes"]
        made = change["ResourceRecordSet"]
        there[made["Name"], made["Type"]] = made["ResourceRecords"][0]["Value"]
        return {"ChangeInfo": {"Id": "1", "Status": "PENDING", "SubmittedAt": MORNING}}

    zone = {"Id": "/hostedzone/Z1", "Name": "smallhours.net.", "CallerReference": "x"}
    zones = {"HostedZones": [zone], "Marker": "", "IsTruncated": False, "MaxItems": "100"}
    desk.amazon.answers |= {
        "route53.ListHostedZones": zones,
        "route53.ListResourceRecordSets": listed,
        "route53.ChangeResourceRecordSets": changed,
    }
    out = desk.deploy(route53=True)
    assert out.count(": set in Route 53.") == len(RECORDS) - 1
    assert "bounce.smallhours.net (MX, MAIL FROM): something else stands there, and stays" in out
    assert there["bounce.smallhours.net", "MX"] == "10 mail.elsewhere.net"
    unquoted = {name: value.strip('"') for name, value in there.items()}
    assert {**unquoted, ("bounce.smallhours.net", "MX"): ""} == {
        **RECORDS,
        ("bounce.smallhours.net", "MX"): "",
    }
    before = dict(desk.amazon.changes)
    assert ": set in Route 53." not in desk.deploy(route53=True)
    assert desk.amazon.changes == before

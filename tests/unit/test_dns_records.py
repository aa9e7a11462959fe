"""The DNS: which records letters need, what counts as there, and what Route 53 is asked to do."""

from collections.abc import Mapping
from typing import Any

import boto3
import dns.resolver
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from cli.deploy.zone import fill
from cli.dns import resolver
from cli.dns.records import SPF, Record, dmarc, of_identity, of_replies, state
from dearreader.errors import BadInput

DOMAIN = "smallhours.net"
REPLIES = of_replies(f"reply.{DOMAIN}", "eu-west-1")
POLICY = Record(kind="TXT", host=f"bounce.{DOMAIN}", value=SPF, why="SPF of MAIL FROM")
ZONE = "Z1"
INBOUND = "10 inbound-smtp.eu-west-1.amazonaws.com"


def lookup(there: Mapping[tuple[str, str], tuple[str, ...]]) -> resolver.Lookup:
    return lambda name, kind: there.get((name, kind), ())


def test_an_identity_wants_what_ses_says_of_it() -> None:
    found = list(
        of_identity(
            DOMAIN,
            {
                "DkimAttributes": {"Tokens": ["abc"], "SigningHostedZone": "dkim.eu.example"},
                "MailFromAttributes": {"MailFromDomain": f"bounce.{DOMAIN}"},
            },
            "eu-west-1",
        )
    )
    assert [(each.kind, each.host, each.data) for each in found] == [
        ("CNAME", f"abc._domainkey.{DOMAIN}", "abc.dkim.eu.example"),
        ("MX", f"bounce.{DOMAIN}", "10 feedback-smtp.eu-west-1.amazonses.com"),
        ("TXT", f"bounce.{DOMAIN}", SPF),
        ("TXT", f"_dmarc.{DOMAIN}", "v=DMARC1; p=none;"),
    ]


def test_a_key_of_her_own_wants_no_record_of_ses() -> None:
    own = {"DkimAttributes": {"Tokens": ["mine"], "SigningAttributesOrigin": "EXTERNAL"}}
    assert [each.why for each in of_identity(DOMAIN, own, "eu-west-1")] == ["DMARC"]


@pytest.mark.parametrize(
    ("record", "there", "found"),
    [
        (REPLIES, (), "missing"),
        (REPLIES, (INBOUND,), "set"),
        (REPLIES, (INBOUND, "20 mail.smallhours.net"), "set"),
        (REPLIES, ("10 mail.smallhours.net",), "other"),
        (POLICY, ("google-site-verification=x",), "missing"),
        (POLICY, (SPF, "x"), "set"),
        (POLICY, ("v=spf1 mx include:amazonses.com -all",), "set"),
        (POLICY, ("v=spf1 mx -all",), "other"),
        (POLICY, (SPF, "v=spf1 mx -all"), "other"),
    ],
)
def test_what_stands_there_is_judged_by_what_it_does(
    record: Record, there: tuple[str, ...], found: str
) -> None:
    assert state(record, lookup({(record.host, record.kind): there})) == found


def test_a_domain_above_may_have_the_policy() -> None:
    policy = "v=DMARC1; p=reject"
    above = lookup({("_dmarc.smallhours.net", "TXT"): ("x", policy)})
    assert dmarc("news.smallhours.net", above) == policy
    assert dmarc("news.other.net", above) == ""


@pytest.fixture
def route53() -> Stubber:
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    stub = Stubber(boto3.client("route53", region_name="eu-west-1", **keys))  # type: ignore[call-overload]
    stub.activate()
    return stub


def zones(*named: tuple[str, str]) -> dict[str, Any]:
    return {
        "HostedZones": [
            {
                "Id": f"/hostedzone/{id_}",
                "Name": f"{name}.",
                "CallerReference": "x",
                "Config": {"PrivateZone": id_.startswith("P")},
            }
            for id_, name in named
        ],
        "Marker": "",
        "IsTruncated": False,
        "MaxItems": "100",
    }


def sets(*there: Mapping[str, Any]) -> dict[str, Any]:
    return {"ResourceRecordSets": list(there), "IsTruncated": False, "MaxItems": "300"}


def one(name: str, kind: str, *values: str) -> dict[str, Any]:
    return {
        "Name": f"{name}.",
        "Type": kind,
        "TTL": 300,
        "ResourceRecords": [{"Value": each} for each in values],
    }


def creates(record: Record, value: str) -> dict[str, Any]:
    change = {
        "Name": record.host,
        "Type": record.kind,
        "TTL": 3600,
        "ResourceRecords": [{"Value": value}],
    }
    return {
        "HostedZoneId": ZONE,
        "ChangeBatch": {
            "Comment": f"Dear Reader: {record.why}",
            "Changes": [{"Action": "CREATE", "ResourceRecordSet": change}],
        },
    }


CHANGED = {"ChangeInfo": {"Id": "c", "Status": "PENDING", "SubmittedAt": "2026-11-28T00:00:00Z"}}
MANY = zones(("Z0", "net"), (ZONE, DOMAIN), ("P1", f"reply.{DOMAIN}"), ("Z2", "other.net"))


@pytest.mark.parametrize(("record", "value"), [(REPLIES, REPLIES.data), (POLICY, f'"{SPF}"')])
def test_a_missing_record_is_made_in_the_nearest_public_zone(
    route53: Stubber, record: Record, value: str
) -> None:
    route53.add_response("list_hosted_zones", MANY, {})
    route53.add_response(
        "list_resource_record_sets",
        sets(one("z.elsewhere.net", "MX", "10 x")),
        {"HostedZoneId": ZONE, "StartRecordName": record.host},
    )
    route53.add_response("change_resource_record_sets", CHANGED, creates(record, value))
    assert list(fill(route53.client, [record])) == [(record, "made")]
    route53.assert_no_pending_responses()


@pytest.mark.parametrize(
    ("record", "there", "became"),
    [
        (REPLIES, one(REPLIES.host, "MX", f"{INBOUND}."), "was there"),
        (REPLIES, one(REPLIES.host, "MX", "10 mail.elsewhere.net."), "taken"),
        (REPLIES, one(REPLIES.host, "CNAME", "elsewhere.net."), "taken"),
        (POLICY, one(POLICY.host, "TXT", f'"{SPF}"', '"x"'), "was there"),
        (POLICY, one(POLICY.host, "TXT", '"v=spf1 mx -all"'), "taken"),
    ],
)
def test_what_stands_there_is_never_changed(
    route53: Stubber, record: Record, there: Mapping[str, Any], became: str
) -> None:
    route53.add_response("list_hosted_zones", MANY)
    route53.add_response("list_resource_record_sets", sets(there))
    assert list(fill(route53.client, [record])) == [(record, became)]
    route53.assert_no_pending_responses()


def test_what_somebody_sets_meanwhile_stays(route53: Stubber) -> None:
    route53.add_response("list_hosted_zones", MANY)
    route53.add_response("list_resource_record_sets", sets())
    route53.add_client_error("change_resource_record_sets", "InvalidChangeBatch")
    assert list(fill(route53.client, [REPLIES])) == [(REPLIES, "taken")]


def test_a_domain_whose_dns_is_elsewhere_is_told(route53: Stubber) -> None:
    route53.add_response("list_hosted_zones", zones(("Z2", "other.net"), ("P1", DOMAIN)))
    with pytest.raises(BadInput, match=r"no public zone for reply\.smallhours\.net"):
        list(fill(route53.client, [REPLIES]))


def test_a_refusal_is_no_record(route53: Stubber) -> None:
    route53.add_client_error("list_hosted_zones", "AccessDenied")
    with pytest.raises(ClientError, match="AccessDenied"):
        list(fill(route53.client, [REPLIES]))


class TestTheResolver:
    @pytest.fixture(autouse=True)
    def server(self, monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], Any]:
        """Answers by name and kind; an exception is raised."""
        there: dict[tuple[str, str], Any] = {}

        def resolve(name: str, kind: str, *, lifetime: float) -> list[Any]:
            assert lifetime < 10
            found = there.get((name, kind), dns.resolver.NXDOMAIN)
            if not isinstance(found, list):
                raise found
            return [dns.rdata.from_text("IN", kind, each) for each in found]

        monkeypatch.setattr(dns.resolver, "resolve", resolve)
        return there

    def test_gives_what_stands_there_in_one_form(self, server: dict[Any, Any]) -> None:
        server["a.net", "MX"] = ["10 Mail.A.net."]
        server["a.net", "TXT"] = ['"v=spf1 " "mx -all"', '"x"']
        server["a.net", "CNAME"] = ["B.net."]
        assert resolver.lookup("a.net", "MX") == ("10 mail.a.net",)
        assert resolver.lookup("a.net", "TXT") == ("v=spf1 mx -all", "x")
        assert resolver.lookup("a.net", "CNAME") == ("b.net",)

    def test_tells_nothing_from_no_answer(self, server: dict[Any, Any]) -> None:
        assert resolver.lookup("a.net", "MX") == ()
        server["a.net", "MX"] = dns.resolver.NoNameservers
        with pytest.raises(resolver.LookupFailed, match=r"does not answer about a\.net"):
            resolver.lookup("a.net", "MX")
        server["a.net", "MX"] = OSError("Network is unreachable")
        with pytest.raises(resolver.LookupFailed, match="unreachable"):
            resolver.lookup("a.net", "MX")

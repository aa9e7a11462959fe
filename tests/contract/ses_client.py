"""A real boto3 client for the local SES, and calls as the product makes them."""

import json
from typing import Any

import boto3
from botocore.config import Config

from local.ses import LocalSes


def client_of(ses: LocalSes, patience: float = 5) -> Any:
    """boto3's SES v2 client, which repeats nothing."""
    return boto3.client(
        "sesv2",
        endpoint_url=ses.url,
        region_name="us-east-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
        config=Config(retries={"total_max_attempts": 1}, read_timeout=patience),
    )


def simple_mail(to: str = "lin@example.com", **more: Any) -> dict[str, Any]:
    """SendEmail's parameters for a simple message."""
    return {
        "FromEmailAddress": "mina@example.com",
        "Destination": {"ToAddresses": [to]},
        "Content": {
            "Simple": {
                "Subject": {"Data": "good morning"},
                "Body": {"Text": {"Data": "hello"}, "Html": {"Data": "<p>hello</p>"}},
            }
        },
        **more,
    }


def bulk_entry(to: str, **data: str) -> dict[str, Any]:
    """An entry of SendBulkEmail."""
    return {
        "Destination": {"ToAddresses": [to]},
        "ReplacementEmailContent": {
            "ReplacementTemplate": {"ReplacementTemplateData": json.dumps(data)}
        },
    }


def bulk_mail(entries: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """SendBulkEmail's parameters for an inline template with one variable, ``link``."""
    return {
        "FromEmailAddress": "mina@example.com",
        "ConfigurationSetName": "letters",
        "DefaultContent": {
            "Template": {
                "TemplateContent": {
                    "Subject": "on friendship",
                    "Text": "read {{link}}",
                    "Html": "<a href='{{link}}'>read</a>",
                },
                "TemplateData": json.dumps({"link": "http://localhost/"}),
            }
        },
        "BulkEmailEntries": entries,
        **more,
    }


def statuses(answer: dict[str, Any]) -> list[str]:
    """The outcome of each entry."""
    return [entry["Status"] for entry in answer["BulkEmailEntryResults"]]

"""Which right a call lacks that AWS refused."""

from typing import Any

DENIED = frozenset(
    {"AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedOperation"}
)
PREFIXES = {"sesv2": "ses"}
"""Of actions, where it is not the name of the service."""

ACTIONS = {"s3:ListObjectsV2": "s3:ListBucket", "lambda:ListEventSourceMappings": ""}
"""Where the action is not called like the call."""


def lacking(error: Any, service: str) -> str:
    """The action that an AWS error says is not allowed, such as ses:GetAccount, or "".

    ``error`` is botocore's ClientError; ``service`` is botocore's name of what was asked.
    """
    if error.response["Error"]["Code"] not in DENIED:
        return ""
    action = f"{PREFIXES.get(service, service)}:{error.operation_name}"
    return ACTIONS.get(action) or action

"""Values that only the finished stack knows, in SSM's parameter store."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient


def parameter(client: "SSMClient", name: str) -> str:
    """The parameter's value."""
    return client.get_parameter(Name=name)["Parameter"]["Value"]

"""Where the command works: on a stack in AWS, or on the laptop's cloud."""

import json
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dearreader.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from dearreader.app import App
    from dearreader.publication import Publication

# What a stack is asked with is imported there: `dearreader --help` need not load it.
# ruff: noqa: PLC0415

CONFIGURATION = Path("dearreader.toml")
LOCAL = Path(".local") / "cloud.json"
"""Where the laptop's cloud writes down where it is; DEARREADER_LOCAL names another file."""


@dataclass(frozen=True)
class Place:
    """A stack, described by its own parameters and outputs; looked up when first needed.

    ``where`` is the file in which the laptop's cloud has written down where it is.
    """

    local: bool = False
    profile: str | None = None
    region: str | None = None
    stack: str | None = None
    where: Path | None = None

    @cached_property
    def app(self) -> "App":
        """The domain's parts, over this stack's tables and queues. Raises BadInput."""
        from dearreader.app import App, Aws
        from dearreader.settings import Settings

        return App(Settings.from_environment(self._values), Aws(self.client))

    @cached_property
    def publication(self) -> "Publication":
        """The stack's publication. Raises BadInput."""
        from dearreader.settings import publication

        return publication(self._values)

    @property
    def writer_address(self) -> str:
        """Where the writer is told what needs her, or ""."""
        return self._values.get("ALARM_ADDRESS", "")

    @cached_property
    def images(self) -> tuple[str, str]:
        """The public bucket for images, and its address on the web. Raises BadInput."""
        bucket = self._values.get("IMAGE_BUCKET", "")
        if not bucket:
            raise BadInput(
                "The stack has no place for images: deploy it with PublicImages=yes, "
                "or write the image's whole address on the web."
            )
        address = f"{self.app.site}/images" if self.local else self._values["IMAGE_ADDRESS"]
        return bucket, address

    @property
    def name(self) -> str:
        """The stack's name. Raises BadInput where none is given."""
        return self._stack

    @property
    def named_stack(self) -> str:
        """The stack that is asked for on AWS, or ""."""
        return self.stack or self._configured.get("stack", "")

    @property
    def named_profile(self) -> str:
        """The AWS profile that is asked for, or ""."""
        return self.profile or self._configured.get("profile", "")

    @property
    def named_region(self) -> str:
        """The AWS Region that is asked for, or ""."""
        return self.region or self._configured.get("region", "")

    def value(self, name: str) -> str:
        """A parameter or an output of the stack's, by the template's name for it, or ""."""
        return self._values.get(constant(name), "")

    def physical_id(self, logical_id: str) -> str:
        """The real name, or ARN, of a resource of the template."""
        found = self.client("cloudformation").describe_stack_resource(
            StackName=self._stack, LogicalResourceId=logical_id
        )
        return str(found["StackResourceDetail"]["PhysicalResourceId"])

    @cached_property
    def salt(self) -> str:
        """The secret behind readers' ids. Raises BadInput.

        CloudFormation hides it from everyone, so it is read where the functions have it.
        """
        given = self._values.get("SALT", "")
        if given.strip("*"):
            return given
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            function = self.physical_id("SignupFunction")
            found = self.client("lambda").get_function_configuration(FunctionName=function)
            return str(found["Environment"]["Variables"]["SALT"])
        except (BotoCoreError, ClientError, KeyError) as error:
            raise BadInput(
                "The salt that readers’ ids are made with cannot be read from the function that "
                f"takes sign-ups ({type(error).__name__}): the command needs the right "
                "lambda:GetFunctionConfiguration."
            ) from error

    @cached_property
    def posts_folder(self) -> Path:
        """The folder of Markdown files: dearreader.toml's ``posts``, else ``posts``."""
        return Path(self._configured.get("posts", "posts"))

    @property
    def stack_name(self) -> str:
        """What the stack is called. Raises BadInput where nobody says."""
        return self._stack

    @cached_property
    def resources(self) -> dict[str, str]:
        """The real names of what the template makes, by their names in it. Raises BadInput."""
        from botocore.exceptions import BotoCoreError, ClientError

        pages = self.client("cloudformation").get_paginator("list_stack_resources")
        try:
            return {
                each["LogicalResourceId"]: each.get("PhysicalResourceId", "")
                for page in pages.paginate(StackName=self._stack)
                for each in page["StackResourceSummaries"]
            }
        except (BotoCoreError, ClientError) as error:
            raise BadInput(f"The stack “{self._stack}” cannot be read: {error}") from error

    @cached_property
    def client(self) -> "Callable[[str], Any]":
        """Makes the client of a service. Raises BadInput where the laptop's cloud is not up."""
        if self.local:
            # The laptop's cloud, and what it needs, is not installed where only AWS is used.
            from local.ministack import MiniStack

            return MiniStack.at(self.laptop["endpoint"], ses=self.laptop["ses"]).client
        import boto3

        from dearreader.aws.clients import config

        session: Any = boto3.Session(
            profile_name=self.named_profile or None, region_name=self.named_region or None
        )
        return lambda service: session.client(service, config=config(service))

    @cached_property
    def _values(self) -> dict[str, str]:
        """The stack's parameters and outputs, under the names that functions know them by."""
        name = self._stack
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            stack = self.client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
        except ClientError as error:
            reason = error.response["Error"]["Message"]
            raise BadInput(f"The stack “{name}” cannot be read: {reason}") from error
        except BotoCoreError as error:
            raise BadInput(f"The stack “{name}” cannot be reached: {error}") from error
        given = {each["ParameterKey"]: each["ParameterValue"] for each in stack["Parameters"]}
        made = {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])}
        named = {constant(key): value for key, value in (given | made).items()}
        return named | {"SITE_PARAMETER": f"/{name}/site"}

    @cached_property
    def _stack(self) -> str:
        name = self.laptop["stack"] if self.local else self.named_stack
        if not name:
            raise BadInput(f"Name the stack: --stack NAME, or stack = “…” in {CONFIGURATION}.")
        return name

    @cached_property
    def laptop(self) -> dict[str, str]:
        """Where the laptop's cloud is: endpoint, ses, stack. Raises BadInput where it is not up."""
        file = self.where or Path(os.environ.get("DEARREADER_LOCAL", LOCAL))
        try:
            found = json.loads(file.read_text())
            where = {name: str(found[name]) for name in ("endpoint", "stack")}
            return where | {"ses": str(found.get("ses", ""))}
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise BadInput("The laptop’s cloud is not up. Start it with: make dev") from error

    @cached_property
    def _configured(self) -> dict[str, str]:
        import tomllib

        try:
            return {key: str(value) for key, value in tomllib.loads(_text(CONFIGURATION)).items()}
        except tomllib.TOMLDecodeError as error:
            raise BadInput(f"{CONFIGURATION} is not TOML: {error}") from error


def constant(name: str) -> str:
    """PublicationName → PUBLICATION_NAME."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def _text(file: Path) -> str:
    return file.read_text() if file.exists() else ""

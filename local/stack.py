"""Deploys template.yaml, as it is, to a MiniStack.

What `sam package` does is done here in memory: code is zipped into a bucket, and the template
that CloudFormation gets names those zips. Three things differ from AWS, because MiniStack does: the
layer of third-party wheels is empty, as MiniStack runs functions with this machine's Python and
packages; the HTTP API's routes are made by hand, as MiniStack makes none; and so are the caps of
event sources set, as a cap that is a parameter is text to MiniStack, and stops all its pollers.
"""

import io
import json
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError
from samtranslator.yaml_helper import yaml_parse

from local.loopback import Answer
from local.ministack import MiniStack

ROOT = Path(__file__).resolve().parent.parent
CODE_BUCKET = "dearreader-code"
NOTHING_TO_UPDATE = "No updates are to be performed."
DENIED = ("AccessDenied", "AuthorizationError")
"""What a missing permission is called: by most of AWS, and by SNS."""

DEFAULT = "$default"
"""The path, without a method, of what is at no other path."""

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
_EMPTY_LAYER = "DependenciesLayer"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


class DeploymentFailed(RuntimeError):
    """CloudFormation rolled the stack back; the message holds each resource's own reason."""


class FunctionFailed(RuntimeError):
    """A function that was invoked here raised; the message is its error and log."""


@dataclass(frozen=True, kw_only=True)
class Stack:
    """A stack that is up. ``functions`` maps logical ids to the functions' real names."""

    name: str
    outputs: dict[str, str]
    functions: dict[str, str]
    site: str
    """The site's address on MiniStack itself, no slash at the end."""

    _ministack: MiniStack = field(repr=False)
    _template: dict[str, Any] = field(repr=False)
    _root: Path = field(repr=False)

    def invoke(self, function: str, event: Any) -> Any:
        """The answer of the function with the logical id `function` to `event`."""
        answer = self._ministack.client("lambda").invoke(
            FunctionName=self.functions[function], Payload=json.dumps(event).encode()
        )
        payload = answer["Payload"].read().decode()
        if "FunctionError" in answer:
            raise FunctionFailed(f"{function}: {payload}")
        return json.loads(payload)

    def routes(self) -> Iterator[tuple[str, str, str]]:
        """The HTTP API's routes: the function's logical id, the method, the path."""
        for function in self.functions:
            yield from ((function, *route) for route in _http(self._template, function))

    def update_function(self, function: str) -> None:
        """Run the function's source as it is on disk now."""
        code = self._root / self._template["Resources"][function]["Properties"]["CodeUri"]
        self._ministack.client("lambda").update_function_code(
            FunctionName=self.functions[function], ZipFile=_zip_folder(code)
        )

    def update_layer(self) -> None:
        """Let every function run the package `dearreader` as it is on disk now."""
        client = self._ministack.client("lambda")
        source = (
            self._root / self._template["Resources"]["DearReaderLayer"]["Properties"]["ContentUri"]
        )
        layer = client.publish_layer_version(
            LayerName=f"{self.name}-source", Content={"ZipFile": _zip_layer(source)}
        )
        for name in self.functions.values():
            client.update_function_configuration(
                FunctionName=name, Layers=[layer["LayerVersionArn"]]
            )

    def updated(self, parameters: dict[str, str], root: Path | None = None) -> "Stack":
        """The same stack, brought to what the template says now, or that of another `root`.

        MiniStack's own HTTP API keeps the routes that it was deployed with: a front door has its
        routes from the template. Raises DeploymentFailed; the stack is then as it was.
        """
        root = root or self._root
        template = yaml_parse((root / "template.yaml").read_text())
        cloudformation = self._ministack.client("cloudformation")
        try:
            cloudformation.update_stack(
                StackName=self.name,
                TemplateURL=_uploaded(self._ministack, template, root),
                Parameters=_given(parameters),
                Capabilities=CAPABILITIES,
            )
        except ClientError as error:
            reason = error.response["Error"]["Message"]
            if reason != NOTHING_TO_UPDATE:
                raise DeploymentFailed(reason) from error
        outputs = _wait(cloudformation, self.name)
        _cap(self._ministack)
        functions = _functions(cloudformation, self.name)
        return replace(self, outputs=outputs, functions=functions, _template=template, _root=root)

    def tick(self) -> None:
        """Ask schedule/ what is due, as Scheduler's tick does: it tells the pacer SES's rate."""
        self._ministack.client("sqs").send_message(
            QueueUrl=self.outputs["ScheduleQueue"], MessageBody='{"ask": "due"}'
        )

    def image(self, key: str) -> Answer | None:
        """An image of a post, as its public bucket answers."""
        s3 = self._ministack.client("s3")
        try:
            found = s3.get_object(Bucket=self.outputs["ImageBucket"], Key=key)
        except ClientError:
            return None
        headers = {"Content-Type": found["ContentType"], "Cache-Control": found["CacheControl"]}
        return Answer(headers=headers, body=found["Body"].read())

    def publish_at(self, site: str) -> None:
        """Make the links in mails lead to `site`: a front door before the API."""
        self._ministack.client("ssm").put_parameter(
            Name=f"/{self.name}/site", Value=site, Type="String", Overwrite=True
        )

    @property
    def log_group(self) -> str:
        """The log group of all functions."""
        return self.physical_id("Logs")

    def physical_id(self, logical_id: str) -> str:
        """The real name, or ARN, of a resource of the template."""
        resource = self._ministack.client("cloudformation").describe_stack_resource(
            StackName=self.name, LogicalResourceId=logical_id
        )
        return str(resource["StackResourceDetail"]["PhysicalResourceId"])

    def all_logs(self) -> Iterator[str]:
        """Every line of every log group, as ``GROUP: LINE``."""
        client = self._ministack.client("logs")
        for groups in client.get_paginator("describe_log_groups").paginate():
            for group in groups["logGroups"]:
                name = group["logGroupName"]
                for message in _messages(client, name):
                    yield from (f"{name}: {line}" for line in message.splitlines())

    def denials(self) -> list[str]:
        """The log lines that tell of a permission which the template does not grant."""
        return [line for line in self.all_logs() if any(word in line for word in DENIED)]


def _messages(client: Any, group: str) -> Iterator[str]:
    """Every message of a log group. MiniStack gives 10,000 at most, and no token for the rest."""
    since, known = 0, 0  # of the events at that moment so many have been seen
    while True:
        found = client.filter_log_events(logGroupName=group, startTime=since)["events"]
        for event in found[known:]:
            yield event["message"]
        if len(found) <= known:
            return
        last = found[-1]["timestamp"]
        known = sum(event["timestamp"] == last for event in found)
        since = last


def deploy(
    ministack: MiniStack,
    parameters: dict[str, str],
    *,
    name: str = "dear-reader",
    root: Path = ROOT,
) -> Stack:
    """Deploy `root`'s template.yaml under `parameters`, and route its HTTP API.

    Raises DeploymentFailed with CloudFormation's reasons.
    """
    template = yaml_parse((root / "template.yaml").read_text())
    cloudformation = ministack.client("cloudformation")
    ministack.client("s3").create_bucket(Bucket=CODE_BUCKET)
    cloudformation.create_stack(
        StackName=name,
        TemplateURL=_uploaded(ministack, template, root),
        Parameters=_given(parameters),
        Capabilities=CAPABILITIES,
        OnFailure="DO_NOTHING",  # a roll-back would take the reasons with it
    )
    stack = opened(ministack, name=name, root=root)
    stack.publish_at(stack.site)
    return stack


def opened(ministack: MiniStack, *, name: str = "dear-reader", root: Path = ROOT) -> Stack:
    """The stack `name` that `root`'s template.yaml makes, whoever deploys it, its HTTP API routed.

    Raises DeploymentFailed with CloudFormation's reasons.
    """
    stack = found(ministack, name=name, root=root)
    template = yaml_parse((root / "template.yaml").read_text())
    _route(ministack, template, stack.outputs["ApiId"], stack.functions)
    return stack


def found(ministack: MiniStack, *, name: str = "dear-reader", root: Path = ROOT) -> Stack:
    """The stack `name`, which somebody else has opened. Raises DeploymentFailed."""
    template = yaml_parse((root / "template.yaml").read_text())
    cloudformation = ministack.client("cloudformation")
    outputs = _wait(cloudformation, name)
    _cap(ministack)
    functions = _functions(cloudformation, name)
    return Stack(
        name=name,
        outputs=outputs,
        functions=functions,
        site=f"{ministack.endpoint}/_aws/execute-api/{outputs['ApiId']}/$default",
        _ministack=ministack,
        _template=template,
        _root=root,
    )


def _cap(ministack: MiniStack) -> None:
    """Make numbers of the event sources' caps."""
    client = ministack.client("lambda")
    for page in client.get_paginator("list_event_source_mappings").paginate():
        for each in page["EventSourceMappings"]:
            if cap := each.get("ScalingConfig", {}).get("MaximumConcurrency"):
                client.update_event_source_mapping(
                    UUID=each["UUID"], ScalingConfig={"MaximumConcurrency": int(cap)}
                )


def _given(parameters: dict[str, str]) -> list[dict[str, str]]:
    return [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]


def _functions(cloudformation: Any, name: str) -> dict[str, str]:
    """The stack's functions: logical ids to real names."""
    return {
        resource["LogicalResourceId"]: resource["PhysicalResourceId"]
        for page in cloudformation.get_paginator("list_stack_resources").paginate(StackName=name)
        for resource in page["StackResourceSummaries"]
        if resource["ResourceType"] == "AWS::Lambda::Function"
    }


def _uploaded(ministack: MiniStack, template: dict[str, Any], root: Path) -> str:
    """Where the packaged template is: a request holds at most 51,200 bytes of one, a bucket 1 MB.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    """
    body = json.dumps(_package(ministack, template, root)).encode()
    key = f"{sha256(body).hexdigest()}.template"
    ministack.client("s3").put_object(Bucket=CODE_BUCKET, Key=key, Body=body)
    return f"{ministack.endpoint}/{CODE_BUCKET}/{key}"


def _package(ministack: MiniStack, template: dict[str, Any], root: Path) -> dict[str, Any]:
    """The template with its folders of code put into a bucket."""
    s3 = ministack.client("s3")

    def stored(code: bytes) -> dict[str, str]:
        key = sha256(code).hexdigest()
        s3.put_object(Bucket=CODE_BUCKET, Key=key, Body=code)
        return {"Bucket": CODE_BUCKET, "Key": key}

    resources = {}
    for logical_id, resource in template["Resources"].items():
        properties = dict(resource.get("Properties", {}))
        if resource["Type"] == "AWS::Serverless::Function":
            properties["CodeUri"] = stored(_zip_folder(root / properties["CodeUri"]))
        elif resource["Type"] == "AWS::Serverless::LayerVersion":
            empty = logical_id == _EMPTY_LAYER
            code = _zip({}) if empty else _zip_layer(root / properties["ContentUri"])
            properties["ContentUri"] = stored(code)
        resources[logical_id] = {**resource, "Properties": properties}
    return {**template, "Resources": resources}


def _wait(cloudformation: Any, name: str) -> dict[str, str]:
    """The outputs of the stack `name`, once it is up."""
    stack = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    while stack["StackStatus"].endswith("_IN_PROGRESS"):
        time.sleep(0.05)
        stack = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    if stack["StackStatus"] not in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
        events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
        reasons = [
            f"{event['LogicalResourceId']}: {event['ResourceStatusReason']}"
            for event in reversed(events)
            if "FAILED" in event["ResourceStatus"] and event.get("ResourceStatusReason")
        ]
        raise DeploymentFailed("\n".join(reasons) or stack["StackStatus"])
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def _route(
    ministack: MiniStack, template: dict[str, Any], api: str, functions: dict[str, str]
) -> None:
    """Make the API's integrations and routes from the functions' HTTP events."""
    client = ministack.client("apigatewayv2")
    lambda_ = ministack.client("lambda")
    for logical_id, name in functions.items():
        http = _http(template, logical_id)
        if not http:
            continue
        integration = client.create_integration(
            ApiId=api,
            IntegrationType="AWS_PROXY",
            IntegrationUri=lambda_.get_function(FunctionName=name)["Configuration"]["FunctionArn"],
            PayloadFormatVersion="2.0",
        )
        for method, path in http:
            client.create_route(
                ApiId=api,
                RouteKey=f"{method} {path}".strip(),
                Target=f"integrations/{integration['IntegrationId']}",
            )


def _http(template: dict[str, Any], function: str) -> list[tuple[str, str]]:
    """Method and path of each of the function's HTTP events."""
    events = template["Resources"][function]["Properties"].get("Events", {}).values()
    http = [event["Properties"] for event in events if event["Type"] == "HttpApi"]
    return [(event.get("Method", "").upper(), event.get("Path", DEFAULT)) for event in http]


def _zip_folder(folder: Path, prefix: str = "") -> bytes:
    files = (file for file in folder.rglob("*") if file.is_file())
    return _zip(
        {
            f"{prefix}{file.relative_to(folder)}": file.read_bytes()
            for file in sorted(files)
            if "__pycache__" not in file.parts
        }
    )


def _zip_layer(folder: Path) -> bytes:
    """What layers/dearreader/Makefile builds: the package below ``python/``."""
    return _zip_folder(folder / "dearreader", "python/dearreader/")


def _zip(files: dict[str, bytes]) -> bytes:
    """A zip that depends on nothing but its content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content)
    return out.getvalue()

"""The template as tests look at it: as written, and as CloudFormation gets it from SAM."""

import json
from collections.abc import Iterator
from copy import deepcopy
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "events" / "samples"
SCHEMAS = ROOT / "events" / "schemas"

Resource = dict[str, Any]


def written() -> dict[str, Any]:
    """The template as it is on disk."""
    template: dict[str, Any] = yaml_parse((ROOT / "template.yaml").read_text())
    return template


def expanded(template: dict[str, Any]) -> dict[str, Any]:
    """What SAM makes of the template: plain CloudFormation."""
    template = deepcopy(template)
    for resource in template["Resources"].values():
        for code in {"CodeUri", "ContentUri"} & resource.get("Properties", {}).keys():
            resource["Properties"][code] = "s3://bucket/key"
    values = {
        name: parameter.get("Default", "x" * 16)
        for name, parameter in template["Parameters"].items()
    }
    plain: dict[str, Any] = Translator({}, Parser()).translate(template, values)
    return plain


def order(template: dict[str, Any]) -> list[str]:
    """An order in which CloudFormation can make the resources; raises CycleError."""
    resources = template["Resources"]
    sorter = TopologicalSorter(
        {name: references(resource) & resources.keys() for name, resource in resources.items()}
    )
    return list(sorter.static_order())


def references(value: Any) -> set[str]:
    """The logical ids that a part of a template refers to."""
    return set(_references(value))


def _references(value: Any) -> Iterator[str]:
    match value:
        case {"Ref": str(name)} | {"Fn::GetAtt": str(name) | [str(name), *_]}:
            yield name.partition(".")[0]
        case {"Fn::Sub": str(text) | [str(text), *_] as arguments}:
            parts = text.split("${")[1:]
            yield from (part.partition("}")[0].partition(".")[0] for part in parts)
            yield from _references(arguments if isinstance(arguments, list) else [])
        case {"DependsOn": str(name)}:
            yield name
            yield from _references({key: value[key] for key in value if key != "DependsOn"})
        case {"DependsOn": list(names)}:
            yield from names
            yield from _references({key: value[key] for key in value if key != "DependsOn"})
        case dict():
            for part in value.values():
                yield from _references(part)
        case list():
            for part in value:
                yield from _references(part)


def of_type(template: dict[str, Any], kind: str) -> dict[str, Resource]:
    """The properties of the resources of a type, by logical id."""
    return {
        name: resource.get("Properties", {})
        for name, resource in template["Resources"].items()
        if resource["Type"] == kind
    }


def functions(template: dict[str, Any]) -> dict[str, Resource]:
    """The functions' properties, those that Globals gives included."""
    shared = template["Globals"]["Function"]
    variables = shared["Environment"]["Variables"]
    return {
        name: {
            **shared,
            **own,
            "Environment": {"Variables": {**variables, **own["Environment"]["Variables"]}},
        }
        for name, own in of_type(template, "AWS::Serverless::Function").items()
    }


def statements(function: Resource) -> list[Resource]:
    """The statements of a function's policies, actions and resources as lists."""
    return [
        {**statement, **{key: _listed(statement[key]) for key in ("Action", "Resource")}}
        for policy in function["Policies"]
        for statement in policy["Statement"]
    ]


def routes(template: dict[str, Any]) -> dict[str, str]:
    """The function behind each route of the API."""
    return {
        " ".join(event["Properties"].get(key, "") for key in ("Method", "Path")).strip()
        or "$default": name
        for name, function in functions(template).items()
        for event in function.get("Events", {}).values()
        if event["Type"] == "HttpApi"
    }


def sources(template: dict[str, Any]) -> dict[str, Resource]:
    """Each function's SQS event source mapping, by the function's logical id."""
    return {
        mapping["FunctionName"]["Ref"]: mapping
        for mapping in of_type(template, "AWS::Lambda::EventSourceMapping").values()
        if mapping["EventSourceArn"]["Fn::GetAtt"][1] == "Arn"
    }


def samples() -> dict[str, Any]:
    """All samples of triggers, by name."""
    return {file.stem: json.loads(file.read_text()) for file in sorted(SAMPLES.glob("*.json"))}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

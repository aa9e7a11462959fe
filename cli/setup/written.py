"""What is written down: samconfig.toml and dearreader.toml, of which all else stays as it is."""

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from cli.overrides import parameters
from dearreader.errors import BadInput

OVERRIDES = re.compile(r"(?ms)^parameter_overrides[ \t]*=[ \t]*\[.*?^\][ \t]*$")
PLAIN = re.compile(r"[\w@.,:/+-]*", re.ASCII)
PLACE = {"stack": "stack_name", "region": "region"}
"""What sam calls them."""

NEW_SAMCONFIG = """\
version = 0.1

[default.global.parameters]

[default.build.parameters]
parallel = true

[default.deploy.parameters]
resolve_s3 = true
capabilities = "CAPABILITY_IAM"
confirm_changeset = true
parameter_overrides = [
]
"""


def samconfig(text: str, answers: Mapping[str, str]) -> str:
    """The file with the answers in it; parameters that nobody was asked for stay. Raises BadInput.

    An answer that is "" is written down as well: what is left out keeps, in a stack that is there,
    the value that it had.
    """
    text = text or NEW_SAMCONFIG
    given = {name: value for name, value in answers.items() if name[0].isupper()}
    entries = _entries(text) | {name: _entry(name, value) for name, value in given.items()}
    lines = [f"    {_string(entry)},\n" for entry in entries.values()]
    block = f"parameter_overrides = [\n{''.join(lines)}]"
    new, found = OVERRIDES.subn(lambda _: block, text)
    if found != 1:
        raise BadInput(
            "samconfig.toml has no parameter_overrides = [ … ] over several lines, one parameter "
            "a line: put one under [default.deploy.parameters]."
        )
    for ours, theirs in PLACE.items():
        new = _with(new, theirs, answers.get(ours, ""), under="[default.global.parameters]")
    read(new, "samconfig.toml")
    return new


def configuration(text: str, answers: Mapping[str, str]) -> str:
    """dearreader.toml with where the stack is; its other lines stay. Raises BadInput."""
    for name in ("stack", "region", "profile"):
        text = _with(text, name, answers.get(name, ""))
    read(text, "dearreader.toml")
    return text


def old_answers(samconfig_text: str, configuration_text: str) -> dict[str, str]:
    """What was answered before. Raises BadInput for a file that is not TOML."""
    sams = read(samconfig_text, "samconfig.toml")
    try:
        known = dict(parameters(samconfig_text))
    except (KeyError, TypeError):
        known = {}
    place = sams.get("default", {}).get("global", {}).get("parameters", {})
    ours = read(configuration_text, "dearreader.toml")
    return (
        known
        | {name: str(place[theirs]) for name, theirs in PLACE.items() if theirs in place}
        | {name: str(value) for name, value in ours.items()}
    )


def read(text: str, file: str) -> dict[str, Any]:
    """The TOML that a file holds. Raises BadInput."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{file} is not TOML: {error}") from error


def _entries(text: str) -> dict[str, str]:
    """The parameters that stand in the file, word for word."""
    deploy = read(text, "samconfig.toml").get("default", {}).get("deploy", {})
    given = deploy.get("parameters", {}).get("parameter_overrides", [])
    return {each.partition("=")[0]: each for each in given} if isinstance(given, list) else {}


def _string(text: str) -> str:
    """As TOML has it, with as little to escape as may be."""
    return json.dumps(text, ensure_ascii=False) if "'" in text else f"'{text}'"


def _entry(name: str, value: str) -> str:
    """As sam reads it: a value ends at a space unless it is quoted."""
    if PLAIN.fullmatch(value):
        return f"{name}={value}"
    inner = value.replace('"', '\\"')
    return f'{name}="{inner}"'


def _with(text: str, key: str, value: str, *, under: str = "") -> str:
    """The text with ``key`` set, or without it where the value is ""; ``under`` names its table."""
    line = f"{key} = {json.dumps(value, ensure_ascii=False)}\n" if value else ""
    head, table, rest = text.partition(under) if under else ("", "", text)
    if under and not table:
        return f"{text.rstrip()}\n\n{under}\n{line}" if line else text
    end = re.search(r"(?m)^\[", rest)
    body, tail = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
    old = re.compile(rf"(?m)^{key}[ \t]*=.*\n?")
    if old.search(body) or not line:
        return head + table + old.sub(lambda _: line, body, count=1) + tail
    begun = body.rstrip("\n")
    gap = "\n" if begun or table else ""
    return f"{head}{table}{begun}{gap}{line}" + (f"\n{tail}" if tail else "")

"""samconfig.toml's parameters: read as sam reads them, and handed to sam."""

import tomllib
from collections.abc import Mapping

QUOTES = ("'", '"')


def parameters(samconfig: str) -> list[tuple[str, str]]:
    """The template's parameters that samconfig.toml gives, as sam understands them."""
    deploy = tomllib.loads(samconfig)["default"]["deploy"]["parameters"]
    given = [str(each).partition("=") for each in deploy["parameter_overrides"]]
    return [(name, _unquoted(value)) for name, _, value in given]


def arguments(given: Mapping[str, str]) -> list[str]:
    """What follows `sam deploy --parameter-overrides`.

    sam ends a value at its first space unless the value is quoted. Raises ValueError, with a
    sentence, for a value that sam has no way to write.
    """
    return [f"{name}={_quoted(name, value)}" for name, value in given.items()]


def _unquoted(value: str) -> str:
    """What an entry of samconfig.toml means to sam, whose quotes are optional there."""
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in QUOTES
    return value[1:-1].replace('\\"', '"').replace("\\'", "'") if quoted else value


def _quoted(name: str, value: str) -> str:
    if "\\" in value:
        raise ValueError(f"{name} has a backslash in it, which sam cannot pass on: do without it.")
    return '"' + value.replace('"', '\\"') + '"'

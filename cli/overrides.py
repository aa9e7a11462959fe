"""`make deploy`: samconfig.toml's parameters with the salt, which stands in no file."""

import os
import shlex
import tomllib
from pathlib import Path


def overrides(samconfig: str, salt: str) -> str:
    """The parameters as `sam deploy --parameter-overrides` takes them, quoted for a shell."""
    deploy = tomllib.loads(samconfig)["default"]["deploy"]["parameters"]
    given = [str(each) for each in deploy["parameter_overrides"]]
    return shlex.join([*given, f"Salt={salt}"])


if __name__ == "__main__":
    print(overrides(Path("samconfig.toml").read_text(), os.environ["DEARREADER_SALT"]))

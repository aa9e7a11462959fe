"""What checkov asks and we decline has its reason beside it; `make check` runs it, offline."""

import re
from typing import Any

import yaml

from tests.template import reading

CONFIGURATION = reading.ROOT / ".checkov.yaml"


def declined(template: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(resource, check, reason) of what is declined for one resource."""
    return [
        (name, each["id"], each["comment"])
        for name, resource in template["Resources"].items()
        for each in resource.get("Metadata", {}).get("checkov", {}).get("skip", ())
    ]


def test_what_is_declined_for_a_resource_says_why_there(template: dict[str, Any]) -> None:
    found = declined(template)
    assert {name for name, _, _ in found} == {
        *("Images", "OutboxFailures", "MailBucket", "AlarmTopic"),
    }
    assert [reason for _, _, reason in found if reason != "as above" and len(reason) < 40] == []


def test_what_is_declined_for_all_of_a_kind_has_a_paragraph_above_it() -> None:
    text = CONFIGURATION.read_text()
    listed = text.partition("skip-check:\n")[2]
    paragraphs = re.findall(r"((?:  # .+\n)+)((?:  - CKV_AWS_\d+\n)+)", listed)
    checks = [check for _, checks in paragraphs for check in re.findall(r"CKV_AWS_\d+", checks)]
    assert checks == yaml.safe_load(text)["skip-check"]
    assert [reason for reason, _ in paragraphs if len(reason) < 120] == []


def test_nothing_is_declined_twice(template: dict[str, Any]) -> None:
    everywhere = yaml.safe_load(CONFIGURATION.read_text())["skip-check"]
    assert [check for _, check, _ in declined(template) if check in everywhere] == []


def test_it_looks_at_the_template_and_downloads_nothing() -> None:
    configured = yaml.safe_load(CONFIGURATION.read_text())
    assert configured["file"] == ["template.yaml"]
    assert configured["skip-download"] is True
    assert "soft-fail" not in configured
    makefile = (reading.ROOT / "Makefile").read_text()
    (line,) = re.findall(r"^CHECKOV := (.+)$", makefile, re.MULTILINE)
    assert line.startswith("CKV_SKIP_PACKAGE_UPDATE_CHECK=true ")
    assert re.search(r"^check:(?:.*\n\t.*)*\n\t\$\(CHECKOV\) --config-file", makefile, re.MULTILINE)

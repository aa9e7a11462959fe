"""Make the table that `dearreader post check` looks into, of what mail programs do not support.

    python -m tests.data.make_support > layers/dearreader/dearreader/letters/support.json

From tests/data/caniemail.json: for each element, attribute and kind of image which of the five
families' latest programs do not support it at all, by the names that their users know.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PROGRAMS = {
    "apple-mail.macos": "Apple Mail on a Mac",
    "apple-mail.ios": "Apple Mail on an iPhone",
    "gmail.desktop-webmail": "Gmail in a browser",
    "gmail.ios": "Gmail on an iPhone",
    "gmail.android": "Gmail on Android",
    "gmail.mobile-webmail": "Gmail in a phone's browser",
    "outlook.windows": "Outlook for Windows",
    "outlook.windows-mail": "Windows Mail",
    "outlook.macos": "Outlook for Mac",
    "outlook.outlook-com": "Outlook.com",
    "outlook.ios": "Outlook on an iPhone",
    "outlook.android": "Outlook on Android",
    "samsung-email.android": "Samsung Email",
    "yahoo.desktop-webmail": "Yahoo in a browser",
    "yahoo.ios": "Yahoo on an iPhone",
    "yahoo.android": "Yahoo on Android",
}
FAMILIES = {
    "apple-mail": "Apple Mail",
    "gmail": "Gmail",
    "outlook": "Outlook",
    "samsung-email": "Samsung Email",
    "yahoo": "Yahoo",
}


def support(caniemail: Mapping[str, Any]) -> str:
    """The table as JSON, a feature a line."""
    table = {
        slug: who
        for slug, feature in sorted(caniemail["features"].items())
        if slug.startswith(("html-", "image-")) and (who := _without(feature["latest"]))
    }
    lines = ",\n".join(f"{json.dumps(slug)}:{json.dumps(who)}" for slug, who in table.items())
    head = json.dumps({key: caniemail[key] for key in ("source", "date")})[:-1]
    return f'{head}, "unsupported":{{\n{lines}\n}}}}\n'


def _without(latest: Mapping[str, str]) -> Sequence[str]:
    names = []
    for family, name in FAMILIES.items():
        programs = [each for each in latest if each.startswith(f"{family}.")]
        without = [each for each in programs if latest[each] == "n"]
        names += [name] if programs == without else [PROGRAMS[each] for each in without]
    return names


if __name__ == "__main__":
    print(support(json.loads(Path(__file__).with_name("caniemail.json").read_text())), end="")

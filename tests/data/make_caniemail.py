"""Shrink caniemail's data to what our tests ask of it.

    npm pack caniemail@2.0.2 && tar xzf caniemail-2.0.2.tgz package/data/caniemail.json
    python tests/data/make_caniemail.py package/data/caniemail.json > tests/data/caniemail.json

The data are by HTeuMeuLeu and contributors, under the MIT licence (caniemail.com); what is kept of
each feature is how many tested clients support it, do not, or do in part, and what the latest
version of each client of five families does.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

_FAMILIES = ("apple-mail", "gmail", "outlook", "samsung-email", "yahoo")


def _shrunk(stats: dict[str, Any]) -> dict[str, Any]:
    tested = [
        support[0]
        for platforms in stats.values()
        for versions in platforms.values()
        for support in versions.values()
    ]
    counts = Counter("p" if each not in "yn" else each for each in tested)
    latest = {
        f"{family}.{platform}": list(versions.values())[-1][0]
        for family in _FAMILIES
        for platform, versions in stats.get(family, {}).items()
        if versions
    }
    return {"yes": counts["y"], "no": counts["n"], "partly": counts["p"], "latest": latest}


def _main(path: str) -> None:
    whole = json.loads(Path(path).read_text())
    kept = {
        feature["slug"]: _shrunk(feature["stats"])
        for feature in whole["data"]
        if feature["category"] in {"css", "html", "image"}
    }
    lines = ",\n".join(f"{json.dumps(slug)}:{json.dumps(kept[slug])}" for slug in sorted(kept))
    print(
        '{"source":"caniemail.com, MIT licence, copyright 2019 HTeuMeuLeu",'
        f'"date":"{whole["last_update_date"][:10]}","features":{{\n{lines}\n}}}}'
    )


if __name__ == "__main__":
    _main(sys.argv[1])

"""Mailpit's HTML check, rebuilt: how much of a mail's HTML do mail clients support?

From axllent/mailpit, internal/htmlcheck (main.go, css.go, html.go, config.go, as of 2026): the
rules of <style> are merged into the elements; each feature of caniemail's that is found weighs the
share of clients that know it not, or in part, times the share of elements that use it; the score is
100 less the worst of the unsupported and the worst of the partly supported. Mailpit looks for CSS
by substring, so that "max-width:" is found as "width:" as well; so do we. We look for every CSS
property that caniemail knows, which are more than Mailpit's list.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_ELEMENTS = {
    "html-object": {"object", "embed", "image"},
    "html-link": {"link"},
    "html-hr": {"hr"},
    "html-picture": {"picture"},
    "html-svg": {"svg"},
    "html-form": {"form"},
    "html-base": {"base"},
    "html-video": {"video"},
    "html-audio": {"audio"},
    "html-style": {"style"},
    "html-semantics": {
        *("article", "aside", "details", "figcaption", "figure", "footer", "header", "main"),
        *("mark", "nav", "section", "summary", "time"),
    },
}
_ATTRIBUTES = {
    "html-srcset": "srcset",
    "css-background-color": "bgcolor",
    "css-background": "background",
    "css-border": "border",
    "css-height": "height",
    "css-padding": "padding",
    "css-width": "width",
}
_IN_STYLE_SHEETS = {
    "css-at-font-face": r"@font-face\s+?{",
    "css-at-import": r"@import\s",
    "css-at-keyframes": r"@keyframes\s",
    "css-at-media": r"@media\s?\(",
    "css-at-supports": r"@supports\s?\(",
}
_NOT_MERGED = {"css-display-none": "display:none", "css-display-flex": "display:flex"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    style: dict[str, str] = field(default_factory=dict)


class _Elements(HTMLParser):
    """All elements in order, with the tbody that a browser's parser would put in."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.css = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag == "table":
            self.elements.append(Element("tbody", {}))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1].tag == "style" and "{" in data:
            self.css += data


@cache
def features() -> dict[str, Any]:
    """Per feature: how many clients know it (yes, no, partly), and `latest`, five families'."""
    path = Path(__file__).parent / "data" / "caniemail.json"
    loaded: dict[str, Any] = json.loads(path.read_text())["features"]
    return loaded


def elements(html: str) -> list[Element]:
    """The elements of `html`, each with its own inline style."""
    parser = _Elements()
    parser.feed(html)
    for element in parser.elements:
        element.style = declarations(element.attributes.get("style", ""))
    return parser.elements


def declarations(css: str) -> dict[str, str]:
    """`color:red;margin:0` as a mapping."""
    pairs = (each.partition(":") for each in css.split(";") if ":" in each)
    return {name.strip(): value.strip() for name, _, value in pairs}


def score(html: str) -> float:
    """The share of support, of 100."""
    nodes = [each for each in elements(html) if each.tag not in {"html", "head", "meta"}]
    unsupported = partly = 0.0
    for slug, count in found(html).items():
        feature = features()[slug]
        clients = feature["yes"] + feature["no"] + feature["partly"]
        share = count / len(nodes) * 100 / clients
        unsupported = max(unsupported, feature["no"] * share)
        partly = max(partly, feature["partly"] * share)
    return 100 - unsupported - partly


def found(html: str) -> Counter[str]:
    """How often each feature of caniemail's is used."""
    parser = _Elements()
    parser.feed(html)
    merged = _merged(html, parser.css)
    counts: Counter[str] = Counter()
    if "</body>" in html.lower():
        counts["html-body"] = 1
    for slug, tags in _ELEMENTS.items():
        counts[slug] += sum(each.tag in tags for each in merged)
    counts["html-anchor-links"] = sum(
        each.tag == "a" and each.attributes.get("href", "").startswith("#") for each in merged
    )
    for slug, pattern in _IN_STYLE_SHEETS.items():
        counts[slug] += len(re.findall(pattern, parser.css))
    for name in re.findall(r"(?<=[\w)]):(first-child|hover|link|visited|before|after)", parser.css):
        counts[f"css-pseudo-class-{name}"] += 1
    for slug in features():
        if slug.startswith("css-"):
            counts[slug] += sum(_uses(each, slug) for each in merged)
        if slug.startswith("image-"):
            ending = f".{slug.removeprefix('image-')}"
            counts[slug] += sum(each.attributes.get("src", "").endswith(ending) for each in merged)
    return Counter({slug: count for slug, count in counts.items() if count and slug in features()})


def _uses(element: Element, slug: str) -> bool:
    style = ";".join(f"{name}:{value}" for name, value in element.style.items())
    needle = _NOT_MERGED.get(slug, f"{slug.removeprefix('css-')}:")
    return needle in style or _ATTRIBUTES.get(slug, "none") in element.attributes


def _merged(html: str, css: str) -> list[Element]:
    """The elements, with the rules of the style sheet that are not in an @-rule."""
    merged = elements(html)
    plain = re.sub(r"@[^{]*{(?:[^{}]*{[^{}]*})*[^{}]*}", "", css)
    for selectors, body in re.findall(r"([^{}]+){([^{}]*)}", plain):
        for selector in (each.strip() for each in selectors.split(",")):
            for element in merged:
                if _matches(selector, element):
                    element.style = declarations(body) | element.style
    return merged


def _matches(selector: str, element: Element) -> bool:
    """Types, classes and :root alone: anything else in a letter's style should fail loudly."""
    if selector == ":root":
        return element.tag == "html"
    if not re.fullmatch(r"[a-z0-9]*(\.[a-z]+)?", selector):
        raise NotImplementedError(selector)
    tag, _, name = selector.partition(".")
    return (not tag or tag == element.tag) and (
        not name or name in element.attributes.get("class", "").split()
    )

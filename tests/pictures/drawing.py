"""Boxes, arrows and words as SVG, on a paper of their own: readable on light and dark pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

PAPER, INK, QUIET, LINE, RULE = "#fffdf9", "#222", "#5b554e", "#8b8378", "#e2d9cc"
FONT = "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"


@dataclass(frozen=True)
class Look:
    """How a kind of thing is drawn."""

    fill: str
    edge: str
    radius: int = 6
    dash: str = ""


FUNCTION = Look("#f6e3d6", "#8a2f0b")
QUEUE = Look("#e0f0e3", "#2f6b34", 16)
TABLE = Look("#e4e8f7", "#35478c", 2)
OUTSIDE = Look("#ffffff", "#6b645b", 6, "4 3")
PERSON = Look("#fff4c9", "#8a6d0b", 18)


class Drawing:
    """One picture. Coordinates are pixels from the top left; a box is named by its centre."""

    def __init__(self, width: int, height: int, title: str) -> None:
        size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        tip = f'<path d="M0 0L8 4L0 8z" fill="{LINE}"/>'
        marker = 'id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"'
        paper = f'rx="10" fill="{PAPER}" stroke="{RULE}"'
        self._parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="{FONT}">',
            f"<title>{escape(title)}</title>",
            f'<defs><marker {marker} orient="auto">{tip}</marker></defs>',
            f'<rect width="{width}" height="{height}" {paper}/>',
        ]

    def box(
        self, x: float, y: float, words: str, look: Look, *, width: float, height: float = 34
    ) -> None:
        """A box around its centre, with a line of words, or several, one below the other."""
        dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
        place = f'x="{x - width / 2:g}" y="{y - height / 2:g}"'
        size = f'width="{width:g}" height="{height:g}" rx="{look.radius}"'
        colours = f'fill="{look.fill}" stroke="{look.edge}"{dash}'
        self._parts.append(f"<rect {place} {size} {colours}/>")
        lines = words.split("\n")
        for number, line in enumerate(lines):
            below = 17 * (number - (len(lines) - 1) / 2)
            first = number == 0
            self.words(
                x, y + 4.5 + below, line, anchor="middle", bold=first, size=13 if first else 12
            )

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        anchor: str = "start",
        bold: bool = False,
        colour: str = INK,
        size: int = 13,
    ) -> None:
        """A line of text; `y` is its baseline."""
        weight = ' font-weight="600"' if bold else ""
        self._parts.append(
            f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size}"{weight} '
            f'fill="{colour}">{escape(text)}</text>'
        )

    def arrow(self, *points: tuple[float, float], dashed: bool = False) -> None:
        """A line through points, with a tip at the last."""
        path = "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        self._parts.append(
            f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="1.5"{dash} '
            'marker-end="url(#tip)"/>'
        )

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A thin line between parts of the picture."""
        self._parts.append(f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="{RULE}"/>')

    def legend(self, x: float, y: float, entries: Sequence[tuple[Look, str]]) -> None:
        """What the looks mean, in one row."""
        for look, name in entries:
            self.box(x + 11, y, "", look, width=22, height=16)
            self.words(x + 28, y + 4.5, name, colour=QUIET, size=12)
            x += 46 + len(name) * 6.6

    def svg(self) -> str:
        """The file's text."""
        return "\n".join([*self._parts, "</svg>", ""])

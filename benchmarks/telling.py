"""Figures as a person reads them, and as a program does."""

import json
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks.figure import Figure

Found = Mapping[str, Sequence[Figure]]
"""By benchmark, its figures."""


def as_json(found: Found) -> str:
    """One document."""
    told = {name: [figure.as_json() for figure in figures] for name, figures in found.items()}
    return json.dumps(told, indent=2, ensure_ascii=False)


def show(found: Found) -> None:
    """One table, and below it how each figure was got."""
    console = Console(highlight=False, markup=False)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    table.add_column(no_wrap=True)
    notes: dict[str, int] = {}
    for name, figures in found.items():
        table.add_row(Text(name, style="bold"))
        for figure in figures:
            note = notes.setdefault(figure.how, len(notes) + 1)
            label = f"  {figure.name} ({note})"
            table.add_row(label, told(figure.value), figure.unit, _limits(figure))
    console.print(table)
    for how, note in notes.items():
        console.print(Text(f"({note}) {how}", style="dim"))


def told(value: float) -> str:
    """Three digits that say something, and all that stand before the point."""
    return f"{value:,.0f}" if not value or abs(value) >= 100 else f"{value:.3g}"  # noqa: PLR2004


def _limits(figure: Figure) -> Text:
    words = [
        f"{word} {told(limit)}"
        for word, limit in (("at least", figure.least), ("at most", figure.most))
        if limit is not None
    ]
    if figure.met is False:
        return Text(f"NOT {' and '.join(words)}", style="bold red")
    return Text(" and ".join(words), style="green")

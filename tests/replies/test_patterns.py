"""Patterns for folded text, which is in small letters: a capital in one would never be found."""

import ast
import re
from pathlib import Path

import pytest

import dearreader.replies

FOLDER = Path(dearreader.replies.__file__).parent
TABLES = ("announcements", "departures", "hints", "notices", "offers", "wishes")
"""Modules whose every string is a pattern for small letters, or a group's name."""
NOT_LETTERS = re.compile(r"\\[A-Za-z]|\(\?P<\w+>|\[a-zA-Z\]")


def _patterns(module: Path) -> list[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    wanted: list[ast.AST] = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "plain"
    ]
    if module.stem in TABLES:
        wanted = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    return [
        inner.value
        for node in wanted
        for inner in ast.walk(node)
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
    ]


@pytest.mark.parametrize("module", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_no_pattern_for_small_letters_asks_for_a_capital(module: Path) -> None:
    bare = [NOT_LETTERS.sub("", each) for each in _patterns(module)]
    assert [each for each in bare if each.lower() != each] == []

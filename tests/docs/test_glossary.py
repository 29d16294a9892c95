"""A noun enters the house only with a line in the glossary, and names one thing."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
TWICE: set[str] = set()
"""Names that still stand for two things. None may be added; whoever renames one takes it off."""


def classes() -> Counter[str]:
    """Public classes of the product, and how often each name occurs; the rules have pages of their own."""
    paths = (path for top in ("models", "scheduler") for path in (ROOT / top).rglob("*.py"))
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in paths if path.parent.name != "rules")
    nodes = (node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))
    return Counter(node.name for node in nodes if not node.name.startswith("_"))


def lines() -> Counter[str]:
    """Names of the glossary's lines."""
    return Counter(re.findall(r"^\| `(\w+)` \|", GLOSSARY.read_text(encoding="utf-8"), re.M))


def test_every_public_class_has_a_line_and_every_line_a_class() -> None:
    known, written = classes(), lines()
    assert set(known) - set(written) == set(), "add a line for each to docs/glossary.md, in words of the field"
    assert set(written) - set(known) == set(), "these exist no more: take their lines out of docs/glossary.md"
    assert written == known, "a name has as many lines as things it stands for"


def test_no_new_name_stands_for_two_things() -> None:
    twice = {name for name, times in classes().items() if times > 1}
    assert twice - TWICE == set(), "call one of them something else"


def test_every_line_says_what_the_thing_is() -> None:
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|$", GLOSSARY.read_text(encoding="utf-8"), re.M)
    assert len(rows) > 200
    for name, row in rows:
        cells = [cell.strip() for cell in row.split(" | ")]
        assert all(cells) and len(cells[-1]) > 8, name

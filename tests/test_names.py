"""Loop variables are nouns: a reader of the line knows what it holds."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.test_imports import MODULES

PRONOUNS = frozenset({"one", "two", "it", "said", "found"})
"""Words that say nothing of what they stand for."""


def pronouns(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Loop variables and arguments that are pronouns, with their lines.

    >>> list(pronouns(ast.parse("[one for one in found]")))
    [(1, 'one')]
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            for name in ast.walk(node.target):
                if isinstance(name, ast.Name) and name.id in PRONOUNS:
                    yield name.lineno, name.id
        elif isinstance(node, ast.arg) and node.arg in {"one", "two", "it"}:
            yield node.lineno, node.arg


def test_no_loop_variable_and_no_argument_of_the_product_is_a_pronoun() -> None:
    found = {
        f"{name}:{line}": pronoun
        for name, path in MODULES.items()
        for line, pronoun in pronouns(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == {}, "give it the noun of what it runs over"

"""Imports run one way: cli -> planning, explain, report, loaders -> compile, engine -> models."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"models"}),
    frozenset({"scheduler.version", "scheduler.errors", "scheduler.exits", "scheduler.budget", "scheduler.day"}),
    frozenset({"scheduler.wording"}),
    frozenset({"scheduler.engine"}),
    frozenset({"scheduler.compile"}),
    frozenset({"scheduler.travel", "scheduler.solvers", "scheduler.store"}),
    frozenset({"scheduler.loaders", "scheduler.report"}),
    frozenset({"scheduler.planning"}),
    frozenset({"scheduler.insertion"}),
    frozenset({"scheduler.explain", "scheduler.dispatch", "scheduler.replan"}),
    frozenset({"scheduler.sources"}),
    frozenset({"scheduler.generate", "scheduler.nightly"}),
    frozenset({"scheduler.compare"}),
    frozenset({"scheduler.cli", "scheduler.service"}),
)  # fmt: skip
"""From the bottom up; a module may import its own layer and those below. The package ``scheduler`` itself, the public
interface, stands above all."""

LEVEL = {name: level for level, layer in enumerate(LAYERS) for name in layer}


def part(module: str) -> str | None:
    """The part of the product that a module belongs to; None for others' modules."""
    head, _, rest = module.partition(".")
    if head == "models":
        return "models"
    if head != "scheduler":
        return None
    return f"scheduler.{rest.partition('.')[0]}" if rest else "scheduler"


def modules() -> list[Path]:
    """All source files of the product."""
    return sorted(path for top in ("models", "scheduler") for path in (ROOT / top).rglob("*.py"))


def name_of(path: Path) -> str:
    """The dotted name of a source file."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__").removesuffix(".__main__")


@cache
def imported(path: Path) -> frozenset[str]:
    """Everything a file imports, also inside functions; not what only type checkers see."""
    return frozenset(_imports(ast.parse(path.read_text(encoding="utf-8"))))


def _imports(node: ast.AST) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports name their module in full"
            yield str(child.module)
            if child.module == "scheduler":
                yield from (f"scheduler.{alias.name}" for alias in child.names)
        yield from _imports(child)


def test_every_part_has_a_layer() -> None:
    parts = {part(name_of(path)) for path in modules()} - {"scheduler"}
    assert parts - set(LEVEL) == set()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_nothing_imports_from_above(path: Path) -> None:
    mine = part(name_of(path))
    if mine == "scheduler":
        return
    assert mine is not None
    above = {
        name
        for name in imported(path)
        if (other := part(name)) is not None and LEVEL.get(other, len(LAYERS)) > LEVEL[mine]
    }
    assert above == set(), f"{name_of(path)} imports from above"


def test_the_engine_knows_arrays_only() -> None:
    """No entity, no rule, no policy in the engine."""
    seen = {
        (name_of(path), name)
        for path in modules()
        if part(name_of(path)) == "scheduler.engine"
        for name in imported(path)
        if part(name) == "models"
    }
    assert seen == set()


def test_the_judge_and_the_rules_know_no_solver() -> None:
    seen = {name for path in modules() if part(name_of(path)) == "models" for name in imported(path)}
    assert not {name for name in seen if name.partition(".")[0] in {"ortools", "pandas", "scheduler", "typer"}}

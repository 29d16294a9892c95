"""Imports run one way, package by package, and never in a circle: not at import, not late, not for types alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"models"}),
    frozenset({f"scheduler.{name}" for name in ("budget", "day", "errors", "hidden", "version")}),
    frozenset({"scheduler.wording"}),
    frozenset({"scheduler.chance"}),
    frozenset({f"scheduler.{name}" for name in ("engine", "report", "store", "travel")}),
    frozenset({"scheduler.compile", "scheduler.loaders"}),
    frozenset({"scheduler.solvers", "scheduler.generate"}),
    frozenset({"scheduler.planning"}),
    frozenset({"scheduler.insertion"}),
    frozenset({"scheduler.dispatch", "scheduler.explain", "scheduler.replan"}),
    frozenset({"scheduler.desk"}),
    frozenset({"scheduler.sources"}),
    frozenset({"scheduler.nightly"}),
    frozenset({"scheduler.compare", "scheduler.forecast", "scheduler.roster"}),
    frozenset({"scheduler.people"}),
    frozenset({"scheduler.alerts", "scheduler.pilot"}),
    frozenset({"scheduler.cli", "scheduler.service"}),
)
"""From the bottom up; a module imports its own package and floors below, never a neighbour on its floor. The package
``scheduler`` itself, the public interface, stands above all."""

MODELS: tuple[frozenset[str], ...] = (
    frozenset({"shapes", "section"}),
    frozenset({"rules", "sections"}),
    frozenset({"policy"}),
    frozenset({"problem"}),
    frozenset({"waive"}),
    frozenset({"events", "homeward", "judge", "kpi", "records", "schedule", "route_inputs"}),
    frozenset({"people"}),
)
"""The floors of ``models`` above the entities, which are all the others. On the highest, they may see one another."""


def floor_of(package: str, floors: tuple[frozenset[str], ...]) -> int | None:
    """Number of a package's floor; None = it stands on none."""
    return next((k for k, floor in enumerate(floors) if package in floor), None)


def modules() -> dict[str, Path]:
    """All source files of the product by their dotted names."""
    paths = sorted(path for top in ("models", "scheduler") for path in (ROOT / top).rglob("*.py"))
    return {name_of(path): path for path in paths}


def name_of(path: Path) -> str:
    """The dotted name of a source file."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__").removesuffix(".__main__")


MODULES = modules()


@cache
def imported(name: str) -> frozenset[str]:
    """Everything a module imports: at the top, inside functions, and what only type checkers see.

    ``from package import name`` is the module ``package.name`` where there is one, else the package.
    """
    return frozenset(_imports(ast.parse(MODULES[name].read_text(encoding="utf-8")))) - {name}


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else str(node.module)


def package(module: str) -> str | None:
    """The part of the product that a module belongs to; None for others' modules."""
    parts = module.split(".")
    if parts[0] not in ("models", "scheduler"):
        return None
    return "models" if parts[0] == "models" else ".".join(parts[:2])


def circle(graph: Mapping[str, frozenset[str]]) -> list[str]:
    """Some modules that import one another in a circle; empty when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_there_is_no_circle_late_imports_and_those_for_types_included() -> None:
    graph = {name: frozenset(found for found in imported(name) if found in MODULES) for name in MODULES}
    assert circle(graph) == []


def test_a_circle_would_be_found() -> None:
    assert circle({"a": frozenset({"b"}), "b": frozenset({"c"}), "c": frozenset()}) == []
    assert set(circle({"a": frozenset({"b"}), "b": frozenset({"a"})})) == {"a", "b"}


def test_late_imports_and_those_for_types_are_seen() -> None:
    text = "if TYPE_CHECKING:\n    from models.plan import Plan\ndef late():\n    import models.policy\n"
    assert set(_imports(ast.parse(text))) == {"models.plan", "models.policy"}


def test_every_package_stands_on_one_floor() -> None:
    packages = {found for name in MODULES if (found := package(name)) not in (None, "scheduler")}
    lost = {name for name in packages if floor_of(str(name), FLOORS) is None}
    assert lost == set(), "give it a floor in FLOORS, above everything that it imports"
    assert sum(len(floor) for floor in FLOORS) == len(frozenset().union(*FLOORS))


@pytest.mark.parametrize("name", [name for name in MODULES if name != "scheduler"])
def test_nothing_imports_from_above_or_from_beside(name: str) -> None:
    own = package(name)
    level = floor_of(str(own), FLOORS)
    assert level is not None
    wrong = {
        found
        for found in imported(name)
        if (other := package(found)) not in (None, own) and (floor_of(str(other), FLOORS) or 0) >= level
    }
    assert wrong == set(), f"{name} stands on floor {level} and may import from the floors below it"


@pytest.mark.parametrize("name", [name for name in MODULES if package(name) == "models" and name != "models"])
def test_models_have_floors_of_their_own(name: str) -> None:
    """Entities, then shapes, rules, policy and problem; judge, key figures and events stand on the problem."""
    own = name.split(".")[1]
    level = floor_of(own, MODELS)
    wrong = set()
    for found in imported(name):
        if found.startswith("models."):
            other = floor_of(found.split(".")[1], MODELS)
            if other is not None and (level is None or other > level):
                wrong.add(found)
    assert wrong == set(), f"{name} imports from above"


def test_the_engine_knows_arrays_only() -> None:
    """No entity, no rule, no policy in the engine."""
    seen = {(name, found) for name in MODULES if package(name) == "scheduler.engine" for found in imported(name)}
    assert not {pair for pair in seen if package(pair[1]) == "models"}


def test_the_engine_is_used_through_its_face() -> None:
    """Nobody outside imports what is behind ``scheduler.engine``, nor a name that it does not offer."""
    import scheduler.engine

    def inside(path: Path) -> Iterator[str]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("scheduler.engine"):
                names = {alias.name for alias in node.names}
                if node.module != "scheduler.engine" or not names <= set(scheduler.engine.__all__):
                    yield f"{node.module}: {', '.join(sorted(names))}"
            elif isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names if alias.name.startswith("scheduler.engine."))

    product = [path for name, path in MODULES.items() if package(name) != "scheduler.engine"]
    others = [path for top in ("benchmarks", "tests", "examples", "data") for path in (ROOT / top).rglob("*.py")]
    own = ROOT / "tests" / "engine"
    outside = [*product, *(path for path in others if own not in path.parents)]
    found = {str(path.relative_to(ROOT)): names for path in outside if (names := list(inside(path)))}
    assert found == {}, "use the names that scheduler.engine offers"


def test_the_face_of_the_engine_is_whole_and_loads_nothing_by_itself() -> None:
    import scheduler.engine

    assert not {name for name in scheduler.engine.__all__ if f"scheduler.engine.{name}" in MODULES}, "shadowed"
    assert all(getattr(scheduler.engine, name) is not None for name in scheduler.engine.__all__)
    code = "import sys, scheduler.engine; sys.exit(any('numpy' in m or '_core' in m for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_judge_and_the_rules_know_no_solver() -> None:
    seen = {found for name in MODULES if package(name) == "models" for found in imported(name)}
    assert not {found for found in seen if found.partition(".")[0] in {"ortools", "pandas", "scheduler", "typer"}}

"""What is mutated, and which tests are about it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.operators import Mutant, mutants_of


@dataclass(frozen=True)
class Target:
    """A group of files that are mutated.

    Parameters
    ----------
    name
        For people and in the table.
    files
        Patterns from the root; those that are not there are passed over.
    stages
        Patterns of tests, the nearest first; a later stage runs when the earlier ones notice nothing. ``{stem}`` is the
        name of the mutated file, whose own doctests belong to the first stage.
    """

    name: str
    files: tuple[str, ...]
    stages: tuple[tuple[str, ...], ...]

    def sources(self, root: Path) -> list[Path]:
        """The files, in the order of their names."""
        found = {file for pattern in self.files for file in root.glob(pattern)}
        return sorted(file for file in found if (file.parent.name, file.name) not in _NO_RULES)

    def tests(self, root: Path, file: str) -> list[list[str]]:
        """The stages of a file, as far as their tests exist."""
        found: list[list[str]] = []
        for stage in self.stages:
            patterns = [pattern.format(stem=Path(file).stem) for pattern in stage]
            paths = [str(path.relative_to(root)) for pattern in patterns for path in sorted(root.glob(pattern))]
            known = {path for earlier in found for path in earlier}
            found.append([path for path in dict.fromkeys(paths) if path not in known])
        return [[*found[0], file], *found[1:]]


_NO_RULES = {("rules", "days.py"), ("rules", "__init__.py"), ("events", "made_up.py"), ("kinds", "__init__.py")}
"""Examples, lists, made-up events."""

_TIMES = ("moments", "written", "spans", "numbers", "lists", "horizon")
_LOADED = ("test_load", "test_bad_input", "test_events", "test_json_day", "test_mapping", "test_write")

TARGETS = (
    Target(
        "rules",
        ("models/rules/*.py",),
        (
            ("tests/rules/test_{stem}.py",),
            ("tests/rules/test_rules.py", "tests/rules/test_remedies.py", "tests/models/test_policy.py"),
            ("tests/models/test_judge*.py", "tests/models/test_schedule.py", "tests/compile/test_*.py"),
        ),
    ),
    Target(
        "judge",
        ("models/judge/*.py",),
        (
            ("tests/models/test_judge_*.py", "tests/models/test_judge.py"),
            ("tests/rules/test_rules.py", "tests/models/test_kpi.py", "tests/properties/test_judge_agrees.py"),
        ),
    ),
    Target(
        "events",
        ("models/events/*.py", "models/events/kinds/*.py"),
        (
            ("tests/models/events/test_*.py",),
            (
                "tests/loaders/test_events.py",
                *(f"tests/replan/test_{name}.py" for name in ("replan", "pins", "remembered", "steady")),
                "tests/properties/test_re_planned.py",
            ),
            (
                "tests/replan/test_anything.py",
                "tests/dispatch/test_in_progress.py",
                "tests/explain/test_in_progress.py",
            ),
        ),
    ),
    Target(
        "decided",
        ("scheduler/compile/decided.py", "models/decided.py", "models/homeward.py"),
        (
            (
                "tests/compile/test_decided*.py",
                "tests/models/test_homeward.py",
                "tests/models/events/test_whereabouts.py",
            ),
            ("tests/compile/test_*.py", "tests/properties/test_decided*.py", "tests/properties/test_re_planned.py"),
            ("tests/replan/test_replan.py", "tests/replan/test_pins.py", "tests/replan/test_replay.py"),
        ),
    ),
    Target(
        "statistics",
        ("scheduler/compare/statistics.py",),
        (("tests/compare/test_statistics.py",), ("tests/compare/test_effect.py",)),
    ),
    Target(
        "times of loaders",
        ("models/clock.py", *(f"scheduler/loaders/**/{name}.py" for name in _TIMES)),
        (
            (
                *(f"tests/loaders/test_{name}_in_cells.py" for name in ("times", "numbers")),
                "tests/*/test_{stem}.py",
            ),
            tuple(f"tests/loaders/{name}.py" for name in _LOADED[:2]),
            tuple(f"tests/loaders/{name}.py" for name in _LOADED[2:]),
        ),
    ),
)


def target_of(file: str, root: Path) -> Target:
    """The group of a file."""
    return next(target for target in TARGETS if root / file in target.sources(root))


def all_mutants(root: Path) -> dict[str, list[Mutant]]:
    """Target -> every mutant of its files."""
    return {
        target.name: [
            mutant
            for source in target.sources(root)
            for mutant in mutants_of(str(source.relative_to(root)), source.read_text(encoding="utf-8"))
        ]
        for target in TARGETS
    }


def sample(root: Path, count: int, seed: int, like: Iterable[str] = ()) -> list[Mutant]:
    """``count`` mutants by lot, spread over the targets by the square root of their size.

    Parameters
    ----------
    like
        Keys of another sample: those that exist here are taken first, so that two versions of the code can be compared.
    """
    wanted, dice = set(like), random.Random(seed)
    pools = {name: found for name, found in all_mutants(root).items() if found}
    weights = {name: len(found) ** 0.5 for name, found in pools.items()}
    drawn: list[Mutant] = []
    for name, found in pools.items():
        share = min(len(found), round(count * weights[name] / sum(weights.values())))
        order = dice.sample(found, len(found))
        order.sort(key=lambda mutant: mutant.key not in wanted)
        drawn += order[:share]
    return sorted(drawn, key=lambda mutant: (mutant.file, mutant.line, mutant.key))

"""Working on all cells of a study, wherever the executor has them worked on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from models.errors import InputError, Trouble
from models.problem import Problem
from scheduler.budget import Budget
from scheduler.compare.cache import Cache
from scheduler.compare.cells import Cell, content_hash, work
from scheduler.compare.executors import Executor, Failure, Here, Work

Make = Callable[[Problem, int], Problem]
"""(day, seed) -> the day under a scenario."""

Progress = Callable[[int, int, str], None]
"""Called with (finished, all, name of the cell)."""


@dataclass
class CellsWorked:
    """What came of the cells, in their order."""

    answers: dict[tuple[str, str, int], dict[str, Any]] = field(default_factory=dict)
    failures: dict[tuple[str, str, int], Failure] = field(default_factory=dict)


def cells_of(
    days: Mapping[str, Problem],
    scenarios: Mapping[str, Make],
    seeds: Iterable[int],
    budget: Budget,
    solver: str = "engine",
) -> list[Cell]:
    """Every scenario on every day with every seed: common days, seeds and budgets.

    Chance in a scenario is drawn by day and seed, so scenarios that share their steps share what was drawn.

    Raises
    ------
    InputError
        With every step that does not fit a day, and every day without an open ticket; before anything is planned.
    """
    cells, hashes, troubles = [], dict[int, str](), dict[str, Trouble]()
    for day, problem in days.items():
        for seed in seeds:
            for name, make in scenarios.items():
                try:
                    made = make(problem, seed)
                except InputError as error:
                    troubles |= {str(trouble): trouble for trouble in error.troubles}
                    continue
                if not made.open_tickets:
                    text = f"day {day} has no open ticket under {name!r}"
                    troubles[text] = Trouble(text, rule="no-tickets", maybe="leave the day out of the study.")
                    continue
                if id(made) not in hashes:
                    hashes[id(made)] = content_hash(made)
                cells.append(Cell(name, day, made, replace(budget, seed=seed), hashes[id(made)], solver))
    if troubles:
        raise InputError(troubles.values())
    return cells


def work_on(
    cells: list[Cell],
    executor: Executor | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
    do: Work = work,
) -> CellsWorked:
    """Work on all cells; equal work is done once, finished work not again, and a cell that fails stops nothing."""
    by_key: dict[str, list[Cell]] = {}
    for cell in cells:
        by_key.setdefault(cell.key, []).append(cell)
    known = {key: old for key, same in by_key.items() if cache and (old := cache.get(key))}
    done = sum(len(by_key[key]) for key in known)
    found: dict[str, dict[str, Any] | Failure] = dict(known)
    if progress is not None and done:
        progress(done, len(cells), "finished before")
    for cell, answer in (executor or Here()).run([same[0] for key, same in by_key.items() if key not in known], do):
        found[cell.key] = answer
        if cache is not None and not isinstance(answer, Failure):
            cache.keep(cell.key, answer)
        done += len(by_key[cell.key])
        if progress is not None:
            progress(done, len(cells), cell.name)
    worked = CellsWorked()
    for cell in cells:
        came = found[cell.key]
        if isinstance(came, Failure):
            worked.failures[cell.place] = came
        else:
            worked.answers[cell.place] = came
    return worked

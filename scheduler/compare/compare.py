"""Comparing scenarios: the library call behind ``paigong compare``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from models.errors import InputError, Trouble, nearest
from models.problem import Problem
from scheduler.budget import Budget
from scheduler.compare.cache import Cache
from scheduler.compare.cells import ITERATIONS
from scheduler.compare.days import read_days
from scheduler.compare.executors import Executor, executor_for
from scheduler.compare.grid import GridPoint, read_grid
from scheduler.compare.run import Make, Progress, cells_of, work_on
from scheduler.compare.scenario import Scenario, file_mapping, read_mapping
from scheduler.compare.study import Study
from scheduler.loaders.ledger import Ledger

Days = Mapping[str, Problem]
"""Name of a day -> the day."""

BASE = "base"
"""The days as they are."""


def compare(
    what: str | Path | Problem | Mapping[str, Problem | Days],
    scenarios: Sequence[str | Path | Scenario | GridPoint] = (),
    *,
    base: str | None = None,
    seeds: int = 3,
    iterations: int = ITERATIONS,
    gap: float | None = None,
    solver: str = "engine",
    confidence: float = 0.95,
    workers: int | None = None,
    executor: Executor | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Study:
    """Plan the same days under every scenario, with the same seeds and budgets, and compare.

    Parameters
    ----------
    what
        With ``scenarios``: the days - a path, a problem, or name -> problem. Without: the scenarios themselves, name ->
        problem or name -> days; the first is the base.
    scenarios
        Overlays on the days: files (of a scenario or a grid), or :class:`Scenario`.
    base
        Name of the scenario that the others are compared with; None = the days as they are, called ``base``.
    seeds
        Number of seeds: 1, 2, ... The solver and the chance in scenarios both follow them.
    iterations, gap, solver
        Of every cell, see :class:`scheduler.budget.Budget`; seconds would not be the same work everywhere.
    confidence
        Of the intervals.
    workers
        Processes on this machine; None = one per core, 1 = this process itself. (A script that uses more than one has
        its own work under ``if __name__ == "__main__":``, as for any use of processes.)
    executor
        Instead of ``workers``: for instance :class:`scheduler.compare.executors.OnRay`.
    cache
        Keeps finished cells, and is asked before a cell is worked on.
    progress
        Called with (finished, all, name of the cell).

    Raises
    ------
    InputError
        When a scenario does not fit a day, there is nothing to compare, or an interval could not be had.

    Examples
    --------
    >>> from scheduler.generate import generate
    >>> day = generate(tickets=8, engineers=3, seed=5)
    >>> more = Scenario("one more", read_mapping({"steps": [{"add-engineers": {"like": "E01"}}]}).steps)
    >>> study = compare(day, [more], seeds=2, iterations=500, workers=1)
    >>> study.scenarios, study.difference("one more").mean <= 0
    (('base', 'one more'), True)
    """
    from scheduler.solvers.named import solver_named

    by_name, makes, days, points = _asked(what, scenarios, base)
    base = _base(makes, base)
    numbers = tuple(range(1, seeds + 1))
    _check(days, makes, seeds, confidence)
    solver_named(solver)
    budget = Budget(iterations=iterations, gap=gap, threads=1)
    cells = cells_of(days, makes, numbers, budget, solver)
    worked = work_on(cells, executor or executor_for(workers, len(cells)), cache, progress)
    return Study(
        base=base,
        scenarios=tuple(makes),
        days=tuple(days),
        seeds=numbers,
        budget=budget,
        solver=solver,
        currency=cells[0].problem.policy.currency,
        answers=worked.answers,
        failures=worked.failures,
        problems={(cell.scenario, cell.day): cell.problem for cell in cells if cell.seed == 1},
        steps=by_name,
        points=points,
        keys={cell.place: cell.key for cell in cells},
        confidence=confidence,
    )


def read_scenarios(path: str | Path, ledger: Ledger | None = None) -> tuple[GridPoint, ...]:
    """The scenario of a file, or all of its grid; the ledger takes what became of its keys and steps."""
    path = Path(path)
    data = file_mapping(path)
    points = (
        read_grid(data, path.name, path.stem)
        if "grid" in data
        else (GridPoint(read_mapping(data, path.name, path.stem), {}),)
    )
    if ledger is not None:
        ledger.take(path.name, data)
        ledger.use(path.name, "row", *range(1, len(data.get("steps") or ()) + 1))
    return points


def _asked(
    what: str | Path | Problem | Mapping[str, Problem | Days],
    scenarios: Sequence[str | Path | Scenario | GridPoint],
    base: str | None,
) -> tuple[dict[str, Scenario], dict[str, Make], Days, dict[str, Mapping[str, object]]]:
    if isinstance(what, Mapping) and not scenarios:
        return {}, *_given(what), {}
    if isinstance(what, Mapping):
        days = {name: problem for name, problem in what.items() if isinstance(problem, Problem)}
        if len(days) < len(what):
            raise InputError(Trouble("with scenarios, days are single problems", rule="usage"))
    else:
        days = {what.name: what} if isinstance(what, Problem) else read_days(what)
    found = [point for scenario in scenarios for point in _points(scenario)]
    named = {} if base not in (None, BASE) else {BASE: Scenario(BASE)}
    for point in found:
        if point.scenario == named.get(BASE) and point.scenario.name == BASE:
            continue
        if point.scenario.name in named:
            text = f"two scenarios are called {point.scenario.name!r}"
            raise InputError(Trouble(text, rule="same-name", maybe="give each its own name: in the file."))
        named[point.scenario.name] = point.scenario
    return (
        named,
        {name: scenario.apply for name, scenario in named.items()},
        days,
        {point.scenario.name: point.at for point in found if point.at},
    )


def _base(makes: Mapping[str, Make], base: str | None) -> str:
    name = next(iter(makes), BASE) if base is None else base
    if name not in makes:
        text = "is not among the scenarios"
        raise InputError(
            Trouble(text, field="base", value=name, rule="unknown-base", maybe=nearest(name, {BASE, *makes}))
        )
    return name


def _points(what: str | Path | Scenario | GridPoint) -> tuple[GridPoint, ...]:
    if isinstance(what, GridPoint):
        return (what,)
    if isinstance(what, Scenario):
        return (GridPoint(what, {}),)
    return (GridPoint(Scenario(BASE), {}),) if str(what) == BASE else read_scenarios(what)


def _given(what: Mapping[str, Problem | Days]) -> tuple[dict[str, Make], Days]:
    """Scenarios that are problems already; their days must be the same by name."""
    sets = {name: {days.name: days} if isinstance(days, Problem) else dict(days) for name, days in what.items()}
    if any(isinstance(days, Problem) for days in what.values()):
        # Of single problems the name does not matter: a scenario may have been given another one.
        sets = {name: {"day": next(iter(days.values()))} if len(days) == 1 else days for name, days in sets.items()}
    first = next(iter(sets.values()), {})
    for name, days in sets.items():
        if days.keys() != first.keys():
            raise InputError(Trouble(f"scenario {name!r} has other days than the first one", rule="other-days"))
    day_of = {id(problem): day for day, problem in first.items()}

    def make(days: Days) -> Make:
        return lambda problem, seed: days[day_of[id(problem)]]

    return {name: make(days) for name, days in sets.items()}, first


def _check(days: Days, makes: Mapping[str, Make], seeds: int, confidence: float) -> None:
    troubles = []
    if not days:
        troubles.append(Trouble("the study has no day", rule="no-days", maybe="name a folder of days."))
    if len(makes) < 2:
        maybe = "name a scenario file besides the base."
        troubles.append(Trouble("there is nothing to compare the base with", rule="no-scenarios", maybe=maybe))
    if seeds < 1:
        troubles.append(Trouble("must be at least 1", field="seeds", value=str(seeds), rule="too-few-seeds"))
    elif len(days) * seeds == 1:
        text = "an interval cannot be had from one day and one seed"
        troubles.append(Trouble(text, rule="too-few-cells", maybe="add days, or seeds (--seeds 5)."))
    if not 0 < confidence < 1:
        maybe = "write 95 % as 0.95."
        troubles.append(Trouble("is a share", field="confidence", value=str(confidence), rule="usage", maybe=maybe))
    if troubles:
        raise InputError(troubles)

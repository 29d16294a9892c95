"""The quarterly training, placed where it costs service least: CP-SAT over half-day blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING

from models.clock import HOUR
from models.engineer import Absence, Engineer
from models.problem import Problem
from models.records import Records
from models.sections.development import Development

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

HALVES = {"morning": (8, 12), "afternoon": (13, 17)}
KINDS = ("safety", "product", "communication", "ai-diagnosis")
BEHIND = 10_000_000
"""[thousandths] what a block that cannot be placed counts in the search; more than any loss of half a day."""


@dataclass(frozen=True, order=True)
class Block:
    """Half a day."""

    day: date
    half: str


@dataclass(frozen=True)
class TrainingBlock:
    """Somebody's training in a block, of a kind, with the service it costs [currency]."""

    engineer: str
    block: Block
    kind: str
    loss: float


@dataclass(frozen=True)
class TrainingCalendar:
    """Trainings of a quarter.

    Parameters
    ----------
    cost, bound
        [currency] loss of service of the calendar, and of the best possible one at least.
    naive
        [currency] the same when all train in the same week, as early as it can be.
    behind
        Engineer -> blocks that found no place.
    carried
        Engineer -> blocks that were missing before the quarter.
    """

    first: date
    last: date
    blocks: tuple[TrainingBlock, ...]
    cost: float
    bound: float
    naive: float
    behind: dict[str, int]
    carried: dict[str, int]
    source: str


Losses = Mapping[tuple[str, int, str], float]
"""(engineer, weekday, half) -> loss of service [currency] when the engineer is away."""


def half_days(first: date, last: date) -> tuple[Block, ...]:
    """The blocks of a span: mornings and afternoons from Monday to Friday."""
    days = (first + timedelta(days=k) for k in range((last - first).days + 1))
    return tuple(Block(day, half) for day in days if day.weekday() < 5 for half in HALVES)


def needs(
    records: Records, development: Development, first: date, engineers: Sequence[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """Blocks that everybody needs in the quarter, and how many of them were missing before it.

    Hours already done in the quarter are taken off. What was missing in the quarter before is carried over, where the
    records know of any course then.
    """
    before = first - timedelta(days=91)
    known = any(before <= course.passed < first and course.hours for course in records.courses)
    need, carried = {}, {}
    for engineer in engineers:
        mine = [course for course in records.courses if course.engineer == engineer and course.hours]
        done = sum(course.hours for course in mine if first <= course.passed)
        old = sum(course.hours for course in mine if before <= course.passed < first)
        missing = max(0.0, development.training_hours - old) if known else 0.0
        carried[engineer] = ceil(missing / development.block_hours)
        need[engineer] = ceil(max(0.0, development.training_hours - done) / development.block_hours) + carried[engineer]
    return need, carried


def losses(days: Sequence[Problem], iterations: int = 300, seed: int = 1) -> dict[tuple[str, int, str], float]:
    """What each known day costs more when somebody is away for half of it, planned again; mean by weekday.

    A forecast of demand says more; without one the known days stand for the days like them.
    """
    from scheduler.planning.plan import plan

    sums: dict[tuple[str, int, str], list[float]] = defaultdict(list)
    for problem in days:
        base = plan(problem, iterations=iterations, seed=seed, proof=False).cost
        weekday = problem.clock.origin.date().weekday()
        for engineer in problem.engineers:
            for half in HALVES:
                away = plan(_away(problem, engineer.id, half), iterations=iterations, seed=seed, proof=False).cost
                sums[engineer.id, weekday, half].append(max(0, away - base) / 1000)
    return {key: sum(values) / len(values) for key, values in sums.items()}


def _away(problem: Problem, id: str, half: str) -> Problem:
    start, end = (hour * HOUR for hour in HALVES[half])
    gone = Absence(start=start, end=end, kind="training")

    def changed(engineer: Engineer) -> Engineer:
        return engineer.but(absences=(*engineer.absences, gone)) if engineer.id == id else engineer

    return replace(problem, engineers=tuple(map(changed, problem.engineers)))


def calendar(
    engineers: Sequence[Engineer], need: Mapping[str, int], carried: Mapping[str, int], loss: Losses,
    development: Development, first: date, last: date, *, free: Mapping[str, frozenset[date]] | None = None,
    seconds: float = 20.0, source: str = "",
) -> TrainingCalendar:  # fmt: skip
    """The calendar that loses least service.

    Parameters
    ----------
    need, carried
        Blocks per engineer; see :func:`needs`.
    loss
        See :func:`losses`; a weekday that is not known costs the mean of those that are.
    free
        Engineer -> days on which the engineer is away anyway and not trained.
    """
    from ortools.sat.python import cp_model

    blocks = half_days(first, last)
    price = {(engineer.id, block): price_of(loss, engineer.id, block) for engineer in engineers for block in blocks}
    model = cp_model.CpModel()
    chosen = {
        (engineer.id, block): model.new_bool_var("")
        for engineer in engineers for block in blocks
        if need.get(engineer.id) and block.day not in (free or {}).get(engineer.id, frozenset())
    }  # fmt: skip
    missing = _demand(model, chosen, engineers, need, blocks)
    _seats(model, chosen, engineers, blocks, development)
    objective = sum(round(1000 * price[key]) * var for key, var in chosen.items())
    objective += sum(BEHIND * var for var in missing.values())
    objective += sum(_urgency(key, carried, first, development) * var for key, var in chosen.items())
    model.minimize(objective)
    solver = cp_model.CpSolver()
    solver.parameters.max_deterministic_time = seconds
    solver.parameters.random_seed, solver.parameters.num_workers = 1, 1  # the same calendar on every machine
    solver.solve(model)
    taken = sorted(key for key, var in chosen.items() if solver.value(var))
    behind = {id: int(solver.value(var)) for id, var in missing.items() if solver.value(var)}
    extra = sum(BEHIND * count for count in behind.values()) + sum(
        _urgency(key, carried, first, development) for key in taken
    )
    cost = sum(price[key] for key in taken)
    bound = max(0.0, (solver.best_objective_bound - extra) / 1000)
    made = tuple(
        TrainingBlock(id, block, kind, price[id, block]) for (id, block), kind in zip(taken, _kinds(taken), strict=True)
    )
    return TrainingCalendar(first, last, made, cost, min(bound, cost), _naive(engineers, need, price, blocks), behind,
                            {id: count for id, count in carried.items() if count}, source)  # fmt: skip


def price_of(loss: Losses, engineer: str, block: Block) -> float:
    """What the service loses; the mean of the known weekdays where that weekday is not known."""
    known = loss.get((engineer, block.day.weekday(), block.half))
    if known is not None:
        return known
    others = [value for (who, _, half), value in loss.items() if who == engineer and half == block.half]
    return sum(others) / len(others) if others else 0.0


def _demand(
    model: cp_model.CpModel, chosen: Mapping[tuple[str, Block], cp_model.IntVar], engineers: Sequence[Engineer],
    need: Mapping[str, int], blocks: Sequence[Block],
) -> dict[str, cp_model.IntVar]:  # fmt: skip
    """Everybody has the blocks needed, or is behind; one block a day at most."""
    missing = {}
    for engineer in engineers:
        mine = {block: chosen[engineer.id, block] for block in blocks if (engineer.id, block) in chosen}
        if need.get(engineer.id):
            missing[engineer.id] = model.new_int_var(0, need[engineer.id], "")
            model.add(sum(mine.values()) + missing[engineer.id] == need[engineer.id])
        for day in {block.day for block in mine}:
            model.add_at_most_one(var for block, var in mine.items() if block.day == day)
    return missing


def _seats(
    model: cp_model.CpModel, chosen: Mapping[tuple[str, Block], cp_model.IntVar], engineers: Sequence[Engineer],
    blocks: Sequence[Block], development: Development,
) -> None:  # fmt: skip
    """Seats of a block, and how many of those with a skill may be away together."""
    holders: dict[str, list[str]] = defaultdict(list)
    for engineer in engineers:
        for name in dict.fromkeys(held.skill for held in engineer.skills):
            holders[name].append(engineer.id)
    for block in blocks:
        model.add(
            sum(chosen[engineer.id, block] for engineer in engineers if (engineer.id, block) in chosen)
            <= development.seats
        )
        for ids in holders.values():
            most = max(1, int(development.most_absent * len(ids)))
            mine = [chosen[id, block] for id in ids if (id, block) in chosen]
            if len(mine) > most:
                model.add(sum(mine) <= most)


def _urgency(key: tuple[str, Block], carried: Mapping[str, int], first: date, development: Development) -> int:
    """People who are behind come first: their weeks count, a little."""
    id, block = key
    return round(development.behind_weight * 100 * ((block.day - first).days // 7)) if carried.get(id) else 0


def _kinds(taken: Sequence[tuple[str, Block]]) -> list[str]:
    """Kinds in turn for each engineer, safety first."""
    count: dict[str, int] = defaultdict(int)
    kinds = []
    for id, _ in taken:
        kinds.append(KINDS[count[id] % len(KINDS)])
        count[id] += 1
    return kinds


def _naive(
    engineers: Sequence[Engineer],
    need: Mapping[str, int],
    price: Mapping[tuple[str, Block], float],
    blocks: Sequence[Block],
) -> float:
    """All train in the same week, from Monday on; seats and skills play no part, so it is a friendly figure."""
    return sum(price[engineer.id, block] for engineer in engineers for block in blocks[: need.get(engineer.id, 0)])


def training_rows(made: TrainingCalendar, records: Records) -> list[dict[str, str]]:
    """Rows of ``trainings.csv`` for the days: protected time."""
    rows = []
    for block in made.blocks:
        start, end = HALVES[block.block.half]
        midnight = records.start_of(block.block.day)
        rows.append({"engineer_id": block.engineer, "start": records.clock.iso(midnight + start * HOUR),
                     "end": records.clock.iso(midnight + end * HOUR), "title": block.kind})  # fmt: skip
    return rows

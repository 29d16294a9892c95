"""Shifts: hours, prices, limits, break and blocks of each engineer's day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.engineer import Break
from models.errors import InputError, Trouble
from models.interval import Spans, merge
from models.shapes import Measure, ShiftBlock, ShiftBreak, ShiftCost, ShiftLimit
from models.timing import BEYOND
from scheduler.compile.axes import Axes
from scheduler.compile.decided import left_of, until
from scheduler.compile.price_guard import PriceGuard
from scheduler.day import NEVER, Ints, Money

LATEST = 2**28
"""No shift lasts longer than this, limit or not [s]; the engine cuts there."""

USED, HOUR, OVERTIME = "any visit", "an hour worked", "an hour of overtime"


@dataclass(frozen=True, eq=False)
class Shifts:
    """The shift arrays of a Day."""

    start: Ints
    end: Ints
    last: Ints
    overtime_rate: Money
    fixed_cost: Money
    work_rate: Money
    max_visits: Ints
    max_travel: Ints
    max_work: Ints
    break_length: Ints
    break_earliest: Ints
    break_latest: Ints
    block_offset: Ints
    block_from: Ints
    block_to: Ints
    paid_rate: Money
    paid_from: Ints

    def blocks(self, e: int) -> Spans:
        """Blocks of one shift."""
        a, b = int(self.block_offset[e]), int(self.block_offset[e + 1])
        return tuple(zip(self.block_from[a:b].tolist(), self.block_to[a:b].tolist(), strict=True))


def shifts(frame: Axes, purse: PriceGuard) -> Shifts:
    """All shifts of the problem.

    Raises
    ------
    InputError
        Two rules give the same shift a break. (Two rules that price the same hour are left to the purse to raise.)
    """
    end = np.array([shift.end for _, shift in frame.shifts], np.int32)
    last = np.minimum(_most(frame, Measure.RETURN), LATEST).astype(np.int32)
    if frame.problem.decided:
        ends = [until(frame.problem, *names, int(time)) for names, time in zip(frame.shifts, last, strict=True)]
        last = np.array(ends, np.int32)
    blocks = _blocks(frame, last)
    return Shifts(
        start=np.minimum(frame.start, last),  # over by now: it stays empty, and a search begins with such a shift
        end=end,
        last=last,
        **_prices(frame, purse, np.maximum(last - end, 0), np.maximum(last - frame.start, 0)),
        max_visits=_most(frame, Measure.VISITS),
        max_travel=_most(frame, Measure.TRAVEL),
        max_work=_most(frame, Measure.WORK),
        **_breaks(frame),
        block_offset=np.cumsum([0, *map(len, blocks)]).astype(np.int32),
        block_from=np.array([begin for spans in blocks for begin, _ in spans], np.int32),
        block_to=np.array([stop for spans in blocks for _, stop in spans], np.int32),
        paid_rate=np.zeros(len(frame.shifts), np.int64),
        paid_from=np.zeros(len(frame.shifts), np.int32),
    )


def _most(frame: Axes, measure: Measure) -> Ints:
    """The least bound of all rules on a measure, as far as what stands leaves it."""
    rules = [rule for rule in frame.problem.policy.of(ShiftLimit) if rule.measure == measure]
    bounds = [
        min((b for rule in rules if (b := rule.most(engineer, shift, frame.problem)) is not None), default=NEVER)
        for engineer, shift in frame.shifts
    ]
    left = [bound if bound == NEVER else left_of(frame.problem, engineer, shift, measure, bound)
            for bound, (engineer, shift) in zip(bounds, frame.shifts, strict=True)]  # fmt: skip
    return np.array([min(bound, NEVER) for bound in left], np.int32)


def _prices(frame: Axes, purse: PriceGuard, over: Ints, worked: Ints) -> dict[str, Any]:
    """Prices of each shift; an hour may be priced by one rule only, since the Day rounds it down once."""
    rules = frame.problem.policy.of(ShiftCost)
    found = {kind: np.zeros(len(frame.shifts), np.int64) for kind in ("fixed_cost", "work_rate", "overtime_rate")}
    priced_by: dict[tuple[str, int], str] = {}

    def whose(what: str) -> Callable[[int], str]:
        return lambda e: f"{what} on shift {frame.shifts[e][1].id}"

    for rule in rules:
        prices = [rule.price(engineer, shift, frame.problem) for engineer, shift in frame.shifts]
        used = purse.take(rule.id, (price.used for price in prices), whose(USED))
        hour = purse.take(rule.id, (price.worked_hour for price in prices), whose(HOUR))
        late = purse.take(rule.id, (price.overtime_hour for price in prices), whose(OVERTIME))
        purse.spend(rule.id, int(used.sum()))
        purse.hourly(rule.id, hour, worked, whose("all hours worked"))
        purse.hourly(rule.id, late, over, whose("the longest overtime"))
        for kind, rates in (("fixed_cost", used), ("work_rate", hour), ("overtime_rate", late)):
            found[kind] += rates
        for what, rates in ((HOUR, hour), (OVERTIME, late)):
            for e in np.flatnonzero(rates).tolist():
                if (other := priced_by.setdefault((what, e), rule.id)) != rule.id:
                    purse.troubles.append(_two_rules(whose(what)(e), other, rule.id))
    purse.together([rule.id for rule in rules], found["fixed_cost"], whose(USED))
    return found


def _two_rules(what: str, rule: str, other: str) -> Trouble:
    return Trouble(
        f"{what} is priced by the rules {rule} and {other}; each hour has one price",
        field="rules",
        rule="one-price",
        maybe="turn one of these rules off and add its price to the other.",
    )


def _breaks(frame: Axes) -> dict[str, Any]:
    """The one break of each shift; length 0 = none."""
    rules = frame.problem.policy.of(ShiftBreak)
    found: list[Break | None] = []
    troubles: list[Trouble] = []
    for engineer, shift in frame.shifts:
        rests = {rule.id: rest for rule in rules if (rest := rule.rest(engineer, shift, frame.problem)) is not None}
        if len(rests) > 1:
            troubles.append(
                Trouble(
                    f"shift {shift.id} has a break from each of the rules {', '.join(rests)}; one break is planned",
                    field="rules",
                    value=shift.id,
                    rule="one-break",
                    maybe="turn one of these rules off.",
                )
            )
        stands = frame.problem.stands.get(shift.id)
        taken = stands is not None and stands.rested
        found.append(None if taken else next(iter(rests.values()), None))
    if troubles:
        raise InputError(troubles)
    return {
        "break_length": np.array([min(rest.length, BEYOND) if rest else 0 for rest in found], np.int32),
        "break_earliest": _near([rest.earliest if rest else 0 for rest in found]),
        "break_latest": _near([rest.latest if rest else NEVER for rest in found]),
    }


def _near(times: Sequence[int]) -> Ints:
    """[s] Times, none of them farther away than never."""
    return np.clip(np.array(times, np.int64), -NEVER, NEVER).astype(np.int32)


def _blocks(frame: Axes, last: Ints) -> list[Spans]:
    """Blocks of all rules together, as far as they touch the shift."""
    rules = frame.problem.policy.of(ShiftBlock)
    if not rules:
        return [()] * len(frame.shifts)
    return [
        tuple(
            (begin, min(end, NEVER))
            for begin, end in merge(span for rule in rules for span in rule.blocks(engineer, shift, frame.problem))
            if end > frame.start[e] and begin < last[e]
        )
        for e, (engineer, shift) in enumerate(frame.shifts)
    ]

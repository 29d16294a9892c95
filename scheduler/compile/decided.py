"""What decided visits use up, shape by shape: where the rest of a shift begins, and what is left of its limits.

A bound that what stands has passed already moves to there, as the judge has it: nothing more may be added, and what is
sunk refuses nothing. No rule is named here: a rule of a shape that counts something is remembered without a line of
its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from models.decided import Decided
from models.engineer import Engineer, Shift
from models.money import hourly
from models.problem import Problem
from models.shapes import Measure, PlanRow, ShiftLoad, ShiftRest
from models.ticket import Ticket
from scheduler.day import NEVER, Ints, Money


def open_shifts(problem: Problem) -> tuple[tuple[Engineer, Shift], ...]:
    """Shifts to which something may still be added."""
    if not problem.closed:
        return problem.shifts
    return tuple((engineer, shift) for engineer, shift in problem.shifts if shift.id not in problem.closed)


def begin(problem: Problem, engineer: Engineer, shift: Shift) -> int:
    """[s] from when the shift can do something new: not before now, nor before the engineer is free and there."""
    decided = problem.stands.get(shift.id)
    first = shift.start if decided is None else decided.free
    return max([first, problem.now, *(_over(problem, before, shift) for before in _others(problem, engineer, shift)
                                      if before.route.depart < shift.start)])  # fmt: skip


def until(problem: Problem, engineer: Engineer, shift: Shift, last: int) -> int:
    """[s] by when the shift has to be over, for a later one of the same engineer that has left or will leave then.

    Time off between the two (``ShiftRest``) counts; what stands may have cut it short already.
    """
    end = shift.end_place or engineer.end_place
    for after in _others(problem, engineer, shift):
        later = problem.shift[after.shift][1]
        if shift.start < later.start:
            way = _leg(problem, end.key, (later.start_place or engineer.start).key)
            last = min(last, after.route.depart - way - time_off(problem, engineer, shift, later))
    decided = problem.stands.get(shift.id)
    return last if decided is None else max(last, decided.route.end)


def _others(problem: Problem, engineer: Engineer, shift: Shift) -> Iterable[Decided]:
    """What is decided of the engineer's other shifts."""
    if not problem.decided or len(engineer.shifts) < 2:
        return ()
    return [
        problem.stands[other.id] for other in engineer.shifts if other.id != shift.id and other.id in problem.stands
    ]


def _over(problem: Problem, before: Decided, shift: Shift) -> int:
    """[s] when somebody can be where a shift starts, coming from an earlier one; who has left already is rested."""
    engineer, earlier = problem.shift[before.shift]
    home = earlier.end_place or engineer.end_place
    way = _leg(problem, home.key, (shift.start_place or engineer.start).key)
    left = shift.id in problem.stands
    return before.route.end + way + (0 if left else time_off(problem, engineer, earlier, shift))


def time_off(problem: Problem, engineer: Engineer, before: Shift, after: Shift) -> int:
    """[s] least time off between two shifts of an engineer, by all rules together (``ShiftRest``)."""
    return max((rule.least(engineer, before, after, problem) for rule in problem.policy.of(ShiftRest)), default=0)


def _leg(problem: Problem, a: str, b: str) -> int:
    known = problem.travel.index
    return int(problem.travel.seconds[known[a], known[b]]) if a in known and b in known else 0


def left_of(problem: Problem, engineer: Engineer, shift: Shift, measure: Measure, most: int) -> int:
    """What is left of a bound of a shift (``ShiftLimit``); of the longest working day see :func:`end_by_work`."""
    decided = problem.stands.get(shift.id)
    if decided is None or measure is Measure.WORK:
        return most
    stands = _idle(problem, engineer, shift, decided)[measure]
    gone = {Measure.VISITS: len(decided.route.visits), Measure.TRAVEL: decided.driven}.get(measure, 0)
    return max(most, stands) - gone


def _idle(problem: Problem, engineer: Engineer, shift: Shift, decided: Decided) -> dict[Measure, int]:
    """What the shift reaches if nothing is added."""
    home = _leg(problem, decided.place.key, (shift.end_place or engineer.end_place).key)
    return {
        Measure.RETURN: decided.route.end,
        Measure.VISITS: len(decided.route.visits),
        Measure.TRAVEL: decided.driven + home,
        Measure.WORK: decided.route.end - decided.route.depart,
    }


def takes(problem: Problem, rule: ShiftLoad, shift: Shift) -> Counter[str]:
    """What decided visits have taken from the van (``ShiftLoad``)."""
    taken: Counter[str] = Counter()
    decided = problem.stands.get(shift.id)
    for ticket in _tickets(problem, decided):
        taken.update(rule.takes(ticket, problem))
    return taken


def _tickets(problem: Problem, decided: Decided | None) -> tuple[Ticket, ...]:
    return () if decided is None else tuple(problem.ticket[id] for id in decided.route.tickets)


def row_left(problem: Problem, row: PlanRow) -> PlanRow:
    """What decided visits leave of a plan limit (``PlanLimit``); shifts that are out already count no more."""
    if not problem.decided:
        return row
    used = sum(row.used.get(decided.shift, 0) for decided in problem.decided)
    for decided, visit in problem.settled.values():
        due, weight = row.late.get(visit.ticket, (NEVER, 0))
        used += row.weight(decided.engineer, visit.ticket) + (weight if visit.start > due else 0)
    shifts = {shift: weight for shift, weight in row.used.items() if shift not in problem.stands}
    return replace(row, cap=max(0, row.cap - used), used=shifts)


def out_already(
    problem: Problem, pairs: Sequence[tuple[Engineer, Shift]], shifts: Mapping[str, Ints | Money], home: Money
) -> tuple[dict[str, Any], Money]:
    """The arrays of shifts with what it costs if nothing is added taken off (``ShiftCost``, ``LegCost``).

    Who has left cannot leave later: pay by worked time runs from the departure, and the longest working day says when
    it ends.

    Parameters
    ----------
    pairs
        (m) the shifts of the Day with their engineers.
    shifts
        Arrays of the Day by name, as they are for shifts that have not begun.
    home
        (m) money of the way home from where each shift starts or goes on; 0 afterwards where nobody has left.

    Returns
    -------
    arrays, due
        (m) ``due`` is what is still to be spent if nothing is added: of the way home, and by the clock until then.
    """
    due = np.zeros(len(pairs), np.int64)
    if not problem.decided:
        home[:] = 0
        return {}, due
    made: dict[str, Any] = {name: array.copy() for name, array in shifts.items()}
    for e, (_, shift) in enumerate(pairs):
        decided = problem.stands.get(shift.id)
        if decided is None:
            home[e] = 0
            continue
        route, pay, late = decided.route, int(made["work_rate"][e]), int(made["overtime_rate"][e])
        clock = _by_the_clock(pay, late, shift, decided, route.end)
        made["fixed_cost"][e] = -int(home[e]) - clock
        due[e] = int(home[e]) + clock - _by_the_clock(pay, late, shift, decided, min(decided.free, route.end))
        made["paid_rate"][e], made["work_rate"][e], made["paid_from"][e] = pay, 0, route.depart
        if (most := int(made["max_work"][e])) < NEVER:
            made["last"][e] = min(int(made["last"][e]), route.depart + max(most, route.end - route.depart))
            made["max_work"][e] = NEVER
        due[e] *= decided.in_progress
    made["start"] = np.minimum(made["start"], made["last"])
    return made, due


def _by_the_clock(pay: int, late: int, shift: Shift, decided: Decided, end: int) -> int:
    """Money of a shift that ends then."""
    return hourly(late, max(0, end - shift.end)) + hourly(pay, max(0, end - decided.route.depart))

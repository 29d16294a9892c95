"""Fits: a ticket at its best place in a route - or, where rules do not let it be, at the place that breaks least."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from models.interval import FOREVER, Spans, meet
from models.shapes import PairCost
from scheduler.compile.shifts import LATEST
from scheduler.day import Day
from scheduler.dispatch.board import Board
from scheduler.dispatch.part import Starts, any_start, between, part, starts_of, unlimited, with_starts, without_break
from scheduler.engine import _core
from scheduler.engine.native import native
from scheduler.explain.timetable import timetables


@dataclass(frozen=True)
class Wish:
    """When the visit shall start: from ``first`` to ``last`` [s], both included."""

    first: int
    last: int


@dataclass(frozen=True)
class Fit:
    """An order of visits on a shift with its times and its money.

    Parameters
    ----------
    order
        Ticket indices.
    position
        Of the ticket in question.
    forced
        True when the Day does not permit it: somebody has to break a rule for it.
    """

    shift: int
    order: tuple[int, ...]
    schedule: _core.Schedule
    position: int = 0
    forced: bool = False


def timed(board: Board, e: int, order: Sequence[int]) -> Fit:
    """Any order of permitted visits; forced when some come too late or a limit is exceeded."""
    plain = board.case.timed(e, order)
    if plain.feasible:
        return Fit(e, tuple(order), plain)
    sheet = part(board.compiled.day, [e], order)
    return Fit(e, tuple(order), _Loose(sheet).timed(range(len(order))), forced=True)


def fits(
    board: Board, e: int, rest: Sequence[int], i: int, wish: Wish | None = None, positions: Iterable[int] | None = None
) -> Fit | None:
    """The cheapest place for ticket ``i`` among ``rest`` on shift ``e`` that breaks no rule of the shift; None if none.

    Parameters
    ----------
    positions
        Places to try; None = all.
    """
    day = board.compiled.day
    starts = starts_of(day, e, i)
    if wish is not None:
        starts = between(starts, wish.first, wish.last)
    if not starts:
        return None
    if wish is None:
        return _cheapest(e, rest, i, positions, partial(board.case.timed, e))
    sheet = with_starts(part(day, [e], (*rest, i)), {(0, len(rest)): starts})
    return _cheapest(e, rest, i, positions, _on(sheet, rest, i))


def forced(
    board: Board, e: int, rest: Sequence[int], i: int, wish: Wish | None = None, positions: Iterable[int] | None = None
) -> Fit:
    """The place for ticket ``i`` that breaks least: first only rules of the pair, then as little as possible else."""
    places = tuple(range(len(rest) + 1) if positions is None else positions)
    sheet = _as_if(board, e, rest, i, wish)
    mild = _cheapest(e, rest, i, places, _on(sheet, rest, i))
    if mild is not None:
        return Fit(e, mild.order, mild.schedule, mild.position, forced=True)
    index = {j: k for k, j in enumerate((*rest, i))}
    loose = _Loose(sheet)
    best: tuple[tuple[int, int, int], Fit] | None = None
    for k in places:
        order = (*rest[:k], i, *rest[k:])
        local = [index[j] for j in order]
        schedule = loose.timed(local)
        missed = 0 if wish is None else max(0, schedule.starts[k] - wish.last)
        rank = missed, loose.excess(local, schedule), schedule.cost
        if best is None or rank < best[0]:
            best = rank, Fit(e, order, schedule, k, forced=True)
    assert best is not None, "there is at least one place"
    return best[1]


def _on(sheet: Day, rest: Sequence[int], i: int) -> partial[_core.Schedule]:
    """Times of an order of the tickets on a sheet."""
    return partial(_timed_on, native(sheet), {j: k for k, j in enumerate((*rest, i))})


def _timed_on(sheet: _core.Day, index: dict[int, int], order: Sequence[int]) -> _core.Schedule:
    return _core.evaluate(sheet, 0, [index[j] for j in order])


def _cheapest(
    e: int, rest: Sequence[int], i: int, positions: Iterable[int] | None, time: partial[_core.Schedule]
) -> Fit | None:
    best: Fit | None = None
    for k in range(len(rest) + 1) if positions is None else positions:
        order = (*rest[:k], i, *rest[k:])
        schedule = time(order)
        if schedule.feasible and (best is None or schedule.cost < best.schedule.cost):
            best = Fit(e, order, schedule, k)
    return best


def _as_if(board: Board, e: int, rest: Sequence[int], i: int, wish: Wish | None) -> Day:
    """The shift with the ticket as if rules permitted it: at the wished time, else at times that suit most rules."""
    day = board.compiled.day
    sheet = part(day, [e], (*rest, i))
    here = len(rest)
    if not day.allowed[e, i]:
        price = sheet.pair_cost.copy()
        engineer, ticket = board.case.shift(e)[0], board.case.ticket(i)
        rules = board.problem.policy.of(PairCost)
        price[0, here] = sum(rule.cost(engineer, ticket, board.problem) for rule in rules)
        sheet = replace(sheet, pair_cost=price)
    starts = _wished(sheet, here, wish) if wish is not None else _permitted(board, sheet, e, i)
    return with_starts(sheet, {(0, here): starts})


def _wished(sheet: Day, i: int, wish: Wish) -> Starts:
    return between(any_start(sheet, 0, i, wish.first), wish.first, max(wish.first, wish.last)) or (
        (wish.first, wish.last),
    )


def _permitted(board: Board, sheet: Day, e: int, i: int) -> Starts:
    """Starts by all rules about time; all of the shift where these leave none."""
    day = board.compiled.day
    if day.allowed[e, i]:
        return starts_of(day, e, i)
    begin = int(day.start[e])
    left: Spans = ((begin, FOREVER),)
    for table in timetables(board.case.book, *board.case.shift(e), board.case.ticket(i)):
        left = meet(left, table.starts)
    spans = tuple((u, min(v - 1, LATEST)) for u, v in left if u < LATEST)
    return spans or any_start(sheet, 0, sheet.n - 1, begin)


class _Loose:
    """A shift on which every order of visits has times, whatever it breaks: too late, too long, at worst no break."""

    def __init__(self, sheet: Day) -> None:
        self._strict, self._free = sheet, unlimited(sheet)
        self._native = native(self._free)
        self._last = [starts_of(sheet, 0, i)[-1][1] if sheet.allowed[0, i] else 0 for i in range(sheet.n)]

    def timed(self, order: Sequence[int]) -> _core.Schedule:
        """Times and money."""
        schedule = _core.evaluate(self._native, 0, list(order))
        if schedule.feasible:
            return schedule
        return _core.evaluate(native(without_break(self._free)), 0, list(order))

    def excess(self, order: Sequence[int], schedule: _core.Schedule) -> int:
        """Seconds by which visits and the return come too late, and what is beyond other limits."""
        day = self._strict
        late = sum(max(0, start - self._last[i]) for i, start in zip(order, schedule.starts, strict=True))
        have = (len(order), schedule.driving, schedule.end - schedule.depart, schedule.end)
        most = (day.max_visits[0], day.max_travel[0], day.max_work[0], day.last[0])
        return late + sum(max(0, one - int(bound)) for one, bound in zip(have, most, strict=True))

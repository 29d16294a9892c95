"""The bench: one ticket tried on one shift, at its best place - or, where rules forbid it, where it breaks least."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from models.interval import FOREVER, Spans, meet
from models.shapes import PairCost
from scheduler.compile.shifts import LATEST
from scheduler.day import Day
from scheduler.dispatch.board import Board
from scheduler.dispatch.fit import Fit, Loose, Wish
from scheduler.engine import Schedule, alone, evaluate, part
from scheduler.insertion.day_view import Starts, any_start, between, starts_of, with_starts
from scheduler.insertion.timetable import timetables


@dataclass(frozen=True, eq=False)
class TrialInsertion:
    """One ticket, and a shift with the visits it has otherwise.

    Parameters
    ----------
    rest
        The other visits in order.
    places
        Places in the route to try, 0 = first.
    without
        Other routes that change with it.
    """

    board: Board
    e: int
    rest: tuple[int, ...]
    i: int
    places: Sequence[int]
    without: Mapping[int, Fit] = field(default_factory=dict)

    @cached_property
    def starts(self) -> Starts:
        """Starts of the ticket that rules permit on the shift; () when they forbid it."""
        return starts_of(self.board.compiled.day, self.e, self.i)

    @cached_property
    def sheet(self) -> Day:
        """The shift alone, with the other visits and then the ticket."""
        day = alone(self.board.compiled.day, self.board.case.routes, self.e)
        return part(day, [self.e], (*self.rest, self.i))

    def fit(self, wish: Wish | None = None) -> Fit | None:
        """The cheapest place that breaks no rule of the shift, and of the plan as little as can be; None if none."""
        starts = self.starts if wish is None else between(self.starts, wish.first, wish.last)
        if not starts:
            return None
        if wish is None:
            return self._cheapest(lambda order: self.board.case.timed(self.e, order))
        return self._cheapest(self._on(with_starts(self.sheet, {(0, len(self.rest)): starts})))

    def forced(self, wish: Wish | None = None) -> Fit:
        """The place that breaks least: first only rules of the pair, then as little as possible else."""
        sheet = self._as_if(wish)
        if wish is not None or not self.starts:
            mild = self._cheapest(self._on(sheet))
            if mild is not None:
                return replace(mild, forced=True)
        loose = Loose(sheet)
        found: list[tuple[tuple[int, int, int], Fit]] = []
        for k in self.places:
            order = self._local(k)
            schedule = loose.timed(order)
            missed = 0 if wish is None else max(0, schedule.starts[k] - wish.last)
            rank = missed, loose.excess(order, schedule), schedule.cost
            found.append((rank, Fit(self.e, self._order(k), schedule, forced=True)))
        return min(found, key=lambda trial: trial[0])[1]

    def _order(self, k: int) -> tuple[int, ...]:
        return (*self.rest[:k], self.i, *self.rest[k:])

    def _local(self, k: int) -> list[int]:
        """The same on a sheet."""
        count = len(self.rest)
        return [*range(k), count, *range(k, count)]

    def _on(self, sheet: Day) -> Callable[[Sequence[int]], Schedule]:
        """Times of an order of the tickets on a sheet."""
        index = {j: k for k, j in enumerate((*self.rest, self.i))}
        return lambda order: evaluate(sheet, 0, [index[j] for j in order])

    def _cheapest(self, time: Callable[[Sequence[int]], Schedule]) -> Fit | None:
        best: tuple[tuple[int, int], Fit] | None = None
        for k in self.places:
            order = self._order(k)
            schedule = time(order)
            if schedule.feasible and (best is None or (rank := self._rank(schedule)) < best[0]):
                best = self._rank(schedule) if best is None else rank, Fit(self.e, order, schedule)
        return None if best is None else best[1]

    # Limits of the plan ----------------------------------------------------------------------------------------------

    def _rank(self, schedule: Schedule) -> tuple[int, int]:
        """By how much hard limits of the plan would be exceeded more than now, then the money of route and limits."""
        excess, money = 0, schedule.cost
        for (other, old, cap, price), usage in zip(self._limits, schedule.usage, strict=True):
            count = other + usage
            excess += max(0, count - max(cap, old)) if price < 0 else 0
            money += max(0, count - cap) * price if price > 0 else 0
        return excess, money

    @cached_property
    def _limits(self) -> list[tuple[int, int, int, int]]:
        """Per limit: what the plan uses but for this route, what it uses now, cap, price."""
        board, day = self.board, self.board.compiled.day
        others = list(board.case.used.counts)
        for k in range(len(others)):
            others[k] -= board.schedules[self.e].usage[k]
            others[k] += sum(
                fit.schedule.usage[k] - board.schedules[e].usage[k] for e, fit in self.without.items() if e != self.e
            )
            others[k] -= 0 if self.i in board.where else int(day.row_unserved[k, self.i])
        return list(zip(others, board.case.used.counts, day.row_cap.tolist(), day.row_price.tolist(), strict=True))

    # As if rules permitted it ----------------------------------------------------------------------------------------

    def _as_if(self, wish: Wish | None) -> Day:
        """The shift with the ticket at the wished time, else at times that suit most rules."""
        sheet, here = self.sheet, len(self.rest)
        if not self.starts:
            price = sheet.pair_cost.copy()
            (engineer, _), ticket = self.board.case.shift(self.e), self.board.case.ticket(self.i)
            rules = self.board.problem.policy.of(PairCost)
            price[0, here] = sum(rule.cost(engineer, ticket, self.board.problem) for rule in rules)
            sheet = replace(sheet, pair_cost=price)
        starts = self._permitted(sheet) if wish is None else _wished(sheet, here, wish)
        return with_starts(sheet, {(0, here): starts})

    def _permitted(self, sheet: Day) -> Starts:
        """Starts by all rules about time; all of the shift where these leave none."""
        if self.starts:
            return self.starts
        begin = int(self.board.compiled.day.start[self.e])
        left: Spans = ((begin, FOREVER),)
        for table in timetables(self.board.case.book, *self.board.case.shift(self.e), self.board.case.ticket(self.i)):
            left = meet(left, table.starts)
        spans = tuple((u, min(v - 1, LATEST)) for u, v in left if u < LATEST)
        return spans or any_start(sheet, 0, sheet.n - 1, begin)


def _wished(sheet: Day, i: int, wish: Wish) -> Starts:
    return between(any_start(sheet, 0, i, wish.first), wish.first, wish.last) or ((wish.first, wish.last),)

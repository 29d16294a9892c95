"""From changed orders of visits to what they mean: the move with its price, its times and what it breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.changes import VisitChange
from models.finding import Finding
from models.plan import Route
from models.problem import Problem
from models.shapes import UnservedCost
from models.text import Text, in_chinese
from scheduler.compile import route_of
from scheduler.dispatch.board import Board
from scheduler.dispatch.fit import Fit, followed
from scheduler.dispatch.move import Move, Verdict, Wished
from scheduler.dispatch.verdict import breaches_of, costs_of, overlaps_of
from scheduler.dispatch.warnings import warnings_of
from scheduler.insertion.limits import Used
from scheduler.insertion.parts import Parts, difference


def move(
    board: Board,
    changed: Mapping[int, Fit],
    i: int,
    *,
    wish: Wished | None = None,
    other: int | None = None,
    day: Problem | None = None,
) -> Move:
    """The move that gives each shift of ``changed`` that order; ``i`` is the ticket it is about.

    Parameters
    ----------
    day
        The problem as the move makes it, where it changes more than the plan, for instance the window of the ticket.
    """
    changed = followed(board, changed)
    made = _Change(board, day or board.problem, changed)
    routes = made.routes()
    broken, standing = made.broken(routes)
    costs = costs_of(made.day, routes)
    warnings = warnings_of(board, costs, made.lost, made.used())
    names = board.compiled.tickets
    e = next((e for e, fit in changed.items() if i in fit.order), None)
    engineer, shift = board.compiled.shifts[e] if e is not None else ("", "")
    k = changed[e].order.index(i) if e is not None else None
    verdict: Verdict = "forbidden" if broken else "warning" if warnings else "allowed"
    return Move(
        board=board,
        ticket=names[i],
        engineer=engineer,
        shift=shift,
        was=board.compiled.shifts[board.where[i][0]][0] if i in board.where else "",
        verdict=verdict,
        price=made.price(),
        parts=made.parts(costs),
        visit=next((visit for route in routes for visit in route.visits if visit.ticket == names[i]), None),
        position=k,
        changes=made.changes(),
        broken=broken,
        standing=standing,
        warnings=warnings,
        routes=routes,
        orders={e: fit.order for e, fit in changed.items()},
        wish=wish,
        other="" if other is None else names[other],
    )


@dataclass(frozen=True)
class _Change:
    """Some shifts with other orders, and what follows."""

    board: Board
    day: Problem
    changed: Mapping[int, Fit]

    @property
    def added(self) -> list[int]:
        """Tickets served only afterwards."""
        return sorted(self._after() - self._before())

    @property
    def lost(self) -> list[int]:
        """Tickets served only before."""
        return sorted(self._before() - self._after())

    def _before(self) -> set[int]:
        return {i for e in self.changed for i in self.board.case.routes[e]}

    def _after(self) -> set[int]:
        return {i for fit in self.changed.values() for i in fit.order}

    def used(self) -> Used:
        """What the plan uses of the plan limits afterwards."""
        before, weight = self.board.case.used, self.board.compiled.day.row_unserved
        counts = list(before.counts)
        for k in range(len(counts)):
            counts[k] += sum(fit.schedule.usage[k] - self._usage(e)[k] for e, fit in self.changed.items())
            counts[k] += int(weight[k, self.lost].sum()) - int(weight[k, self.added].sum())
        return Used(before.compiled, tuple(counts))

    def _only_lost(self, fit: Fit) -> bool:
        """Did the route only lose a visit and stay feasible? Then it breaks nothing."""
        return not fit.forced and len(fit.order) < len(self.board.case.routes[fit.shift])

    def _usage(self, e: int) -> Sequence[int]:
        return self.board.schedules[e].usage

    def price(self) -> int:
        """Cost afterwards less cost before."""
        routes = sum(fit.schedule.cost - self.board.schedules[e].cost for e, fit in self.changed.items())
        left = self.board.compiled.day.unserved_cost
        limits = sum(self.used().money().values()) - sum(self.board.case.used.money().values())
        return routes + limits + int(left[self.lost].sum()) - int(left[self.added].sum())

    def parts(self, costs: Sequence[Finding]) -> Parts:
        """The price by rule, given what the judge says the changed routes cost."""
        board, total = self.board, Parts()
        before = [finding for e in self.changed for finding in board.costs(board.compiled.shifts[e][1])]
        for findings, sign in ((costs, 1), (before, -1)):
            for finding in findings:
                total[finding.rule] = total.get(finding.rule, 0) + sign * finding.cost
        for rule in board.problem.policy.of(UnservedCost):
            for tickets, sign in ((self.lost, 1), (self.added, -1)):
                for i in tickets:
                    cost = rule.cost(board.case.ticket(i), board.problem)
                    total[rule.id] = total.get(rule.id, 0) + sign * cost
        for rule_id, money in difference(self.used().money(), board.case.used.money()).items():
            total[rule_id] = total.get(rule_id, 0) + money
        return {rule_id: money for rule_id, money in total.items() if money}

    def routes(self) -> tuple[Route, ...]:
        """The changed routes with their times; those left empty have no visits."""
        board = self.board
        return tuple(route_of(board.problem, board.compiled, fit.shift, fit.order, fit.schedule)
                     for fit in self.changed.values())  # fmt: skip

    def changes(self) -> tuple[VisitChange, ...]:
        """What becomes of the visits of the changed shifts, the earliest first."""
        names, shifts = self.board.compiled.tickets, self.board.compiled.shifts
        old = {i: (shifts[e][0], start) for e in self.changed for i, start in
               zip(self.board.case.routes[e], self.board.schedules[e].starts, strict=True)}  # fmt: skip
        new = {i: (shifts[e][0], start) for e, fit in self.changed.items() for i, start in
               zip(fit.order, fit.schedule.starts, strict=True)}  # fmt: skip
        every = (VisitChange.between(names[i], old.get(i), new.get(i)) for i in {**old, **new})
        found = (change for change in every if change.kind != "kept")
        return tuple(sorted(found, key=lambda change: (change.start or 0, change.ticket)))

    def broken(self, routes: Sequence[Route]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Hard rules broken by the move, and those of the whole plan that it broke as much before."""
        judged = [route for route, fit in zip(routes, self.changed.values(), strict=True) if not self._only_lost(fit)]
        people, shifts = {route.engineer for route in routes}, {route.shift for route in routes}
        others = [route for route in self.board.plan.routes if route.engineer in people and route.shift not in shifts]
        alone, together = breaches_of(self.day, judged), overlaps_of(self.day, (*routes, *others))
        broken, standing = [*alone, *together], list[Finding]()
        before, after = self.board.case.used.counts, self.used().counts
        rows = zip(self.board.compiled.rows, before, after, strict=True)
        for k, ((rule, row), old, new) in enumerate(rows):
            cap, price = (int(x[k]) for x in (self.board.compiled.day.row_cap, self.board.compiled.day.row_price))
            if price < 0 and new > cap:
                message = Text(
                    f"{row.name}: {new}, {new - cap} more than {cap}",
                    f"{in_chinese(row.name)}：{new}，比上限 {cap} 多 {new - cap}",
                )
                (broken if new > old else standing).append(Finding(rule, True, message, amount=new - cap))
        return tuple(broken), tuple(standing)

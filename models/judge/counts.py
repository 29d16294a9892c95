"""Limits over the whole plan, bounded or priced."""

from __future__ import annotations

from collections.abc import Iterator

from models.finding import Finding
from models.judge.tours import Tour, idle_tours, with_idle
from models.problem import Problem
from models.shapes import PlanLimit, PlanRow
from models.text import Text, in_chinese


def counts(problem: Problem, tours: tuple[Tour, ...]) -> Iterator[Finding]:
    """One finding for every plan limit that is exceeded, beyond what stands already."""
    all_tours, stands = tuple(with_idle(problem, tours)), idle_tours(problem)
    for rule in problem.policy.of(PlanLimit):
        for row in rule.rows(problem):
            reached = count(all_tours, row) + _left(problem, tours, row)
            limit = max(row.cap, count(stands, row))
            if (over := reached - limit) > 0:
                message = Text(
                    f"{row.name}: {reached}, {reached - row.cap} more than {row.cap}",
                    f"{in_chinese(row.name)}：{reached}，比上限 {row.cap} 多 {reached - row.cap}",
                )
                yield Finding(rule.id, row.price is None, message, amount=over, cost=(row.price or 0) * over)


def facts(problem: Problem) -> Iterator[Finding]:
    """One finding for every plan limit that what stands exceeds alone."""
    stands = idle_tours(problem)
    for rule in problem.policy.of(PlanLimit):
        for row in rule.rows(problem):
            if (over := count(stands, row) - row.cap) > 0:
                message = Text(
                    f"{row.name}: {over + row.cap}, {over} more than {row.cap}",
                    f"{in_chinese(row.name)}：{over + row.cap}，比上限 {row.cap} 多 {over}",
                )
                yield Finding(rule.id, row.price is None, message, amount=over, cost=(row.price or 0) * over)


def count(tours: tuple[Tour, ...], row: PlanRow) -> int:
    """What some tours use of a row."""
    total = sum(row.used.get(tour.shift.id, 0) for tour in tours)
    for tour in tours:
        for visit, ticket in tour.stops:
            total += row.weight(tour.engineer.id, ticket.id)
            if ticket.id in row.late and visit.start > row.late[ticket.id][0]:
                total += row.late[ticket.id][1]
    return total


def _left(problem: Problem, tours: tuple[Tour, ...], row: PlanRow) -> int:
    """What a row counts of the tickets that a plan leaves."""
    if not row.unserved:
        return 0
    served = {ticket.id for tour in tours for _, ticket in tour.stops}
    return sum(row.unserved.get(ticket.id, 0) for ticket in problem.open_tickets if ticket.id not in served)

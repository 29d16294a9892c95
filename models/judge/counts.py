"""Limits over the whole plan, bounded or priced."""

from __future__ import annotations

from collections.abc import Iterator

from models.finding import Finding
from models.judge.tours import Tour
from models.problem import Problem
from models.shapes import PlanLimit, PlanRow
from models.text import Text, in_chinese


def counts(problem: Problem, tours: tuple[Tour, ...]) -> Iterator[Finding]:
    """One finding for every plan limit that is exceeded."""
    for rule in problem.policy.of(PlanLimit):
        for row in rule.rows(problem):
            reached = count(problem, tours, row)
            if (over := reached - row.cap) > 0:
                message = Text(
                    f"{row.name}: {reached}, {over} more than {row.cap}",
                    f"{in_chinese(row.name)}：{reached}，比上限 {row.cap} 多 {over}",
                )
                yield Finding(rule.id, row.price is None, message, amount=over, cost=(row.price or 0) * over)


def count(problem: Problem, tours: tuple[Tour, ...], row: PlanRow) -> int:
    """What a plan uses of a row."""
    total = sum(row.used.get(tour.shift.id, 0) for tour in tours)
    served = set()
    for tour in tours:
        for visit, ticket in tour.stops:
            served.add(ticket.id)
            total += row.weight(tour.engineer.id, ticket.id)
            if ticket.id in row.late and visit.start > row.late[ticket.id][0]:
                total += row.late[ticket.id][1]
    return total + sum(row.unserved.get(ticket.id, 0) for ticket in problem.open_tickets if ticket.id not in served)

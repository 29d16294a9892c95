"""What a plan costs, rule by rule; every division rounds down, as the timing contract says."""

from __future__ import annotations

from collections.abc import Iterator

from models.clock import span
from models.finding import Finding
from models.judge.tours import Tour
from models.money import hourly
from models.problem import Problem
from models.shapes import FinishCost, Late, LegCost, PairCost, ShiftCost, StartCost, UnservedCost
from models.text import Text, span_zh


def prices(problem: Problem, tours: tuple[Tour, ...]) -> Iterator[Finding]:
    """One finding for everything that costs money."""
    for tour in tours:
        yield from _pairs(problem, tour)
        yield from _lateness(problem, tour)
        yield from _driving(problem, tour)
        yield from _shift(problem, tour)
    yield from _unserved(problem, {ticket.id for tour in tours for _, ticket in tour.stops})


def _pairs(problem: Problem, tour: Tour) -> Iterator[Finding]:
    for _, ticket in tour.stops:
        for rule in problem.policy.of(PairCost):
            if cost := rule.cost(tour.engineer, ticket, problem):
                message = rule.message(tour.engineer, ticket, problem)
                yield Finding(rule.id, False, message, ticket.id, tour.engineer.id, tour.shift.id, cost=cost)


def _lateness(problem: Problem, tour: Tour) -> Iterator[Finding]:
    for visit, ticket in tour.stops:
        whom = (ticket.id, tour.engineer.id, tour.shift.id)
        for at_start in problem.policy.of(StartCost):
            if late := _late(at_start.terms(ticket, problem), visit.start):
                yield Finding(at_start.id, False, at_start.message(ticket, visit.start, problem), *whom, *late)
        for at_finish in problem.policy.of(FinishCost):
            if late := _late(at_finish.terms(ticket, problem), visit.finish):
                yield Finding(at_finish.id, False, at_finish.message(ticket, visit.finish, problem), *whom, *late)


def _late(terms: tuple[Late, ...], time: int) -> tuple[int, int] | None:
    """Seconds late (of the earliest due time) and money, or None when it costs nothing."""
    cost = sum(term.cost(time) for term in terms)
    return (time - min(term.due for term in terms), cost) if cost else None


def _driving(problem: Problem, tour: Tour) -> Iterator[Finding]:
    legs = tour.legs(problem)
    seconds, metres = (sum(leg[k] for leg in legs) for k in (0, 1))
    for rule in problem.policy.of(LegCost):
        per_hour, per_km = rule.rates(tour.engineer, problem)
        if cost := sum(hourly(per_hour, s) + per_km * m // 1000 for s, m in legs):
            message = Text(
                f"{tour.shift.id} drives {span(seconds)}, {metres / 1000:.1f} km",
                f"{tour.shift.id} 行驶 {span_zh(seconds)}，{metres / 1000:.1f} 公里",
            )
            yield Finding(rule.id, False, message, "", tour.engineer.id, tour.shift.id, seconds, cost)


def _shift(problem: Problem, tour: Tour) -> Iterator[Finding]:
    worked = max(0, tour.route.end - tour.route.depart)
    over = max(0, tour.route.end - tour.shift.end)
    for rule in problem.policy.of(ShiftCost):
        price = rule.price(tour.engineer, tour.shift, problem)
        parts = [
            (price.used, 0, "is used", "已启用"),
            (hourly(price.worked_hour, worked), worked, f"works {span(worked)}", f"工作 {span_zh(worked)}"),
            (hourly(price.overtime_hour, over), over, f"has {span(over)} of overtime", f"加班 {span_zh(over)}"),
        ]
        for cost, amount, what, what_zh in parts:
            if cost:
                message = Text(f"{tour.shift.id} {what}", f"{tour.shift.id} {what_zh}")
                yield Finding(rule.id, False, message, "", tour.engineer.id, tour.shift.id, amount, cost)


def _unserved(problem: Problem, served: set[str]) -> Iterator[Finding]:
    for ticket in problem.open_tickets:
        if ticket.id not in served:
            for rule in problem.policy.of(UnservedCost):
                if cost := rule.cost(ticket, problem):
                    yield Finding(rule.id, False, rule.message(ticket, problem), ticket.id, cost=cost)

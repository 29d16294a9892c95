"""What a plan costs, rule by rule; every division rounds down, as the timing contract says."""

from __future__ import annotations

from collections.abc import Iterator

from models.clock import span
from models.finding import Finding
from models.judge.tours import Tour, with_idle
from models.money import hourly
from models.problem import Problem
from models.shapes import FinishCost, Late, LegCost, PairCost, ShiftCost, StartCost, UnservedCost
from models.text import Text, span_zh


def prices(problem: Problem, tours: tuple[Tour, ...]) -> Iterator[Finding]:
    """One finding for everything that costs money, beyond what stands already."""
    yield from of_tours(problem, tuple(with_idle(problem, tours)))
    yield from _unserved(problem, {ticket.id for tour in tours for _, ticket in tour.stops})


def of_tours(problem: Problem, tours: tuple[Tour, ...]) -> Iterator[Finding]:
    """What the tours alone cost."""
    for tour in tours:
        yield from _pairs(problem, tour)
        yield from _lateness(problem, tour)
        yield from _driving(problem, tour)
        yield from _shift(problem, tour)


def _pairs(problem: Problem, tour: Tour) -> Iterator[Finding]:
    for _, ticket in tour.ahead:
        for rule in problem.policy.of(PairCost):
            if cost := rule.cost(tour.engineer, ticket, problem):
                message = rule.message(tour.engineer, ticket, problem)
                yield Finding(rule.id, False, message, ticket.id, tour.engineer.id, tour.shift.id, cost=cost)


def _lateness(problem: Problem, tour: Tour) -> Iterator[Finding]:
    for visit, ticket in tour.ahead:
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
    legs, stands = tour.legs(problem), tour.before.legs(problem) if tour.before is not None else ()
    seconds, metres = (sum(leg[k] for leg in legs) for k in (0, 1))
    for rule in problem.policy.of(LegCost):
        rates = rule.rates(tour.engineer, problem)
        if cost := _of_legs(rates, legs) - _of_legs(rates, stands):
            message = Text(
                f"{tour.shift.id} drives {span(seconds)}, {metres / 1000:.1f} km",
                f"{tour.shift.id} 行驶 {span_zh(seconds)}，{metres / 1000:.1f} 公里",
            )
            yield Finding(rule.id, False, message, "", tour.engineer.id, tour.shift.id, seconds, cost)


def _of_legs(rates: tuple[int, int], legs: tuple[tuple[int, int], ...]) -> int:
    per_hour, per_km = rates
    return sum(hourly(per_hour, seconds) + per_km * metres // 1000 for seconds, metres in legs)


def _shift(problem: Problem, tour: Tour) -> Iterator[Finding]:
    """What the whole shift costs beyond what it costs as it stands."""
    worked, over = _hours(tour)
    for rule in problem.policy.of(ShiftCost):
        price = rule.price(tour.engineer, tour.shift, problem)
        stood, stood_over = _hours(tour.before) if tour.before is not None else (0, 0)
        parts = [
            (0 if tour.idle is not None else price.used, 0, "is used", "已启用"),
            (hourly(price.worked_hour, worked) - hourly(price.worked_hour, stood), worked,
             f"works {span(worked)}", f"工作 {span_zh(worked)}"),
            (hourly(price.overtime_hour, over) - hourly(price.overtime_hour, stood_over), over,
             f"has {span(over)} of overtime", f"加班 {span_zh(over)}"),
        ]  # fmt: skip
        for cost, amount, what, what_zh in parts:
            if cost:
                message = Text(f"{tour.shift.id} {what}", f"{tour.shift.id} {what_zh}")
                yield Finding(rule.id, False, message, "", tour.engineer.id, tour.shift.id, amount, cost)


def _hours(tour: Tour) -> tuple[int, int]:
    """Seconds worked, and of overtime."""
    return max(0, tour.route.end - tour.route.depart), max(0, tour.route.end - tour.shift.end)


def _unserved(problem: Problem, served: set[str]) -> Iterator[Finding]:
    for ticket in problem.open_tickets:
        if ticket.id not in served:
            for rule in problem.policy.of(UnservedCost):
                if cost := rule.cost(ticket, problem):
                    yield Finding(rule.id, False, rule.message(ticket, problem), ticket.id, cost=cost)

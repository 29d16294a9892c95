"""Everything that the times of one engineer's route depend on, gathered from the rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from models.engineer import Break, Engineer, Shift
from models.interval import ANY_TIME, Spans, meet, merge, without
from models.problem import Problem
from models.shapes import (
    FinishCost,
    Late,
    Link,
    MayServe,
    Measure,
    PlanLimit,
    ServeWhen,
    ShiftBlock,
    ShiftBreak,
    ShiftCost,
    ShiftLimit,
    ShiftLoad,
    StartCost,
)
from models.ticket import Ticket
from models.timing import duration


@dataclass(frozen=True)
class Stop:
    """One visit to come: how far, when it may start, how long it takes, what being late costs."""

    ticket: str
    leg: int
    starts: Spans
    duration: int
    on_start: tuple[Late, ...]
    on_finish: tuple[Late, ...]
    counted: tuple[int, ...]
    """Due times after which some plan limit counts the visit."""

    def money(self, start: int) -> int:
        """What being late costs."""
        finish = start + self.duration
        return sum(term.cost(start) for term in self.on_start) + sum(term.cost(finish) for term in self.on_finish)


@dataclass(frozen=True)
class RouteInputs:
    """Everything that the times of a route depend on."""

    engineer: str
    shift: Shift
    begin: int
    stops: tuple[Stop, ...]
    way_home: int
    blocks: Spans
    rest: Break | None
    last: int | None
    most_work: int | None
    worked_hour: int
    overtime_hour: int

    @property
    def flexible(self) -> bool:
        """Does it matter when the engineer departs?"""
        return self.worked_hour > 0 or self.most_work is not None


def permitted(problem: Problem, engineer: Engineer, shift: Shift, tickets: list[Ticket]) -> bool:
    """Hard rules that do not depend on the times."""
    policy = problem.policy
    visits, travel = _most(problem, engineer, shift, Measure.VISITS), _most(problem, engineer, shift, Measure.TRAVEL)
    return (
        all(rule.allows(engineer, ticket, problem) for rule in policy.of(MayServe) for ticket in tickets)
        and all(rule.unsupported(ticket) is None for rule in policy.of(Link) for ticket in tickets)
        and all(_fits(rule, problem, engineer, tickets) for rule in policy.of(ShiftLoad))
        and (visits is None or len(tickets) <= visits)
        and (travel is None or sum(_legs(problem, engineer, shift, tickets)) <= travel)
    )


def _fits(rule: ShiftLoad, problem: Problem, engineer: Engineer, tickets: list[Ticket]) -> bool:
    taken: Counter[str] = Counter()
    for ticket in tickets:
        taken.update(rule.takes(ticket, problem))
    holds = rule.holds(engineer, problem)
    limits = {name: rule.missing if holds.get(name) is None else holds[name] for name in taken}
    return all(limit is None or taken[name] <= limit for name, limit in limits.items())


def _most(problem: Problem, engineer: Engineer, shift: Shift, measure: Measure) -> int | None:
    """The least bound on a measure, None without one."""
    rules = [rule for rule in problem.policy.of(ShiftLimit) if rule.measure is measure]
    bounds = [bound for rule in rules if (bound := rule.most(engineer, shift, problem)) is not None]
    return min(bounds, default=None)


def _legs(problem: Problem, engineer: Engineer, shift: Shift, tickets: list[Ticket]) -> list[int]:
    """Seconds of each drive, the way home last."""
    first, last = shift.start_place or engineer.start, shift.end_place or engineer.end_place
    return [problem.travel.leg(a, b)[0] for a, b in pairwise([first, *(ticket.place for ticket in tickets), last])]


def sheet_of(problem: Problem, engineer: Engineer, shift: Shift, tickets: list[Ticket]) -> RouteInputs:
    policy = problem.policy
    *legs, way_home = _legs(problem, engineer, shift, tickets)
    blocks = merge(span for rule in policy.of(ShiftBlock) for span in rule.blocks(engineer, shift, problem))
    prices = [rule.price(engineer, shift, problem) for rule in policy.of(ShiftCost)]
    rests = [rest for rule in policy.of(ShiftBreak) if (rest := rule.rest(engineer, shift, problem)) is not None]
    stops = [_stop(problem, engineer, ticket, leg, blocks) for ticket, leg in zip(tickets, legs, strict=True)]
    return RouteInputs(
        engineer=engineer.id,
        shift=shift,
        begin=max(shift.start, problem.now),
        stops=tuple(stops),
        way_home=way_home,
        blocks=blocks,
        rest=rests[0] if rests else None,
        last=_most(problem, engineer, shift, Measure.RETURN),
        most_work=_most(problem, engineer, shift, Measure.WORK),
        worked_hour=sum(price.worked_hour for price in prices),
        overtime_hour=sum(price.overtime_hour for price in prices),
    )


def _stop(problem: Problem, engineer: Engineer, ticket: Ticket, leg: int, blocks: Spans) -> Stop:
    policy, takes, starts = problem.policy, duration(engineer, ticket), ANY_TIME
    for rule in policy.of(ServeWhen):
        spans = rule.starts(engineer, ticket, problem)
        starts = starts if spans is None else meet(starts, spans)
    rows = [row for limit in policy.of(PlanLimit) for row in limit.rows(problem)]
    return Stop(
        ticket=ticket.id,
        leg=leg,
        starts=without(starts, [(begin - takes + 1, end) for begin, end in blocks]),
        duration=takes,
        on_start=tuple(term for rule in policy.of(StartCost) for term in rule.terms(ticket, problem)),
        on_finish=tuple(term for rule in policy.of(FinishCost) for term in rule.terms(ticket, problem)),
        counted=tuple(row.late[ticket.id][0] for row in rows if ticket.id in row.late),
    )

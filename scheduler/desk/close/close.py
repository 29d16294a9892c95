"""Close a day: what happened becomes records, what is left becomes tomorrow, and every ticket is accounted for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.clock import Clock
from models.errors import InputError, Trouble
from models.events import Situation, situation_of
from models.kpi.due import due
from models.plan import BreakTaken, Plan
from models.problem import Problem
from models.records import Records, clock_of
from models.records.entities import StaffMember, TicketEntry, VisitRecord
from models.ticket import Ticket
from scheduler.desk.close.attempts import Attempt, attempts_of
from scheduler.desk.close.attendance import attendance_of
from scheduler.desk.close.statement import ShiftStatement, statements_of
from scheduler.desk.close.tomorrow import Carried, carried, next_day, visits_before
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.expected import expected
from scheduler.replan.log import Log
from scheduler.travel.roads import roads


@dataclass(frozen=True)
class Closing:
    """What a day leaves.

    Parameters
    ----------
    at
        [s] moment of closing.
    log
        It was closed from.
    plan
        The whole day as it was.
    attempts
        Every visit that took place.
    finished, cancelled
        Ids of tickets that are done with.
    going_on
        All others.
    tomorrow
        The day that goes on with them.
    said
        What is to be said about it.
    """

    at: int
    log: Log
    plan: Plan
    attempts: tuple[Attempt, ...]
    finished: tuple[str, ...]
    cancelled: tuple[str, ...]
    going_on: tuple[Carried, ...]
    records: Records
    breaks: Mapping[str, BreakTaken]
    statements: tuple[ShiftStatement, ...]
    tomorrow: Problem
    said: tuple[Trouble, ...] = ()

    @property
    def received(self) -> int:
        """Tickets that the day began with or that came in."""
        return len(self.finished) + len(self.cancelled) + len(self.going_on)

    @property
    def assumed(self) -> tuple[str, ...]:
        """Tickets that count as finished though nobody reported the end of the visit."""
        return tuple(attempt.ticket for attempt in self.attempts if attempt.assumed and not attempt.reason)

    def counts(self) -> dict[str, int]:
        """How many tickets were received, and what became of them; the last three add up to the first."""
        return {"received": self.received, "finished": len(self.finished), "cancelled": len(self.cancelled),
                "open": len(self.going_on)}  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        clock = self.log.problem.clock
        return {
            "day": self.log.problem.name,
            "at": clock.iso(self.at),
            "head": str(self.log.head),
            **self.counts(),
            "assumed": list(self.assumed),
            "tickets": {
                "finished": list(self.finished),
                "cancelled": list(self.cancelled),
                "open": [
                    {"ticket": entry.ticket.id, "why": entry.why, "visits": entry.visits,
                     "age_hours": None if entry.age is None else round(entry.age / 3600, 2)}
                    for entry in self.going_on
                ],
            },
            "notes": [trouble.as_dict() for trouble in self.said],
        }  # fmt: skip


def close(log: Log, at: int | None = None, following: Problem | None = None) -> Closing:
    """Close a day.

    What nobody reported went as published, and is named (:attr:`Closing.assumed`).

    Parameters
    ----------
    at
        [s] now; None = when the last shift is over and everybody is back.
    following
        The next day: its people, shifts and new tickets. None = what is left of this horizon.

    Raises
    ------
    InputError
        Somebody is still at work, or nothing was ever published.
    """
    now = _at_the_end(log, at)
    plan = _as_it_was(now)
    attempts = attempts_of(log, now)
    fixed = {attempt.ticket for attempt in attempts if not attempt.reason}
    finished = tuple(ticket.id for ticket in now.state.problem.tickets
                     if ticket.id in fixed or ticket.status == "finished")  # fmt: skip
    cancelled = tuple(ticket.id for ticket in now.state.problem.tickets
                      if ticket.status == "cancelled" and ticket.id not in fixed)  # fmt: skip
    going_on = carried(now, attempts, (*finished, *cancelled))
    tomorrow, said = next_day(now, going_on, following)
    breaks = {route.engineer: route.rest for route in plan.routes if route.rest is not None}
    records, statements = _records(log, now, attempts), statements_of(now, plan)
    closing = Closing(now.problem.now, log, plan, attempts, finished, cancelled, going_on, records, breaks, statements,
                      tomorrow, tuple(said))  # fmt: skip
    _check_nothing_is_lost(now, closing)
    return closing


def _at_the_end(log: Log, at: int | None) -> Situation:
    """The day at its end; somebody who is still at work keeps it open."""
    state = log.state()
    if state.published is None:
        maybe = "accept a plan first."
        raise InputError(Trouble("no plan was ever published in it", str(log.path), rule="no-published-plan",
                                 maybe=maybe))  # fmt: skip
    end = max([state.now, *(shift.end for _, shift in log.problem.shifts)]) if at is None else max(at, state.now)
    now = situation_of(state, end, roads=roads)
    busy = {stand.engineer: visit for stand in now.stands.values() for visit in stand.fixed if visit.finish > end}
    if not busy:
        return now
    if at is None:
        return situation_of(state, max(visit.finish for visit in busy.values()), roads=roads)
    text = log.problem.clock.text
    raise InputError(
        Trouble(f"{engineer} is at {visit.ticket} until {text(visit.finish)}", field="--at", value=text(end),
                rule="day-not-over", maybe=f"close it at {text(visit.finish)}, or report it finished.")
        for engineer, visit in busy.items()
    )  # fmt: skip


def _as_it_was(now: Situation) -> Plan:
    """The routes that stand, without what was to come."""
    going = expected(ReplanBasis.of(now)).plan
    done = {visit.ticket for stand in now.stands.values() for visit in stand.fixed}
    routes = tuple(route.but(visits=tuple(visit for visit in route.visits if visit.ticket in done))
                   for route in going.routes)  # fmt: skip
    return going.but(routes=tuple(route for route in routes if route.visits))


def _records(log: Log, now: Situation, attempts: tuple[Attempt, ...]) -> Records:
    """The day as records."""
    problem, zone = now.problem, now.problem.clock.origin.tzinfo
    assert zone is not None
    clock, number = clock_of(zone), dict[str, int]()
    visits = []
    for attempt in attempts:
        number[attempt.ticket] = number.get(attempt.ticket, visits_before(problem.ticket[attempt.ticket])) + 1
        visits.append(_visit(problem, clock, attempt, number[attempt.ticket]))
    staff = tuple(
        StaffMember(engineer.id, engineer.name, engineer.tier, next(iter(engineer.territories), ""))
        for engineer in problem.engineers
    )
    tickets = tuple(_entry(problem, clock, ticket) for ticket in problem.tickets if ticket.status != "cancelled")
    return Records(clock, visits=tuple(visits), attendance=tuple(attendance_of(log, now)), staff=staff,
                   tickets=tickets, name=problem.name)  # fmt: skip


def _visit(problem: Problem, clock: Clock, attempt: Attempt, number: int) -> VisitRecord:
    ticket = problem.ticket[attempt.ticket]
    entry = _entry(problem, clock, ticket)

    def there(second: int) -> int:
        return clock.seconds(problem.clock.moment(second))

    day = problem.clock.moment(attempt.finished).date()
    return VisitRecord(
        id=f"{attempt.ticket}@{day}" + ("" if number == 1 else f"#{number}"),
        ticket=attempt.ticket,
        engineer=attempt.engineer,
        arrived=there(attempt.arrived),
        finished=there(attempt.finished),
        visit_no=number,
        planned_start=None if attempt.planned is None else there(attempt.planned),
        respond_by=entry.respond_by,
        resolve_by=entry.resolve_by,
        created=entry.created,
        work_type=ticket.work_type,
        territory=ticket.territory or "",
        priority=ticket.priority,
        tier=ticket.tier,
        fixed=not attempt.reason,
        reason=attempt.reason,
        parts="" if attempt.reason else ";".join(f"{part}:{pieces}" for part, pieces in ticket.parts.items()),
        customer=ticket.customer,
    )


def _entry(problem: Problem, clock: Clock, ticket: Ticket) -> TicketEntry:
    def there(second: int | None) -> int | None:
        return None if second is None else clock.seconds(problem.clock.moment(second))

    respond, resolve = due(problem, ticket, "response"), due(problem, ticket, "resolution")
    return TicketEntry(ticket.id, there(ticket.created), there(respond), there(resolve), ticket.work_type,
                       ticket.territory or "", ticket.priority, ticket.tier, ticket.customer)  # fmt: skip


def _check_nothing_is_lost(now: Situation, closing: Closing) -> None:
    """Every ticket that was ever received is finished, cancelled or open, and only one of them."""
    known = sorted(ticket.id for ticket in now.state.problem.tickets)
    told = sorted((*closing.finished, *closing.cancelled, *(entry.ticket.id for entry in closing.going_on)))
    assert known == told, "a ticket was lost or counted twice"

"""From routes of indices to a plan of visits with times, and back."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import InputError, Trouble, nearest
from models.plan import BreakTaken, Plan, Route, Visit
from models.problem import Problem
from scheduler.compile.compiled import Compiled
from scheduler.day import drive
from scheduler.engine import Schedule, schedules


def assemble(problem: Problem, compiled: Compiled, routes: Sequence[Sequence[int]]) -> Plan:
    """The plan of these routes, every visit as early as possible.

    Parameters
    ----------
    routes
        Ticket indices in order, one list per shift.

    Raises
    ------
    ValueError
        A route breaks a rule, or a ticket is in two routes.
    """
    planned = schedules(compiled.day, routes)
    made = tuple(_route(compiled, e, list(route), planned[e]) for e, route in enumerate(routes) if len(route))
    served = [ticket for route in made for ticket in route.tickets]
    if len(set(served)) < len(served):
        twice = sorted({ticket for ticket in served if served.count(ticket) > 1})
        raise ValueError(f"these tickets are in two routes: {', '.join(twice)}")
    left = set(compiled.tickets) - set(served)
    return Plan(
        routes=made,
        unserved=tuple(ticket for ticket in compiled.tickets if ticket in left),
        origin=problem.clock.origin.isoformat(),
    )


def _route(compiled: Compiled, e: int, tickets: list[int], schedule: Schedule) -> Route:
    engineer, shift = compiled.shifts[e]
    if not schedule.feasible:
        names = ", ".join(compiled.tickets[i] for i in tickets)
        raise ValueError(f"shift {shift} cannot serve {names} in this order: {schedule.fault}")
    visits = tuple(
        Visit(ticket=compiled.tickets[i], arrive=arrive, start=start, finish=finish)
        for i, arrive, start, finish in zip(tickets, schedule.arrivals, schedule.starts, schedule.finishes, strict=True)
    )
    return Route(
        shift=shift,
        engineer=engineer,
        depart=schedule.depart,
        visits=visits,
        end=schedule.end,
        rest=_rest(compiled, e, schedule),
    )


def _rest(compiled: Compiled, e: int, schedule: Schedule) -> BreakTaken | None:
    if schedule.break_leg < 0:
        return None
    day = compiled.day
    span = slice(int(day.block_offset[e]), int(day.block_offset[e + 1]))
    blocks = list(zip(day.block_from[span].tolist(), day.block_to[span].tolist(), strict=True))
    end = drive(blocks, schedule.break_start, int(day.break_length[e]))
    return BreakTaken(start=schedule.break_start, end=end)


def routes_of(compiled: Compiled, plan: Plan) -> list[list[int]]:
    """The plan's routes as ticket indices, one list per shift; visits of closed tickets are left out.

    Raises
    ------
    InputError
        With every shift or ticket that is not in this problem, shift of another engineer, and ticket served twice.
    """
    troubles: list[Trouble] = []
    routes: list[list[int]] = [[] for _ in compiled.shifts]
    where: dict[str, str] = {}
    for route in plan.routes:
        e = compiled.shift_index.get(route.shift)
        if e is None:
            troubles.append(_unknown("shift", route.shift, compiled.shift_index))
        elif compiled.shifts[e][0] != route.engineer:
            message = f"shift {route.shift} belongs to engineer {compiled.shifts[e][0]}, not {route.engineer}"
            troubles.append(Trouble(message, field="engineer", value=route.engineer, rule="wrong-engineer"))
        for ticket in route.tickets:
            if ticket in compiled.closed:
                continue
            i = compiled.ticket_index.get(ticket)
            if i is None:
                troubles.append(_unknown("ticket", ticket, compiled.ticket_index))
            elif ticket in where:
                message = f"ticket {ticket} is served on shift {where[ticket]} and on shift {route.shift}"
                troubles.append(Trouble(message, field="ticket", value=ticket, rule="served-twice"))
            else:
                where[ticket] = route.shift
                if e is not None:
                    routes[e].append(i)
    if troubles:
        raise InputError(troubles)
    return routes


def _unknown(what: str, id: str, known: dict[str, int]) -> Trouble:
    message = f"the plan has a {what} {id} that is not in this day"
    return Trouble(message, field=what, value=id, rule=f"unknown-{what}", maybe=nearest(id, known))

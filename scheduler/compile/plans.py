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
    """The whole plan of these routes: what is decided, and then every visit as early as possible.

    Parameters
    ----------
    routes
        Ticket indices in order, one list per shift of the Day.

    Raises
    ------
    ValueError
        A route breaks a rule, or a ticket is in two routes.
    """
    planned = schedules(compiled.day, routes)
    used = [(e, list(route)) for e, route in enumerate(routes) if len(route)]
    made = {compiled.shifts[e][1]: _route(problem, compiled, e, route, planned[e]) for e, route in used}
    stands = {decided.shift: decided.route for decided in problem.decided if decided.route.visits}
    whole = stands | made
    kept = tuple(whole[shift.id] for _, shift in problem.shifts if shift.id in whole)
    served = [ticket for route in kept for ticket in route.tickets]
    if len(set(served)) < len(served):
        twice = sorted({ticket for ticket in served if served.count(ticket) > 1})
        raise ValueError(f"these tickets are in two routes: {', '.join(twice)}")
    left = set(compiled.tickets) - set(served)
    return Plan(
        routes=kept,
        unserved=tuple(ticket for ticket in compiled.tickets if ticket in left),
        origin=problem.clock.origin.isoformat(),
    )


def _route(problem: Problem, compiled: Compiled, e: int, tickets: list[int], schedule: Schedule) -> Route:
    if not schedule.feasible:
        names = ", ".join(compiled.tickets[i] for i in tickets)
        raise ValueError(f"shift {compiled.shifts[e][1]} cannot serve {names} in this order: {schedule.fault}")
    return route_of(problem, compiled, e, tickets, schedule)


def route_of(problem: Problem, compiled: Compiled, e: int, tickets: Sequence[int], schedule: Schedule) -> Route:
    """The route of shift ``e`` with what is decided, and these tickets timed by ``schedule`` after it."""
    engineer, shift = compiled.shifts[e]
    decided = problem.stands.get(shift)
    if decided is not None and not tickets:
        return decided.route
    visits = tuple(
        Visit(ticket=compiled.tickets[i], arrive=arrive, start=start, finish=finish)
        for i, arrive, start, finish in zip(tickets, schedule.arrivals, schedule.starts, schedule.finishes, strict=True)
    )
    rest = _rest(compiled, e, schedule)
    if decided is not None:
        return decided.route.but(visits=(*decided.route.visits, *visits), end=schedule.end, rest=decided.rest or rest)
    return Route(shift=shift, engineer=engineer, depart=schedule.depart, visits=visits, end=schedule.end, rest=rest)


def _rest(compiled: Compiled, e: int, schedule: Schedule) -> BreakTaken | None:
    if schedule.break_leg < 0:
        return None
    day = compiled.day
    span = slice(int(day.block_offset[e]), int(day.block_offset[e + 1]))
    blocks = list(zip(day.block_from[span].tolist(), day.block_to[span].tolist(), strict=True))
    end = drive(blocks, schedule.break_start, int(day.break_length[e]))
    return BreakTaken(start=schedule.break_start, end=end)


def routes_of(compiled: Compiled, plan: Plan) -> list[list[int]]:
    """The plan's routes as ticket indices, one list per shift; what is closed or decided is left out.

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
        if route.shift in compiled.others:
            continue
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

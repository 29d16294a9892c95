"""A day in progress as a day in files: what has begun has its real times, what is to come the promised ones."""

from __future__ import annotations

from models.events import Situation
from models.plan import Plan, Route
from models.problem import Problem


def as_day(situation: Situation) -> Problem:
    """The problem of a moment, to be written and read again as a day of its own.

    Tickets carry their states, and the published plan has what was reported of visits that have begun.
    """
    problem = situation.problem
    if problem.published is None:
        return problem
    stands = problem.stands
    routes = tuple(_real(route, stands[route.shift].route if route.shift in stands else None)
                   for route in problem.published.routes)  # fmt: skip
    known = {route.shift for route in routes}
    more = tuple(decided.route for decided in problem.decided if decided.shift not in known and decided.route.visits)
    return problem.replace(published=_tidy(problem, (*routes, *more)))


def _real(route: Route, stands: Route | None) -> Route:
    """The published route with the visits that stand as they were."""
    if stands is None or not stands.visits:
        return route
    gone = set(stands.tickets)
    ahead = tuple(visit for visit in route.visits if visit.ticket not in gone)
    return route.but(depart=stands.depart, visits=(*stands.visits, *ahead), rest=stands.rest or route.rest)


def _tidy(problem: Problem, routes: tuple[Route, ...]) -> Plan:
    """Without visits of tickets that are cancelled."""
    kept = (
        route.but(visits=tuple(visit for visit in route.visits if problem.ticket[visit.ticket].status != "cancelled"))
        for route in routes
    )
    made = tuple(route for route in kept if route.visits)
    served = {id for route in made for id in route.tickets}
    return Plan(routes=made, unserved=tuple(ticket.id for ticket in problem.open_tickets if ticket.id not in served))

"""Times that people know stay where that costs nothing: no visit starts earlier than promised for no gain."""

from __future__ import annotations

from collections.abc import Iterator

from models.finding import Report
from models.judge import judge
from models.plan import Plan, Route, Visit
from models.problem import Problem


def steady(problem: Problem, plan: Plan) -> Plan:
    """The plan with the visits that start earlier than promised as near to that as costs and breaks nothing.

    A plan starts everything as early as it can. Where a visit fell away the next customer would be visited half an
    hour before the time that was told, only to let the engineer be home earlier.
    """
    return steadied(problem, plan)[0]


def steadied(problem: Problem, plan: Plan) -> tuple[Plan, Report | None]:
    """The same with what the judge says of it, where it had to be asked: that takes as long as a short search."""
    if not any(_early(problem, visit) for route in plan.routes for visit in route.visits):
        return plan, None
    routes = tuple(_calm(problem, route) for route in plan.routes)
    if all(calm is route for calm, route in zip(routes, plan.routes, strict=True)):
        return plan, None
    calm = plan.but(routes=routes)
    before, after = judge(problem, plan), judge(problem, calm)
    return (calm, after) if _no_worse(after, before) else (plan, before)


def _early(problem: Problem, visit: Visit) -> int:
    """[s] by which a visit that is still a question starts before the time that was promised."""
    promised = problem.promised.get(visit.ticket)
    return 0 if promised is None or visit.ticket in problem.settled else max(0, promised[1].start - visit.start)


def _no_worse(after: Report, before: Report) -> bool:
    return after.cost <= before.cost and len(after.broken) <= len(before.broken)


def _calm(problem: Problem, route: Route) -> Route:
    """The route with later starts, judged on its own: its end later too, or else as it is."""
    if not any(_early(problem, visit) for visit in route.visits):
        return route
    alone = problem.replace(
        tickets=tuple(problem.ticket[id] for id in route.tickets),
        decided=tuple(decided for decided in problem.decided if decided.shift == route.shift),
    )
    before = judge(alone, Plan(routes=(route,)))
    for later in _candidates(problem, route):
        if _no_worse(judge(alone, Plan(routes=(later,))), before):
            return later
    return route


def _candidates(problem: Problem, route: Route) -> Iterator[Route]:
    for moves_end in (True, False):
        made = _later(problem, route, moves_end)
        if made != route:
            yield made


def _later(problem: Problem, route: Route, moves_end: bool) -> Route:
    """Each visit, the last one first, as late as was promised and as the start of the next one allows.

    A visit that is followed by a break or by time off stays: the way onward would begin on the other side of it.
    """
    visits, end = list(route.visits), route.end
    for k in reversed(range(len(visits))):
        visit = visits[k]
        if k + 1 < len(visits):
            onward, room = visits[k + 1].arrive, visits[k + 1].start - visits[k + 1].arrive
        else:
            onward, room = end, _early(problem, visit) if moves_end else 0
        by = min(_early(problem, visit), room)
        if by <= 0 or not _straight(problem, route, visit, onward):
            continue
        visits[k] = visit.but(start=visit.start + by, finish=visit.finish + by)
        if k + 1 < len(visits):
            visits[k + 1] = visits[k + 1].but(arrive=onward + by)
        else:
            end += by
    return route.but(visits=tuple(visits), end=end)


def _straight(problem: Problem, route: Route, visit: Visit, arrive: int) -> bool:
    """Does the way onward take what it takes, with no break and no time off in it?"""
    engineer, shift = problem.shift[route.shift]
    after = route.tickets[route.tickets.index(visit.ticket) + 1 :]
    there = problem.ticket[after[0]].place if after else shift.end_place or engineer.end_place
    return arrive - visit.finish == problem.travel.leg(problem.ticket[visit.ticket].place, there)[0]

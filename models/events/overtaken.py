"""Visits that are not where a plan has them: who was there is a fact, whatever was decided."""

from __future__ import annotations

from models.events.state import State
from models.plan import Plan, Route, Visit


def with_facts(state: State, plan: Plan) -> tuple[Plan, tuple[str, ...]]:
    """The plan with every visit that had begun where it began, and the tickets it would have sent somebody else to.

    A plan is made of what is known. When it becomes known later that a visit had begun by then, the plan may have given
    it to somebody else; the customer has seen who came.
    """
    served, taken = plan.served(), []
    for id, seen in state.seen.items():
        found = state.visit(id)
        if seen.started is None or seen.failed is not None or found is None:
            continue
        route, visit = found
        if id in served and served[id][0].shift == route.shift:
            continue
        length = visit.finish - visit.start
        finish = seen.finished if seen.finished is not None else seen.started + length
        fact = visit.but(arrive=min(visit.arrive, seen.started), start=seen.started, finish=finish)
        plan = with_visit(plan, fact, route)
        taken.append(id)
    return plan, tuple(taken)


def with_visit(plan: Plan, visit: Visit, route: Route) -> Plan:
    """The plan with a visit on the shift of ``route``, in the order of time, and nowhere else."""
    left = [
        other.but(visits=tuple(known for known in other.visits if known.ticket != visit.ticket))
        for other in plan.routes
    ]  # fmt: skip
    found = next((other for other in left if other.shift == route.shift), route.but(visits=()))
    visits = tuple(sorted((*found.visits, visit), key=lambda known: known.start))
    mended = found.but(visits=visits, depart=min(found.depart, visit.arrive), end=max(found.end, visit.finish))
    others = [other for other in left if other.shift != route.shift and other.visits]
    unserved = tuple(ticket for ticket in plan.unserved if ticket != visit.ticket)
    return plan.but(routes=(*others, mended), unserved=unserved)


def went_there(state: State, ticket: str, engineer: str | None, when: int) -> State:
    """The state in which this engineer went to the ticket: a ruling may say so of a visit nobody planned."""
    known = state.problem.ticket.get(ticket)
    if known is not None and known.status == "cancelled":
        state = state.with_ticket(ticket, status="open").saw(ticket, cancelled=None)
    found = state.visit(ticket)
    if engineer is None or (found is not None and found[0].engineer == engineer):
        return state
    shifts = state.problem.engineer[engineer].shifts
    shift = next((shift for shift in shifts if when < shift.end), shifts[-1] if shifts else None)
    if shift is None or known is None:
        return state
    visit = Visit(ticket=ticket, arrive=when, start=when, finish=when + known.duration)
    route = Route(shift=shift.id, engineer=engineer, depart=min(shift.start, when), visits=(), end=visit.finish)
    return state.but(published=with_visit(state.published or Plan(), visit, route))

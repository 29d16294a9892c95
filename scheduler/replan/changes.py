"""What becomes of every visit: kept, moved, retimed, added or dropped."""

from __future__ import annotations

from models.plan import Plan, Route, Visit
from models.ticket import Ticket
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.causes import Causes
from scheduler.replan.engineers import touched
from scheduler.replan.proposal import Change, CostEntry, Kind, NewList

Served = tuple[Route, Visit] | None


def changes_of(ground: ReplanBasis, plan: Plan, told: tuple[str, ...]) -> tuple[Change, ...]:
    """Every visit that was published or is proposed, in the problem's order of tickets.

    Parameters
    ----------
    plan
        What is proposed for the rest of the day.
    told
        Tickets whose customers have to be told, without those whose visit is fixed.
    """
    before, after = ground.published.served(), plan.served()
    causes = Causes(ground, plan)
    late, fixed = set(ground.late), ground.situation.fixed
    found = []
    for ticket in ground.situation.problem.tickets:
        old, new = before.get(ticket.id), after.get(ticket.id)
        if ticket.id in fixed:
            new = _fixed(ground, ticket)
            found += [_change(ground, ticket, old, new, ticket.id in late, causes, True)] if ticket.id in late else []
        elif old is not None or new is not None:
            found.append(_change(ground, ticket, old, new, ticket.id in told, causes, False))
    return tuple(found)


def _fixed(ground: ReplanBasis, ticket: Ticket) -> Served:
    at = ground.situation.fixed[ticket.id][0]
    visit = next(visit for visit in at.fixed if visit.ticket == ticket.id)
    return Route(shift=at.shift, engineer=at.engineer, depart=0, visits=(visit,), end=visit.finish), visit


def _change(
    ground: ReplanBasis, ticket: Ticket, old: Served, new: Served, told: bool, causes: Causes, fixed: bool
) -> Change:
    kind = _kind(ground, old, new, told)
    why = None if kind == "kept" else causes.why(ticket, kind)
    return Change(
        ticket=ticket.id,
        customer=ticket.customer,
        kind=kind,
        old_engineer=old[0].engineer if old else None,
        old_start=old[1].start if old else None,
        promised=ground.situation.state.told.get(ticket.id),
        engineer=new[0].engineer if new else None,
        start=new[1].start if new else None,
        told=told,
        fixed=fixed,
        why=why,
    )


def _kind(ground: ReplanBasis, old: Served, new: Served, told: bool) -> Kind:
    if old is None or new is None:
        return "added" if old is None else "dropped"
    if old[0].engineer != new[0].engineer:
        return "moved"
    return "retimed" if told or abs(new[1].start - old[1].start) > ground.budget.free_minutes * 60 else "kept"


def new_lists(ground: ReplanBasis, plan: Plan, changes: tuple[Change, ...]) -> tuple[NewList, ...]:
    """Engineers who have to be told, with their lists of what is still to come, old and new."""
    other = set(touched(ground, plan))
    retimed = {change.engineer for change in changes if change.kind == "retimed"}
    found = []
    for engineer in ground.problem.engineers:
        if engineer.id in other or engineer.id in retimed:
            old, new = (_entries(ground, engineer.id, known) for known in (ground.published, plan))
            found.append(NewList(engineer=engineer.id, old=old, new=new, touched=engineer.id in other))
    return tuple(found)


def _entries(ground: ReplanBasis, engineer: str, plan: Plan) -> tuple[CostEntry, ...]:
    fixed = ground.situation.fixed
    return tuple(
        CostEntry(ticket=visit.ticket, start=visit.start)
        for route in plan.routes
        if route.engineer == engineer
        for visit in route.visits
        if visit.ticket not in fixed
    )

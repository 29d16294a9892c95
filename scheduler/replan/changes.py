"""What becomes of every visit: kept, moved, retimed, added or dropped."""

from __future__ import annotations

from models.changes import Served, served
from models.clock import MINUTE
from models.plan import Plan
from models.ticket import Ticket
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.causes import Causes
from scheduler.replan.engineers import touched
from scheduler.replan.proposal import Change, CostEntry, NewList


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
        old, new = served(before, ticket.id), served(after, ticket.id)
        if ticket.id in fixed:
            new = _fixed(ground, ticket)
            found += [_change(ground, ticket, old, new, ticket.id in late, causes, True)] if ticket.id in late else []
        elif old is not None or new is not None:
            found.append(_change(ground, ticket, old, new, ticket.id in told, causes, False))
    return tuple(found)


def _fixed(ground: ReplanBasis, ticket: Ticket) -> Served:
    at = ground.situation.fixed[ticket.id][0]
    return at.engineer, next(visit.start for visit in at.fixed if visit.ticket == ticket.id)


def _change(
    ground: ReplanBasis, ticket: Ticket, old: Served, new: Served, told: bool, causes: Causes, fixed: bool
) -> Change:
    free = ground.budget.free_minutes * MINUTE
    change = Change.between(ticket.id, old, new, free=free, customer=ticket.customer, told=told, fixed=fixed,
                            promised=ground.situation.state.told.get(ticket.id))  # fmt: skip
    if told and change.kind == "kept":
        change = change.but(kind="retimed")
    return change if change.kind == "kept" else change.but(why=causes.why(ticket, change.kind))


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

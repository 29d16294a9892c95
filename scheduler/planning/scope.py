"""The part of a problem that belongs to one territory."""

from __future__ import annotations

from models.errors import InputError, Trouble, nearest
from models.homeward import decide
from models.plan import Plan
from models.problem import Problem
from models.ticket import Ticket


def _of_nobody(ticket: Ticket) -> bool:
    """A row that cannot be read and does not say its territory: every run says so, rather than none."""
    return bool(ticket.set_aside) and not ticket.territory


def within(problem: Problem, territory: str | None) -> Problem:
    """The tickets of ``territory`` and the engineers who serve it; the whole problem for None.

    What is decided stays, with its tickets and engineers: of people who serve the territory too the rest of the day is
    open, nothing may be added to the others.

    Raises
    ------
    InputError
        When nobody and nothing belongs to the territory.
    """
    if territory is None:
        return problem
    known = {area.id for area in problem.territories}
    known |= {ticket.territory for ticket in problem.tickets if ticket.territory}
    known |= {name for engineer in problem.engineers for name in engineer.territories}
    if territory not in known:
        raise InputError(
            Trouble(
                "no ticket and no engineer belongs to this territory",
                field="--territory",
                value=territory,
                rule="unknown-territory",
                maybe=nearest(territory, known),
            )
        )
    ours = {
        engineer.id for engineer in problem.engineers if not engineer.territories or territory in engineer.territories
    }
    busy = ours | {decided.engineer for decided in problem.decided}
    engineers = tuple(engineer for engineer in problem.engineers if engineer.id in busy)
    others = {shift.id for engineer in engineers if engineer.id not in ours for shift in engineer.shifts}
    return problem.replace(
        tickets=tuple(
            ticket
            for ticket in problem.tickets
            if ticket.territory == territory or _of_nobody(ticket) or ticket.id in problem.settled
        ),
        engineers=engineers,
        closed=problem.closed | others,
        name=f"{problem.name} {territory}",
    )


def elsewhere(problem: Problem, plan: Plan, territory: str | None) -> Problem:
    """The whole problem in which stands what a plan of it has outside ``territory``.

    What comes before a visit of another territory on the same shift stands with it.
    """
    if territory is None:
        return problem
    named: set[str] = set()
    for route in plan.routes:
        foreign = [k for k, id in enumerate(route.tickets) if _belongs_elsewhere(problem, id, territory)]
        named.update(route.tickets[: max(foreign, default=-1) + 1])
    return decide(problem, plan, named)


def _belongs_elsewhere(problem: Problem, id: str, territory: str) -> bool:
    return id in problem.ticket and problem.ticket[id].territory != territory

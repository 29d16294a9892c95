"""The part of a problem that belongs to one territory."""

from __future__ import annotations

from models.errors import InputError, Trouble, nearest
from models.problem import Problem
from models.ticket import Ticket


def _of_nobody(ticket: Ticket) -> bool:
    """A row that cannot be read and does not say its territory: every run says so, rather than none."""
    return bool(ticket.set_aside) and not ticket.territory


def within(problem: Problem, territory: str | None) -> Problem:
    """The tickets of ``territory`` and the engineers who serve it; the whole problem for None.

    Raises
    ------
    InputError
        When nobody and nothing belongs to the territory.
    """
    if territory is None:
        return problem
    known = {one.id for one in problem.territories}
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
    return problem.replace(
        tickets=tuple(ticket for ticket in problem.tickets if ticket.territory == territory or _of_nobody(ticket)),
        engineers=tuple(one for one in problem.engineers if not one.territories or territory in one.territories),
        name=f"{problem.name} {territory}",
    )

"""What a rule gives way with: the least change of a ticket or an engineer that would let one visit be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.engineer import Engineer, Shift
    from models.facts import Facts
    from models.ticket import Ticket


@dataclass(frozen=True, eq=False)
class Need:
    """A visit in a route that a rule does not permit, and what the route is like.

    Parameters
    ----------
    facts
        The day as it has been changed so far.
    route
        All tickets of the route, in order; ``ticket`` is one of them.
    start, finish
        [s] of the visit.
    depart, end
        [s] of the route.
    driving
        [s] of the route, the way home included.
    rest
        [s] start of the route's break; None = it has none.
    """

    facts: Facts
    engineer: Engineer
    shift: Shift
    ticket: Ticket
    route: tuple[Ticket, ...]
    start: int
    finish: int
    depart: int
    end: int
    driving: int
    rest: int | None = None


@dataclass(frozen=True, eq=False)
class Concession:
    """One thing that gives way.

    Parameters
    ----------
    code
        Stable code of the sentence about it; ``docs/reasons`` has a page for each.
    data
        Ids and numbers for the sentence; times [s].
    ticket, engineer
        As they would have to be, where one of them changes. With neither, the rule is set aside for this engineer and
        this ticket, and stays as it is for everybody else.
    """

    code: str
    data: dict[str, Any] = field(default_factory=dict)
    ticket: Ticket | None = None
    engineer: Engineer | None = None

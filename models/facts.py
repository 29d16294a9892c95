"""What a rule may look at: the people, the work and the moment, never the plan that is being made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from models.clock import Clock
from models.engineer import Engineer, Shift
from models.plan import Route, Visit
from models.ticket import Ticket
from models.travel import Travel

Kind = TypeVar("Kind")


class RulesInForce(Protocol):
    """The rules beside it, for a rule whose price or answer depends on another's."""

    def of(self, shape: type[Kind]) -> tuple[Kind, ...]:
        """The rules of a shape."""

    def rule(self, id: str) -> Any:
        """The rule with this id, or None when it is off."""


class Facts(Protocol):
    """The facts of one horizon; :class:`models.problem.Problem` has them all.

    Rules are given this, not the problem, so that the rule book stands below the policy and the problem that are made
    with it. A rule that needs a fact that is not here adds a line to this list.
    """

    @property
    def engineers(self) -> tuple[Engineer, ...]:
        """Everybody, in the order of the input."""

    @property
    def tickets(self) -> tuple[Ticket, ...]:
        """All tickets, closed ones too, in the order of the input."""

    @property
    def engineer(self) -> Mapping[str, Engineer]:
        """Engineers by id."""

    @property
    def ticket(self) -> Mapping[str, Ticket]:
        """Tickets by id."""

    @property
    def shifts(self) -> tuple[tuple[Engineer, Shift], ...]:
        """All shifts with their engineers."""

    @property
    def open_tickets(self) -> tuple[Ticket, ...]:
        """Tickets that want a visit."""

    @property
    def promised(self) -> Mapping[str, tuple[Route, Visit]]:
        """Ticket id -> (route, visit) of the plan that customers know."""

    @property
    def travel(self) -> Travel:
        """Between all places of engineers, shifts and tickets."""

    @property
    def now(self) -> int:
        """[s] the moment of planning."""

    @property
    def last_end(self) -> int:
        """[s] end of the last shift."""

    @property
    def clock(self) -> Clock:
        """Origin of all times, and how they are said."""

    @property
    def policy(self) -> RulesInForce:
        """The rules beside it."""

"""Plans: who serves what and when; JSON in and out."""

from __future__ import annotations

from typing import Any, Self

from pydantic import Field

from models.clock import Clock, Instant
from models.entity import Entity

BESIDE = frozenset({"format", "chance"})
"""What a plan file says besides the plan."""


class Visit(Entity):
    """A ticket served by an engineer at a time."""

    ticket: str
    arrive: Instant = Field(description="arrival at the customer")
    start: Instant = Field(description="work starts (waiting lies between arrival and start)")
    finish: Instant


class BreakTaken(Entity):
    """A break in a route."""

    start: Instant
    end: Instant


class Route(Entity):
    """What one engineer does on one shift, in order."""

    shift: str
    engineer: str
    depart: Instant
    visits: tuple[Visit, ...]
    end: Instant = Field(description="arrival at the end place")
    rest: BreakTaken | None = None

    @property
    def tickets(self) -> tuple[str, ...]:
        """Ticket ids in order."""
        return tuple(visit.ticket for visit in self.visits)


class Plan(Entity):
    """Routes of visits with times, and the tickets that stay unserved.

    Shifts without a visit have no route.
    """

    routes: tuple[Route, ...] = ()
    unserved: tuple[str, ...] = ()
    origin: str = Field("", description="ISO 8601 start of the horizon")
    note: str = Field("", description="where the plan comes from, for people")

    def served(self) -> dict[str, tuple[Route, Visit]]:
        """Ticket id -> (route, visit)."""
        return {visit.ticket: (route, visit) for route in self.routes for visit in route.visits}

    def to_json(self, clock: Clock) -> dict[str, Any]:
        """Plain data with ISO 8601 times; every key is there, also of what is empty."""
        plan = self.but(origin=clock.origin.isoformat())
        data: dict[str, Any] = plan.model_dump(mode="json", context={"clock": clock})
        return {"format": "paigong-plan-1", **data}

    @classmethod
    def from_json(cls, data: dict[str, Any], clock: Clock) -> Self:
        """The plan of such data; raises :class:`pydantic.ValidationError` where it does not fit."""
        data = {key: value for key, value in data.items() if key not in BESIDE}
        return cls.model_validate(data, context={"clock": clock})

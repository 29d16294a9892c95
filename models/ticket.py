"""Tickets: what customers asked for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.clock import Instant
from models.engineer import Tier, TierLevel
from models.entity import Entity
from models.interval import Interval, Spans, meet, merge
from models.place import Place

Status = Literal["open", "planned", "travelling", "started", "finished", "cancelled"]


class SkillNeed(Entity):
    """A skill a ticket needs, at least at a level."""

    skill: str = Field(min_length=1)
    level: int = Field(1, ge=1, le=9)


class Window(Interval):
    """A span in which the visit may start."""


class Named(Entity):
    """An engineer a ticket names (preferred, required or excluded), perhaps for a time only."""

    engineer: str = Field(min_length=1)
    until: Instant | None = Field(None, description="moment from which it no longer counts; none = always")


class Predecessor(Entity):
    """Another ticket that comes first."""

    ticket: str = Field(min_length=1)
    least_lag: int = Field(0, description="[s] least time from its finish to this start")
    most_lag: int | None = Field(None, description="[s] most time from its finish to this start; none = any")


class Pin(Entity):
    """What a dispatcher fixed: the person, the time, or both."""

    engineer: str | None = None
    start: Instant | None = Field(None, description="fixed start of the visit")


class Ticket(Entity):
    """The customer's request; owns the SLA. Served by one visit."""

    id: str = Field(min_length=1)
    title: str = ""
    customer: str = Field("", description="customer id; continuity and preference look at it")
    contact: str = Field("", description="whom to ask for")
    phone: str = Field("", description="telephone of the contact, as it was written")
    note: str = Field("", description="what the engineer should know: the gate, the dog, the error on the display")
    place: Place = Field(default_factory=Place)
    territory: str | None = None
    work_type: str = ""
    skills: tuple[SkillNeed, ...] = ()
    tier: Tier = Field(TierLevel.JUNIOR, description="least tier")
    certificates: tuple[str, ...] = Field((), description="all of these, valid at the visit")
    windows: tuple[Window, ...] = Field((), description="the visit starts in one of them; empty = any time")
    booked: Window | None = Field(
        None, description="agreed with the customer: within the windows it starts in this one"
    )
    respond_by: Instant | None = Field(None, description="response SLA: the visit starts by then; none = the policy's")
    resolve_by: Instant | None = Field(None, description="resolution SLA: the visit ends by then; none = the policy's")
    priority: int = Field(3, ge=1, le=4, description="1 = most urgent")
    created: Instant | None = Field(None, description="when the customer asked; SLA clocks and age start here")
    duration: int = Field(3600, ge=0, description="[s] work on site at normal speed; 0 = a hand-over")
    load: int = Field(0, ge=0, description="load units taken from the van's capacity")
    parts: dict[str, int] = Field(default_factory=dict, description="parts used: part -> pieces")
    parts_ready: Instant | None = Field(None, description="the visit cannot start before its parts arrive")
    preferred: tuple[Named, ...] = ()
    required: tuple[Named, ...] = Field((), description="one of these must go; empty = anybody")
    excluded: tuple[Named, ...] = ()
    served_before: tuple[str, ...] = Field((), description="engineers who served this customer before, latest last")
    crew_size: int = Field(1, ge=1, description="engineers at the same time")
    predecessors: tuple[Predecessor, ...] = ()
    pin: Pin | None = None
    status: Status = "open"
    set_aside: str = Field("", description="what is wrong with its row, so that it is planned by hand; empty = nothing")
    extra: dict[str, str] = Field(
        default_factory=dict, description="columns of the source we do not know, kept as they are"
    )

    @property
    def agreed(self) -> Spans | None:
        """When the visit may start by the windows and by what was booked; None = at any time."""
        windows = merge((window.start, window.end) for window in self.windows) if self.windows else None
        if self.booked is None:
            return windows
        booked = ((self.booked.start, self.booked.end),)
        return booked if windows is None else meet(windows, booked)

    def shown(self) -> str:
        """Id and title for people."""
        return f"{self.id} {self.title}".strip()

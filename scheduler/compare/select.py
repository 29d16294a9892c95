"""Which engineers and tickets an operation of a scenario means."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from models.clock import DAY, HOUR
from models.engineer import Engineer, Tier
from models.entity import Entity
from models.errors import InputError, Trouble, nearest
from models.problem import Problem
from models.ticket import Ticket


class EngineerFilter(Entity):
    """Engineers by id, tier, territory, skill or certificate; everything named must hold, nothing named means all."""

    ids: tuple[str, ...] = Field((), description="engineer ids")
    tier: Tier | None = None
    territory: str | None = Field(None, description="serves this territory by name")
    skill: str | None = Field(None, description="has this skill at any level")
    certificate: str | None = None

    def of(self, problem: Problem) -> tuple[Engineer, ...]:
        """The engineers meant.

        Raises
        ------
        InputError
            For a name that the day does not know, and when nobody is meant.
        """
        people = problem.engineers
        known_places = {place for engineer in people for place in engineer.territories} | {
            t.id for t in problem.territories
        }
        demand(self.ids, problem.engineer, "engineer")
        demand(_some(self.territory), known_places, "territory")
        demand(_some(self.skill), {skill.skill for engineer in people for skill in engineer.skills}, "skill")
        demand(
            _some(self.certificate),
            {c.certificate for engineer in people for c in engineer.certificates},
            "certificate",
        )
        found = tuple(engineer for engineer in people if self._means(engineer))
        if not found:
            raise InputError(_nobody("engineer", self))
        return found

    def _means(self, engineer: Engineer) -> bool:
        return (
            (not self.ids or engineer.id in self.ids)
            and (self.tier is None or engineer.tier == self.tier)
            and (self.territory is None or self.territory in engineer.territories)
            and (self.skill is None or any(skill.skill == self.skill for skill in engineer.skills))
            and (self.certificate is None or any(c.certificate == self.certificate for c in engineer.certificates))
        )


class TicketFilter(Entity):
    """Tickets by id, territory, skill, work type, priority or hour; everything named must hold."""

    ids: tuple[str, ...] = Field((), description="ticket ids")
    territory: str | None = None
    skill: str | None = Field(None, description="needs this skill")
    work_type: str | None = None
    priority: tuple[int, ...] = Field((), description="priorities, 1 = most urgent")
    hours: tuple[int, int] | None = Field(
        None, description="[h] half-open span of the day in which a window opens (without windows: it was requested)"
    )

    def of(self, problem: Problem) -> tuple[Ticket, ...]:
        """The open tickets meant.

        Raises
        ------
        InputError
            For a name that the day does not know, and when no ticket is meant.
        """
        tickets = problem.open_tickets
        demand(self.ids, (ticket.id for ticket in tickets), "ticket")
        demand(_some(self.territory), (ticket.territory for ticket in tickets if ticket.territory), "territory")
        demand(_some(self.skill), (need.skill for ticket in tickets for need in ticket.skills), "skill")
        demand(_some(self.work_type), (ticket.work_type for ticket in tickets if ticket.work_type), "work type")
        found = tuple(ticket for ticket in tickets if self._means(ticket))
        if not found:
            raise InputError(_nobody("ticket", self))
        return found

    def _means(self, ticket: Ticket) -> bool:
        return (
            (not self.ids or ticket.id in self.ids)
            and (self.territory is None or ticket.territory == self.territory)
            and (self.skill is None or any(need.skill == self.skill for need in ticket.skills))
            and (self.work_type is None or ticket.work_type == self.work_type)
            and (not self.priority or ticket.priority in self.priority)
            and (self.hours is None or self._in_hours(ticket))
        )

    def _in_hours(self, ticket: Ticket) -> bool:
        begin, end = self.hours or (0, 24)
        times = [window.start for window in ticket.windows] or [ticket.created if ticket.created is not None else 0]
        return any(begin <= time % DAY / HOUR < end for time in times)


def demand(names: Iterable[str], known: Iterable[str], kind: str) -> None:
    """Refuse names that the day does not know, all at once, each with the nearest known name."""
    known = set(known)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise InputError(
            Trouble(f"the day has no {kind} {name}", value=name, rule=f"unknown-{kind.replace(' ', '-')}",
                    maybe=nearest(name, known)) for name in unknown
        )  # fmt: skip


def _some(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


def _nobody(kind: str, asked: Entity) -> Trouble:
    words = ", ".join(f"{key}={value!r}" for key, value in asked.model_dump(exclude_defaults=True).items())
    return Trouble(
        f"no {kind} fits {words or 'an empty day'}",
        rule="matches-nothing",
        maybe="drop one of the conditions, or look at the day's files for the right names.",
    )

"""Operations on the tickets: more or less of them, elsewhere, at other hours, with other promises."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from models.clock import HOUR, MINUTE
from models.errors import InputError, Trouble
from models.problem import Problem
from models.ticket import Ticket
from scheduler.compare.operations.base import Operation
from scheduler.compare.select import TicketFilter, demand


class ScaleDemand(Operation):
    """So many times the tickets that are meant: some left out, or some asked for again under new ids.

    ``{factor: 1.15, where: {territory: north}}``. Chance decides which, the same for every policy that is compared.
    """

    kind: ClassVar[str] = "scale-demand"

    factor: float = Field(ge=0, le=100)
    where: TicketFilter = Field(default_factory=TicketFilter)

    def apply(self, problem: Problem, dice: np.random.Generator) -> Problem:
        meant = self.where.of(problem)
        wanted = round(self.factor * len(meant))
        order = [meant[k] for k in dice.permutation(len(meant))]
        if wanted <= len(order):
            gone = {ticket.id for ticket in order[wanted:]}
            left = tuple(ticket for ticket in problem.tickets if ticket.id not in gone)
            if not any(ticket.status not in ("finished", "cancelled") for ticket in left):
                raise InputError(Trouble("the scenario leaves no ticket", rule="no-tickets"))
            return problem.replace(tickets=left)
        more = [order[k % len(order)] for k in range(wanted - len(order))]
        return problem.replace(tickets=(*problem.tickets, *_again(problem, more)))


class MoveDemand(Operation):
    """A share of the tickets that are meant is asked for in another territory, at places of tickets there.

    ``{where: {territory: north}, to: south, share: 0.3}``
    """

    kind: ClassVar[str] = "move-demand"

    where: TicketFilter
    to: str = Field(min_length=1, description="territory id")
    share: float = Field(1.0, gt=0, le=1)

    def apply(self, problem: Problem, dice: np.random.Generator) -> Problem:
        meant = self.where.of(problem)
        demand((self.to,), (ticket.territory for ticket in problem.tickets if ticket.territory), "territory")
        there = [ticket.place for ticket in problem.tickets if ticket.territory == self.to]
        count = max(1, round(self.share * len(meant)))
        chosen = {meant[k].id for k in dice.permutation(len(meant))[:count]}
        places = iter(dice.integers(len(there), size=count).tolist())

        def moved(ticket: Ticket) -> Ticket:
            return ticket.but(place=there[next(places)], territory=self.to) if ticket.id in chosen else ticket

        return problem.replace(tickets=tuple(moved(ticket) for ticket in problem.tickets))


class ShiftWindows(Operation):
    """Appointment windows earlier, later or wider: ``{minutes: 30, widen: 60, where: {priority: [4]}}``."""

    kind: ClassVar[str] = "shift-windows"

    minutes: int = Field(0, description="[min] moved by so much; negative = earlier")
    widen: int = Field(0, description="[min] longer at the end; negative = shorter")
    where: TicketFilter = Field(default_factory=TicketFilter)

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not (self.minutes or self.widen):
            raise ValueError("changes nothing. Maybe add minutes or widen.")
        return self

    def apply(self, problem: Problem, dice: np.random.Generator) -> Problem:
        meant = {ticket.id for ticket in self.where.of(problem) if ticket.windows}
        if not meant:
            raise InputError(Trouble("no ticket that is meant has a window", rule="matches-nothing"))
        tickets = tuple(self._moved(ticket) if ticket.id in meant else ticket for ticket in problem.tickets)
        return problem.replace(tickets=tickets)

    def _moved(self, ticket: Ticket) -> Ticket:
        by, longer = self.minutes * MINUTE, (self.minutes + self.widen) * MINUTE
        spans = [(window, window.start + by, window.end + longer) for window in ticket.windows]
        if short := [window for window, start, end in spans if start >= end]:
            text = f"ticket {ticket.id}: {len(short)} of its windows would close before they open"
            raise InputError(Trouble(text, rule="window-too-short"))
        return ticket.but(windows=tuple(window.but(start=start, end=end) for window, start, end in spans))


class Sla(Operation):
    """Other service levels: hours from the request to the start (response) and to the finish (resolution).

    ``{response: {1: 4, 2: 8}, where: {territory: north}}``: whatever the tickets said before.
    """

    kind: ClassVar[str] = "sla"

    response: dict[int, float] = Field(default_factory=dict, description="priority -> [h]")
    resolution: dict[int, float] = Field(default_factory=dict, description="priority -> [h]")
    where: TicketFilter = Field(default_factory=TicketFilter)

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if not (self.response or self.resolution):
            raise ValueError("changes nothing. Maybe add response or resolution, for instance {1: 4, 2: 8}.")
        for hours in (self.response, self.resolution):
            if any(key not in (1, 2, 3, 4) or value < 0 for key, value in hours.items()):
                raise ValueError("hours by priority 1 to 4, not negative. Maybe {1: 4, 2: 8}.")
        return self

    def apply(self, problem: Problem, dice: np.random.Generator) -> Problem:
        meant = {ticket.id for ticket in self.where.of(problem)}
        tickets = tuple(self._with(ticket) if ticket.id in meant else ticket for ticket in problem.tickets)
        if tickets == problem.tickets:
            text = "no ticket that is meant has such a priority and a time of request"
            raise InputError(Trouble(text, rule="matches-nothing"))
        return problem.replace(tickets=tickets)

    def _with(self, ticket: Ticket) -> Ticket:
        if ticket.created is None:
            return ticket
        changes = {}
        for field, hours in (("respond_by", self.response), ("resolve_by", self.resolution)):
            if ticket.priority in hours:
                changes[field] = ticket.created + round(hours[ticket.priority] * HOUR)
        return ticket.but(**changes)


def _again(problem: Problem, tickets: list[Ticket]) -> list[Ticket]:
    """The same requests once more, under ids that no ticket has, without what only the first one can have."""
    taken, made = set(problem.ticket), []
    for ticket in tickets:
        number = 1
        while f"{ticket.id}+{number}" in taken:
            number += 1
        taken.add(id := f"{ticket.id}+{number}")
        made.append(ticket.but(id=id, pin=None, predecessors=()))
    return made

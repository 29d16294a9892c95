"""Rule ``resolution-sla``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from models.clock import span
from models.concession import Concession, Need
from models.money import money
from models.rules import days
from models.rules.priorities import HoursByPriority, PriceByPriority
from models.rules.sla import due_after, due_later, lateness
from models.shapes import FinishCost, Late, ServiceLevel
from models.text import Text, span_zh
from models.ticket import Ticket
from models.tradeoff import Tradeoff, by_priority

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class ResolutionSla(FinishCost, ServiceLevel):
    """A visit that ends after its resolution was due costs a step for the breach, then money for every further hour.

    Why
    ---
    The resolution SLA says when the equipment runs again. Due is the time on the ticket; without one, so many calendar
    hours (nights and weekends count) after the request, by priority. A fast engineer (see ``speed``) ends earlier and
    may save the SLA. Lateness that already exists at the moment of planning is in every plan and is not charged again.

    Example
    -------
    T1 has priority 2, takes 60 min and must be resolved by 12:00; a breach costs 500 CNY and each hour 100 CNY. A start
    at 13:00 ends at 14:00 and costs 500 + 2 x 100 = 700.00 CNY; a start at 11:00 ends in time and costs nothing.

    Fix
    ---
    Start earlier, send somebody who is faster at this work, or move less urgent visits behind it.
    """

    id: ClassVar[str] = "resolution-sla"
    title: ClassVar[tuple[str, str]] = ("resolution SLA", "解决时限")
    measures: ClassVar[Literal["response", "resolution"]] = "resolution"
    waivable: ClassVar[bool] = True
    tradeoffs: ClassVar[tuple[Tradeoff, ...]] = by_priority(
        "resolution", "breach", "keeping the resolution promise of a P{p}", "少违约一次 P{p} 解决时限", (1, 2, 3)
    )

    hours: HoursByPriority = Field(
        {1: 8, 2: 24, 3: 72, 4: 120},
        description="[h] priority -> calendar hours from the request, for tickets without a due time of their own",
    )
    breach: PriceByPriority = Field(
        {1: money(1000), 2: money(500), 3: money(200), 4: money(60)},
        description="[currency] priority -> once when late",
    )
    per_hour: PriceByPriority = Field(
        {1: money(200), 2: money(100), 3: money(30), 4: money(10)},
        description="[currency/h] priority -> per hour late",
    )

    def due(self, ticket: Ticket) -> int | None:
        """The second by which the visit ends in time [s], or None without an SLA."""
        return due_after(ticket, ticket.resolve_by, self.hours)

    def terms(self, ticket: Ticket, facts: Facts) -> tuple[Late, ...]:
        return lateness(ticket, self.due(ticket), self.breach, self.per_hour, facts)

    def message(self, ticket: Ticket, finish: int, facts: Facts) -> str:
        due, text = self.due(ticket), facts.clock.text
        said = Text(
            f"{ticket.id} (priority {ticket.priority}) ends {text(finish)}",
            f"{ticket.id}（优先级 {ticket.priority}）于 {text(finish)} 结束",
        )
        if due is None:
            return said
        late = finish - due
        return Text(f"{said}; due {text(due)}, {span(late)} late", f"{said.zh}；时限 {text(due)}，超时 {span_zh(late)}")

    def remedy(self, need: Need) -> Concession:
        """Due when the visit finishes: the least that makes it on time."""
        return due_later(need, self.due(need.ticket), "resolve_by", need.finish)

    @classmethod
    def keeps(cls) -> Example:
        return days.day(
            cls(), days.engineer(), days.ticket(priority=2, resolve_by=days.at("12:00")), starts={"T1": "11:00"}
        )

    @classmethod
    def breaks(cls) -> Example:
        return days.day(
            cls(), days.engineer(), days.ticket(priority=2, resolve_by=days.at("12:00")), starts={"T1": "13:00"}
        )

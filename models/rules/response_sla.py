"""Rule ``response-sla``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from models.clock import span
from models.concession import Concession, Need
from models.money import money
from models.rules import days
from models.rules.priorities import HoursByPriority, PriceByPriority
from models.rules.sla import due_after, due_later, lateness
from models.shapes import Late, ServiceLevel, StartCost
from models.text import Text, span_zh
from models.ticket import Ticket
from models.tradeoff import Tradeoff, by_priority

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class ResponseSla(StartCost, ServiceLevel):
    """A visit that starts after its response was due costs a step for the breach, then money for every further hour.

    Why
    ---
    The response SLA says when somebody is on site. Due is the time on the ticket; without one, so many calendar hours
    (nights and weekends count) after the request, by priority. Whoever is late does not become indifferent: every hour
    has its price. Lateness that already exists at the moment of planning is in every plan and is not charged again.

    Example
    -------
    T1 has priority 1 and its response is due at 10:00; a breach costs 600 CNY and each hour 200 CNY. A start at 11:30
    costs 600 + 1.5 x 200 = 900.00 CNY; a start at 10:00 costs nothing.

    Fix
    ---
    Start earlier, send somebody closer, or move less urgent visits behind it.
    """

    id: ClassVar[str] = "response-sla"
    title: ClassVar[tuple[str, str]] = ("response SLA", "响应时限")
    measures: ClassVar[Literal["response", "resolution"]] = "response"
    waivable: ClassVar[bool] = True
    tradeoffs: ClassVar[tuple[Tradeoff, ...]] = by_priority(
        "response", "breach", "keeping the response promise of a P{p}", "少违约一次 P{p} 响应", (1, 2, 3)
    )

    hours: HoursByPriority = Field(
        {1: 4, 2: 8, 3: 24, 4: 72},
        description="[h] priority -> calendar hours from the request, for tickets without a due time of their own",
    )
    breach: PriceByPriority = Field(
        {1: money(600), 2: money(300), 3: money(120), 4: money(40)},
        description="[currency] priority -> once when late",
    )
    per_hour: PriceByPriority = Field(
        {1: money(200), 2: money(100), 3: money(30), 4: money(10)},
        description="[currency/h] priority -> per hour late",
    )

    def due(self, ticket: Ticket) -> int | None:
        """The second by which the visit starts in time [s], or None without an SLA."""
        return due_after(ticket, ticket.respond_by, self.hours)

    def terms(self, ticket: Ticket, facts: Facts) -> tuple[Late, ...]:
        return lateness(ticket, self.due(ticket), self.breach, self.per_hour, facts)

    def message(self, ticket: Ticket, start: int, facts: Facts) -> str:
        due, text = self.due(ticket), facts.clock.text
        said = Text(
            f"{ticket.id} (priority {ticket.priority}) starts {text(start)}",
            f"{ticket.id}（优先级 {ticket.priority}）于 {text(start)} 开始",
        )
        if due is None:
            return said
        late = start - due
        return Text(f"{said}; due {text(due)}, {span(late)} late", f"{said.zh}；时限 {text(due)}，超时 {span_zh(late)}")

    def remedy(self, need: Need) -> Concession:
        """Due when the visit starts: the least that makes it on time."""
        return due_later(need, self.due(need.ticket), "respond_by", need.start)

    @classmethod
    def keeps(cls) -> Example:
        return days.day(
            cls(), days.engineer(), days.ticket(priority=1, respond_by=days.at("10:00")), starts={"T1": "10:00"}
        )

    @classmethod
    def breaks(cls) -> Example:
        return days.day(
            cls(), days.engineer(), days.ticket(priority=1, respond_by=days.at("10:00")), starts={"T1": "11:30"}
        )

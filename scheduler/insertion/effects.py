"""Effects: what one plan does to whom, compared with another plan of the same tickets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from models.clock import MINUTE
from models.finding import Report
from models.money import amount
from models.plan import Plan, Route
from models.problem import Problem
from scheduler.insertion.parts import Parts, difference
from scheduler.wording.language import Language
from scheduler.wording.words import minutes, shown


@dataclass(frozen=True)
class TicketEffect:
    """One ticket before and after; engineer and start [s] are None where nobody serves it."""

    ticket: str
    engineer: str | None
    start: int | None
    engineer_before: str | None
    start_before: int | None

    @property
    def kind(self) -> str:
        """``unserved``, ``served``, ``moved`` (to another engineer), ``later`` or ``earlier``."""
        if self.start is None or self.start_before is None:
            return "unserved" if self.start is None else "served"
        if self.engineer != self.engineer_before:
            return "moved"
        return "later" if self.start > self.start_before else "earlier"

    @property
    def later(self) -> int:
        """[s] by how much it starts later; negative = earlier, 0 where it was or is unserved."""
        return 0 if self.start is None or self.start_before is None else self.start - self.start_before

    @property
    def worse(self) -> bool:
        """Is it left, or does its customer wait longer?"""
        return self.kind == "unserved" or self.later > 0


@dataclass(frozen=True)
class EngineerEffect:
    """What changes for an engineer over all shifts [s]."""

    engineer: str
    overtime: int
    driving: int
    visits: int

    @property
    def worse(self) -> bool:
        """More overtime or more driving?"""
        return self.overtime > 0 or self.driving > 0


@dataclass(frozen=True)
class Effects:
    """Everything that differs.

    Parameters
    ----------
    price
        [thousandths] by how much the plan is dearer; negative = cheaper.
    parts
        The same by rule.
    """

    price: int
    parts: Parts
    tickets: tuple[TicketEffect, ...]
    engineers: tuple[EngineerEffect, ...]

    @property
    def nothing_worse(self) -> bool:
        """Is it no dearer, and worse for no customer and no engineer?"""
        worse = [ticket.worse for ticket in self.tickets] + [engineer.worse for engineer in self.engineers]
        return self.price <= 0 and not any(worse)

    def left(self) -> tuple[str, ...]:
        """Tickets that are unserved now and were not."""
        return tuple(ticket.ticket for ticket in self.tickets if ticket.kind == "unserved")

    def lines(self, problem: Problem, language: Language, but: str = "") -> list[str]:
        """One line each for people; ``but`` is a ticket that is spoken of elsewhere."""
        said = [language.of(*TICKET[ticket.kind]).format_map(_ticket_words(problem, ticket, language))
                for ticket in self.tickets if ticket.ticket != but]  # fmt: skip
        for worker in self.engineers:
            both = _by(worker.overtime, OVERTIME, language), _by(worker.driving, DRIVING, language)
            changes = [text for text in both if text]
            if changes:
                said.append(worker.engineer + language.of(": ", "：") + language.of(", ", "，").join(changes))
        return said

    def as_dict(self, problem: Problem) -> dict[str, Any]:
        """Plain data."""
        iso = problem.clock.iso

        def moment(time: int | None) -> str | None:
            return None if time is None else iso(time)

        return {
            "price": amount(self.price),
            "parts": {rule: amount(money) for rule, money in self.parts.items()},
            "nothing_worse": self.nothing_worse,
            "tickets": [
                {
                    "ticket": ticket.ticket,
                    "kind": ticket.kind,
                    "worse": ticket.worse,
                    "engineer": ticket.engineer,
                    "start": moment(ticket.start),
                    "engineer_before": ticket.engineer_before,
                    "start_before": moment(ticket.start_before),
                    "later_minutes": round(ticket.later / MINUTE, 2),
                }
                for ticket in self.tickets
            ],
            "engineers": [
                {
                    "engineer": engineer.engineer,
                    "worse": engineer.worse,
                    "overtime_minutes": round(engineer.overtime / MINUTE, 2),
                    "driving_minutes": round(engineer.driving / MINUTE, 2),
                    "visits": engineer.visits,
                }
                for engineer in self.engineers
            ],
        }


TICKET = {
    "unserved": ("{ticket} is left unserved (was {engineer_before} at {start_before})",
                 "{ticket} 不再安排（原为 {engineer_before} {start_before}）"),
    "served": ("{ticket} is served by {engineer} at {start} (was unserved)",
               "{ticket} 由 {engineer} 于 {start} 服务（原未安排）"),
    "moved": ("{ticket} goes from {engineer_before} at {start_before} to {engineer} at {start}",
              "{ticket} 由 {engineer_before} {start_before} 改为 {engineer} {start}"),
    "later": ("{ticket} ({engineer}) starts {by} later, at {start}",
              "{ticket}（{engineer}）推迟 {by}，改为 {start}"),
    "earlier": ("{ticket} ({engineer}) starts {by} earlier, at {start}",
                "{ticket}（{engineer}）提前 {by}，改为 {start}"),
}  # fmt: skip
OVERTIME = (("{} more overtime", "加班增加 {}"), ("{} less overtime", "加班减少 {}"))
DRIVING = (("{} more driving", "车程增加 {}"), ("{} less driving", "车程减少 {}"))


def _by(seconds: int, text: tuple[tuple[str, str], tuple[str, str]], language: Language) -> str:
    """More or less of something; empty where it stays."""
    return language.of(*text[seconds < 0]).format(minutes(abs(seconds), language)) if seconds else ""


def _ticket_words(problem: Problem, effect: TicketEffect, language: Language) -> dict[str, str]:
    times = {name: shown(problem, getattr(effect, name)) for name in ("start", "start_before")}
    return {
        "ticket": effect.ticket,
        "engineer": effect.engineer or "",
        "engineer_before": effect.engineer_before or "",
        "by": minutes(abs(effect.later), language),
        **times,
    }


def effects(problem: Problem, before: tuple[Plan, Report], after: tuple[Plan, Report]) -> Effects:
    """What ``after`` does, compared with ``before``: both with the judge's report under the same prices.

    Tickets that are left or wait longer come first.
    """
    old, new = before[0].served(), after[0].served()
    tickets = []
    for id in dict.fromkeys((*old, *new)):
        was, now = old.get(id), new.get(id)
        here = None if now is None else (now[0].engineer, now[1].start)
        there = None if was is None else (was[0].engineer, was[1].start)
        if here != there:
            tickets.append(TicketEffect(id, *(here or (None, None)), *(there or (None, None))))
    order = {kind: k for k, kind in enumerate(TICKET)}
    tickets.sort(key=lambda change: (order[change.kind], -change.later, change.ticket))
    return Effects(
        after[1].cost - before[1].cost,
        difference(after[1].costs, before[1].costs),
        tuple(tickets),
        _engineers(problem, before[0], after[0]),
    )


def _engineers(problem: Problem, before: Plan, after: Plan) -> tuple[EngineerEffect, ...]:
    found = []
    for engineer in problem.engineers:
        old = _load(problem, (route for route in before.routes if route.engineer == engineer.id))
        new = _load(problem, (route for route in after.routes if route.engineer == engineer.id))
        change = EngineerEffect(engineer.id, *(n - o for n, o in zip(new, old, strict=True)))
        if change.overtime or change.driving or change.visits:
            found.append(change)
    return tuple(sorted(found, key=lambda change: (not change.worse, -change.overtime, -change.driving)))


def _load(problem: Problem, routes: Iterable[Route]) -> tuple[int, int, int]:
    """Overtime, driving [s] and visits of these routes."""
    overtime = driving = visits = 0
    for route in routes:
        engineer, shift = problem.shift[route.shift]
        overtime += max(0, route.end - shift.end)
        places = [
            shift.start_place or engineer.start,
            *(problem.ticket[id].place for id in route.tickets),
            shift.end_place or engineer.end_place,
        ]
        driving += sum(problem.travel.leg(a, b)[0] for a, b in pairwise(places))
        visits += len(route.visits)
    return overtime, driving, visits

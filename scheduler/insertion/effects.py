"""Effects: what one plan does to whom, compared with another plan of the same tickets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from models.changes import ChangeKind, VisitChange, changes
from models.clock import MINUTE
from models.finding import Report
from models.money import amount
from models.plan import Plan, Route
from models.problem import Problem
from scheduler.insertion.parts import Parts, difference
from scheduler.wording.changes import change_text
from scheduler.wording.language import Language
from scheduler.wording.words import minutes


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
    changes: tuple[VisitChange, ...]
    engineers: tuple[EngineerEffect, ...]

    @property
    def nothing_worse(self) -> bool:
        """Is it no dearer, and worse for no customer and no engineer?"""
        worse = [change.worse for change in self.changes] + [engineer.worse for engineer in self.engineers]
        return self.price <= 0 and not any(worse)

    def left(self) -> tuple[str, ...]:
        """Tickets that are unserved now and were not."""
        return tuple(change.ticket for change in self.changes if change.kind == "dropped")

    def lines(self, problem: Problem, language: Language, but: str = "") -> list[str]:
        """One line each for people; ``but`` is a ticket that is spoken of elsewhere."""
        said = [change_text(change, problem.clock, language) for change in self.changes if change.ticket != but]
        for worker in self.engineers:
            both = _by(worker.overtime, OVERTIME, language), _by(worker.driving, DRIVING, language)
            changes = [text for text in both if text]
            if changes:
                said.append(worker.engineer + language.of(": ", "：") + language.of(", ", "，").join(changes))
        return said

    def as_dict(self, problem: Problem) -> dict[str, Any]:
        """Plain data."""
        return {
            "price": amount(self.price),
            "parts": {rule: amount(money) for rule, money in self.parts.items()},
            "nothing_worse": self.nothing_worse,
            "changes": [{**change.to_json(problem.clock), "worse": change.worse} for change in self.changes],
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


ORDER: tuple[ChangeKind, ...] = ("dropped", "added", "moved", "retimed")
"""In which changes are told."""
OVERTIME = (("{} more overtime", "加班增加 {}"), ("{} less overtime", "加班减少 {}"))
DRIVING = (("{} more driving", "车程增加 {}"), ("{} less driving", "车程减少 {}"))


def _by(seconds: int, text: tuple[tuple[str, str], tuple[str, str]], language: Language) -> str:
    """More or less of something; empty where it stays."""
    return language.of(*text[seconds < 0]).format(minutes(abs(seconds), language)) if seconds else ""


def effects(problem: Problem, before: tuple[Plan, Report], after: tuple[Plan, Report]) -> Effects:
    """What ``after`` does, compared with ``before``: both with the judge's report under the same prices.

    Tickets that are left or wait longer come first.
    """
    order = {kind: k for k, kind in enumerate(ORDER)}
    found = sorted(changes(before[0], after[0]), key=lambda change: (order[change.kind], -change.later, change.ticket))
    return Effects(
        after[1].cost - before[1].cost,
        difference(after[1].costs, before[1].costs),
        tuple(found),
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

"""Alternatives: the next best engineers for a served ticket, each planned again around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.money import amount
from models.plan import Plan
from models.problem import Problem
from scheduler.explain.force import forced
from scheduler.insertion.candidates import Candidate
from scheduler.insertion.effects import Effects, effects
from scheduler.insertion.question import PlanQuestion, SearchAnswer
from scheduler.insertion.room import Rooms


@dataclass(frozen=True)
class Alternative:
    """Another engineer for the ticket.

    Parameters
    ----------
    at_once
        [thousandths] what the plan costs more when only the ticket moves; None = it does not fit so.
    resolved
        [thousandths] what the plan costs more after planning again around it, compared with the plan searched again
        without it.
    start
        [s] of the visit in that plan.
    effects
        Who else is touched.
    plan
        That plan; it has passed the judge.
    """

    engineer: str
    at_once: int | None
    resolved: int
    start: int
    effects: Effects
    plan: Plan

    def as_dict(self, problem: Problem) -> dict[str, Any]:
        """Plain data."""
        return {
            "engineer": self.engineer,
            "price_at_once": None if self.at_once is None else amount(self.at_once),
            "price_resolved": amount(self.resolved),
            "start": problem.clock.iso(self.start),
            "effects": self.effects.as_dict(problem),
        }


def alternatives(
    question: PlanQuestion, found: Sequence[Candidate], current: Candidate | None, limit: int
) -> tuple[PlanQuestion, tuple[Alternative, ...]]:
    """The engineers who are cheapest at once, then those who would have to make room; ranked by the price in the end.

    Also the question as it was answered: asked again when an answer was cheaper than what was compared with.

    Parameters
    ----------
    found
        All candidates, best first.
    current
        Where the ticket is.
    limit
        How many.
    """
    chosen = _chosen(question, found, current.engineer if current is not None else "", limit)
    answers = [
        (candidate, answer) for candidate in chosen if (answer := forced(question, candidate.engineer)) is not None
    ]
    best = min((answer for _, answer in answers), key=lambda answer: answer.report.cost, default=None)
    if best is not None and best.report.cost < question.reference.report.cost and question.known is None:
        return alternatives(question.knowing(best), found, current, limit)
    made = (_made(question, candidate, answer, current) for candidate, answer in answers)
    return question, tuple(sorted(made, key=lambda alternative: (alternative.resolved, alternative.engineer)))


def _chosen(question: PlanQuestion, found: Sequence[Candidate], mine: str, limit: int) -> list[Candidate]:
    """The cheapest shift of each engineer who has room; then those who make room most cheaply."""
    able: dict[str, Candidate] = {}
    for candidate in found:
        if candidate.engineer != mine and not candidate.forbidden:
            able.setdefault(candidate.engineer, candidate)
    chosen = [candidate for candidate in able.values() if candidate.price is not None][:limit]
    full = [candidate for candidate in able.values() if candidate.price is None] if len(chosen) < limit else []
    engineer = {e: candidate for candidate in full for e in question.shifts_of(candidate.engineer)}
    rooms = Rooms(question.case, question.i).cheapest(engineer)
    ordered = dict.fromkeys(engineer[room.shift].engineer for room in rooms) | dict.fromkeys(
        candidate.engineer for candidate in full
    )
    return [*chosen, *(able[id] for id in ordered)][:limit]


def _made(question: PlanQuestion, candidate: Candidate, answer: SearchAnswer, current: Candidate | None) -> Alternative:
    change = effects(question.problem, question.reference.pair, answer.pair)
    paid = current.price if current is not None else None
    at_once = None if candidate.price is None or paid is None else candidate.price - paid
    start = answer.plan.served()[question.ticket][1].start
    return Alternative(candidate.engineer, at_once, change.price, start, change, answer.plan)

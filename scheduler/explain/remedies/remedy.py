"""A remedy: the changes, and the plan that they make possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.money import amount
from models.plan import Plan
from models.problem import Problem
from models.text import Text
from scheduler.explain.remedies.concede import RemedyChange
from scheduler.insertion.effects import Effects
from scheduler.wording.reason import Reason, reason


@dataclass(frozen=True, eq=False)
class Remedy:
    """A change that would serve the ticket, or serve it on time.

    Parameters
    ----------
    reason
        What would have to change, with a stable code; ``pair`` for two changes.
    changes
        The same one by one; () = no rule has to give way.
    engineer, start, finish
        Of the visit then [s].
    on_time
        Is nothing about the ticket late then, under the changed day?
    effects
        What it costs in all, at the original prices, and who else is touched; compared with the plan searched again
        without any change. A negative price is money saved.
    problem
        The changed day.
    plan
        A plan of the changed day that serves the ticket; it has passed the judge.
    """

    reason: Reason
    changes: tuple[Reason, ...]
    ticket: str
    engineer: str
    start: int
    finish: int
    on_time: bool
    effects: Effects
    problem: Problem
    plan: Plan

    @property
    def code(self) -> str:
        """Stable code."""
        return self.reason.code

    @property
    def price(self) -> int:
        """[thousandths] by how much the plan is dearer in all; negative = cheaper."""
        return self.effects.price

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        iso = self.problem.clock.iso
        return {
            **self.reason.as_dict(self.problem.clock),
            "changes": [change.as_dict(self.problem.clock) for change in self.changes],
            "engineer": self.engineer,
            "start": iso(self.start),
            "finish": iso(self.finish),
            "on_time": self.on_time,
            "price": amount(self.price),
            "effects": self.effects.as_dict(self.problem),
        }


def said(problem: Problem, changes: Sequence[RemedyChange]) -> tuple[Reason, tuple[Reason, ...]]:
    """The changes in a sentence, and each on its own."""
    each = tuple(reason(problem, change.code, change.data) for change in changes)
    if len(each) == 1:
        return each[0], each
    *first, last = each
    before = Text(", ".join(change.sentence for change in first), "，".join(change.sentence_zh for change in first))
    data = {"codes": tuple(change.code for change in each), "first": before, "second": last.sentence}
    return reason(problem, "pair", data), each

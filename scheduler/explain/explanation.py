"""What explain says of one ticket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.money import amount
from models.problem import Problem
from scheduler.explain.alternatives import Alternative
from scheduler.explain.remedies.remedy import Remedy
from scheduler.insertion.candidates import Candidate
from scheduler.wording.reason import Reason
from scheduler.wording.spoken import Spoken


@dataclass(frozen=True)
class Explanation(Spoken):
    """One ticket: where it is, why, what every shift says to it, and what would change that.

    Parameters
    ----------
    problem
        The day, for names and times.
    ticket
        Id.
    reason
        In one sentence, with a stable code.
    unserved_price
        [thousandths] what leaving it costs.
    current
        Where the plan serves it, priced as what it adds there; None = unserved.
    candidates
        Every shift, the cheapest first, then those without room, then those that rules forbid.
    engineers
        Engineer id -> what is in the way, or at what price.
    summary
        All engineers counted; None when the ticket is served.
    resolved
        Has the plan been searched again for what follows?
    gone
        Visits of the plan that cannot be kept as things stand, so that the plan was mended first.
    saved
        [thousandths] what that search saves by itself; more than 0 = the given plan was not the best.
    alternatives
        Next best engineers of a served ticket, planned again around.
    remedies
        The cheapest changes that would serve it, or serve it on time.
    """

    problem: Problem
    ticket: str
    reason: Reason
    unserved_price: int
    current: Candidate | None
    candidates: tuple[Candidate, ...]
    engineers: Mapping[str, Reason] = field(default_factory=dict)
    summary: Reason | None = None
    resolved: bool = False
    gone: tuple[str, ...] = ()
    saved: int = 0
    alternatives: tuple[Alternative, ...] = ()
    remedies: tuple[Remedy, ...] = ()

    @property
    def served(self) -> bool:
        """Does the plan serve the ticket?"""
        return self.current is not None

    @property
    def code(self) -> str:
        """Stable code of the reason."""
        return self.reason.code

    @property
    def sentence(self) -> str:
        """The reason in English."""
        return self.reason.sentence

    @property
    def detail(self) -> str:
        """The nearest engineers and what keeps each from it."""
        return self.reason.detail

    def as_dict(self) -> dict[str, Any]:
        """Plain data: money in the policy's currency, times in ISO 8601."""
        problem = self.problem
        return {
            "ticket": self.ticket,
            "served": self.served,
            **self.reason.as_dict(problem.clock),
            "currency": problem.policy.currency,
            "unserved_price": amount(self.unserved_price),
            "current": None if self.current is None else self._plain(self.current),
            "candidates": [self._plain(candidate) for candidate in self.candidates],
            "engineers": {id: reason.as_dict(problem.clock) for id, reason in self.engineers.items()},
            "summary": None if self.summary is None else self.summary.as_dict(problem.clock),
            "resolved": self.resolved,
            "gone": list(self.gone),
            "saved_by_searching": amount(self.saved),
            "alternatives": [alternative.as_dict(problem) for alternative in self.alternatives],
            "remedies": [remedy.as_dict() for remedy in self.remedies],
        }

    def _plain(self, candidate: Candidate) -> dict[str, Any]:
        data: dict[str, Any] = {
            "engineer": candidate.engineer,
            "shift": candidate.shift,
            "possible": candidate.price is not None,
        }
        if candidate.price is not None:
            iso = self.problem.clock.iso
            data |= {
                "price": amount(candidate.price),
                "parts": {rule: amount(money) for rule, money in candidate.parts.items()},
            }
            data |= {"position": candidate.position, "moved": candidate.moved}
            data |= {"arrive": iso(candidate.arrive), "start": iso(candidate.start), "finish": iso(candidate.finish)}
        else:
            data |= {
                "forbidden": candidate.forbidden,
                "obstacles": [obstacle.as_dict() for obstacle in candidate.obstacles],
            }
        return data

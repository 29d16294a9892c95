"""Operations on the rules of the game: prices, policies, roads."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from pydantic import Field

from models.errors import InputError, Trouble, nearest
from models.policy import BY_ID, Policy
from models.problem import Problem
from scheduler.compare.operations.base import Operation


class UsePolicy(Operation):
    """Another policy: one of the packaged ones by name, or a file. ``{name: sla-first}``"""

    kind: ClassVar[str] = "policy"

    name: str = Field(min_length=1, description="name or path")

    def apply(self, problem: Problem, dice: np.random.Generator) -> Problem:
        from scheduler.loaders import read_policy

        return problem.replace(policy=read_policy(self.name))


class SetPrices(Operation):
    """Single parameters of the policy's rules, or whole rules on and off.

    ``{travel-cost: {per_hour: 80}, senior-reserve: off}``; what is not named stays. Maps are merged by key.
    """

    kind: ClassVar[str] = "prices"

    rules: dict[str, Any] = Field(min_length=1, description="rule id -> on, off or parameters")

    def apply(self, problem: Problem, dice: np.random.Generator) -> Problem:
        data = problem.policy.to_mapping()
        for id, value in self.rules.items():
            if id not in BY_ID:
                raise InputError(Trouble("is not known here", field=id, rule="unknown-rule", maybe=nearest(id, BY_ID)))
            old = data["rules"].get(id)
            merged = _merged(old, value) if isinstance(value, dict) and isinstance(old, dict) else value
            data["rules"][id] = merged
        policy = Policy.from_mapping(data)
        if policy == problem.policy:
            raise InputError(Trouble(f"the policy already says so: {self.rules}", rule="matches-nothing"))
        return problem.replace(policy=policy)


class ScaleTravel(Operation):
    """Slower or faster roads: ``{factor: 1.2}`` makes every drive a fifth longer in time, not in distance."""

    kind: ClassVar[str] = "travel"

    factor: float = Field(gt=0, le=10)

    def apply(self, problem: Problem, dice: np.random.Generator) -> Problem:
        from models.travel import NO_WAY, Travel
        from scheduler.travel.arrivals import with_arrivals, without_arrivals

        old = without_arrivals(problem.travel)
        # Rounded up: the sum of two legs rounded up is never below their common leg, so the triangle holds.
        seconds = np.ceil(old.seconds * self.factor - 1e-9)
        seconds = np.where(old.seconds < NO_WAY, np.minimum(seconds, NO_WAY - 1), NO_WAY).astype(np.int32)
        scaled = Travel(old.keys, seconds, old.metres, f"{old.source}, times {self.factor:g}")
        return problem.replace(travel=with_arrivals(scaled, problem.places()))


def _merged(old: dict[Any, Any], new: dict[Any, Any]) -> dict[Any, Any]:
    """Maps within maps merged; keys compared as text, as JSON and YAML do not agree on numbers as keys."""
    names = {str(key): key for key in old}
    merged = dict(old)
    for key, value in new.items():
        at = names.get(str(key), key)
        there = merged.get(at)
        merged[at] = _merged(there, value) if isinstance(value, dict) and isinstance(there, dict) else value
    return merged

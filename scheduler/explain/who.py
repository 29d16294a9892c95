"""Who: what keeps each engineer from a ticket, and all of them counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from models.problem import Problem
from models.shapes import PlanLimit
from models.text import Text
from scheduler.compile import Compiled
from scheduler.insertion.candidates import Candidate
from scheduler.wording.language import Language
from scheduler.wording.reason import Reason, reason
from scheduler.wording.words import words

PHRASES = {
    "ruled-out": ("{count} may not serve it ({ruled_out})", "{count} 名不可派（{ruled_out}）"),
    "no-time": ("{count} have no time before {last} ({in_the_way})", "{count} 名在 {last} 前没有空档（{in_the_way}）"),
    "limit-reached": ("{count} meet a limit of the whole plan", "{count} 名受整体限制"),
    "route-broken": ("{count} have a route that breaks a rule itself", "{count} 名的现有路线违反规则"),
    "costs-more-than-leaving": ("{count} would cost more than leaving it", "{count} 名的费用高于不派"),
    "could-serve": ("{count} could serve it for less than leaving it", "{count} 名可派且费用低于不派"),
}
"""Code of an engineer -> how many are spoken of."""


def who(problem: Problem, compiled: Compiled, ticket: str, found: Sequence[Candidate]) -> dict[str, Reason]:
    """Engineer id -> what is in the way, or at what price; the best of the engineer's shifts speaks.

    Parameters
    ----------
    found
        Candidates, best first.
    """
    i = compiled.ticket_index[ticket]
    limits = {rule.id for rule in problem.policy.of(PlanLimit)}
    best: dict[str, Candidate] = {}
    for candidate in found:
        best.setdefault(candidate.engineer, candidate)
    return {id: _one(problem, compiled, i, candidate, limits) for id, candidate in best.items()}


def _one(problem: Problem, compiled: Compiled, i: int, candidate: Candidate, limits: set[str]) -> Reason:
    rules = tuple(dict.fromkeys(obstacle.rule for obstacle in candidate.obstacles))
    data: dict[str, Any] = {"engineer": candidate.engineer, "ticket": compiled.tickets[i], "rules": rules}
    if candidate.price is not None:
        more = candidate.price - int(compiled.day.unserved_cost[i])
        data |= {"start": candidate.start, "price": candidate.price, "more": more}
        return reason(problem, "could-serve" if more < 0 else "costs-more-than-leaving", data)
    if candidate.forbidden:
        return reason(problem, "ruled-out", data)
    if set(rules) <= limits:
        return reason(problem, "limit-reached", data)
    if rules == ("plan",):
        return reason(problem, "route-broken", data)
    return reason(problem, "no-time", {**data, "last": last_start(compiled, i, compiled.shift_index[candidate.shift])})


def last_start(compiled: Compiled, i: int, shift: int | None = None) -> int:
    """Last permitted start [s] of a ticket on one shift, or on all that may serve it; 0 where there is none."""
    day = compiled.day
    shifts = np.flatnonzero(day.allowed[:, i]) if shift is None else [shift]
    ends = (int(day.window_offset[day.window_set[e, i] + 1]) - 1 for e in shifts)
    return max((int(day.window_last[k]) for k in ends), default=0)


def in_sum(problem: Problem, compiled: Compiled, ticket: str, engineers: dict[str, Reason]) -> Reason:
    """All engineers counted, each once."""
    counts = Counter(engineer.code for engineer in engineers.values())
    last = last_start(compiled, compiled.ticket_index[ticket])
    data: dict[str, Any] = {"ticket": ticket, "engineers": len(engineers), "counts": dict(counts), "last": last}
    for name, code in (("ruled_out", "ruled-out"), ("in_the_way", "no-time")):
        rules = Counter(
            rule for engineer in engineers.values() if engineer.code == code for rule in engineer.data["rules"]
        )
        data[name] = dict(sorted(rules.items(), key=lambda item: (-item[1], item[0])))
    counted = (language.of(", ", "，").join(_counted(problem, counts, data, language)) for language in Language)
    return reason(problem, "in-sum", {**data, "counted": Text(*counted)})


def _counted(problem: Problem, counts: Counter[str], data: dict[str, Any], language: Language) -> list[str]:
    shown = words(problem, data, language)
    return [
        language.of(*PHRASES[code]).format_map({**shown, "count": counts[code]}) for code in PHRASES if counts[code]
    ]

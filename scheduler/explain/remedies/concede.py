"""Conceding: for each rule that stands in the way, the smallest change that lets a given visit be.

A rule keeps its meaning: a change only touches what the rule looks at (the ticket, the engineer), and the changed day
is compiled and judged by the same rules. A rule without an entry here is waived by name.
"""

from __future__ import annotations

from collections.abc import Callable

from scheduler.explain.remedies import asked, given
from scheduler.explain.remedies.need import Change, Need
from scheduler.insertion.waive import Scope, waived

CONCESSIONS: dict[str, Callable[[Need], Change | None]] = {
    "skill-level": asked.lower_level,
    "tier-scope": asked.lower_tier,
    "certificate": asked.waive_certificate,
    "territory": asked.lend,
    "named-engineers": asked.lift_names,
    "pinned-engineer": asked.lift_person,
    "pinned-time": asked.lift_time,
    "appointment-window": asked.window,
    "parts-ready": asked.parts_earlier,
    "response-sla": asked.later_due,
    "resolution-sla": asked.later_due,
    "longest-overtime": given.limit,
    "visit-limit": given.limit,
    "travel-limit": given.limit,
    "work-limit": given.limit,
    "van-parts": given.bring_parts,
    "training": given.move_training,
    "break": given.move_break,
}
"""Rule id -> what gives way. (The rule ``continuity`` forbids nobody: it is part of the price.)"""

NEVER = ("standing", "absence", "stock", "change-budget")
"""Rules that no dispatcher can waive with a telephone call: people who are not there or not to be sent."""


def concede(need: Need) -> Change | None:
    """The change with who and what it is about in its data; None where the rule cannot give way, or need not."""
    if need.rule in NEVER:
        return None
    change = CONCESSIONS.get(need.rule, _waive)(need)
    if change is None:
        return None
    about = {"ticket": need.ticket, "engineer": need.engineer.id, "rule": need.rule}
    return Change(change.code, change.rule, change.problem, {**about, **change.data})


def _waive(need: Need) -> Change | None:
    """The rule set aside for this engineer and this ticket."""
    try:
        problem = waived(need.problem, {need.rule: (Scope(need.engineer.id, need.ticket),)})
    except ValueError:
        return None
    return Change("waive-rule", need.rule, problem)

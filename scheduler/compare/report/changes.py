"""Who and what is different under a scenario: people, tickets, rules, and how the plans differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.changes import changes as plan_changes
from models.entity import Entity
from models.problem import Problem
from scheduler.compare.report.maps import plan_of
from scheduler.compare.study import Study
from scheduler.wording.changes import KIND_WORDS

MOST = 6
"""Names written out before "and n more"."""


@dataclass(frozen=True)
class TicketChange:
    """One line: what it is about and what is different."""

    about: tuple[str, str]
    text: str


def changes(study: Study, scenario: str, day: str) -> list[TicketChange]:
    """What differs on a day from the base, input first, then the plan."""
    before, after = study.problems[study.base, day], study.problems[scenario, day]
    return [*_inputs(before, after), *_plans(study, scenario, day, before, after)]


def _inputs(before: Problem, after: Problem) -> Iterator[TicketChange]:
    yield from _entities(before.engineer, after.engineer, ("engineers", "工程师"))
    yield from _entities(before.ticket, after.ticket, ("tickets", "工单"))
    old, new = before.policy.to_mapping()["rules"], after.policy.to_mapping()["rules"]
    for rule in sorted(old):
        if old[rule] != new[rule]:
            yield TicketChange(("policy", "政策"), f"{rule}: {_difference(old[rule], new[rule])}")
    if before.travel is not after.travel and before.travel.seconds.shape == after.travel.seconds.shape:
        total = int(before.travel.seconds.sum())
        if total and total != int(after.travel.seconds.sum()):
            yield TicketChange(("travel", "路程"), f"times × {int(after.travel.seconds.sum()) / total:.2f}")


def _entities(before: Any, after: Any, about: tuple[str, str]) -> Iterator[TicketChange]:
    new, gone = [id for id in after if id not in before], [id for id in before if id not in after]
    changed = [id for id in before if id in after and before[id] != after[id]]
    if new:
        yield TicketChange(about, f"+ {_some(new)}")
    if gone:
        yield TicketChange(about, f"− {_some(gone)}")
    if changed:
        fields = sorted({name for id in changed for name in _fields(before[id], after[id])})
        yield TicketChange(about, f"{_some(changed)}: {', '.join(fields)}")


def _fields(a: Entity, b: Entity) -> list[str]:
    return [name for name in type(a).model_fields if getattr(a, name) != getattr(b, name)]


def _plans(study: Study, scenario: str, day: str, before: Problem, after: Problem) -> Iterator[TicketChange]:
    """How the plans of the first seed differ."""
    places = [(name, day, study.seeds[0]) for name in (study.base, scenario)]
    if any(place not in study.answers for place in places):
        return
    old, new = (plan_of(p, study.answers[q]) for p, q in zip((before, after), places, strict=True))
    both = set(before.ticket) & set(after.ticket)
    found = [change for change in plan_changes(old, new) if change.ticket in both]
    for kind in ("added", "dropped", "moved"):
        if tickets := sorted(change.ticket for change in found if change.kind == kind):
            yield TicketChange(KIND_WORDS[kind], _some(tickets))
    if all(change.kind == "retimed" for change in found):
        yield TicketChange(("plan", "方案"), "the same engineer serves every ticket 每张工单由同一工程师完成")


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:MOST])
    return shown + (f" … ({len(names)})" if len(names) > MOST else "")


def _difference(old: Any, new: Any) -> str:
    """The parameters of a rule that differ, old → new."""
    if isinstance(old, dict) and isinstance(new, dict):
        return ", ".join(f"{key} {old.get(key)} → {new[key]}" for key in new if old.get(key) != new[key])
    return f"{old if isinstance(old, str) else 'on'} → {new if isinstance(new, str) else 'on'}"

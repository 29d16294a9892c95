"""Changes that are asked of customers, suppliers and whoever wrote the ticket: the least that lets a visit be."""

from __future__ import annotations

from models.clock import MINUTE
from models.engineer import TierLevel
from models.text import Text
from models.ticket import Named, Window
from scheduler.explain.remedies.need import Change, Need, with_engineer, with_ticket


def lower_level(need: Need) -> Change | None:
    """Each skill that is missing at the level the engineer has; None where one is missing altogether."""
    has = {one.skill: need.engineer.level(one.skill, need.start) for one in need.it.skills}
    short = [one for one in need.it.skills if has[one.skill] < one.level]
    if not short or any(has[one.skill] == 0 for one in short):
        return None
    skills = tuple(one.but(level=min(one.level, has[one.skill])) for one in need.it.skills)
    first = short[0]
    data = {
        "skill": first.skill,
        "level": has[first.skill],
        "was": first.level,
        "skills": tuple(s.skill for s in short),
    }
    return Change("lower-level", need.rule, with_ticket(need.problem, need.it.but(skills=skills)), data)


def lower_tier(need: Need) -> Change | None:
    """The engineer's own tier."""
    tier = TierLevel(need.engineer.tier)
    if tier >= need.it.tier:
        return None
    least = TierLevel(need.it.tier)
    data = {"tier": Text(tier.label, tier.label_zh), "was": Text(least.label, least.label_zh)}
    return Change("lower-tier", need.rule, with_ticket(need.problem, need.it.but(tier=tier)), data)


def waive_certificate(need: Need) -> Change | None:
    """Those certificates that do not cover the visit."""
    rule = need.problem.policy.rule(need.rule)

    def covered(name: str) -> bool:
        spans = rule.starts(need.engineer, need.it.but(certificates=(name,)), need.problem)
        return spans is None or any(u <= need.start < v for u, v in spans)

    kept = tuple(name for name in need.it.certificates if covered(name))
    data = {"certificates": tuple(name for name in need.it.certificates if name not in kept)}
    return Change("waive-certificate", need.rule, with_ticket(need.problem, need.it.but(certificates=kept)), data)


def lift_names(need: Need) -> Change | None:
    """The customer accepts this engineer."""
    id = need.engineer.id
    excluded = tuple(one for one in need.it.excluded if one.engineer != id)
    required = need.it.required
    if required and not any(one.engineer == id and (one.until is None or need.start < one.until) for one in required):
        required = (*required, Named(engineer=id))
    changed = need.it.but(excluded=excluded, required=required)
    return Change("lift-names", need.rule, with_ticket(need.problem, changed))


def lift_person(need: Need) -> Change | None:
    """No pinned engineer."""
    pin = need.it.pin
    kept = None if pin is None or pin.start is None else pin.but(engineer=None)
    return Change("lift-pin", need.rule, with_ticket(need.problem, need.it.but(pin=kept)))


def lift_time(need: Need) -> Change | None:
    """No pinned time."""
    pin = need.it.pin
    kept = None if pin is None or pin.engineer is None else pin.but(start=None)
    return Change("lift-pin", need.rule, with_ticket(need.problem, need.it.but(pin=kept)))


def window(need: Need) -> Change | None:
    """The nearest window made just long enough, to whole minutes of the clock."""
    windows, start = need.it.windows, need.start
    if not windows or any(start in one for one in windows):
        return None
    ended = [one for one in windows if one.end <= start]
    if ended:
        one = max(ended, key=lambda one: one.end)
        until = _minute_up(start + 1)  # half-open: a start at the end itself is not in the window
        changed, code, data = one.but(end=until), "later-window", {"until": until, "before": one.end}
    else:
        one = min(windows, key=lambda one: one.start)
        since = start // MINUTE * MINUTE
        changed, code, data = one.but(start=since), "earlier-window", {"since": since, "before": one.start}
    made: tuple[Window, ...] = tuple(changed if w is one else w for w in windows)
    return Change(code, need.rule, with_ticket(need.problem, need.it.but(windows=made)), data)


def parts_earlier(need: Need) -> Change | None:
    """The parts arrive when the visit starts."""
    ready = need.it.parts_ready
    if ready is None or ready <= need.start:
        return None
    data = {"until": need.start, "before": ready}
    return Change("parts-earlier", need.rule, with_ticket(need.problem, need.it.but(parts_ready=need.start)), data)


DUE = {"response-sla": "respond_by", "resolution-sla": "resolve_by"}
"""Rules about lateness that a ticket's own field overrules."""


def later_due(need: Need) -> Change | None:
    """Due when the visit starts, or ends: the least that makes it on time."""
    if need.rule not in DUE:
        return None
    until = _minute_up(need.start if need.rule == "response-sla" else need.finish)
    rule = need.problem.policy.rule(need.rule)
    data = {"until": until, "was_due": rule.due(need.it)}
    return Change("later-due", need.rule, with_ticket(need.problem, need.it.but(**{DUE[need.rule]: until})), data)


def lend(need: Need) -> Change | None:
    """The engineer serves the ticket's territory too."""
    if need.it.territory is None:
        return None
    changed = need.engineer.but(territories=(*need.engineer.territories, need.it.territory))
    return Change("lend-engineer", need.rule, with_engineer(need.problem, changed), {"territory": need.it.territory})


def _minute_up(seconds: int) -> int:
    return -(-seconds // MINUTE) * MINUTE

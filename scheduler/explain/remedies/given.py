"""Changes that are asked of an engineer: the least that lets a route be."""

from __future__ import annotations

from collections import Counter

from models.clock import MINUTE
from models.shapes import Measure, ShiftLimit
from scheduler.explain.remedies.need import Change, Need, with_engineer


def limit(need: Need) -> Change | None:
    """The engineer's own bound raised to what the route needs, to whole minutes."""
    rule: ShiftLimit = need.problem.policy.rule(need.rule)
    most = rule.most(need.engineer, need.hours, need.problem)
    return None if most is None else LIMITS[rule.measure](need, most)


def _overtime(need: Need, most: int) -> Change | None:
    over = _minutes(need.schedule.end - most)
    if over <= 0:
        return None
    longest = most - need.hours.end + over * MINUTE
    changed = need.engineer.but(overtime=longest)
    data = {"minutes": over, "total": _minutes(longest)}
    return Change("more-overtime", need.rule, with_engineer(need.problem, changed), data)


def _visits(need: Need, most: int) -> Change | None:
    visits = len(need.tickets)
    changed = need.engineer.but(max_visits=visits)
    return None if visits <= most else Change("more-visits", need.rule, with_engineer(need.problem, changed),
                                              {"visits": visits, "most": most})  # fmt: skip


def _driving(need: Need, most: int) -> Change | None:
    over = _minutes(need.schedule.driving - most)
    changed = need.engineer.but(max_travel=most + over * MINUTE)
    return None if over <= 0 else Change("more-driving", need.rule, with_engineer(need.problem, changed),
                                         {"minutes": over, "total": _minutes(most) + over})  # fmt: skip


def _work(need: Need, most: int) -> Change | None:
    over = _minutes(need.schedule.end - need.schedule.depart - most)
    changed = need.engineer.but(max_work=most + over * MINUTE)
    return None if over <= 0 else Change("longer-day", need.rule, with_engineer(need.problem, changed),
                                         {"minutes": over, "total": _minutes(most) + over})  # fmt: skip


LIMITS = {
    Measure.RETURN: _overtime,
    Measure.VISITS: _visits,
    Measure.TRAVEL: _driving,
    Measure.WORK: _work,
}
"""What of the engineer a measure is about."""


def bring_parts(need: Need) -> Change | None:
    """What the van lacks for its route."""
    rule = need.problem.policy.rule(need.rule)
    wanted: Counter[str] = Counter()
    for id in need.tickets:
        wanted.update(rule.takes(need.problem.ticket[id], need.problem))
    held = need.engineer.van
    missing = {part: pieces - held.get(part, 0) for part, pieces in wanted.items() if pieces > held.get(part, 0)}
    if not missing:
        return None
    changed = need.engineer.but(van={**held, **{part: wanted[part] for part in missing}})
    data = {"parts": tuple(f"{pieces} {part}" for part, pieces in missing.items()), "pieces": missing}
    return Change("bring-parts", need.rule, with_engineer(need.problem, changed), data)


def move_training(need: Need) -> Change | None:
    """The trainings that the visits and drives of the route run into."""
    begin, end = need.schedule.depart, need.schedule.end
    gone = [one for one in need.engineer.trainings if one.overlaps(begin, end)]
    if not gone:
        return None
    changed = need.engineer.but(trainings=tuple(one for one in need.engineer.trainings if one not in gone))
    text = need.problem.clock.text
    data = {"trainings": tuple(f"{one.title} {text(one.start)}-{text(one.end)}" for one in gone)}
    return Change("move-training", need.rule, with_engineer(need.problem, changed), data)


def move_break(need: Need) -> Change | None:
    """The break's window made to begin with the break that the route has."""
    rule = need.problem.policy.rule(need.rule)
    rest = rule.rest(need.engineer, need.hours, need.problem)
    if rest is None or need.schedule.break_leg < 0 or need.schedule.break_start >= rest.earliest:
        return None
    begin = need.schedule.break_start
    rest = rest.but(earliest=min(rest.earliest, begin))
    shifts = tuple(one.but(rest=rest) if one.id == need.shift else one for one in need.engineer.shifts)
    changed = need.engineer.but(shifts=shifts)
    return Change("move-break", need.rule, with_engineer(need.problem, changed), {"start": begin})


def _minutes(seconds: int) -> int:
    """Whole minutes, rounded up."""
    return -(-seconds // MINUTE)

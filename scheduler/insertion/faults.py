"""Faults: from what the engine says of an order of visits to the rule of the policy behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.clock import span
from models.shapes import Measure, ShiftBreak, ShiftRest
from models.text import Text, in_chinese, span_zh
from scheduler.compile.decided import time_off
from scheduler.engine import Fault, Ties, evaluate, room
from scheduler.insertion.obstacle import Obstacle
from scheduler.insertion.obstacles import obstacles
from scheduler.insertion.route_state import RouteState
from scheduler.insertion.timetable import closing

LIMITS = {
    "end": (Measure.RETURN, Text("{shift} would be back after {most}", "{shift} 将晚于 {most} 返回")),
    "work": (Measure.WORK, Text("{shift} would work longer than {most}", "{shift} 的工时将超过 {most}")),
    "visits": (Measure.VISITS, Text("{shift} makes at most {most} visits", "{shift} 最多 {most} 张工单")),
    "travel": (Measure.TRAVEL, Text("{shift} would drive longer than {most}", "{shift} 的车程将超过 {most}")),
}
"""Kind of fault -> the measure it is about, and what to say."""


def faults(case: RouteState, e: int, i: int, found: Mapping[int, Fault]) -> tuple[Obstacle, ...]:
    """The rules that keep ticket ``i`` from places in the route of shift ``e``, each once.

    Parameters
    ----------
    found
        Position -> what is wrong with the route when the ticket is there.
    """
    kinds: dict[tuple[str, int, int], tuple[tuple[int, ...], Fault]] = {}
    for k, fault in found.items():
        order = (*case.routes[e][:k], i, *case.routes[e][k:])
        ticket = order[fault.stop] if fault.kind == "window" else -1
        kinds.setdefault((fault.kind, fault.resource, ticket), (order, fault))
    return tuple(dict.fromkeys(fault_of(case, e, order, fault) for order, fault in kinds.values()))


def fault_of(case: RouteState, e: int, order: Sequence[int], fault: Fault) -> Obstacle:
    """The rule behind a fault of an order of tickets on shift ``e``, and a sentence about it."""
    shift = case.shift(e)[1]
    if fault.kind in LIMITS:
        return _limit(case, e, fault.kind)
    if fault.kind == "window":
        known, i = case.book.late, order[fault.stop]
        if (e, i) not in known:
            known[e, i] = _late(case, e, i)
        return known[e, i]
    if fault.kind == "pair":
        ticket = case.ticket(order[fault.stop])
        text = Text(f"{ticket.id} may not be served on {shift.id}", f"{ticket.id} 不可由 {shift.id} 服务")
        return next(iter(obstacles(case.book, *case.shift(e), ticket)), Obstacle("plan", text))
    if fault.kind == "load":
        rule, name = case.compiled.resources[fault.resource]
        text = Text(
            f"{shift.id}'s van does not hold enough {name} for all visits", f"{shift.id} 的车上 {name} 不够全部工单使用"
        )
        return Obstacle(rule, text)
    if fault.kind == "rest":
        rest = next((rule.id for rule in case.problem.policy.of(ShiftBreak)), "plan")
        return Obstacle(rest, Text(f"{shift.id} would have no time for the break", f"{shift.id} 将没有时间休息"))
    return _other_shift(case, e, order, fault)


def _other_shift(case: RouteState, e: int, order: Sequence[int], fault: Fault) -> Obstacle:
    """The shift of the same person that comes too late for this one, or this one for it, or the rest between them."""
    ties = Ties.of(case.compiled.day)
    tied = ties.into[e] if fault.kind == "earlier-shift" else ties.out_of[e]
    used = [other for other, _ in tied if case.routes[other]]
    if fault.kind == "earlier-shift":
        other = max(used, key=lambda k: case.schedules[k].end)
    else:
        other = min(used, key=lambda k: case.schedules[k].starts[0])
    if (rest := _rest_between(case, e, other, order, fault)) is not None:
        return rest
    (engineer, shift), text = case.shift(e), case.problem.clock.text
    theirs, end = case.shift(other)[1].id, text(case.schedules[other].end)
    if fault.kind == "earlier-shift":
        english = f"{engineer.id} is on {theirs} until {end}, too late for {shift.id}"
        chinese = f"{engineer.id} 的班次 {theirs} 到 {end} 才结束，赶不上 {shift.id}"
    else:
        begin = text(case.schedules[other].starts[0])
        english = f"{shift.id} would end too late for {theirs}, where {engineer.id} begins {begin}"
        chinese = f"{shift.id} 结束过晚，{engineer.id} 赶不上班次 {theirs}（{begin} 开始服务）"
    return Obstacle("other-shift", Text(english, chinese))


def _rest_between(case: RouteState, e: int, other: int, order: Sequence[int], fault: Fault) -> Obstacle | None:
    """The rule that wants time off between two shifts, where the order would fit without it."""
    (engineer, own), (_, theirs), problem = case.shift(e), case.shift(other), case.problem
    before, after = (theirs, own) if fault.kind == "earlier-shift" else (own, theirs)
    off = time_off(problem, engineer, before, after)
    begin, last = room(case.compiled.day, case.routes, e)
    free = (begin - off, last) if before is theirs else (begin, last + off)
    if not off or not evaluate(case.compiled.day, e, order, *free).feasible:
        return None
    rules = problem.policy.of(ShiftRest)
    rule = next(rule for rule in rules if rule.least(engineer, before, after, problem) == off)
    english = f"{engineer.id} would rest less than {span(off)} between {before.id} and {after.id}"
    chinese = f"{engineer.id} 在班次 {before.id} 与 {after.id} 之间的休息将少于 {span_zh(off)}"
    return Obstacle(rule.id, Text(english, chinese))


def _late(case: RouteState, e: int, stop: int) -> Obstacle:
    """A visit for which the engineer would come too late, and the rule that closes it first."""
    day = case.compiled.day
    last = int(day.window_last[day.window_offset[day.window_set[e, stop] + 1] - 1])
    (engineer, shift), ticket = case.shift(e), case.ticket(stop)
    rule = closing(case.book, engineer, shift, ticket, last)
    if rule is None:
        return _limit(case, e, "end")
    time = case.problem.clock.text(last)
    english = f"{ticket.id} on {shift.id} would start after {time}, too late"
    return Obstacle(rule, Text(english, f"{ticket.id} 在 {shift.id} 上将晚于 {time} 开始，为时已晚"))


def _limit(case: RouteState, e: int, kind: str) -> Obstacle:
    """The least bound on a measure."""
    measure, sentence = LIMITS[kind]
    engineer, shift = case.shift(e)
    most, rule = case.book.bounds(engineer, shift, measure)[0]
    shown = _shown(case, measure, most)
    english = sentence.format(shift=shift.id, most=shown)
    return Obstacle(rule, Text(english, sentence.zh.format(shift=shift.id, most=in_chinese(shown))))


def _shown(case: RouteState, measure: Measure, most: int) -> str:
    if measure is Measure.RETURN:
        return case.problem.clock.text(most)
    return str(most) if measure is Measure.VISITS else Text(span(most), span_zh(most))

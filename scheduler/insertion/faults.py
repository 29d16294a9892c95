"""Faults: from what the engine says of an order of visits to the rule of the policy behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from models.clock import span
from models.shapes import Measure, ShiftBreak
from models.text import Text, in_chinese, span_zh
from scheduler.insertion.obstacle import Obstacle
from scheduler.insertion.timetable import closing

if TYPE_CHECKING:
    from scheduler.insertion.case import Case

LIMITS = (
    ("shift must end", Measure.RETURN, Text("{shift} would be back after {most}", "{shift} 将晚于 {most} 返回")),
    ("shift may work", Measure.WORK, Text("{shift} would work longer than {most}", "{shift} 的工时将超过 {most}")),
    ("shift may make", Measure.VISITS, Text("{shift} makes at most {most} visits", "{shift} 最多 {most} 张工单")),
    ("shift may do", Measure.TRAVEL, Text("{shift} would drive longer than {most}", "{shift} 的车程将超过 {most}")),
)
"""Words of the engine, the measure they are about, and what to say."""


def faults(case: Case, e: int, i: int, said: Mapping[int, str]) -> tuple[Obstacle, ...]:
    """The rules that keep ticket ``i`` from places in the route of shift ``e``, each once.

    Parameters
    ----------
    said
        Position -> ``Schedule.why`` of the route with the ticket there.
    """
    kinds: dict[tuple[str, int], None] = {}
    for k, why in said.items():
        stop = re.search(r"stop (\d+)", why) if "window" in why else None
        order = (*case.routes[e][:k], i, *case.routes[e][k:])
        kinds[(re.sub(r"stop \d+", "a stop", why), order[int(stop[1])] if stop else -1)] = None
    return tuple(dict.fromkeys(_fault(case, e, why, stop) for why, stop in kinds))


def _fault(case: Case, e: int, why: str, stop: int) -> Obstacle:
    shift = case.shift(e)[1]
    for words, measure, sentence in LIMITS:
        if words in why:
            return _limit(case, e, measure, sentence)
    if stop >= 0:
        known = case.book.late
        if (e, stop) not in known:
            known[e, stop] = _late(case, e, stop)
        return known[e, stop]
    resource = re.search(r"resource (\d+)", why)
    if resource:
        rule, name = case.compiled.resources[int(resource[1])]
        text = Text(
            f"{shift.id}'s van does not hold enough {name} for all visits", f"{shift.id} 的车上 {name} 不够全部工单使用"
        )
        return Obstacle(rule, text)
    if "break" in why:
        rest = next((rule.id for rule in case.problem.policy.of(ShiftBreak)), "plan")
        return Obstacle(rest, Text(f"{shift.id} would have no time for the break", f"{shift.id} 将没有时间休息"))
    return Obstacle("plan", f"{shift.id}: {why}")


def _late(case: Case, e: int, stop: int) -> Obstacle:
    """A visit for which the engineer would come too late, and the rule that closes it first."""
    day = case.compiled.day
    last = int(day.window_last[day.window_offset[day.window_set[e, stop] + 1] - 1])
    (engineer, shift), ticket = case.shift(e), case.ticket(stop)
    rule = closing(case.book, engineer, shift, ticket, last)
    if rule is None:
        return _limit(case, e, Measure.RETURN, LIMITS[0][2])
    time = case.problem.clock.text(last)
    english = f"{ticket.id} on {shift.id} would start after {time}, too late"
    return Obstacle(rule, Text(english, f"{ticket.id} 在 {shift.id} 上将晚于 {time} 开始，为时已晚"))


def _limit(case: Case, e: int, measure: Measure, sentence: Text) -> Obstacle:
    """The least bound on a measure."""
    engineer, shift = case.shift(e)
    most, rule = case.book.bounds(engineer, shift, measure)[0]
    shown = _shown(case, measure, most)
    english = sentence.format(shift=shift.id, most=shown)
    return Obstacle(rule, Text(english, sentence.zh.format(shift=shift.id, most=in_chinese(shown))))


def _shown(case: Case, measure: Measure, most: int) -> str:
    if measure is Measure.RETURN:
        return case.problem.clock.text(most)
    return str(most) if measure is Measure.VISITS else Text(span(most), span_zh(most))

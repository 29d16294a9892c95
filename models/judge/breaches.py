"""Hard rules of single visits and single shifts, by shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from models.clock import span
from models.finding import Finding
from models.interval import Spans
from models.judge.tours import Tour
from models.problem import Problem
from models.shapes import Link, MayServe, Measure, ServeWhen, ShiftBlock, ShiftLimit, ShiftLoad
from models.text import Text, in_chinese, span_zh


def breaches(problem: Problem, tours: tuple[Tour, ...]) -> Iterator[Finding]:
    """One finding for every visit or shift that breaks a hard rule."""
    for tour in tours:
        yield from _who(problem, tour)
        yield from _when(problem, tour)
        yield from _time_off(problem, tour)
        yield from _limits(problem, tour)
        yield from _loads(problem, tour)


def _who(problem: Problem, tour: Tour) -> Iterator[Finding]:
    for _, ticket in tour.ahead:
        whom: dict[str, Any] = {"ticket": ticket.id, "engineer": tour.engineer.id, "shift": tour.shift.id}
        for rule in problem.policy.of(MayServe):
            if not rule.allows(tour.engineer, ticket, problem):
                yield Finding(rule.id, True, rule.why(tour.engineer, ticket, problem), **whom)
        for link in problem.policy.of(Link):
            if (reason := link.unsupported(ticket)) is not None:
                yield Finding(link.id, True, reason, **whom)


def _when(problem: Problem, tour: Tour) -> Iterator[Finding]:
    for visit, ticket in tour.ahead:
        for rule in problem.policy.of(ServeWhen):
            spans = rule.starts(tour.engineer, ticket, problem)
            if spans is not None and not any(u <= visit.start < v for u, v in spans):
                why = rule.why(tour.engineer, ticket, visit.start, problem)
                whom = (ticket.id, tour.engineer.id, tour.shift.id)
                yield Finding(rule.id, True, why, *whom, amount=_distance(spans, visit.start))


def _distance(spans: Spans, time: int) -> int:
    """Seconds to the nearest permitted start; 0 when there is none."""
    return min((max(u - time, time - v + 1) for u, v in spans), default=0)


def _time_off(problem: Problem, tour: Tour) -> Iterator[Finding]:
    text = problem.clock.text
    for rule in problem.policy.of(ShiftBlock):
        for u, v in rule.blocks(tour.engineer, tour.shift, problem):
            for visit, ticket in tour.ahead:
                if visit.start < v and u < visit.finish:
                    served, away = f"{text(visit.start)}-{text(visit.finish)}", f"{text(u)}-{text(v)}"
                    message = Text(
                        f"{ticket.id} is served {served}; {tour.engineer.id} is away {away}",
                        f"{ticket.id} 的服务时间为 {served}；{tour.engineer.id} 在 {away} 不在岗",
                    )
                    overlap = min(visit.finish, v) - max(visit.start, u)
                    yield Finding(rule.id, True, message, ticket.id, tour.engineer.id, tour.shift.id, overlap)


def _limits(problem: Problem, tour: Tour) -> Iterator[Finding]:
    """A limit that what stands has passed already moves to there: nothing may be added to it."""
    reached, stands = _reached(problem, tour), _reached(problem, tour.idle) if tour.idle is not None else {}
    for rule in problem.policy.of(ShiftLimit):
        most, have = rule.most(tour.engineer, tour.shift, problem), reached[rule.measure]
        if most is not None and have > (limit := max(most, stands.get(rule.measure, most))):
            said = [_shown(problem, rule.measure, value) for value in (have, most)]
            english, chinese = _LIMITS[rule.measure]
            message = Text(
                english.format(shift=tour.shift.id, have=said[0], most=said[1]),
                chinese.format(shift=tour.shift.id, have=in_chinese(said[0]), most=in_chinese(said[1])),
            )
            yield Finding(rule.id, True, message, "", tour.engineer.id, tour.shift.id, have - limit)


def _reached(problem: Problem, tour: Tour) -> dict[Measure, int]:
    return {
        Measure.RETURN: tour.route.end,
        Measure.VISITS: len(tour.stops),
        Measure.TRAVEL: tour.driven(problem),
        Measure.WORK: tour.route.end - tour.route.depart,
    }


_LIMITS = {
    Measure.RETURN: ("{shift} is back {have}; the latest return is {most}", "{shift} 于 {have} 返回；最晚为 {most}"),
    Measure.VISITS: ("{shift} makes {have} visits; the most is {most}", "{shift} 有 {have} 张工单；上限为 {most}"),
    Measure.TRAVEL: ("{shift} drives {have}; the most is {most}", "{shift} 行驶 {have}；上限为 {most}"),
    Measure.WORK: ("{shift} works {have}; the most is {most}", "{shift} 工作 {have}；上限为 {most}"),
}


def _shown(problem: Problem, measure: Measure, value: int) -> str:
    if measure is Measure.RETURN:
        return problem.clock.text(value)
    return str(value) if measure is Measure.VISITS else Text(span(value), span_zh(value))


def _loads(problem: Problem, tour: Tour) -> Iterator[Finding]:
    for rule in problem.policy.of(ShiftLoad):
        taken = _taken(problem, rule, tour)
        stands = _taken(problem, rule, tour.idle) if tour.idle is not None else {}
        holds = rule.holds(tour.engineer, problem)
        for resource, amount in taken.items():
            most = holds.get(resource)
            most = rule.missing if most is None else most
            if most is not None and amount > (limit := max(most, stands.get(resource, most))):
                message = Text(
                    f"{tour.shift.id} needs {amount} of {resource}; {tour.engineer.id}'s van holds {most}",
                    f"{tour.shift.id} 需要 {amount} 件 {resource}；{tour.engineer.id} 的车上有 {most} 件",
                )
                yield Finding(rule.id, True, message, "", tour.engineer.id, tour.shift.id, amount - limit)


def _taken(problem: Problem, rule: ShiftLoad, tour: Tour) -> Counter[str]:
    taken: Counter[str] = Counter()
    for _, ticket in tour.stops:
        taken.update(rule.takes(ticket, problem))
    return taken

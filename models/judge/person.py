"""One person is in one place at a time, on all of her shifts together, and rests between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from models.clock import span
from models.finding import Finding
from models.judge.structure import PLAN
from models.judge.tours import Tour, with_idle
from models.problem import Problem
from models.shapes import ShiftRest
from models.text import Text, span_zh


def person(problem: Problem, tours: tuple[Tour, ...]) -> Iterator[Finding]:
    """One finding for every shift for which somebody departs before an earlier one has ended, and the way between.

    Else one for each rule that asks for more time off between.

    What stands may send somebody to two places already: that is a fact, and may not become worse.
    """
    everything = tuple(with_idle(problem, tours)) if problem.decided else tours
    for engineer in problem.engineers:
        own = sorted((tour for tour in everything if tour.engineer.id == engineer.id), key=_hours)
        for k, after in enumerate(own):
            others = [tour for tour in own[:k] if tour.shift.id != after.shift.id]  # one with two routes: structure
            if not others:
                continue
            before = max(others, key=partial(_missing, problem, after))
            if (missing := _missing(problem, after, before)) > 0:
                yield _two_places(problem, before, after, missing)
            else:
                yield from _rests(problem, others, after)


def _hours(tour: Tour) -> tuple[int, int]:
    return tour.route.depart, tour.route.end


def _rests(problem: Problem, others: Sequence[Tour], after: Tour) -> Iterator[Finding]:
    """Time off that is missing before a shift, by each rule."""
    for rule in problem.policy.of(ShiftRest):
        least = [rule.least(after.engineer, before.shift, after.shift, problem) for before in others]
        short = [_missing(problem, after, before, off) for before, off in zip(others, least, strict=True)]
        if (missing := max(short)) > 0:
            k = short.index(missing)
            yield _too_short(problem, rule, others[k], after, least[k], missing)


def _missing(problem: Problem, after: Tour, before: Tour, off: int = 0) -> int:
    """Seconds by which a shift is left for too early, ``off`` seconds of time off before it included."""
    missing = before.route.end + _way(problem, before, after) + off - after.route.depart
    if before.idle is None or after.idle is None or missing <= 0:
        return missing
    stands = before.idle.route.end + _way(problem, before.idle, after.idle) + off - after.idle.route.depart
    return missing - max(0, stands)


def _way(problem: Problem, before: Tour, after: Tour) -> int:
    """Seconds from the end of one shift to the start of another; 0 where travel is not known: another finding."""
    _, *visited, here = before.places
    there, *visits, _ = after.places
    here, there = visited[-1] if here.anywhere else here, visits[0] if there.anywhere else there
    known = here.key in problem.travel.index and there.key in problem.travel.index
    return problem.travel.leg(here, there)[0] if known else 0


def _too_short(problem: Problem, rule: ShiftRest, before: Tour, after: Tour, off: int, missing: int) -> Finding:
    text, who, has = problem.clock.text, after.engineer.id, off - missing
    end, depart = text(before.route.end), text(after.route.depart)
    english = (
        f"{who} rests {span(has)} between {before.shift.id}, which ends {end}, and {after.shift.id}, "
        f"which begins {depart}; the least is {span(off)}"
    )
    chinese = (
        f"{who} 在班次 {before.shift.id}（{end} 结束）与 {after.shift.id}（{depart} 出发）之间"
        f"仅休息 {span_zh(has)}；至少应为 {span_zh(off)}"
    )
    return Finding(rule.id, True, Text(english, chinese), "", who, after.shift.id, missing)


def _two_places(problem: Problem, before: Tour, after: Tour, missing: int) -> Finding:
    text, who = problem.clock.text, after.engineer.id
    end, depart = text(before.route.end), text(after.route.depart)
    english = f"{who} departs for {after.shift.id} {depart}, but {before.shift.id} ends {end}"
    chinese = f"{who} 于 {depart} 出发上班次 {after.shift.id}，但班次 {before.shift.id} 到 {end} 才结束"
    if way := _way(problem, before, after):
        english += f" and the way between takes {span(way)}"
        chinese += f"，两地之间需行驶 {span_zh(way)}"
    return Finding(PLAN, True, Text(english, chinese), "", who, after.shift.id, missing)

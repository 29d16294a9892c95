"""Rule ``rest-between-shifts``: shifts of different days, of the same day, by the calendar of the place."""

from __future__ import annotations

from models.clock import DAY
from models.engineer import Shift
from models.judge import judge
from models.plan import Plan, Route, Visit
from models.problem import Problem
from models.rules.rest_between_shifts import RestBetweenShifts
from tests.rules.ask import a_day, a_ticket, an_engineer, at, says, table

BOTH = RestBetweenShifts(minutes=660, same_day=45)


def hours(id: str, start: str, end: str, day: int = 0) -> Shift:
    return Shift(id=id, start=day * DAY + at(start), end=day * DAY + at(end))


MORNING = hours("am", "06:00", "10:00")
CASES = {
    "off unless somebody says so": (RestBetweenShifts(), MORNING, hours("b", "08:00", "17:00", 1), 0),
    "the next day": (BOTH, MORNING, hours("b", "08:00", "17:00", 1), 660 * 60),
    "the first second of the next day": (BOTH, MORNING, hours("b", "00:00", "08:00", 1), 660 * 60),
    "the last second of the same day": (BOTH, MORNING, hours("b", "23:59:59", "24:00"), 45 * 60),
    "the same day": (BOTH, MORNING, hours("b", "11:00", "15:00"), 45 * 60),
    "a night shift belongs to the day on which it begins": (
        BOTH, hours("night", "22:00", "23:59"), Shift(id="b", start=DAY + at("06:00"), end=DAY + at("14:00")), 660 * 60
    ),
    "only between days": (RestBetweenShifts(minutes=1), MORNING, hours("b", "11:00", "15:00"), 0),
    "only within a day": (RestBetweenShifts(same_day=1), MORNING, hours("b", "08:00", "17:00", 1), 0),
}  # fmt: skip


@table("rule, before, after, least", CASES)
def test_the_least_rest(rule: RestBetweenShifts, before: Shift, after: Shift, least: int) -> None:
    engineer = an_engineer(shifts=(before, after))
    assert rule.least(engineer, before, after, a_day(rule, engineer)) == least


def judged(depart: str, rule: RestBetweenShifts = BOTH) -> tuple[Problem, Plan]:
    """E1 is back from am at 10:30, half an hour late, and leaves for pm at ``depart``."""
    engineer = an_engineer(shifts=(MORNING, hours("pm", "11:00", "17:00")))
    day = a_day(rule, engineer, a_ticket("T1")).replace(tickets=(a_ticket("T1"), a_ticket("T2")))
    routes = tuple(
        Route(shift=shift, engineer="E1", depart=begin, end=begin + 7200,
              visits=(Visit(ticket=id, arrive=begin + 1800, start=begin + 1800, finish=begin + 5400),))
        for shift, id, begin in (("am", "T1", at("08:30")), ("pm", "T2", at(depart)))
    )  # fmt: skip
    return day, Plan(routes=routes)


REST = {
    "just long enough": ("11:15", []),
    "a second short": ("11:14:59", [("rest-between-shifts", 1)]),
    "a quarter of an hour short": ("11:00", [("rest-between-shifts", 900)]),
}


@table("depart, expected", REST)
def test_the_judge_counts_from_when_the_earlier_shift_really_ended(depart: str, expected: list[object]) -> None:
    broken = judge(*judged(depart)).broken
    assert [(finding.rule, finding.amount) for finding in broken] == expected
    for finding in broken:
        assert says(finding.message, "E1 rests", "之间仅休息") and "the least is 45 min" in finding.message


def test_whoever_is_in_two_places_is_told_that_and_not_of_the_rest() -> None:
    """Leaving at 10:29 for one shift while the other ends 10:30."""
    day, plan = judged("11:00")
    first, second = plan.routes
    late = first.but(end=at("11:00:01"))
    found = judge(day, plan.but(routes=(late, second))).broken
    assert [(finding.rule, finding.amount) for finding in found] == [("plan", 1)]

"""Ties: which shifts of one person could overlap, and how long the way between them takes."""

from __future__ import annotations

from models.engineer import Shift
from models.place import END_ANYWHERE
from models.rules.rest_between_shifts import RestBetweenShifts
from scheduler.compile import compile
from scheduler.day import Day
from scheduler.travel.arrivals import with_arrivals
from tests.compile.small import HOUR, MINUTE, Bound, engineer, place, problem, road, ticket


def ties(day: Day) -> list[tuple[int, int, int]]:
    return list(zip(day.tie_first.tolist(), day.tie_second.tolist(), day.tie_gap.tolist(), strict=True))


def hours(id: str, start: float, end: float, **fields: object) -> Shift:
    return Shift(id=id, start=round(start * HOUR), end=round(end * HOUR), **fields)


def test_shifts_are_tied_where_the_first_may_end_after_the_second_begins() -> None:
    """Overtime of an hour: 08-12 may end at 13:00, one second after a start of 12:59:59."""
    touching, near, free = (13 * HOUR - 1, 13 * HOUR, 14 * HOUR)
    for start, tied in ((touching, True), (near, False), (free, False)):
        person = engineer("E1", hours("am", 8, 12), Shift(id="pm", start=start, end=18 * HOUR))
        assert ties(compile(problem(person, (), Bound(overtime=HOUR))).day) == ([(0, 1, 0)] if tied else [])


def test_the_way_from_the_end_of_one_to_the_start_of_the_other_counts() -> None:
    """From kilometre 10 to kilometre 4 it takes six minutes: a morning is tied to 12:05, to 12:06 it is not."""
    for minute, tied in ((5, [(0, 1, 6 * MINUTE)]), (6, [])):
        later = hours("pm", 12 + minute / 60, 17, start_place=place(4))
        person = engineer("E1", hours("am", 8, 12, end_place=place(10)), later)
        assert ties(compile(problem(person, (), Bound())).day) == tied


def test_the_one_that_starts_sooner_is_the_first_in_whatever_order_they_are_listed() -> None:
    person = engineer("E1", hours("pm", 12, 17), hours("am", 8, 13))
    assert ties(compile(problem(person, (), Bound())).day) == [(1, 0, 0)]


def test_three_shifts_have_a_tie_for_each_two_that_could_meet() -> None:
    """The one in the middle may stay empty, so that the first and the last have one of their own."""
    person = engineer("E1", hours("a", 8, 12), hours("b", 11, 12), hours("c", 11.5, 17))
    assert ties(compile(problem(person, (), Bound())).day) == [(0, 1, 0), (0, 2, 0), (1, 2, 0)]


def test_shifts_of_two_people_are_never_tied() -> None:
    people = (engineer("E1"), engineer("E2"))
    assert ties(compile(problem(people, (), Bound(overtime=8 * HOUR))).day) == []


def test_the_days_of_a_week_are_not_tied() -> None:
    week = [hours(f"E1@{k}", 24 * k + 8, 24 * k + 17) for k in range(5)]
    assert ties(compile(problem(engineer("E1", *week), (), Bound(overtime=3 * HOUR))).day) == []


def test_a_shift_that_ends_anywhere_may_be_as_far_away_as_any_customer() -> None:
    """The customers are at kilometres 3 and 20, the afternoon begins at kilometre 4: sixteen minutes at most."""
    morning = Shift(id="am", start=8 * HOUR, end=12 * HOUR, end_place=END_ANYWHERE)
    person = engineer("E1", morning, hours("pm", 12, 17, start_place=place(4)))
    ways = with_arrivals(road(), {END_ANYWHERE.key: END_ANYWHERE})
    day = problem(person, (ticket("T1", 3), ticket("T2", 20)), Bound(), travel=ways)
    assert ties(compile(day).day) == [(0, 1, 16 * MINUTE)]


def test_the_rest_between_two_shifts_comes_on_top_of_the_way() -> None:
    """Six minutes of way and 45 of rest: a morning until 12:00 is tied to an afternoon from 12:50, not from 12:51."""
    for minute, tied in ((50, [(0, 1, 51 * MINUTE)]), (51, [])):
        later = hours("pm", 12 + minute / 60, 17, start_place=place(4))
        person = engineer("E1", hours("am", 8, 12, end_place=place(10)), later)
        rest = RestBetweenShifts(same_day=45)
        assert ties(compile(problem(person, (), Bound(), rest)).day) == tied

"""One person with two shifts that meet, planned at once: nothing overlaps, and nothing is lost for that."""

from __future__ import annotations

from models.engineer import Shift
from models.homeward import decide
from models.judge import judge
from models.problem import Problem
from models.rules.rest_between_shifts import RestBetweenShifts
from scheduler.compile import compile
from scheduler.insertion.faults import fault_of
from scheduler.insertion.route_state import RouteState
from scheduler.planning.plan import plan
from scheduler.report.proof import Proof
from tests.compile.small import HOUR, MINUTE, Bound, Driving, LateStart, Left, When, engineer, problem, ticket
from tests.rules.ask import says

EARLY, LATE = 11 * HOUR + 40 * MINUTE, 12 * HOUR + 20 * MINUTE


def day_of(latest: int, *more: object, second: int = 12 * HOUR) -> Problem:
    """T1 begins 11:40 ten minutes to the east of home and lasts an hour; T2 begins by ``latest``, as far to the west.

    The morning is home at 12:50, so that T2 can begin at 13:00 at the earliest.
    """
    shifts = (Shift(id="am", start=8 * HOUR, end=12 * HOUR), Shift(id="pm", start=second, end=17 * HOUR))
    when = When(spans={"T1": ((EARLY, EARLY + 1),), "T2": ((LATE, latest),)})
    who = engineer("E1", *shifts, start=ticket(kilometre=10).place)
    return problem(who, (ticket("T1", 20), ticket("T2", 0)), when, Bound(overtime=2 * HOUR), Left(), Driving(), *more)


def test_two_visits_that_only_two_people_could_make_are_not_both_planned() -> None:
    """T2 would have to begin by 12:59:59; the engine proves that one of the two must be left."""
    day = day_of(13 * HOUR)
    found = plan(day, iterations=50_000)
    assert found.report.feasible and judge(day, found.plan).feasible
    assert (found.served, found.ended, found.bound) == (1, "optimal", found.cost)


def test_the_second_shift_departs_later_and_nothing_is_lost() -> None:
    found = plan(day_of(13 * HOUR + 1), iterations=50_000)
    assert found.ended == "optimal"
    am, pm = found.plan.routes
    assert (am.end, pm.depart, pm.visits[0].start) == (12 * HOUR + 50 * MINUTE, 12 * HOUR + 50 * MINUTE, 13 * HOUR)


def test_overtime_of_the_first_ends_before_a_standby_begins() -> None:
    """The same with a standby from 12:30, half an hour after the end of the shift."""
    for latest, served in ((13 * HOUR, 1), (13 * HOUR + 1, 2)):
        assert plan(day_of(latest, second=12 * HOUR + 30 * MINUTE), iterations=50_000).served == served


def test_where_waiting_costs_money_the_words_of_the_gap_say_what_the_bound_leaves_out() -> None:
    """T2 alone begins 12:20, on time; after T1 it is 40 minutes late, which no route alone knows."""
    from models.shapes import Late

    late = LateStart(late=(Late(LATE, step=0, per_hour=6000),))
    found = plan(day_of(17 * HOUR, late), iterations=50_000)
    assert found.served == 2 and found.report.costs["late-start"] == 6000 * 40 // 60
    assert found.bound is not None and found.bound < found.cost
    assert "the bound lets shifts of one person overlap" in found.summary()


def test_a_plan_without_such_people_says_nothing_of_them() -> None:
    one, other = (Proof(bound=100, overlap=overlap).words(110) for overlap in (False, True))
    assert "overlap" not in one[0] and "重叠" not in one[1]
    assert "overlap" in other[0] and "重叠" in other[1]
    assert Proof(bound=110, overlap=True).words(110) == Proof(bound=110).words(110)


def test_the_rest_between_two_shifts_puts_off_the_second_and_no_more() -> None:
    """Home at 12:50, half an hour of rest, ten minutes of way: T2 begins at 13:30, or one of the two is left."""
    rest = RestBetweenShifts(same_day=30)
    for latest, served in ((13 * HOUR + 30 * MINUTE, 1), (13 * HOUR + 30 * MINUTE + 1, 2)):
        day = day_of(latest, rest)
        found = plan(day, iterations=50_000)
        assert (found.served, judge(day, found.plan).feasible) == (served, True)
        exactly = plan(day, seconds=20, solver="exact")
        assert exactly.ended == "optimal" and exactly.cost == found.cost
    pm = found.plan.routes[1]
    assert (pm.depart, pm.visits[0].start) == (13 * HOUR + 20 * MINUTE, 13 * HOUR + 30 * MINUTE)


def test_a_rest_after_a_shift_that_stands_is_kept_and_one_before_it_too() -> None:
    """With T1 decided the afternoon waits for the morning's rest; with T2 decided for 13:00 T1 comes too late."""
    rest = RestBetweenShifts(same_day=30)
    day = day_of(17 * HOUR, rest)
    whole = plan(day, iterations=5_000).plan
    found = plan(decide(day, whole, ["T1"]), iterations=5_000)
    assert found.plan == whole and found.report.feasible
    loose = day_of(17 * HOUR)
    tight = plan(loose, iterations=5_000).plan  # T2 at 13:00, the moment the morning is over
    found = plan(decide(loose, tight, ["T2"]).replace(policy=day.policy), iterations=5_000)
    assert found.report.feasible and "T1" in found.plan.unserved


def test_why_a_ticket_does_not_fit_names_the_rest_where_it_would_fit_without() -> None:
    """At 13:29 T2 is too early for the rest, at 12:59 even for the morning itself."""
    for latest, rule in ((13 * HOUR + 30 * MINUTE, "rest-between-shifts"), (13 * HOUR, "other-shift")):
        day = day_of(latest, RestBetweenShifts(same_day=30))
        compiled = compile(day)
        case = RouteState.of(day, compiled, [[0], []])
        fault = case.timed(1, [1]).fault
        assert fault is not None
        obstacle = fault_of(case, 1, [1], fault)
        assert obstacle.rule == rule
        case = RouteState.of(day, compiled, [[], [1]])
        fault = case.timed(0, [0]).fault
        assert fault is not None and fault_of(case, 0, [0], fault).rule == rule
    assert says(obstacle.message, "E1 is on am until 12:50", "赶不上 pm")

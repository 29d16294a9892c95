"""The judge to the second: exactly on every edge it is silent, one second beyond it says so, with that second.

E1 works 08:00-17:00; the depot is 1800 s and 20 km from the site. Unless a test says otherwise E1 leaves 08:00, serves
T1 08:30-09:30 and T2 09:30-10:30, both at the site, and is back 11:00.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from models.clock import DAY
from models.engineer import Absence, Engineer, Shift, Training
from models.finding import Finding, Report
from models.interval import Spans
from models.judge import judge
from models.place import END_ANYWHERE, Place
from models.plan import BreakTaken, Plan, Route, Visit
from models.policy import Policy
from models.problem import Problem
from models.rules.absence import AbsenceRule
from models.rules.appointment_window import AppointmentWindow
from models.rules.crew_and_order import CrewAndOrder
from models.rules.longest_overtime import LongestOvertime
from models.rules.overtime_cost import OvertimeCost
from models.rules.parts_ready import PartsReady
from models.rules.pay import Pay
from models.rules.pinned_engineer import PinnedEngineer
from models.rules.resolution_sla import ResolutionSla
from models.rules.response_sla import ResponseSla
from models.rules.rest_break import RestBreak
from models.rules.senior_reserve import SeniorReserve
from models.rules.skill_level import SkillLevel
from models.rules.stock import Stock
from models.rules.training import TrainingRule
from models.rules.travel_cost import TravelCost
from models.rules.travel_limit import TravelLimit
from models.rules.unserved_cost import UnservedCostRule
from models.rules.van_capacity import VanCapacity
from models.rules.van_parts import VanParts
from models.rules.visit_limit import VisitLimit
from models.rules.work_limit import WorkLimit
from models.shapes import Late, Rule, ServeWhen, StartCost
from models.text import in_chinese
from models.ticket import Pin, SkillNeed, Ticket, Window
from models.travel import Travel
from scheduler.travel.arrivals import with_arrivals
from tests.rules.ask import CLOCK, DEPOT, ROADS, SITE, a_ticket, an_engineer, at, says, table


def visit(id: str, arrive: str, start: str = "", finish: str = "") -> Visit:
    """Without a start: on arrival; without a finish: an hour later."""
    begin = at(start or arrive)
    return Visit(ticket=id, arrive=at(arrive), start=begin, finish=at(finish) if finish else begin + 3600)


def route(*visits: Visit, depart: str = "08:00", end: str = "11:00", rest: str = "", who: str = "E1") -> Route:
    """``rest`` is ``12:00-12:30``."""
    taken = BreakTaken(start=at(rest.split("-")[0]), end=at(rest.split("-")[1])) if rest else None
    return Route(shift=f"{who}@24", engineer=who, depart=at(depart), visits=visits, end=at(end), rest=taken)


def judged(
    rules: Rule | tuple[Rule, ...],
    *routes: Route,
    engineers: tuple[Engineer, ...] = (),
    tickets: tuple[Ticket, ...] = (),
    unserved: tuple[str, ...] = (),
    **fields: Any,
) -> Report:
    """The verdict on these routes of E1 (and the engineers) with T1 and T2 (or the tickets)."""
    policy = Policy(rules=rules if isinstance(rules, tuple) else (rules,))
    people = engineers or (an_engineer(),)
    wanted = tickets or (a_ticket("T1"), a_ticket("T2"))
    return judge(
        Problem(people, wanted, fields.pop("travel", ROADS), policy, CLOCK, **fields),
        Plan(routes=routes, unserved=unserved),
    )


def faults(report: Report) -> list[tuple[str, int]]:
    """Rule and amount of every breach."""
    return [(finding.rule, finding.amount) for finding in report.broken]


def the_breach(report: Report) -> Finding:
    (finding,) = report.broken
    return finding


T1, T2 = visit("T1", "08:30"), visit("T2", "09:30")
NOTHING = ()

# departures, drives, work: none of it is a rule of the policy
CLOCKWORK: dict[str, tuple[Route, list[tuple[str, int]]]] = {
    "everything at once": (route(T1, T2), []),
    "departs a second before the shift": (route(T1, T2, depart="07:59:59"), [("plan", 1)]),
    "departs a second too late for the drive": (route(T1, T2, depart="08:00:01"), [("plan", 1)]),
    "arrives a second before the drive can end": (route(visit("T1", "08:29:59", "08:30"), T2), [("plan", 1)]),
    "is home a second too early": (route(T1, T2, end="10:59:59"), [("plan", 1)]),
    "is home a second later than it could": (route(T1, T2, end="11:00:01"), []),
    "arrives a second before it is free": (route(T1, visit("T2", "09:29:59", "09:30")), [("plan", 1)]),
    "is home before it is free": (route(T1, T2, end="10:29:59"), [("plan", 1)]),
    "is home as it is free, without the drive": (route(T1, T2, end="10:30"), [("plan", 1800)]),
    "starts a second before it arrives": (route(visit("T1", "08:30:01", "08:30"), T2), [("plan", 1)]),
    "starts a second after it arrives": (
        route(visit("T1", "08:30", "08:30:01"), visit("T2", "09:30:01"), end="11:00:01"), [],
    ),
    "a visit a second too short": (route(visit("T1", "08:30", finish="09:29:59"), T2), [("plan", 1)]),
    "a visit a second too long": (route(T1, visit("T2", "09:30", finish="10:30:01"), end="11:00:01"), [("plan", 1)]),
}  # fmt: skip


@table("route, expected", CLOCKWORK)
def test_times_that_cannot_be_kept_are_found_to_the_second(route: Route, expected: list[tuple[str, int]]) -> None:
    report = judged(NOTHING, route)
    assert faults(report) == expected
    assert all((found.engineer, found.shift, found.hard) == ("E1", "E1@24", True) for found in report.broken)


@pytest.mark.parametrize(("now", "expected"), [("08:00", []), ("08:00:01", [("plan", 1)]), ("08:30", [("plan", 1800)])])
def test_nobody_departs_before_the_moment_of_planning(now: str, expected: list[tuple[str, int]]) -> None:
    assert faults(judged(NOTHING, route(T1, T2), now=at(now))) == expected


def test_a_departure_before_the_shift_is_told_as_that_whatever_the_moment_of_planning() -> None:
    report = judged(NOTHING, route(T1, T2, depart="07:00"), now=at("07:30"))
    assert (the_breach(report).amount, "before the shift begins" in the_breach(report).message) == (3600, True)


def test_the_visit_that_is_late_or_early_is_named() -> None:
    assert the_breach(judged(NOTHING, route(visit("T1", "08:29:59", "08:30"), T2))).ticket == "T1"
    assert the_breach(judged(NOTHING, route(T1, visit("T2", "09:29:59", "09:30")))).ticket == "T2"
    late = the_breach(judged(NOTHING, route(T1, T2, depart="08:00:01")))
    assert "leaves 08:00 and arrives at T1 08:30: 29 min 59 s for a drive of 30 min" in late.message
    home = the_breach(judged(NOTHING, route(T1, T2, end="10:59:59")))
    assert home.ticket == "" and "arrives at the end place 10:59: 29 min 59 s for a drive of 30 min" in home.message


# absent (or in training) 12:00-13:00; T1 of an hour, all times such that the drives fit
AWAY: dict[str, tuple[str, str, list[int]]] = {
    "ends as it begins": ("11:00", "13:30", []),
    "ends a second later": ("11:00:01", "13:30:01", [1]),
    "starts as it ends": ("13:00", "14:30", []),
    "starts a second earlier": ("12:59:59", "14:29:59", [1]),
    "starts as it begins": ("12:00", "13:30", [3600]),
    "half of it": ("12:30", "14:00", [1800]),
}


@pytest.mark.parametrize("rule", [AbsenceRule(), TrainingRule()], ids=lambda rule: rule.id)
@table("start, end, overlap", AWAY)
def test_a_visit_and_time_off_share_no_second(rule: Rule, start: str, end: str, overlap: list[int]) -> None:
    span = {"start": at("12:00"), "end": at("13:00")}
    engineer = an_engineer(absences=(Absence(**span),), trainings=(Training(**span),))
    # home half an hour of driving after the visit, standing still until 13:00 where the absence is in between
    report = judged(rule, route(visit("T1", "08:30", start), end=end), engineers=(engineer,), tickets=(a_ticket(),))
    assert faults(report) == [(rule.id, seconds) for seconds in overlap]
    assert all((found.ticket, found.engineer, found.shift) == ("T1", "E1", "E1@24") for found in report.broken)


def test_time_off_within_a_visit_counts_whole_and_a_drive_stands_still_during_it() -> None:
    away = an_engineer(absences=(Absence(start=at("09:00"), end=at("09:10")),))
    one = (a_ticket(),)
    inside = judged(AbsenceRule(), route(T1, end="10:00"), engineers=(away,), tickets=one)
    assert faults(inside) == [("absence", 600)]
    # 08:45 to 09:25 is 40 min, of which 10 away: exactly the drive
    for arrive, expected in (("09:25", []), ("09:24:59", [("plan", 1)])):
        drive = route(visit("T1", arrive, "09:25"), depart="08:45", end="10:55")
        assert faults(judged(AbsenceRule(), drive, engineers=(away,), tickets=one)) == expected


# a break of 30 min that starts 11:30-13:00; E1 waits from 09:30 to T2 at 14:00 and is back 15:30
BREAKS: dict[str, tuple[str, list[tuple[str, int]]]] = {
    "none": ("", [("break", 1800)]),
    "at its earliest start": ("11:30-12:00", []),
    "a second before": ("11:29:59-12:00", [("break", 1)]),
    "at its latest start": ("13:00-13:30", []),
    "a second after": ("13:00:01-13:30:01", [("break", 1)]),
    "a minute after": ("13:01-13:31", [("break", 60)]),
    "a second short": ("12:00-12:29:59", [("break", 1)]),
    "a second longer": ("12:00-12:30:01", []),
    "late and short": ("13:00:02-13:30", [("break", 2), ("break", 2)]),
    "until the visit": ("13:00-14:00", []),
    "a second into the visit": ("13:00-14:00:01", [("plan", 1)]),
}


@table("rest, expected", BREAKS)
def test_a_break_starts_in_its_window_and_is_long_enough(rest: str, expected: list[tuple[str, int]]) -> None:
    day = route(T1, visit("T2", "09:30", "14:00"), end="15:30", rest=rest)
    report = judged(RestBreak(minutes=30), day)
    assert faults(report) == expected
    assert all(found.engineer == "E1" and found.shift == "E1@24" for found in report.broken)


@pytest.mark.parametrize(("rest", "expected"), [("09:30-10:00", []), ("09:29:59-09:59:59", [("plan", 1)])])
def test_a_break_begins_as_a_visit_ends_and_not_a_second_before(rest: str, expected: list[tuple[str, int]]) -> None:
    rule = RestBreak(minutes=30, earliest="09:00")
    assert faults(judged(rule, route(T1, visit("T2", "10:00"), end="11:30", rest=rest))) == expected


@pytest.mark.parametrize(("end", "expected"), [("13:00", []), ("13:00:01", [("break", 1800)])])
def test_a_break_is_due_a_second_after_its_latest_start(end: str, expected: list[tuple[str, int]]) -> None:
    assert faults(judged(RestBreak(minutes=30), route(T1, T2, end=end))) == expected


# at the edges of a route nobody drives: the stops are at the depot, so that the break may be first or last
WITHIN: dict[str, tuple[str, bool]] = {
    "first thing": ("08:00-08:30", True),
    "before the departure": ("07:59:59-08:30", False),
    "last thing": ("09:30-10:00", True),
    "after the return": ("09:30-10:00:01", False),
    "ending before it starts": ("09:40-09:39:59", False),
    "of no length": ("09:40-09:40", True),
}


@table("rest, within", WITHIN)
def test_a_break_lies_within_its_route(rest: str, within: bool) -> None:
    day = route(visit("T1", "08:30"), end="10:00", rest=rest)
    report = judged(NOTHING, day, tickets=(a_ticket(place=DEPOT),))
    assert report.feasible is within
    if not within:
        found = the_breach(report)
        assert "does not lie within its route 08:00-10:00" in found.message and found.amount == 0


def test_a_drive_has_no_time_during_the_break() -> None:
    one = (a_ticket(),)
    for depart, expected in (("11:00", []), ("11:00:01", [("plan", 1)])):
        day = route(visit("T1", "12:00"), depart=depart, end="13:30", rest="11:20-11:50")  # 30 min of driving are left
        assert faults(judged(NOTHING, day, tickets=one)) == expected


def test_time_off_is_no_part_of_a_break() -> None:
    away = an_engineer(absences=(Absence(start=at("12:10"), end=at("12:20")),))
    rules = (RestBreak(minutes=30), AbsenceRule())
    for rest, expected in (("12:00-12:40", []), ("12:00-12:39:59", [("break", 1)])):
        day = route(T1, visit("T2", "09:30", "14:00"), end="15:30", rest=rest)
        assert faults(judged(rules, day, engineers=(away,))) == expected


# the route of two visits: back 11:00, 3600 s of driving, 10800 s from departure to return
LIMITS: dict[str, tuple[Rule, Rule, int, str]] = {
    "return": (LongestOvertime(), LongestOvertime(), 1, "E1@24 is back 11:00; the latest return is 10:59"),
    "visits": (VisitLimit(visits=2), VisitLimit(visits=1), 1, "E1@24 makes 2 visits; the most is 1"),
    "travel": (TravelLimit(minutes=60), TravelLimit(minutes=59), 60, "E1@24 drives 1 h; the most is 59 min"),
    "work": (WorkLimit(minutes=180), WorkLimit(minutes=179), 60, "E1@24 works 3 h; the most is 2 h 59 min"),
}


@table("keeps, breaks, over, says", LIMITS)
def test_a_limit_may_be_reached_and_not_exceeded(keeps: Rule, breaks: Rule, over: int, says: str) -> None:
    exact, short = an_engineer(overtime=0), an_engineer(overtime=0)
    if isinstance(keeps, LongestOvertime):
        exact, short = (
            one.but(shifts=(Shift(id="E1@24", start=at("08:00"), end=at(end)),))
            for one, end in ((exact, "11:00"), (short, "10:59:59"))
        )
    assert judged(keeps, route(T1, T2), engineers=(exact,)).feasible
    found = the_breach(judged(breaks, route(T1, T2), engineers=(short,)))
    assert (found.rule, found.amount, found.shift, found.engineer) == (breaks.id, over, "E1@24", "E1")
    assert says in found.message and in_chinese(found.message) != found.message


@pytest.mark.parametrize(("own", "over"), [({"max_travel": 3600}, 0), ({"max_travel": 3599}, 1),
                                           ({"max_work": 10_800}, 0), ({"max_work": 10_799}, 1)])  # fmt: skip
def test_limits_hold_to_the_second(own: dict[str, int], over: int) -> None:
    report = judged((TravelLimit(), WorkLimit()), route(T1, T2), engineers=(an_engineer(**own),))
    assert [found.amount for found in report.broken] == [1] * over


def test_work_is_counted_from_the_departure_that_was_planned() -> None:
    # leaving 08:10 and waiting nowhere: 2 h 50 min
    late = route(visit("T1", "08:40"), visit("T2", "09:40"), depart="08:10", end="11:10")
    assert judged(WorkLimit(minutes=180), late).feasible
    assert faults(judged(WorkLimit(minutes=179), late)) == [("work-limit", 60)]


def loaded(first: dict[str, Any], second: dict[str, Any]) -> tuple[Ticket, ...]:
    return a_ticket("T1", **first), a_ticket("T2", **second)


LOADS: dict[str, tuple[Rule, dict[str, Any], tuple[Ticket, ...], list[int]]] = {
    "to the last unit": (VanCapacity(), {"capacity": 9}, loaded({"load": 5}, {"load": 4}), []),
    "one unit too many": (VanCapacity(), {"capacity": 8}, loaded({"load": 5}, {"load": 4}), [1]),
    "nothing on a van that holds nothing": (VanCapacity(), {"capacity": 0}, loaded({}, {}), []),
    "something on it": (VanCapacity(), {"capacity": 0}, loaded({}, {"load": 1}), [1]),
    "a van without a limit": (VanCapacity(), {}, loaded({"load": 500}, {}), []),
    "to the last piece": (VanParts(), {"van": {"a": 2}}, loaded({"parts": {"a": 1}}, {"parts": {"a": 1}}), []),
    "a piece too many": (VanParts(), {"van": {"a": 1}}, loaded({"parts": {"a": 1}}, {"parts": {"a": 1}}), [1]),
    "a part that is not on the van": (VanParts(), {"van": {"a": 9}}, loaded({"parts": {"b": 2}}, {}), [2]),
    "each part by itself": (
        VanParts(), {"van": {"a": 1, "b": 1}}, loaded({"parts": {"a": 2}}, {"parts": {"b": 4}}), [1, 3],
    ),
}  # fmt: skip


@table("rule, fields, tickets, over", LOADS)
def test_a_van_may_be_full_and_not_fuller(
    rule: Rule, fields: dict[str, Any], tickets: tuple[Ticket, ...], over: list[int]
) -> None:
    report = judged(rule, route(T1, T2), engineers=(an_engineer(**fields),), tickets=tickets)
    assert faults(report) == [(rule.id, amount) for amount in over]


def test_what_a_van_lacks_is_said_with_both_numbers() -> None:
    report = judged(
        VanParts(),
        route(T1, T2),
        engineers=(an_engineer(van={"a": 1}),),
        tickets=loaded({"parts": {"a": 2}}, {"parts": {"a": 2}}),
    )
    assert says(
        the_breach(report).message, "E1@24 needs 4 of a; E1's van holds 1", "E1@24 需要 4 件 a；E1 的车上有 1 件"
    )


def test_loads_of_two_vans_are_not_added_up() -> None:
    other = route(visit("T2", "08:30"), end="10:00", who="E2")
    people = (an_engineer(capacity=1), an_engineer("E2", capacity=1))
    tickets = loaded({"load": 1}, {"load": 1})
    assert judged(VanCapacity(), route(T1, end="10:00"), other, engineers=people, tickets=tickets).feasible


class Then(ServeWhen):
    """Starts within the given spans."""

    id = "then"
    title = ("then", "届时")
    spans: Spans | None = None

    def starts(self, engineer: object, ticket: object, facts: object) -> Spans | None:
        return self.spans

    def why(self, engineer: object, ticket: object, start: int, facts: object) -> str:
        return "not then"


NINE_TEN_OR_TWO = ((at("09:00"), at("10:00")), (at("14:00"), at("15:00")))

STARTS: dict[str, tuple[Spans | None, str, list[int]]] = {
    "any time": (None, "08:30", []),
    "never": ((), "08:30", [0]),
    "as it opens": (NINE_TEN_OR_TWO, "09:00", []),
    "a second before": (NINE_TEN_OR_TWO, "08:59:59", [1]),
    "the last second": (NINE_TEN_OR_TWO, "09:59:59", []),
    "as it closes": (NINE_TEN_OR_TWO, "10:00", [1]),
    "nearer to the first": (NINE_TEN_OR_TWO, "10:10", [601]),
    "nearer to the second": (NINE_TEN_OR_TWO, "13:50", [600]),
}


@table("spans, start, off", STARTS)
def test_a_start_out_of_its_spans_is_told_by_the_seconds_to_the_nearest(
    spans: Spans | None, start: str, off: list[int]
) -> None:
    one = visit("T1", "08:30", start)
    report = judged(Then(spans=spans), route(one, end="15:30"), tickets=(a_ticket(),))
    assert faults(report) == [("then", seconds) for seconds in off]
    assert all((found.ticket, found.engineer, found.shift) == ("T1", "E1", "E1@24") for found in report.broken)


def test_every_rule_that_a_visit_breaks_is_named_with_the_visit() -> None:
    ticket = a_ticket(
        "T2",
        skills=(SkillNeed(skill="plc"),),
        windows=(Window(start=at("12:00"), end=at("13:00")),),
        parts_ready=at("09:30:01"),
        pin=Pin(engineer="E9"),
        crew_size=2,
    )
    rules = (SkillLevel(), AppointmentWindow(), PartsReady(), PinnedEngineer(), CrewAndOrder())
    report = judged(rules, route(T1, T2), tickets=(a_ticket("T1"), ticket))
    assert {(found.rule, found.ticket, found.engineer, found.shift) for found in report.broken} == {
        (rule.id, "T2", "E1", "E1@24") for rule in rules
    }
    assert dict(faults(report))["appointment-window"] == 9000  # 09:30 to 12:00


# --- the plan and the day


TWICE: dict[str, tuple[Callable[[], Report], list[tuple[str, str, int]]]] = {
    "a shift with three routes": (
        lambda: judged(NOTHING, route(T1, end="10:00"), route(T2), route(visit("T3", "10:30"), end="12:00"),
                       tickets=(a_ticket("T1"), a_ticket("T2"), a_ticket("T3"))),
        [("has 3 routes; a shift has one", "", 2)],
    ),
    "a ticket served three times": (
        lambda: judged(NOTHING, route(T1, visit("T1", "09:30"), visit("T1", "10:30"), end="12:00"),
                       tickets=(a_ticket(),)),
        [("T1 is served 3 times", "T1", 2)],
    ),
    "listed three times": (
        lambda: judged(NOTHING, route(T1, end="10:00"), unserved=("T2", "T2", "T2")),
        [("unserved 3 times", "T2", 2)],
    ),
    "listed once": (lambda: judged(NOTHING, route(T1, end="10:00"), unserved=("T2",)), []),
    "forgotten": (lambda: judged(NOTHING, route(T1, end="10:00")), [("neither served nor", "T2", 0)]),
    "served and listed": (lambda: judged(NOTHING, route(T1, T2), unserved=("T1",)), [("T1 is served and", "T1", 0)]),
}  # fmt: skip


@table("make, expected", TWICE)
def test_what_is_there_twice_or_not_at_all_is_named_and_counted(
    make: Callable[[], Report], expected: list[tuple[str, str, int]]
) -> None:
    found = [one for one in make().broken if one.rule == "plan"]
    assert [(one.ticket, one.amount) for one in found] == [(ticket, amount) for _, ticket, amount in expected]
    assert all(said in one.message for one, (said, _, _) in zip(found, expected, strict=True))


@pytest.mark.parametrize("status", ["travelling", "started", "finished", "cancelled"])
def test_a_ticket_that_is_over_or_under_way_wants_no_visit_and_no_price(status: str) -> None:
    tickets = (a_ticket("T1"), a_ticket("T2", status=status))
    report = judged(UnservedCostRule(), route(T1, end="10:00"), tickets=tickets)
    assert report.findings == () and report.costs == {"unserved-cost": 0}


def test_places_without_known_travel_are_named_each() -> None:
    moon = Place(id="moon")
    at_site = (a_ticket("T1"), a_ticket("T2"))
    (start,) = judged(NOTHING, route(T1, T2), engineers=(an_engineer(start=moon, end=DEPOT),)).broken
    assert "moon, where E1@24 starts or ends" in start.message
    (end,) = judged(NOTHING, route(T1, T2), engineers=(an_engineer(end=moon),)).broken
    assert "moon, where E1@24 starts or ends" in end.message
    (customer,) = judged(NOTHING, route(T1, T2), tickets=(at_site[0], at_site[1].but(place=moon))).broken
    assert "moon, the place of T2" in customer.message and customer.ticket == "T2"


def test_an_empty_route_is_no_route_and_an_unknown_shift_is_named() -> None:
    idle = route(depart="03:00", end="02:00")
    assert judged((Pay(per_shift=5), SeniorReserve(keep=1)), idle, unserved=("T1", "T2")).findings == ()
    (stranger,) = [one for one in judged(NOTHING, route(T1, T2, who="E9")).broken if one.shift == "E9@24"]
    assert "E9@24 is not a shift of this day" in stranger.message


# --- money


def paid(report: Report) -> list[tuple[str, str, int, int]]:
    """Rule, ticket, amount and money of every cost."""
    return [(one.rule, one.ticket, one.amount, one.cost) for one in report.findings if not one.hard]


LATE: dict[str, tuple[dict[str, int], list[tuple[str, str, int, int]]]] = {
    "starts as it is due": ({"respond_by": at("08:30")}, []),
    "starts a second late": ({"respond_by": at("08:29:59")}, [("response-sla", "T1", 1, 600_055)]),
    "ends as it is due": ({"resolve_by": at("09:30")}, []),
    "ends a second late": ({"resolve_by": at("09:29:59")}, [("resolution-sla", "T1", 1, 1_000_055)]),
    "both": (
        {"respond_by": at("08:00"), "resolve_by": at("08:30")},
        [("response-sla", "T1", 1800, 700_000), ("resolution-sla", "T1", 3600, 1_200_000)],
    ),
}


@table("due, expected", LATE)
def test_lateness_is_charged_from_the_first_second(
    due: dict[str, int], expected: list[tuple[str, str, int, int]]
) -> None:
    rules = (ResponseSla(hours={}), ResolutionSla(hours={}))
    assert paid(judged(rules, route(T1, end="10:00"), tickets=(a_ticket(priority=1, **due),))) == expected


class Twice(StartCost):
    """Late after nine, and again after ten."""

    id = "twice"
    title = ("twice", "两次")

    def terms(self, ticket: object, facts: object) -> tuple[Late, ...]:
        return Late(at("10:00"), 5, 0), Late(at("09:00"), 7, 0)


def test_of_several_due_times_the_seconds_late_are_those_of_the_first() -> None:
    late = {"09:00": [], "09:00:01": [("twice", "T1", 1, 7)], "10:00:01": [("twice", "T1", 3601, 12)]}
    for start, expected in late.items():
        day = route(visit("T1", "08:30", start), end="12:00")
        assert paid(judged(Twice(), day, tickets=(a_ticket(),))) == expected


def test_every_leg_is_rounded_down_by_itself() -> None:
    # 1 s at 1.799 an hour is 0.0004997; 999 m at 0.001 a km is nothing: two such legs are nothing too
    roads = Travel(
        ("depot", "site"), np.array([[0, 1], [1, 0]], np.int32), np.array([[0, 999], [999, 0]], np.int32), "near"
    )
    short = route(visit("T1", "08:00:01"), end="09:00:02")
    rule, one = TravelCost(per_hour="3.599", per_km="0.001"), (a_ticket(),)
    assert paid(judged(rule, short, tickets=one, travel=roads)) == []
    hour = rule.but(per_hour=3600)  # a thousandth a second
    assert paid(judged(hour, short, tickets=one, travel=roads)) == [("travel-cost", "", 2, 2)]
    km = rule.but(per_hour=0, per_km=1002)  # 999 m x 1.002 = 1000.998 thousandths a leg
    assert paid(judged(km, short, tickets=one, travel=roads)) == [("travel-cost", "", 2, 2000)]


def test_seconds_and_kilometres_of_a_route_are_told() -> None:
    (drive,) = judged(TravelCost(), route(T1, T2)).findings
    assert (drive.amount, drive.cost, drive.engineer, drive.shift) == (3600, 120_000, "E1", "E1@24")
    assert says(drive.message, "E1@24 drives 1 h, 40.0 km", "E1@24 行驶 1 小时，40.0 公里")


def test_many_kilometres_are_told_to_the_hectometre() -> None:
    far = np.array([[0, 1_234_567], [1_234_567, 0]], np.int32)
    roads = Travel(("depot", "site"), ROADS.seconds, far, "far")
    (drive,) = judged(TravelCost(), route(T1, T2), travel=roads).findings
    assert "2469.1 km" in drive.message


OVER: dict[str, tuple[str, list[tuple[str, str, int, int]]]] = {
    "back as the shift ends": ("11:00", []),
    "back a second later": ("10:59:59", [("overtime-cost", "", 1, 25)]),  # 90000 / 3600
    "back an hour later": ("10:00", [("overtime-cost", "", 3600, 90_000)]),
}


@table("shift_end, expected", OVER)
def test_overtime_is_charged_from_the_first_second(shift_end: str, expected: list[tuple[str, str, int, int]]) -> None:
    engineer = an_engineer(shifts=(Shift(id="E1@24", start=at("08:00"), end=at(shift_end)),))
    assert paid(judged(OvertimeCost(), route(T1, T2), engineers=(engineer,))) == expected


def test_a_shift_is_paid_once_or_by_worked_time() -> None:
    shift, worked = an_engineer(), an_engineer(pay="worked")
    rule = Pay(per_shift=11)
    (used,) = judged(rule, route(T1, T2), engineers=(shift,)).findings
    assert (used.amount, used.cost, used.shift) == (0, 11_000, "E1@24") and "is used" in used.message
    (hours,) = judged(rule, route(T1, T2), engineers=(worked,)).findings
    assert (hours.amount, hours.cost) == (10_800, 180_000) and "works 3 h" in hours.message
    (over,) = judged(OvertimeCost(), route(T1, T2, end="18:00")).findings
    assert says(over.message, "E1@24 has 1 h of overtime", "加班 1 小时")


def test_a_route_that_ends_before_it_departs_is_paid_nothing() -> None:
    report = judged((Pay(), OvertimeCost()), route(T1, end="07:00"), engineers=(an_engineer(pay="worked"),))
    assert not report.feasible and report.costs == {"pay": 0, "overtime-cost": 0}


PIECES: dict[str, tuple[int, list[int]]] = {
    "to the last piece": (3, []),
    "a piece too many": (2, [1]),
    "none": (0, [3]),
}


@table("pieces, over", PIECES)
def test_a_plan_limit_may_be_reached_and_not_exceeded(pieces: int, over: list[int]) -> None:
    tickets = (a_ticket("T1", parts={"a": 2}), a_ticket("T2", parts={"a": 1}))
    report = judged(Stock(pieces={"a": pieces}), route(T1, T2), tickets=tickets)
    assert faults(report) == [("stock", amount) for amount in over]
    assert not over or says(the_breach(report).message, f"part a: 3, {over[0]} more than {pieces}", f"多 {over[0]}")


def test_a_priced_plan_limit_costs_by_what_is_over_and_breaks_nothing() -> None:
    senior = [an_engineer(id, tier=3) for id in ("E1", "E2", "E3")]
    other = route(visit("T2", "08:30"), end="10:00", who="E2")
    for keep, cost in ((1, 0), (2, 300_000), (3, 600_000)):
        report = judged(SeniorReserve(keep=keep), route(T1, end="10:00"), other, engineers=tuple(senior))
        assert report.feasible and report.costs == {"senior-reserve": cost}


def test_tomorrows_shift_is_judged_by_its_own_times() -> None:
    engineer = an_engineer(shifts=(Shift(id="E1@24", start=DAY + at("08:00"), end=DAY + at("17:00")),))
    assert faults(judged(NOTHING, route(T1, T2), engineers=(engineer,))) == [("plan", DAY)]


def test_a_visit_at_the_start_place_needs_no_drive() -> None:
    home = (a_ticket("T1", place=DEPOT), a_ticket("T2", place=SITE))
    day = route(visit("T1", "08:00"), visit("T2", "09:30"), end="11:00")
    assert judged(NOTHING, day, tickets=home).feasible
    assert faults(judged(NOTHING, route(visit("T1", "08:00"), visit("T2", "09:29:59", "09:30")), tickets=home)) == [
        ("plan", 1)
    ]


# one person in two places: E1 has a morning from the depot to the site and an afternoon from the depot
HALVES = (
    Shift(id="am", start=at("08:00"), end=at("12:00"), end_place=SITE),
    Shift(id="pm", start=at("10:30"), end=at("17:00")),
)


def half(id: str, *visits: Visit, depart: str, end: str) -> Route:
    return Route(shift=id, engineer="E1", depart=at(depart), visits=visits, end=at(end))


AFTERNOON = half("pm", visit("T2", "11:00"), depart="10:30", end="12:30")


def morning(start: str, end: str) -> Route:
    """T1 from ``start``; the site, where am ends, is half an hour from where pm begins."""
    return half("am", visit("T1", start), depart="08:00", end=end)


TWO_PLACES: dict[str, tuple[tuple[Route, ...], list[tuple[str, int]]]] = {
    "with time to spare": ((morning("08:30", "09:30"), AFTERNOON), []),
    "as soon as the drive between has ended": ((morning("09:00", "10:00"), AFTERNOON), []),
    "a second before the drive between has ended": ((morning("09:00:01", "10:00:01"), AFTERNOON), [("pm", 1)]),
    "while the first goes on": ((morning("10:00", "11:00"), AFTERNOON), [("pm", 3600)]),
    "the order in the plan does not matter": ((AFTERNOON, morning("10:00", "11:00")), [("pm", 3600)]),
    "a shift without a visit is in nobody's way": ((half("am", depart="08:00", end="12:00"), AFTERNOON), []),
}


@table("routes, expected", TWO_PLACES)
def test_one_person_is_in_one_place_to_the_second(routes: tuple[Route, ...], expected: list[tuple[str, int]]) -> None:
    people = (an_engineer(shifts=HALVES),)
    report = judged((), *routes, engineers=people)
    found = [one for one in report.broken if "departs for" in one.message]
    assert [(one.shift, one.amount) for one in found] == expected
    assert all("30 min" in one.message and "30 分" in in_chinese(one.message) for one in found)


def test_a_shift_that_ends_anywhere_ends_at_its_last_customer() -> None:
    """From the site, where T1 ends 09:30, it is half an hour to the depot: pm can be left for at 10:00."""
    am, pm = HALVES
    people = (an_engineer(shifts=(am.but(end_place=END_ANYWHERE), pm.but(start=at("09:00")))),)
    ways = with_arrivals(ROADS, {END_ANYWHERE.key: END_ANYWHERE})
    for depart, amount in (("10:00", []), ("09:59:59", [1])):
        routes = (morning("08:30", "09:30"), half("pm", visit("T2", "10:30"), depart=depart, end="12:00"))
        found = judged((), *routes, engineers=people, travel=ways).broken
        assert [one.amount for one in found if "departs for" in one.message] == amount


def test_two_people_may_be_in_two_places() -> None:
    """E2 leaves while E1 is out: nothing to say."""
    routes = (route(T1, end="10:00"), route(visit("T2", "08:30"), end="10:00", who="E2"))
    assert judged((), *routes, engineers=(an_engineer("E1"), an_engineer("E2"))).broken == ()

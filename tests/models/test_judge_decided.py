"""The judge of a day that has begun: what stands counts, is a fact, and is paid for; only what is added is a question.

E1 works 08:00-17:00, half an hour from the site. T1 stands 08:30-09:30; nothing more would bring E1 home 10:00. The
plans here add T2 09:30-10:30 at the site, back 11:00, unless a test says otherwise.
"""

from __future__ import annotations

from typing import Any

import pytest

from models.decided import Decided
from models.engineer import Absence, Engineer
from models.finding import Report
from models.judge import judge
from models.plan import BreakTaken, Plan, Route
from models.policy import Policy
from models.problem import Problem
from models.rules.absence import AbsenceRule
from models.rules.appointment_window import AppointmentWindow
from models.rules.longest_overtime import LongestOvertime
from models.rules.overtime_cost import OvertimeCost
from models.rules.pay import Pay
from models.rules.response_sla import ResponseSla
from models.rules.rest_break import RestBreak
from models.rules.senior_reserve import SeniorReserve
from models.rules.stock import Stock
from models.rules.travel_cost import TravelCost
from models.rules.travel_limit import TravelLimit
from models.rules.van_capacity import VanCapacity
from models.rules.van_parts import VanParts
from models.rules.visit_limit import VisitLimit
from models.rules.work_limit import WorkLimit
from models.shapes import Rule
from models.ticket import Ticket, Window
from tests.models.test_judge_edges import T1, T2, faults, route, visit
from tests.rules.ask import CLOCK, DEPOT, ROADS, SITE, a_ticket, an_engineer, at, table

STANDS = route(T1, end="10:00")
PLAN = route(T1, T2)


def stands(made: Route = STANDS, **fields: Any) -> Decided:
    """T1 at the site, from where E1 can go on at 09:30 after half an hour of driving."""
    return Decided(**{"route": made, "place": SITE, "free": at("09:30"), "driven": 1800, **fields})


def judged(
    rules: Rule | tuple[Rule, ...],
    *routes: Route,
    decided: tuple[Decided, ...] = (),
    engineers: tuple[Engineer, ...] = (),
    tickets: tuple[Ticket, ...] = (),
    unserved: tuple[str, ...] = (),
    **fields: Any,
) -> Report:
    """The verdict on these routes of a day at 09:30 on which T1 stands."""
    policy = Policy(rules=rules if isinstance(rules, tuple) else (rules,))
    people, wanted = engineers or (an_engineer(),), tickets or (a_ticket("T1"), a_ticket("T2"))
    problem = Problem(
        people,
        wanted,
        ROADS,
        policy,
        CLOCK,
        now=fields.pop("now", at("09:30")),
        decided=decided or (stands(),),
        **fields,
    )
    return judge(problem, Plan(routes=routes or (PLAN,), unserved=unserved))


def sunk(report: Report) -> list[tuple[str, int]]:
    """Rule and amount of every breach that stands."""
    return [(finding.rule, finding.amount) for finding in report.facts if finding.hard]


def test_what_stands_and_what_is_added_make_a_day() -> None:
    report = judged(())
    assert report.feasible and report.findings == () and report.facts == ()


# --- used up already, whoever counts it

USED: dict[str, tuple[Rule, dict[str, Any], tuple[dict[str, Any], dict[str, Any]], list[tuple[str, int]]]] = {
    "two visits may be made": (VisitLimit(visits=2), {}, ({}, {}), []),
    "one was made": (VisitLimit(visits=1), {}, ({}, {}), [("visit-limit", 1)]),
    "the van holds both": (VanCapacity(), {"capacity": 9}, ({"load": 5}, {"load": 4}), []),
    "the van is full": (VanCapacity(), {"capacity": 8}, ({"load": 5}, {"load": 4}), [("van-capacity", 1)]),
    "the van was too full, and is no fuller": (VanCapacity(), {"capacity": 3}, ({"load": 5}, {}), []),
    "the van was too full, and is fuller": (
        VanCapacity(), {"capacity": 3}, ({"load": 5}, {"load": 4}), [("van-capacity", 4)],
    ),
    "two pieces on the van": (VanParts(), {"van": {"a": 2}}, ({"parts": {"a": 1}}, {"parts": {"a": 1}}), []),
    "the last piece is gone": (
        VanParts(), {"van": {"a": 1}}, ({"parts": {"a": 1}}, {"parts": {"a": 1}}), [("van-parts", 1)],
    ),
    "two pieces in the depot": (Stock(pieces={"a": 2}), {}, ({"parts": {"a": 1}}, {"parts": {"a": 1}}), []),
    "the depot has none left": (
        Stock(pieces={"a": 1}), {}, ({"parts": {"a": 1}}, {"parts": {"a": 1}}), [("stock", 1)],
    ),
    "the depot had too few, and gives out none": (Stock(pieces={"a": 1}), {}, ({"parts": {"a": 3}}, {}), []),
    "the depot had too few, and gives out more": (
        Stock(pieces={"a": 1}), {}, ({"parts": {"a": 3}}, {"parts": {"a": 2}}), [("stock", 2)],
    ),
    "three hours of work": (WorkLimit(), {"max_work": 10_800}, ({}, {}), []),
    "a second less": (WorkLimit(), {"max_work": 10_799}, ({}, {}), [("work-limit", 1)]),
    # whoever has worked too long already may not come home later than without T2: 10:00
    "too long already": (WorkLimit(), {"max_work": 3600}, ({}, {}), [("work-limit", 3600)]),
    "home by the latest return": (LongestOvertime(minutes=0), {}, ({}, {}), []),
}  # fmt: skip


@table("rule, own, tickets, expected", USED)
def test_what_stands_has_used_up_its_part(
    rule: Rule, own: dict[str, Any], tickets: tuple[dict[str, Any], dict[str, Any]], expected: list[tuple[str, int]]
) -> None:
    wanted = (a_ticket("T1", **tickets[0]), a_ticket("T2", **tickets[1]))
    assert faults(judged(rule, engineers=(an_engineer(**own),), tickets=wanted)) == expected


def test_driving_is_counted_as_it_was_detours_included() -> None:
    # T2 lies at the depot: half an hour back, and none home; with a detour of 600 s before
    tickets = (a_ticket("T1"), a_ticket("T2", place=DEPOT))
    plan = route(T1, visit("T2", "10:00"), end="11:00")
    away = (an_engineer(max_travel=3600 + 600),)
    detour = (stands(driven=1800 + 600),)
    assert judged(TravelLimit(), plan, tickets=tickets, engineers=away, decided=detour).feasible
    # home is as far as T2: what stands reaches 4200 s by itself, and T2 adds nothing
    short = (an_engineer(max_travel=600),)
    assert judged(TravelLimit(), plan, tickets=tickets, engineers=short, decided=detour).feasible
    # back to the site for T3 is an hour more
    longer = route(T1, visit("T2", "10:00"), visit("T3", "11:30"), end="13:00")
    report = judged(TravelLimit(), longer, tickets=(*tickets, a_ticket("T3")), engineers=short, decided=detour)
    assert faults(report) == [("travel-limit", 3600)]


def test_a_limit_that_stands_broken_is_a_fact_and_refuses_nothing() -> None:
    rules = (VisitLimit(visits=0), VanCapacity())
    people, tickets = (an_engineer(capacity=3),), (a_ticket("T1", load=5), a_ticket("T2"))
    report = judged(rules, STANDS, engineers=people, tickets=tickets, unserved=("T2",))
    assert report.feasible and sunk(report) == [("visit-limit", 1), ("van-capacity", 2)]


# --- paid for already


def test_only_what_is_added_is_paid_for() -> None:
    rules = (TravelCost(), Pay(per_shift=11))
    report = judged(rules)  # the same drives, the same shift
    assert report.costs == {"travel-cost": 0, "pay": 0}
    assert report.sunk == 120_000 + 11_000
    worked = judged(Pay(), engineers=(an_engineer(pay="worked"),))
    assert (worked.costs, worked.sunk) == ({"pay": 60_000}, 120_000)  # 10:00 to 11:00; 08:00 to 10:00
    nothing = judged(rules, STANDS, unserved=("T2",))
    assert nothing.costs == {"travel-cost": 0, "pay": 0} and nothing.sunk == 131_000


def test_overtime_is_paid_beyond_what_stands() -> None:
    late = stands(route(visit("T1", "16:00"), end="17:30", depart="15:30"), free=at("17:00"))
    plan = route(visit("T1", "16:00"), visit("T2", "17:00"), end="18:30", depart="15:30")
    report = judged(OvertimeCost(), plan, decided=(late,), now=at("17:00"))
    assert (report.costs, report.sunk) == ({"overtime-cost": 90_000}, 45_000)  # half an hour stands, one more is added


def test_lateness_of_what_stands_is_sunk() -> None:
    tickets = tuple(a_ticket(id, priority=1, respond_by=at("08:00")) for id in ("T1", "T2"))
    report = judged(ResponseSla(hours={}), tickets=tickets)
    # T2 was late before 09:30: nothing but the hours from now, none; T1 600 and half an hour
    assert (report.cost, report.sunk) == (0, 700_000)


def test_a_reserve_that_is_out_already_costs_once() -> None:
    seniors = tuple(an_engineer(id, tier=3) for id in ("E1", "E2"))
    other = route(visit("T2", "10:00"), depart="09:30", end="11:30", who="E2")
    both = judged(SeniorReserve(), STANDS, other, engineers=seniors)
    assert (both.costs, both.sunk) == ({"senior-reserve": 300_000}, 0)
    one = judged(SeniorReserve(keep=2), STANDS, engineers=seniors, unserved=("T2",))
    assert (one.costs, one.sunk) == ({"senior-reserve": 0}, 300_000)


# --- it stands as it stands

CHANGED: dict[str, tuple[Route, list[tuple[str, int]]]] = {
    "as it stands": (PLAN, []),
    "a second later": (route(visit("T1", "08:30", "08:30:01"), T2), [("T1", 0)]),
    "not at all": (route(T2), [("T1", 0)]),
    "after what is added": (route(T2, T1), [("T1", 0)]),
    "departed a second earlier": (route(T1, T2, depart="07:59:59"), [("", 1)]),
    "departed a second later": (route(T1, T2, depart="08:00:01"), [("", 1)]),
}


@table("plan, expected", CHANGED)
def test_what_stands_is_in_the_plan_as_it_stands(plan: Route, expected: list[tuple[str, int]]) -> None:
    found = [one for one in judged((), plan).broken if "stands with" in one.message or "departed" in one.message]
    assert [(one.ticket, one.amount) for one in found] == expected


def test_a_route_that_stands_may_not_be_left_out() -> None:
    problem_report = judged((), route(T2, who="E1"), unserved=("T1",))
    assert any("T1 stands with E1" in one.message for one in problem_report.broken)


def test_a_break_that_is_over_stays_where_it_was() -> None:
    rest = "09:00-09:30"
    early = visit("T1", "08:00", "08:00")
    made = route(early, end="10:00", rest=rest)
    decided = (stands(made, place=DEPOT, driven=0, rested=True),)
    tickets = (a_ticket("T1", place=DEPOT), a_ticket("T2", place=DEPOT))
    same = route(early, visit("T2", "09:30"), end="10:30", rest=rest)
    assert judged((), same, decided=decided, tickets=tickets).feasible
    moved = same.but(rest=BreakTaken(start=at("09:00"), end=at("09:29:59")))
    assert any(
        "break stands at 09:00" in one.message for one in judged((), moved, decided=decided, tickets=tickets).broken
    )


def test_what_was_reported_is_as_it_was_whatever_a_rule_says() -> None:
    long = route(visit("T1", "08:30", finish="09:45"), end="10:15")
    plan = route(visit("T1", "08:30", finish="09:45"), visit("T2", "09:45"), end="11:15")
    rules = (AppointmentWindow(), AbsenceRule())
    tickets = (a_ticket("T1", windows=(Window(start=at("08:00"), end=at("08:30")),)), a_ticket("T2"))
    away = (an_engineer(absences=(Absence(start=at("09:00"), end=at("09:10")),)),)
    for known, facts in (("reported", 2), ("planned", 3)):  # a plan that lasts too long is no fact of life
        decided = (stands(long, free=at("09:45"), known={"T1": known}),)
        report = judged(rules, plan, decided=decided, tickets=tickets, engineers=away, now=at("09:45"))
        assert report.feasible and len(sunk(report)) == facts, report.facts


# --- and what is added begins where and when it can

ADDED: dict[str, tuple[Route, str, list[tuple[str, int]]]] = {
    "as soon as E1 is free": (PLAN, "09:30", []),
    "at the site since before": (route(T1, visit("T2", "09:00", "09:30")), "09:30", []),
    "a second before E1 is free": (route(T1, visit("T2", "09:29:59")), "09:30", [("plan", 1)]),
    "a second before the moment of planning": (route(T1, visit("T2", "09:39:59"), end="11:10"), "09:40", [("plan", 1)]),
    "at the moment of planning": (route(T1, visit("T2", "09:40"), end="11:10"), "09:40", []),
    "home a second too early": (route(T1, T2, end="10:59:59"), "09:30", [("plan", 1)]),
    "a second too short": (route(T1, visit("T2", "09:30", finish="10:29:59")), "09:30", [("plan", 1)]),
}


@table("plan, now, expected", ADDED)
def test_what_is_added_begins_when_the_engineer_is_free(plan: Route, now: str, expected: list[tuple[str, int]]) -> None:
    assert faults(judged((), plan, now=at(now))) == expected


def test_who_does_nothing_more_is_home_no_earlier_than_the_way_takes() -> None:
    for end, expected in (("10:00", []), ("09:59:59", [("plan", 1)]), ("10:30", [])):
        assert faults(judged((), route(T1, end=end), unserved=("T2",))) == expected


def test_nothing_is_added_to_a_shift_outside_the_question() -> None:
    closed = frozenset({"E1@24"})
    assert judged((), STANDS, unserved=("T2",), closed=closed).feasible
    (found,) = judged((), PLAN, closed=closed).broken
    assert "outside the question" in found.message and "adds T2" in found.message


def test_a_ticket_that_stands_is_not_missed_and_not_to_be_listed() -> None:
    tickets = (a_ticket("T1", status="finished"), a_ticket("T2"))
    assert judged((), tickets=tickets).feasible
    assert any("is served and listed" in one.message for one in judged((), tickets=tickets, unserved=("T1",)).broken)


def test_a_break_that_idle_time_had_room_for_is_not_asked_for_again() -> None:
    rule = RestBreak(minutes=30, earliest="08:00", latest="09:00")
    # T1 stands 08:30-09:30 without a break, which was due by 09:00: a fact, and no reason to refuse T2
    report = judged(rule)
    assert report.feasible and sunk(report) == [("break", 1800)]
    assert sunk(judged(rule, decided=(stands(rested=True, known={"T1": "reported"}),))) == []


@pytest.mark.parametrize("in_progress", [True, False])
def test_the_way_home_of_who_is_out_is_still_to_be_spent(in_progress: bool) -> None:
    decided = (stands(in_progress=in_progress),)
    report = judged(TravelCost(), decided=decided)
    home = 60_000  # half an hour and 20 km
    assert (report.cost, report.sunk) == ((home, 60_000) if in_progress else (0, 120_000))

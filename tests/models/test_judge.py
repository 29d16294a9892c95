"""The judge on plans that no planner would make: every fault is named, and nothing ends in a traceback."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.engineer import Absence, Break, Engineer, Shift
from models.finding import Report
from models.judge import judge
from models.place import Place
from models.plan import BreakTaken, Plan, Route, Visit
from models.problem import Problem
from models.rules.absence import AbsenceRule
from models.rules.appointment_window import AppointmentWindow
from models.rules.pay import Pay
from models.rules.rest_break import RestBreak
from models.rules.senior_reserve import SeniorReserve
from models.rules.travel_cost import TravelCost
from models.rules.unserved_cost import UnservedCostRule
from models.shapes import PlanLimit, PlanRow, Rule
from models.ticket import Ticket, Window
from tests.rules import days
from tests.rules.random_days import random_problem

at = days.at


def two_visits(rule: Rule | None = None, **fields: object) -> tuple[Problem, Plan]:
    """E1 leaves 08:00, serves T1 08:30-09:30 and T2 09:30-10:30 at the site, and is back 11:00."""
    return days.day(rule or TravelCost(), days.engineer(), (days.ticket("T1"), days.ticket("T2")), **fields)  # type: ignore[arg-type]


def edited(plan: Plan, route: int = 0, **changes: object) -> Plan:
    """The plan with one route changed."""
    routes = list(plan.routes)
    routes[route] = routes[route].but(**changes)
    return plan.but(routes=tuple(routes))


def moved(plan: Plan, stop: int, **changes: object) -> Plan:
    """The plan with one visit of its first route changed."""
    visits = list(plan.routes[0].visits)
    visits[stop] = visits[stop].but(**changes)
    return edited(plan, visits=tuple(visits))


def faults(report: Report) -> list[tuple[str, int]]:
    """Rule and amount of every breach."""
    return [(finding.rule, finding.amount) for finding in report.broken]


def test_a_plan_that_keeps_its_promises_is_feasible_and_costs_its_legs() -> None:
    report = judge(*two_visits())
    assert report.feasible
    assert report.costs == {"travel-cost": 120_000}  # 1 h at 60 + 40 km at 1.50


def test_waiting_and_later_starts_than_necessary_are_nobodys_fault() -> None:
    problem, plan = two_visits(starts={"T1": "09:15", "T2": "14:00"})
    assert judge(problem, edited(plan, end=plan.routes[0].end + 600)).feasible


STRUCTURE = {
    "an unknown shift": (lambda plan: edited(plan, shift="E9@24"), "E9@24 is not a shift"),
    "a shift of somebody else": (lambda plan: edited(plan, engineer="E9"), "a shift of E1, not of E9"),
    "a shift with two routes": (lambda plan: plan.but(routes=plan.routes * 2), "2 routes"),
    "an unknown ticket": (lambda plan: moved(plan, 0, ticket="T9"), "T9 is not a ticket"),
    "a ticket served twice": (lambda plan: moved(plan, 1, ticket="T1"), "T1 is served 2 times"),
    "a ticket lost in silence": (lambda plan: edited(plan, visits=plan.routes[0].visits[:1]), "neither served nor"),
    "served and listed as unserved": (lambda plan: plan.but(unserved=("T1",)), "T1 is served and listed"),
    "listed twice": (
        lambda plan: edited(plan.but(unserved=("T2", "T2")), visits=plan.routes[0].visits[:1]),
        "unserved 2 times",
    ),
    "an unknown ticket unserved": (lambda plan: plan.but(unserved=("T9",)), "T9 is listed as unserved but"),
}


@pytest.mark.parametrize("case", STRUCTURE)
def test_a_plan_that_does_not_fit_the_day_is_told_so(case: str) -> None:
    change, says = STRUCTURE[case]
    problem, plan = two_visits()
    broken = judge(problem, change(plan)).broken
    assert any(says in finding.message and finding.rule == "plan" for finding in broken), broken


def test_a_cancelled_ticket_wants_no_visit_and_is_not_missed() -> None:
    problem, plan = two_visits()
    cancelled = problem.replace(tickets=(problem.tickets[0], problem.tickets[1].but(status="cancelled")))
    assert "T2 is cancelled" in judge(cancelled, plan).broken[0].message
    one = edited(plan, visits=plan.routes[0].visits[:1])
    assert judge(cancelled, one).feasible


def test_a_place_without_known_travel_is_named() -> None:
    problem, plan = two_visits()
    lost = problem.replace(tickets=(problem.tickets[0].but(place=Place(id="moon")), problem.tickets[1]))
    assert "moon" in judge(lost, plan).broken[0].message


TIMES = {
    # the drive takes 1800 s: arriving at 08:20 is 600 s too early for a departure at 08:00
    "arrives before the drive can end": (lambda plan: moved(plan, 0, arrive=at("08:20")), [("plan", 600)]),
    "departs before the shift": (lambda plan: edited(plan, depart=at("07:50")), [("plan", 600)]),
    "departs too late for its first visit": (lambda plan: edited(plan, depart=at("08:10")), [("plan", 600)]),
    "is home too early": (lambda plan: edited(plan, end=at("10:50")), [("plan", 600)]),
    "starts before it arrives": (
        lambda plan: moved(plan, 0, start=at("08:20"), finish=at("09:20")),
        [("plan", 600)],
    ),
    # the second visit begins before the first is over; the site is the same, so only the overlap is wrong
    "visits overlap": (
        lambda plan: moved(plan, 1, arrive=at("09:20"), start=at("09:20"), finish=at("10:20")),
        [("plan", 600)],
    ),
    "is too short": (lambda plan: moved(plan, 1, finish=at("10:20")), [("plan", 600)]),
    "is too long": (lambda plan: edited(moved(plan, 1, finish=at("10:40")), end=at("11:10")), [("plan", 600)]),
}


@pytest.mark.parametrize("case", TIMES)
def test_times_that_cannot_be_kept_are_found_with_the_seconds(case: str) -> None:
    change, expected = TIMES[case]
    problem, plan = two_visits()
    assert faults(judge(problem, change(plan))) == expected


def test_nobody_departs_before_the_moment_of_planning() -> None:
    problem, plan = two_visits()
    assert faults(judge(problem.replace(now=at("08:15")), plan)) == [("plan", 900)]


def test_a_drive_stands_still_during_an_absence() -> None:
    away = days.engineer(absences=(Absence(start=at("08:10"), end=at("09:00")),))
    problem, plan = days.day(AbsenceRule(), away, days.ticket())
    assert plan.routes[0].visits[0].arrive == at("09:20")  # 10 min, 50 min away, 20 min
    assert judge(problem, plan).feasible
    assert faults(judge(problem, moved(plan, 0, arrive=at("09:10")))) == [("plan", 600)]


def with_break(start: str, end: str, taken: bool = True) -> Report:
    """T1 at 09:00, T2 at 14:00, home 15:30; half an hour is due between 11:30 and 13:00."""
    pause = (start, end) if taken else None
    return judge(*two_visits(RestBreak(minutes=30), starts={"T1": "09:00", "T2": "14:00"}, rest=pause))


def test_a_break_is_long_enough_in_its_window_and_between_visits() -> None:
    assert with_break("11:30", "12:00").feasible
    assert with_break("13:00", "13:30").feasible
    assert faults(with_break("11:00", "11:30")) == [("break", 1800)]  # half an hour before the window
    assert faults(with_break("13:10", "13:40")) == [("break", 600)]
    assert faults(with_break("12:00", "12:20")) == [("break", 600)]
    assert faults(with_break("13:00", "14:10")) == [("plan", 600)]  # T2 is served from 14:00
    assert faults(with_break("", "", taken=False)) == [("break", 1800)]


def test_no_break_is_due_when_the_route_ends_by_its_latest_start() -> None:
    rule = RestBreak(minutes=30)  # latest start 13:00
    late = two_visits(rule, starts={"T2": "11:31"})  # home 13:01
    in_time = two_visits(rule, starts={"T2": "11:30"})  # home 13:00
    assert not judge(*late).feasible
    assert judge(*in_time).feasible


def test_time_spent_on_a_break_is_not_spent_driving() -> None:
    problem, plan = days.day(RestBreak(minutes=30), days.engineer(), days.ticket(), starts={"T1": "12:00"})
    on_the_way = plan.routes[0].but(depart=at("11:20"), rest=BreakTaken(start=at("11:30"), end=at("12:00")))
    report = judge(problem, plan.but(routes=(on_the_way,)))
    assert "leaves 11:20 and arrives at T1 08:30" not in str(report)
    early = on_the_way.but(visits=(on_the_way.visits[0].but(arrive=at("12:00")),))
    # 11:20 to 12:00 with half an hour of break leaves 10 of the 30 min of driving
    assert faults(judge(problem, plan.but(routes=(early,)))) == [("plan", 1200)]
    later = early.but(depart=at("11:00"))
    assert judge(problem, plan.but(routes=(later,))).feasible


def test_time_off_does_not_count_as_a_break() -> None:
    away = days.engineer(absences=(Absence(start=at("12:00"), end=at("12:20")),), rest=None)
    problem, plan = days.day(
        RestBreak(minutes=30),
        away,
        (days.ticket("T1"), days.ticket("T2")),
        starts={"T2": "14:00"},
        rest=("12:00", "12:30"),
    )
    problem = problem.replace(policy=problem.policy.with_rule(AbsenceRule()))
    assert faults(judge(problem, plan)) == [("break", 1200)]


def test_a_route_without_visits_costs_nothing() -> None:
    problem, plan = two_visits(Pay(per_shift=100_000))
    idle = plan.but(routes=(plan.routes[0].but(visits=()),), unserved=("T1", "T2"))
    assert judge(problem, idle).findings == ()


def test_worked_time_runs_from_departure_to_return_and_rounds_down() -> None:
    problem, plan = days.day(Pay(), days.engineer(pay="worked"), days.ticket())
    longer = edited(plan, end=plan.routes[0].end + 1)
    # 7201 s at 60 CNY/h: 120.01666 CNY, in thousandths rounded down
    assert judge(problem, longer).costs == {"pay": 120_016}


def test_unserved_tickets_cost_also_when_the_plan_forgot_them() -> None:
    problem, plan = days.day(UnservedCostRule(), days.engineer(), days.ticket(priority=1), routes={})
    assert judge(problem, plan).costs == judge(problem, plan.but(unserved=())).costs == {"unserved-cost": 12_000_000}


def test_leaving_a_ticket_is_never_cheaper_than_serving_it_late() -> None:
    from models.rules.response_sla import ResponseSla

    overdue = days.ticket(priority=1, respond_by=at("08:00"))
    problem, plan = days.day(UnservedCostRule(), days.engineer(), overdue, starts={"T1": "16:00"})
    problem = problem.replace(policy=problem.policy.with_rule(ResponseSla(per_hour={1: 5000})))
    left = plan.but(routes=(), unserved=("T1",))
    # served at 16:00: 600 + 8 x 5000; left: 12000 + 600 + 9 x 5000 (until the shift ends at 17:00)
    assert judge(problem, plan).cost == 40_600_000
    assert judge(problem, left).cost == 57_600_000


class Counting(PlanLimit):
    """Counts everything that a row can count."""

    id = "counting"
    title = ("counting", "计数")
    price: int | None = None

    def rows(self, problem: Problem) -> tuple[PlanRow, ...]:
        return (
            PlanRow(
                "things",
                cap=3,
                price=self.price,
                pair={("*", "T1"): 2, ("E1", "T2"): 5, ("E2", "T1"): 100},
                used={"E1@24": 7},
                unserved={"T3": 11, "T1": 1000},
                late={"T2": (at("09:00"), 1), "T1": (at("09:00"), 10_000)},
            ),
        )


@pytest.mark.parametrize("price", [None, 50])
def test_a_plan_limit_counts_pairs_shifts_lateness_and_unserved(price: int | None) -> None:
    tickets = (days.ticket("T1"), days.ticket("T2"), days.ticket("T3"))
    problem, plan = days.day(Counting(price=price), days.engineer(), tickets, routes={"E1": ["T1", "T2"]})
    report = judge(problem, plan)
    assert report.costs.get("counting", 0) == (0 if price is None else 23 * 50)
    (finding,) = report.findings
    # T1 by anybody 2, T2 by E1 5, the shift 7, T3 left 11, T2 starts 09:30 after 09:00: 1; the cap is 3
    assert finding.amount == 2 + 5 + 7 + 11 + 1 - 3
    assert (finding.hard, finding.cost) == ((True, 0) if price is None else (False, 23 * 50))


def test_a_priced_rule_without_a_finding_still_stands_in_the_costs() -> None:
    problem, plan = two_visits(SeniorReserve())
    assert judge(problem, plan).costs == {"senior-reserve": 0}


def test_broken_rules_come_before_costs() -> None:
    problem, plan = two_visits()
    kinds = [finding.hard for finding in judge(problem, moved(plan, 1, finish=at("10:20"))).findings]
    assert kinds == [True, False]


times = st.integers(-(10**6), 10**6)
names = st.sampled_from(["E0@24", "E1@24", "E1@25", "nobody"])
visits = st.builds(
    Visit, ticket=st.sampled_from([*(f"T{k}" for k in range(8)), "?"]), arrive=times, start=times, finish=times
)
routes = st.builds(
    Route,
    shift=names,
    engineer=st.sampled_from(["E0", "E1", "?"]),
    depart=times,
    visits=st.lists(visits, max_size=5).map(tuple),
    end=times,
    rest=st.none() | st.builds(BreakTaken, start=times, end=times),
)


@settings(max_examples=60, deadline=None)
@given(
    plan=st.builds(
        Plan,
        routes=st.lists(routes, max_size=4).map(tuple),
        unserved=st.lists(st.sampled_from(["T0", "T1", "?"]), max_size=4).map(tuple),
    ),
    seed=st.integers(0, 3),
)
def test_any_nonsense_is_judged_and_every_cost_adds_up(plan: Plan, seed: int) -> None:
    problem = random_problem(seed, engineers=2, tickets=8)
    report = judge(problem, plan)
    assert report.cost == sum(finding.cost for finding in report.findings)
    assert all(finding.message and finding.amount >= 0 and finding.cost >= 0 for finding in report.findings)


def test_a_shifts_own_break_and_places_go_before_the_engineers() -> None:
    rest = Break(length=600, earliest=at("09:00"), latest=at("09:30"))
    shift = Shift(id="S", start=at("08:00"), end=at("17:00"), rest=rest, start_place=days.SITE, end_place=days.SITE)
    person = Engineer(id="E1", start=days.DEPOT, shifts=(shift,))
    problem = two_visits(RestBreak())[0].replace(engineers=(person,), tickets=(Ticket(id="T1", place=days.SITE),))
    visit = Visit(ticket="T1", arrive=at("08:00"), start=at("08:00"), finish=at("09:00"))
    pause = BreakTaken(start=at("09:00"), end=at("09:10"))
    route = Route(shift="S", engineer="E1", depart=at("08:00"), visits=(visit,), end=at("09:40"), rest=pause)
    assert judge(problem, Plan(routes=(route,))).feasible
    assert faults(judge(problem, Plan(routes=(route.but(rest=None),)))) == [("break", 600)]


def test_a_window_does_not_hold_its_end() -> None:
    window = Window(start=at("09:00"), end=at("11:00"))
    for start, expected in (
        ("09:00", []),
        ("11:00", [("appointment-window", 1)]),
        ("08:50", [("appointment-window", 600)]),
    ):
        ticket = days.ticket(windows=(window,))
        assert faults(judge(*days.day(AppointmentWindow(), days.engineer(), ticket, starts={"T1": start}))) == expected


def test_a_visit_may_end_when_an_absence_begins_and_begin_when_it_ends() -> None:
    away = days.engineer(absences=(Absence(start=at("09:30"), end=at("12:00")),))
    tickets = (days.ticket("T1"), days.ticket("T2"))
    problem, plan = days.day(AbsenceRule(), away, tickets, starts={"T1": "08:30", "T2": "12:00"})
    assert judge(problem, plan).feasible


def test_a_plan_limit_does_not_count_a_start_at_the_due_time_as_late() -> None:
    tickets = (days.ticket("T1"), days.ticket("T2"))
    problem, plan = days.day(Counting(), days.engineer(), tickets, starts={"T2": "09:00"})
    for start, late in (("09:30", 1), ("09:00", 0)):
        moved_plan = moved(plan, 1, start=at(start), arrive=at(start), finish=at(start) + 3600)
        (finding,) = [one for one in judge(problem, moved_plan).findings if one.rule == "counting"]
        assert finding.amount == 2 + 5 + 7 + late - 3

"""How often a promise is kept when reality differs from the plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.decided import Decided
from models.engineer import Break
from models.plan import Plan, Route
from models.policy import Policy
from models.problem import Problem
from models.rules import days
from models.rules.appointment_window import AppointmentWindow
from models.rules.resolution_sla import ResolutionSla
from models.rules.response_sla import ResponseSla
from models.rules.rest_break import RestBreak
from models.schedule import schedule
from models.sections.uncertainty import Uncertainty
from models.ticket import Ticket, Window
from scheduler import plan as planned
from scheduler.chance import chances
from scheduler.chance.draws import lognormal, shuffled
from scheduler.chance.execute import Itinerary, Stage, execute
from scheduler.generate import generate
from scheduler.nightly.files import write_plan

CERTAIN = Uncertainty(
    visit_factor=1, visit_spread=0, travel_spread=0, day_spread=0, nobody_percent=0, nobody_with_appointment_percent=0
)
"""A world in which everything goes as planned."""

RULES = (AppointmentWindow(), ResponseSla(), ResolutionSla(), RestBreak())


def one_route(*tickets: Ticket, law: Uncertainty, now: int = 0, **settings: Any) -> tuple[Problem, Plan]:
    """A day of one engineer who serves the tickets in order, as early as possible; half an hour to the site."""
    engineer = days.engineer(**settings)
    policy = Policy(rules=RULES).with_section(law)
    problem = Problem((engineer,), tickets, days.TRAVEL, policy, days.CLOCK, now=now)
    route = schedule(problem.replace(now=0), engineer, engineer.shifts[0], [ticket.id for ticket in tickets])
    assert route is not None
    return problem, Plan(routes=(route,))


def times_of(route: Route) -> list[int]:
    return [visit.start for visit in route.visits]


def test_a_day_without_surprises_goes_as_planned_to_the_second() -> None:
    problem = generate(seed=3, tickets=24, engineers=4)
    policy = problem.policy.with_section(CERTAIN)
    problem = problem.replace(policy=policy)
    plan = planned(problem, iterations=200, threads=1, proof=False).plan
    outlook = chances(problem, plan)
    assert [(visit.early, visit.usual, visit.late) for visit in outlook.visits] == [
        (start,) * 3 for route in plan.routes for start in times_of(route)
    ]
    assert {shift.shift: shift.late for shift in outlook.shifts} == {route.shift: route.end for route in plan.routes}


def test_the_break_is_taken_on_the_leg_where_it_was_planned() -> None:
    rest = Break(earliest=days.at("11:00"), latest=days.at("11:30"), length=1800)
    tickets = [days.ticket(f"T{k}", duration=5400) for k in range(4)]
    problem, plan = one_route(*tickets, law=CERTAIN, rest=rest)
    assert plan.routes[0].rest is not None
    assert [visit.usual for visit in chances(problem, plan).visits] == times_of(plan.routes[0])


def test_a_visit_that_needs_an_hour_of_luck_is_in_its_window_half_the_time() -> None:
    # T1 ends at 09:30 if it takes as long as planned; T2 may begin until just then: half of the visits are shorter.
    first = days.ticket("T1")
    second = days.ticket("T2", windows=(Window(start=days.at("08:00"), end=days.at("09:30") + 1),))
    law = CERTAIN.but(visit_spread=0.3)
    problem, plan = one_route(first, second, law=law)
    visit = chances(problem, plan).by_ticket["T2"]
    # a lognormal of mean 1 and spread 0.3 has its median at 1 / sqrt(1.09) = 0.958 and is below 1 in 55.8 %
    assert visit.window == pytest.approx(0.558, abs=0.0016)


def test_who_is_early_waits_for_the_window() -> None:
    ticket = days.ticket(windows=(Window(start=days.at("10:00"), end=days.at("11:00")),))
    problem, plan = one_route(ticket, law=Uncertainty())
    visit = chances(problem, plan).by_ticket["T1"]
    assert (visit.early, visit.late, visit.window) == (days.at("10:00"), days.at("10:00"), 1.0)


def test_who_misses_a_window_waits_for_the_next() -> None:
    windows = (Window(start=0, end=days.at("08:30")), Window(start=days.at("10:00"), end=days.at("11:00")))
    problem, plan = one_route(days.ticket(windows=windows[1:]), law=CERTAIN.but(travel_factor=1.2))
    problem = problem.replace(tickets=(days.ticket(windows=windows),))
    visit = chances(problem, plan).by_ticket["T1"]  # the drive takes 36 min: 08:36
    assert (visit.usual, visit.window) == (days.at("10:00"), 1.0)


def test_promises_of_start_and_finish_are_kept_up_to_their_last_second() -> None:
    ticket = days.ticket(respond_by=days.at("08:30"), resolve_by=days.at("09:30"))
    problem, plan = one_route(ticket, law=CERTAIN)
    visit = chances(problem, plan).by_ticket["T1"]
    assert (visit.window, visit.response, visit.resolution, visit.worst) == (None, 1.0, 1.0, 1.0)
    sooner = days.ticket(respond_by=days.at("08:30") - 1, resolve_by=days.at("09:30") - 1)
    visit = chances(problem.replace(tickets=(sooner,)), plan).by_ticket["T1"]
    assert (visit.response, visit.resolution, visit.worst) == (0.0, 0.0, 0.0)


def test_a_visit_to_nobody_ends_after_a_quarter_of_an_hour() -> None:
    law = CERTAIN.but(nobody_percent=100, nobody_with_appointment_percent=0)
    problem, plan = one_route(days.ticket("T1"), days.ticket("T2"), law=law)
    assert chances(problem, plan).by_ticket["T2"].usual == days.at("08:45")
    booked = days.ticket("T1", windows=(Window(start=0, end=days.at("12:00")),))
    problem = problem.replace(tickets=(booked, problem.tickets[1]))
    assert chances(problem, plan).by_ticket["T2"].usual == days.at("09:30")


def test_overtime_counts_from_half_an_hour_on() -> None:
    # a visit of eight hours from 08:30 ends at 16:30, home at 17:00; a tenth more work: home at 17:48
    problem, plan = one_route(days.ticket(duration=8 * 3600), law=CERTAIN)
    assert chances(problem, plan).shifts[0].overtime == 0.0
    longer = problem.replace(policy=problem.policy.with_section(CERTAIN.but(visit_factor=1.1)))
    assert (shift := chances(longer, plan).shifts[0]).overtime == 1.0
    assert shift.late == days.at("17:48")


def test_what_happened_is_certain_and_a_visit_under_way_is_not_over_yet() -> None:
    law = Uncertainty()
    problem, plan = one_route(days.ticket("T1"), days.ticket("T2"), law=law, now=days.at("09:50"))
    route = plan.routes[0]  # T1 08:30-09:30 is over, T2 began at 09:30
    known = problem.replace(decided=(Decided(route=route, place=days.SITE, free=days.at("10:30")),))
    first, second = chances(known, plan).visits
    assert (first.early, first.late) == (days.at("08:30"),) * 2
    assert (second.early, second.late) == (days.at("09:30"),) * 2
    home = chances(known, plan).shifts[0].late
    assert home > days.at("10:20")  # nobody is home before now and the way home


def test_a_visit_lasts_as_long_whoever_serves_it_and_whatever_else_is_planned() -> None:
    problem = generate(seed=3, tickets=24, engineers=4)
    plan = planned(problem, iterations=200, threads=1, proof=False).plan
    alone = Plan(routes=plan.routes[:1])
    everything, part = chances(problem, plan), chances(problem, alone)
    assert everything.visits[: len(part.visits)] == part.visits
    assert chances(problem, plan) == everything
    assert chances(problem, plan, seed=2) != everything


def test_later_starts_are_never_likelier_to_keep_a_promise() -> None:
    problem = generate(seed=5, tickets=40, engineers=5)
    plan = planned(problem, iterations=200, threads=1, proof=False).plan
    visits = chances(problem, plan).visits
    assert all(visit.early <= visit.usual <= visit.late for visit in visits)
    slower = problem.replace(policy=problem.policy.with_section(Uncertainty(visit_factor=1.6)))
    after = chances(slower, plan).by_ticket
    for visit in visits:
        for name in ("window", "response", "resolution"):
            before = getattr(visit, name)
            assert before is None or getattr(after[visit.ticket], name) <= before


def test_those_at_risk_come_worst_first() -> None:
    tickets = [days.ticket(f"T{k}", respond_by=days.at(time)) for k, time in enumerate(("08:40", "09:30", "10:20"))]
    problem, plan = one_route(*tickets, law=Uncertainty(), now=0)
    risky = chances(problem, plan).at_risk(0.7)
    assert risky
    assert [visit.worst for visit in risky] == sorted(visit.worst for visit in risky if visit.worst is not None)


def test_one_server_with_many_visits_is_late_as_the_sum_of_lengths_says() -> None:
    # 12 visits of one mean and spread: their sum has a spread of 0.35 / sqrt(12); the tenth percentile follows.
    draws = 4000
    work = [
        np.rint(3600 * lognormal(1.0, 0.35, shuffled(1, "visit", f"T{k}", draws))).astype(np.int64) for k in range(12)
    ]
    none = np.zeros(draws, np.int64)
    driven = execute(Itinerary(0, 0, tuple(Stage(none, length, ((-(2**30), 2**30),)) for length in work), none, ()))
    spread = float(driven.home.std() / driven.home.mean())
    assert spread == pytest.approx(0.35 / 12**0.5, rel=0.05)


def test_plain_data_says_how_sure_it_is() -> None:
    problem, plan = one_route(days.ticket(respond_by=days.at("08:30")), law=Uncertainty())
    data = chances(problem, plan, draws=400).as_dict(problem.clock)
    assert data["draws"] == 400
    assert data["standard_error"] == 0.025
    assert data["visits"][0]["response"] == pytest.approx(0.5, abs=0.1)
    assert data["visits"][0]["p50"].startswith("2026-11-24T08:")


def test_a_plan_file_with_chances_is_the_plan_it_was(tmp_path: Path) -> None:
    problem, plan = one_route(days.ticket(respond_by=days.at("08:30")), law=Uncertainty())
    write_plan(problem, plan, tmp_path / "plan.json", chances(problem, plan))
    data = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    assert data["chance"]["visits"][0]["ticket"] == "T1"
    assert Plan.from_json(data, problem.clock).routes == plan.routes

"""Limits that are used up stay used up: by rules of the book, by a newcomer's, on every shift of a person."""

from __future__ import annotations

from typing import ClassVar

import pytest

from models.engineer import Engineer, Shift
from models.events import EngineerLate, TicketArrived, VisitFinished
from models.judge import judge
from models.problem import Problem
from models.rules.longest_overtime import LongestOvertime
from models.rules.senior_reserve import SeniorReserve
from models.rules.stock import Stock
from models.rules.travel_limit import TravelLimit
from models.rules.van_parts import VanParts
from models.rules.visit_limit import VisitLimit
from models.rules.work_limit import WorkLimit
from models.shapes import Measure, PlanLimit, PlanRow, Rule, ShiftLimit, ShiftLoad
from models.ticket import Ticket, Window
from scheduler.compile import assemble, compile
from scheduler.replan import Proposal, replan
from tests.compile.small import HOUR, MINUTE, Allow, Driving, Left, engineer, problem, ticket
from tests.replan.small import at, now

NEW = ticket("T3", 15)


class Bottles(ShiftLoad):
    """Every ticket takes one gas bottle; a van holds two."""

    id: ClassVar[str] = "bottles"
    title: ClassVar[tuple[str, str]] = ("gas bottles", "气瓶")

    def holds(self, engineer: Engineer, problem: Problem) -> dict[str, int | None]:
        return {"gas": 2}

    def takes(self, ticket: Ticket, problem: Problem) -> dict[str, int]:
        return {"gas": 1}


class TwoVisits(ShiftLimit):
    """Two visits a shift."""

    id: ClassVar[str] = "two-visits"
    title: ClassVar[tuple[str, str]] = ("two visits", "两次上门")
    measure: ClassVar[Measure] = Measure.VISITS

    def most(self, engineer: Engineer, shift: Shift, problem: Problem) -> int | None:
        return 2


class TwoOfAKind(PlanLimit):
    """Two visits of this kind in all."""

    id: ClassVar[str] = "two-of-a-kind"
    title: ClassVar[tuple[str, str]] = ("two of a kind", "同类两次")

    def rows(self, problem: Problem) -> tuple[PlanRow, ...]:
        return (PlanRow("kind", 2, None, pair={("*", ticket.id): 1 for ticket in problem.tickets}),)


def day(*rules: Rule, tomorrow: bool = True, tickets: tuple[Ticket, ...] = (), **fields: object) -> Problem:
    """E1 serves T1 08:10-09:10 at km 10 and T2 09:15-10:15 at km 15; with ``tomorrow`` there is a shift then, too."""
    shifts = [Shift(id="E1@24", start=8 * HOUR, end=17 * HOUR)]
    if tomorrow:
        shifts.append(Shift(id="E1@25", start=32 * HOUR, end=41 * HOUR))
    calls = tickets or (ticket("T1", 10), ticket("T2", 15))
    made = problem(engineer("E1", *shifts, **fields), calls, Driving(), Left(), *rules)
    compiled = compile(made)
    return made.replace(published=assemble(made, compiled, [[0, 1], []][: len(shifts)]))


def moment(time: str) -> str:
    """That time on the first day."""
    return f"2026-11-24T{time}:00+08:00"


def arrives(made: Problem, new: Ticket = NEW, when: str = "11:00") -> Proposal:
    """The proposal once a ticket has come in, judged as a whole day."""
    situation = now(made, moment(when), TicketArrived(at=at(when), ticket=new))
    proposal = replan(situation, iterations=200, threads=1)
    report = judge(situation.problem, proposal.plan)
    assert report.feasible, report.broken
    assert not [fact for fact in report.facts if fact.hard]
    assert {"T1", "T2"} <= set(proposal.plan.served())
    return proposal


def served_by(proposal: Proposal) -> str | None:
    found = proposal.plan.served().get("T3")
    return None if found is None else found[0].shift


@pytest.mark.parametrize("tomorrow", [False, True])
@pytest.mark.parametrize("rule", [Bottles(), TwoVisits(), VisitLimit(visits=2), TravelLimit(minutes=30)])
def test_a_shift_that_is_used_up_takes_nothing_more(rule: Rule, tomorrow: bool) -> None:
    # two visits, two bottles, 30 minutes of driving (15 there, 15 home) are gone; T3 at km 18 drives 6 minutes more
    proposal = arrives(day(rule, tomorrow=tomorrow), ticket("T3", 18))
    assert served_by(proposal) == ("E1@25" if tomorrow and not isinstance(rule, TravelLimit) else None)


@pytest.mark.parametrize("rule", [TwoOfAKind(), Stock(pieces={"FAN": 2})])
def test_a_limit_of_the_whole_plan_remembers_what_is_done(rule: Rule) -> None:
    calls = tuple(one.but(parts={"FAN": 1}) for one in (ticket("T1", 10), ticket("T2", 15)))
    assert served_by(arrives(day(rule, tickets=calls), NEW.but(parts={"FAN": 1}))) is None


def test_a_part_that_was_used_is_not_on_the_van_the_same_day() -> None:
    calls = (ticket("T1", 10, parts={"FAN": 1}), ticket("T2", 15))
    made = day(VanParts(), tickets=calls, van={"FAN": 1})
    assert served_by(arrives(made, NEW.but(parts={"FAN": 1}))) == "E1@25"


def test_waiting_counts_as_work_after_a_re_plan_as_before() -> None:
    # two hours of work: 08:00-09:20 with T1. T3 at 13:00 would make it six, however short its own part is
    made = day(WorkLimit(minutes=140), tomorrow=False, tickets=(ticket("T1", 10), ticket("T2", 15, duration=60)))
    late = ticket("T3", 15, windows=(Window(start=13 * HOUR, end=14 * HOUR),))
    assert served_by(arrives(made, late)) is None


def test_a_reserve_knows_who_is_out_already() -> None:
    # E1 and E2 are seniors, one should stay free; E1 has been out since 08:00. 300 for sending E2 is not worth 100
    people = tuple(engineer(id, tier=3) for id in ("E1", "E2"))
    made = problem(people, (ticket("T1", 10), ticket("T2", 15)), Driving(), Left(price=100_000), SeniorReserve(),
                   Allow(forbidden=(("E1", "T3"),)))  # fmt: skip
    made = made.replace(published=assemble(made, compile(made), [[0, 1], []]))
    new = ticket("T3", 15, windows=(Window(start=at("09:20"), end=at("09:40")),))
    proposal = arrives(made, new, "08:30")
    assert proposal.plan.unserved == ("T3",)


def test_an_early_finish_is_used() -> None:
    # T2 should have lasted until 15:15; T3 had no room before 17:00. It ends at 10:15
    calls = (ticket("T1", 10), ticket("T2", 15, duration=6 * HOUR), ticket("T3", 15, duration=2 * HOUR))
    made = problem(engineer("E1"), calls, Driving(), Left(), LongestOvertime(minutes=0))
    made = made.replace(published=assemble(made, compile(made), [[0, 1]]))
    finished = VisitFinished(at=at("10:15"), ticket="T2")
    calm = now(made, "10:20")
    assert replan(calm, iterations=50).plan == made.published
    early = now(made, "10:20", finished)
    proposal = replan(early, iterations=100, threads=1)
    assert proposal.plan.served()["T3"][1].start == at("10:20")
    assert judge(early.problem, proposal.plan).feasible


def test_a_delay_does_not_touch_yesterdays_route() -> None:
    made = day()
    yesterday = made.published.routes[0]  # type: ignore[union-attr]
    when = "2026-11-25T07:45:00+08:00"
    seven_forty, late = made.clock.seconds("2026-11-25T07:40:00+08:00"), 33 * HOUR + 30 * MINUTE
    held = EngineerLate(at=seven_forty, engineer="E1", until=late)
    situation = now(made, when, held)
    proposal = replan(situation, iterations=50, threads=1)
    assert {route.shift: route for route in proposal.plan.routes}["E1@24"] == yesterday
    assert proposal.before.cost >= 0, "nothing of yesterday is still to be spent"
    assert compile(situation.problem).day.start.tolist()[1] == late


def test_what_was_reported_is_a_fact_and_refuses_nothing() -> None:
    # T1 was to start by 08:30 and was reported to start at 08:50; the rest is planned all the same
    from models.events import VisitStarted
    from models.rules.appointment_window import AppointmentWindow

    calls = (ticket("T1", 10, windows=(Window(start=8 * HOUR, end=at("08:30")),)), ticket("T2", 15))
    made = day(AppointmentWindow(), tickets=calls, tomorrow=False)
    situation = now(made, "09:00", VisitStarted(at=at("08:50"), ticket="T1"))
    proposal = replan(situation, iterations=50, threads=1)
    report = judge(situation.problem, proposal.plan)
    assert report.feasible
    assert [(fact.rule, fact.ticket) for fact in report.facts if fact.hard] == [("appointment-window", "T1")]
    assert proposal.plan.served()["T2"][1].start == at("09:55")

"""On the way, break taken, cannot do this: what each makes of the day and of the plans to come.

A kilometre is a minute. E1 serves T1 08:10-09:10 at km 10 and T2 09:15-10:15 at km 15, E2 serves T3 08:05-09:05 at km 5
and T4 09:08-10:08 at km 8; E3 is free.
"""

from __future__ import annotations

import pytest

from models.engineer import Break
from models.events import (
    BreakReported,
    EngineerPosition,
    Event,
    Freeze,
    PlanPublished,
    ShiftHandedOver,
    Situation,
    State,
    VisitDeclined,
    VisitFinished,
    VisitOnTheWay,
    VisitStarted,
    WorkNoted,
    fold,
    situation_of,
)
from models.judge import judge
from models.problem import Problem
from models.rules.rest_break import RestBreak
from scheduler.compile import assemble, compile
from scheduler.replan import replan
from scheduler.travel.roads import roads
from tests.compile.small import MINUTE
from tests.replan.small import at, now, published


def after(day: Problem, time: str, *events: Event, ahead: Freeze | None = None) -> Situation:
    state = fold(State(day, day.published), events)
    assert state.disputes == ()
    return situation_of(state, time, ahead=ahead, roads=roads)


def test_a_visit_whose_engineer_is_on_the_way_stays_although_others_may_be_diverted() -> None:
    day, divert = published(), Freeze(divert=True)
    assert "T2" not in now(day, "09:12", ahead=divert).fixed
    fixed = after(day, "09:12", VisitOnTheWay(at=at("09:10"), ticket="T2"), ahead=divert).fixed
    assert fixed["T2"][1] == at("09:15")


def test_who_sets_out_later_than_planned_arrives_later() -> None:
    """T1 ends at 09:10; E1 sets out for T2, five minutes away, only at 09:20."""
    fixed = after(published(), "09:21", VisitOnTheWay(at=at("09:20"), ticket="T2")).fixed
    assert fixed["T2"][1] == at("09:25")


def test_who_sets_out_without_a_word_about_the_visit_before_has_ended_it() -> None:
    """At 08:30 E1 is on the way to T2: the work at T1 has not lasted until 09:10."""
    situation = after(published(), "08:31", VisitOnTheWay(at=at("08:30"), ticket="T2"))
    times = {visit.ticket: visit for visit in situation.stands["E1@24"].fixed}
    assert times["T1"].finish == at("08:30") and times["T2"].start == at("09:15"), "not earlier than promised"


def test_who_is_on_the_way_cannot_be_on_the_way_to_two() -> None:
    state = fold(State(published(), published().published), [VisitStarted(at=at("08:10"), ticket="T1")])
    refused = VisitOnTheWay(at=at("08:30"), ticket="T2").refusal(state)
    assert refused is not None and "still at T1" in refused.message
    state = fold(state, [VisitFinished(at=at("08:29"), ticket="T1")])
    assert VisitOnTheWay(at=at("08:30"), ticket="T2").refusal(state) is None
    started = fold(state, [VisitStarted(at=at("08:40"), ticket="T2")])
    again = VisitOnTheWay(at=at("08:50"), ticket="T2").refusal(started)
    assert again is not None and "has started" in again.message


def with_break(length: int = 30 * MINUTE) -> Problem:
    """Everybody owes a break of half an hour that begins between 08:30 and 11:00."""
    day = published()
    rest = Break(length=length, earliest=at("08:30"), latest=at("11:00"))
    people = tuple(
        one.but(shifts=tuple(shift.but(rest=rest) for shift in one.shifts)) for one in day.engineers
    )  # fmt: skip
    day = day.replace(engineers=people, policy=day.policy.with_rule(RestBreak()), published=None)
    plan = assemble(day, compile(day), [[0, 1], [2, 3], []])
    return day.replace(published=plan)


def test_a_break_that_was_taken_is_not_owed_any_more() -> None:
    """E1 has ended T1 early, at 08:40, and rested until 09:12."""
    day = with_break()
    events = (
        VisitFinished(at=at("08:40"), ticket="T1"),
        BreakReported(at=at("09:12"), engineer="E1", start=at("08:41")),
    )
    situation = after(day, "09:13", *events)
    stand = situation.problem.stands["E1@24"]
    assert stand.rested and stand.free >= at("09:12")
    owed = after(day, "09:13", events[0]).problem.stands["E1@24"]
    assert not owed.rested or owed.route.rest is not None
    plan = replan(situation, iterations=50, threads=1).plan
    assert judge(situation.problem, plan).feasible


def test_a_break_within_the_work_counts_as_well() -> None:
    """E1 rested at the customer's while a program ran: the break lies within the visit."""
    situation = after(
        with_break(), "09:30", BreakReported(at=at("09:08"), engineer="E1", start=at("08:35"), until=at("09:05"))
    )
    assert situation.problem.stands["E1@24"].rested
    plan = replan(situation, iterations=50, threads=1).plan
    assert judge(situation.problem, plan).feasible


@pytest.mark.parametrize(
    ("start", "until", "rule"),
    [("08:00", "08:30", None), ("08:30", "08:30", "empty-span"), ("09:20", "09:40", "contradicts-state"),
     ("09:30", "09:50", None), ("09:29", "09:50", "contradicts-state")],
)  # fmt: skip
def test_two_breaks_of_one_person_do_not_overlap(start: str, until: str, rule: str | None) -> None:
    taken = BreakReported(at=at("10:00"), engineer="E1", start=at("09:00"), until=at("09:30"))
    state = fold(State(published(), published().published), [taken])
    refused = BreakReported(at=at("10:00"), engineer="E1", start=at(start), until=at(until)).refusal(state)
    assert (refused and refused.rule) == rule


def test_who_cannot_do_it_before_being_there_is_not_sent_again_and_stops_on_the_way() -> None:
    """At 09:12 E1 is on the way to T2, two minutes of five are driven."""
    situation = after(published(), "09:12", VisitDeclined(at=at("09:12"), ticket="T2", reason="tool"))
    assert {wanted.id for wanted in situation.problem.open_tickets} == {"T2"}
    assert [named.engineer for named in situation.problem.ticket["T2"].excluded] == ["E1"]
    assert situation.stands["E1@24"].spot.way or situation.stands["E1@24"].free <= at("09:12")
    proposal = replan(situation, iterations=50, threads=1)
    served = proposal.plan.served()
    assert served["T2"][0].engineer != "E1" and judge(situation.problem, proposal.plan).feasible


def test_who_cannot_do_it_on_site_is_free_there_and_the_ticket_open_for_others() -> None:
    situation = after(published(), "08:30", VisitDeclined(at=at("08:30"), ticket="T1", reason="skill"))
    assert {wanted.id for wanted in situation.problem.open_tickets} >= {"T1"}
    assert situation.stands["E1@24"].place.key == "km10" and situation.stands["E1@24"].free == at("08:30")
    assert replan(situation, iterations=50, threads=1).plan.served()["T1"][0].engineer != "E1"


def test_what_was_declined_and_planned_for_somebody_else_starts_with_a_clean_sheet() -> None:
    day = published()
    state = fold(State(day, day.published), [VisitDeclined(at=at("08:20"), ticket="T2", reason="health")])
    assert state.given_up("T2")
    plan = assemble(state.problem, compile(state.problem), [[0], [2, 3], [1]])
    state = fold(state, [PlanPublished(at=at("08:30"), plan=plan)])
    assert not state.given_up("T2") and state.disputes == ()


@pytest.mark.parametrize(
    "event",
    [
        WorkNoted(at=at("09:00"), ticket="T1", note="filter changed"),
        ShiftHandedOver(at=at("09:00"), desk="early", note="T4 waits for a call"),
        EngineerPosition(at=at("09:00"), engineer="E1", lat=31.2, lon=121.5),
    ],
    ids=lambda event: event.kind,
)
def test_what_is_only_told_changes_no_plan(event: Event) -> None:
    day = published()
    before, told = after(day, "09:00"), after(day, "09:00", event)
    assert told.problem == before.problem and told.stands == before.stands
    proposal = replan(told, iterations=50, threads=1)
    assert proposal.plan == day.published and proposal.changed == ()

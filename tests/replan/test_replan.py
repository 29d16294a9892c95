"""Proposals: what changes, why, who is told."""

from __future__ import annotations

import json

import pytest

import scheduler
from models.errors import InputError
from models.events import (
    EngineerLate,
    EngineerOut,
    Freeze,
    NoShow,
    PartMissing,
    TicketArrived,
    TicketCancelled,
    TicketChanged,
    VisitFinished,
    VisitOverruns,
    VisitStarted,
)
from models.ticket import Window
from scheduler.replan import Pins, Proposal, replan
from scheduler.replan.proposal import Change
from tests.compile.small import CLOCK, HOUR, ticket
from tests.replan.small import at, now, published

WORK = 400


def change(proposal: Proposal, id: str) -> Change:
    return next(one for one in proposal.changes if one.ticket == id)


def test_without_an_event_the_published_plan_comes_back_byte_for_byte() -> None:
    day = published()
    assert day.published is not None
    for time in ("07:30", "08:03", "08:30", "09:12", "12:00"):
        proposal = replan(now(day, time), iterations=WORK)
        assert json.dumps(proposal.plan.to_json(CLOCK)) == json.dumps(day.published.to_json(CLOCK))
        assert proposal.changed == ()


def test_what_went_as_published_changes_nothing() -> None:
    day = published()
    events = [VisitStarted(at=at("08:10"), ticket="T1"), VisitFinished(at=at("09:10"), ticket="T1")]
    assert replan(now(day, "09:11", *events), iterations=WORK).plan == day.published


def test_visits_of_somebody_who_is_out_move_and_say_why() -> None:
    # at 07:30 E1 calls in ill; E3 has nothing to do and takes T1 and T2 at the published times
    proposal = replan(now(published(), "07:30", EngineerOut(at=at("07:30"), engineer="E1")), iterations=WORK)
    assert {(one.ticket, one.kind, one.engineer) for one in proposal.changed} == {
        ("T1", "moved", "E3"),
        ("T2", "moved", "E3"),
    }
    reason = change(proposal, "T1").why
    assert reason is not None
    assert (reason.code, reason.data["happened"]) == ("engineer-event", 0)
    assert "engineer out at 07:30" in reason.sentence
    assert "人员缺勤" in reason.sentence_zh
    assert proposal.customers == ("T1", "T2")
    assert proposal.touched == ("E1", "E3")
    assert proposal.stays == 2


def test_a_proposal_says_what_it_costs_before_and_after() -> None:
    # before: E1 is out, T1 and T2 are left; after: E3 serves both, two plan changes at 50
    proposal = replan(now(published(), "07:30", EngineerOut(at=at("07:30"), engineer="E1")), iterations=WORK)
    assert proposal.before.costs["broken-promise"] == 2 * 500_000
    assert proposal.after.costs["broken-promise"] == 0
    assert proposal.after.costs["plan-change"] == 2 * 50_000
    assert (proposal.before.kpis["served"], proposal.after.kpis["served"]) == (50.0, 100.0)


def test_an_emergency_is_added() -> None:
    # within half an hour, and E1 and E2 are at work until after nine
    urgent = ticket("N1", 6, priority=1, windows=(Window(start=at("08:30"), end=at("09:00")),))
    proposal = replan(now(published(), "08:30", TicketArrived(at=at("08:30"), ticket=urgent)), iterations=WORK)
    added = change(proposal, "N1")
    assert (added.kind, added.engineer, added.told) == ("added", "E3", False)
    assert added.why is not None
    assert added.why.code == "new-ticket"


def test_a_cancelled_visit_is_dropped_and_its_customer_is_not_told() -> None:
    proposal = replan(now(published(), "08:30", TicketCancelled(at=at("08:30"), ticket="T2")), iterations=WORK)
    gone = change(proposal, "T2")
    assert (gone.kind, gone.told) == ("dropped", False)
    assert gone.why is not None
    assert gone.why.code == "cancelled"
    assert proposal.touched == ("E1",)


def test_a_late_visit_that_nobody_can_save_is_told_although_it_is_fixed() -> None:
    # 09:12: E1 is on the way to T2 when the work at T1 turns out to last until 10:30; T2 starts 10:35 instead of 09:15
    day = published(people=1, tickets=(ticket("T1", 10), ticket("T2", 15)), routes=[[0, 1]])
    overrun = VisitOverruns(at=at("09:05"), ticket="T1", until=at("10:30"))
    proposal = replan(now(day, "09:05", overrun, ahead=Freeze(freeze=2 * HOUR)), iterations=WORK)
    late = change(proposal, "T2")
    assert (late.kind, late.start, late.told, late.fixed) == ("retimed", at("10:35"), True, True)
    assert late.why is not None
    assert late.why.code == "visit-event"


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (NoShow(at=at("08:30"), ticket="T1"), "given-up"),
        (PartMissing(at=at("08:30"), ticket="T1", ready=at("12:00")), "given-up"),
        (
            TicketChanged(at=at("08:30"), ticket="T2", windows=({"start": at("14:00"), "end": at("15:00")},)),
            "ticket-changed",
        ),
    ],
)
def test_a_change_names_the_event_about_its_ticket(event: NoShow | PartMissing | TicketChanged, code: str) -> None:
    proposal = replan(now(published(), "08:30", event), iterations=WORK)
    reason = change(proposal, event.ticket).why
    assert reason is not None
    assert (reason.code, reason.data["happened"]) == (code, 0)


def test_a_delay_moves_no_visit_that_nobody_is_waiting_for_longer() -> None:
    # ready at 08:20 instead of 08:00: T1 08:30 instead of 08:10 is beyond the 15 free minutes and is moved or retimed
    proposal = replan(now(published(), "07:50", EngineerLate(at=at("07:50"), engineer="E1", until=at("08:20"))),
                      iterations=WORK)  # fmt: skip
    assert {one.ticket for one in proposal.changed} <= {"T1", "T2"}
    assert change(proposal, "T3").kind == change(proposal, "T4").kind == "kept"


def test_the_first_proposal_comes_before_the_last_and_is_no_better() -> None:
    seen: list[Proposal] = []
    situation = now(published(), "07:30", EngineerOut(at=at("07:30"), engineer="E1"))
    last = replan(situation, iterations=WORK, on_proposal=seen.append)
    assert [one.final for one in seen] == [False]
    assert last.final
    assert last.after.cost <= seen[0].after.cost


def test_a_proposal_is_the_same_after_json() -> None:
    situation = now(published(), "07:30", EngineerOut(at=at("07:30"), engineer="E1", who="王莉", why="病假"))
    proposal = replan(situation, iterations=WORK)
    text = json.dumps(proposal.to_json(CLOCK), ensure_ascii=False)
    assert Proposal.from_json(json.loads(text), CLOCK) == proposal
    assert proposal.events(CLOCK) == situation.state.news


def test_threads_and_repeats_do_not_matter() -> None:
    situation = now(published(), "07:30", EngineerOut(at=at("07:30"), engineer="E1"))
    made = [replan(situation, iterations=WORK, threads=threads) for threads in (1, 2, 2)]
    assert made[0] == made[1] == made[2]


def test_a_proof_bounds_the_cost() -> None:
    proposal = replan(
        now(published(), "07:30", EngineerOut(at=at("07:30"), engineer="E1")), iterations=WORK, proof=True
    )
    assert proposal.bound is not None
    assert proposal.bound <= proposal.after.cost
    assert proposal.gap == pytest.approx(0.0, abs=1e-9)


def test_visits_far_ahead_are_free_of_promises() -> None:
    # E1 is away 09:12-16:30. T2 at 09:15 lies more than an hour after 08:00, so giving it to the idle E3 before noon
    # costs no plan change, and nobody is told
    morning = (Window(start=at("09:00"), end=at("12:00")),)
    day = published(tickets=(ticket("T1", 10), ticket("T2", 15, windows=morning), ticket("T3", 5), ticket("T4", 8)))
    event = EngineerOut(at=at("08:00"), engineer="E1", start=at("09:12"), until=at("16:30"))
    proposal = replan(now(day, "08:00", event), iterations=WORK, pins=Pins(free_after=HOUR))
    assert change(proposal, "T2").kind == "moved"
    assert proposal.customers == ()
    assert proposal.after.costs["plan-change"] == 0


def test_a_problem_in_progress_will_do_in_place_of_a_situation() -> None:
    day = scheduler.at(published(), "07:30", events=[EngineerOut(at=at("07:30"), engineer="E1")])
    proposal = replan(day, iterations=WORK)
    assert proposal.customers == ("T1", "T2")


def test_without_a_published_plan_there_is_nothing_to_change() -> None:
    with pytest.raises(InputError, match="there is no published plan"):
        replan(published().replace(published=None), iterations=WORK)

"""Moves by hand go into the log, are judged as a whole day, and stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import InputError
from models.events import EngineerOut, PlanPublished, TicketArrived, VisitStarted, situation_of
from models.judge import judge
from models.problem import Problem
from models.rules.set_aside import SetAside
from models.ticket import Window
from scheduler.desk.moves import decide_move
from scheduler.dispatch import swap, try_move
from scheduler.errors import NoAcceptablePlan
from scheduler.replan import accept, append, read_log, replan
from scheduler.replan.log import Log
from scheduler.replan.undo import undo
from scheduler.travel.roads import roads
from tests.compile.small import ticket
from tests.replan.small import at, published


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "day.jsonl"


@pytest.fixture
def day() -> Problem:
    """E1: T1 08:10, T2 09:15. E2: T3 08:05, T4 09:08. E3 has nothing."""
    made = published()
    return made.replace(policy=made.policy.but(rules=(*made.policy.rules, SetAside())))


def served(log: Path, day: Problem) -> dict[str, tuple[str, int]]:
    plan = read_log(log, day).state().published
    assert plan is not None
    return {id: (route.engineer, visit.start) for id, (route, visit) in plan.served().items()}


def test_a_move_is_written_with_the_plan_it_was_decided_upon(log: Path, day: Problem) -> None:
    decided = decide_move(log, day, lambda board: try_move(board, "T4", "E3"), at=at("07:00"), who="Zhao")
    assert [event.kind for event in decided.log.events] == ["plan-published", "plan-published"]
    assert decided.line == 3
    # E3 drives 8 min to km 8; T3 and the others keep their times although E2 now has an hour free
    assert served(log, day) == {
        "T1": ("E1", at("08:10")), "T2": ("E1", at("09:15")), "T3": ("E2", at("08:05")), "T4": ("E3", at("09:08")),
    } | {"T4": ("E3", served(log, day)["T4"][1])}  # fmt: skip
    assert decided.proposal.customers == ("T4",), "another engineer comes"
    assert [change.why.code for change in decided.proposal.changed if change.why] == ["decided"]


def test_a_move_is_not_taken_back_by_the_next_re_plan(log: Path, day: Problem) -> None:
    # T4 is nearer to E2, who is there anyway: without the pin a re-plan would give it back
    for pin in (False, True):
        path = log.with_name(f"{pin}.jsonl")
        decide_move(path, day, lambda board: try_move(board, "T4", "E3"), at=at("07:00"), pin=pin)
        append(path, day, [TicketArrived(at=at("07:05"), ticket=ticket("N1", 2))])
        proposal = replan(situation_of(read_log(path, day).state(), "07:05", roads=roads), iterations=400)
        if pin:
            assert proposal.plan.served()["T4"][0].engineer == "E3"
        assert "N1" in proposal.plan.served()


def test_what_was_taken_off_by_hand_stays_off(log: Path, day: Problem) -> None:
    decide_move(log, day, lambda board: try_move(board, "T4", None), at=at("07:00"))
    append(log, day, [TicketArrived(at=at("07:05"), ticket=ticket("N1", 2))])
    proposal = replan(situation_of(read_log(log, day).state(), "07:05", roads=roads), iterations=200)
    assert proposal.plan.unserved == ("T4",)


def test_a_pin_that_nobody_can_keep_any_more_lapses_and_that_is_said(log: Path, day: Problem) -> None:
    decide_move(log, day, lambda board: try_move(board, "T4", "E3"), at=at("07:00"))
    append(log, day, [EngineerOut(at=at("07:10"), engineer="E3")])
    proposal = replan(situation_of(read_log(log, day).state(), "07:10", roads=roads), iterations=200)
    assert proposal.plan.served()["T4"][0].engineer != "E3"
    assert "T4 cannot stay as it was decided by hand, so it is planned again" in proposal.notes


def test_a_wished_start_is_kept_by_the_plan_that_is_written(log: Path, day: Problem) -> None:
    decide_move(log, day, lambda board: try_move(board, "T4", "E3", "10:00"), at=at("07:00"))
    assert served(log, day)["T4"] == ("E3", at("10:00"))
    state = read_log(log, day).state()
    assert state.pins["T4"].start == at("10:00")


def test_a_swap_is_decided_like_a_move(log: Path, day: Problem) -> None:
    decide_move(log, day, lambda board: swap(board, "T2", "T4"), at=at("07:00"))
    assert (served(log, day)["T2"][0], served(log, day)["T4"][0]) == ("E2", "E1")
    assert set(read_log(log, day).state().pins) == {"T2", "T4"}


def test_a_forbidden_move_is_not_written(log: Path, day: Problem) -> None:
    tickets = (*day.tickets[:3], day.tickets[3].but(required=({"engineer": "E2"},)))
    strict = published(tickets=(*tickets[:3], ticket("T4", 8, required=({"engineer": "E2"},))))
    with pytest.raises(NoAcceptablePlan, match="forbidden"):
        decide_move(log, strict, lambda board: try_move(board, "T4", "E3"), at=at("07:00"))
    assert not log.exists()


def test_the_day_after_a_move_keeps_every_rule(log: Path, day: Problem) -> None:
    decide_move(log, day, lambda board: try_move(board, "T2", "E3"), at=at("08:30"))
    state = read_log(log, day).state()
    now = situation_of(state, "08:30", roads=roads)
    assert state.published is not None
    assert judge(now.problem, state.published).feasible


def test_two_desks_decide_at_once_and_both_answers_hold_at_the_head(
    log: Path, day: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first decides about T4, the second gives T2 to E3: the first is asked again on the new plan."""
    calls = []

    def ask(board: object) -> object:
        move = try_move(board, "T4", "E3")  # type: ignore[arg-type]
        if not calls:
            decide_move(log, day, lambda other: try_move(other, "T2", "E3"), at=at("07:00"), who="Li")
        calls.append(move.price)
        return move

    decide_move(log, day, lambda board: try_move(board, "T1", "E1"), at=at("07:00"), who="Zhao")
    with pytest.raises(InputError) as error:
        decide_move(log, day, ask, at=at("07:00"), who="Zhao")  # type: ignore[arg-type]
    # on the new plan E3 comes past km 8 on the way to T2 at km 15: the price is another one, which is said
    assert error.value.troubles[0].rule == "changed-meanwhile"
    assert len(calls) == 2
    assert served(log, day)["T2"][0] == "E3"
    assert served(log, day)["T4"][0] == "E2", "nothing was written over"


def test_a_promise_once_told_is_remembered_when_the_visit_is_dropped_and_comes_back(log: Path, day: Problem) -> None:
    decide_move(log, day, lambda board: try_move(board, "T4", None), at=at("07:00"))
    assert read_log(log, day).state().told["T4"] == at("09:08")
    decide_move(log, day, lambda board: try_move(board, "T4", "E3", "11:00"), at=at("07:30"))
    assert "T4" not in read_log(log, day).state().told, "the customer was called: eleven is what counts now"


def test_undo_brings_back_the_places_and_says_who_is_told_again(log: Path, day: Problem) -> None:
    decide_move(log, day, lambda board: try_move(board, "T4", "E3"), at=at("07:00"), who="Zhao")
    decide_move(log, day, lambda board: try_move(board, "T2", "E3"), at=at("07:05"), who="Li")
    done = undo(log, day, who="Zhao", at=at("07:10"), roads=roads)
    assert done.line == 3
    assert served(log, day)["T4"] == ("E2", at("09:08"))
    assert served(log, day)["T2"][0] == "E3", "what somebody else decided stays"
    assert done.proposal.customers == ("T4",)
    assert [change.why.code for change in done.proposal.changed if change.why] == ["taken-back"]
    assert "T4" not in read_log(log, day).state().pins


@pytest.mark.parametrize(
    ("who", "line", "said"),
    [
        ("Wang", None, "Wang has no decision in this log"),
        ("Wang", 3, "line 3 is a decision of Zhao"),
        ("Zhao", 9, "the log has no line 9"),
        ("Zhao", 2, "line 2 is a decision of nobody by name"),
    ],
)
def test_only_ones_own_decisions_are_taken_back(log: Path, day: Problem, who: str, line: int | None, said: str) -> None:
    decide_move(log, day, lambda board: try_move(board, "T4", "E3"), at=at("07:00"), who="Zhao")
    with pytest.raises(InputError, match=said):
        undo(log, day, who=who, line=line, roads=roads)


def test_what_has_begun_is_not_undone(log: Path, day: Problem) -> None:
    decide_move(log, day, lambda board: try_move(board, "T4", "E3"), at=at("07:00"), who="Zhao")
    start = served(log, day)["T4"][1]
    append(log, day, [VisitStarted(at=start, ticket="T4")])
    with pytest.raises(InputError, match="the visit to T4 has begun"):
        undo(log, day, who="Zhao", at=start + 60, roads=roads)


def test_a_decision_is_taken_back_once_and_not_after_a_later_one(log: Path, day: Problem) -> None:
    decide_move(log, day, lambda board: try_move(board, "T4", "E3"), at=at("07:00"), who="Zhao")
    decide_move(log, day, lambda board: try_move(board, "T4", "E1"), at=at("07:01"), who="Li")
    with pytest.raises(InputError, match="T4 was changed again since line 3"):
        undo(log, day, who="Zhao", roads=roads)
    undo(log, day, who="Li", roads=roads)
    undo(log, day, who="Zhao", roads=roads)
    assert served(log, day)["T4"] == ("E2", at("09:08"))
    with pytest.raises(InputError, match="has no decision in this log that stands"):
        undo(log, day, who="Zhao", roads=roads)


def test_a_proposal_is_accepted_beside_somebody_elses_decision_about_other_people(log: Path) -> None:
    """E1 is out; the proposal gives T1 and T2 to others. Meanwhile E4 takes T4, which touches nothing of it."""
    day = published(people=5, routes=[[0, 1], [], [2], [3]])
    append(log, day, [PlanPublished(at=0, plan=day.published)])  # type: ignore[arg-type]
    out = EngineerOut(at=at("07:30"), engineer="E1")
    append(log, day, [out])
    proposal = replan(situation_of(read_log(log, day).state(), "07:30", roads=roads), iterations=400)
    assert {change.engineer for change in proposal.changed} <= {"E2", "E5"}
    decide_move(log, day, lambda board: try_move(board, "T4", "E4", "11:00"), at=at("07:35"), who="Li")
    done = accept(log, day, proposal, who="Zhao", roads=roads)
    then = served(log, day)
    assert then["T4"] == ("E4", at("11:00"))
    assert {then["T1"][0], then["T2"][0]} <= {"E2", "E5"}
    assert set(done.proposal.customers) == {"T1", "T2"}


def test_the_log_finds_the_state_again_that_was_decided_upon(log: Path, day: Problem) -> None:
    decide_move(log, day, lambda board: try_move(board, "T4", "E3"), at=at("07:00"))
    whole = read_log(log, day)
    assert isinstance(whole, Log)
    *_, last = whole.states()
    assert last == whole.state()


def test_windows_of_the_site_stay_beside_what_was_booked(log: Path) -> None:
    from models.events import situation
    from scheduler.desk.book import book
    from scheduler.dispatch import Board, hold, slots

    site = (Window(start=at("08:00"), end=at("16:00")),)
    day = published(tickets=(ticket("T1", 10), ticket("T2", 15), ticket("T3", 5), ticket("T4", 8, windows=site)))
    board = Board.of(situation(day, "07:00", roads=roads))
    (slot,) = slots(board, "T4", windows=(Window(start=at("13:00"), end=at("15:00")),))
    kept = hold(slot, until=at("07:30"))
    done = book(log, day, kept, at=at("07:10"), who="clerk", roads=roads)
    state = read_log(log, day).state()
    booked = state.problem.ticket["T4"]
    assert (booked.windows, booked.booked) == (site, Window(start=at("13:00"), end=at("15:00")))
    assert [event.kind for event in done.log.events] == ["plan-published", "ticket-changed", "plan-published"]
    assert at("13:00") <= served(log, day)["T4"][1] < at("15:00")
    assert served(log, day)["T2"] == ("E1", at("09:15")), "nobody else is moved"


def test_a_slot_that_has_gone_meanwhile_is_not_booked(log: Path) -> None:
    from models.events import situation
    from scheduler.desk.book import book
    from scheduler.dispatch import Board, hold, slots

    day = published(people=1, tickets=(ticket("T1", 10), ticket("T2", 15)), routes=[[0]])
    board = Board.of(situation(day, "07:00", roads=roads))
    (slot,) = slots(board, "T2", windows=(Window(start=at("09:00"), end=at("10:00")),))
    kept = hold(slot, until=at("08:00"))
    append(log, day, [PlanPublished(at=0, plan=day.published), EngineerOut(at=at("07:05"), engineer="E1")])  # type: ignore[arg-type]
    with pytest.raises(NoAcceptablePlan, match="nobody can come 09:00-10:00 any more"):
        book(log, day, kept, at=at("07:10"), roads=roads)
    assert len(read_log(log, day).events) == 2

"""Accepting all, some or none of a proposal; the event log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import InputError
from models.events import (
    DisputeRuled,
    EngineerOut,
    Event,
    PlanPublished,
    TicketArrived,
    TicketCancelled,
    VisitFinished,
    VisitStarted,
    situation_of,
)
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from models.ticket import Window
from scheduler.compile import assemble, compile
from scheduler.errors import Locked
from scheduler.replan import Pins, Proposal, accept, append, read_log, rebuild, replan
from scheduler.replan.first_log import hash_of
from scheduler.replan.words import history
from scheduler.store.journal import FileJournal
from scheduler.travel.roads import roads
from tests.compile.small import CLOCK, ticket
from tests.replan.small import at, now, published

OUT = EngineerOut(at=at("07:30"), engineer="E1", who="王莉", why="病假")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "day.jsonl"


def proposal(day: Problem, *events: Event, time: str = "07:30") -> Proposal:
    return replan(now(day, time, *(events or (OUT,))), iterations=400)


def test_accepting_all_publishes_the_proposed_plan(log: Path) -> None:
    day = published()
    made = proposal(day)
    accepted = accept(log, day, made, who="dispatcher", why="E1 is ill")
    assert [event.kind for event in accepted.log.events] == ["plan-published", "engineer-out", "plan-published"]
    assert rebuild(log, day).published == made.plan
    assert rebuild(log, day, at("07:29")).published == day.published


def test_accepting_some_sends_the_rest_back_and_judges_the_mix(log: Path) -> None:
    # T1 goes to E3 as proposed; T2 cannot go back to E1, who is out, and stays unserved
    day = published()
    accepted = accept(log, day, proposal(day), only=["T1"], roads=roads)
    plan = accepted.proposal.plan
    assert plan.served()["T1"][0].engineer == "E3"
    assert plan.unserved == ("T2",)
    assert accepted.proposal.after.costs["broken-promise"] == 500_000
    assert rebuild(log, day).published == plan


def test_accepting_none_writes_what_happened_only(log: Path) -> None:
    day = published()
    accept(log, day, proposal(day), only=[], roads=roads)
    state = rebuild(log, day)
    assert state.published == day.published
    assert [event.kind for event in state.news] == ["engineer-out"]


def test_a_part_that_breaks_a_rule_is_refused_with_the_tickets_that_go_together(log: Path) -> None:
    # N1 at km 10 must begin 08:10-08:20, where E1 is busy with T1; the proposal makes room by moving T1 to E2
    soon = (Window(start=at("08:00"), end=at("08:30")),)
    day = published(people=2, tickets=(ticket("T1", 10, windows=soon), ticket("T2", 15)), routes=[[0], []])
    wanted = ticket("N1", 10, windows=(Window(start=at("08:05"), end=at("08:15")),), required=({"engineer": "E1"},))
    made = proposal(day, TicketArrived(at=at("07:30"), ticket=wanted))
    moved = {one.ticket for one in made.changed}
    assert {"T1", "N1"} <= moved
    with pytest.raises(InputError) as error:
        accept(log, day, made, only=["N1"], roads=roads)
    assert error.value.troubles[0].rule == "part-breaks-rule"
    assert "Maybe accept T1" in str(error.value)
    assert not log.exists(), "nothing was written"
    accept(log, day, made, only=["N1", "T1"], roads=roads)


def test_everything_that_goes_together_is_named_in_one_answer_and_taken_along_when_that_is_wanted(log: Path) -> None:
    # N1 takes T1's place with E1, T1 takes that of T3 with E2, and T3 that of T5 with E3, who has nothing else
    def from_(begin: str, end: str) -> tuple[Window, ...]:
        return (Window(start=at(begin), end=at(end)),)

    day = published(
        people=3,
        tickets=(
            ticket("T1", 10, windows=from_("08:00", "08:30"), customer="Jade hotel", excluded=({"engineer": "E3"},)),
            ticket("T3", 10, windows=from_("08:00", "08:30"), customer="Lotus tower"),
        ),
        routes=[[0], [1]],
    )
    wanted = ticket("N1", 10, windows=from_("08:05", "08:15"), required=({"engineer": "E1"},))
    made = proposal(day, TicketArrived(at=at("07:30"), ticket=wanted))
    assert {change.ticket for change in made.changed} == {"N1", "T1", "T3"}
    with pytest.raises(InputError) as error:
        accept(log, day, made, only=["N1"], roads=roads)
    (trouble,) = error.value.troubles
    assert "these 3 go together: N1 with T1 (Jade hotel), T3 (Lotus tower)" in trouble.message
    done = accept(log, day, made, only=["N1"], together=True, roads=roads)
    assert {change.ticket for change in done.proposal.changed} == {"N1", "T1", "T3"}


def test_a_report_that_came_in_meanwhile_does_not_matter_unless_it_touches_the_proposal(log: Path) -> None:
    day = published()
    made = proposal(day)  # E1 is out; T1 and T2 go to others
    append(log, day, [PlanPublished(at=0, plan=day.published), OUT, VisitStarted(at=at("08:05"), ticket="T3")])  # type: ignore[arg-type]
    done = accept(log, day, made, who="Zhao", roads=roads)
    assert {id: route.engineer for id, (route, _) in done.proposal.plan.served().items()}["T3"] == "E2"
    assert done.log.events[-1].at == at("08:05"), "judged and written at the end of the log"


def test_an_unknown_change_is_refused(log: Path) -> None:
    day = published()
    with pytest.raises(InputError, match="is no change of this proposal"):
        accept(log, day, proposal(day), only=["T3"], roads=roads)


def test_a_proposal_made_before_another_was_accepted_is_out_of_date(log: Path) -> None:
    day = published()
    made = proposal(day)
    accept(log, day, made, who="one")
    with pytest.raises(InputError, match="another plan was accepted"):
        accept(log, day, made.but(at=at("07:40")), who="other")


def test_accepting_goes_on_where_the_log_ends(log: Path) -> None:
    day = published()
    accept(log, day, proposal(day))
    state = rebuild(log, day)
    later = replan(situation_of(state, "09:20", roads=roads), iterations=100)
    assert later.plan == state.published
    accept(log, day, later)
    assert len(read_log(log, day).events) == 4


def test_the_history_says_who_when_what_and_why(log: Path) -> None:
    day = published()
    accept(log, day, proposal(day), who="dispatcher", why="E1 is ill")
    rows = list(history(read_log(log, day)))
    assert [(row["event"], row["who"], row["why"]) for row in rows] == [
        ("plan-published", "", ""),
        ("engineer-out", "王莉", "病假"),
        ("plan-published", "dispatcher", "E1 is ill"),
    ]
    assert rows[1]["what"] == "E1"
    changed = rows[2]["changed"]
    assert isinstance(changed, list)
    assert [(change["ticket"], change["kind"]) for change in changed] == [("T1", "moved"), ("T2", "moved")]


def test_a_second_writer_is_told_to_wait(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = published()
    monkeypatch.setattr("scheduler.store.journal.WAIT", 0.1)
    with FileJournal(log).locked(), pytest.raises(Locked):
        accept(log, day, proposal(day))


def test_a_writer_who_saw_less_is_refused(log: Path) -> None:
    day = published()
    accept(log, day, proposal(day))
    with pytest.raises(InputError, match="were written since"):
        append(log, day, [VisitFinished(at=at("09:10"), ticket="T3")], known=1)


def test_a_report_that_contradicts_the_log_is_kept_as_a_dispute(log: Path) -> None:
    day = published()
    accept(log, day, proposal(day))
    written = append(log, day, [VisitFinished(at=at("09:10"), ticket="T9")])
    assert read_log(log, day).events == written.events
    assert [dispute.trouble and dispute.trouble.rule for dispute in written.state().disputes] == ["unknown-ticket"]


def test_a_decision_that_contradicts_the_log_is_not_written(log: Path) -> None:
    day = published()
    accept(log, day, proposal(day))
    before = log.read_bytes()
    with pytest.raises(InputError, match="is not disputed"):
        append(log, day, [DisputeRuled(at=at("09:10"), report="17", ruling="drop", why="a mistake")])
    assert log.read_bytes() == before


def test_the_log_of_another_day_is_refused(log: Path) -> None:
    day = published()
    accept(log, day, proposal(day))
    with pytest.raises(InputError, match="the log is of another day"):
        read_log(log, day.replace(name="tuesday"))


def test_a_line_that_is_broken_off_is_named(log: Path) -> None:
    day = published()
    accept(log, day, proposal(day))
    log.write_bytes(log.read_bytes()[:-20])
    with pytest.raises(InputError, match="line 4 is broken off"):
        read_log(log, day)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_edit_of_the_log_is_found_by_its_line(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("log") / "day.jsonl"
    day = published()
    append(path, day, [OUT, VisitFinished(at=at("09:10"), ticket="T3")])
    lines = path.read_bytes().splitlines(keepends=True)
    number = data.draw(st.integers(0, len(lines) - 1))
    kind = data.draw(st.sampled_from(["change", "remove", "repeat"]))
    if kind == "change":
        digest, content = json.loads(lines[number])
        content["who" if "kind" in content else "day"] = data.draw(st.text(min_size=3, max_size=9)) + "!"
        lines[number] = (json.dumps([digest, content], ensure_ascii=False) + "\n").encode()
    elif kind == "remove":
        del lines[number]
    else:
        lines.insert(number, lines[number])
    path.write_bytes(b"".join(lines))
    with pytest.raises(InputError) as error:
        read_log(path, day)
    found = error.value.troubles[0]
    cut = kind == "remove" and number == len(lines)
    assert found.rule == "journal-cut" if cut else found.row in (number + 1, number + 2)


def first_format(day: Problem, *events: Event) -> bytes:
    """A log as it was written once."""
    contents = [{"format": "paigong-log-1", "day": day.name, "origin": day.clock.iso(0)}]
    text, before = b"", ""
    for content in (*contents, *({"event": event.to_json(day.clock)} for event in events)):
        before = hash_of(json.dumps(content, ensure_ascii=False, sort_keys=True), before)
        text += (json.dumps({**content, "hash": before}, ensure_ascii=False) + "\n").encode()
    return text


def test_a_log_of_the_first_format_is_read_and_written_anew_when_something_is_added(log: Path) -> None:
    day = published()
    log.write_bytes(first_format(day, OUT))
    assert read_log(log, day).events == (OUT,)
    more = VisitFinished(at=at("09:10"), ticket="T3")
    append(log, day, [more])
    assert [event.but(key="") for event in read_log(log, day).events] == [OUT, more]
    assert log.with_name(f"{log.name}.first-format").read_bytes() == first_format(day, OUT)


def test_a_changed_log_of_the_first_format_is_refused(log: Path) -> None:
    day = published()
    log.write_bytes(first_format(day, OUT).replace(b"E1", b"E2"))
    with pytest.raises(InputError, match="line 2 was changed"):
        read_log(log, day)


def test_a_plan_in_the_log_is_the_plan_that_was_accepted(log: Path) -> None:
    day = published()
    made = proposal(day)
    accept(log, day, made)
    last = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
    plan = {key: value for key, value in last[1]["plan"].items() if key != "format"}
    assert Plan.from_json(plan, CLOCK) == made.plan


def by_hand(made: Proposal, shift: str, **changes: object) -> Proposal:
    """A proposal whose file somebody has edited: one route is otherwise."""
    routes = tuple(route.but(**changes) if route.shift == shift else route for route in made.plan.routes)
    return made.but(plan=made.plan.but(routes=routes))


def test_a_proposal_edited_by_hand_is_judged_as_a_whole_day(log: Path) -> None:
    """What is written to the log passes the judge as a whole day, or nothing is written."""
    day = published()
    made = proposal(day, OUT)
    (mine,) = [route for route in made.plan.routes if route.engineer == "E3"]
    first, *others = mine.visits
    edits: dict[str, dict[str, object]] = {
        "a visit an hour earlier than can be driven": {
            "visits": (
                first.but(arrive=first.arrive - 3600, start=first.start - 3600, finish=first.finish - 3600),
                *others,
            )
        },
        "home before the last visit ends": {"end": mine.visits[-1].finish},
        "a visit twice": {"visits": (first, first, *others)},
        "somebody else's shift": {"engineer": "E2"},
        "a ticket that is not of the day": {"visits": (first.but(ticket="T99"), *others)},
        "half an hour of work": {"visits": (first.but(finish=first.finish - 1800), *others)},
        "departed before the moment of planning": {"depart": at("06:00")},
    }
    for name, changes in edits.items():
        edited = by_hand(made, mine.shift, **changes)
        assert not judge(now(day, "07:30", OUT).problem, edited.plan).feasible, name
        with pytest.raises(InputError):
            accept(log, day, edited, roads=roads)
        assert not log.exists(), f"{name}: nothing was written"


def test_what_was_over_cannot_be_edited(log: Path) -> None:
    # at 09:30 T1 is over and T2 under way; an edited file says that T1 was somebody else's
    day = published()
    late = EngineerOut(at=at("09:30"), engineer="E2")
    made = proposal(day, late, time="09:30")
    (mine,) = [route for route in made.plan.routes if route.engineer == "E1"]
    edited = by_hand(made, mine.shift, visits=mine.visits[1:])
    with pytest.raises(InputError):
        accept(log, day, edited, roads=roads)
    moved = by_hand(
        made, mine.shift, visits=(mine.visits[0].but(start=at("08:30"), finish=at("09:30")), *mine.visits[1:])
    )
    with pytest.raises(InputError, match="T1 stands with E1, 08:10-09:10"):
        accept(log, day, moved, roads=roads)


@pytest.mark.parametrize("only", [None, ("T1",)])
def test_an_edit_that_is_no_plan_of_this_day_is_refused_in_part_too(log: Path, only: tuple[str, ...] | None) -> None:
    day = published()
    made = proposal(day)
    (mine,) = [route for route in made.plan.routes if route.engineer == "E3"]
    twice = by_hand(made, mine.shift, visits=(mine.visits[0], mine.visits[0]))
    with pytest.raises(InputError, match="is served 2 times"):
        accept(log, day, twice, only=only, roads=roads)
    with pytest.raises(InputError, match="is no shift of E2"):
        accept(log, day, by_hand(made, mine.shift, engineer="E2"), only=only, roads=roads)


def test_a_visit_that_was_free_of_its_promise_is_so_when_it_is_accepted(log: Path) -> None:
    # T2 was promised for 12:00; from two hours ahead everything is free, and T1 is cancelled: T2 at 08:15
    early = published(people=1, tickets=(ticket("T1", 10), ticket("T2", 15)), routes=[[0, 1]])
    (route,) = early.published.routes  # type: ignore[union-attr]
    noon = route.visits[1].but(arrive=at("12:00"), start=at("12:00"), finish=at("13:00"))
    plan = early.published.but(routes=(route.but(visits=(route.visits[0], noon), end=at("13:15")),))  # type: ignore[union-attr]
    day = early.replace(published=plan)
    gone = TicketCancelled(at=at("07:30"), ticket="T1")
    made = replan(now(day, "07:30", gone), iterations=100, threads=1, pins=Pins(free_after=2 * 3600))
    assert made.plan.served()["T2"][1].start == at("08:15")
    assert (made.freed, made.customers) == (("T2",), ())
    accepted = accept(log, day, Proposal.from_json(made.to_json(CLOCK), CLOCK), roads=roads)
    assert accepted.proposal.plan == made.plan
    assert rebuild(log, day).published == made.plan


def test_an_edit_that_keeps_every_rule_is_accepted_and_shown_as_it_is(log: Path) -> None:
    # somebody moves T4, which the proposal leaves with E2, to the end of E3's list
    day = published()
    made = proposal(day)
    wanted = replan(now(day, "07:30", OUT), iterations=400, pins=None)
    places = {route.shift: [id for id in route.tickets if id != "T4"] for route in wanted.plan.routes}
    problem = now(day, "07:30", OUT).problem
    compiled = compile(problem)
    lists = [places.get(shift, []) + (["T4"] if engineer == "E3" else []) for engineer, shift in compiled.shifts]
    plan = assemble(problem, compiled, [[compiled.ticket_index[id] for id in ids] for ids in lists])
    assert judge(problem, plan).feasible
    accepted = accept(log, day, made.but(plan=plan), roads=roads).proposal
    assert accepted.plan.served()["T4"][0].engineer == "E3"
    change = next(change for change in accepted.changes if change.ticket == "T4")
    assert (change.kind, change.engineer, change.told) == ("moved", "E3", True)
    assert accepted.after.cost == judge(problem, accepted.plan).cost

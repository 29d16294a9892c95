"""Graded pins: what is kept of a published visit, and pins that cannot hold."""

from __future__ import annotations

import pytest

from models.errors import InputError
from models.events import EngineerOut, Event, Freeze, TicketArrived
from models.sections.replanning import Replanning
from models.text import in_chinese
from models.ticket import Named, Pin, Window
from scheduler.replan import Pins, Proposal, replan
from tests.compile.small import MINUTE, ticket
from tests.replan.small import at, now, published

WORK = 400
URGENT = TicketArrived(
    at=at("07:30"), ticket=ticket("N1", 12, priority=1, windows=(Window(start=at("08:00"), end=at("08:20")),))
)
"""Somebody must be at km 12 by 08:20; everybody is at km 0 at 07:30 and departs at 08:00."""


def visit(proposal: Proposal, id: str) -> tuple[str, int] | None:
    found = proposal.plan.served().get(id)
    return None if found is None else (found[0].engineer, found[1].start)


def test_a_pinned_person_stays_though_the_time_does_not() -> None:
    # E1 is out until 12:00; T1 pinned to the person waits for E1, T2 goes to somebody else in time
    out = EngineerOut(at=at("07:30"), engineer="E1", until=at("12:00"))
    proposal = replan(now(published(), "07:30", out), iterations=WORK, pins=Pins({"T1": "person"}))
    kept = visit(proposal, "T1")
    assert kept is not None
    assert kept[0] == "E1"
    assert kept[1] >= at("12:00")
    other = visit(proposal, "T2")
    assert other is not None
    assert other[0] != "E1"


def test_a_pinned_time_stays_though_the_person_does_not() -> None:
    out = EngineerOut(at=at("07:30"), engineer="E1", until=at("12:00"))
    proposal = replan(now(published(), "07:30", out), iterations=WORK, pins=Pins({"T1": "time"}))
    assert visit(proposal, "T1") == ("E3", at("08:10"))


def test_person_and_time_pinned_stay_both() -> None:
    proposal = replan(now(published(people=2), "07:30", URGENT), iterations=WORK, pins=Pins({"T1": "both"}))
    assert visit(proposal, "T1") == ("E1", at("08:10"))


def test_a_pinned_order_is_kept() -> None:
    # N1 first leaves T1 and T2 until 09:12, and T2 begins by 09:30: free, T2 overtakes T1; pinned, it does not
    soon = (Window(start=at("08:00"), end=at("09:30")),)
    day = published(people=1, tickets=(ticket("T1", 10), ticket("T2", 10, windows=soon)), routes=[[0, 1]])
    free = replan(now(day, "07:30", URGENT), iterations=WORK)
    pinned = replan(now(day, "07:30", URGENT), iterations=WORK, pins=Pins({"T1": "order", "T2": "order"}))
    order = [id for id in free.plan.routes[0].tickets if id != "N1"]
    assert order == ["T2", "T1"]
    assert [id for id in pinned.plan.routes[0].tickets if id != "N1"] in (["T1", "T2"], ["T1"], ["T2"])


def test_a_sequence_is_served_in_its_order_whoever_serves_it() -> None:
    proposal = replan(now(published(), "07:30", URGENT), iterations=WORK, pins=Pins(orders=(("T3", "T1", "T2"),)))
    starts = [found[1] for id in ("T3", "T1", "T2") if (found := visit(proposal, id)) is not None]
    assert len(starts) == 3
    assert starts == sorted(starts)
    assert len(set(starts)) == 3


def test_pins_far_ahead_do_not_hold() -> None:
    out = EngineerOut(at=at("07:30"), engineer="E1")
    proposal = replan(
        now(published(), "07:30", out), iterations=WORK, pins=Pins({"T2": "time"}, free_after=30 * MINUTE)
    )
    assert proposal.customers == (), "both visits begin more than half an hour from now"


def refused(pins: Pins, *events: Event, day: object = None, **fields: object) -> list[str]:
    """The rules of the troubles, all at once."""
    problem = published() if day is None else day
    with pytest.raises(InputError) as error:
        replan(now(problem, "07:30", *events), iterations=WORK, pins=pins)  # type: ignore[arg-type]
    assert all(one.value or one.field for one in error.value.troubles)
    return [one.rule for one in error.value.troubles]


def test_pins_to_somebody_who_is_out_or_not_allowed_are_refused_all_at_once() -> None:
    out = EngineerOut(at=at("07:30"), engineer="E1")
    with pytest.raises(InputError) as error:
        replan(now(published(), "07:30", out), iterations=WORK, pins=Pins({"T1": "both", "T2": "person", "T3": "time"}))
    text = str(error.value)
    assert "T1 cannot be pinned to E1 at 08:10: E1 is away" in text
    assert "T2 cannot be pinned to E1: E1 is away" in text
    assert "T3" not in text


def test_a_pin_of_the_days_own_that_cannot_hold_is_said_and_the_rest_of_the_day_is_planned() -> None:
    """Once such a day could be planned at night and never again."""
    tickets = (ticket("T1", 10), ticket("T2", 15, excluded=(Named(engineer="E3"),), pin=Pin(engineer="E3")),
               ticket("T3", 5), ticket("T4", 8))  # fmt: skip
    day = published(tickets=tickets, routes=[[0], [2, 3]])
    calm = replan(now(day, "07:30"), iterations=WORK)
    assert calm.plan == day.published
    for proposal in (calm, replan(now(day, "07:30", URGENT), iterations=WORK)):
        assert proposal.plan.unserved == ("T2",)
        (note,) = proposal.notes
        assert "T2 cannot be pinned to E3" in note and "[named-engineers]" in note
        assert "T2" in in_chinese(note) and "固定" in in_chinese(note)


def test_who_was_pinned_by_the_day_to_somebody_who_falls_ill_stays_unserved_and_it_is_said() -> None:
    tickets = (ticket("T1", 10, pin=Pin(engineer="E1")), ticket("T2", 15), ticket("T3", 5))
    day = published(tickets=tickets, routes=[[0, 1], [2]])
    proposal = replan(now(day, "07:30", EngineerOut(at=at("07:30"), engineer="E1")), iterations=WORK)
    assert proposal.plan.unserved == ("T1",)
    assert proposal.plan.served()["T2"][0].engineer != "E1"
    assert proposal.notes[0].startswith("T1 cannot be pinned to E1: E1 is away")


OVERLAPPING = (ticket("T1", 10, pin=Pin(engineer="E1", start=at("10:00"))),
               ticket("T2", 15, pin=Pin(engineer="E1", start=at("10:30"))), ticket("T3", 5))  # fmt: skip


def test_times_of_the_days_own_pins_that_overlap_are_said_by_name() -> None:
    day = published(tickets=OVERLAPPING, routes=[[2]])
    proposal = replan(now(day, "07:30", URGENT), iterations=WORK)
    assert len({"T1", "T2"} & set(proposal.plan.served())) == 1
    (note,) = proposal.notes
    assert note.startswith("T1 and T2 are pinned to E1 at 10:00 and 10:30")
    assert "11:05" in note  # an hour of work, and five minutes on the road


def test_times_pinned_to_one_engineer_that_overlap_are_refused_by_name() -> None:
    # as published T1 is served 08:10-09:10; somebody wants T2, which the day pins to 09:05, where it cannot be as well
    tickets = (ticket("T1", 10), ticket("T2", 15), ticket("T3", 5))
    day = published(tickets=tickets, routes=[[0, 1], [2]])
    pinned = tuple(one.but(pin=Pin(engineer="E1", start=at("09:05"))) if one.id == "T2" else one for one in day.tickets)
    with pytest.raises(InputError, match="T1 and T2 are pinned to E1 at 08:10 and 09:05") as error:
        replan(now(day.replace(tickets=pinned), "07:30", URGENT), iterations=WORK, pins=Pins({"T1": "both"}))
    assert [one.rule for one in error.value.troubles] == ["pins-overlap"]


def test_orders_in_a_circle_are_refused_by_name() -> None:
    pins = Pins(orders=(("T1", "T2"), ("T2", "T3"), ("T3", "T1")))
    with pytest.raises(InputError, match="go round in a circle") as error:
        replan(now(published(), "07:30", URGENT), iterations=WORK, pins=pins)
    assert all(id in str(error.value) for id in ("T1", "T2", "T3"))


@pytest.mark.parametrize(
    ("pins", "rule"),
    [
        (Pins({"T9": "person"}), "unknown-ticket"),
        (Pins({"N1": "person"}), "not-published"),
        (Pins(orders=(("T1", "T9"),)), "unknown-ticket"),
    ],
)
def test_what_cannot_be_pinned_is_refused(pins: Pins, rule: str) -> None:
    assert refused(pins, URGENT) == [rule]


def test_a_visit_under_way_cannot_be_pinned() -> None:
    with pytest.raises(InputError, match="nothing to pin any more"):
        replan(now(published(), "08:30", EngineerOut(at=at("08:30"), engineer="E2")), pins=Pins({"T1": "person"}))


def test_a_pin_of_the_ticket_and_another_one_contradict() -> None:
    tickets = (ticket("T1", 10, pin=Pin(engineer="E3")), ticket("T2", 15))
    day = published(tickets=(ticket("T1", 10), ticket("T2", 15)), routes=[[0, 1]]).replace(tickets=tickets)
    assert refused(Pins({"T1": "person"}), URGENT, day=day) == ["pins-contradict"]


def test_pins_are_read_from_words() -> None:
    assert Pins.parse(["T1=person", "T2 = order"], ["T1,T2, T3"]) == Pins(
        {"T1": "person", "T2": "order"}, (("T1", "T2", "T3"),)
    )
    with pytest.raises(InputError) as error:
        Pins.parse(["T1", "T2=persn", "T3=time", "T3=both"], ["T1"])
    assert [one.rule for one in error.value.troubles] == ["pin", "pin", "pins-contradict", "order"]
    assert "you mean 'person'" in str(error.value)


def test_the_policy_says_what_is_frozen_and_who_may_be_diverted() -> None:
    day = published()
    # 09:12: E1 is on the way from T1 to T2, E2 at work on T4
    assert [one.id for one in now(day, "09:12").problem.open_tickets] == []
    policy = day.policy.with_section(Replanning(divert=True))
    assert [one.id for one in now(day.replace(policy=policy), "09:12").problem.open_tickets] == ["T2"]
    frozen = day.policy.with_section(Replanning(freeze_minutes=90))
    assert [one.id for one in now(day.replace(policy=frozen), "07:50").problem.open_tickets] == []
    assert len(now(day.replace(policy=frozen), "07:50", ahead=Freeze()).problem.open_tickets) == 4

"""What was received makes the state, whatever the order of receipt; late, twice, taken back, contradicting.

A kilometre is a minute. E1 serves T1 08:10-09:10 at km 10 and T2 09:15-10:15 at km 15, E2 serves T3 08:05-09:05 at
km 5.
"""

from __future__ import annotations

import random
from functools import cache
from itertools import permutations

import pytest

from models.errors import InputError
from models.events import (
    DisputeRuled,
    EngineerLate,
    Event,
    NoShow,
    PlanPublished,
    ReportWithdrawn,
    State,
    TicketArrived,
    TicketCancelled,
    VisitFinished,
    VisitOnTheWay,
    VisitOverruns,
    VisitStarted,
    agreed,
    fold,
    situation_of,
)
from models.plan import Plan
from models.problem import Problem
from scheduler.compile import assemble, compile
from tests.compile.small import HOUR, MINUTE, Bound, Driving, Left, engineer, problem, ticket


def at(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * HOUR + int(minutes) * MINUTE


@cache
def opened() -> State:
    tickets = (ticket("T1", 10), ticket("T2", 15), ticket("T3", 5))
    day = problem((engineer("E1"), engineer("E2")), tickets, Bound(), Driving(), Left())
    return State(day, plan(day, [0, 1], [2]))


def plan(day: Problem, *routes: list[int]) -> Plan:
    made: Plan = assemble(day, compile(day), list(routes))
    return made


def rules(state: State) -> list[str]:
    return [dispute.trouble.rule for dispute in state.open_disputes if dispute.trouble is not None]


def test_late_news_stand_where_they_belong_and_replace_what_was_assumed() -> None:
    """At 09:30 it is assumed that T2 began at 09:15; then it is learnt that T1 lasted until 09:20."""
    assumed = fold(opened(), [VisitStarted(at=at("08:10"), ticket="T1"), EngineerLate(at=at("09:30"), engineer="E2",
                                                                                      until=at("10:00"))])  # fmt: skip
    assert situation_of(assumed, "09:30").fixed["T2"][1] == at("09:15")
    known = fold(assumed, [VisitFinished(at=at("09:31"), happened=at("09:20"), ticket="T1")])
    assert known.of("T1").finished == at("09:20") and known.now == at("09:31")
    assert situation_of(known, "09:31").fixed["T2"][1] == at("09:25")


def test_a_report_dated_before_the_last_one_is_received_now_and_happened_then() -> None:
    state = fold(opened(), [VisitStarted(at=at("09:15"), ticket="T2")])
    state = fold(state, [NoShow(at=at("08:30"), ticket="T3")])
    late = state.received[-1]
    assert (late.at, late.when) == (at("09:15"), at("08:30")) and state.of("T3").failed == at("08:30")


DAY: tuple[Event, ...] = (
    VisitStarted(at=at("08:12"), ticket="T1", sender="phone-1", counter=1),
    VisitFinished(at=at("09:00"), ticket="T1", sender="phone-1", counter=2),
    VisitOnTheWay(at=at("09:02"), ticket="T2", sender="phone-1", counter=3),
    VisitStarted(at=at("08:05"), ticket="T3", sender="phone-2", counter=1),
    NoShow(at=at("08:20"), ticket="T3", sender="phone-2", counter=2),
    TicketArrived(at=at("08:30"), ticket=ticket("N1", 7), sender="erp", counter=1),
    TicketCancelled(at=at("08:50"), ticket="N1", sender="erp", counter=2),
    VisitStarted(at=at("08:40"), ticket="T1", sender="desk"),  # contradicts: phone-1 said 08:12
)


def received(order: list[Event], now: int) -> list[Event]:
    """As if these came in one after the other, all of them late."""
    return [event.late(now + second) for second, event in enumerate(order)]


def test_any_order_of_receipt_that_keeps_each_senders_order_leads_to_the_same_state() -> None:
    wanted = fold(opened(), DAY)
    assert rules(wanted) == ["contradicts-state"] and wanted.of("T1").started == at("08:12")
    dice = random.Random(3)
    for _ in range(30):
        queues = [
            [event for event in DAY if event.sender == sender] for sender in ("phone-1", "phone-2", "erp", "desk")
        ]
        order = []
        while any(queues):
            order.append(dice.choice([queue for queue in queues if queue]).pop(0))
        late = received(order, at("10:00"))
        assert fold(opened(), late) == wanted
        state = opened()
        for event in late:  # the disputes on the way come and go
            state = fold(state, [event])
        assert state == wanted and [dispute.id for dispute in state.disputes] == [d.id for d in wanted.disputes]


def test_a_report_that_was_sent_twice_counts_once() -> None:
    once = fold(opened(), [VisitStarted(at=at("08:12"), ticket="T1", key="k1")])
    twice = fold(once, [VisitStarted(at=at("08:30"), happened=at("08:12"), ticket="T1", key="k1")])
    assert twice == once and twice.received == once.received and not twice.disputes


def test_a_key_that_was_used_for_another_report_is_a_dispute_whichever_came_first() -> None:
    one, two = VisitStarted(at=at("08:12"), ticket="T1", key="k"), NoShow(at=at("08:20"), ticket="T3", key="k")
    for order in permutations([one.late(at("10:00")), two.late(at("10:00"))]):
        state = fold(opened(), order)
        assert rules(state) == ["key-used"]
        assert state.of("T1").started == at("08:12") and state.of("T3").failed is None


def test_a_report_that_was_taken_back_does_not_count_and_is_not_erased() -> None:
    wrong = VisitFinished(at=at("08:40"), ticket="T1", key="w")
    state = fold(opened(), [wrong, ReportWithdrawn(at=at("08:50"), report="w", key="back")])
    assert state.of("T1").finished is None and dict(state.withdrawn) == {"w": "back"} and wrong in state.received
    again = fold(state, [ReportWithdrawn(at=at("08:55"), report="back")])
    assert again.of("T1").finished == at("08:40")


def test_taking_back_what_nobody_said_is_a_dispute_until_it_comes_in() -> None:
    back = ReportWithdrawn(at=at("08:50"), report="w")
    state = fold(opened(), [back])
    assert rules(state) == ["unknown-report"]
    state = fold(state, [VisitFinished(at=at("08:55"), happened=at("08:40"), ticket="T1", key="w")])
    assert rules(state) == [] and state.of("T1").finished is None


def test_a_decision_is_not_taken_back_like_a_report() -> None:
    state = opened()
    assert state.published is not None
    decided = PlanPublished(at=at("08:00"), plan=state.published, key="p")
    assert rules(fold(state, [decided, ReportWithdrawn(at=at("08:50"), report="p")])) == ["unknown-report"]


def test_a_dispute_blocks_nothing_and_ends_when_what_was_missing_comes_in() -> None:
    """N1 was cancelled before anybody here knew that it had arrived."""
    early = [TicketCancelled(at=at("08:50"), ticket="N1"), VisitFinished(at=at("09:00"), ticket="T3")]
    state = fold(opened(), early)
    assert rules(state) == ["unknown-ticket"] and state.of("T3").finished == at("09:00")
    state = fold(state, [TicketArrived(at=at("09:10"), happened=at("08:45"), ticket=ticket("N1", 7))])
    assert rules(state) == [] and state.problem.ticket["N1"].status == "cancelled"


def test_somebody_rules_that_a_disputed_report_counts_or_is_dropped() -> None:
    disputed = VisitStarted(at=at("08:40"), ticket="T1", key="second")
    state = fold(opened(), [VisitStarted(at=at("08:12"), ticket="T1"), disputed])
    assert rules(state) == ["contradicts-state"]
    ruling = DisputeRuled(at=at("09:00"), report="second", ruling="drop", why="pressed twice", who="p-1")
    dropped = fold(state, [ruling])
    assert dropped.open_disputes == () and dropped.of("T1").started == at("08:12")
    assert [(dispute.ruling, dispute.why) for dispute in dropped.disputes] == [("dropped", "pressed twice")]
    applied = fold(dropped, [ruling.but(at=at("09:05"), ruling="apply", why="the first was a mistake")])
    assert applied.open_disputes == () and applied.of("T1").started == at("08:40")


@pytest.mark.parametrize(
    ("report", "ruling", "why", "rule"),
    [
        ("second", "drop", "pressed twice", None),
        ("second", "apply", "", "no-reason"),
        ("other", "drop", "pressed twice", "unknown-dispute"),
        ("nobody", "drop", "no such ticket", None),
        ("nobody", "apply", "no such ticket", "nothing-to-apply"),
    ],
)
def test_a_ruling_is_about_a_dispute_has_a_reason_and_something_to_apply(
    report: str, ruling: str, why: str, rule: str | None
) -> None:
    first = VisitStarted(at=at("08:12"), ticket="T1")
    second, nobody = first.but(at=at("08:40"), key="second"), NoShow(at=at("08:50"), ticket="T9", key="nobody")
    state = fold(opened(), [first, second, nobody])
    found = DisputeRuled.model_validate({"at": at("09:00"), "report": report, "ruling": ruling, "why": why})
    refused = found.refusal(state)
    assert (refused and refused.rule) == rule


def test_a_ruling_that_a_visit_took_place_puts_it_on_the_list_of_who_was_there() -> None:
    """T3 is on E2's list, and E1 says that she has begun it: asked by telephone, she is right."""
    state = fold(opened(), [VisitStarted(at=at("08:40"), ticket="T3", engineer="E1", key="k")])
    assert rules(state) == ["contradicts-state"]
    state = fold(state, [DisputeRuled(at=at("08:45"), report="k", ruling="apply", why="she passed by")])
    found = state.visit("T3")
    assert found is not None and found[0].engineer == "E1" and state.of("T3").started == at("08:40")
    assert situation_of(state, "08:45").fixed["T3"][0].engineer == "E1"


def test_what_had_begun_stays_where_it_was_although_a_plan_gave_it_to_somebody_else() -> None:
    """At 09:20 T2 goes to E2, because E1 was thought to be late; then it is learnt that E1 had begun it at 09:16."""
    state = fold(opened(), [EngineerLate(at=at("09:11"), engineer="E1", until=at("11:00"))])
    decided = PlanPublished(at=at("09:20"), plan=plan(state.problem, [0], [2, 1]), key="p2")
    state = fold(state, [decided])
    assert state.published is not None and state.published.served()["T2"][0].engineer == "E2"
    state = fold(state, [VisitStarted(at=at("09:40"), happened=at("09:16"), ticket="T2")])
    assert state.published is not None and state.published.served()["T2"][0].engineer == "E1"
    assert state.overtaken == (("p2", "T2"),)


def test_who_has_left_for_the_next_customer_is_no_longer_at_the_one_before() -> None:
    """Nobody reported the end of T1, planned until 09:10; at 08:50 E1 sets out for T2, five minutes away."""
    state = fold(opened(), [VisitOnTheWay(at=at("08:50"), ticket="T2")])
    now = situation_of(state, "08:52")
    (stand,) = (stand for stand in now.stands.values() if stand.engineer == "E1")
    assert stand.fixed[0].finish == at("08:50")
    assert stand.fixed[1].ticket == "T2" and stand.known["T2"] == "under-way"


def test_who_is_there_can_put_it_right_at_once() -> None:
    with pytest.raises(InputError, match="no ticket T9"):
        agreed(opened(), [NoShow(at=at("08:50"), ticket="T9")])


def test_of_one_second_reports_come_before_the_decision_that_had_them_in_mind() -> None:
    """The new ticket and the plan that serves it are of the same second, whichever is received first."""
    state = opened()
    new = TicketArrived(at=at("09:20"), ticket=ticket("N1", 7))
    after = fold(state, [new])
    decided = PlanPublished(at=at("09:20"), plan=plan(after.problem, [0, 1], [2, 3]), key="p2")
    for order in permutations([new, decided]):
        found = fold(state, order)
        assert found.published is not None and "N1" in found.published.served()


def test_an_overrun_that_became_known_later_counts_from_when_it_was_said() -> None:
    state = fold(opened(), [VisitOverruns(at=at("11:00"), happened=at("09:05"), ticket="T1", until=at("09:40"))])
    assert not state.disputes and state.of("T1").expected == at("09:40")

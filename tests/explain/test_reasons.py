from __future__ import annotations

import pytest

from models.plan import Plan
from models.problem import Problem
from models.shapes import PlanRow, Rule
from models.ticket import Ticket
from scheduler.compile import assemble, compile
from scheduler.explain import Reason, unserved_reasons
from tests.compile.small import HOUR, Allow, Bound, Count, Driving, Left, Visits, engineer, problem, ticket

PEOPLE = (engineer("E1"), engineer("E2"))
NOBODY = Allow(forbidden=(("E1", "T1"), ("E2", "T1")))


def reason(day: Problem, routes: list[list[int]], id: str = "T1") -> Reason:
    return unserved_reasons(day, assemble(day, compile(day), routes))[id]


def day_of(*rules: Rule, tickets: tuple[Ticket, ...] = (ticket("T1", 10), ticket("T2", 10))) -> Problem:
    return problem(PEOPLE, tickets, Bound(), Driving(), *rules)


def test_nobody_may_serve_it() -> None:
    said = reason(day_of(Left(), NOBODY), [[], []])
    assert said.code == "nobody-allowed"
    assert said.sentence == "T1: none of 2 engineers may serve it; ruled out by allow 2"
    assert said.text("zh") == "T1：2 名工程师均不可派；排除原因：允许 2"
    assert said.detail == "E1@24: E1 may not serve T1; E2@24: E2 may not serve T1"


def test_everybody_who_may_is_full() -> None:
    said = reason(day_of(Left(), Visits(visits=1), Allow(forbidden=(("E2", "T1"),))), [[1], []])
    assert said.code == "no-room"
    assert said.sentence == "T1: 1 of 2 engineers may serve it, none has room; in the way: visits 1"
    assert said.data["ruled_out"] == {"allow": 1}


def test_a_limit_of_the_whole_plan_is_in_the_way() -> None:
    row = PlanRow("part pump", 1, None, {("*", "T1"): 1, ("*", "T2"): 1})
    said = reason(day_of(Left(), Count(made=lambda _: (row,))), [[1], []])
    assert said.code == "plan-limit"
    assert said.detail.startswith("E1@24: part pump: 2, 1 more than 1")


def test_serving_it_costs_more_than_leaving_it() -> None:
    # Out and back is 20 minutes at 60 an hour, that is 20.00; leaving it costs 5.00.
    said = reason(day_of(Left(price=5000)), [[], []])
    assert said.code == "too-dear"
    assert said.sentence == "T1: the cheapest, E1 at 08:10, costs 20.00 CNY, 15.00 CNY more than leaving it (5.00 CNY)"
    assert "需 20.00 CNY，比不派（5.00 CNY）多 15.00 CNY" in said.sentence_zh
    assert (said.data["price"], said.data["unserved"], said.data["more"]) == (20_000, 5000, 15_000)


def test_a_plan_that_could_be_better_says_so() -> None:
    said = reason(day_of(Left(price=50_000)), [[], []])
    assert said.code == "could-be-served"
    assert "30.00 CNY less than leaving it" in said.sentence


def test_without_shifts_there_is_nobody() -> None:
    day = problem((engineer("E1").but(shifts=()),), (ticket("T1"),), Left())
    assert unserved_reasons(day, Plan(unserved=("T1",)))["T1"].code == "no-shift"


def test_two_shifts_of_an_engineer_count_once() -> None:
    one = engineer(
        "E1", *(engineer("E1").shifts[0].but(id=f"E1@{d}", start=d * 86400, end=d * 86400 + HOUR) for d in (1, 2))
    )
    said = unserved_reasons(problem(one, ticket(duration=2 * HOUR), Bound()), Plan(unserved=("T1",)))["T1"]
    assert said.sentence == "T1: none of 1 engineers may serve it; ruled out by bound 1"


def test_reasons_are_given_for_all_that_is_left_and_nothing_else() -> None:
    day = day_of(Left(), tickets=(ticket("T1"), ticket("T2"), ticket("T3").but(status="cancelled")))
    assert set(unserved_reasons(day, assemble(day, compile(day), [[0], []]))) == {"T2"}


def test_of_thousands_unserved_the_most_urgent_are_looked_at_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three tickets that nobody serves and room for one full look: the others say what is known without it."""
    from models.plan import Plan
    from models.rules.crew_and_order import CrewAndOrder
    from scheduler.explain import reasons
    from tests.compile.small import problem, ticket

    monkeypatch.setattr(reasons, "MOST", 1)
    tickets = (ticket("T1", priority=4), ticket("T2", priority=1), ticket("T3", priority=4, crew_size=2))
    found = reasons.unserved_reasons(problem((), tickets, CrewAndOrder()), Plan(unserved=("T1", "T2", "T3")))
    assert {id: why.code for id, why in found.items()} == {
        "T1": "many-unserved", "T2": "too-dear", "T3": "by-hand",
    }  # fmt: skip

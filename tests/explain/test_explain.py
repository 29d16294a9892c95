from __future__ import annotations

import json

import pytest

from models.errors import InputError
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from scheduler.compile import assemble, compile
from scheduler.explain import explain
from scheduler.explain.late import late_rules
from tests.compile.small import Allow, Bound, Driving, Left, Priced, Visits, engineer, problem, ticket
from tests.properties.random_days import random_problem, random_routes

PEOPLE = tuple(engineer(id) for id in ("E1", "E2", "E3"))


def day(*more: Allow | Visits) -> Problem:
    tickets = (ticket("T1", 10), ticket("T2", 14), ticket("T3", 3).but(status="finished"))
    rules = (Bound(), Driving(), Left(price=500_000), Priced(prices={"E2/T1": 7000}), *more)
    return problem(PEOPLE, tickets, *rules)


def test_a_served_ticket_has_its_price_and_the_next_best_engineers() -> None:
    problem = day(Allow(forbidden=(("E3", "T1"),)))
    said = explain(problem, assemble(problem, compile(problem), [[0], [], []]), "T1", resolve=False)
    assert said.served
    assert said.current is not None
    assert (said.current.engineer, said.current.price, said.current.parts) == ("E1", 20_000, {"driving": 20_000})
    assert said.sentence == "T1 is served by E1 at 08:10 for 20.00 CNY; leaving it would cost 500.00 CNY"
    assert [(one.engineer, one.price) for one in said.candidates] == [("E1", 20_000), ("E2", 27_000), ("E3", None)]
    assert str(said).splitlines() == [
        said.sentence,
        "  driving 20.00",
        "other engineers, at once:",
        "  E2@24  08:10-09:10  27.00 CNY  (driving 20.00, priced 7.00)",
        "  E3@24  allow: E3 may not serve T1",
    ]
    assert "其他人选（仅插入）：" in said.text("zh")


def test_a_ticket_in_a_poor_place_has_the_price_of_that_place() -> None:
    # E2 drives 20 minutes for T1 and costs 7.00 more than others; E3 passes by on the way to T2.
    problem = day()
    said = explain(problem, assemble(problem, compile(problem), [[], [0], [1]]), "T1")
    assert said.current is not None
    assert said.current.price == 27_000
    assert [(one.engineer, one.price) for one in said.candidates] == [("E3", 0), ("E1", 20_000), ("E2", 27_000)]


def test_an_unserved_ticket_has_its_reason_and_all_engineers() -> None:
    problem = day()
    said = explain(problem, assemble(problem, compile(problem), [[0], [], []]), "T2", resolve=False)
    assert not said.served
    assert said.current is None
    assert said.code == "could-be-served"
    assert said.unserved_price == 500_000
    assert said.summary is not None
    assert said.summary.sentence == "of 3 engineers 3 could serve it for less than leaving it"
    assert len(str(said).splitlines()) == 3 + len(PEOPLE)


def test_it_is_plain_data_too() -> None:
    problem = day(Allow(forbidden=(("E3", "T1"),)))
    data = explain(problem, assemble(problem, compile(problem), [[0], [], []]), "T1").as_dict()
    assert json.loads(json.dumps(data)) == data
    assert data["current"]["start"] == "2026-11-24T08:10:00+08:00"
    assert data["candidates"][1]["price"] == 27.0
    assert data["candidates"][2]["obstacles"] == [
        {"rule": "allow", "message": "E3 may not serve T1", "message_zh": "E3 may not serve T1"}
    ]


def test_unknown_and_closed_tickets_are_refused() -> None:
    problem = day()
    plan = assemble(problem, compile(problem), [[0], [], []])
    with pytest.raises(InputError, match="there is no such ticket"):
        explain(problem, plan, "T9")
    with pytest.raises(InputError, match="ticket T3 is finished; there is nothing left to plan"):
        explain(problem, plan, "T3")


def test_an_effort_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(InputError) as error:
        explain(day(), Plan(), "T1", iterations=0, limit=0)
    assert [one.field for one in error.value.troubles] == ["iterations", "limit"]


def test_a_plan_made_by_hand_that_breaks_a_rule_is_explained_all_the_same() -> None:
    easy, strict = day(), day(Visits(visits=1))
    plan = assemble(easy, compile(easy), [[0, 1], [], []])
    said = explain(strict, plan, "T2")
    assert said.code == "breaks-a-rule"
    assert said.sentence.endswith("which breaks a rule: E1@24 makes at most 1 visits")
    assert said.candidates[0].price is not None  # somebody else could


@pytest.mark.parametrize("seed", range(12))
def test_any_ticket_of_any_plan_can_be_explained(seed: int) -> None:
    problem = random_problem(seed, days=1 + seed % 2)
    compiled = compile(problem)
    plan = assemble(problem, compiled, random_routes(seed, compiled))
    for id in compiled.tickets:
        said = explain(problem, plan, id, compiled, iterations=300)
        assert said.served is (id in plan.served())
        if said.code == "breaks-a-rule":  # random routes may exceed limits of the whole plan
            assert not judge(problem, plan).feasible
        elif said.current is not None:
            start = plan.served()[id][1].start
            visit = plan.served()[id][1]
            late = late_rules(problem, problem.ticket[id], visit.start, visit.finish)
            assert (said.code, said.current.start) == ("served-late" if late else "served", start)
            assert said.reason.data["rules"] == late
            assert sum(said.current.parts.values()) == said.current.price
        assert len(said.candidates) == len(compiled.shifts)
        assert said.engineers.keys() == {engineer for engineer, _ in compiled.shifts}
        for remedy in said.remedies:
            assert judge(remedy.problem, remedy.plan).feasible
            assert id in remedy.plan.served()
        for other in said.alternatives:
            assert judge(problem, other.plan).feasible
            assert other.plan.served()[id][0].engineer == other.engineer
        for language in ("en", "zh"):
            assert id in said.text(language)

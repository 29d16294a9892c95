"""Why not: what a forced pair does, on days small enough to know the best answer."""

from __future__ import annotations

import json

import pytest

from models.errors import InputError
from models.judge import judge
from models.money import money
from models.plan import Plan
from models.problem import Problem
from models.rules.longest_overtime import LongestOvertime
from models.rules.pinned_engineer import PinnedEngineer
from models.rules.standing import Standing
from models.rules.travel_cost import TravelCost
from models.rules.unserved_cost import UnservedCostRule
from models.shapes import Rule
from models.ticket import Pin, Ticket
from scheduler.compile import assemble, compile
from scheduler.explain import WhyNot, why_not
from scheduler.planning.plan import plan
from scheduler.wording.codes import VERDICTS
from tests.compile.small import HOUR, Allow, Priced, Shift, Van, Visits, When, engineer, place, problem, ticket
from tests.properties.random_days import random_problem

PRICES = (UnservedCostRule(price={1: 9000, 2: 5000, 3: 2000, 4: 800}), TravelCost(per_hour=60, per_km=0))
APART = Allow(forbidden=(("E2", "T1"),))
"""So that E2 does not simply take both."""
SHORT = Shift(id="E2@24", start=8 * HOUR, end=10 * HOUR)


def day(*rules: Rule, tickets: tuple[Ticket, ...] = (ticket("T1", 10), ticket("T2", 14)), **second: object) -> Problem:
    people = (engineer("E1"), engineer("E2", **second))
    return problem(people, tickets, LongestOvertime(minutes=0), *rules, *PRICES)


def best(of: Problem) -> Plan:
    result = plan(of, gap=0.0, seconds=20)
    assert result.gap == 0
    return result.plan


def ask(of: Problem, known: Plan, id: str = "T2", who: str = "E2") -> WhyNot:
    return why_not(of, known, id, who, iterations=300)


def test_it_says_what_it_costs_and_who_drives_more() -> None:
    # E1 does both on one way of 28 minutes; E2 needs 28 minutes of its own for T2, E1 then 20: 20 minutes more.
    of = day(APART)
    known = assemble(of, compile(of), [[0, 1], []])
    said = ask(of, known)
    assert said.code == "costs-more"
    assert said.price == money(20)
    assert said.reason.sentence == "E2 could serve T2 at 08:14 for 20.00 CNY more in all"
    assert said.effects is not None
    assert said.effects.parts == {"travel-cost": money(20)}
    assert [(one.engineer, one.driving, one.overtime) for one in said.effects.engineers] == [
        ("E2", 28 * 60, 0),
        ("E1", -8 * 60, 0),
    ]
    assert "E2: 28 min more driving" in str(said)
    assert "E2：车程增加 28 分钟" in said.text("zh")
    assert said.plan is not None
    assert judge(of, said.plan).feasible


def test_nothing_worse_is_said_when_nothing_is() -> None:
    # Two engineers from the same place: either may go.
    of = day(tickets=(ticket("T2", 14),))
    said = ask(of, assemble(of, compile(of), [[0], []]))
    # E2 drives more than before and E1 less: somebody is worse off.
    assert said.code == "costs-no-more"
    of = problem((engineer("E1"), engineer("E2", start=place(14))), ticket("T2", 14), *PRICES)
    said = ask(of, assemble(of, compile(of), [[0], []]))
    # E2 lives there. The plan was poor, as searching again finds by itself: that is no merit of the question.
    assert (said.code, said.price, said.saved) == ("nothing-worse", 0, money(28))
    assert said.reason.sentence == "E2 could serve T2 at 08:00: nothing gets worse"


def test_who_waits_and_who_is_left_is_named() -> None:
    # E2 works two hours; T1 and T2 take one each, and no way around overtime: T1 goes to E1 after T3.
    calls = (ticket("T1", 10), ticket("T2", 10), ticket("T3", 10, priority=1))
    of = problem((engineer("E1", Shift(id="E1@24", start=8 * HOUR, end=10 * HOUR)), engineer("E2", SHORT)), calls,
                 LongestOvertime(minutes=0), *PRICES)  # fmt: skip
    known = assemble(of, compile(of), [[2], [0]])  # T2 is left
    said = ask(of, known)
    assert said.effects is not None
    assert said.effects.left() == ("T1",)
    assert said.code == "costs-no-more"  # both cost the same to leave
    assert "T1 is left unserved (was E2 at 08:10)" in str(said)
    assert "T1 不再安排（原为 E2 08:10）" in said.text("zh")


def test_later_visits_are_named_with_minutes() -> None:
    # T2 must start by 9:00, so E2 goes there first and comes to T1 at 9:18 instead of 8:10. E2 costs 50.00 there, and
    # one way of 28 minutes instead of two of 28 and 20 saves 20.00.
    of = day(When(spans={"T2": ((8 * HOUR, 9 * HOUR),)}), Priced(prices={"E2/T2": money(50)}),
             Allow(forbidden=(("E1", "T1"),)))  # fmt: skip
    said = ask(of, assemble(of, compile(of), [[1], [0]]))
    assert said.effects is not None
    assert {one.ticket: one.later for one in said.effects.changes if one.later > 0} == {"T1": 68 * 60}
    assert said.effects.parts == {"priced": money(50), "travel-cost": -money(20)}
    assert (said.code, said.price) == ("costs-more", money(30))
    assert "T1 (E2) starts 68 min later, at 09:18" in str(said)
    assert "T1（E2）推迟 68 分钟，改为 09:18" in said.text("zh")


def test_a_forbidden_pair_is_forced_by_waiving_its_rules_by_name() -> None:
    tickets = (ticket("T1", 10), ticket("T2", 14, pin=Pin(engineer="E1"), parts={"pump": 1}))
    of = day(PinnedEngineer(), Allow(forbidden=(("E2", "T2"),)), Standing(), Van(), tickets=tickets,
             standing="suspended")  # fmt: skip
    of = of.replace(engineers=(of.engineers[0].but(van={"pump": 1}), of.engineers[1]))
    said = ask(of, assemble(of, compile(of), [[0, 1], []]))
    assert said.code == "only-by-waiving"
    assert {one.rule for one in said.waived} == {"pinned-engineer", "allow", "standing", "van"}
    assert said.reason.sentence.startswith("E2 could serve T2 at 08:14 only with these rules waived: ")
    assert said.price == money(20)
    assert said.plan is not None
    # Everything else keeps all rules: the judge names exactly what was waived, for this pair.
    broken = judge(of, said.plan).broken
    assert {one.rule for one in broken} <= {one.rule for one in said.waived} | {"plan"}
    assert {one.ticket for one in broken if one.ticket} == {"T2"}


def test_a_waived_rule_holds_for_everybody_else() -> None:
    # E2 may serve neither; only T2 is forced, T1 stays with E1.
    of = day(Allow(forbidden=(("E2", "T1"), ("E2", "T2"))))
    said = ask(of, assemble(of, compile(of), [[0, 1], []]))
    assert said.plan is not None
    assert {id: route.engineer for id, (route, _) in said.plan.served().items()} == {"T1": "E1", "T2": "E2"}


def test_what_does_not_even_fit_alone_cannot_be_forced() -> None:
    of = problem((engineer("E1"), engineer("E2", shifts=())), (ticket("T2", 14),), *PRICES)
    said = ask(of, assemble(of, compile(of), [[0]]))
    assert said.code == "cannot-be-forced"
    assert said.reason.sentence == "E2 cannot serve T2 even if everything else made way: E2 has no shift"
    assert (said.plan, said.price) == (None, None)
    of = day(Visits(visits=0), tickets=(ticket("T2", 14),))
    assert ask(of, Plan(unserved=("T2",))).code == "cannot-be-forced"


def test_it_is_there_already() -> None:
    of = day()
    said = ask(of, assemble(of, compile(of), [[0, 1], []]), who="E1")
    assert said.code == "already-there"
    assert str(said) == "E1 serves T2 in this plan already, at 09:14"


def test_every_verdict_is_shown_above() -> None:
    assert set(VERDICTS) == {
        "already-there", "cannot-be-forced", "costs-more", "costs-no-more", "nothing-worse", "only-by-waiving",
    }  # fmt: skip


def test_a_plan_that_was_poor_is_compared_with_one_that_is_not() -> None:
    # Two ways where one is enough: searching again saves 20.00 by itself, and that is no merit of E2.
    of = problem((engineer("E1"), engineer("E2"), engineer("E3")), (ticket("T1", 10), ticket("T2", 14)),
                 LongestOvertime(minutes=0), *PRICES)  # fmt: skip
    poor = assemble(of, compile(of), [[0], [], [1]])
    said = ask(of, poor)
    assert said.price == money(0)  # E2 for both is as good as E1 or E3 for both
    assert said.saved == money(20)
    assert "searching again finds a plan that is 20.00 CNY cheaper anyway" in str(said)


def test_it_is_plain_data_too_and_the_same_every_time() -> None:
    of = day(APART)
    known = assemble(of, compile(of), [[0, 1], []])
    data = ask(of, known).as_dict()
    assert json.loads(json.dumps(data)) == data
    assert data == ask(of, known).as_dict()
    assert data["effects"]["price"] == 20.0
    assert data["plan"]["routes"]


def test_all_that_is_wrong_is_said_at_once() -> None:
    of = day()
    with pytest.raises(InputError) as error:
        why_not(of, Plan(), "T9", "E9")
    assert [one.rule for one in error.value.troubles] == ["unknown-ticket", "unknown-engineer"]
    assert "Maybe" in str(error.value)


@pytest.mark.parametrize("seed", range(6))
def test_on_small_days_the_price_is_the_difference_of_the_best_plans(seed: int) -> None:
    """Every pair of a random day whose plan is the best: the price of forcing is the exact one."""
    of = random_problem(seed, tickets=5, engineers=3)
    of = of.replace(policy=of.policy.without_rule("told", "stock", "senior-reserve", "change-budget"))
    known = plan(of, gap=0.0, seconds=20)
    assert known.gap == 0
    compiled = compile(of)
    for id in compiled.tickets:
        for who in of.engineers:
            said = why_not(of, known.plan, id, who.id, compiled, iterations=400)
            if said.code in ("already-there", "cannot-be-forced", "only-by-waiving"):
                continue
            assert said.plan is not None
            assert said.plan.served()[id][0].engineer == who.id
            assert judge(of, said.plan).feasible
            assert said.price == forced_exactly(of, id, who.id) - known.cost


def forced_exactly(of: Problem, id: str, who: str) -> int:
    """The cost of the best plan in which somebody serves a ticket: pinned, and dearer to leave than anything."""

    class Dear(UnservedCostRule):
        def cost(self, ticket: Ticket, problem: Problem) -> int:
            return super().cost(ticket, problem) + (10**9 if ticket.id == id else 0)

    tickets = tuple(
        one.but(pin=Pin(engineer=who, start=one.pin.start if one.pin else None)) if one.id == id else one
        for one in of.tickets
    )
    rules = tuple(
        Dear.model_construct(**dict(rule)) if isinstance(rule, UnservedCostRule) else rule for rule in of.policy.rules
    )
    found = plan(of.replace(tickets=tickets, policy=of.policy.but(rules=rules)), gap=0.0, seconds=20)
    assert found.gap == 0
    return judge(of, found.plan).cost

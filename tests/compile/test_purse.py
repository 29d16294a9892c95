from __future__ import annotations

import pytest

from models.errors import InputError
from models.shapes import Late, PlanRow, Rule, ShiftPrice
from scheduler.compile import compile
from scheduler.day import MOST_MONEY
from tests.compile.small import Bound, Count, Driving, LateFinish, LateStart, Left, Pay, Priced, problem, ticket

MUCH = MOST_MONEY + 1


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Left(price=MUCH), "the price 1,099,511,627.78 CNY of leaving ticket T1 unserved is above the limit"),
        (Left(price=-1), r"rule left: the price -0.00 CNY of leaving ticket T1 unserved is negative"),
        (Left(price=10**30), "rule left: .* is above the limit"),
        (Priced(prices={"E1/T1": MUCH}), "rule priced: .* of ticket T1 by engineer E1 is above"),
        (LateStart(late=(Late(0, MUCH, 0),)), "rule late-start: .* of ticket T1 being late is above"),
        (LateFinish(late=(Late(0, 0, MUCH),)), "rule late-finish: .* of ticket T1 being late is above"),
        (LateStart(late=(Late(-(2**29), 0, MOST_MONEY),)), "rule late-start: .* of ticket T1 being late is above"),
        (Driving(hour=MUCH), "rule driving: .* of an hour of driving is above"),
        (Driving(hour=0, kilometre={"E1": MOST_MONEY}), "rule driving: .* of the longest leg is above"),
        (Pay(prices=ShiftPrice(used=MUCH)), "rule pay: .* of any visit on shift E1@24 is above"),
        (Pay(prices=ShiftPrice(overtime_hour=-5)), "rule pay: .* of an hour of overtime on shift E1@24 is negative"),
        (Count(made=lambda _: (PlanRow("told", 0, MUCH, {}, {"E1@24": 1}),)), "rule count: .* a unit above told"),
    ],
)  # fmt: skip
def test_a_price_out_of_bounds_names_rule_price_and_whose_it_is(rule: Rule, words: str) -> None:
    with pytest.raises(InputError, match=words):
        compile(problem((), (), Bound(), rule))


def test_many_wrong_prices_of_a_rule_are_counted_and_all_rules_are_heard() -> None:
    tickets = tuple(ticket(f"T{k}") for k in range(8))
    with pytest.raises(InputError) as error:
        compile(problem((), tickets, Bound(), Left(price=MUCH), Driving(hour=-1)))
    left = [trouble for trouble in error.value.troubles if trouble.field == "rules.left"]
    assert len(left) == 5
    assert "(and 3 more like it)" in left[-1].message
    assert any(trouble.rule == "negative-price" for trouble in error.value.troubles)


def test_prices_that_only_together_are_too_much_name_their_rules() -> None:
    class MoreLeft(Left):
        id = "more-left"

    half = MOST_MONEY // 2 + 1
    with pytest.raises(InputError, match=r"rule left \+ more-left: .* of leaving ticket T1 unserved"):
        compile(problem((), (), Left(price=half), MoreLeft(price=half)))


def test_a_plan_that_could_cost_too_much_names_the_dearest_rules() -> None:
    # A plan limit of 2**21 units at 2**40 each is twice what fits.
    row = PlanRow("told", 0, MOST_MONEY, {}, {"E1@24": 2**21})
    with pytest.raises(InputError, match=r"the worst plan would cost .* most of it: count"):
        compile(problem((), (), Bound(), Count(made=lambda _: (row,))))


def test_the_highest_prices_that_are_allowed_compile() -> None:
    assert compile(problem((), (), Bound(), Left(price=MOST_MONEY))).day.unserved_cost.tolist() == [MOST_MONEY]

"""What every rule of the book must have: a place on the list, a page, two example days, equal fast and slow answers."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

import models.rules
from models.engineer import TierLevel
from models.judge import judge
from models.money import show
from models.policy import Policy
from models.problem import Problem
from models.rules import RULES
from models.shapes import (
    SHAPES,
    FinishCost,
    MayServe,
    PairCost,
    Rule,
    ServeWhen,
    StartCost,
    UnservedCost,
    parameters,
)
from tests.rules.days import posed
from tests.rules.random_days import every_rule, random_problem

every = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def subclasses(kind: type) -> set[type]:
    """All classes below ``kind``."""
    return {kind}.union(*(subclasses(one) for one in kind.__subclasses__()))


def test_every_rule_in_the_package_is_on_the_list_once() -> None:
    for module in pkgutil.iter_modules(models.rules.__path__):
        importlib.import_module(f"models.rules.{module.name}")
    written = {one for one in subclasses(Rule) if one.__module__.startswith("models.rules.")}
    assert written == set(RULES)
    assert len(RULES) == len(set(RULES)) == len({rule.id for rule in RULES})


@every
def test_a_rule_has_a_table_of_its_own(rule: type[Rule]) -> None:
    name = rule.__module__.rsplit(".", 1)[-1]
    file = Path(__file__).with_name(f"test_{name}.py")
    assert file.exists(), (
        f"{rule.id}: write tests/rules/{file.name}: each field that the rule reads, both sides of each edge"
    )


def test_rules_that_stand_in_no_book_have_no_example_days() -> None:
    assert (MayServe.keeps(), MayServe.breaks()) == (None, None)
    assert all(rule.keeps() and rule.breaks() for rule in RULES)


def test_a_rule_that_leaves_out_a_part_of_its_shape_cannot_be_made() -> None:
    class Silent(MayServe):
        """Forbids something and does not say why."""

        def allows(self, engineer: object, ticket: object, problem: object) -> bool:
            return False

    with pytest.raises(TypeError, match="why"):
        Silent()


@every
def test_a_rule_fills_exactly_one_shape(rule: type[Rule]) -> None:
    assert sum(issubclass(rule, shape) for shape in SHAPES) == 1


@every
def test_a_rule_is_named_in_two_languages(rule: type[Rule]) -> None:
    english, chinese = rule.title
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    assert english.isascii() and re.search(r"[一-鿿]", chinese)


@every
def test_a_page_has_a_first_sentence_and_the_sections_why_example_and_fix(rule: type[Rule]) -> None:
    page = rule.__doc__ or ""
    first, _, rest = page.partition("\n\n")
    assert first.strip().endswith(".")
    assert re.findall(r"^ *(\w+)\n *-{3,}$", rest, re.M) == ["Why", "Example", "Fix"]
    example = re.split(r"\n *(?:Example|Fix)\n *-+\n", rest)[1]
    assert re.search(r"\d", example), "a worked example has numbers"


@every
def test_every_parameter_says_what_it_is(rule: type[Rule]) -> None:
    for name, field in parameters(rule).items():
        assert field.description, f"{rule.id}.{name} has no description"


@every
def test_no_number_of_a_policy_may_be_negative(rule: type[Rule]) -> None:
    for name, field in parameters(rule).items():
        number = field.get_default(call_default_factory=True)
        if isinstance(number, int | float) and not isinstance(number, bool | TierLevel):
            assert rule.model_validate({name: 0}) is not None
            with pytest.raises(ValidationError):
                rule.model_validate({name: -0.001 if isinstance(number, float) else -1})
        elif number is None:  # no limit unless somebody says so
            assert rule.model_validate({name: 0}) is not None
            with pytest.raises(ValidationError):
                rule.model_validate({name: -1})


@every
def test_the_example_day_that_keeps_the_rule_breaks_nothing_and_costs_nothing(rule: type[Rule]) -> None:
    problem, plan = posed(rule.keeps())
    report = judge(problem, plan)
    assert report.findings == ()
    assert report.costs == ({} if rule.hard else {rule.id: 0})


@every
def test_the_example_day_that_breaks_the_rule_is_named_by_the_judge(rule: type[Rule]) -> None:
    problem, plan = posed(rule.breaks())
    report = judge(problem, plan)
    assert {finding.rule for finding in report.findings} == {rule.id}
    assert all(finding.hard is rule.hard and finding.message for finding in report.findings)


@every
def test_the_money_of_the_example_day_stands_on_the_page(rule: type[Rule]) -> None:
    problem, plan = posed(rule.breaks())
    if not rule.hard:
        paid = show(judge(problem, plan).costs[rule.id], "CNY").replace(",", "")
        assert paid in " ".join((rule.__doc__ or "").split()), f"the example should say {paid}"


@every
def test_a_policy_without_the_rule_lets_its_example_pass(rule: type[Rule]) -> None:
    problem, plan = posed(rule.breaks())
    assert judge(problem.replace(policy=problem.policy.without_rule(rule.id)), plan).findings == ()


@every
def test_parameters_go_into_a_policy_file_and_come_back(rule: type[Rule]) -> None:
    problem, _ = posed(rule.breaks())
    policy = Policy.from_mapping(problem.policy.to_mapping())
    assert policy.rules == problem.policy.rules


def of_each_pair(rule: Rule, problem: Problem) -> list[list[object]]:
    """The rule's answers, asked one by one: engineers by tickets."""
    ask = {MayServe: "allows", PairCost: "cost", ServeWhen: "starts"}
    name = next(name for shape, name in ask.items() if isinstance(rule, shape))
    return [[getattr(rule, name)(one, ticket, problem) for ticket in problem.tickets] for one in problem.engineers]


def of_all_pairs(rule: Rule, problem: Problem) -> list[list[object]] | None:
    """The rule's answers, asked at once."""
    if isinstance(rule, ServeWhen):
        spread = rule.starts_all(problem)
        return None if spread is None else [[spread[1][k] for k in row] for row in spread[0].tolist()]
    assert isinstance(rule, MayServe | PairCost)
    table = rule.allows_all(problem) if isinstance(rule, MayServe) else rule.cost_all(problem)
    if table is not None:
        assert table.dtype == (np.bool_ if isinstance(rule, MayServe) else np.int64)
    return None if table is None else table.tolist()


PAIR_RULES = [rule for rule in every_rule() if isinstance(rule, MayServe | PairCost | ServeWhen)]


@pytest.mark.parametrize("rule", PAIR_RULES, ids=lambda rule: rule.id)
def test_the_answer_for_all_pairs_is_that_for_each_pair(rule: Rule) -> None:
    seen = set()
    for seed in range(6):
        problem = random_problem(seed)
        one_by_one, at_once = of_each_pair(rule, problem), of_all_pairs(rule, problem)
        assert at_once is None or at_once == one_by_one  # None: the rule has no faster way, and is asked pair by pair
        seen |= {answer for row in one_by_one for answer in row}
    assert len(seen) > 1, (
        f"on the random days {rule.id} always says {seen}: draw the fields it looks at in tests/rules/random_days.py, "
        "or give it parameters there (every_rule) that bite"
    )


@pytest.mark.parametrize("rule", PAIR_RULES, ids=lambda rule: rule.id)
def test_a_day_without_tickets_or_without_engineers_is_answered_too(rule: Rule) -> None:
    problem = random_problem(0)
    for empty in (
        problem.replace(tickets=()),
        problem.replace(engineers=()),
        problem.replace(engineers=(), tickets=()),
    ):
        assert of_all_pairs(rule, empty) in (None, of_each_pair(rule, empty))


@pytest.mark.parametrize("rule", [one for one in every_rule() if isinstance(one, ServeWhen)], ids=lambda rule: rule.id)
def test_what_a_rule_does_not_look_at_does_not_change_its_answer(rule: ServeWhen) -> None:
    problem = random_problem(3)
    by_engineer, by_ticket = rule.concerns(problem)
    for engineer in problem.engineers if not by_engineer else ():
        assert [rule.starts(engineer, one, problem) for one in problem.tickets] == [
            rule.starts(problem.engineers[0], one, problem) for one in problem.tickets
        ]
    for ticket in problem.tickets if not by_ticket else ():
        assert [rule.starts(one, ticket, problem) for one in problem.engineers] == [
            rule.starts(one, problem.tickets[0], problem) for one in problem.engineers
        ]


@pytest.mark.parametrize("seed", range(3))
def test_spans_are_sorted_disjoint_and_no_price_is_negative(seed: int) -> None:
    problem = random_problem(seed)
    for rule in problem.policy.of(ServeWhen):
        for engineer in problem.engineers:
            for ticket in problem.tickets:
                spans = rule.starts(engineer, ticket, problem) or ()
                flat = [time for pair in spans for time in pair]
                assert flat == sorted(set(flat)), f"{rule.id}: {spans}"
    for priced in problem.policy.of(UnservedCost):
        assert all(priced.cost(ticket, problem) >= 0 for ticket in problem.tickets)
    for late in (*problem.policy.of(StartCost), *problem.policy.of(FinishCost)):
        terms = [term for ticket in problem.tickets for term in late.terms(ticket, problem)]
        assert all(term.step >= 0 and term.per_hour >= 0 for term in terms)

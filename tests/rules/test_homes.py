"""One rule, one home: what else is said of a rule (exceptions, remedies, questions, roles) is said in its file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from models.clock import HOUR
from models.concession import Need
from models.judge import judge
from models.plan import BreakTaken, Visit
from models.policy import Policy
from models.rules import RULES
from models.rules.change_budget import ChangeBudget
from models.rules.not_before_promised import NotBeforePromised
from models.rules.rest_break import RestBreak
from models.shapes import Promise, Rule, ServiceLevel
from models.waive import Scope, waived
from tests.rules.days import posed

ROOT = Path(__file__).parents[2]
IDS = {rule.id for rule in RULES}
ASKED = {"rule", "without_rule", "rule_named"}
"""Functions that are asked for a rule by its id."""
OTHERWISE = {("models/kpi/service.py", "over-qualification")}
"""Not the rule: a key figure with a definition of its own that has the same name."""


def literals(node: ast.AST) -> set[str]:
    """Words in quotes within."""
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def is_rule(node: ast.AST) -> bool:
    """Does the expression read a rule, or the id of one (``rule``, ``finding.rule``, ``rule.id``)?"""
    return isinstance(node, ast.Name | ast.Attribute) and (
        (isinstance(node, ast.Name) and node.id == "rule")
        or (isinstance(node, ast.Attribute) and (node.attr == "rule" or (node.attr == "id" and is_rule(node.value))))
    )


def named(tree: ast.AST) -> Iterator[str]:
    """Ids of rules that a file names: with a hyphen anywhere, plain words where a rule is looked up or compared.

    A plain word (``territory``, ``break``, ``pay``) is mostly a column or a kind of something else.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in IDS and "-" in str(node.value):
            yield str(node.value)
        if isinstance(node, ast.Call):
            function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if function in ASKED:
                yield from IDS & {word for given in node.args for word in literals(given)}
        if isinstance(node, ast.Compare) and any(is_rule(side) for side in (node.left, *node.comparators)):
            yield from IDS & literals(node)


def test_no_rule_is_named_outside_the_rule_book() -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), id)
        for top in ("models", "scheduler")
        for path in (ROOT / top).rglob("*.py")
        if path.parent != ROOT / "models" / "rules"
        for id in named(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == OTHERWISE


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ('policy.rule("stock")', {"stock"}),
        ('if rule.id in ("standing", "absence"): pass', {"standing", "absence"}),
        ('NEVER = ("change-budget", "x")', {"change-budget"}),
        ('row["territory"] == "north"', set()),
    ],
)
def test_the_search_for_names_finds_them(text: str, ids: set[str]) -> None:
    assert set(named(ast.parse(text))) == ids


def test_people_who_are_not_there_and_limits_of_the_whole_plan_never_give_way() -> None:
    """No telephone call brings somebody back from leave or makes a part that the depot does not have."""
    strict = {rule.id for rule in RULES if rule.hard and not rule.waivable}
    assert strict >= {"absence", "change-budget", "crew-and-order", "set-aside", "standing", "stock"}


def test_exceptions_are_named_in_the_rule_that_permits_them() -> None:
    """Not inherited from a shape: whoever reads the file sees that the rule gives way."""
    for rule in RULES:
        assert rule.waivable is False or "waivable" in vars(rule), rule.id
        assert rule.waivable or "remedy" not in vars(rule), f"{rule.id}: its remedy is never asked for"


@pytest.mark.parametrize("rule", [one for one in RULES if one.waivable], ids=lambda rule: rule.id)
def test_with_its_concession_a_rule_has_nothing_against_the_day_that_broke_it(rule: type[Rule]) -> None:
    problem, plan = posed(rule.breaks())
    broken = next(finding for finding in judge(problem, plan).findings if finding.rule == rule.id)
    route = plan.routes[0]
    visit = next((visit for visit in route.visits if visit.ticket == broken.ticket), route.visits[-1])
    engineer, shift = problem.shift[route.shift]
    tickets = tuple(problem.ticket[id] for id in route.tickets)
    stops = [engineer.start, *(ticket.place for ticket in tickets), engineer.end_place]
    driving = sum(problem.travel.leg(here, there)[0] for here, there in pairwise(stops))
    rest = shift.start if rule.id == RestBreak.id else None
    ticket = problem.ticket[visit.ticket]
    need = Need(problem, engineer, shift, ticket, tickets, visit.start, visit.finish, route.depart, route.end,
                driving, rest)  # fmt: skip
    given = problem.policy.rules[0].remedy(need)
    changed = problem.replace(
        tickets=tuple((given.ticket or one) if one.id == ticket.id else one for one in problem.tickets),
        engineers=tuple((given.engineer or one) if one.id == engineer.id else one for one in problem.engineers),
    )
    if rest is not None:  # the plan changes with it: now there is a break at the start
        plan = plan.but(routes=(route.but(rest=BreakTaken(start=rest, end=rest + 1800)),))
    if given.code == "waive-rule":
        assert (given.ticket, given.engineer) == (None, None)
        changed = waived(problem, {rule.id: (Scope(engineer.id, visit.ticket),)})
    assert [finding for finding in judge(problem, plan).findings if finding.rule == rule.id]
    assert not [finding for finding in judge(changed, plan).findings if finding.rule == rule.id]


def test_every_tradeoff_is_a_price_that_its_rule_has() -> None:
    tradeoffs = [(rule, tradeoff) for rule in RULES for tradeoff in rule.tradeoffs]
    assert len({tradeoff.id for _, tradeoff in tradeoffs}) == len(tradeoffs) >= 15
    for rule, tradeoff in tradeoffs:
        assert not rule.hard
        price = getattr(rule(), tradeoff.field)
        assert isinstance(price, dict) is (tradeoff.key is not None)
        assert (price[tradeoff.key] if tradeoff.key is not None else price) >= 0
        assert any("一" <= sign <= "鿿" for sign in tradeoff.thing_zh)


def test_what_keeps_a_promise_is_known_also_where_the_rules_are_off() -> None:
    """Promised for 10:00: 30 min earlier and 15 min later need no call, unless the policy says other minutes."""
    promised = Visit(ticket="T1", arrive=10 * HOUR, start=10 * HOUR, finish=11 * HOUR)

    def free(policy: Policy) -> tuple[int, int]:
        readings = policy.usual(Promise)
        return (
            max(reading.earliest(promised) for reading in readings) - promised.start,
            min(reading.latest(promised) for reading in readings) - promised.start,
        )

    assert free(Policy()) == (-900, 900), "free in both directions"
    strict = Policy(rules=(NotBeforePromised(tolerance_minutes=10), ChangeBudget(free_minutes=5)))
    assert free(strict) == (-300, 300)


def test_only_rules_with_a_role_play_it() -> None:
    assert [rule.id for rule in RULES if issubclass(rule, ServiceLevel)] == ["response-sla", "resolution-sla"]
    assert [rule.id for rule in RULES if issubclass(rule, Promise)] == ["not-before-promised", "change-budget"]
    assert {rule.id for rule in RULES if rule.pins} == {"pinned-engineer", "pinned-time", "kept-order"}


def test_what_a_rule_does_not_say_is_the_careful_answer() -> None:
    assert (Rule.waivable, Rule.pins, Rule.tradeoffs) == (False, False, ())

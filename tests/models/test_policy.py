"""Policies: packaged and hand-written, right and wrong."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path
from typing import ClassVar

import pytest

import models.policy
import models.sections
import scheduler
from models.clock import DAY, HOUR
from models.engineer import Shift
from models.errors import InputError
from models.money import money
from models.policy import Policy
from models.problem import Problem
from models.rules import RULES
from models.rules.response_sla import ResponseSla
from models.rules.rest_break import RestBreak
from models.rules.travel_cost import TravelCost
from models.rules.unserved_cost import UnservedCostRule
from models.schedule import schedule
from models.section import Section
from models.sections import SECTIONS
from models.sections.replanning import Replanning
from models.shapes import FinishCost, LegCost, MayServe, StartCost, UnservedCost
from scheduler.loaders import policy_names, read_policy
from scheduler.loaders.formats.yaml_file import parse_mapping
from tests.rules.random_days import random_problem

POLICIES = Path(scheduler.__file__).parent / "policies"
packaged = pytest.mark.parametrize("name", ["default", "sla-first", "cost-first"])


def test_the_packaged_policies_are_these_and_differ() -> None:
    assert {"default", "sla-first", "cost-first"} <= set(policy_names())
    policies = [read_policy(name) for name in ("default", "sla-first", "cost-first")]
    assert len({str(policy.rules) for policy in policies}) == 3


@packaged
def test_a_packaged_policy_has_its_file_name_every_hard_rule_and_comes_back_from_its_mapping(name: str) -> None:
    policy = read_policy(name)
    assert policy.name == name and policy.description
    assert {rule.id for rule in RULES if rule.hard} <= {rule.id for rule in policy.rules}
    assert Policy.from_mapping(policy.to_mapping()) == policy


FILLED = {"starts_between", "told", "asked"}
"""Parameters that a re-plan fills; nobody writes them into a policy."""


def left_out(text: bytes) -> set[str]:
    """Rules, and parameters of priced rules that are on, that a policy file does not write down."""
    said = parse_mapping(text, "default.yaml")["rules"]
    missing = {rule.id for rule in RULES} - set(said)
    for rule in RULES:
        off = not rule.hard and said.get(rule.id) is False
        if rule.id in said and not off:
            written = set(said[rule.id]) if isinstance(said[rule.id], dict) else set()
            missing |= {f"{rule.id}.{name}" for name in set(rule.model_fields) - FILLED - written}
    return missing


def test_the_default_file_writes_down_every_rule_and_parameter() -> None:
    """In the file itself: a policy that was read fills in what the file leaves out."""
    text = (POLICIES / "default.yaml").read_bytes()
    assert left_out(text) == set()
    assert left_out(text.replace(b"  stock:", b"  # stock:")) == {"stock"}
    assert left_out(text.replace(b", full: 100", b"")) == {"certification-points.full"}


def test_the_default_file_says_what_the_code_says_too() -> None:
    for rule in read_policy("default").rules:
        if not rule.hard:
            assert rule == type(rule)(), f"{rule.id}: the file and the default of the code should not differ"


def test_sla_first_charges_more_for_lateness_and_cost_first_more_for_driving() -> None:
    default, sla, cost = (read_policy(name) for name in ("default", "sla-first", "cost-first"))
    breaches = [policy.rule("response-sla").breach[1] for policy in (cost, default, sla)]
    roads = [policy.rule("travel-cost").per_hour for policy in (sla, default, cost)]
    assert breaches == sorted(set(breaches)) and roads == sorted(roads) and roads[-1] > roads[0]


@packaged
@pytest.mark.parametrize("seed", range(3))
def test_serving_late_within_the_shifts_is_cheaper_than_leaving(name: str, seed: int) -> None:
    problem = random_problem(seed).replace(policy=read_policy(name))
    compared = 0
    for ticket in problem.open_tickets:
        left = sum(rule.cost(ticket, problem) for rule in problem.policy.of(UnservedCost))
        late = sum(
            term.cost(problem.last_end)
            for rule in (*problem.policy.of(StartCost), *problem.policy.of(FinishCost))
            for term in rule.terms(ticket, problem)  # type: ignore[attr-defined]
        )
        compared += late > 0
        assert left - late >= money(300)  # what a routine ticket is worth besides
    assert compared


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ({"skil-level": "on"}, "skill-level"),
        ({"travel-cost": {"per_our": 5}}, "per_hour"),
        ({"travel-cost": {"per_hour": -5}}, "greater than or equal to 0"),
        ({"travel-cost": {"per_hour": "dear"}}, "not an amount of money"),
        ({"travel-cost": 60}, "on, off, or a mapping"),
        ({"response-sla": {"breach": {5: 100}}}, "priority 5 does not exist"),
        ({"response-sla": {"hours": {1: 0}}}, "greater than 0"),
        ({"break": {"minutes": 30, "earliest": "noon"}}, "no time of day"),
        ({"break": {"minutes": 30, "earliest": "14:00"}}, "after its latest start"),
    ],
)
def test_what_is_wrong_in_a_policy_is_said_with_the_nearest_name(rules: dict[str, object], says: str) -> None:
    with pytest.raises(InputError, match=says):
        Policy.from_mapping({"name": "x", "rules": rules}, "x.yaml")


def test_all_troubles_of_a_policy_come_at_once() -> None:
    with pytest.raises(InputError) as caught:
        Policy.from_mapping({"nme": "x", "rules": {"pay": {"per_hr": 1}, "standng": "on"}}, "x.yaml")
    assert [trouble.rule for trouble in caught.value.troubles] == [
        "unknown-policy-key",
        "unknown-rule",
        "unknown-parameter",
    ]


def test_hard_rules_are_on_and_prices_off_unless_named() -> None:
    policy = Policy.from_mapping({"rules": {"standing": "off", "pay": "on"}})
    assert {rule.id for rule in policy.rules} == {rule.id for rule in RULES if rule.hard} - {"standing"} | {"pay"}


def test_a_rule_replaces_its_namesake_and_the_order_stays_that_of_the_book() -> None:
    policy = Policy().with_rule(UnservedCostRule()).with_rule(TravelCost()).with_rule(TravelCost(per_hour=1))
    assert [rule.id for rule in policy.rules] == ["unserved-cost", "travel-cost"]
    assert policy.rule("travel-cost").per_hour == 1000
    assert policy.of(LegCost) == (TravelCost(per_hour=1),)
    assert policy.without_rule("travel-cost").rule("travel-cost") is None


def test_lateness_before_the_moment_of_planning_is_not_charged_again() -> None:
    problem = random_problem(0).replace(now=12 * HOUR)
    ticket = problem.tickets[0].but(priority=1, respond_by=10 * HOUR)
    rule = ResponseSla()
    (term,) = rule.terms(ticket, problem)
    assert term.cost(13 * HOUR) == money(200)  # one hour from now, no second breach
    (fresh,) = rule.terms(ticket.but(respond_by=12 * HOUR), problem)
    assert fresh.cost(13 * HOUR) == money(800)


def test_due_times_come_from_the_ticket_else_from_its_priority() -> None:
    ticket = random_problem(0).tickets[0].but(priority=2, created=HOUR, respond_by=None)
    assert ResponseSla().due(ticket) == 9 * HOUR
    assert ResponseSla().due(ticket.but(respond_by=5)) == 5
    assert ResponseSla().due(ticket.but(created=None)) is None
    assert ResponseSla(hours={1: 0.5}).due(ticket) is None
    assert ResponseSla(hours={2: 0.5}).due(ticket) == HOUR + 1800


def test_the_break_of_the_policy_lies_on_the_day_of_the_shift_and_over_midnight_on_the_next() -> None:
    problem, rule = random_problem(0).replace(now=0), RestBreak(minutes=30, earliest="11:30", latest="13:00")
    engineer = problem.engineers[0]

    def window(start: int, end: int, now: int = 0) -> tuple[int, int] | None:
        rest = rule.rest(engineer, Shift(id="S", start=start, end=end), problem.replace(now=now))
        return None if rest is None else (rest.earliest, rest.latest)

    assert window(8 * HOUR, 17 * HOUR) == (11 * HOUR + 1800, 13 * HOUR)
    assert window(DAY + 8 * HOUR, DAY + 17 * HOUR) == (DAY + 11 * HOUR + 1800, DAY + 13 * HOUR)
    assert window(22 * HOUR, DAY + 6 * HOUR) == (DAY + 11 * HOUR + 1800, DAY + 13 * HOUR)
    assert window(8 * HOUR, 17 * HOUR, now=13 * HOUR + 1) is None  # over when planning begins


def test_scheduling_under_a_packaged_policy_finds_routes() -> None:
    problem: Problem = random_problem(2).replace(policy=read_policy("default"))
    pairs = [(engineer, shift, ticket) for engineer, shift in problem.shifts for ticket in problem.open_tickets]
    assert any(schedule(problem, engineer, shift, [ticket.id]) for engineer, shift, ticket in pairs)


def test_a_copy_with_other_rules_answers_for_itself() -> None:
    policy = read_policy("default")
    assert len(policy.of(MayServe)) > 1
    assert policy.of(MayServe) is policy.of(MayServe)
    assert policy.without_rule("skill-level").of(MayServe) == tuple(
        rule for rule in policy.of(MayServe) if rule.id != "skill-level"
    )
    assert policy == read_policy("default")  # what was asked before makes no difference


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_a_section_has_a_page_two_titles_and_a_default_for_every_key(section: type[Section]) -> None:
    page = section.__doc__ or ""
    assert page.partition("\n\n")[0].endswith(".")
    assert re.findall(r"^ *(\w+)\n *-{3,}$", page, re.M) == ["Why", "Example"]
    assert section.title[0].isascii() and not section.title[1].isascii()
    section()
    assert all(field.description for field in section.model_fields.values())


def test_every_section_in_the_package_is_on_the_list_once_and_is_no_key_of_a_policy_itself() -> None:
    files = {module.name for module in pkgutil.iter_modules(models.sections.__path__)}
    assert files == {section.__module__.rpartition(".")[2] for section in SECTIONS}
    names = [section.name for section in SECTIONS]
    assert len(set(names)) == len(names) and not set(names) & set(Policy.model_fields)


def test_a_section_is_read_from_a_policy_file_and_written_back_where_it_says_something() -> None:
    policy = Policy.from_mapping({"name": "x", "replanning": {"freeze_minutes": 30}})
    assert policy.section(Replanning) == Replanning(freeze_minutes=30)
    assert policy.to_mapping()["replanning"]["freeze_minutes"] == 30
    assert Policy.from_mapping(policy.to_mapping()) == policy
    assert "replanning" not in Policy().to_mapping()
    assert Policy().with_section(Replanning(divert=True)).section(Replanning).divert


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ({"freeze_minuts": 30}, "freeze_minutes"),
        ({"freeze_minutes": -1}, "greater than or equal to 0"),
        ("on", "a mapping of its keys"),
    ],
)
def test_what_is_wrong_in_a_section_is_said_under_its_name(section: object, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        Policy.from_mapping({"name": "x", "replanning": section, "replaning": {}}, "x.yaml")
    fields = {trouble.field.partition(".")[0] for trouble in caught.value.troubles}
    assert fields == {"replanning", "replaning"}  # the mistyped name too, all at once


def test_a_section_that_somebody_adds_is_known_by_the_list_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Standby(Section):
        """Who waits at home."""

        name: ClassVar[str] = "standby"
        title: ClassVar[tuple[str, str]] = ("standby", "待命")
        people: int = 1

    monkeypatch.setattr(models.policy, "SECTIONS", (*SECTIONS, Standby))
    monkeypatch.setitem(models.policy.BY_NAME, "standby", Standby)
    policy = Policy.from_mapping({"name": "x", "standby": {"people": 2}})
    assert policy.section(Standby).people == 2
    assert Policy.from_mapping(policy.to_mapping()) == policy
    assert Policy.from_mapping({"name": "x"}).section(Standby).people == 1

"""What rules, judge and explanations say is said in Chinese as well, with the same ids."""

from __future__ import annotations

import copy
import pickle
import re

import pytest

from models.judge import judge
from models.rules import RULES
from models.shapes import Rule
from models.text import Text, in_chinese
from scheduler.compile import assemble, compile
from scheduler.explain import explain
from scheduler.insertion.candidates import candidates
from scheduler.insertion.obstacles import obstacles
from scheduler.insertion.rule_index import RuleIndex
from tests.properties.random_days import random_problem, random_routes
from tests.rules.days import posed


def chinese(text: str) -> bool:
    return any("一" <= sign <= "鿿" for sign in in_chinese(text))


def ids(text: str) -> set[str]:
    return set(re.findall(r"\b[ET]\d+\b", text))


@pytest.mark.parametrize(
    "rule", [one for one in RULES if one.id not in ("break", "crew-and-order")], ids=lambda r: r.id
)
def test_the_judge_says_in_chinese_what_breaks_a_rule(rule: type[Rule]) -> None:
    found = [one for one in judge(*posed(rule.breaks())).findings if one.rule == rule.id]
    assert found
    for one in found:
        assert chinese(one.message), one.message
        assert ids(one.message) == ids(in_chinese(one.message))


@pytest.mark.parametrize("seed", range(8))
def test_every_obstacle_on_random_days_is_said_in_both(seed: int) -> None:
    day = random_problem(seed)
    compiled = compile(day)
    book = RuleIndex(day)
    said = {
        obstacle.message
        for engineer, shift in day.shifts
        for ticket in day.open_tickets
        for obstacle in obstacles(book, engineer, shift, ticket)
    }
    routes = random_routes(seed, compiled)
    said |= {
        o.message for id in compiled.tickets for one in candidates(day, compiled, routes, id) for o in one.obstacles
    }
    assert said
    for text in said:
        assert isinstance(text, Text), text
        assert "people to tell" in text or chinese(text), text
        assert ids(text) == ids(text.zh)


@pytest.mark.parametrize("seed", range(4))
def test_the_chinese_explanation_has_no_english_sentence(seed: int) -> None:
    day = random_problem(seed)
    compiled = compile(day)
    plan = assemble(day, compiled, random_routes(seed, compiled))
    for id in compiled.tickets:
        text = explain(day, plan, id, compiled, iterations=100).text("zh")
        assert not re.search(r"\b(may|not|would|could|starts?|needs?|holds?|the|of)\b", text), text


def test_a_text_is_its_english_and_survives_copies() -> None:
    text = Text("closed", "已关闭")
    assert text == "closed"
    for same in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert (same, same.zh) == ("closed", "已关闭")

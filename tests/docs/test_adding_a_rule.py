"""The newcomer's page is tried by doing what it says."""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

import models.policy
import models.rules
from models.clock import HOUR
from models.judge import judge
from models.policy import Policy
from models.shapes import Rule
from scheduler.planning.plan import plan
from tests.rules import days
from tests.rules.days import posed

PAGE = Path(__file__).parents[2] / "docs" / "adding-a-rule.md"


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Rule]]:
    """The page's code as a module, its rule on the list."""
    code = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert code
    module = types.ModuleType("newcomer_rule")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(code[1], str(PAGE), "exec"), module.__dict__)
    made: type[Rule] = module.QuietMorning
    monkeypatch.setattr(models.rules, "RULES", (*models.rules.RULES, made))
    monkeypatch.setitem(models.policy.BY_ID, made.id, made)
    yield made


def test_the_judge_keeps_and_breaks_it_as_its_examples_say(rule: type[Rule]) -> None:
    assert judge(*posed(rule.keeps())).feasible
    assert [finding.rule for finding in judge(*posed(rule.breaks())).broken] == ["quiet-morning"]


def test_a_policy_file_names_it_and_the_engine_obeys_without_being_told(rule: type[Rule]) -> None:
    # The shift begins at 08:00 and the site is half an hour away: without the rule the visit starts at 08:30.
    problem, _ = posed(rule.keeps())
    free = plan(problem.replace(policy=priced("off")), iterations=200).plan
    quiet = plan(problem.replace(policy=priced({"hour": 9})), iterations=200).plan
    assert free.served()["T1"][1].start == days.at("08:30")
    assert quiet.served()["T1"][1].start == 9 * HOUR


def priced(setting: object) -> Policy:
    return Policy.from_mapping({"rules": {"quiet-morning": setting, "unserved-cost": {}}})


def test_the_page_names_every_step_that_exists() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert "paigong rules" in text and "make test" in text and "CHANGELOG.md" in text

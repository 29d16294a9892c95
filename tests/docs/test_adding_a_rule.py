"""The newcomer's page is tried by doing what it says."""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import models.policy
import models.rules
import models.shapes
from models.clock import HOUR
from models.judge import judge
from models.policy import Policy
from models.shapes import Rule
from scheduler.planning.plan import plan
from tests.rules import days
from tests.rules.ask import a_ticket, an_engineer, permits
from tests.rules.days import posed

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "adding-a-rule.md"


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


def test_the_table_of_the_page_keeps_to_the_rule_and_sees_a_wrong_one(
    rule: type[Rule], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)[1]
    monkeypatch.setitem(sys.modules, "models.rules.quiet_morning", sys.modules[rule.__module__])
    table: dict[str, Any] = {}
    exec(compile(code, str(PAGE), "exec"), table)
    for case in table["CASES"].values():
        table["test_homes_sleep_until_nine"](*case)
    monkeypatch.setattr(rule, "starts", lambda *_: ((9 * HOUR + 1, 24 * HOUR),))  # a second late, for everybody
    assert not permits(rule(), an_engineer(), a_ticket(work_type="home"), "09:00")  # type: ignore[arg-type]


def priced(setting: object) -> Policy:
    return Policy.from_mapping({"rules": {"quiet-morning": setting, "unserved-cost": {}}})


def test_what_the_page_sends_a_newcomer_to_is_there() -> None:
    """Every file that it names, except those of the rule being added, and in each the name it says to look for."""
    text = PAGE.read_text(encoding="utf-8")
    files = set(re.findall(r"`((?:models|scheduler|tests|docs|data)/[\w/.-]+\.\w+)`", text))
    files = {file for file in files if "quiet" not in file}
    assert len(files) > 8
    for file in files:
        assert (ROOT / file).is_file(), file
    looked_for = {
        "models/rules/__init__.py": "RULES",
        "scheduler/loaders/build/make_tickets.py": "TICKET_FIELDS",
        "scheduler/loaders/cells/cells_of.py": "def ticket_cells",
        "tests/rules/random_days.py": "def every_rule",
        "scheduler/loaders/contract/tickets.py": "Column(",
    }
    for file, name in looked_for.items():
        assert file in files and name.removeprefix("def ") in text
        assert name in (ROOT / file).read_text(encoding="utf-8"), file


def test_every_optional_member_that_the_page_lists_exists() -> None:
    text = PAGE.read_text(encoding="utf-8")
    names = re.findall(r"^\| `(\w+)`(?: \(`(\w+)`\))?", text, re.M)
    members = {(name, shape or "Rule") for name, shape in names if hasattr(models.shapes, shape or "Rule")}
    assert {"waivable", "remedy", "tradeoffs", "warns"} <= {name for name, _ in members}
    for name, shape in members:
        if not hasattr(models.shapes, name):  # the table of shapes looks alike
            owner = getattr(models.shapes, shape)
            assert any(hasattr(kind, name) for kind in (owner, *owner.__subclasses__())), name
    assert "make test" in text and "CHANGELOG.md" in text and "paigong rules" in text

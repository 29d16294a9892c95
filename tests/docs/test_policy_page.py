"""The policy in the documentation is one that loads, and the rules it names exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.policy import Policy
from scheduler.loaders import read_policy
from scheduler.loaders.formats.yaml_file import parse_mapping

PAGE = Path(__file__).parents[2] / "docs" / "policy.md"


def test_the_policy_of_the_page_loads_and_says_what_the_page_says() -> None:
    code = re.search(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert code
    policy = Policy.from_mapping(parse_mapping(code[1], "policy.md"), "policy.md")
    assert policy.rule("travel-limit").minutes == 180
    assert policy.rule("break") is None  # off
    assert policy.rule("skill-level") is not None  # hard, so on without being named
    assert policy.rule("overtime-cost") is None  # priced, so off without being named


@pytest.mark.parametrize("name", ["default", "sla-first", "cost-first"])
def test_the_packaged_policies_of_the_page_exist(name: str) -> None:
    assert f"`{name}`" in PAGE.read_text(encoding="utf-8")
    assert read_policy(name).name == name

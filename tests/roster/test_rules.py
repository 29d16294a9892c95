"""Each rule of rosters: what it permits and what it does not, and that nobody forgets a shape."""

from __future__ import annotations

import pytest

from models.roster import judge_roster
from models.roster.rules import ROSTER_RULES
from models.roster.shapes import RosterRule


@pytest.mark.parametrize("rule", ROSTER_RULES, ids=lambda rule: rule.id)
def test_the_example_that_keeps_it_has_no_finding(rule: type[RosterRule]) -> None:
    problem, roster = rule.keeps()
    assert judge_roster(problem, roster).findings == ()


@pytest.mark.parametrize("rule", ROSTER_RULES, ids=lambda rule: rule.id)
def test_the_example_that_breaks_it_is_named(rule: type[RosterRule]) -> None:
    problem, roster = rule.breaks()
    findings = judge_roster(problem, roster).findings
    assert findings
    assert {finding.rule for finding in findings} == {rule.id}
    assert all(finding.hard == rule.hard for finding in findings)
    assert all(bool(finding.cost) != rule.hard for finding in findings)


def test_every_rule_is_on_the_list_once() -> None:
    def below(shape: type[RosterRule]) -> set[type[RosterRule]]:
        return {rule for sub in shape.__subclasses__() for rule in (below(sub) or {sub})}

    assert below(RosterRule) == set(ROSTER_RULES)
    assert len({rule.id for rule in ROSTER_RULES}) == len(ROSTER_RULES)
    assert all(rule.__doc__ and "Why" in rule.__doc__ and "Example" in rule.__doc__ for rule in ROSTER_RULES)

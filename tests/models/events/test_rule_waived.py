"""A rule waived for one ticket and engineer: who may, what the solver makes of it, what the judge says.

T1 needs a skill at level 3; E1 has level 2, E2 has none of it. A kilometre is a minute.
"""

from __future__ import annotations

import pytest

from models.clock import HOUR
from models.engineer import Skill
from models.errors import InputError
from models.events import RuleWaived, State, fold, situation_of
from models.judge import judge
from models.plan import Plan
from models.policy import Policy
from models.problem import Problem
from models.rules.skill_level import SkillLevel
from models.rules.working_hours import WorkingHours
from models.ticket import SkillNeed
from scheduler.compile import assemble, compile
from tests.compile.small import Driving, Left, engineer, problem, ticket

WAIVED = RuleWaived(at=9 * HOUR, rule="skill-level", ticket="T1", engineer="E1", who="p-zhao", why="guided by phone")


def day(**may_waive: tuple[str, ...]) -> Problem:
    need = (SkillNeed(skill="plc", level=3),)
    people = (engineer("E1", skills=(Skill(skill="plc", level=2),)), engineer("E2"))
    made = problem(
        people, (ticket("T1", 10, skills=need), ticket("T2", 5, skills=need)), SkillLevel(), Driving(), Left()
    )
    rules = {name.replace("_", "-"): who for name, who in may_waive.items()}
    return made.replace(policy=made.policy.but(may_waive=rules))


def plan(of: Problem, *routes: list[int]) -> Plan:
    made: Plan = assemble(of, compile(of), list(routes))
    return made


def test_the_solver_may_send_this_engineer_to_this_ticket_and_nobody_else() -> None:
    after = fold(State(day(skill_level=())), [WAIVED]).problem
    assert compile(day()).day.allowed.tolist() == [[0, 0], [0, 0]]
    assert compile(after).day.allowed.tolist() == [[1, 0], [0, 0]]


def test_the_judge_looks_at_the_rule_as_it_is_and_says_what_was_waived() -> None:
    after = fold(State(day(skill_level=())), [WAIVED]).problem
    report = judge(after, plan(after, [0], []))
    assert report.feasible and [(finding.rule, finding.ticket) for finding in report.waived] == [("skill-level", "T1")]
    assert not judge(day(), plan(after, [0], [])).feasible, "on the day without the waiver it is a breach"


def test_an_exception_that_covers_more_than_was_waived_is_found_by_the_judge() -> None:
    """The waiver speaks of T1 and E1; a plan that sends E1 to T2 as well, or E2 to T1, is none."""
    after = fold(State(day(skill_level=())), [WAIVED]).problem
    served = plan(after, [0], []).routes[0]
    other = served.but(visits=(served.visits[0].but(ticket="T2"),))
    assert [finding.ticket for finding in judge(after, Plan(routes=(other,), unserved=("T1",))).broken
            if finding.rule == "skill-level"] == ["T2"]  # fmt: skip
    wrong = served.but(engineer="E2", shift="E2@24")
    assert [finding.engineer for finding in judge(after, Plan(routes=(wrong,), unserved=("T2",))).broken
            if finding.rule == "skill-level"] == ["E2"]  # fmt: skip


def test_a_visit_that_is_under_way_keeps_its_waiver() -> None:
    after = fold(State(day(skill_level=())), [WAIVED])
    then = situation_of(after.but(published=plan(after.problem, [0], [])), "09:20").problem
    report = judge(then, plan(then, [], []))
    assert report.facts == () or not any(fact.hard for fact in report.facts)
    assert [finding.ticket for finding in report.waived] == ["T1"]


@pytest.mark.parametrize(
    ("may_waive", "changes", "rule"),
    [
        ({"skill_level": ()}, {}, None),
        ({"skill_level": ("p-zhao",)}, {}, None),
        ({"skill_level": ("manager",)}, {}, "may-not"),
        ({"skill_level": ("manager",)}, {"role": "manager"}, None),
        ({}, {}, "may-not"),
        ({"skill_level": ()}, {"why": ""}, "no-reason"),
        ({"skill_level": ()}, {"rule": "territory"}, "unknown-rule"),
        ({"skill_level": ()}, {"ticket": "T9"}, "unknown-ticket"),
        ({"skill_level": ()}, {"engineer": "E9"}, "unknown-engineer"),
    ],
)
def test_the_policy_says_who_may(
    may_waive: dict[str, tuple[str, ...]], changes: dict[str, str], rule: str | None
) -> None:
    refused = WAIVED.but(**changes).refusal(State(day(**may_waive)))
    assert (refused and refused.rule) == rule


def test_who_may_not_is_named_and_who_is_not_named_is_nobody() -> None:
    state = State(day(skill_level=("p-lin", "manager")))
    for who, said in (("p-zhao", "p-zhao may not waive skill-level"), ("", "nobody may not waive skill-level")):
        refused = WAIVED.but(who=who).refusal(state)
        assert refused is not None
        assert (refused.message, refused.maybe) == (f"event rule-waived: {said}", "these may: p-lin, manager.")


def test_the_rule_says_whether_it_may_ever_be() -> None:
    """``driving`` of this day is a price; a hard rule that does not say it lets itself be waived is never listed."""
    state = State(day(skill_level=()).replace(policy=Policy(rules=(WorkingHours(),), may_waive={"skill-level": ()})))
    refused = WAIVED.but(rule="working-hours").refusal(state)
    assert refused is not None and refused.rule in ("never-waived", "may-not")


def test_a_policy_that_lists_what_is_never_waived_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="the rule absence is never waived"):
        Policy.from_mapping({"may_waive": ["absence"]})
    with pytest.raises(InputError, match="there is no rule skil-level"):
        Policy.from_mapping({"may_waive": {"skil-level": ["manager"]}})
    policy = Policy.from_mapping({"may_waive": ["skill-level"]})
    assert policy.may_waive == {"skill-level": ()} and Policy.from_mapping(policy.to_mapping()) == policy


def test_waivers_of_several_pairs_stand_beside_one_another() -> None:
    state = fold(State(day(skill_level=())), [WAIVED, WAIVED.but(at=10 * HOUR, ticket="T2", engineer="E2"), WAIVED])
    assert compile(state.problem).day.allowed.tolist() == [[1, 0], [0, 1]]
    assert [waiver.ticket for waiver in state.problem.waived] == ["T1", "T2"]

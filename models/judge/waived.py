"""What the judge makes of waivers: it looks at the rules as they are, and sets apart what was waived.

The solver works with rules that have exceptions (:mod:`models.waive`). The judge does not: an exception that covers
more than was waived is a breach here.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.finding import Finding
from models.problem import Problem
from models.waiver import Waiver


def in_full(problem: Problem) -> Problem:
    """The problem whose rules have no exceptions made by waivers."""
    if not problem.waived:
        return problem
    rules = tuple(getattr(rule, "before_waivers", rule) for rule in problem.policy.rules)
    return problem.replace(policy=problem.policy.but(rules=rules))


def waived(findings: Iterable[Finding], waivers: Iterable[Waiver]) -> tuple[list[Finding], list[Finding]]:
    """What remains of the findings, and what was waived: of the same rule, ticket and engineer, and only that."""
    known = {waiver.pair for waiver in waivers}
    left: list[Finding] = []
    apart: list[Finding] = []
    for finding in findings:
        of_waiver = finding.hard and (finding.rule, finding.ticket, finding.engineer) in known
        (apart if of_waiver else left).append(finding)
    return left, apart

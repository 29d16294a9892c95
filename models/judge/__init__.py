"""The judge: what a plan breaks and what it costs, in plain Python over the raw entities.

It shares no code with compile or any solver, so that an error there cannot hide here, and it judges anybody's plan: a
dispatcher's, another product's. Wrong plans end in findings, never in a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.finding import Finding, Report
from models.judge.breaches import breaches
from models.judge.clockwork import clockwork
from models.judge.counts import counts
from models.judge.facts import facts
from models.judge.person import person
from models.judge.prices import prices
from models.judge.structure import structure
from models.judge.tours import tours_of
from models.judge.waived import in_full, waived
from models.plan import Plan
from models.problem import Problem

__all__ = ["judge"]


def judge(problem: Problem, plan: Plan) -> Report:
    """The verdict on a whole plan: what is decided, and what the plan adds.

    Parameters
    ----------
    problem
        The day with its policy.
    plan
        Any plan of it: visits in any order of time, waiting, starts later than necessary, wrong ids. What is decided
        has to be in it.

    Returns
    -------
    Report
        One finding per breach and per cost, breaches first, and the money of every priced rule of the policy
        [thousandths], zeros included: all that a plan can still influence. What is decided breaks and costs what it
        does: these are facts, refuse nothing, and a plan may only not make them worse. What somebody has waived refuses
        nothing either and is said apart.
    """
    problem = in_full(problem)
    tours = tours_of(problem, plan)
    found = [
        *structure(problem, plan),
        *(finding for tour in tours for finding in clockwork(problem, tour)),
        *person(problem, tours),
        *breaches(problem, tours),
        *prices(problem, tours),
        *counts(problem, tours),
    ]
    found, apart = waived(found, problem.waived)
    stands, stands_apart = waived(facts(problem), problem.waived)
    costs = {rule.id: 0 for rule in problem.policy.rules if not rule.hard}
    for finding in found:
        if not finding.hard:
            costs[finding.rule] = costs.get(finding.rule, 0) + finding.cost
    return Report(_sorted(found), costs, _sorted(stands), (*apart, *stands_apart))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Breaches first."""
    return tuple(sorted(findings, key=lambda finding: not finding.hard))

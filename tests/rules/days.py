"""The example days of the rule book as problems with a plan, ready for the judge."""

from __future__ import annotations

from typing import Any

from models.example import Example
from models.plan import Plan
from models.policy import Policy
from models.problem import Problem
from models.rules import days
from models.rules.days import CLOCK, DEPOT, SITE, TRAVEL, at, engineer, ticket

__all__ = ["CLOCK", "DEPOT", "SITE", "TRAVEL", "at", "day", "engineer", "posed", "ticket"]


def posed(example: Example | None) -> tuple[Problem, Plan]:
    """The problem of an example under a policy of its one rule, and its plan."""
    assert example is not None
    policy = Policy(name="example", rules=(example.rule,))
    problem = Problem(
        example.engineers, example.tickets, example.travel, policy, example.clock,
        now=example.now, published=example.published,
    )  # fmt: skip
    return problem, example.plan


def day(*about: Any, **fields: Any) -> tuple[Problem, Plan]:
    """A day and its plan, see :func:`models.rules.days.day`."""
    return posed(days.day(*about, **fields))

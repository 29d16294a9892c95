"""A plan and what the judge says of it."""

from __future__ import annotations

from dataclasses import dataclass

from models.finding import Report
from models.judge import judge
from models.plan import Plan
from models.problem import Problem


@dataclass(frozen=True)
class Judged:
    """A plan for the rest of a day that no search has proved anything about."""

    plan: Plan
    report: Report

    bound: int | None = None
    gap: float | None = None

    @property
    def cost(self) -> int:
        """[thousandths]"""
        return self.report.cost

    @classmethod
    def of(cls, problem: Problem, plan: Plan) -> Judged:
        """The plan, judged."""
        return cls(plan, judge(problem, plan))

"""How much work a re-plan may do, and one search."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from models.finding import Report
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from scheduler.budget import Budget
from scheduler.compile import Compiled
from scheduler.planning.plan import plan
from scheduler.planning.result import Result
from scheduler.planning.warm_start import Prices, WarmStart

SECONDS = 1.0
MANY = 3
MANY_SECONDS = 2.0
"""[s] when more than so many visits have to find a new place, as when somebody falls out."""
FIRST_SECONDS = 0.05
"""[s] search of the first proposal, beside what compiling and judging take; inserting what has no place comes first."""
LEAST_SECONDS = 0.02
FIRST_ITERATIONS = 2000


@dataclass
class ReplanEffort:
    """A budget of seconds or of iterations that searches share.

    Parameters
    ----------
    budget
        ``seconds`` in all, from now on; 1 when it says nothing, or 2 when many visits have lost their place. Or
        ``iterations`` of each search: the same answer on every machine.
    """

    budget: Budget
    reserve: float = 0.0
    """[s] kept for what comes after the last search: judging, and saying what changes."""
    _begin: float = field(default_factory=time.perf_counter)

    def __post_init__(self) -> None:
        self.said = self.budget.seconds is not None or self.budget.iterations is not None
        self.seconds = self.budget.seconds if self.said else SECONDS

    def sized(self, displaced: int) -> None:
        """More time for many visits without a place, where nobody said how much."""
        if not self.said and displaced > MANY:
            self.seconds = MANY_SECONDS

    @property
    def left(self) -> float:
        """[s] still to be used; without a limit in seconds as many as there are."""
        return float("inf") if self.seconds is None else self.seconds - self.reserve - self.spent

    @property
    def spent(self) -> float:
        """[s] since it began."""
        return time.perf_counter() - self._begin

    @contextmanager
    def keeping_time_for_the_end(self) -> Iterator[None]:
        """Judge and measure something: as long as that takes will be needed again after the last search."""
        before = self.spent
        yield
        self.reserve += 1.6 * (self.spent - before)

    def search(
        self,
        problem: Problem,
        *,
        start: Plan,
        compiled: Compiled | None = None,
        focus: Sequence[str] = (),
        share: float = 1.0,
        first: bool = False,
    ) -> Result:
        """One search from a plan, with a share of what is left; never worse than the plan it starts from."""
        iterations = self.budget.iterations
        if iterations is not None:
            iterations = max(1, min(iterations, FIRST_ITERATIONS) if first else int(iterations * share))
        seconds = None
        if self.seconds is not None:
            seconds = max(LEAST_SECONDS, min(FIRST_SECONDS, self.left / 3) if first else self.left * share)
        budget = replace(self.budget, seconds=seconds, iterations=iterations, gap=None)
        return plan(problem, budget, warm=WarmStart(start, focus), proof=False, compiled=compiled)

    def prove(self, problem: Problem, *, start: Plan, prices: Prices | None) -> Result:
        """The same with what is left spent on a proof."""
        seconds = None if self.seconds is None else max(LEAST_SECONDS, self.left)
        return plan(problem, replace(self.budget, seconds=seconds), warm=WarmStart(start, prices=prices))


@dataclass(frozen=True)
class Judged:
    """A plan for the rest of a day that no search has proved anything about, and what the judge says of it."""

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

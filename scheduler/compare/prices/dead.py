"""Dead ranges: how far a price can move while the plan it asks for stays the same.

The plan of the present price is priced again at other prices and set against what the solver finds there. Where nothing
better is found, moving the price changes nothing; where the bound says that nothing better exists, that is proved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.errors import InputError, Trouble
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from scheduler.budget import Budget
from scheduler.compare.cells import ITERATIONS, Cell, content_hash
from scheduler.compare.executors import Executor, executor_for
from scheduler.compare.prices.answers import with_price
from scheduler.compare.prices.questions import PriceQuestion
from scheduler.compare.run import Progress, work_on

FACTORS = (0.0, 0.1, 0.25, 0.5, 0.8, 1.0, 1.25, 2.0, 4.0, 10.0)
"""Multiples of the present price that are tried."""


@dataclass(frozen=True)
class Tried:
    """One price.

    Parameters
    ----------
    price
        [currency]
    same
        No better plan than the present one was found on any day.
    proved
        And there is none.
    """

    price: float
    same: bool
    proved: bool


@dataclass(frozen=True)
class DeadRange:
    """What happens when one price moves and all others stay.

    Parameters
    ----------
    price
        As it is [currency].
    tried
        All prices tried, lowest first.
    """

    question: PriceQuestion
    price: float
    currency: str
    tried: tuple[Tried, ...]

    @property
    def low(self) -> float:
        """Lowest tried price from which on up to the present one the plans stay the same."""
        below = [trial for trial in self.tried if trial.price <= self.price]
        first = next((k for k in range(len(below) - 1, -1, -1) if not below[k].same), -1)
        return below[first + 1].price if first + 1 < len(below) else self.price

    @property
    def high(self) -> float:
        """Highest tried price up to which the plans stay the same."""
        above = [trial for trial in self.tried if trial.price >= self.price]
        first = next((k for k, trial in enumerate(above) if not trial.same), len(above))
        return above[first - 1].price if first else self.price

    @property
    def proved(self) -> bool:
        """Is it proved at every price tried within?"""
        return all(trial.proved for trial in self.tried if self.low <= trial.price <= self.high)

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.question.path} = {self.price:g} {self.currency}: each step tried changes a plan"
        open_low = " (the lowest tried)" if self.low == self.tried[0].price else ""
        open_high = " (the highest tried)" if self.high == self.tried[-1].price else ""
        how = "proved" if self.proved else "no better plan found"
        return (
            f"{self.question.path} = {self.price:g} {self.currency}: from {self.low:g}{open_low} to "
            f"{self.high:g}{open_high} nothing changes ({how})"
        )


def dead_range(
    days: Mapping[str, Problem],
    question: PriceQuestion,
    *,
    factors: Sequence[float] = FACTORS,
    iterations: int = ITERATIONS,
    seed: int = 1,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> DeadRange:
    """Move one price over a range and look where the plans of the days change.

    Raises
    ------
    InputError
        When a day's policy does not charge this price, or it is 0 so that it has no multiples.
    """
    prices = {day: question.price(problem.policy) for day, problem in days.items()}
    base = next(iter(prices.values()), None)
    if not base or any(price != base for price in prices.values()):
        text = f"{question.path} is {'not the same on all days' if base else 'off or 0'}"
        raise InputError(Trouble(text, rule="no-price", maybe="answer the question first, so that it has a price."))
    budget = Budget(iterations=iterations, seed=seed, threads=1)
    values = sorted({*(round(base * factor, 3) for factor in factors), base})
    cells = [_cell(day, days[day], question, price, budget) for day in days for price in values]
    worked = work_on(cells, executor or executor_for(workers, len(cells)), None, progress)
    if worked.failures:
        raise InputError([Trouble(failure.message, rule="failed") for failure in worked.failures.values()])
    tried = []
    for price in values:
        same = proved = True
        for day, problem in days.items():
            now, there = (worked.answers[f"{value:g}", day, seed] for value in (base, price))
            plan = Plan.from_json(now["plan"], problem.clock)
            cost = judge(_at(problem, question, price), plan).cost
            same, proved = same and cost <= there["cost"], proved and cost <= (there["bound"] or 0)
        tried.append(Tried(price, same, same and proved))
    return DeadRange(question, base, next(iter(days.values())).policy.currency, tuple(tried))


def _at(problem: Problem, question: PriceQuestion, price: float) -> Problem:
    return problem.replace(policy=with_price(problem.policy, question, price))


def _cell(day: str, problem: Problem, question: PriceQuestion, price: float, budget: Budget) -> Cell:
    changed = _at(problem, question, price)
    return Cell(f"{price:g}", day, changed, budget, content_hash(changed))

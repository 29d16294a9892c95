"""Made-up days of our own in five shapes, under the packaged default policy: every rule of the book at once.

Scored by the product's judge, which shares no code with any solver.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch

from benchmarks.instance import Instance, Routes, Score
from models.judge import judge
from models.problem import Problem
from scheduler.compile import Compiled, assemble, compile
from scheduler.generate import generate
from scheduler.generate.shapes import SHAPES

SIZES = {100: 20, 300: 55}
"""Tickets -> engineers."""


def instances(size: int = 100, pattern: str = "*") -> Iterator[Instance]:
    """One day of each shape, seed 1, names such as ``rural-100``."""
    for shape in SHAPES:
        if fnmatch(f"{shape}-{size}", pattern):
            yield made(shape, size, 1)


def made(shape: str, size: int, seed: int) -> Instance:
    """A day of a shape, size and seed."""
    problem = generate(tickets=size, engineers=SIZES.get(size, max(1, size // 5)), shape=shape, seed=seed)
    compiled = compile(problem)
    return Instance("shapes", f"{shape}-{size}", compiled.day, lambda routes: judged(problem, compiled, routes))


def judged(problem: Problem, compiled: Compiled, routes: Routes) -> Score:
    """Money of the plan as the judge finds it [currency].

    Raises
    ------
    ValueError
        When the judge objects.
    """
    plan = assemble(problem, compiled, routes)
    report = judge(problem, plan)
    if not report.feasible:
        raise ValueError("; ".join(finding.message for finding in report.broken[:3]))
    return Score(report.cost / 1000, len(plan.unserved))

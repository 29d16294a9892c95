"""One cell of a study: one day, under one scenario, with one seed."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from typing import Any

from models.problem import Problem
from scheduler.budget import Budget
from scheduler.version import VERSION

ITERATIONS = 20_000
"""Of each cell, when nobody says."""


@dataclass(frozen=True)
class Cell:
    """What to plan, ready to be sent to another process or machine.

    Parameters
    ----------
    scenario, day
        With the seed of the budget: which cell it is.
    problem
        The day with the scenario applied.
    budget
        The same for all cells of a study but for the seed, and counted in work, not in seconds.
    solver
        The same for all.
    content
        :func:`content_hash` of the problem.
    """

    scenario: str
    day: str
    problem: Problem
    budget: Budget
    content: str
    solver: str = "engine"

    @property
    def seed(self) -> int:
        """Of the search and of what chance does in a scenario."""
        return self.budget.seed

    @property
    def name(self) -> str:
        """For people and progress."""
        return f"{self.scenario} / {self.day} / seed {self.seed}"

    @property
    def place(self) -> tuple[str, str, int]:
        """Where it stands in the study."""
        return self.scenario, self.day, self.seed

    @property
    def key(self) -> str:
        """Equal for equal work, whatever the scenario is called, and different for any other."""
        effort = [self.budget.iterations, self.solver, self.budget.gap]
        return hashlib.sha256(json.dumps([VERSION, self.content, self.seed, effort]).encode()).hexdigest()[:32]


def content_hash(problem: Problem) -> str:
    """Hash of everything a plan of the problem follows from."""
    travel = problem.travel
    content = json.dumps(
        [
            [engineer.model_dump(mode="json") for engineer in problem.engineers],
            [ticket.model_dump(mode="json") for ticket in problem.tickets],
            problem.policy.to_mapping(),
            [problem.clock.origin.isoformat(), problem.now, travel.keys],
            problem.published.model_dump(mode="json") if problem.published else None,
            [decided.model_dump(mode="json") for decided in problem.decided],
            sorted(problem.closed),
            [waiver.model_dump(mode="json") for waiver in problem.waived],
            [territory.model_dump(mode="json") for territory in problem.territories],
        ],
        default=str,
        sort_keys=True,
    )
    digest = hashlib.sha256(content.encode())
    digest.update(travel.seconds.tobytes())
    digest.update(travel.metres.tobytes())
    return digest.hexdigest()


def work(cell: Cell) -> dict[str, Any]:
    """Plan the cell; plain data, the same on every machine but for the seconds.

    Returns
    -------
    dict
        ``cost``, ``bound`` [thousandths] and ``gap``; ``costs`` per rule [thousandths]; ``kpis`` (id, numerator,
        denominator, value, unit, higher_is_better, title); ``plan`` as JSON data; wall
        time ``solver_seconds`` in the solver and ``seconds`` in all [s].
    """
    from models.kpi import kpis
    from scheduler.planning.phases import Phases
    from scheduler.planning.plan import plan

    begin, phases = time.perf_counter(), Phases()
    result = plan(cell.problem, cell.budget, solver=cell.solver, phases=phases)
    figures = kpis(cell.problem, result.plan, result.report)
    return {
        "cost": result.cost,
        "bound": result.bound,
        "gap": result.gap,
        "ended": str(result.ended),
        "feasible": result.report.feasible,
        "costs": dict(result.report.costs),
        "kpis": [
            {**kpi.as_dict(), "higher_is_better": kpi.higher_is_better, "title": [kpi.title_en, kpi.title_zh]}
            for kpi in figures
        ],
        "plan": result.plan.to_json(cell.problem.clock),
        "solver_seconds": sum(phase.seconds for phase in phases.done if phase.name == "solve"),
        "seconds": round(time.perf_counter() - begin, 4),
    }


TIMING = ("solver_seconds", "seconds")
"""What differs between two runs of the same cell."""

"""One cell of a study: one day, under one scenario, with one seed."""

from __future__ import annotations

import hashlib
import json
import pickle
import time
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from models.problem import Problem
from scheduler.version import VERSION


@dataclass(frozen=True)
class Effort:
    """What the solver may do in every cell: the same everywhere, counted in work and not in seconds."""

    iterations: int = 20_000
    solver: str = "engine"
    threads: int = 1
    gap: float | None = None


@dataclass(frozen=True)
class Cell:
    """What to plan, ready to be sent to another process or machine.

    Parameters
    ----------
    scenario, day, seed
        Which cell it is.
    problem
        The day with the scenario applied.
    effort
        The same for all cells of a study.
    """

    scenario: str
    day: str
    seed: int
    problem: Problem
    effort: Effort

    @property
    def name(self) -> str:
        """For people and progress."""
        return f"{self.scenario} / {self.day} / seed {self.seed}"

    @cached_property
    def key(self) -> str:
        """Content hash: the same cell of the same study has the same key, anything else another."""
        travel = self.problem.travel
        content = json.dumps(
            [
                VERSION,
                self.seed,
                [self.effort.iterations, self.effort.solver, self.effort.gap],
                [engineer.model_dump(mode="json") for engineer in self.problem.engineers],
                [ticket.model_dump(mode="json") for ticket in self.problem.tickets],
                self.problem.policy.to_mapping(),
                [self.problem.clock.origin.isoformat(), self.problem.now, travel.keys],
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
        ``cost``, ``bound``, ``gap`` [money: thousandths], ``costs`` per rule, ``kpis`` (id, numerator, denominator, value,
        unit, higher_is_better), ``plan`` as JSON data, ``solve_seconds`` and ``seconds`` of CPU.
    """
    from models.kpi import kpis
    from scheduler.planning.phases import Phases
    from scheduler.planning.plan import plan

    begin, phases = time.process_time(), Phases()
    effort = cell.effort
    result = plan(
        cell.problem,
        iterations=effort.iterations,
        gap=effort.gap,
        seed=cell.seed,
        threads=effort.threads,
        solver=effort.solver,
        phases=phases,
    )
    figures = kpis(cell.problem, result.plan, result.report)
    return {
        "scenario": cell.scenario,
        "day": cell.day,
        "seed": cell.seed,
        "cost": result.cost,
        "bound": result.bound,
        "gap": result.gap,
        "ended": str(result.ended),
        "feasible": result.report.feasible,
        "costs": dict(result.report.costs),
        "kpis": [{**kpi.as_dict(), "higher_is_better": kpi.higher_is_better} for kpi in figures],
        "plan": result.plan.to_json(cell.problem.clock),
        "seconds": round(time.process_time() - begin, 4),
    }


def size(cell: Cell) -> int:
    """Bytes that sending the cell takes."""
    return len(pickle.dumps(cell))

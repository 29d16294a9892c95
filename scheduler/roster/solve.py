"""Solving a roster problem: the same roster for the same inputs and seed, with a bound, judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.roster import Roster, RosterProblem, RosterReport, judge_roster
from models.roster.entities import OFF
from scheduler.errors import Disagreement

WORKERS = 8
"""Searches side by side, whatever the machine: interleaved, so that the result does not depend on its cores."""


@dataclass(frozen=True)
class RosterResult:
    """A judged roster.

    Parameters
    ----------
    bound
        [thousandths] no roster under these rules costs less.
    conflict
        Where there is none: (rule, person or day) of a smallest set of rules that cannot all be kept.
    """

    roster: Roster | None
    report: RosterReport | None
    cost: int | None
    bound: int
    optimal: bool
    conflict: tuple[tuple[str, str], ...] = ()

    @property
    def gap(self) -> float | None:
        """Proven distance from the best possible as a share of the cost."""
        if self.cost is None:
            return None
        return 0.0 if self.optimal or self.cost <= 0 else max(0.0, (self.cost - self.bound) / self.cost)


def roster(problem: RosterProblem, *, effort: float = 60.0, gap: float = 0.0, seed: int = 1) -> RosterResult:
    """The cheapest roster that can be found within an effort.

    Parameters
    ----------
    effort
        Deterministic time of CP-SAT, roughly seconds: the same on every machine.
    gap
        Stop once the roster is proved to be within this share of the best possible.
    """
    from ortools.sat.python import cp_model

    from scheduler.roster.model import build

    made = build(problem)
    solver = _solver(effort, gap, seed)
    status = solver.solve(made.model)
    if status == cp_model.INFEASIBLE:
        return RosterResult(None, None, None, 0, False, _conflict(problem, effort, seed))
    bound = round(solver.best_objective_bound) + made.constant
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return RosterResult(None, None, None, bound, False)
    found = _roster(problem, made, solver)
    report = judge_roster(problem, found)
    if report.broken:
        raise Disagreement(f"the roster breaks {report.broken[0].rule}: {report.broken[0].message}")
    return RosterResult(found, report, report.cost, min(bound, report.cost), status == cp_model.OPTIMAL)


def _solver(effort: float, gap: float, seed: int) -> Any:
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = WORKERS
    parameters.interleave_search = True
    parameters.random_seed = seed
    parameters.max_deterministic_time = effort
    parameters.relative_gap_limit = gap
    return solver


def _roster(problem: RosterProblem, made: Any, solver: Any) -> Roster:
    rows = {}
    for e, person in enumerate(problem.people):
        names = []
        for d, day in enumerate(problem.dates):
            chosen = (
                duty.id
                for k, duty in enumerate(problem.duties)
                if (e, d, k) in made.on and solver.boolean_value(made.on[e, d, k])
            )
            names.append(next(chosen, person.fixed.get(day, OFF)))
        rows[person.id] = tuple(names)
    lent = {
        (problem.people[e].id, d): territory
        for (e, d, territory), var in made.lent.items()
        if solver.boolean_value(var)
    }
    return Roster(rows, lent)


def _conflict(problem: RosterProblem, effort: float, seed: int) -> tuple[tuple[str, str], ...]:
    """Rules and people that cannot all be satisfied: small, not always the smallest."""
    from scheduler.roster.model import build

    made = build(problem, explain=True)
    made.model.clear_objective()
    solver = _solver(effort, 0.0, seed)
    solver.parameters.num_workers = 1
    solver.parameters.interleave_search = False
    solver.solve(made.model)
    core = solver.sufficient_assumptions_for_infeasibility()
    return tuple(sorted({made.why[index] for index in core if index in made.why}))

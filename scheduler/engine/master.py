"""The master problem: choose at most one route per shift so that every ticket is covered or paid for.

``min sum c_r x_r + sum unserved_i u_i + sum price_k over_k``, every ticket covered at least once, every shift used at
most once (every kind of them as often as there are shifts of it), every plan limit kept or its excess paid. Solved as a
linear program by GLOP, which keeps its basis while columns and cuts arrive (Desaulniers, Desrosiers and Solomon 2005,
*Column Generation*).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.day import Day
from scheduler.engine.columns import Columns
from scheduler.engine.duals import Duals, Triple
from scheduler.engine.identical_shifts import IdenticalShifts

UNIT = 1000.0
"""The LP counts in currency, not in thousandths: GLOP's tolerances are absolute."""


@dataclass(frozen=True, eq=False)
class Relaxed:
    """Optimal solution of the linear program over the columns known so far."""

    cost: float
    """[money]; *not* a lower bound before column generation has converged."""
    duals: Duals
    x: NDArray[np.float64]
    """(columns,) share of every column."""
    pivots: int

    def fractional(self, tolerance: float = 1e-6) -> NDArray[np.int64]:
        """Columns chosen in part."""
        return np.nonzero((self.x > tolerance) & (self.x < 1 - tolerance))[0]


class Stuck(RuntimeError):
    """The linear program has no answer: it was interrupted, or GLOP failed on it in every way."""


class Master:
    """The linear program over those columns of a store that were added to it."""

    def __init__(self, day: Day, columns: Columns) -> None:
        from ortools.math_opt.python import mathopt
        from ortools.util.python.solve_interrupter import SolveInterrupter

        self.day, self.columns = day, columns
        self.triples: tuple[Triple, ...] = ()
        self._opt = mathopt
        self._interrupter = SolveInterrupter()
        self._model = mathopt.Model()
        self._ticket = [self._model.add_linear_constraint(lb=1.0) for _ in range(day.n)]
        twins = IdenticalShifts.of(day)
        self._kind = twins.kind
        self._shift = [self._model.add_linear_constraint(ub=float(twins.count(e))) for e in range(day.m)]
        self._limit = [self._model.add_linear_constraint(ub=float(c)) for c in day.row_cap]
        self._cut: dict[Triple, mathopt.LinearConstraint] = {}
        self._cuts_with: dict[int, list[Triple]] = {}
        self._variable: dict[int, mathopt.Variable] = {}
        self._number: dict[int, int] = {}
        self._fixed: set[int] = set()
        self.banned: set[int] = set()
        self._add_absences()
        self._add_excess()
        self._solver = self._new_solver()

    def _add_absences(self) -> None:
        for i in range(self.day.n):
            u = self._model.add_variable(lb=0.0)
            self._ticket[i].set_coefficient(u, 1.0)
            self._model.objective.set_linear_coefficient(u, float(self.day.unserved_cost[i]) / UNIT)
            for k, limit in enumerate(self._limit):
                if self.day.row_unserved[k, i]:
                    limit.set_coefficient(u, float(self.day.row_unserved[k, i]))

    def _add_excess(self) -> None:
        """Every limit may be exceeded at a price: a hard one at a price that no sane plan pays."""
        dear = 100.0 * float(max(1, self.day.unserved_cost.max(initial=0)))
        for k, price in enumerate(self.day.row_price.tolist()):
            over = self._model.add_variable(lb=0.0)
            self._limit[k].set_coefficient(over, -1.0)
            self._model.objective.set_linear_coefficient(over, (dear if price < 0 else price) / UNIT)

    def _new_solver(self) -> object:
        return self._opt.IncrementalSolver(self._model, self._opt.SolverType.GLOP)

    def __len__(self) -> int:
        return len(self._variable)

    def __contains__(self, number: int) -> bool:
        return number in self._variable

    def add(self, numbers: Iterable[int]) -> int:
        """Take columns of the store into the program; how many were not in it yet."""
        new = [k for k in numbers if k not in self._variable and k not in self.banned]
        for number in new:
            self._insert(number)
        return len(new)

    def _insert(self, number: int) -> None:
        c = self.columns
        x = self._variable[number] = self._model.add_variable(lb=0.0)
        self._number[x.id] = number
        self._model.objective.set_linear_coefficient(x, c.cost[number] / UNIT)
        visits: dict[int, int] = {}
        for i in c.tickets[number]:
            visits[i] = visits.get(i, 0) + 1
        for i, times in visits.items():
            self._ticket[i].set_coefficient(x, float(times))
        self._shift[c.shift[number]].set_coefficient(x, 1.0)
        for k, used in enumerate(c.usage[number]):
            if used:
                self._limit[k].set_coefficient(x, float(used))
        near: dict[Triple, int] = {}
        for i, times in visits.items():
            for triple in self._cuts_with.get(i, ()):
                near[triple] = near.get(triple, 0) + times
        for triple, times in near.items():
            if times >= 2:
                self._cut[triple].set_coefficient(x, float(times // 2))

    def cut(self, triples: Iterable[Triple]) -> None:
        """Add subset-row cuts: at most one route may hold two of three tickets (Jepsen et al. 2008)."""
        for triple in triples:
            row = self._model.add_linear_constraint(ub=1.0)
            self._cut[triple] = row
            for i in triple:
                self._cuts_with.setdefault(i, []).append(triple)
            for number, half in zip(*(a.tolist() for a in self.columns.in_cut(triple)), strict=True):
                if number in self._variable:
                    row.set_coefficient(self._variable[number], float(half))
        self.triples = tuple(self._cut)

    def uncut(self, triples: Iterable[Triple]) -> None:
        """Take cuts out again."""
        for triple in triples:
            self._model.delete_linear_constraint(self._cut.pop(triple))
            for i in triple:
                self._cuts_with[i].remove(triple)
        self.triples = tuple(self._cut)

    def ban(self, numbers: Iterable[int]) -> None:
        """Take columns out for good: they can be in no plan that matters."""
        for number in numbers:
            self.banned.add(number)
            self._remove(number)

    @property
    def program(self) -> Master:
        """The linear program that takes cuts and fixed routes: itself."""
        return self

    def remembering(self, most: int, duals: Duals) -> Master:
        """Itself: :meth:`trim` keeps the program small, and the store may grow."""
        return self

    def trim(self, keep: int, duals: Duals) -> None:
        """Keep the columns of least reduced cost; the others come back from the store when they are needed."""
        if len(self) <= 1.3 * keep:
            return
        reduced = self.columns.reduced(duals)
        for number in sorted(self._variable, key=lambda k: (reduced[k], k))[keep:]:
            self._remove(number)

    def _remove(self, number: int) -> None:
        variable = self._variable.pop(number, None)
        if variable is not None:
            self._number.pop(variable.id)
            self._model.delete_variable(variable)

    def fix(self, numbers: Iterable[int]) -> None:
        """Choose these columns."""
        for number in numbers:
            self._variable[number].lower_bound = 1.0
            self._fixed.add(number)

    def unfix(self, numbers: Iterable[int] | None = None) -> None:
        """Choose these freely again, or all."""
        for number in list(self._fixed if numbers is None else numbers):
            if number in self._variable:
                self._variable[number].lower_bound = 0.0
            self._fixed.discard(number)

    def solve(self, bounds_changed: bool = False) -> Relaxed:
        """Solve the linear program.

        Parameters
        ----------
        bounds_changed : columns were fixed since the last time, so that the last basis is feasible for the dual only.

        Raises
        ------
        Stuck
            When it is interrupted, or GLOP fails three times, the last two from scratch.
        """
        self._reprice()
        result = self._attempt(bounds_changed)
        for dual in (bounds_changed, not bounds_changed):
            if result is None:
                self._solver = self._new_solver()
                result = self._attempt(dual)
        if result is None:
            raise Stuck("master problem: GLOP finds no optimum")
        x = np.zeros(len(self.columns))
        for variable, value in result.variable_values().items():  # those that are not zero
            number = self._number.get(variable.id)
            if number is not None:
                x[number] = value
        groups = (self._ticket, self._shift, self._limit, self._cut.values())
        pi, sigma, mu, cut = (self._duals(result, rows) for rows in groups)
        duals = Duals(pi, sigma[self._kind], mu, cut, self.triples)
        pivots = int(result.solve_stats.simplex_iterations)
        return Relaxed(result.objective_value() * UNIT, duals.rounded(self.day), x, pivots)

    def _reprice(self) -> None:
        for number in self.columns.cheaper:
            if number in self._variable:
                cost = self.columns.cost[number] / UNIT
                self._model.objective.set_linear_coefficient(self._variable[number], cost)
        self.columns.cheaper.clear()

    def interrupt(self) -> None:
        """End a running :meth:`solve`, and all later ones; may be called from another thread."""
        self._interrupter.interrupt()

    def _attempt(self, dual: bool):  # type: ignore[no-untyped-def]
        """The optimal solution; None when GLOP fails, which it does now and then on degenerate programs."""
        try:
            result = self._run(dual)
        except Exception as error:  # MathOpt passes a failed solve on as one of several kinds
            if isinstance(error, (MemoryError, TypeError)):
                raise
            return None
        if self._interrupter.interrupted:
            raise Stuck("master problem: interrupted")
        return result if result.termination.reason == self._opt.TerminationReason.OPTIMAL else None

    def _run(self, dual: bool):  # type: ignore[no-untyped-def]
        opt = self._opt
        simplex = opt.LPAlgorithm.DUAL_SIMPLEX if dual else opt.LPAlgorithm.PRIMAL_SIMPLEX
        # Reading thousands of zeros back costs more than the few pivots of a round.
        wanted = opt.ModelSolveParameters(
            variable_values_filter=opt.SparseVectorFilter(skip_zero_values=True),
            reduced_costs_filter=opt.SparseVectorFilter(filtered_items=()),
        )
        return self._solver.solve(  # type: ignore[attr-defined]
            params=opt.SolveParameters(lp_algorithm=simplex, presolve=opt.Emphasis.OFF),
            model_params=wanted,
            interrupter=self._interrupter,
        )

    @staticmethod
    def _duals(result, rows) -> NDArray[np.float64]:  # type: ignore[no-untyped-def]
        return UNIT * np.array(result.dual_values(list(rows)), dtype=float)

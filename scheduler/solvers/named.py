"""The solvers a plan may come from, each behind the same few words. A new one is one function and one line here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.errors import InputError, Trouble, nearest
from scheduler.budget import Budget
from scheduler.errors import NoAcceptablePlan
from scheduler.solvers.progress import ProgressReport

if TYPE_CHECKING:
    from scheduler.day import Day
    from scheduler.engine import Duals

SECONDS = 30.0
"""[s] what a plan may take when nobody says."""


@dataclass(frozen=True)
class SolveRequest:
    """How long and how a solver may work.

    Parameters
    ----------
    budget
        When to stop, and what the answer may depend on.
    stop
        A flag from :func:`new_flag`; set by somebody who wants the best plan so far, now.
    pulse
        Called with news.
    start
        Routes of ticket indices to begin with, feasible; None = from nothing. Only the engine looks at it and at what
        follows.
    focus
        Ticket indices near which to search first.
    prices
        Duals of a similar day, for a bound after one round.
    proof
        False = search only: a quick answer that claims no bound.
    """

    budget: Budget
    stop: Any = None
    pulse: Callable[[ProgressReport], None] | None = None
    start: Sequence[Sequence[int]] | None = None
    focus: Sequence[int] = ()
    prices: Duals | None = None
    proof: bool = True


@dataclass(frozen=True)
class SolverAnswer:
    """What any solver hands back; fields as in :class:`scheduler.planning.result.Result`."""

    routes: tuple[tuple[int, ...], ...]
    cost: int
    bound: int | None
    gap: float | None
    ended: str
    trace: tuple[Any, ...] = ()
    work: Any = None
    duals: Duals | None = None
    overlap: bool = False
    notes: tuple[str, ...] = ()


Solver = Callable[["Day", SolveRequest], SolverAnswer]


def solver_named(name: str) -> Solver:
    """The solver of this name.

    Raises
    ------
    InputError
        When there is none; the nearest name is offered.
    """
    if name not in SOLVERS:
        raise InputError(
            Trouble("is no solver", field="solver", value=name, rule="unknown-solver", maybe=nearest(name, SOLVERS))
        )
    return SOLVERS[name]


def new_flag() -> Any:
    """A flag that all solvers understand: ``set()`` asks them to stop."""
    from scheduler.engine import Stop

    return Stop()


def _engine(day: Day, wanted: SolveRequest) -> SolverAnswer:
    """Search and proof joined."""
    from scheduler.engine import solve

    def tell(point: Any) -> None:
        if wanted.pulse is not None:
            wanted.pulse(ProgressReport(point.phase, point.cost, point.bound, point.gap))

    outcome = solve(
        day,
        budget=wanted.budget,
        stop=wanted.stop,
        progress=tell,
        start=wanted.start,
        focus=wanted.focus,
        warm=wanted.prices,
        proof=wanted.proof,
    )
    bound, gap = (outcome.bound, outcome.gap) if wanted.proof else (None, None)
    return SolverAnswer(
        outcome.routes,
        outcome.cost,
        bound,
        gap,
        outcome.ended,
        outcome.trace,
        outcome.work,
        outcome.duals,
        overlap=bool(len(day.tie_first)),
        notes=outcome.notes,
    )


def _regret(day: Day, wanted: SolveRequest) -> SolverAnswer:
    """One construction: what a careful dispatcher would do by hand."""
    from scheduler.solvers.regret import regret

    return _plain(day, regret(day), "heuristic")


def _routing(day: Day, wanted: SolveRequest) -> SolverAnswer:
    """OR-Tools routing for so many seconds."""
    from scheduler.solvers.routing import routing

    return _plain(day, routing(day, seconds=wanted.budget.seconds or SECONDS), "time")


def _plain(day: Day, routes: Any, ended: str) -> SolverAnswer:
    """The answer of a solver that only gives routes: priced by the native core, nothing proved."""
    from scheduler.solvers.agreement import day_money

    kept = tuple(tuple(int(ticket) for ticket in route) for route in routes)
    return SolverAnswer(kept, sum(day_money(day, kept).values()), None, None, ended)


def _exact(day: Day, wanted: SolveRequest) -> SolverAnswer:
    """The compact model, for days small enough to solve to the end."""
    from scheduler.engine import relative_gap
    from scheduler.solvers.exact import exact

    seconds = wanted.budget.seconds or SECONDS

    def stopped() -> bool:
        return wanted.stop is not None and bool(wanted.stop.is_set)

    found = exact(day, seconds=seconds, threads=wanted.budget.threads, seed=wanted.budget.seed, stopped=stopped)
    if found.routes is None:
        raise NoAcceptablePlan(
            f"the exact model found no plan in {seconds:g} s.\n  Maybe give it longer, or use the engine."
        )
    ended = "optimal" if found.optimal else "stopped" if stopped() else "time"
    cost = found.cost
    if not found.optimal:  # cut short, the model may hold times that are later than they need be
        cost = _plain(day, found.routes, ended).cost
    return SolverAnswer(found.routes, cost, min(found.bound, cost), relative_gap(cost, found.bound), ended)


SOLVERS: dict[str, Solver] = {"engine": _engine, "regret": _regret, "routing": _routing, "exact": _exact}

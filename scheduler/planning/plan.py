"""Planning one problem in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Unpack

from models.plan import Plan
from models.problem import Problem
from scheduler.budget import Budget, BudgetOptions
from scheduler.planning.alike import in_ticket_order
from scheduler.planning.interrupt import Flag
from scheduler.planning.phases import Phases
from scheduler.planning.polish import polished
from scheduler.planning.result import Result
from scheduler.planning.warm_start import Prices, WarmStart
from scheduler.solvers.named import SECONDS, SolveRequest, solver_named
from scheduler.solvers.progress import ProgressReport

if TYPE_CHECKING:
    from scheduler.compile import Compiled


def plan(
    problem: Problem,
    budget: Budget | None = None,
    *,
    solver: str = "engine",
    warm: WarmStart | None = None,
    proof: bool = True,
    compiled: Compiled | None = None,
    stop: Flag | None = None,
    progress: Callable[[ProgressReport], None] | None = None,
    phases: Phases | None = None,
    **options: Unpack[BudgetOptions],
) -> Result:
    """A judged plan for ``problem`` and how far it is from the best possible.

    Parameters
    ----------
    problem
        Engineers, tickets, travel and policy.
    budget, options
        How long to work, see :class:`scheduler.budget.Budget`: as one value, or its fields as keywords, for instance
        ``seconds=10, seed=1``. 30 seconds when none of seconds, iterations and gap is given.
    solver
        ``engine``, or one of the baselines ``regret`` and ``routing``, or ``exact`` for small days.
    warm
        What is known of the day already: a plan to begin with, tickets to look at first, prices of a proof.
    proof
        False = search only: a quick answer that claims no bound.
    compiled
        The compiled problem, when there is one already.
    stop
        Something with a ``set()`` that the search looks at; when set, the best plan so far is returned.
    progress
        Called with a :class:`scheduler.solvers.progress.ProgressReport` now and then, perhaps from another thread.
    phases
        Collects how long compile, solve, assemble and judge took.

    Raises
    ------
    models.errors.InputError
        For a problem or a setting that makes no sense.
    scheduler.errors.Disagreement
        When solver and judge do not agree on the cost: an error of this program.
    """
    from models.judge import judge
    from scheduler.compile import assemble, compile
    from scheduler.solvers.agreement import agree, money_of

    budget, warm = Budget.of(budget, options).or_seconds(SECONDS), warm or WarmStart()
    solve = solver_named(solver)
    phase = phases if phases is not None else Phases()

    with phase("compile"):
        compiled = compiled or compile(problem)
        wanted = SolveRequest(
            budget,
            stop,
            progress,
            start=_start(problem, compiled, warm.plan),
            focus=tuple(compiled.ticket_index[id] for id in warm.focus if id in compiled.ticket_index),
            prices=warm.prices.duals(compiled) if warm.prices is not None else None,
            proof=proof,
        )
    with phase("solve"):
        answer = solve(compiled.day, wanted)
    solved = phase.done[-1]
    with phase("assemble"):
        # people who know a plan already are not told of a change that is worth nothing
        routes: Sequence[Sequence[int]] = answer.routes
        if problem.published is None:
            routes = in_ticket_order(compiled.day, polished(compiled, routes))
        made = assemble(problem, compiled, routes)
    with phase("judge"):
        report = judge(problem, made)
        if report.feasible:
            agree(answer.cost + compiled.constant, report, money_of(compiled, routes), problem.policy)

    return Result(
        problem=problem,
        plan=made,
        report=report,
        cost=report.cost,
        bound=None if answer.bound is None else answer.bound + compiled.constant,
        gap=answer.gap,
        ended=answer.ended,
        solver=solver,
        seed=budget.seed,
        trace=tuple(_lifted(point, compiled.constant) for point in answer.trace),
        work=answer.work,
        prices=Prices.of(compiled, answer.duals) if answer.duals is not None else None,
        overlap=answer.overlap,
        notes=answer.notes,
        seconds=solved.seconds,
        cpu_seconds=solved.cpu_seconds,
    )


def _lifted(point: Any, constant: int) -> Any:
    """A point of the trace with what every plan costs."""
    return point if constant == 0 else replace(point, cost=point.cost + constant, bound=point.bound + constant)


def _start(problem: Problem, compiled: Compiled, start: Plan | None) -> list[list[int]] | None:
    """The routes to begin with."""
    from scheduler.compile import routes_of
    from scheduler.planning.repair import mended

    known = start or problem.published
    return None if known is None else mended(compiled.day, routes_of(compiled, known))

"""Planning one problem in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.plan import Plan
from models.problem import Problem
from scheduler.planning.alike import in_ticket_order
from scheduler.planning.interrupt import Flag
from scheduler.planning.phases import Phases
from scheduler.planning.polish import polished
from scheduler.planning.prices import Prices
from scheduler.planning.result import Result
from scheduler.solvers.named import SECONDS, SolveRequest, solver_named
from scheduler.solvers.progress import ProgressReport

if TYPE_CHECKING:
    from scheduler.compile import Compiled


def plan(
    problem: Problem,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    gap: float | None = None,
    seed: int = 1,
    threads: int = 2,
    solver: str = "engine",
    stop: Flag | None = None,
    progress: Callable[[ProgressReport], None] | None = None,
    phases: Phases | None = None,
    start: Plan | None = None,
    focus: Sequence[str] = (),
    prices: Prices | None = None,
    proof: bool = True,
    compiled: Compiled | None = None,
) -> Result:
    """A judged plan for ``problem`` and how far it is from the best possible.

    Parameters
    ----------
    problem
        Engineers, tickets, travel and policy.
    seconds
        [s] to work at most; 30 when none of seconds, iterations and gap is given.
    iterations
        Work to do instead: the same plan on every machine.
    gap
        Stop once the plan is proved to be within this share of the best possible, for instance 0.01.
    seed
        Same problem, seed and iterations: same plan.
    threads
        Processor cores to use.
    solver
        ``engine``, or one of the baselines ``regret`` and ``routing``, or ``exact`` for small days.
    stop
        Something with a ``set()`` that the search looks at; when set, the best plan so far is returned.
    progress
        Called with a :class:`scheduler.solvers.progress.ProgressReport` now and then, perhaps from another thread.
    phases
        Collects how long compile, solve, assemble and judge took.
    start
        Plan to begin with; what of it is not feasible any more is left out. None = the published plan, if there is one.
    focus
        Ids of tickets near which to search first, for instance those an event touched.
    prices
        :attr:`Result.prices` of a similar problem: a bound after one round.
    proof
        False = search only: a quick answer that claims no bound.
    compiled
        The compiled problem, when there is one already.

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

    if seconds is None and iterations is None and gap is None:
        seconds = SECONDS
    solve = solver_named(solver)
    wanted = SolveRequest(seconds, iterations, gap, seed, threads, stop, progress, proof=proof)
    phase = phases if phases is not None else Phases()

    with phase("compile"):
        compiled = compiled or compile(problem)
        wanted = replace(
            wanted,
            start=_start(problem, compiled, start),
            focus=tuple(compiled.ticket_index[id] for id in focus if id in compiled.ticket_index),
            prices=prices.duals(compiled) if prices is not None else None,
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
        seed=seed,
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

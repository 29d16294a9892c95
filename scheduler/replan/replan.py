"""Planning again during the day: a proposal beside the plan that people know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.errors import InputError, Trouble
from models.events import Situation
from models.kpi import kpis
from models.plan import Plan
from models.problem import Problem
from scheduler.compile import compile
from scheduler.planning.errors import NoAcceptablePlan
from scheduler.planning.prices import Prices
from scheduler.planning.result import Result
from scheduler.replan.changes import changes_of, new_lists
from scheduler.replan.contradictions import check_pins
from scheduler.replan.customers import Customers
from scheduler.replan.effort import Effort
from scheduler.replan.engineers import Engineers
from scheduler.replan.ground import Ground
from scheduler.replan.order import ordered
from scheduler.replan.pins import Pins, pinned
from scheduler.replan.proposal import Ledger, Proposal


@dataclass(frozen=True)
class Limits:
    """Hard budgets; None = no limit of this kind (for customers then the policy's).

    Parameters
    ----------
    changes
        Customers to be told.
    engineers
        Engineers whose list changes.
    """

    changes: int | None = None
    engineers: int | None = None


def replan(
    day: Situation | Problem,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 1,
    threads: int = 2,
    max_changes: int | None = None,
    max_engineers: int | None = None,
    pins: Pins | None = None,
    proof: bool = False,
    prices: Prices | None = None,
    on_proposal: Callable[[Proposal], None] | None = None,
) -> Proposal:
    """A proposal for the rest of a day.

    Parameters
    ----------
    day
        :func:`models.events.situation`, or ``problem.at(...)``.
    seconds
        [s] in all; 1 when neither seconds nor iterations are given.
    iterations
        Work per search instead: the same proposal on every machine.
    max_changes
        Most customers to be told: another engineer, later than promised by more than the free minutes, or not served.
        Each counts once.
    max_engineers
        Most engineers whose list changes, those whose list the events change included.
    pins
        What is to be kept of the published plan, and from when on everything is free.
    proof
        Spend what is left of the budget on a bound.
    prices
        Of a proof of a similar problem, for that bound.
    on_proposal
        Called with a first proposal as soon as there is one.

    Returns
    -------
    Proposal
        Without anything that disturbs the published plan: that plan, unchanged.

    Raises
    ------
    InputError
        There is no published plan, pins contradict each other, or a budget is too small to be feasible.
    NoAcceptablePlan
        No plan found keeps every rule.
    """
    situation = Situation.of(day) if isinstance(day, Problem) else day
    _check(situation, max_changes, max_engineers)
    effort = Effort(seconds, iterations, seed, threads)
    limits, pins = Limits(max_changes, max_engineers), pins or Pins()
    ground = ground_of(situation, pins)
    if not ground.disturbed:
        return unchanged(ground, limits, seed)

    customers = Customers.of(ground, max_changes)
    start, focus = customers.start(), ground.displaced
    engineers = Engineers(ground, customers, max_engineers) if max_engineers is not None else None
    if engineers is not None:
        engineers.check(start)
    free = effort.search(customers.problem(start), start=start, compiled=customers.compiled(start), focus=focus,
                         first=True).plan  # fmt: skip
    if on_proposal is not None:
        first = free if engineers is None else engineers.quick(effort, start, free, focus)
        on_proposal(proposal_of(ground, first, customers, limits, seed, final=False))

    plan = customers.search(effort, free, focus, share=1.0 if engineers is None else 0.4).plan
    if engineers is not None:
        plan = engineers.search(effort, start, plan, focus)
    proved = effort.prove(customers.problem(plan), start=plan, prices=prices) if proof and engineers is None else None
    return proposal_of(ground, proved.plan if proved else plan, customers, limits, seed, proved=proved)


def ground_of(situation: Situation, pins: Pins) -> Ground:
    """What is left to plan, with the pins on it; contradictory pins are refused."""
    problem = pinned(situation, pins)
    ground = Ground.of(situation, problem)
    kept = ordered(problem, ground.plan, pins)
    if kept is not problem:
        ground = Ground(situation, kept, compile(kept))
    check_pins(kept, ground.compiled)
    return ground


def proposal_of(
    ground: Ground,
    plan: Plan,
    customers: Customers,
    limits: Limits,
    seed: int,
    *,
    proved: Result | None = None,
    final: bool = True,
) -> Proposal:
    """The proposal of a plan for the rest of the day, judged.

    Raises
    ------
    NoAcceptablePlan
        When the judge finds a broken rule.
    """
    from models.judge import judge

    report = judge(customers.problem(plan), plan)
    if not report.feasible:
        raise NoAcceptablePlan(
            "no plan for the rest of the day keeps every rule; the published plan stays.\n"
            + "\n".join(f"  {finding.rule}: {finding.message}" for finding in report.broken)
        )
    changes = changes_of(ground, plan, customers.told(plan))
    situation, problem = ground.situation, ground.problem
    return Proposal(
        day=problem.name,
        currency=problem.policy.currency,
        at=problem.now,
        happened=tuple(event.to_json(problem.clock) for event in situation.state.news),
        published=ground.published,
        plan=situation.whole(plan),
        changes=changes,
        engineers=new_lists(ground, plan, changes),
        unserved=plan.unserved,
        before=Ledger(
            cost=ground.report.cost,
            costs=ground.report.costs,
            kpis={one.id: one.value for one in kpis(problem, ground.plan, ground.report)},
        ),
        after=Ledger(
            cost=report.cost,
            costs=report.costs,
            kpis={one.id: one.value for one in kpis(problem, plan, report)},
        ),
        bound=proved.bound if proved is not None else None,
        gap=proved.gap if proved is not None else None,
        max_changes=limits.changes,
        max_engineers=limits.engineers,
        freeze=situation.ahead.freeze,
        divert=situation.ahead.divert,
        seed=seed,
        final=final,
        notes=tuple(problem.travel.source.split("; ")[1:]),
    )


def unchanged(ground: Ground, limits: Limits, seed: int) -> Proposal:
    """The published plan as it is: nothing has happened that it does not know."""
    customers = Customers.of(ground, None)
    made = proposal_of(ground, ground.plan, customers, limits, seed)
    return made.but(plan=ground.published)


def _check(situation: Situation, max_changes: int | None, max_engineers: int | None) -> None:
    troubles = []
    if situation.problem.published is None:
        maybe = "give the plan people know: --published plan.json."
        troubles.append(Trouble("there is no published plan", field="published", rule="no-published-plan", maybe=maybe))
    for field, value in (("max_changes", max_changes), ("max_engineers", max_engineers)):
        if value is not None and value < 0:
            troubles.append(Trouble("is negative", field=field, value=str(value), rule="budget",
                                    maybe="write 0 for none at all."))  # fmt: skip
    if troubles:
        raise InputError(troubles)

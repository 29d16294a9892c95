"""Planning again during the day: a proposal beside the plan that people know."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Unpack

from models.errors import InputError, Trouble
from models.events import Situation
from models.problem import Problem
from scheduler.budget import Budget, BudgetOptions
from scheduler.compile import compile
from scheduler.planning.result import Result
from scheduler.planning.warm_start import Prices
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.calls import Calls
from scheduler.replan.contradictions import check_pins
from scheduler.replan.customers import Customers
from scheduler.replan.effort import Judged, ReplanEffort
from scheduler.replan.engineers import EngineerLimit
from scheduler.replan.order import ordered
from scheduler.replan.pins import Pins, asked, pinned
from scheduler.replan.proposal import Proposal
from scheduler.replan.writer import Limits, Writer, ledger, unchanged


def replan(
    day: Situation | Problem,
    budget: Budget | None = None,
    *,
    max_changes: int | None = None,
    max_engineers: int | None = None,
    pins: Pins | None = None,
    ask: Collection[str] = (),
    proof: bool = False,
    prices: Prices | None = None,
    on_proposal: Callable[[Proposal], None] | None = None,
    **options: Unpack[BudgetOptions],
) -> Proposal:
    """A proposal for the rest of a day.

    Parameters
    ----------
    day
        :func:`models.events.situation`, or :func:`scheduler.at`.
    budget, options
        How long to work in all, see :class:`scheduler.budget.Budget`: as one value, or its fields as keywords. Without
        a word 1 s, or 2 s when many visits have lost their place; ``iterations`` are those of each search, and give the
        same proposal on every machine.
    max_changes
        Most customers to be told: another engineer, earlier or later than promised by more than the free minutes, or
        not served. Each counts once.
    max_engineers
        Most engineers whose list changes, those whose list the events change included.
    pins
        What is to be kept of the published plan, and from when on everything is free.
    ask
        Tickets whose customers may be asked first: their visits may be earlier than told by more than the free minutes;
        who is then visited earlier is among those to be told.
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
    budget = Budget.of(budget, options)
    effort, seed = ReplanEffort(budget), budget.seed
    limits, pins = Limits(max_changes, max_engineers), pins or Pins()
    ground = ground_of(situation, pins, ask)
    if not ground.disturbed:
        return unchanged(ground, limits, seed)

    customers = Customers.of(ground, max_changes)
    start, focus = customers.start(), ground.lost or ground.displaced
    effort.sized(len(ground.lost))
    engineers = EngineerLimit(ground, customers, max_engineers)
    engineers.check(start)
    with effort.keeping_time_for_the_end():
        before = ledger(ground.problem, ground.plan, ground.report)
    write = Writer(ground, customers, limits, before, seed)

    first = effort.search(
        customers.problem(start), start=start, compiled=customers.compiled(start), focus=focus, first=True
    )
    if on_proposal is not None:
        on_proposal(write.best(engineers.quick(effort, start, first, focus), final=False))

    near = engineers.around(effort, first, focus, share=0.3)
    free = customers.search(effort, near.plan, focus, share=1.0 if max_engineers is None and not proof else 0.4)
    best: Judged | Result = engineers.search(effort, start, free, focus)
    if proof and max_engineers is None:
        best = effort.prove(customers.problem(best.plan), start=best.plan, prices=prices)
    if max_changes is not None or max_engineers is not None or customers.most is not None:
        return write.best(best)
    calls = Calls(ground, customers, best if isinstance(best, Judged) else Judged(best.plan, best.report))
    kept = best if calls.best.plan is best.plan else calls.best
    return write.best(kept).but(choices=calls.points)


def ground_of(situation: Situation, pins: Pins, ask: Collection[str] = ()) -> ReplanBasis:
    """What is left to plan, with the pins on it; contradictory pins are refused.

    Parameters
    ----------
    ask
        Tickets whose customers are asked whether somebody may come earlier.
    """
    if ask:
        situation = replace(situation, problem=asked(situation.problem, ask))
    problem = pinned(situation, pins)
    ground = ReplanBasis.of(situation, problem)
    lapsed = [id for id in ground.displaced if id in situation.state.pins and not problem.ticket[id].set_aside]
    if lapsed:
        problem = pinned(situation, pins, lapsed)
        ground = replace(ReplanBasis.of(situation, problem), lapsed=tuple(lapsed))
    kept = ordered(problem, ground.plan, pins)
    if kept is not problem:
        ground = replace(ground, problem=kept, compiled=compile(kept))
    given = {*pins.grades, *(id for order in pins.orders for id in order)}
    return replace(ground, notes=check_pins(kept, ground.compiled, given))


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

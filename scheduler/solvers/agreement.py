"""No plan leaves with two prices: what the solver thinks a plan costs and what the judge says must be the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.finding import Report
from models.money import show
from models.policy import Policy
from models.shapes import FinishCost, LegCost, PairCost, PlanLimit, Rule, ShiftCost, StartCost, UnservedCost
from scheduler.errors import Disagreement

if TYPE_CHECKING:
    from scheduler.compile import Compiled
    from scheduler.day import Day

SHAPES_OF: dict[str, tuple[type[Rule], ...]] = {
    "driving": (LegCost,),
    "pairs": (PairCost,),
    "lateness": (StartCost, FinishCost),
    "shifts": (ShiftCost,),
    "unserved": (UnservedCost,),
    "plan limits": (PlanLimit,),
}
"""Kinds of money and the shapes of the rules that charge it."""


def money_of(compiled: Compiled, routes: Sequence[Sequence[int]]) -> dict[str, int]:
    """What the compiled day says a plan costs [thousandths], by kind of money, with what every plan costs.

    Raises
    ------
    ValueError
        When a route is not feasible.
    """
    money = day_money(compiled.day, routes)
    if compiled.home is not None and compiled.due is not None:
        used = [e for e, route in enumerate(routes) if len(route)]
        out = compiled.due != 0
        home = int(compiled.home[out].sum())  # which the Day has taken off the price of a shift
        taken_off = int(compiled.home[used].sum())
        money["driving"] += home - taken_off
        money["shifts"] += taken_off + compiled.constant - home
    return money


def day_money(day: Day, routes: Sequence[Sequence[int]]) -> dict[str, int]:
    """The same by the Day alone: without what every plan costs, and the way home as part of the shifts.

    Raises
    ------
    ValueError
        When a route is not feasible.
    """
    from scheduler.engine import schedules

    found = dict.fromkeys(SHAPES_OF, 0)
    counts = [0] * len(day.row_cap)
    for shift, (tickets, schedule) in enumerate(zip(routes, schedules(day, routes), strict=True)):
        if not tickets:
            continue
        if not schedule.feasible:
            raise ValueError(f"the route of shift {day.shift_ids[shift] if day.shift_ids else shift} is not feasible")
        found["driving"] += schedule.travel
        found["pairs"] += schedule.pair
        found["lateness"] += schedule.late
        found["shifts"] += schedule.overtime + schedule.work + schedule.fixed
        counts = [count + use for count, use in zip(counts, schedule.usage, strict=True)]
    served = {ticket for tickets in routes for ticket in tickets}
    for ticket in set(range(day.n)) - served:
        found["unserved"] += int(day.unserved_cost[ticket])
        counts = [count + int(day.row_unserved[row, ticket]) for row, count in enumerate(counts)]
    for count, cap, price in zip(counts, day.row_cap.tolist(), day.row_price.tolist(), strict=True):
        found["plan limits"] += max(0, count - cap) * max(0, price)
    return found


def agree(cost: int, report: Report, compiled: dict[str, int], policy: Policy) -> None:
    """Check that the solver's cost, the compiled day's and the judge's are one and the same.

    Parameters
    ----------
    cost
        [thousandths] what the solver says.
    report
        What the judge says of the plan.
    compiled
        What the compiled day says of it, from :func:`money_of`.

    Raises
    ------
    Disagreement
        Naming the rules whose money differs.
    """
    differ = [line for kind, shapes in SHAPES_OF.items() if (line := _compare(kind, shapes, report, compiled, policy))]
    if differ or cost != report.cost:
        figures = f"the solver says {show(cost)}, the judge {show(report.cost)} {policy.currency}"
        raise Disagreement("; ".join([figures, *differ]))


def _compare(
    kind: str, shapes: tuple[type[Rule], ...], report: Report, compiled: dict[str, int], policy: Policy
) -> str | None:
    rules = [rule.id for shape in shapes for rule in policy.of(shape)]
    judged = sum(report.costs.get(rule, 0) for rule in rules)
    if judged == compiled[kind]:
        return None
    return f"{kind} ({', '.join(rules)}): compiled {show(compiled[kind])}, judged {show(judged)}"

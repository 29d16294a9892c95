"""Rows: counts over the whole plan that are bounded or priced."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from models.errors import InputError, Trouble
from models.shapes import PlanLimit, PlanRow
from scheduler.compile.axes import Axes
from scheduler.compile.decided import row_left
from scheduler.compile.price_guard import PriceGuard
from scheduler.day import MOST_MONEY, NEVER, Ints, Money


@dataclass(frozen=True, eq=False)
class Rows:
    """The row arrays of a Day, and what becomes terms."""

    row_cap: Money
    row_price: Money
    row_pair: Ints
    row_used: Ints
    row_unserved: Ints
    names: tuple[tuple[str, PlanRow], ...] = ()
    """Rule id and row, for messages."""
    late: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Ticket -> (row, due): rows that count a late start."""


def rows(frame: Axes, purse: PriceGuard) -> Rows:
    """All plan limits as weights over shifts and tickets.

    Raises
    ------
    InputError
        A weight is negative or the late weights of a row cannot be counted one by one.
    """
    names = [(rule.id, row) for rule in frame.problem.policy.of(PlanLimit) for row in rule.rows(frame.problem)]
    scaled = [_whole(rule, row_left(frame.problem, row)) for rule, row in names]
    size, m, n = len(names), len(frame.shifts), len(frame.tickets)
    made = Rows(
        row_cap=np.array([min(max(row.cap, -MOST_MONEY), MOST_MONEY) for row in scaled], np.int64),
        row_price=_prices(frame, purse, names, scaled),
        row_pair=np.zeros((size, m, n), np.int32),
        row_used=np.zeros((size, m), np.int32),
        row_unserved=np.zeros((size, n), np.int32),
        names=tuple(names),
    )
    for k, row in enumerate(scaled):
        _fill(frame, made, k, row)
    return made


def _fill(frame: Axes, made: Rows, k: int, row: PlanRow) -> None:
    """Weights of one row; tickets and shifts that are not in the Day count nothing."""
    column, shifts_of = frame.row, _shifts_of(frame)
    everybody = list(range(len(frame.shifts)))
    for anybody in (True, False):  # a weight for one engineer replaces that for anybody
        for (engineer, ticket), weight in row.pair.items():
            if (engineer == "*") is anybody and ticket in column:
                made.row_pair[k, everybody if anybody else shifts_of.get(engineer, []), column[ticket]] = weight
    for e, (_, shift) in enumerate(frame.shifts):
        made.row_used[k, e] = row.used.get(shift.id, 0)
    for ticket, weight in row.unserved.items():
        if ticket in column:
            made.row_unserved[k, column[ticket]] = weight
    for ticket, (due, weight) in row.late.items():
        if ticket in column and weight and due < NEVER:
            made.late.setdefault(column[ticket], []).append((k, due))


def _shifts_of(frame: Axes) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for e, (engineer, _) in enumerate(frame.shifts):
        found.setdefault(engineer.id, []).append(e)
    return found


def _whole(rule: str, row: PlanRow) -> PlanRow:
    """The row in units of its late weight, since a Day counts a late visit as one.

    With late weights of 2 and all other weights even, the row counts in twos; its cap rounds down, which loses nothing.
    """
    others = [*row.pair.values(), *row.used.values(), *row.unserved.values()]
    late = {weight for _, weight in row.late.values() if weight}
    unit = next(iter(late), 1)
    odd = any(weight % unit for weight in others) or (row.price is not None and row.cap % unit)
    if len(late) > 1 or odd or min([*others, *late], default=0) < 0 or max(others, default=0) > NEVER:
        raise InputError(
            Trouble(
                f"rule {rule}: the weights of {row.name} must not be negative, "
                "and all must be multiples of one weight for lateness",
                field=f"rules.{rule}",
                rule="plan-limit-weights",
                maybe="give every late visit the weight 1.",
            )
        )
    if unit == 1:
        return row
    return PlanRow(
        name=row.name,
        cap=row.cap // unit,
        price=None if row.price is None else row.price * unit,
        pair={key: weight // unit for key, weight in row.pair.items()},
        used={key: weight // unit for key, weight in row.used.items()},
        unserved={key: weight // unit for key, weight in row.unserved.items()},
        late={key: (due, weight // unit) for key, (due, weight) in row.late.items()},
    )


def _prices(frame: Axes, purse: PriceGuard, names: list[tuple[str, PlanRow]], scaled: list[PlanRow]) -> Money:
    """Price per unit above the cap, -1 where the cap is hard; the most a plan can pay is noted."""
    prices = np.full(len(names), -1, np.int64)
    for k, (rule, row) in enumerate(names):
        if (price := scaled[k].price) is not None:

            def whose(_: int, name: str = row.name) -> str:
                return f"a unit above {name}"

            prices[k] = purse.take(rule, [price], whose)[0]
            purse.spend(rule, int(prices[k]) * _most(frame, scaled[k]))
    return prices


def _most(frame: Axes, row: PlanRow) -> int:
    """The most that a plan can count."""
    per_ticket: dict[str, int] = dict(row.unserved)
    for (_, ticket), weight in row.pair.items():
        per_ticket[ticket] = max(per_ticket.get(ticket, 0), weight)
    late = sum(weight for _, weight in row.late.values())
    return sum(per_ticket.get(ticket.id, 0) for ticket in frame.tickets) + sum(row.used.values()) + late

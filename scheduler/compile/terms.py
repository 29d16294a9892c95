"""Terms: what a visit costs by when it starts or finishes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.errors import InputError, Trouble
from models.shapes import FinishCost, Late, StartCost
from models.ticket import Ticket
from scheduler.compile.axes import Axes
from scheduler.compile.price_guard import PriceGuard
from scheduler.compile.rows import Rows
from scheduler.day import NEVER, Ints, Money


@dataclass(frozen=True, eq=False)
class Terms:
    """The term arrays of a Day."""

    term_offset: Ints
    term_due: Ints
    term_step: Money
    term_rate: Money
    term_on_finish: NDArray[np.uint8]
    term_row: Ints


@dataclass(frozen=True)
class _Term:
    rule: str
    ticket: str
    late: Late
    on_finish: bool = False
    row: int = -1


def terms(frame: Axes, purse: PriceGuard, rows: Rows, latest: int) -> Terms:
    """All terms of the policy's rules and plan limits; ``latest`` is the end of the last shift [s].

    Raises
    ------
    InputError
        A due time lies impossibly far back.
    """
    found: list[_Term] = []
    offset = [0]
    for i, ticket in enumerate(frame.tickets):
        found += _priced(frame, ticket)
        found += [_Term("", ticket.id, Late(due, 0, 0), row=row) for row, due in rows.late.get(i, ())]
        offset.append(len(found))
    _check_times(found)
    steps, rates = _money(found, purse, latest)
    return Terms(
        term_offset=np.array(offset, np.int32),
        term_due=np.array([term.late.due for term in found], np.int32),
        term_step=steps,
        term_rate=rates,
        term_on_finish=np.array([term.on_finish for term in found], np.uint8),
        term_row=np.array([term.row for term in found], np.int32),
    )


def _priced(frame: Axes, ticket: Ticket) -> Iterator[_Term]:
    """Terms of the priced rules that can ever cost something."""
    for rule in frame.problem.policy.rules:
        if isinstance(rule, StartCost | FinishCost):
            for late in rule.terms(ticket, frame.problem):
                if late.due < NEVER and (late.step or late.per_hour):
                    yield _Term(rule.id, ticket.id, late, isinstance(rule, FinishCost))


def _check_times(found: list[_Term]) -> None:
    troubles = [
        Trouble(
            f"ticket {term.ticket} was due {-term.late.due} s before the horizon",
            field="due",
            value=str(term.late.due),
            rule=term.rule,
            maybe="the year of the date is wrong.",
        )
        for term in found
        if term.late.due < -NEVER
    ]
    if troubles:
        raise InputError(troubles)


def _money(found: list[_Term], purse: PriceGuard, latest: int) -> tuple[Money, Money]:
    """Steps and rates, looked at rule by rule."""
    steps, rates = np.zeros(len(found), np.int64), np.zeros(len(found), np.int64)
    for rule in dict.fromkeys(term.rule for term in found if term.row < 0):
        where = [k for k, term in enumerate(found) if term.rule == rule and term.row < 0]

        def whose(k: int, where: list[int] = where) -> str:
            return f"ticket {found[where[k]].ticket} being late"

        late = [found[k].late for k in where]
        steps[where] = purse.take(rule, (term.step for term in late), whose)
        rates[where] = purse.take(rule, (term.per_hour for term in late), whose)
        purse.spend(rule, int(steps[where].sum()))
        purse.hourly(rule, rates[where], (latest - term.due for term in late), whose)
    return steps, rates

"""Reading a day for a run: the problem, what is to be said about it, and the rows that were set aside."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.errors import Trouble
from models.problem import Problem
from scheduler.nightly.order import Order

if TYPE_CHECKING:
    from scheduler.loaders import Loaded

Aside = tuple[str, int | None, str]
"""Something that is set aside: file and row (or the ticket, without a row), and why."""


@dataclass(frozen=True)
class Read:
    """A day as read.

    Parameters
    ----------
    problem
        The part that was ordered: one territory, or everything.
    loaded
        The same with the rows set aside, remarks and files.
    whole
        The day with all its territories.
    warnings
        What the reader remarks, and what the doctor finds suspicious in ``problem``.
    """

    problem: Problem
    loaded: Loaded
    whole: Problem
    warnings: tuple[Trouble, ...] = ()

    @property
    def rejected(self) -> dict[str, int]:
        """File -> number of rows set aside."""
        return dict(Counter(reject.file for reject in self.loaded.rejects))

    @property
    def aside(self) -> tuple[Aside, ...]:
        """Everything that is set aside: rows with their reasons, and tickets that are left to people without one."""
        rows = tuple(
            (reject.file, reject.row, "; ".join(_said(trouble) for trouble in reject.troubles))
            for reject in self.loaded.rejects
        )
        named = {f"{what} {row} of {file}" for file, row, _ in rows for what in ("row", "item")}
        others = (ticket for ticket in self.problem.open_tickets if ticket.set_aside)
        return rows + tuple(
            (ticket.id, None, ticket.set_aside)
            for ticket in others if ticket.set_aside.partition(": ")[0] not in named
        )  # fmt: skip

    @property
    def shortcomings(self) -> tuple[str, ...]:
        """What of the input did not reach the plan, a sentence each."""
        said = []
        if self.loaded.rejects:
            count = len(self.loaded.rejects)
            shown = ", ".join(f"{reject.file}:{reject.row}" for reject in self.loaded.rejects[:8])
            more = ", ..." if count > 8 else ""
            said.append(f"{count} row{'s are' if count > 1 else ' is'} set aside, see rejects.csv: {shown}{more}")
        if left := [ticket.id for ticket in self.problem.open_tickets if ticket.set_aside]:
            more = ", ..." if len(left) > 8 else ""
            what = "tickets are" if len(left) > 1 else "ticket is"
            said.append(f"{len(left)} {what} left to people: {', '.join(left[:8])}{more}")
        return tuple(said)


def _said(trouble: Trouble) -> str:
    """What is wrong with a row, without where it stands."""
    value = f"={trouble.value!r}" if trouble.value else ""
    return f"{trouble.field}{value}: {trouble.message}" if trouble.field else trouble.message


def read(order: Order) -> Read:
    """Load and examine the day of an order.

    Raises
    ------
    models.errors.InputError
        With everything that is wrong.
    """
    from scheduler.loaders.doctor import warnings

    everything = replace(order.source, territory=None).read()
    part = part_of(everything.problem, order)
    loaded = replace(everything, problem=part)
    return Read(part, loaded, everything.problem, (*loaded.notes, *warnings(part)))


def part_of(whole: Problem, order: Order) -> Problem:
    """The part of a day that is ordered, under the policy that is in force there."""
    from scheduler.loaders.checkups.times import policy_in_force
    from scheduler.planning.scope import within

    return policy_in_force(within(whole, order.source.territory))


def can_be_planned(problem: Problem) -> None:
    """Do with the day what a run does with it before it searches.

    Raises
    ------
    models.errors.InputError
        Loads, prices or travel do not fit, or the published plan is not one of this day.
    """
    from scheduler.compile import compile, routes_of

    compiled = compile(problem)
    if problem.published is not None:
        routes_of(compiled, problem.published)

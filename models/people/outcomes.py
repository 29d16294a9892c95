"""What became of tickets: by how many visits, whether they came back, whether somebody was there in time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.clock import DAY
from models.people.visit_table import VisitTable
from models.records import Records
from models.sections.evaluation import Evaluation

NO = np.int64(-(2**40))
"""A moment that nobody named."""


@dataclass(frozen=True)
class Outcomes:
    """Tickets with at least one visit, as columns; T of them, by their first visit.

    Parameters
    ----------
    first, last
        Positions of the first and the last visit in the table of visits.
    finished
        Did it run when the last engineer left, as far as anybody knows?
    one_visit
        Finished by exactly one visit, not reopened for the same fault within the policy's days.
    reopened
        Came back within the days after the last finish, for whatever reason.
    waited_for_parts
        Every further visit was needed for a missing part: the process, not the engineer.
    on_time
        Somebody arrived by ``respond_by``; meaningless where that is :data:`NO`.
    """

    tickets: tuple[str, ...]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    finished: NDArray[np.bool_]
    one_visit: NDArray[np.bool_]
    reopened: NDArray[np.bool_]
    waited_for_parts: NDArray[np.bool_]
    respond_by: NDArray[np.int64]
    on_time: NDArray[np.bool_]


def outcomes(records: Records, table: VisitTable, evaluation: Evaluation) -> Outcomes:
    """What became of every ticket that was visited."""
    visit = records.visit
    groups: dict[str, list[int]] = defaultdict(list)
    for k in np.lexsort((np.arange(len(table.ids)), table.arrived)).tolist():
        groups[table.tickets[k]].append(k)
    returns = _returns(records)
    due = {ticket.id: ticket.respond_by for ticket in records.tickets if ticket.respond_by is not None}
    rows = []
    for ticket, places in groups.items():
        visits = [visit[table.ids[k]] for k in places]
        end = visits[-1]
        count = max(len(visits), *(known.visit_no or 1 for known in visits))
        promised = due.get(ticket, next((known.respond_by for known in visits if known.respond_by is not None), None))
        back = [
            reopen
            for reopen in returns.get(ticket, ())
            if 0 <= reopen[0] - end.finished <= evaluation.reopen_days * DAY
        ]
        finished = end.fixed is not False
        same = any(cause == "same" for _, cause in back)
        parts = count > 1 and len(visits) == count and all(known.reason == "part" for known in visits[:-1])
        rows.append(
            (
                places[0],
                places[-1],
                finished,
                finished and count == 1 and not same,
                bool(back),
                parts,
                NO if promised is None else promised,
                promised is not None and visits[0].arrived <= promised,
            )
        )

    def column(k: int, kind: type) -> NDArray[Any]:
        return np.array([row[k] for row in rows], kind)

    return Outcomes(
        tuple(groups), column(0, np.int64), column(1, np.int64), column(2, np.bool_), column(3, np.bool_),
        column(4, np.bool_), column(5, np.bool_), column(6, np.int64), column(7, np.bool_),
    )  # fmt: skip


def _returns(records: Records) -> dict[str, list[tuple[int, str]]]:
    """Ticket -> when it came back, and why."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for reopen in records.reopens:
        found[reopen.ticket].append((reopen.reopened, reopen.cause))
    return found

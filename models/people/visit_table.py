"""Visits as columns, with what was known of each before it began."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.clock import DAY
from models.records import Records

MOST_AGE = 7.0
"""[days] from which a ticket counts as old."""
KINDS = ("work type", "priority", "least tier", "territory", "remote", "part of the day", "return visit")
"""Covariates that are kinds; the ticket's age at arrival is a number. All were known before the visit, and none of them
is anything the engineer controls."""
AGE = "age [days]"


@dataclass(frozen=True)
class VisitTable:
    """Visits in the order of their finish (then id), so that the order of the rows plays no part.

    Parameters
    ----------
    ids
        Of the visits, V of them.
    engineers
        Names of everybody, sorted; ``engineer`` [V] holds indices into them.
    arrived, finished
        [s] of the records' clock.
    kinds
        Covariate -> (names of its levels, codes [V]).
    age
        [days] of the ticket at arrival, at most :data:`MOST_AGE`; 0 where nobody knows.
    """

    ids: tuple[str, ...]
    tickets: tuple[str, ...]
    engineers: tuple[str, ...]
    engineer: NDArray[np.int32]
    arrived: NDArray[np.int64]
    finished: NDArray[np.int64]
    kinds: dict[str, tuple[tuple[str, ...], NDArray[np.int32]]]
    age: NDArray[np.float64]

    def index(self) -> dict[str, int]:
        """Visit id -> position."""
        return {id: k for k, id in enumerate(self.ids)}


def visit_table(records: Records) -> VisitTable:
    """The columns of all visits of the records."""
    visits = sorted(records.visits, key=lambda visit: (visit.finished, visit.id))
    names = tuple(member.id for member in records.engineers)
    at = {name: k for k, name in enumerate(names)}
    arrived = np.fromiter((visit.arrived for visit in visits), np.int64, len(visits))
    created = np.fromiter((_created(visit, records) for visit in visits), np.float64, len(visits))
    age = np.clip(np.nan_to_num((arrived - created) / DAY), 0.0, MOST_AGE)
    part = local_hours(records, arrived)
    kinds = {
        "work type": coded(visit.work_type for visit in visits),
        "priority": coded(f"P{visit.priority}" for visit in visits),
        "least tier": coded(visit.tier.label for visit in visits),
        "territory": coded(visit.territory for visit in visits),
        "remote": coded("remote" if visit.remote else "on site" for visit in visits),
        "part of the day": (("morning", "afternoon", "evening"), np.digitize(part, [12, 17]).astype(np.int32)),
        "return visit": coded("return" if (visit.visit_no or 1) > 1 else "first" for visit in visits),
    }
    return VisitTable(
        ids=tuple(visit.id for visit in visits), tickets=tuple(visit.ticket for visit in visits), engineers=names,
        engineer=np.fromiter((at[visit.engineer] for visit in visits), np.int32, len(visits)), arrived=arrived,
        finished=np.fromiter((visit.finished for visit in visits), np.int64, len(visits)), kinds=kinds, age=age,
    )  # fmt: skip


def _created(visit: object, records: Records) -> float:
    own = getattr(visit, "created", None)
    if own is not None:
        return float(own)
    ticket = records.ticket.get(getattr(visit, "ticket", ""))
    return float("nan") if ticket is None or ticket.created is None else float(ticket.created)


def coded(values: Iterable[str]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """Sorted levels, and the position of each value among them.

    >>> coded(["b", "a", "b"])
    (('a', 'b'), array([1, 0, 1], dtype=int32))
    """
    listed = list(values)
    levels = tuple(sorted(set(listed)))
    at = {level: k for k, level in enumerate(levels)}
    return levels, np.fromiter((at[value] for value in listed), np.int32, len(listed))


def local_hours(records: Records, seconds: NDArray[np.int64]) -> NDArray[np.int32]:
    """The hour of the day [0..23] of moments, in the company's zone."""
    hours, place = np.unique(seconds // 3600, return_inverse=True)
    local = np.array([records.clock.moment(int(hour) * 3600).hour for hour in hours.tolist()], np.int32)
    return local[place] if len(local) else np.zeros(0, np.int32)


def within(seconds: NDArray[np.int64], start: int, end: int) -> NDArray[np.bool_]:
    """Which moments lie in [start, end)."""
    return np.asarray((seconds >= start) & (seconds < end))


def names_at(levels: Sequence[str], codes: NDArray[np.int32]) -> list[str]:
    """Codes as their names."""
    return [levels[code] for code in codes.tolist()]

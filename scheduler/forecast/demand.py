"""Demand: how many tickets came, by day and by cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]


class DemandCell(NamedTuple):
    """The finest part of demand: one kind of work in one territory."""

    territory: str
    work_type: str


@dataclass(frozen=True)
class Demand:
    """Counts of a company by cell and day.

    Parameters
    ----------
    first
        The first day.
    cells
        In the order of the rows of ``counts``.
    counts
        ``(cells, days)``; zero is data.
    down
        ``(days,)``: the source delivered nothing on a working day; left out, not read as zero.
    minutes
        ``(cells,)`` mean time on site of a ticket [min]; zeros where it is not known.
    """

    first: date
    cells: tuple[DemandCell, ...]
    counts: Counts
    down: NDArray[np.bool_]
    minutes: Counts

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the history."""
        return tuple(self.first + timedelta(days=k) for k in range(self.counts.shape[1]))

    @property
    def end(self) -> date:
        """The day after the last."""
        return self.first + timedelta(days=self.counts.shape[1])

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """Work types, sorted."""
        return tuple(sorted({cell.work_type for cell in self.cells}))

    @cached_property
    def group_of(self) -> NDArray[np.intp]:
        """``(cells,)`` number of each cell's work type."""
        number = {group: k for k, group in enumerate(self.groups)}
        return np.array([number[cell.work_type] for cell in self.cells], np.intp)

    @cached_property
    def territories(self) -> tuple[str, ...]:
        """Sorted."""
        return tuple(sorted({cell.territory for cell in self.cells}))

    @cached_property
    def territory_of(self) -> NDArray[np.intp]:
        """``(cells,)`` number of each cell's territory."""
        number = {territory: k for k, territory in enumerate(self.territories)}
        return np.array([number[cell.territory] for cell in self.cells], np.intp)

    def before(self, day: date) -> Self:
        """The history that was known on the morning of a day."""
        length = (day - self.first).days
        return type(self)(self.first, self.cells, self.counts[:, :length], self.down[:length], self.minutes)

    def level(self, name: str) -> tuple[tuple[str, ...], Counts]:
        """Names and ``(names, cells)`` sums of a level: ``company``, ``territory``, ``work-type`` or ``cell``."""
        cells = len(self.cells)
        if name == "company":
            return ("all",), np.ones((1, cells))
        if name == "cell":
            return tuple("/".join(cell) for cell in self.cells), np.eye(cells)
        names, number = (self.territories, self.territory_of) if name == "territory" else (self.groups, self.group_of)
        return names, (np.arange(len(names))[:, None] == number[None, :]).astype(float)


LEVELS = ("company", "territory", "work-type", "cell")
"""From the top down."""


def demand_of(rows: Iterable[tuple[date, str, str, float | None]], *, end: date | None = None) -> Demand:
    """Count tickets.

    Parameters
    ----------
    rows
        (local day of the request, territory, work type, minutes on site or None) of each ticket.
    end
        The day after the last of the history; None = the day after the last ticket.
    """
    tickets = list(rows)
    first = min(day for day, *_ in tickets)
    last = max(day for day, *_ in tickets)
    length = ((end or last + timedelta(days=1)) - first).days
    cells = tuple(sorted({DemandCell(territory, kind) for _, territory, kind, _ in tickets}))
    number = {cell: k for k, cell in enumerate(cells)}
    counts = np.zeros((len(cells), length))
    minutes: list[list[float]] = [[] for _ in cells]
    for day, territory, kind, spent in tickets:
        column = (day - first).days
        row = number[DemandCell(territory, kind)]
        if column < length:
            counts[row, column] += 1
        if spent is not None:
            minutes[row].append(spent)
    return Demand(first, cells, counts, np.zeros(length, np.bool_), _means(cells, minutes))


def _means(cells: tuple[DemandCell, ...], minutes: list[list[float]]) -> Counts:
    """Mean time on site of each cell, shrunk to that of its work type as if 30 visits had had it."""
    pooled: dict[str, list[float]] = {}
    for cell, spent in zip(cells, minutes, strict=True):
        pooled.setdefault(cell.work_type, []).extend(spent)
    means = {kind: float(np.mean(spent)) if spent else 0.0 for kind, spent in pooled.items()}
    return np.array(
        [
            (sum(spent) + 30 * means[cell.work_type]) / (len(spent) + 30)
            for cell, spent in zip(cells, minutes, strict=True)
        ]
    )


def plain(value: Any) -> Any:
    """Arrays as lists, for JSON."""
    return value.tolist() if isinstance(value, np.ndarray) else value

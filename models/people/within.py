"""What the work does to a rate, estimated within engineers: a hard mix of tickets must cost nobody points.

With a fixed effect per engineer (Mundlak 1978, *On the pooling of time series and cross section data*), the
coefficients compare visits of the same person. Rates pooled over people would take part of what the better people
are better at for an effect of the hard work they are given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.people.visit_table import AGE, VisitTable

OTHER = "other"
CHUNK = 100_000
"""Rows looked at at once, so that a million visits need no matrix of a gigabyte."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class WorkEffect:
    """Coefficients of one component, with the mix of work they are measured against.

    Parameters
    ----------
    columns
        (covariate, level) of every column; the ticket's age is one column.
    slope
        Change of the rate per unit of a column.
    reference
        The company's mean of each column: at this mix nothing is added and nothing taken.
    """

    columns: tuple[tuple[str, str], ...] = ()
    slope: tuple[float, ...] = ()
    reference: tuple[float, ...] = ()

    def added(self, mix: Sequence[float]) -> dict[str, float]:
        """Covariate -> what an engineer with this mean of the columns is credited for it."""
        found: dict[str, float] = {}
        for (covariate, _), slope, own, usual in zip(self.columns, self.slope, mix, self.reference, strict=True):
            found[covariate] = found.get(covariate, 0.0) - slope * (own - usual)
        return found


def columns_of(table: VisitTable, rows: NDArray[np.int64], least: int) -> tuple[tuple[str, str], ...]:
    """The columns of a design: levels seen at least so often, what is rarer taken together, and the age."""
    found: list[tuple[str, str]] = []
    for covariate, (levels, codes) in table.kinds.items():
        counts = np.bincount(codes[rows], minlength=len(levels))
        often = [level for level, count in zip(levels, counts.tolist(), strict=True) if count >= least]
        rare = int(sum(count for count in counts.tolist() if count < least))
        if len(often) + bool(rare) > 1:
            found += [(covariate, level) for level in often] + ([(covariate, OTHER)] if rare else [])
    return (*found, (AGE, ""))


def design(table: VisitTable, rows: NDArray[np.int64], columns: Sequence[tuple[str, str]]) -> Floats:
    """The columns [N, P] of some visits; a level that has no column of its own counts as other."""
    made = np.zeros((len(rows), len(columns)))
    places: dict[str, dict[str, int]] = {}
    for k, (covariate, level) in enumerate(columns):
        places.setdefault(covariate, {})[level] = k
    for covariate, known in places.items():
        if covariate == AGE:
            made[:, known[""]] = table.age[rows]
            continue
        levels, codes = table.kinds[covariate]
        column = np.array([known.get(level, known.get(OTHER, -1)) for level in levels] or [-1])[codes[rows]]
        seen = np.flatnonzero(column >= 0)
        made[seen, column[seen]] = 1.0
    return made


@dataclass(frozen=True)
class Sums:
    """Weighted sums by engineer: of weights, of outcomes, of squared weights, of the columns."""

    weight: Floats
    outcome: Floats
    square: Floats
    columns: Floats

    @cached_property
    def effective(self) -> Floats:
        """Effective number of observations [E]: (sum of w)^2 / sum of w^2."""
        return np.divide(self.weight**2, self.square, out=np.zeros_like(self.weight), where=self.square > 0)

    @cached_property
    def raw(self) -> Floats:
        """Weighted rate of each engineer [E]; 0 where there is nothing."""
        return np.divide(self.outcome, self.weight, out=np.zeros_like(self.weight), where=self.weight > 0)

    @cached_property
    def mix(self) -> Floats:
        """Weighted mean of the columns of each engineer [E, P]."""
        below = np.where(self.weight > 0, self.weight, 1.0)[:, None]
        return np.asarray(self.columns / below)


def sums_of(
    table: VisitTable, rows: NDArray[np.int64], engineer: NDArray[np.int32], outcome: Floats, weight: Floats,
    columns: Sequence[tuple[str, str]],
) -> Sums:  # fmt: skip
    """The sums of some observations."""
    count = len(table.engineers)
    by_column = np.zeros((count, len(columns)))
    for start in range(0, len(rows), CHUNK):
        part = slice(start, start + CHUNK)
        x = design(table, rows[part], columns)
        for k in range(len(columns)):
            by_column[:, k] += np.bincount(engineer[part], weight[part] * x[:, k], count)

    def added(values: Floats) -> Floats:
        return np.asarray(np.bincount(engineer, values, count), np.float64)  # of nothing, bincount makes integers

    return Sums(added(weight), added(weight * outcome), added(weight**2), by_column)


def work_effect(
    table: VisitTable, rows: NDArray[np.int64], engineer: NDArray[np.int32], outcome: Floats, weight: Floats, least: int
) -> WorkEffect:
    """The coefficients of a linear probability model with an effect for each engineer, by weighted least squares.

    What no engineer's own visits can tell (somebody who works in one territory only says nothing about territories)
    gets the coefficient of least size, so that it adds nothing.

    Parameters
    ----------
    rows
        Positions of the visits [N].
    engineer, outcome, weight
        Of each observation [N].
    least
        Visits below which a level is taken together with others.
    """
    if not len(rows):
        return WorkEffect()
    columns = columns_of(table, rows, least)
    sums = sums_of(table, rows, engineer, outcome, weight, columns)
    square, cross = np.zeros((len(columns), len(columns))), np.zeros(len(columns))
    for start in range(0, len(rows), CHUNK):
        part = slice(start, start + CHUNK)
        x = design(table, rows[part], columns)
        weighted = x * weight[part, None]
        square += weighted.T @ x
        cross += weighted.T @ outcome[part]
    share = np.divide(sums.columns, sums.weight[:, None], out=np.zeros_like(sums.columns),
                      where=sums.weight[:, None] > 0)  # fmt: skip
    square -= sums.columns.T @ share
    cross -= share.T @ sums.outcome
    slope = np.linalg.pinv(square, rcond=1e-9, hermitian=True) @ cross
    reference = sums.columns.sum(0) / max(sums.weight.sum(), 1e-12)
    return WorkEffect(columns, tuple(slope.tolist()), tuple(reference.tolist()))


def as_plain(effect: WorkEffect) -> dict[str, object]:
    """Plain data for ``calibration.json``."""
    rows = zip(effect.columns, effect.slope, effect.reference, strict=True)
    return {"columns": [[covariate, level, slope, usual] for (covariate, level), slope, usual in rows]}


def from_plain(data: Mapping[str, object]) -> WorkEffect:
    """The effect that :func:`as_plain` wrote."""
    rows = data.get("columns")
    assert isinstance(rows, list)
    return WorkEffect(
        tuple((str(row[0]), str(row[1])) for row in rows), tuple(float(row[2]) for row in rows),
        tuple(float(row[3]) for row in rows),
    )  # fmt: skip

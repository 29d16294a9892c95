"""Mending travel times: pairs nobody knows, and detours that are faster than the direct way."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from models.travel import NO_WAY

Ints = NDArray[np.int32]
Times = TypeVar("Times", NDArray[np.int32], NDArray[np.float64])

UNKNOWN = NO_WAY
"""Seconds of a pair nobody knows, while a matrix is put together."""
NO_ROAD = UNKNOWN + 1
"""Seconds of a pair of which a matrix says that there is no road: never estimated."""

TILE = 64


def mend(seconds: Times) -> tuple[Times, int]:
    """The same times with every detour that is faster taken as the direct way.

    All-pairs shortest ways by blocks (Floyd and Warshall, tiled so that a tile stays in the cache). The engine relies
    on the triangle inequality; a matrix of a road server breaks it a little, because it rounds, and a matrix with
    :data:`UNKNOWN` pairs breaks it a lot.

    Parameters
    ----------
    seconds
        ``(L, L)``, :data:`UNKNOWN` where no way is known. Not changed. Fractions of a second stay what they are: a
        matrix is mended before it is rounded, or the sum of many legs would be off.

    Returns
    -------
    tuple
        The mended matrix, and how many pairs changed.

    Examples
    --------
    >>> mended, changed = mend(np.array([[0, 10, 50], [10, 0, 20], [50, 20, 0]], np.int32))
    >>> mended.tolist(), changed
    ([[0, 10, 30], [10, 0, 20], [30, 20, 0]], 2)
    """
    best = np.minimum(seconds, UNKNOWN).astype(seconds.dtype)
    np.fill_diagonal(best, 0)
    size = len(best)
    for first in range(0, size, TILE):
        block = slice(first, min(first + TILE, size))
        _relax(best[block, block], best[block, block], best[block, block], in_place=True)
        _relax(best[block], best[block, block].copy(), best[block].copy())
        _relax(best[:, block], best[:, block].copy(), best[block, block].copy())
        row = best[block].copy()
        for top in range(0, size, TILE):
            rows = slice(top, min(top + TILE, size))
            _relax(best[rows], best[rows, block].copy(), row)
    np.minimum(best, UNKNOWN, out=best)
    before = np.where(np.eye(size, dtype=bool), 0, np.minimum(seconds, UNKNOWN))
    return best, int(np.count_nonzero(before - best > 1e-3))


def _relax(best: NDArray[Any], left: NDArray[Any], right: NDArray[Any], in_place: bool = False) -> None:
    """``best[i, j] = min(best[i, j], left[i, k] + right[k, j])`` for all k."""
    sums = np.empty_like(best)
    for k in range(right.shape[0]):
        column = left[:, k].copy() if in_place else left[:, k]
        np.add(column[:, None], right[k][None, :], out=sums)
        np.minimum(best, sums, out=best)

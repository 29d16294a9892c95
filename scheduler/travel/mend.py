"""Mending travel times: pairs nobody knows, and detours that are faster than the direct way."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]

UNKNOWN = 2**29
"""Seconds of a pair nobody knows; the sum of two still fits in 32 bits."""

TILE = 64


def mend(seconds: Ints) -> tuple[Ints, int]:
    """The same times with every detour that is faster taken as the direct way.

    All-pairs shortest ways by blocks (Floyd and Warshall, tiled so that a tile stays in the cache). The engine relies
    on the triangle inequality; a matrix of a road server breaks it a little, because it rounds, and a matrix with
    :data:`UNKNOWN` pairs breaks it a lot.

    Parameters
    ----------
    seconds
        ``(L, L)``, :data:`UNKNOWN` where no way is known. Not changed.

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
    best = np.minimum(seconds, UNKNOWN).astype(np.int32)
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
    return best, int(np.count_nonzero(best != np.where(np.eye(size, dtype=bool), 0, np.minimum(seconds, UNKNOWN))))


def _relax(best: Ints, left: Ints, right: Ints, in_place: bool = False) -> None:
    """``best[i, j] = min(best[i, j], left[i, k] + right[k, j])`` for all k."""
    sums = np.empty_like(best)
    for k in range(right.shape[0]):
        column = left[:, k].copy() if in_place else left[:, k]
        np.add(column[:, None], right[k][None, :], out=sums)
        np.minimum(best, sums, out=best)

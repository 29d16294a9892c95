"""Where travel may be estimated: between places that no missing road keeps apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]


def may_bridge(known: Bools, no_road: Bools, straight: NDArray[np.float64]) -> Bools:
    """Pairs whose travel may be estimated.

    Places that are joined by known ways form a land. Lands grow together where the straight line between them is
    shortest (Kruskal), unless the matrix says of some pair across them that there is no road: then the sea lies there,
    and no estimate crosses it, not even by way of a third place.

    Parameters
    ----------
    known
        ``(L, L)`` a way is known.
    no_road
        ``(L, L)`` there is no road, says the matrix, and no way by other places is known either.
    straight
        ``(L, L)`` metres; nan where a place has no coordinates: nothing is estimated there.

    Examples
    --------
    A and B are joined, F lies on an island, X is near B and not in the matrix:

    >>> known = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], bool)
    >>> no_road = np.array([[0, 0, 1, 0], [0, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0]], bool)
    >>> x = np.array([0.0, 1.0, 9.0, 2.0])
    >>> may_bridge(known, no_road, np.abs(x[:, None] - x[None, :]))[3].tolist()
    [True, True, False, True]
    """
    here = ~np.isnan(straight)
    if not no_road.any():
        return here
    land = _lands(known)
    count = int(land.max()) + 1
    apart = np.zeros((count, count), np.bool_)
    rows, columns = np.nonzero(no_road)
    apart[land[rows], land[columns]] = apart[land[columns], land[rows]] = True
    nearest = np.full((count, count), np.inf)
    np.minimum.at(nearest, (land[:, None], land[None, :]), np.where(here, straight, np.inf))
    group = _grown(nearest, apart)[land]
    return np.asarray(here & (group[:, None] == group[None, :]))


def around(walls: Bools, leads: Bools) -> Bools:
    """Legs that would lead round a pair without a road, where it has one in the other direction only.

    Parameters
    ----------
    walls
        ``(L, L)`` pairs without a road.
    leads
        ``(L, L)`` legs that are known or estimated.

    Examples
    --------
    From A to B leads a road and none back; from B to C and from C to A one could be estimated:

    >>> leads = np.array([[1, 1, 0], [0, 1, 1], [1, 0, 1]], bool)
    >>> around(np.array([[0, 0, 0], [1, 0, 0], [0, 0, 0]], bool), leads).astype(int).tolist()
    [[1, 1, 1], [1, 1, 1], [1, 1, 1]]
    """
    found = np.zeros(walls.shape, np.bool_)
    if not walls.any():
        return found
    reach = _reach(leads)
    for a, b in np.argwhere(walls & reach).tolist():
        found |= reach[a, :, None] & reach[None, :, b]
    return found


def _reach(leads: Bools) -> Bools:
    """Which place can be reached from which, by any number of legs."""
    reach = leads | np.eye(len(leads), dtype=bool)
    while True:
        further = (reach.astype(np.float32) @ reach.astype(np.float32)) > 0
        if np.array_equal(further, reach):
            return reach
        reach = further


def _lands(known: Bools) -> NDArray[np.intp]:
    """Number of the land of each place."""
    joined, land = known | known.T, np.full(len(known), -1, np.intp)
    count = 0
    for first in range(len(known)):
        if land[first] >= 0:
            continue
        front = np.zeros(len(known), np.bool_)
        front[first] = True
        while front.any():
            land[front] = count
            front = joined[front].any(axis=0) & (land < 0)
        count += 1
    return land


def _grown(nearest: NDArray[np.float64], apart: Bools) -> NDArray[np.intp]:
    """Number of the group of each land, after those have grown together that nothing keeps apart."""
    count = len(nearest)
    group = np.arange(count)
    upper = np.triu_indices(count, 1)
    order = np.argsort(nearest[upper], kind="stable")
    left = count - 1
    for a, b in zip(upper[0][order].tolist(), upper[1][order].tolist(), strict=True):
        if not left or not np.isfinite(nearest[a, b]):
            break
        first, second = int(group[a]), int(group[b])
        if first == second or apart[np.ix_(group == first, group == second)].any():
            continue
        group[group == second] = first
        left -= 1
    return group

"""Apart: what a search changed that has nothing to do with the ticket is taken back.

A search improves a plan here and there by chance. Changes among routes that share no moved ticket with those of the
ticket in question could be made without it just as well: they are no effect of it, and only disturb.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.insertion.warm_search import Routes


def together(before: Sequence[Sequence[int]], after: Sequence[Sequence[int]], tickets: Iterable[int]) -> Routes:
    """``after`` where routes are tied to one of these tickets by visits that moved between them, else ``before``.

    >>> together([[0], [1], [2], [3]], [[], [1, 0], [3], [2]], [0])
    [[], [1, 0], [2], [3]]
    """
    where, now = _where(before), _where(after)
    group = list(range(len(before)))

    def root(e: int) -> int:
        while group[e] != e:
            e = group[e]
        return e

    for i in where.keys() & now.keys():
        group[root(where[i])] = root(now[i])
    kept = {root(place[i]) for i in tickets for place in (where, now) if i in place}
    return [list(new if root(e) in kept else old) for e, (old, new) in enumerate(zip(before, after, strict=True))]


def _where(routes: Sequence[Sequence[int]]) -> dict[int, int]:
    return {i: e for e, route in enumerate(routes) for i in route}

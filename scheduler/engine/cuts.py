"""Subset-row cuts: of any three tickets, at most one route of a plan can hold two or more.

Rank-one Chvatal-Gomory cuts over three covering rows with multiplier one half (Jepsen, Petersen, Spoorendonk and
Pisinger 2008). A fractional LP solution breaks them where three routes share three tickets pairwise.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

from scheduler.engine.columns import Columns
from scheduler.engine.duals import Triple
from scheduler.engine.master import Relaxed

MOST_PER_TICKET = 5
"""Cuts of one round that may share a ticket: many similar cuts cost pricing more than they raise the bound."""


def separate(
    columns: Columns, relaxed: Relaxed, known: Collection[Triple], most: int, least: float = 0.05
) -> list[Triple]:
    """The cuts that the fractional solution breaks most, at most ``most`` of them, each by at least ``least``."""
    shares: dict[int, dict[int, float]] = {}
    together: dict[int, set[int]] = {}
    for column in relaxed.fractional().tolist():
        tickets = set(columns.tickets[column])
        for i in tickets:
            shares.setdefault(i, {})[column] = float(relaxed.x[column])
            together.setdefault(i, set()).update(tickets)
    broken = [
        (excess, triple)
        for triple in sorted(_candidates(together))
        if triple not in known and (excess := _excess(shares, triple)) > least
    ]
    broken.sort(key=lambda b: (-b[0], b[1]))
    return _spread([triple for _, triple in broken], most)


def _candidates(together: dict[int, set[int]]) -> set[Triple]:
    """Triples of which one ticket shares routes with both others: all that can be broken."""
    found = set()
    for a, near in together.items():
        for b, c in combinations(sorted(near - {a}), 2):
            x, y, z = sorted((a, b, c))
            found.add((x, y, z))
    return found


def _excess(shares: dict[int, dict[int, float]], triple: Triple) -> float:
    """How far the routes that hold two of the tickets exceed one."""
    a, b, c = (shares.get(i, {}) for i in triple)
    shared = sum(x for column, x in a.items() if column in b or column in c)
    return shared + sum(x for column, x in b.items() if column in c and column not in a) - 1.0


def _spread(triples: list[Triple], most: int) -> list[Triple]:
    used: dict[int, int] = {}
    kept: list[Triple] = []
    for triple in triples:
        if len(kept) == most:
            break
        if all(used.get(i, 0) < MOST_PER_TICKET for i in triple):
            kept.append(triple)
            for i in triple:
                used[i] = used.get(i, 0) + 1
    return kept

"""Trade-offs: what somebody who sets prices is asked about, in words that say what is bought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Tradeoff:
    """A thing that may be worth some driving; the answer sets one price of a rule.

    Parameters
    ----------
    id
        For answers on the command line.
    field, key
        The parameter it sets; ``key`` where the parameter maps priorities to prices.
    thing, thing_zh
        What is bought with driving, fits "... is worth so many minutes of driving".
    """

    id: str
    field: str
    thing: str
    thing_zh: str
    key: int | None = None


def by_priority(id: str, field: str, thing: str, thing_zh: str, priorities: Iterable[int]) -> tuple[Tradeoff, ...]:
    """The same trade-off for several priorities; ``{p}`` stands for the priority."""
    return tuple(Tradeoff(f"{id}-p{p}", field, thing.format(p=p), thing_zh.format(p=p), p) for p in priorities)

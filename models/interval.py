"""Half-open spans of time and the little algebra that rules need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pydantic import model_validator

from models.clock import Instant
from models.entity import Entity

FOREVER = 2**30
"""Later than any time of a horizon [s]."""


class Interval(Entity):
    """A half-open span: ``start`` belongs to it, ``end`` does not."""

    start: Instant
    end: Instant

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start >= self.end:
            raise ValueError("start is not before end. Maybe the two times are swapped, or the end is on the next day.")
        return self

    def __contains__(self, time: int) -> bool:
        return self.start <= time < self.end

    def overlaps(self, start: int, end: int) -> bool:
        """Does ``[start, end)`` share any time with this span?"""
        return self.start < end and start < self.end


Spans = tuple[tuple[int, int], ...]
"""Sorted, disjoint half-open pairs: the plain form in which rules answer *when*."""

ANY_TIME: Spans = ((-FOREVER, FOREVER),)


def meet(a: Spans, b: Spans) -> Spans:
    """Times in both.

    >>> meet(((0, 10), (20, 30)), ((5, 25),))
    ((5, 10), (20, 25))
    """
    both = [(max(s, u), min(e, v)) for s, e in a for u, v in b]
    return tuple(sorted((s, e) for s, e in both if s < e))


def without(a: Spans, b: Iterable[tuple[int, int]]) -> Spans:
    """Times in ``a`` and not in ``b``.

    >>> without(((0, 30),), [(5, 10), (25, 40)])
    ((0, 5), (10, 25))
    """
    rest = list(a)
    for u, v in b:
        rest = [piece for s, e in rest for piece in ((s, min(e, u)), (max(s, v), e)) if piece[0] < piece[1]]
    return tuple(sorted(rest))


def merge(spans: Iterable[tuple[int, int]]) -> Spans:
    """The same times as sorted, disjoint spans; touching spans become one.

    >>> merge([(5, 8), (0, 5), (20, 30)])
    ((0, 8), (20, 30))
    """
    merged: list[tuple[int, int]] = []
    for s, e in sorted(spans):
        if merged and s <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(e, merged[-1][1]))
        elif s < e:
            merged.append((s, e))
    return tuple(merged)

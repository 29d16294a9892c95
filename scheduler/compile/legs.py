"""Legs: driving times and money between the places in use, one profile per distinct set of rates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.errors import InputError, Trouble
from models.shapes import LegCost
from models.travel import NO_WAY
from scheduler.compile.axes import Axes
from scheduler.compile.price_guard import PriceGuard
from scheduler.day import Ints, Money

Rates = tuple[tuple[int, int], ...]
"""(money per hour, money per kilometre) of each rule of the policy that prices driving."""

ALL_VIA = 400
"""Up to so many places the triangle inequality is checked over every place in between, beyond over ``SOME_VIA``."""

SOME_VIA = 64


@dataclass(frozen=True, eq=False)
class Legs:
    """The leg arrays of a Day."""

    seconds: Ints
    leg_cost: Money
    profile: Ints
    start_place: Ints
    end_place: Ints
    place: Ints


def legs(frame: Axes, purse: PriceGuard, nobody: NDArray[np.bool_]) -> Legs:
    """Seconds and money of all legs that a route may drive.

    Parameters
    ----------
    nobody
        (n) tickets that nobody may serve: no way needs to lead to them.

    Raises
    ------
    InputError
        Travel to a place is not known, or the driving times break the triangle inequality.
    """
    where = _Where(frame, nobody)
    starts, ends, places = where.rows()
    travel = frame.problem.travel
    if not where.used and len(travel.keys):
        where.used.append(0)  # nobody drives anywhere; the tickets still need a row to point to
    used = np.array(where.used, np.intp)
    seconds = np.ascontiguousarray(travel.seconds[np.ix_(used, used)], np.int32)
    metres = travel.metres[np.ix_(used, used)].astype(np.int64)
    check_triangle(seconds, [travel.keys[k] for k in where.used])
    profiles, profile = _profiles(frame)
    visits = len(frame.tickets) + len(frame.shifts)
    costs = [_leg_money(frame, purse, rates, seconds.astype(np.int64), metres, visits) for rates in profiles]
    return Legs(
        seconds=np.broadcast_to(seconds, (len(profiles), *seconds.shape)),
        leg_cost=np.stack(costs),
        profile=profile,
        start_place=starts,
        end_place=ends,
        place=places,
    )


class _Where:
    """Rows of the travel matrix that are in use, numbered anew."""

    def __init__(self, frame: Axes, nobody: NDArray[np.bool_]) -> None:
        self.frame, self.nobody = frame, nobody
        self.used: list[int] = []
        self._number: dict[int, int] = {}
        self._missing: dict[str, str] = {}

    def rows(self) -> tuple[Ints, Ints, Ints]:
        """New rows of the start and end of each shift and of each ticket."""
        starts, ends = [], []
        for engineer, shift in self.frame.shifts:
            start, end = self.frame.ends(engineer, shift)
            starts.append(self._of(start.key, f"shift {shift.id}"))
            ends.append(self._of(end.key, f"shift {shift.id}"))
        index = self.frame.problem.travel.index
        places = [
            0 if left and ticket.place.key not in index else self._of(ticket.place.key, f"ticket {ticket.id}")
            for ticket, left in zip(self.frame.tickets, self.nobody.tolist(), strict=True)
        ]
        if self._missing:
            raise InputError(
                Trouble(
                    f"travel to the place {key} of {whose} is not known",
                    field="place",
                    value=key,
                    rule="unknown-place",
                    maybe="add the place to the travel matrix, or give its coordinates.",
                )
                for key, whose in self._missing.items()
            )
        return np.array(starts, np.int32), np.array(ends, np.int32), np.array(places, np.int32)

    def _of(self, key: str, whose: str) -> int:
        row = self.frame.problem.travel.index.get(key)
        if row is None:
            self._missing.setdefault(key, whose)
            return 0
        if row not in self._number:
            self._number[row] = len(self.used)
            self.used.append(row)
        return self._number[row]


def _profiles(frame: Axes) -> tuple[list[Rates], Ints]:
    """Distinct rates, and which of them each shift has."""
    rules = frame.problem.policy.of(LegCost)
    number: dict[Rates, int] = {}
    of_engineer = [
        number.setdefault(tuple(rule.rates(engineer, frame.problem) for rule in rules), len(number))
        for engineer in frame.engineers
    ]
    profile = np.array(of_engineer, np.int32)[frame.owner]
    return list(number) or [((0, 0),) * len(rules)], profile


def _leg_money(
    frame: Axes, purse: PriceGuard, rates: Rates, seconds: NDArray[np.int64], metres: NDArray[np.int64], visits: int
) -> Money:
    """Money of all legs at these rates; each rule rounds its two parts down."""
    total = np.zeros(seconds.shape, np.int64)
    if not total.size:
        return total
    seconds = np.minimum(
        seconds, int(seconds[seconds < NO_WAY].max(initial=0))
    )  # where no way leads nobody pays for it
    farthest = [(int(seconds.max()), 3600), (int(metres.max()), 1000)]
    for rule, pair in zip(frame.problem.policy.of(LegCost), rates, strict=True):
        safe = purse.take(rule.id, pair, lambda k: "an hour of driving" if k == 0 else "a kilometre")
        longest = [int(rate) * most // unit for rate, (most, unit) in zip(safe, farthest, strict=True)]
        if purse.take(rule.id, longest, lambda k: "the longest leg").any():
            total += safe[0] * seconds // 3600 + safe[1] * metres // 1000
            purse.most[rule.id] = max(purse.most.get(rule.id, 0), int(total.max()) * visits)
    return total


def check_triangle(seconds: Ints, keys: list[str]) -> None:
    """Refuse driving times where a detour is faster than the direct way; the engine's early exits rest on it.

    Raises
    ------
    InputError
        Naming one such detour.
    """
    size = len(seconds)
    vias = range(size) if size <= ALL_VIA else np.linspace(0, size - 1, SOME_VIA).astype(int).tolist()
    around = np.empty_like(seconds)
    for via in vias:
        np.add(seconds[:, via, None], seconds[None, via, :], out=around)
        if (around < seconds).any():
            a, b = (int(k) for k in np.argwhere(around < seconds)[0])
            raise InputError(
                Trouble(
                    f"driving from {keys[a]} to {keys[b]} takes {seconds[a, b]} s, "
                    f"but over {keys[via]} only {around[a, b]} s",
                    field="travel",
                    rule="triangle-inequality",
                    maybe="mend the travel matrix: take the fastest way over other places for each pair.",
                )
            )

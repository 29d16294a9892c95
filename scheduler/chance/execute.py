"""A route as it is really driven, on many made-up days at once: the order stays, the times follow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.engineer import Break
from models.interval import Spans

Times = NDArray[np.int64]


@dataclass(frozen=True)
class Stage:
    """One visit on many days.

    Parameters
    ----------
    leg, work
        ``(draws,)`` [s] of driving there and of work.
    starts
        When the visit may begin; the last span's end is when it is too late.
    known
        Start and finish of a visit as far as they happened, the same on all days.
    """

    leg: Times
    work: Times
    starts: Spans
    known: tuple[int, int | None] | None = None


@dataclass(frozen=True)
class Itinerary:
    """A route to be driven, with what stands still meanwhile and the number of the leg on which a break is taken.

    Nothing that is still to come happens before ``now`` [s].
    """

    depart: int
    now: int
    stages: tuple[Stage, ...]
    way_home: Times
    blocks: Spans
    rest: Break | None = None
    rest_leg: int | None = None


@dataclass(frozen=True)
class Driven:
    """``(visits, draws)`` starts, finishes and whether each began in its window; ``(draws,)`` arrivals at home [s]."""

    starts: Times
    finishes: Times
    in_window: NDArray[np.bool_]
    home: Times


def execute(itinerary: Itinerary) -> Driven:
    """Drive the route: leave as planned, go on at once after each visit, wait where nobody may be served yet.

    Who comes after the last window has ended serves all the same, and has broken the promise.
    """
    now = np.full(len(itinerary.way_home), itinerary.depart, np.int64)
    starts, finishes, in_window = [], [], []
    for number, stage in enumerate(itinerary.stages):
        arrival = _leg(itinerary, now, stage.leg, number)
        start, kept = _begin(stage, arrival, itinerary.blocks)
        finish = start + stage.work
        if stage.known is not None:
            start, finish = _happened(stage, stage.known, itinerary.now)
            kept = np.ones(len(now), np.bool_)
        starts.append(start)
        finishes.append(finish)
        in_window.append(kept)
        now = finish
    home = _leg(itinerary, now, itinerary.way_home, len(itinerary.stages))
    return Driven(np.array(starts), np.array(finishes), np.array(in_window), home)


def _happened(stage: Stage, known: tuple[int, int | None], now: int) -> tuple[Times, Times]:
    """A visit that is over, or under way: it is not finished yet, so it ends now at the earliest."""
    start, finish = known
    began = np.full_like(stage.work, start)
    return began, np.maximum(began + stage.work, now) if finish is None else np.full_like(began, finish)


def _leg(itinerary: Itinerary, leave: Times, seconds: Times, number: int) -> Times:
    """Arrival after a drive, with the break where it is on this leg."""
    now = drive(itinerary.blocks, leave, seconds)
    if number == itinerary.rest_leg and itinerary.rest is not None:
        now = drive(itinerary.blocks, np.maximum(now, itinerary.rest.earliest), np.int64(itinerary.rest.length))
    return now


def _begin(stage: Stage, arrival: Times, blocks: Spans) -> tuple[Times, NDArray[np.bool_]]:
    """When work begins, and whether that is within a window."""
    start = drive(blocks, arrival, np.int64(0))
    kept = np.zeros(len(arrival), np.bool_)
    for begin, end in reversed(stage.starts):
        within = arrival < end
        start = np.where(within, np.maximum(arrival, begin), start)
        kept |= within
    return start, kept


def drive(blocks: Spans, time: Times, seconds: Times | np.int64) -> Times:
    """:func:`models.timing.drive` for many days.

    >>> drive(((100, 160),), np.array([90, 80, 120]), np.int64(20)).tolist()
    [170, 100, 180]
    """
    left = np.broadcast_to(seconds, time.shape).copy()
    for begin, end in blocks:
        held = (time < end) & (time + left > begin)
        left -= np.where(held, np.maximum(0, begin - time), 0)
        time = np.where(held, end, time)
    return time + left

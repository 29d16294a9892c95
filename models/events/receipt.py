"""Receiving a report: what its sender's clock says is put right before anything is made of it.

A device's clock may be wrong by minutes, and a report may wait for hours in a cellar. What is known of the clock moves
``happened``; what is left of the error cannot put a report before the last one of the same device, nor after its
receipt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median_low

from models.clock import MINUTE
from models.events.event import Event
from models.events.state import State

WORTH_SAYING = 2 * MINUTE
"""[s] a correction above this stands beside the corrected moment."""

BEST = 5
"""So many of the quickest exchanges tell the error of a clock."""


def received(event: Event, at: int, *, last: int | None = None, behind: int = 0) -> Event:
    """The report as received at ``at`` [s].

    Parameters
    ----------
    last
        [s] when the last report of the same device happened; None = there is none.
    behind
        [s] how much the device's clock is behind ours; negative = it is fast.
    """
    moved = event.when + behind
    right = min(max(moved, last) if last is not None else moved, at)
    added = right - event.when
    return event.but(at=at, happened=None if right == at else right,
                     corrected=added if abs(added) > WORTH_SAYING else event.corrected)  # fmt: skip


def all_received(
    state: State, events: Iterable[Event], at: int, behind: Mapping[str, int] | None = None
) -> list[Event]:
    """The reports as received at ``at`` [s], in their order, behind what is known already.

    A desk (no sender) speaks of many people, and has no order of its own; decisions are not touched.

    Parameters
    ----------
    behind
        Sender -> [s] how much its clock is behind ours.
    """
    last: dict[str, int] = {}
    for known in state.received:
        if known.sender and not known.decides:
            last[known.sender] = max(known.when, last.get(known.sender, known.when))
    found = []
    for event in events:
        if event.decides:
            found.append(event)
            continue
        own = last.get(event.sender) if event.sender else None
        made = received(event, max(at, state.now), last=own, behind=(behind or {}).get(event.sender, 0))
        if event.sender:
            last[event.sender] = made.when
        found.append(made)
    return found


def clock_behind(exchanges: Sequence[tuple[int, int, int]]) -> int:
    """[s] how much a device's clock is behind ours, of some exchanges (device sent, we answered, device got it).

    Our moment is taken to lie in the middle of the device's two; of the quickest exchanges the median counts, so that a
    slow one or an odd one moves nothing (as in NTP, RFC 5905, section 10).

    >>> clock_behind([(100, 522, 104), (200, 620, 200), (300, 900, 460), (400, 821, 402)])
    420
    """
    quickest = sorted(exchanges, key=lambda exchange: exchange[2] - exchange[0])[:BEST]
    return median_low(ours - (sent + got) // 2 for sent, ours, got in quickest) if quickest else 0

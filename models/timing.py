"""How long things take: the duration of a visit, driving with time off in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.engineer import Engineer
from models.interval import Spans
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.facts import Facts


def slowest(engineer: Engineer, skills: tuple[str, ...]) -> int:
    """Percent of the normal duration at the slowest of ``skills``; 100 where the engineer has no figure."""
    return max((engineer.speed.get(skill, 100) for skill in skills), default=100)


def duration(engineer: Engineer, ticket: Ticket) -> int:
    """Seconds of work on site when ``engineer`` serves ``ticket``.

    The ticket's normal duration times the percentage of the slowest skill it needs, rounded up to a whole second and
    never less than one: a visit is not promised shorter than it is.

    >>> from models.ticket import SkillNeed
    >>> plc = Ticket(id="T1", duration=3601, skills=(SkillNeed(skill="plc"),))
    >>> duration(Engineer(id="E1", speed={"plc": 80}), plc), duration(Engineer(id="E2"), plc)
    (2881, 3601)
    """
    percent = slowest(engineer, tuple(need.skill for need in ticket.skills))
    return max(1, -(-ticket.duration * percent // 100))


BEYOND = 2**28
"""[s] Eight years: what lasts longer is as good as for ever. Arrays of times count in 32 bits."""


def durations(facts: Facts) -> NDArray[np.int32]:
    """:func:`duration` of all pairs, ``(engineers, tickets)`` [s]."""
    needs = [tuple(need.skill for need in ticket.skills) for ticket in facts.tickets]
    kinds = {skills: k for k, skills in enumerate(dict.fromkeys(needs))}
    percent = np.full((len(facts.engineers), len(kinds)), 100, np.int64)
    for e, engineer in enumerate(facts.engineers):
        if engineer.speed:
            percent[e] = [slowest(engineer, skills) for skills in kinds]
    normal = np.array([ticket.duration for ticket in facts.tickets], np.int64)
    of_ticket = np.array([kinds[skills] for skills in needs], np.intp)
    seconds: NDArray[np.int64] = -(-normal[None, :] * percent[:, of_ticket] // 100)
    return np.clip(seconds, 1, BEYOND).astype(np.int32)


def drive(blocks: Spans, time: int, seconds: int) -> int:
    """Arrival after ``seconds`` of driving from ``time``, standing still during ``blocks`` (sorted, disjoint).

    >>> drive(((100, 160),), 90, 20), drive(((100, 160),), 80, 20)
    (170, 100)
    """
    for begin, end in blocks:
        if time < end and time + seconds > begin:
            seconds -= max(0, begin - time)
            time = end
    return time + seconds


def drive_back(blocks: Spans, arrival: int, seconds: int) -> int:
    """Latest departure from which :func:`drive` arrives no later than ``arrival``.

    >>> drive_back(((100, 160),), 170, 20), drive_back(((100, 160),), 130, 20)
    (90, 80)
    """
    for begin, end in reversed(blocks):
        if arrival > begin and arrival - seconds < end:
            seconds -= max(0, arrival - end)
            arrival = begin
    return arrival - seconds


def free(blocks: Spans, start: int, end: int) -> int:
    """Seconds of ``[start, end)`` outside ``blocks`` (sorted, disjoint).

    >>> free(((100, 160),), 90, 170)
    20
    """
    return max(0, end - start) - sum(max(0, min(end, v) - max(start, u)) for u, v in blocks)

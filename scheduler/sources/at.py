"""A day at a moment: what is left to plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.events import Event, situation
from scheduler.travel.roads import roads

if TYPE_CHECKING:
    from models.plan import Plan
    from models.problem import Problem


def at(problem: Problem, time: int | str, *, published: Plan | None = None, events: Sequence[Event] = ()) -> Problem:
    """The day at ``time``, given the plan that people know and what happened since.

    Parameters
    ----------
    time
        [s], ISO 8601 or ``HH:MM``.
    published
        The plan people know; without one nothing has been promised, unless the problem has a published plan itself.
    events
        In the order in which they became known. Places and roads that they bring are measured like the day's own.

    Raises
    ------
    InputError
        Naming every event that contradicts what is known; see :func:`models.events.situation`.
    """
    return situation(problem, time, published, events, roads=roads).problem

"""Deciding at the head of a log: what was decided upon an older log is decided again, never written over news."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from models.errors import InputError
from models.events import Event
from models.problem import Problem
from scheduler.errors import Locked
from scheduler.replan.log import Log, append, read_log

TRIES = 50
"""How often somebody else may be faster before the decision is given up."""

MOVED_ON = frozenset({"log-moved-on", "journal-moved-on"})


def at_head(path: Path, problem: Problem, decide: Callable[[Log], Sequence[Event]]) -> Log:
    """Write what ``decide`` makes of the log as it is when it is written.

    Parameters
    ----------
    problem
        The day as it was before anything happened.
    decide
        Called with the log to its head, and again when somebody else has written meanwhile; what it raises is the
        answer, and nothing is written. No events = nothing to write.

    Raises
    ------
    InputError
        From ``decide``, or an event contradicts the state.
    Locked
        Others write all the time.
    """
    for _ in range(TRIES):
        log = read_log(path, problem) if path.exists() else Log(problem, (), path)
        events = decide(log)
        if not events:
            return log
        try:
            return append(path, problem, events, known=len(log.events))
        except InputError as error:
            if not any(trouble.rule in MOVED_ON for trouble in error.troubles):
                raise
    raise Locked(f"somebody else is writing to {path} all the time.\n  Maybe try again in a moment.")

"""The event log of a day: who said what when, and which plans were accepted; every state can be rebuilt from it.

A :class:`scheduler.store.journal.FileJournal` whose first entry names the day; every other is one event. A log of the
first format (one JSON object per line, its hash inside) is read as well, and becomes a journal when something is added.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from models.errors import InputError, Trouble
from models.events import Event, State, event_of, fold
from models.plan import Plan
from models.problem import Problem
from scheduler.replan.first_log import is_first_format, read_first_format
from scheduler.store.journal import FileJournal, Head, become_journal

FORMAT = "paigong-log-2"


@dataclass(frozen=True)
class Log:
    """What has happened on a day.

    Parameters
    ----------
    problem
        The day as it was before anything happened.
    events
        In the order in which they were written.
    head
        Of the journal; whoever keeps it finds out later whether anything was cut off or written anew.
    """

    problem: Problem
    events: tuple[Event, ...] = ()
    path: Path | None = None
    head: Head = field(default_factory=Head)

    def state(self, time: int | None = None, published: Plan | None = None) -> State:
        """What was known at ``time`` [s], all events of that second included; None = at the end.

        Parameters
        ----------
        published
            The plan people knew in the morning, for a log that does not begin with it.
        """
        plan = published if published is not None else self.problem.published
        known = [event for event in self.events if time is None or event.at <= time]
        try:
            return fold(State(self.problem, plan, self.problem.now), known)
        except InputError as error:
            name = str(self.path or "log")
            raise InputError(
                Trouble(trouble.message, name, trouble.row, trouble.field, trouble.value, trouble.rule,
                        "the log belongs to another day, or the day's files were changed since.")
                for trouble in error.troubles
            ) from None  # fmt: skip

    def states(self) -> Iterator[State]:
        """The state after every event, one after the other."""
        state = State(self.problem, self.problem.published, self.problem.now)
        for event in self.events:
            state = fold(state, (event,))
            yield state


def rebuild(path: Path, problem: Problem, time: int | None = None) -> State:
    """The state that a log leads to, now or at ``time`` [s].

    Raises
    ------
    InputError
        The log does not exist, was changed, or does not fit the day.
    """
    return read_log(path, problem).state(time)


def read_log(path: Path, problem: Problem) -> Log:
    """The events of a log, checked line by line.

    Raises
    ------
    InputError
        Naming the first line that was changed, lost, or broken off.
    """
    journal = FileJournal(path)
    if not path.is_file() and not journal.head_path.is_file():
        raise InputError(Trouble("does not exist", str(path), rule="missing-file", maybe="accept a plan first."))
    if is_first_format(path):
        return Log(problem, _events(path, problem, read_first_format(path)), path)
    entries = [json.loads(body) for body in journal.entries()]
    return Log(problem, _events(path, problem, entries), path, journal.head())


def append(path: Path, problem: Problem, events: Sequence[Event], known: int | None = None) -> Log:
    """Write events at the end of a log, all or none; a log that is not there yet begins with the day's name.

    The events are checked against the state first.

    Parameters
    ----------
    known
        Number of events the caller has seen; another number means that somebody else has written since.

    Raises
    ------
    InputError
        An event contradicts the state, or somebody else has written since.
    Locked
        Somebody else is writing at this moment.
    """
    journal = FileJournal(path)
    with journal.locked():
        _written_anew(path)
        begun = path.exists() or journal.head_path.exists()
        log = read_log(path, problem) if begun else Log(problem, (), path)
        if known is not None and known != len(log.events):
            message = f"{len(log.events) - known} events were written since this was worked out"
            raise InputError(Trouble(message, str(path), rule="log-moved-on", maybe="re-plan and accept again."))
        fold(log.state(), events)
        bodies = [] if begun else [_bytes({"format": FORMAT, **_title(problem)})]
        bodies += [_bytes(event.to_json(problem.clock)) for event in events]
        head = journal.append_locked(bodies)
    return Log(problem, (*log.events, *events), path, head)


def _written_anew(path: Path) -> None:
    """A log of the first format becomes a journal; the old file stays beside it under another name."""
    if not path.is_file() or not is_first_format(path):
        return
    title, *events = read_first_format(path)
    bodies = [_bytes({**title, "format": FORMAT}), *(_bytes(content["event"]) for content in events)]
    shutil.copyfile(path, path.with_name(f"{path.name}.first-format"))
    become_journal(path, bodies)


def _title(problem: Problem) -> dict[str, Any]:
    return {"day": problem.name, "origin": problem.clock.iso(0)}


def _bytes(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def _events(path: Path, problem: Problem, entries: Sequence[dict[str, Any]]) -> tuple[Event, ...]:
    """The events after the first entry, which must name the day."""
    _check_title(path, entries[0] if entries else {}, problem)
    events = []
    for number, content in enumerate(entries[1:], 2):
        try:
            events.append(event_of(content.get("event", content), problem.clock))
        except (ValidationError, KeyError, TypeError, AttributeError) as error:
            raise InputError(Trouble(f"line {number} is no event: {error}", str(path), number, rule="log-broken",
                                     maybe="restore the file from a copy.")) from None  # fmt: skip
    return tuple(events)


def _check_title(path: Path, content: dict[str, Any], problem: Problem) -> None:
    if not str(content.get("format")).startswith("paigong-log-"):
        raise InputError(Trouble("is not an event log", str(path), 1, rule="not-a-log", maybe="give another file."))
    for name, value in _title(problem).items():
        if content.get(name) != value:
            message = f"the log is of another day: {content.get(name)}, not {value}"
            raise InputError(Trouble(message, str(path), 1, name, str(content.get(name)), "other-day",
                                     "give the log of this day."))  # fmt: skip

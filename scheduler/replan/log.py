"""The event log of a day: who said what when, and which plans were accepted; every state can be rebuilt from it.

A :class:`scheduler.store.journal.FileJournal` whose first entry names the day; every other is one event. A log of the
first format (one JSON object per line, its hash inside) is read as well, and becomes a journal when something is added.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from models.errors import InputError, Trouble
from models.events import DisputeRuled, Event, PlanPublished, ReportWithdrawn, State, TicketArrived, event_of, fold
from models.plan import Plan
from models.problem import Problem
from scheduler.replan.first_log import is_first_format, read_first_format
from scheduler.replan.private import beside
from scheduler.store.journal import FileJournal, Head, become_journal, moved_on

FORMAT = "paigong-log-3"

KEY = "PAIGONG_LOG_KEY"
"""Secret of the chains of logs, in the environment: who does not have it cannot write a log anew."""

FIRST = 2
"""Number of the first event of a log: before it stands the name of the day."""


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
        """What was known at ``time`` [s], all that was received in that second included; None = at the end.

        Parameters
        ----------
        published
            The plan people knew in the morning, for a log that does not begin with it.

        Raises
        ------
        InputError
            A plan names shifts or tickets that this day never had.
        """
        plan = published if published is not None else self.problem.published
        state = State(self.problem, plan, self.problem.now, head=str(self.head))
        state = fold(state, self.events if time is None else self.until(time))
        _check_day(self.path, state)
        return state

    def until(self, time: int) -> tuple[Event, ...]:
        """What was received up to ``time`` [s]."""
        return tuple(event for event in self.events if event.at <= time)

    def states(self) -> Iterator[State]:
        """The state after every event, one after the other."""
        state = State(self.problem, self.problem.published, self.problem.now)
        for event in self.events:
            state = fold(state, (event,))
            yield state


def journal_of(path: Path) -> FileJournal:
    """The journal of a log; its chain has a key when the environment has one (:data:`KEY`)."""
    key = os.environ.get(KEY)
    return FileJournal(path, key.encode() if key else None)


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
    journal = journal_of(path)
    if not path.is_file() and not journal.head_path.is_file():
        raise InputError(Trouble("does not exist", str(path), rule="missing-file", maybe="accept a plan first."))
    if is_first_format(path):
        return Log(problem, _events(path, problem, read_first_format(path)), path)
    parts = beside(path)
    head, bodies = journal.read()
    entries = [parts.put_back(json.loads(body)) for body in bodies]
    return Log(problem, _events(path, problem, entries), path, head)


def append(
    path: Path, problem: Problem, events: Sequence[Event], known: int | None = None, *, seen: Head | None = None
) -> Log:
    """Write events at the end of a log, all or none; a log that is not there yet begins with the day's name.

    Reports are written whatever they say: what contradicts the state is a dispute. What the log has already (the same
    key, or the same words) is not written again. Decisions are checked against the state at the end of the log.

    Parameters
    ----------
    known
        Number of events the caller has seen; another number means that somebody else has written since.
    seen
        The head the caller has seen, likewise.

    Raises
    ------
    InputError
        A decision contradicts the state, or somebody else has written since.
    Locked
        Somebody else is writing at this moment.
    """
    journal = journal_of(path)
    with journal.locked():
        _written_anew(path)
        begun = path.exists() or journal.head_path.exists()
        log = read_log(path, problem) if begun else Log(problem, (), path)
        if seen is not None and seen != log.head:
            raise moved_on(str(path), seen, log.head)
        if known is not None and known != len(log.events):
            message = f"{len(log.events) - known} events were written since this was worked out"
            raise InputError(Trouble(message, str(path), rule="log-moved-on", maybe="re-plan and accept again."))
        fresh = _taken_in(log, events)
        bodies = [] if begun else [_bytes({"format": FORMAT, **_title(problem)})]
        parts = beside(path)
        bodies += [_bytes(parts.set_apart(event.to_json(problem.clock))) for event in fresh]
        head = journal.append_locked(bodies)
    return Log(problem, (*log.events, *fresh), path, head)


def _taken_in(log: Log, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events as they are written: received after all others, each with a key, others named by theirs."""
    state = log.state()
    had = len(state.received)
    troubles = []
    for number, event in enumerate(events):
        named = _named(event, (*log.events, *events[:number]))
        if named.decides and (refused := named.refusal(state)) is not None:
            troubles.append(refused)
        state = fold(state, (named.but(key=named.id),))
    if troubles:
        raise InputError(troubles)
    return state.received[had:]


def _named(event: Event, known: Sequence[Event]) -> Event:
    """An event that names another by its number in the log names it by its key."""
    if not isinstance(event, ReportWithdrawn | DisputeRuled) or not event.report.isdecimal():
        return event
    number = int(event.report) - FIRST
    if any(other.id == event.report for other in known) or not 0 <= number < len(known):
        return event
    return event.but(report=known[number].id)


def _written_anew(path: Path) -> None:
    """A log of the first format becomes a journal; the old file stays beside it under another name."""
    if not path.is_file() or not is_first_format(path):
        return
    title, *events = read_first_format(path)
    bodies = [_bytes({**title, "format": FORMAT}), *(_bytes(content["event"]) for content in events)]
    shutil.copyfile(path, path.with_name(f"{path.name}.first-format"))
    become_journal(path, bodies, journal_of(path).key)


def _title(problem: Problem) -> dict[str, Any]:
    return {"day": problem.name, "origin": problem.clock.iso(0)}


def _bytes(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def _events(path: Path, problem: Problem, entries: Sequence[dict[str, Any]]) -> tuple[Event, ...]:
    """The events after the first entry, which must name the day."""
    _check_title(path, entries[0] if entries else {}, problem)
    events = []
    for number, content in enumerate(entries[1:], FIRST):
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


def _check_day(path: Path | None, state: State) -> None:
    """The plans of the log speak of shifts and tickets that the day had at some time."""
    tickets, shifts = set(state.problem.ticket), state.problem.shift
    tickets |= {event.ticket.id for event in state.received if isinstance(event, TicketArrived)}
    troubles = []
    for event in state.received:
        if not isinstance(event, PlanPublished):
            continue
        strange = [("shift", route.shift) for route in event.plan.routes if route.shift not in shifts]
        strange += [("ticket", id) for route in event.plan.routes for id in route.tickets if id not in tickets]
        if strange:
            field, value = strange[0]
            message = f"a plan of the log names the {field} {value}, which this day never had"
            maybe = "the log belongs to another day, or the day's files were changed since."
            troubles.append(Trouble(message, str(path or "log"), None, field, value, f"unknown-{field}", maybe))
    if troubles:
        raise InputError(troubles)

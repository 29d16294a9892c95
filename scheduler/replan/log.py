"""The event log of a day: who said what when, and which plans were accepted; every state can be rebuilt from it.

JSON lines. The first line names the day; every other holds one event. Each line ends with a hash of itself and of the
line before, so a line that was changed, lost or put between is found by its number.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from models.errors import InputError, Trouble
from models.events import Event, State, event_of, fold
from models.plan import Plan
from models.problem import Problem
from scheduler.errors import Locked

FORMAT = "paigong-log-1"


@dataclass(frozen=True)
class Log:
    """What has happened on a day.

    Parameters
    ----------
    problem
        The day as it was before anything happened.
    events
        In the order in which they were written.
    """

    problem: Problem
    events: tuple[Event, ...] = ()
    path: Path | None = None

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
                Trouble(one.message, name, one.row, one.field, one.value, one.rule,
                        "the log belongs to another day, or the day's files were changed since.")
                for one in error.troubles
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
    if not path.is_file():
        raise InputError(Trouble("does not exist", str(path), rule="missing-file", maybe="accept a plan first."))
    lines = path.read_bytes().split(b"\n")
    if lines[-1] != b"":
        raise InputError(_broken(path, len(lines), "is broken off", "remove it; the lines before it are whole."))
    before, events = "", []
    for number, line in enumerate(lines[:-1], 1):
        content = _checked(path, number, line, before)
        before = content.pop("hash")
        if number == 1:
            _check_head(path, content, problem)
            continue
        try:
            events.append(event_of(content["event"], problem.clock))
        except (ValidationError, KeyError, TypeError) as error:
            raise InputError(_broken(path, number, f"is no event: {error}", "")) from None
    return Log(problem, tuple(events), path)


def append(path: Path, problem: Problem, events: Sequence[Event], known: int | None = None) -> Log:
    """Write events at the end of a log, all or none; a log that is not there yet begins with the day's name.

    The events are checked against the state first. The new file is put in place in one step, under a lock.

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
    with locked(path):
        log = read_log(path, problem) if path.exists() else Log(problem, (), path)
        if known is not None and known != len(log.events):
            message = f"{len(log.events) - known} events were written since this was worked out"
            raise InputError(Trouble(message, str(path), rule="log-moved-on", maybe="re-plan and accept again."))
        fold(log.state(), events)
        text = path.read_bytes() if path.exists() else _line({"format": FORMAT, **_head(problem)}, "")
        before = json.loads(text.rstrip(b"\n").rsplit(b"\n", 1)[-1])["hash"]
        for event in events:
            line = _line({"event": event.to_json(problem.clock)}, before)
            text, before = text + line, json.loads(line)["hash"]
        _replace(path, text)
    return Log(problem, (*log.events, *events), path)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a log; the operating system lets go of it with the process."""
    from filelock import FileLock, Timeout

    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path.with_name(f".{path.name}.lock"))
    try:
        lock.acquire(timeout=2)
    except Timeout:
        raise Locked(f"somebody else is writing to {path}.\n  Maybe try again in a moment.") from None
    try:
        yield
    finally:
        lock.release()


def _head(problem: Problem) -> dict[str, Any]:
    return {"day": problem.name, "origin": problem.clock.iso(0)}


def _line(content: dict[str, Any], before: str) -> bytes:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return (json.dumps({**content, "hash": _hash(text, before)}, ensure_ascii=False) + "\n").encode()


def _hash(text: str, before: str) -> str:
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def _checked(path: Path, number: int, line: bytes, before: str) -> dict[str, Any]:
    """The content of a line whose hash is right."""
    try:
        content = json.loads(line)
        text = json.dumps({key: content[key] for key in content if key != "hash"}, ensure_ascii=False, sort_keys=True)
        good = content["hash"] == _hash(text, before)
    except (ValueError, TypeError, KeyError):
        raise InputError(_broken(path, number, "is no line of a log", "")) from None
    if not good:
        raise InputError(_broken(path, number, "was changed, or a line before it was taken out or put in", ""))
    return dict(content)


def _check_head(path: Path, content: dict[str, Any], problem: Problem) -> None:
    if content.get("format") != FORMAT:
        raise InputError(Trouble("is not an event log", str(path), 1, rule="not-a-log", maybe="give another file."))
    for field, value in _head(problem).items():
        if content.get(field) != value:
            message = f"the log is of another day: {content.get(field)}, not {value}"
            raise InputError(Trouble(message, str(path), 1, field, str(content.get(field)), "other-day",
                                     "give the log of this day."))  # fmt: skip


def _broken(path: Path, number: int, what: str, maybe: str) -> Trouble:
    hint = maybe or "restore the file from a copy; nothing after this line can be trusted."
    return Trouble(f"line {number} {what}", str(path), number, rule="log-broken", maybe=hint)


def _replace(path: Path, text: bytes) -> None:
    aside = path.with_name(f".{path.name}.new")
    with aside.open("wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)

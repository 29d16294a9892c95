"""One planner per day and territory, and one writer per run folder."""

from __future__ import annotations

import hashlib
import json
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from scheduler.errors import Locked


@contextmanager
def planner(locks: Path, day: str, territory: str | None, out: Path, shared: Sequence[str] = ()) -> Iterator[None]:
    """Hold the locks of ``day`` in ``territory`` and of the run folder ``out`` while the body runs.

    The locks are held by the operating system and vanish with the process, however it dies: there is no stale lock.
    Two runs that share the folder ``locks`` exclude each other when they plan the same day and territory, or write to
    the same place.

    Parameters
    ----------
    shared
        People and limits that another territory uses as well: runs that have some exclude each other.

    Raises
    ------
    Locked
        At once, naming process, machine and start of the owner.
    """
    locks.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        held.enter_context(_hold(locks / f".paigong-{_name(day, territory or '')}.lock", f"{day} {territory or ''}"))
        held.enter_context(_hold(out.parent / f".paigong-{_name('folder', out.name)}.lock", str(out)))
        if shared:
            what = f"{day}, of which this run shares {', '.join(shared[:5])}{', ...' if len(shared) > 5 else ''},"
            held.enter_context(_hold(locks / f".paigong-{_name(day, 'shared', 'people')}.lock", what))
        yield


def _name(*parts: str) -> str:
    """A short file name for some words, the same in every process."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


@contextmanager
def _hold(path: Path, what: str) -> Iterator[None]:
    from filelock import FileLock, Timeout

    path.parent.mkdir(parents=True, exist_ok=True)
    owner = path.with_suffix(".owner")
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Locked(
            f"{what.strip()} is being planned by {_owner(owner)}.\n  Maybe wait for it and try again."
        ) from None
    try:
        owner.write_text(json.dumps(_self()), encoding="utf-8")
        yield
    finally:
        owner.unlink(missing_ok=True)
        lock.release()


def _self() -> dict[str, object]:
    return {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "start": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _owner(path: Path) -> str:
    """Words about the owner; it may be gone, or just be writing, when we look."""
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        return f"process {facts['pid']} on {facts['host']} since {facts['start']}"
    except (OSError, ValueError, KeyError):
        return "another process"

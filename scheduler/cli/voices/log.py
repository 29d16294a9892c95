"""JSON lines on standard error, for a night job's log."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog

from scheduler.solvers.progress import ProgressReport


class LogLines:
    """One line per event, and a heartbeat with cost, bound and gap during the search.

    Parameters
    ----------
    heartbeat
        [s] between two lines during the search.
    """

    def __init__(self, heartbeat: float = 10.0) -> None:
        self._heartbeat = max(0.1, heartbeat)
        self._last = ProgressReport()
        self._log = structlog.wrap_logger(
            structlog.PrintLogger(sys.stderr),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
            ],
        )

    def tell(self, event: str, **facts: Any) -> None:
        """A line at level info."""
        self._log.info(event, **facts)

    def warn(self, event: str, **facts: Any) -> None:
        """A line at level warning."""
        self._log.warning(event, **facts)

    def pulse(self, pulse: ProgressReport) -> None:
        """Kept for the next heartbeat."""
        self._last = pulse

    @contextmanager
    def searching(self, seconds: float | None) -> Iterator[None]:
        """Heartbeats from another thread, so that they come even while the search is deep in native code."""
        done = threading.Event()
        beating = threading.Thread(target=self._beat, args=(done,), name="heartbeat", daemon=True)
        beating.start()
        try:
            yield
        finally:
            done.set()
            beating.join()

    def _beat(self, done: threading.Event) -> None:
        elapsed = 0.0
        while not done.wait(self._heartbeat):
            elapsed += self._heartbeat
            self.tell("searching", seconds=round(elapsed, 1), **_facts(self._last))


def _facts(pulse: ProgressReport) -> dict[str, Any]:
    """Amounts in the currency of the policy."""
    return {
        "phase": pulse.phase,
        "cost": None if pulse.cost is None else pulse.cost / 1000,
        "bound": None if pulse.bound is None else pulse.bound / 1000,
        "gap": pulse.gap,
    }

"""Words and a progress bar for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from models.money import show
from scheduler.solvers.progress import Pulse


class Terminal:
    """Everything on standard error; the bar vanishes when the search ends."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._bar: Progress | None = None

    def tell(self, event: str, **facts: Any) -> None:
        """A line such as ``planning  day=monday tickets=150``."""
        self._line(event, "bold", " ".join(f"{name}={value}" for name, value in facts.items()))

    def warn(self, event: str, **facts: Any) -> None:
        """The same in yellow."""
        self._line(event + ":", "yellow", str(facts.pop("message", facts)))

    def _line(self, head: str, style: str, text: str) -> None:
        """The text is somebody's own and may hold brackets, which are no markup."""
        self._console.print(Text(head, style), Text(text))

    def pulse(self, pulse: Pulse) -> None:
        """Behind the bar."""
        if self._bar is not None:
            for task in self._bar.task_ids:
                self._bar.update(task, status=_words(pulse))

    @contextmanager
    def searching(self, seconds: float | None) -> Iterator[None]:
        """A bar of the time, or one that only moves when there is no limit."""
        columns = (TextColumn("searching"), BarColumn(), TimeElapsedColumn(), TextColumn("{task.fields[status]}"))
        with Progress(*columns, console=self._console, transient=True) as self._bar:
            task = self._bar.add_task("", total=seconds, status="")
            stop = _ticking(self._bar, task)
            try:
                yield
            finally:
                stop()
                self._bar = None


def _ticking(bar: Progress, task: Any) -> Any:
    """Move the bar with the clock; returns how to stop it."""
    import threading

    done = threading.Event()

    def tick() -> None:
        while not done.wait(0.2):
            bar.update(task, completed=bar.tasks[0].elapsed or 0)

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()

    def stop() -> None:
        done.set()
        thread.join()

    return stop


def _words(pulse: Pulse) -> str:
    cost = "" if pulse.cost is None else f"cost {show(pulse.cost)}"
    gap = "" if pulse.gap is None else f"within {pulse.gap:.2%}"
    return "  ".join(part for part in (cost, gap, pulse.phase) if part)

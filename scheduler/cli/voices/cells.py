"""How far a study has come: a bar at a terminal, JSON lines for a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STEPS = 20
"""Lines that a whole study writes into a log, about."""


@contextmanager
def counting() -> Iterator[Callable[[int, int, str], None]]:
    """Something to call with (finished, all, name)."""
    if sys.stderr.isatty():
        with _bar() as tell:
            yield tell
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Callable[[int, int, str], None]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    parts = (
        MofNCompleteColumn(),
        BarColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[cell]}"),
    )
    with Progress(*parts, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, cell="")
        yield lambda done, of, name: bar.update(task, completed=done, total=of, cell=name.replace("[", "\\["))


def _lines() -> Callable[[int, int, str], None]:
    from scheduler.cli.voices.log import LogLines

    log, last = LogLines(), [0]

    def tell(done: int, of: int, name: str) -> None:
        if done == of or done * STEPS // of > last[0]:
            last[0] = done * STEPS // of
            log.tell("cells", done=done, of=of, cell=name)

    return tell

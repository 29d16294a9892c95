"""How the command line tells what it does: words and bars for a person at a terminal, JSON lines for a log."""

from __future__ import annotations

import sys

from scheduler.solvers.progress import ProgressListener


def voice(heartbeat: float) -> ProgressListener:
    """The voice that fits where standard error goes; ``heartbeat`` [s] between two log lines during the search."""
    if sys.stderr.isatty():
        from scheduler.cli.voices.terminal import Terminal

        return Terminal()
    from scheduler.cli.voices.log import LogLines

    return LogLines(heartbeat)

"""The engine: native search, column generation with a proof, and the loop that joins them.

These names are its face; nobody outside imports what is behind them. Importing the package loads nothing native: a name
is looked up when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scheduler.engine._core import Fault, Schedule, Stop
    from scheduler.engine.duals import Duals
    from scheduler.engine.effort import Effort
    from scheduler.engine.loop import solve
    from scheduler.engine.native import evaluate
    from scheduler.engine.nearby import Nearby, search
    from scheduler.engine.parts import part
    from scheduler.engine.result import Ended, Outcome, TracePoint, relative_gap
    from scheduler.engine.run_clock import Work
    from scheduler.engine.ties import Ties, alone, room, schedules, timed
    from scheduler.engine.worth import bound_at, lp_prices

__all__ = [
    "Duals",
    "Effort",
    "Ended",
    "Fault",
    "Nearby",
    "Outcome",
    "Schedule",
    "Stop",
    "Ties",
    "TracePoint",
    "Work",
    "alone",
    "bound_at",
    "evaluate",
    "lp_prices",
    "part",
    "relative_gap",
    "room",
    "schedules",
    "search",
    "solve",
    "timed",
]

_HOME = {
    "Duals": "duals",
    "Effort": "effort",
    "Ended": "result",
    "Fault": "_core",
    "Nearby": "nearby",
    "Outcome": "result",
    "TracePoint": "result",
    "Schedule": "_core",
    "Stop": "_core",
    "Ties": "ties",
    "Work": "run_clock",
    "alone": "ties",
    "bound_at": "worth",
    "evaluate": "native",
    "lp_prices": "worth",
    "part": "parts",
    "relative_gap": "result",
    "room": "ties",
    "schedules": "ties",
    "search": "nearby",
    "solve": "loop",
    "timed": "ties",
}
"""Module in which each name lives."""


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)

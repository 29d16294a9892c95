"""Paigong (派工): who serves which ticket, when, why, and how far from the best possible.

The public Python interface. Names are fetched when they are first used, so that importing the package costs nothing::

    import scheduler as pg

    problem = pg.load("data/shanghai-hvac")
    result = pg.plan(problem, seconds=10, seed=1)
    print(result.summary())
    print(pg.explain(problem, result.plan, "T001"))
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from scheduler.version import VERSION as __version__

if TYPE_CHECKING:
    from models.clock import Clock
    from models.engineer import Engineer
    from models.errors import InputError, PaigongError
    from models.finding import Finding, Report
    from models.judge import judge
    from models.plan import Plan, Route, Visit
    from models.policy import Policy
    from models.problem import Problem
    from models.territory import Territory
    from models.ticket import Ticket
    from scheduler.compare.compare import compare
    from scheduler.compare.scenario import Scenario
    from scheduler.compare.study import Study
    from scheduler.compare.worth.value import value
    from scheduler.dispatch.board import Board
    from scheduler.dispatch.gap import gap
    from scheduler.dispatch.slots import slots
    from scheduler.dispatch.suggest import suggest
    from scheduler.dispatch.try_move import try_move
    from scheduler.explain.explain import explain
    from scheduler.explain.why_not import why_not
    from scheduler.generate import generate
    from scheduler.loaders import load, read_policy, write_day
    from scheduler.planning.plan import plan
    from scheduler.planning.result import Result
    from scheduler.replan.accept import accept
    from scheduler.replan.frontier import frontier
    from scheduler.replan.log import rebuild
    from scheduler.replan.pins import Pins
    from scheduler.replan.proposal import Proposal
    from scheduler.replan.replan import replan
    from scheduler.sources.at import at

__all__ = [
    "Board",
    "Clock",
    "Engineer",
    "Finding",
    "InputError",
    "PaigongError",
    "Pins",
    "Plan",
    "Policy",
    "Problem",
    "Proposal",
    "Report",
    "Result",
    "Route",
    "Scenario",
    "Study",
    "Territory",
    "Ticket",
    "Visit",
    "__version__",
    "accept",
    "at",
    "compare",
    "explain",
    "frontier",
    "gap",
    "generate",
    "judge",
    "load",
    "plan",
    "read_policy",
    "rebuild",
    "replan",
    "slots",
    "suggest",
    "try_move",
    "value",
    "why_not",
    "write_day",
]

_HOME = {
    "Board": "scheduler.dispatch",
    "Clock": "models.clock",
    "Engineer": "models.engineer",
    "Finding": "models.finding",
    "InputError": "models.errors",
    "PaigongError": "models.errors",
    "Pins": "scheduler.replan.pins",
    "Plan": "models.plan",
    "Policy": "models.policy",
    "Problem": "models.problem",
    "Proposal": "scheduler.replan.proposal",
    "Report": "models.finding",
    "Result": "scheduler.planning.result",
    "Route": "models.plan",
    "Scenario": "scheduler.compare.scenario",
    "Study": "scheduler.compare.study",
    "Territory": "models.territory",
    "Ticket": "models.ticket",
    "Visit": "models.plan",
    "accept": "scheduler.replan.accept",
    "at": "scheduler.sources.at",
    "compare": "scheduler.compare.compare",
    "explain": "scheduler.explain",
    "frontier": "scheduler.replan.frontier",
    "gap": "scheduler.dispatch",
    "generate": "scheduler.generate",
    "judge": "models.judge",
    "load": "scheduler.loaders",
    "plan": "scheduler.planning.plan",
    "read_policy": "scheduler.loaders",
    "rebuild": "scheduler.replan.log",
    "replan": "scheduler.replan.replan",
    "slots": "scheduler.dispatch",
    "suggest": "scheduler.dispatch",
    "try_move": "scheduler.dispatch",
    "value": "scheduler.compare.worth",
    "why_not": "scheduler.explain",
    "write_day": "scheduler.loaders",
}
"""Where each public name lives."""


def __getattr__(name: str) -> Any:
    """Fetch a public name from its home on first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        value = getattr(import_module(_HOME[name]), name)
    except ModuleNotFoundError:
        from scheduler.hidden import hidden

        if said := hidden():
            raise ImportError(said) from None
        raise
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


class _Public(ModuleType):
    """Keeps ``pg.explain`` the function; importing the package ``scheduler.explain`` would put itself in its place."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Public

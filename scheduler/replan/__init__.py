"""Planning again: what would change, why, what it costs, who has to be told."""

from __future__ import annotations

from scheduler.replan.accept import Accepted, accept, mixed
from scheduler.replan.frontier import FrontierPoint, frontier
from scheduler.replan.log import Log, append, read_log, rebuild
from scheduler.replan.pins import Pins
from scheduler.replan.proposal import Change, CostEntry, CostLedger, NewList, Proposal
from scheduler.replan.replan import replan
from scheduler.replan.writer import Limits

__all__ = [
    "Accepted",
    "Change",
    "CostEntry",
    "CostLedger",
    "FrontierPoint",
    "Limits",
    "Log",
    "NewList",
    "Pins",
    "Proposal",
    "accept",
    "append",
    "frontier",
    "mixed",
    "read_log",
    "rebuild",
    "replan",
]  # fmt: skip

"""Planning again: what would change, why, what it costs, who has to be told."""

from __future__ import annotations

from scheduler.replan.pins import Pins
from scheduler.replan.proposal import Change, Entry, Ledger, NewList, Proposal
from scheduler.replan.replan import replan
from scheduler.replan.writer import Limits

__all__ = ["Change", "Entry", "Ledger", "Limits", "NewList", "Pins", "Proposal", "replan"]

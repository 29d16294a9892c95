"""The dispatcher's questions about a plan: try a move, who could go, which slots are free, what fills a gap.

All of them start from a :class:`Board`, which is compiled once.
"""

from __future__ import annotations

from scheduler.dispatch.board import Asked, Board
from scheduler.dispatch.bound import bound_of
from scheduler.dispatch.emergency import EmergencyChoice, emergency
from scheduler.dispatch.gap import Filler, gap
from scheduler.dispatch.grid import grid
from scheduler.dispatch.hold import Hold, confirm, hold, with_holds
from scheduler.dispatch.hold_file import HoldFile
from scheduler.dispatch.move import Move, published
from scheduler.dispatch.slot import Slot
from scheduler.dispatch.slots import slots
from scheduler.dispatch.suggest import Suggestion, suggest
from scheduler.dispatch.try_move import swap, try_move

__all__ = [
    "Asked", "Board", "EmergencyChoice", "Filler", "Hold", "HoldFile", "Move", "Slot", "Suggestion", "bound_of",
    "confirm", "emergency", "gap", "grid", "hold", "published", "slots", "suggest", "swap", "try_move",
    "with_holds",
]  # fmt: skip

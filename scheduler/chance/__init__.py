"""The chance of keeping each promise of a plan, when visits and drives take as long as they do in reality."""

from __future__ import annotations

from scheduler.chance.chance import chances
from scheduler.chance.lines import lines
from scheduler.chance.outlook import Outlook, ShiftOutlook, VisitOutlook

__all__ = ["Outlook", "ShiftOutlook", "VisitOutlook", "chances", "lines"]

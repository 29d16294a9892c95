"""Travel: how long and how far from any place to any other."""

from __future__ import annotations

from scheduler.travel.estimate import Estimate, estimate
from scheduler.travel.mend import UNKNOWN, mend

__all__ = ["UNKNOWN", "Estimate", "estimate", "mend"]

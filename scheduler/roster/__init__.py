"""Rosters of some weeks: as cheap as rules and demand allow, with a bound."""

from __future__ import annotations

from scheduler.roster.solve import RosterResult, roster

__all__ = ["RosterResult", "roster"]

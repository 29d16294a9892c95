"""Remedies: the cheapest changes that would serve a ticket, or serve it on time; each planned again and judged."""

from __future__ import annotations

from scheduler.explain.remedies.find import remedies
from scheduler.explain.remedies.remedy import Remedy

__all__ = ["Remedy", "remedies"]

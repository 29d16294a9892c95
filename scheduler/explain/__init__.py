"""Explain: why this engineer, why not another, why nobody; every answer priced by the same rules as the plan."""

from __future__ import annotations

from scheduler.explain.candidates import Candidate, candidates
from scheduler.explain.explain import explain
from scheduler.explain.explanation import Explanation
from scheduler.explain.obstacle import Obstacle
from scheduler.explain.reason import CODES, Reason
from scheduler.explain.reasons import unserved_reasons

__all__ = ["CODES", "Candidate", "Explanation", "Obstacle", "Reason", "candidates", "explain", "unserved_reasons"]

"""Explain: why this engineer, why not another, why nobody; every answer priced by the same rules as the plan."""

from __future__ import annotations

from scheduler.explain.alternatives import Alternative
from scheduler.explain.explain import explain
from scheduler.explain.explanation import Explanation
from scheduler.explain.lines import explanation_lines, why_not_lines
from scheduler.explain.reasons import unserved_reasons
from scheduler.explain.remedies import Remedy
from scheduler.explain.why_not import WhyNot, why_not
from scheduler.insertion.candidates import Candidate, candidates
from scheduler.insertion.effects import Effects
from scheduler.insertion.obstacle import Obstacle
from scheduler.wording.codes import CODES
from scheduler.wording.reason import Reason

__all__ = ["CODES", "Alternative", "Candidate", "Effects", "Explanation", "Obstacle", "Reason", "Remedy", "WhyNot",
           "candidates", "explain", "explanation_lines", "unserved_reasons", "why_not", "why_not_lines"]  # fmt: skip

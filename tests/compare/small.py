"""Small days for studies: two seconds of work at most for a whole test."""

from __future__ import annotations

from typing import Any

from models.problem import Problem
from scheduler.compare.scenario import Scenario, read_mapping
from scheduler.generate import generate


def week(days: int = 3, tickets: int = 8) -> dict[str, Problem]:
    """Days of one small company, each its own."""
    return {f"day{n}": generate(tickets=tickets, engineers=3, seed=20 + n, name=f"day{n}") for n in range(days)}


def scenario(name: str, *steps: dict[str, Any]) -> Scenario:
    return read_mapping({"name": name, "steps": list(steps)})


MORE = scenario("one more", {"add-engineers": {"like": "E01"}})
LESS = scenario("one less", {"remove-engineers": {"where": {"ids": ["E01"]}}})
FAST = scenario("empty roads", {"travel": {"factor": 0.5}})

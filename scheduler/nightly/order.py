"""The order for a run: everything the caller decides."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from scheduler.budget import Budget
from scheduler.sources.day_source import DaySource


@dataclass(frozen=True)
class Order:
    """What to plan, how, and where to.

    Parameters
    ----------
    source
        The day, and which part of it.
    out
        The run folder.
    budget
        When to stop; without any word 30 seconds.
    solver
        As in :func:`scheduler.planning.plan.plan`.
    max_unserved
        More unserved tickets than this (``5`` or ``3%``) make the run degraded.
    force
        Plan again even when the same plan stands.
    locks
        Where the locks lie; None = beside the run folder.
    decided
        Run folders of other territories whose visits stand; None = those of the same day beside the run folder.
    """

    source: DaySource
    out: Path
    budget: Budget = field(default_factory=Budget)
    solver: str = "engine"
    max_unserved: str | None = None
    force: bool = False
    locks: Path | None = None
    decided: tuple[Path, ...] | None = None

    def deciding(self) -> dict[str, Any]:
        """The settings that decide which plan comes out (files are known by their contents, see the key)."""
        return {
            **asdict(self.budget),
            "solver": self.solver,
            "mapping": self.source.mapping,
            "date": self.source.date,
            "travel": self.source.travel,
            "territory": self.source.territory,
            "reject_bad_rows": self.source.reject_bad_rows,
            "max_unserved": self.max_unserved,
        }

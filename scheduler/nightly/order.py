"""The order for a run: everything the caller decides."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Order:
    """What to plan, how, and where to.

    Parameters
    ----------
    day
        Folder, workbook or JSON file.
    out
        The run folder.
    seconds, iterations, gap, seed, threads, solver
        As in :func:`scheduler.planning.plan.plan`.
    policy, mapping, date, travel, reject_bad_rows
        As in :func:`scheduler.loaders.load`.
    territory
        Plan only this one.
    max_unserved
        More unserved tickets than this (``5`` or ``3%``) make the run degraded.
    force
        Plan again even when the same plan stands.
    locks
        Where the locks lie; None = beside the run folder.
    """

    day: Path
    out: Path
    seconds: float | None = None
    iterations: int | None = None
    gap: float | None = None
    seed: int = 1
    threads: int = 2
    solver: str = "engine"
    policy: str | None = None
    mapping: str | None = None
    date: str | None = None
    travel: str | None = None
    territory: str | None = None
    reject_bad_rows: bool = False
    max_unserved: str | None = None
    force: bool = False
    locks: Path | None = None

    def deciding(self) -> dict[str, Any]:
        """The settings that decide which plan comes out (files are known by their contents, see the key)."""
        return {
            "seconds": self.seconds,
            "iterations": self.iterations,
            "gap": self.gap,
            "seed": self.seed,
            "threads": self.threads,
            "solver": self.solver,
            "mapping": self.mapping,
            "date": self.date,
            "travel": self.travel,
            "territory": self.territory,
            "reject_bad_rows": self.reject_bad_rows,
            "max_unserved": self.max_unserved,
        }

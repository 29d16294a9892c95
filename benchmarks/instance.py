"""What a benchmark instance is, and where the data lies."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scheduler.day import Day

Routes = list[list[int]]


def data_folder() -> Path:
    """The folder of shared benchmark data: ``PAIGONG_BENCHMARKS``, else ``../shared/benchmarks`` beside the project."""
    project = Path(__file__).resolve().parents[1]
    return Path(os.environ.get("PAIGONG_BENCHMARKS", project.parent / "shared" / "benchmarks"))


@dataclass(frozen=True)
class Score:
    """An instance's own objective, recomputed from routes by code that shares nothing with the solver.

    Parameters
    ----------
    value
        In the units of the literature.
    unserved
        Number of tickets left out.
    """

    value: float
    unserved: int = 0


@dataclass(frozen=True)
class Instance:
    """One benchmark instance.

    Parameters
    ----------
    set, name
        Which one.
    day
        The arrays all solvers start from.
    score
        Judges routes (one list of ticket indices per shift); raises ValueError where they break a rule of the source.
    best
        Best known value in the literature's units, if there is one.
    best_unserved
        Tickets the best known plan leaves out; -1 where leaving out is priced in the value.
    proved
        The best known value is proved optimal.
    """

    set: str
    name: str
    day: Day
    score: Callable[[Routes], Score]
    best: float | None = None
    best_unserved: int = 0
    proved: bool = False

    def gap(self, score: Score) -> float | None:
        """Relative distance to the best known value; None without one or when other tickets are left out."""
        if not self.best or self.best_unserved not in (-1, score.unserved):
            return None
        return score.value / self.best - 1

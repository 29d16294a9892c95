"""Where a day comes from, and which part of it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.problem import Problem


@dataclass(frozen=True)
class DaySource:
    """A day in its files.

    Parameters
    ----------
    day
        Folder of CSV files, Excel workbook or JSON file.
    policy, mapping, date, travel
        What to use instead of the day's own, as in :func:`scheduler.loaders.load`.
    territory
        Only this territory.
    """

    day: Path
    policy: str | None = None
    mapping: str | None = None
    date: str | None = None
    travel: str | None = None
    territory: str | None = None

    def load(self, *, reject_bad_rows: bool = False) -> Problem:
        """The problem of the day; bad rows are set aside where that is asked for.

        Raises
        ------
        InputError
            With everything in the files that is wrong.
        """
        from scheduler.loaders import load
        from scheduler.planning.scope import within

        problem = load(
            self.day,
            policy=self.policy,
            mapping=self.mapping,
            date=self.date,
            travel=self.travel,
            reject_bad_rows=reject_bad_rows,
        )
        return within(problem, self.territory)

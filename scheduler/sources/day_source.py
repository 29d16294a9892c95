"""Where a day comes from, and which part of it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.problem import Problem
    from scheduler.loaders import Loaded


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
    reject_bad_rows
        Set bad rows aside instead of refusing the day.
    """

    day: Path
    policy: str | None = None
    mapping: str | None = None
    date: str | None = None
    travel: str | None = None
    territory: str | None = None
    reject_bad_rows: bool = False

    def read(self) -> Loaded:
        """The day with what is to be said about it; :func:`scheduler.loaders.load_with_rejects`.

        Raises
        ------
        InputError
            With everything in the files that is wrong.
        """
        from dataclasses import replace

        from scheduler.loaders import load_with_rejects
        from scheduler.loaders.checkups.times import policy_in_force
        from scheduler.planning.scope import within

        loaded = load_with_rejects(
            self.day,
            policy=self.policy,
            mapping=self.mapping,
            date=self.date,
            travel=self.travel,
            reject_bad_rows=self.reject_bad_rows,
        )
        return replace(loaded, problem=policy_in_force(within(loaded.problem, self.territory)))

    def load(self) -> Problem:
        """The problem of the day.

        Raises
        ------
        InputError
            With everything in the files that is wrong.
        """
        return self.read().problem

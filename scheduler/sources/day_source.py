"""Where a day comes from, and which part of it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.plan import Plan
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
    allow_outside
        Let the day name files outside its folder.
    """

    day: Path
    policy: str | None = None
    mapping: str | None = None
    date: str | None = None
    travel: str | None = None
    territory: str | None = None
    reject_bad_rows: bool = False
    allow_outside: bool = False

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
            allow_outside=self.allow_outside,
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

    def with_plan(self, path: Path | None) -> tuple[Problem, Plan | None]:
        """The problem and a plan of it, or the day's own published one; None = there is none.

        What the plan has of other territories stands.

        Raises
        ------
        InputError
            With everything that is wrong in the files or cannot be read of the plan.
        """
        from dataclasses import replace

        from scheduler.loaders.checkups.times import policy_in_force
        from scheduler.loaders.plan_file import read_plan
        from scheduler.planning.scope import elsewhere, within

        whole = replace(self, territory=None).load()
        plan = read_plan(path, whole) if path is not None else whole.published
        if self.territory is None or plan is None:
            return (whole if self.territory is None else policy_in_force(within(whole, self.territory))), plan
        problem = policy_in_force(within(elsewhere(whole, plan, self.territory), self.territory))
        return problem, plan.but(unserved=tuple(id for id in plan.unserved if id in problem.ticket))

"""Where the days of a study come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DaysSource:
    """A folder of days, or one day.

    Parameters
    ----------
    days
        The folder.
    policy
        To use instead of the days' own.
    territory
        Only this territory.
    reject_bad_rows
        Set bad rows aside instead of refusing a day.
    """

    days: Path
    policy: str | None = None
    territory: str | None = None
    reject_bad_rows: bool = False

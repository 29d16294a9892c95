"""The days of a study: one day, or a folder of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import InputError, Trouble
from models.problem import Problem

if TYPE_CHECKING:
    from scheduler.loaders import Reject
    from scheduler.loaders.build.build import PolicyChoice
    from scheduler.loaders.ledger import Ledger

MARKS = ("day.yaml", "tickets.csv", "tickets.xlsx")
ENDINGS = (".json", ".xlsx")


def read_days(
    path: str | Path,
    policy: PolicyChoice = None,
    territory: str | None = None,
    *,
    rejected: dict[str, tuple[Reject, ...]] | None = None,
    ledger: Ledger | None = None,
) -> dict[str, Problem]:
    """Days by name, in the order of their names.

    Parameters
    ----------
    path
        One day (folder, workbook, JSON), or a folder that holds days; other files and folders in it are left alone.
    policy
        Instead of the days' own.
    territory
        Only its tickets, and the engineers who serve it.
    rejected
        Takes, by day, the rows that are set aside; None = a bad row refuses the day.
    ledger
        Takes what became of every row and key of every day.

    Raises
    ------
    InputError
        When there is no day, with the troubles of all days that cannot be read.
    """
    from scheduler.loaders import load_with_rejects
    from scheduler.loaders.checkups.times import policy_in_force
    from scheduler.planning.scope import within

    path = Path(path)
    found = [path] if is_day(path) else sorted(p for p in path.iterdir() if is_day(p)) if path.is_dir() else []
    if not found:
        text = "holds no day" if path.is_dir() else "is no day and no folder of days"
        maybe = "name a folder whose subfolders hold day.yaml and tickets.csv."
        raise InputError(Trouble(text, file=str(path), field="--days", rule="no-days", maybe=maybe))
    days: dict[str, Problem] = {}
    troubles: list[Trouble] = []
    for day in found:
        try:
            loaded = load_with_rejects(day, policy=policy, reject_bad_rows=rejected is not None)
            name = day.stem if day.is_file() else day.name
            days[name] = policy_in_force(within(loaded.problem, territory))
            if ledger is not None:
                ledger.add(loaded.ledger, f"{name}/" if len(found) > 1 else "")
            if rejected is not None and loaded.rejects:
                rejected[name] = loaded.rejects
        except InputError as error:
            troubles += error.troubles
    if troubles:
        raise InputError(dict.fromkeys(troubles))  # what is wrong with all days is said once
    return days


def is_day(path: Path) -> bool:
    """Does it look like one day?"""
    if path.is_dir():
        return any((path / mark).is_file() for mark in MARKS)
    return path.is_file() and path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~"))

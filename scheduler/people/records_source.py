"""Where records come from, and the day of which something is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.policy import Policy
    from models.records import Records
    from scheduler.loaders.records import LoadedRecords


@dataclass(frozen=True)
class RecordsSource:
    """Records in their files.

    Parameters
    ----------
    records
        Folder of CSV files or workbook.
    at
        Day of the question, ``YYYY-MM-DD``; None = yesterday in the company's zone.
    policy
        Packaged name, file, or a folder of policies of which the one in force counts; None = the default.
    mapping
        How another system's columns map to ours.
    reject_bad_rows
        Set bad rows aside instead of refusing the records.
    """

    records: Path
    at: str | None = None
    policy: str | None = None
    mapping: str | None = None
    reject_bad_rows: bool = False

    def read(self) -> LoadedRecords:
        """The records with what is to be said about them.

        Raises
        ------
        InputError
            With everything in the files that is wrong.
        """
        from scheduler.loaders.records import load_records_with_rejects

        return load_records_with_rejects(self.records, mapping=self.mapping, reject_bad_rows=self.reject_bad_rows)

    def day(self, records: Records) -> date:
        """The day of the question.

        Raises
        ------
        InputError
            It is none.
        """
        from datetime import datetime, timedelta

        from models.errors import InputError, Trouble
        from models.text import Text

        if self.at is None:
            return datetime.now(records.clock.origin.tzinfo).date() - timedelta(days=1)
        try:
            return date.fromisoformat(self.at)
        except ValueError:
            maybe = Text("write it like 2026-11-23.", "写成 2026-11-23。")
            trouble = Trouble(Text("is no day", "不是日期"), field="--at", value=self.at, rule="usage", maybe=maybe)
            raise InputError(trouble) from None

    def policy_of(self, at: date, territory: str = "") -> Policy:
        """The policy that holds on the day.

        Raises
        ------
        InputError
            It cannot be read, or none or several of a folder's are in force.
        """
        from scheduler.loaders import read_policy

        if self.policy is not None and Path(self.policy).is_dir():
            from models.people.policy_book import in_force
            from scheduler.people.policy_folder import read_book

            return in_force(read_book(Path(self.policy)), at, territory)
        return read_policy(self.policy or "default")

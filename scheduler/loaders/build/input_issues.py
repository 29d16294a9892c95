"""The desk on which everything wrong with an input is collected, so that all of it is said in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from models.errors import InputError, Trouble, nearest
from scheduler.loaders.ledger import Ledger
from scheduler.loaders.raw import Cell


@dataclass(frozen=True)
class Reject:
    """A row that was set aside.

    Parameters
    ----------
    file, row
        Where it stands.
    cells
        Heading -> cell, as in the source.
    troubles
        Why; at least one.
    """

    file: str
    row: int
    cells: dict[str, Cell]
    troubles: tuple[Trouble, ...]


@dataclass
class InputIssues:
    """What was found while reading; filled by the readers, read by :func:`scheduler.loaders.load`."""

    troubles: list[Trouble] = field(default_factory=list)
    """In the order in which they were found."""
    notes: list[Trouble] = field(default_factory=list)
    """Remarks that are no errors."""
    reject_bad_rows: bool = False
    bad_rows: dict[tuple[str, int, str], list[Trouble]] = field(default_factory=dict)
    """(file, row, table) -> what is wrong; a sheet that feeds several tables may be bad for one of them alone."""
    blocked: dict[str, str] = field(default_factory=dict)
    """Engineer -> the row that may keep them away and cannot be read, so that they are not planned."""
    allow_outside: bool = False
    """May the day name files outside its folder?"""
    ledger: Ledger = field(default_factory=Ledger)
    """What became of every row and key."""

    aside: dict[str, set[str]] = field(default_factory=dict)
    """Kind of thing (engineer, territory, place) -> ids of rows that are set aside: not unknown, only not here."""

    listed: dict[str, dict[str, str]] = field(default_factory=dict)
    """Table (or ``files``) -> column (or file) that is known and not needed -> why; written beforehand, in the day."""

    muted: set[str] = field(default_factory=set)
    """Rules whose troubles only follow from one that is said already."""

    hopeless: bool = False
    """Something is wrong that setting rows aside cannot cure."""

    def wrong(self, trouble: Trouble, *, hopeless: bool = False, table: str = "") -> None:
        """Something is wrong; with a row, the row is bad and the rest may do without it, unless that is hopeless.

        Parameters
        ----------
        table
            The table for which the row is bad; empty = whatever reads it.
        """
        if trouble.rule in self.muted:
            self.hopeless = True
            return
        self.troubles.append(trouble)
        if hopeless or trouble.row is None:
            self.hopeless = True
        else:
            self.bad_rows.setdefault((trouble.file, trouble.row, table), []).append(trouble)

    def note(self, trouble: Trouble) -> None:
        """Something people should know; said once."""
        if trouble not in self.notes:
            self.notes.append(trouble)

    def missing(self, kind: str, id: str, known: Iterable[str]) -> tuple[str, str, str]:
        """Rule, message and advice about a reference to something that is not in the day."""
        if id in self.aside.get(kind, ()):
            return f"{kind}-set-aside", f"the row of {kind} {id} is set aside", "mend that row."
        return f"unknown-{kind}", f"no {kind} is named {id!r}", nearest(id, known)

    def good(self, file: str, row: int, table: str = "") -> bool:
        """Is nothing wrong with this row so far, for the table that reads it?"""
        return (file, row, "") not in self.bad_rows and (file, row, table) not in self.bad_rows

    def against(self, file: str, row: int, table: str = "") -> tuple[Trouble, ...]:
        """What is wrong with the row, for the table that reads it."""
        return tuple(
            trouble for part in dict.fromkeys(("", table)) for trouble in self.bad_rows.get((file, row, part), ())
        )

    def stop_if_hopeless(self) -> None:
        """Raise when something is wrong, unless setting rows aside cures it and is wanted."""
        if self.hopeless or (self.troubles and not self.reject_bad_rows):
            raise InputError(self.in_order())

    def in_order(self) -> tuple[Trouble, ...]:
        """All troubles: by file in the order met, then by row."""
        files = list(dict.fromkeys(trouble.file for trouble in self.troubles))
        return tuple(sorted(self.troubles, key=lambda t: (files.index(t.file), t.row or 0)))

"""The desk on which everything wrong with an input is collected, so that all of it is said in one go."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.errors import InputError, Trouble
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
class Desk:
    """What was found while reading; filled by the readers, read by :func:`scheduler.loaders.load`."""

    troubles: list[Trouble] = field(default_factory=list)
    """In the order in which they were found."""
    notes: list[Trouble] = field(default_factory=list)
    """Remarks that are no errors."""
    reject_bad_rows: bool = False
    bad_rows: set[tuple[str, int]] = field(default_factory=set)
    ledger: Ledger = field(default_factory=Ledger)
    """What became of every row and key."""

    hopeless: bool = False
    """Something is wrong that setting rows aside cannot cure."""

    def wrong(self, trouble: Trouble, *, hopeless: bool = False) -> None:
        """Something is wrong; with a row, the row is bad and the rest may do without it, unless that is hopeless."""
        self.troubles.append(trouble)
        if hopeless or trouble.row is None:
            self.hopeless = True
        else:
            self.bad_rows.add((trouble.file, trouble.row))

    def note(self, trouble: Trouble) -> None:
        """Something people should know; said once."""
        if trouble not in self.notes:
            self.notes.append(trouble)

    def good(self, file: str, row: int) -> bool:
        """Is nothing wrong with this row so far?"""
        return (file, row) not in self.bad_rows

    def stop_if_hopeless(self) -> None:
        """Raise when something is wrong, unless setting rows aside cures it and is wanted."""
        if self.hopeless or (self.troubles and not self.reject_bad_rows):
            raise InputError(self.in_order())

    def in_order(self) -> tuple[Trouble, ...]:
        """All troubles: by file in the order met, then by row."""
        files = list(dict.fromkeys(trouble.file for trouble in self.troubles))
        return tuple(sorted(self.troubles, key=lambda t: (files.index(t.file), t.row or 0)))

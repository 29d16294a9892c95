"""A move by hand, as somebody asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.errors import InputError, Trouble

if TYPE_CHECKING:
    from scheduler.dispatch import Board, Move


@dataclass(frozen=True)
class MoveAsked:
    """A ticket to an engineer, off the plan, or exchanged with another.

    Parameters
    ----------
    ticket
        Id.
    engineer
        Id; None = nobody is to serve it.
    start
        Wished start, as 14:00 or ISO 8601; the engineer waits until then.
    position
        Place in the route, 0 = first; None = the best.
    swap
        Another ticket to exchange with, instead.
    """

    ticket: str
    engineer: str | None = None
    start: str | None = None
    position: int | None = None
    swap: str | None = None

    def on(self, board: Board) -> Move:
        """What it means on a board.

        Raises
        ------
        InputError
            Fields that exclude each other, or what the move itself raises.
        """
        from scheduler.dispatch import swap, try_move

        given = {"ENGINEER": self.engineer, "--start": self.start, "--position": self.position}
        clash = [name for name, value in given.items()
                 if value is not None and (self.swap is not None or self.engineer is None)]  # fmt: skip
        if clash:
            with_what = "--swap" if self.swap is not None else "a ticket that nobody is to serve"
            raise InputError(Trouble(f"does not go with {with_what}", field=name, value=str(given[name]), rule="usage",
                                     maybe="leave one of the two out.") for name in clash)  # fmt: skip
        if self.swap is not None:
            return swap(board, self.ticket, self.swap)
        return try_move(board, self.ticket, self.engineer, self.start, self.position)

"""Filling a gap: which tickets make the best use of an engineer's free time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.errors import InputError, Trouble
from models.money import amount
from scheduler.dispatch.asking import shifts_of, span_ahead
from scheduler.dispatch.board import Asked, Board
from scheduler.dispatch.fit import Wish
from scheduler.dispatch.move import Move
from scheduler.dispatch.outcome import move
from scheduler.dispatch.trial_insertion import TrialInsertion
from scheduler.dispatch.try_move import taken_off
from scheduler.dispatch.words import later
from scheduler.insertion.day_view import between, starts_of
from scheduler.wording.language import Language
from scheduler.wording.words import signed

ORIGINS: dict[str, tuple[str, str]] = {
    "unserved": ("nobody serves it yet", "尚未安排"),
    "own-later": ("{engineer} has it later, at {start}", "{engineer} 稍后 {start} 有此单"),
    "other-later": ("{engineer} has it at {start}", "{engineer} 于 {start} 有此单"),
    "later-day": ("planned for {start} with {engineer}", "原定 {start} 由 {engineer} 服务"),
}
"""Stable code -> where a filler comes from, in English and in Chinese."""


@dataclass(frozen=True, eq=False)
class Filler:
    """A ticket for a gap.

    Parameters
    ----------
    move
        What it means to serve it there, checked and priced.
    origin
        One of :data:`ORIGINS`.
    was_start
        [s] when its visit starts as the plan stands; None = nobody serves it.
    work
        [s] of the gap that is then work on site.
    share
        The same as a share of the gap.
    place
        1 = the best.
    """

    move: Move
    origin: str
    was_start: int | None
    work: int
    share: float
    place: int

    @property
    def ticket(self) -> str:
        """Id."""
        return self.move.ticket

    @property
    def saved(self) -> int:
        """[thousandths] by which the plan becomes cheaper; negative = dearer."""
        return -self.move.price

    def text(self, language: Language | str = "en") -> str:
        """In one line, in ``en`` or ``zh``."""
        language, problem = Language(language), self.move.board.problem
        text, visit = problem.clock.text, self.move.visit
        assert visit is not None
        start = text(self.was_start) if self.was_start is not None else ""
        origin = language.of(*ORIGINS[self.origin]).format(engineer=self.move.was, start=start)
        money = signed(self.move.price, problem.policy.currency, language)
        title = problem.ticket[self.ticket].shown()
        said = f"{self.place}. {title}  {text(visit.start)}-{text(visit.finish)}  {money}  ({origin})"
        return "  ".join([said, *later(self.move.shifted, language)])

    def __str__(self) -> str:
        return self.text()

    def as_dict(self) -> dict[str, Any]:
        """Plain data: that of the move, and where the ticket comes from."""
        iso = self.move.board.problem.clock.iso
        return {
            "place": self.place,
            "origin": self.origin,
            "was_start": None if self.was_start is None else iso(self.was_start),
            "saved": amount(self.saved),
            "work_seconds": self.work,
            "share": round(self.share, 4),
            **self.move.as_dict(),
        }


def gap(board: Asked, engineer: str, start: int | str, end: int | str, limit: int | None = 10) -> tuple[Filler, ...]:
    """Tickets that ``engineer`` can begin and end between two times, those that save the most money first.

    Open tickets that nobody serves, and tickets that are served after ``start`` by the same engineer or by others,
    today or on later days. No rule is broken by any of them; other visits keep their order.

    Parameters
    ----------
    board
        The board, or a problem or a situation: then the board of its published plan.
    start, end
        The free time: seconds, ``HH:MM`` or ISO 8601. A start in the past becomes now.
    limit
        How many to return; None = all that are possible.

    Raises
    ------
    InputError
        Unknown engineer, no shift at that time, times that are over or swapped.
    """
    board = Board.of(board)
    shifts = shifts_of(board, engineer)
    begin, finish = span_ahead(board, start, end)
    e = _shift_at(board, engineer, shifts, begin, finish)
    found = sorted(_possible(board, e, begin, finish), key=lambda filler: filler.price)
    return tuple(_filler(board, filler, finish - begin, k) for k, filler in enumerate(found[:limit], 1))


def _shift_at(board: Board, engineer: str, shifts: tuple[int, ...], begin: int, finish: int) -> int:
    """The shift during which the gap lies; on a day in progress, what is left of it."""
    day = board.compiled.day
    for e in shifts:
        if int(day.start[e]) < finish and begin < int(day.last[e]):
            return e
    text = board.problem.clock.text
    hours = ", ".join(f"{text(int(day.start[e]))}-{text(int(day.end[e]))}" for e in shifts)
    message = f"{engineer} is not free {text(begin)}-{text(finish)}"
    raise InputError(
        Trouble(message, field="start", value=text(begin), rule="not-free", maybe=f"ask for a time within {hours}.")
    )


def _possible(board: Board, e: int, begin: int, finish: int) -> Iterator[Move]:
    """Everything that fits into the gap and breaks no rule."""
    for i in range(board.compiled.day.n):
        last = finish - int(board.compiled.day.duration[e, i])
        if _too_early(board, e, i, begin, finish) or not between(starts_of(board.compiled.day, e, i), begin, last):
            continue
        without = taken_off(board, i)
        rest = without[e].order if e in without else board.case.routes[e]
        fit = TrialInsertion(board, e, rest, i, range(len(rest) + 1), without).fit(Wish(begin, last))
        if fit is not None and (made := move(board, {**without, e: fit}, i)).allowed:
            yield made


def _too_early(board: Board, e: int, i: int, begin: int, finish: int) -> bool:
    """Is the ticket served before the gap, or in it by the same engineer?"""
    if i not in board.where:
        return False
    f, k = board.where[i]
    start = board.schedules[f].starts[k]
    return start < begin or (f == e and start < finish)


def _filler(board: Board, made: Move, seconds: int, place: int) -> Filler:
    assert made.visit is not None
    was, i = None, board.compiled.ticket_index[made.ticket]
    if i in board.where:
        e, k = board.where[i]
        was = board.schedules[e].starts[k]
    work = made.visit.finish - made.visit.start
    return Filler(made, _origin(board, made, was), was, work, work / seconds, place)


def _origin(board: Board, made: Move, was: int | None) -> str:
    if was is None:
        return "unserved"
    assert made.visit is not None
    clock = board.problem.clock
    if clock.moment(was).date() != clock.moment(made.visit.start).date():
        return "later-day"
    return "own-later" if made.was == made.engineer else "other-later"

"""How a cell of each kind is read; the kinds are the ``kind`` of a :class:`scheduler.loaders.contract.Column`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from functools import partial
from typing import Any

from models.clock import Clock
from models.engineer import TIER_NAMES, TierLevel
from models.errors import nearest
from models.interval import FOREVER
from scheduler.loaders.bad import Bad
from scheduler.loaders.cells import lists, numbers
from scheduler.loaders.cells.moments import ambiguous, dateless, moment, zone_named
from scheduler.loaders.cells.styles import USUAL_STYLE, Style
from scheduler.loaders.contract.column import Column
from scheduler.loaders.raw import Cell, shown


@dataclass(frozen=True)
class Context:
    """What reading a cell may need to know.

    Parameters
    ----------
    clock
        Turns times into seconds; None while the start of the horizon is still sought.
    zone
        Zone of times without an offset.
    note
        Takes a remark that is no error: rule and sentence.
    shifts
        [s] spans of the shifts, as far as they are known: a time without a date is meant within one.
    at
        [s] from when a time without a date is seen; None = from nowhere.
    style
        How this table writes dates and decimals.
    """

    clock: Clock | None = None
    zone: tzinfo = UTC
    note: Callable[[str, str], None] = field(default=lambda rule, text: None)
    shifts: tuple[tuple[int, int], ...] = ()
    at: int | None = None
    style: Style = USUAL_STYLE

    def instant(self, cell: Cell, until: bool = False) -> int:
        """Seconds from the start of the horizon."""
        assert self.clock is not None, "the clock is set before any row is read"
        day = dateless(self.clock, self.shifts, self.at)
        when = moment(cell, self.zone, day, until=until, order=self.style.order)
        if ambiguous(when):
            self.note("time-twice", f"{when:%Y-%m-%d %H:%M} occurs twice in {self.zone}; the first is taken")
        seconds = self.clock.seconds(when)
        if abs(seconds) > FOREVER:
            raise Bad("time-far", f"{when:%Y-%m-%d} is more than thirty years from this day", "the year is wrong.")
        return seconds


def _text(cell: Cell, column: Column, context: Context) -> str:
    return shown(cell)


def _number(cell: Cell, column: Column, context: Context) -> float:
    return numbers.number(context.style.number(column.name, cell), column.least, column.most)


def _integer(cell: Cell, column: Column, context: Context) -> int:
    return numbers.integer(context.style.number(column.name, cell), column.least, column.most)


def _minutes(cell: Cell, column: Column, context: Context) -> int:
    return numbers.seconds(context.style.number(column.name, cell), "min", column.least, column.most)


def _money(cell: Cell, column: Column, context: Context) -> Any:
    return numbers.price(context.style.number(column.name, numbers.bare(cell)))


def _time(cell: Cell, column: Column, context: Context) -> int:
    return context.instant(cell)


def _until(cell: Cell, column: Column, context: Context) -> int:
    return context.instant(cell, until=True)


def _choice(cell: Cell, column: Column, context: Context) -> str:
    text = shown(cell).lower()
    if text not in column.choices:
        raise Bad("choice", f"{shown(cell)!r} is not known here", nearest(text, column.choices))
    return text


def _tier(cell: Cell, column: Column, context: Context) -> TierLevel:
    text = shown(cell).lower()
    if text in TIER_NAMES:
        return TierLevel(TIER_NAMES[text])
    if text in ("1", "2", "3"):
        return TierLevel(int(text))
    raise Bad("unknown-tier", f"{shown(cell)!r} is no tier", nearest(text, TIER_NAMES))


def _zone(cell: Cell, column: Column, context: Context) -> str:
    text = shown(cell)
    zone_named(text)
    return text


def _names(cell: Cell, column: Column, context: Context) -> tuple[str, ...]:
    return lists.names(cell)


def _levels(cell: Cell, column: Column, context: Context) -> tuple[tuple[str, int], ...]:
    return lists.counted(cell, 1, 9)


def _pieces(cell: Cell, column: Column, context: Context) -> dict[str, int]:
    return lists.once(lists.counted(cell, 0, None))


def _percents(cell: Cell, column: Column, context: Context) -> dict[str, int]:
    return lists.once(lists.counted(cell, 1, 1000, default=None))


def _named(cell: Cell, column: Column, context: Context) -> tuple[tuple[str, int | None], ...]:
    return lists.named(cell, lambda text: context.instant(text, until=True))


def _spans(cell: Cell, column: Column, context: Context) -> tuple[tuple[int, int], ...]:
    end = partial(context.instant, until=True)
    return lists.spans(cell, context.instant, end, context.style.order)


def _lags(cell: Cell, column: Column, context: Context) -> tuple[tuple[str, int, int | None], ...]:
    return lists.lags(cell)


READERS: dict[str, Callable[[Cell, Column, Context], Any]] = {
    "text": _text,
    "number": _number,
    "integer": _integer,
    "minutes": _minutes,
    "money": _money,
    "time": _time,
    "until": _until,
    "choice": _choice,
    "tier": _tier,
    "zone": _zone,
    "names": _names,
    "levels": _levels,
    "pieces": _pieces,
    "percents": _percents,
    "named": _named,
    "spans": _spans,
    "lags": _lags,
}

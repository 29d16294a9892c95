"""Reading numbers, lengths of time and money as people write them."""

from __future__ import annotations

import math
import re
from datetime import datetime, time, timedelta
from decimal import Decimal

from models.money import money
from scheduler.loaders.bad import Bad
from scheduler.loaders.raw import Cell, shown

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_LENGTH = re.compile(r"([+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*([^\d\s]*)")
_ISO = re.compile(r"P(?:(\d+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?")
LONGEST = 10**9
"""No length of time is longer [s]; the engine counts in 32 bits."""
UNITS = {
    "s": 1, "sec": 1, "second": 1, "seconds": 1, "秒": 1,
    "min": 60, "mins": 60, "m": 60, "minute": 60, "minutes": 60, "分": 60, "分钟": 60,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600, "小时": 3600, "时": 3600,
    "d": 86400, "day": 86400, "days": 86400, "天": 86400,
}  # fmt: skip


def number(cell: Cell, least: float | None = None, most: float | None = None) -> float:
    """A finite number within bounds, both permitted.

    Raises
    ------
    Bad
        With rule ``number`` or ``range``.
    """
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise Bad("number", f"{shown(cell)!r} is not a number", "write digits, for instance 12.5.")
    text = str(cell).strip()
    if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        hint = "write it with a point and without spaces, for instance 12.5."
        raise Bad("number", f"{text!r} is not a number", hint)
    value = float(text)
    if (least is not None and value < least) or (most is not None and value > most):
        raise Bad("range", f"{shown(cell)} is not {_bounds(least, most)}", _range_hint(value, least))
    return value


def integer(cell: Cell, least: float | None = None, most: float | None = None) -> int:
    """A whole number within bounds.

    >>> integer("3"), integer(3.0), integer("12.0")
    (3, 3, 12)
    """
    value = number(cell, least, most)
    if not value.is_integer():
        raise Bad("integer", f"{shown(cell)} is not a whole number", f"write {round(value)}.")
    return int(value)


def seconds(cell: Cell, unit: str = "min", least: float | None = None, most: float | None = None) -> int:
    """Seconds of a length of time: a number in ``unit``, or one with its own unit, or ISO 8601.

    ``least`` and ``most`` are in ``unit``.

    >>> seconds("90"), seconds("1.5 h"), seconds("PT1H30M"), seconds("5400 s"), seconds(5400, "s")
    (5400, 5400, 5400, 5400, 5400)
    """
    factor = UNITS[unit]
    if isinstance(cell, timedelta):
        value = cell.total_seconds()
    elif isinstance(cell, time | datetime):
        raise Bad("duration", f"{cell} is a time of day", f"write the length in {unit}, for instance 90.")
    elif isinstance(cell, str) and cell.strip()[:1] in ("P", "p"):
        value = _iso_seconds(cell.strip().upper())
    elif isinstance(cell, str) and (found := _LENGTH.fullmatch(cell.strip())) and found[2]:
        if found[2].lower() not in UNITS:
            raise Bad("duration", f"{found[2]!r} is not a unit of time", "one of: s, min, h, d.")
        value = number(found[1]) * UNITS[found[2].lower()]
    else:
        if isinstance(cell, str) and ":" in cell:
            raise Bad(
                "duration",
                f"{cell.strip()!r} may mean hours or minutes",
                f"write the length in {unit}, for instance 90.",
            )
        value = number(cell) * factor
    if abs(value) > LONGEST:
        raise Bad("range", f"{shown(cell)} is longer than thirty years", "the unit or the column is mixed up.")
    if (least is not None and value < least * factor - 1e-6) or (most is not None and value > most * factor):
        raise Bad("range", f"{shown(cell)} is not {_bounds(least, most, unit)}", _range_hint(value, least))
    return round(value)


def price(cell: Cell) -> Decimal:
    """An amount of money, not negative, with at most three decimals."""
    value = number(cell, 0)
    try:
        money(str(cell).strip())
    except ValueError as error:
        raise Bad("money", str(error), f"write {value:.2f}.") from None
    return Decimal(str(cell).strip())


def _iso_seconds(text: str) -> float:
    found = _ISO.fullmatch(text)
    if not found or not any(found.groups()):
        raise Bad("duration", f"{text!r} is not an ISO 8601 length of time", "write it like PT1H30M, or in minutes.")
    days, hours, minutes, rest = (float(part or 0) for part in found.groups())
    return days * 86400 + hours * 3600 + minutes * 60 + rest


def _bounds(least: float | None, most: float | None, unit: str = "") -> str:
    unit = f" {unit}" if unit else ""
    if least is None:
        return f"at most {most:g}{unit}"
    low = "at least one second" if 0 < least < 0.1 else f"at least {least:g}{unit}"
    return low if most is None else f"from {least:g} to {most:g}{unit}"


def _range_hint(value: float, least: float | None) -> str:
    if least is not None and least >= 0 > value:
        return "the minus sign is a slip."
    return "the unit or the column is mixed up."

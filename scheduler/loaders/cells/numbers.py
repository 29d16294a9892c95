"""Reading numbers, lengths of time and money as people write them."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import datetime, time, timedelta
from decimal import Decimal

from models.money import money
from scheduler.loaders.bad import Bad
from scheduler.loaders.raw import Cell, shown

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_PART = re.compile(r"\s*([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?)\s*(个?半?[^\d\s.,+-]*)\s*(?:and\b|,|又)?")
_ISO = re.compile(r"P(?:(\d+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?")
LONGEST = 10**9
"""No length of time is longer [s]; the engine counts in 32 bits."""
UNITS = {
    "s": 1, "sec": 1, "second": 1, "seconds": 1, "秒": 1,
    "min": 60, "mins": 60, "m": 60, "minute": 60, "minutes": 60, "分": 60, "分钟": 60, "刻钟": 900,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600, "小时": 3600, "时": 3600, "钟头": 3600,
    "std": 3600, "stunde": 3600, "stunden": 3600, "heure": 3600, "heures": 3600, "hora": 3600, "horas": 3600,
    "minuten": 60, "minutos": 60, "d": 86400, "day": 86400, "days": 86400, "天": 86400,
}  # fmt: skip
HALF = {"半小时": 1800, "半个小时": 1800, "半个钟头": 1800, "半天": 43_200, "half an hour": 1800, "half a day": 43_200}
"""Lengths that are said without a digit."""
DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SPELLED = re.compile("[一二两三四五六七八九十]+(?=个|半|小时|钟头|天|刻钟|分|秒)")
_FRACTIONS = str.maketrans({"½": ".5", "¼": ".25", "¾": ".75"})
_CURRENCY = re.compile(
    r"(?:(?:us|hk|nt|a|c|s)?\$|[€£¥￥₩₫₹₽฿₱]|(?<![a-z])[a-z]{3}(?![a-z])|元)\s*|\s*(?:/|每|per\s)\s*(?:hour|hr|h|km|小时|时|公里|千米)$",
    re.IGNORECASE,
)
"""Signs and words around an amount: of its currency, and of what it is for."""


def number(cell: Cell, least: float | None = None, most: float | None = None) -> float:
    """A finite number within bounds, both permitted. Full-width digits are read as digits.

    Raises
    ------
    Bad
        With rule ``number`` or ``range``.
    """
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise Bad("number", f"{shown(cell)!r} is not a number", "write digits, for instance 12.5.")
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise _no_number(text)
    value = float(text)
    if (least is not None and value < least) or (most is not None and value > most):
        raise Bad("range", f"{shown(cell)} is not {_bounds(least, most)}", _range_hint(value, least))
    return value


def _no_number(text: str) -> Bad:
    """Why a text is no number, with the advice that fits it."""
    hint = "write it with a point and without spaces, for instance 12.5."
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        bare = text.replace(",", "")
        hint = f"the comma separates thousands: write {bare}"
        hint += (
            f"; or it stands before decimals: write {text.replace(',', '.')}."
            if text.count(",") == 1 and "." not in text
            else "."
        )
    elif re.fullmatch(r"[+-]?\d+,\d+", text):
        hint = f"the comma stands before decimals: write {text.replace(',', '.')}, in the whole column."
    elif re.fullmatch(r"[+-]?\d{1,3}([. ']\d{3})+(,\d+)?", text):
        hint = "points or spaces separate thousands: leave them out."
    return Bad("number", f"{text!r} is not a number", hint)


def integer(cell: Cell, least: float | None = None, most: float | None = None) -> int:
    """A whole number within bounds.

    >>> integer("3"), integer(3.0), integer("12.0")
    (3, 3, 12)
    """
    if isinstance(cell, str) and cell.strip() and not re.search(r"\d", unicodedata.normalize("NFKC", cell)):
        raise Bad("number", f"{shown(cell)!r} is not a number", f"write a whole number, {_bounds(least, most)}.")
    value = number(cell, least, most)
    if not value.is_integer():
        raise Bad("integer", f"{shown(cell)} is not a whole number", f"write {round(value)}.")
    return int(value)


def seconds(cell: Cell, unit: str = "min", least: float | None = None, most: float | None = None) -> int:
    """Seconds of a length of time: a number in ``unit``, or one with its own unit, or ISO 8601.

    ``least`` and ``most`` are in ``unit``.

    >>> seconds("90"), seconds("1.5 h"), seconds("PT1H30M"), seconds("5400 s"), seconds(5400, "s"), seconds("1小时30分")
    (5400, 5400, 5400, 5400, 5400, 5400)
    """
    factor = UNITS[unit]
    if isinstance(cell, timedelta):
        value = cell.total_seconds()
    elif isinstance(cell, time | datetime):
        raise Bad("duration", f"{cell} is a time of day", f"write the length in {unit}, for instance 90.")
    elif isinstance(cell, str) and cell.strip()[:1] in ("P", "p"):
        value = _iso_seconds(cell.strip().upper())
    elif isinstance(cell, str) and (parts := _parts(cell)) is not None:
        value = parts
    else:
        if isinstance(cell, str) and ":" in cell:
            raise Bad(
                "duration",
                f"{cell.strip()!r} may mean hours or minutes",
                f"write the length in {unit}, for instance 90, or like 1 h 30 min.",
            )
        if isinstance(cell, str) and cell.strip() and not re.search(r"\d", unicodedata.normalize("NFKC", cell)):
            hint = f"write the length in {unit}, for instance 90, or like 1 h 30 min."
            raise Bad("number", f"{cell.strip()!r} is not a length of time", hint)
        value = number(cell) * factor
    if abs(value) > LONGEST:
        raise Bad("range", f"{shown(cell)} is longer than thirty years", "the unit or the column is mixed up.")
    if (least is not None and value < least * factor - 1e-6) or (most is not None and value > most * factor):
        raise Bad("range", f"{shown(cell)} is not {_bounds(least, most, unit)}", _range_hint(value, least))
    return round(value)


def _parts(cell: str) -> float | None:
    """Seconds of a length whose every number has a unit (the last may do without, as in 1h30); None = none has.

    >>> _parts("1小时30分"), _parts("1h30"), _parts("1,5 h"), _parts("2个半小时"), _parts("90")
    (5400.0, 5400.0, 5400.0, 9000.0, None)
    >>> _parts("1小时半"), _parts("一个半小时"), _parts("两小时半"), _parts("三刻钟")
    (5400.0, 5400.0, 9000.0, 2700.0)
    """
    text = unicodedata.normalize("NFKC", cell.translate(_FRACTIONS)).strip().lower().rstrip(".")
    if text in HALF:
        return float(HALF[text])
    text = _SPELLED.sub(lambda found: str(_spelled(found[0])), text)
    found = [(match[1], match[2], match.end()) for match in _PART.finditer(text)]
    if ":" in text or not found or not any(unit for _, unit, _ in found) or not _PART.match(text) or _rest(text):
        return None
    value, last = 0.0, 0
    for position, (digits, unit, _) in enumerate(found):
        half = unit.startswith(("个半", "半")) or (unit.endswith("半") and unit != "半")
        name = unit.removeprefix("个").removeprefix("半").removesuffix("半") or ("分" if unit == "半" else "")
        smaller = {86400: 3600, 3600: 60, 60: 1}.get(last, 0)
        if not unit and (position == 0 or not smaller):
            raise Bad("duration", f"{cell.strip()!r} has a number without a unit", "write it like 1 h 30 min.")
        if unit and name not in UNITS:
            raise Bad("duration", f"{name!r} is not a unit of time", "one of: s, min, h, d.")
        size = UNITS[name] if unit else smaller
        if last and size >= last:
            raise Bad("duration", f"{cell.strip()!r} has its units out of order", "write it like 1 h 30 min.")
        value, last = value + (number(digits.replace(",", ".")) + half / 2) * size, size
    return value


def _spelled(numeral: str) -> int:
    """A Chinese numeral below a hundred.

    >>> _spelled("四十五"), _spelled("十"), _spelled("三")
    (45, 10, 3)
    """
    tens, ten, ones = numeral.partition("十")
    return (DIGITS.get(tens[-1:], 1) * 10 if ten else DIGITS.get(tens[-1:], 0)) + (
        DIGITS.get(ones[:1], 0) if ten else 0
    )


def _rest(text: str) -> str:
    """What of a text is neither number nor unit."""
    return _PART.sub("", text).strip()


def bare(cell: Cell) -> Cell:
    """An amount without the sign or name of its currency and without what it is for.

    >>> bare("$38.50"), bare("¥1234.5"), bare("38,50 €"), bare("CNY 60 / h"), bare("45元/小时")
    ('38.50', '1234.5', '38,50', '60', '45')
    """
    if not isinstance(cell, str):
        return cell
    text = unicodedata.normalize("NFKC", cell).strip()
    return _CURRENCY.sub("", text).strip() if re.search(r"\d", text) else cell


def price(cell: Cell) -> Decimal:
    """An amount of money, not negative, with at most three decimals; the sign of its currency is left out.

    >>> price("$38.50"), price("60")
    (Decimal('38.50'), Decimal('60'))
    """
    cell = bare(cell)
    value = number(cell, 0)
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    try:
        money(text)
    except ValueError as error:
        raise Bad("money", str(error), f"write {value:.2f}.") from None
    return Decimal(text)


def _iso_seconds(text: str) -> float:
    found = _ISO.fullmatch(text)
    if ":" in text or not found or not any(found.groups()):
        raise Bad("duration", f"{text!r} is not an ISO 8601 length of time", "write it like PT1H30M, or in minutes.")
    days, hours, minutes, rest = (float(part or 0) for part in found.groups())
    return days * 86400 + hours * 3600 + minutes * 60 + rest


def _bounds(least: float | None, most: float | None, unit: str = "") -> str:
    unit = f" {unit}" if unit else ""
    if least is None and most is None:
        return "for instance 2"
    if least is None:
        return f"at most {most:g}{unit}"
    low = "at least one second" if 0 < least < 0.1 else f"at least {least:g}{unit}"
    return low if most is None else f"from {least:g} to {most:g}{unit}"


def _range_hint(value: float, least: float | None) -> str:
    if least is not None and least >= 0 > value:
        return "the minus sign is a slip."
    return "the unit or the column is mixed up."

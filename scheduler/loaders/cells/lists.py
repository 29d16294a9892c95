"""Reading and writing cells that hold several things.

Items are split on ``;`` and ``；``. A name that itself holds one of the signs with a meaning is written as JSON: a cell
that begins with ``[`` is a JSON list, of texts or of lists such as ``[["NET;2", 3]]``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from scheduler.loaders.bad import Bad
from scheduler.loaders.cells.numbers import integer, seconds
from scheduler.loaders.cells.spans import several, split
from scheduler.loaders.raw import Cell, shown

_SEPARATOR = re.compile("[;；]")
_SIGNS = re.compile(r'[;；:：@\[\]/~～"\r\n]')

Parts = tuple[Any, ...]


def items(cell: Cell) -> tuple[str | Parts, ...]:
    """Items of a cell: texts, or tuples where the cell is JSON (there no sign in a text has a meaning)."""
    text = shown(cell)
    if text.startswith("["):
        try:
            data = json.loads(text)
        except ValueError:
            raise Bad("list", f"{text!r} begins like JSON and is none", "leave the brackets out: a;b;c.") from None
        return tuple(tuple(item) if isinstance(item, list) else (shown(item),) for item in data)
    return tuple(part.strip() for part in _SEPARATOR.split(text) if part.strip())


def names(cell: Cell) -> tuple[str, ...]:
    """Plain names.

    >>> names("E07; E11；E12")
    ('E07', 'E11', 'E12')
    """
    found = items(cell)
    for item in found:
        if isinstance(item, tuple) and len(item) != 1:
            raise Bad("list", f"{list(item)!r} is not a name", "leave the inner brackets out.")
    return tuple(item[0] if isinstance(item, tuple) else item for item in found)


def counted(cell: Cell, least: int, most: int | None, default: int | None = 1) -> tuple[tuple[str, int], ...]:
    """Names with a number after a colon; without one, the default.

    >>> counted("NET:2;FIBER", 1, 9)
    (('NET', 2), ('FIBER', 1))
    """
    found: list[tuple[str, int]] = []
    for item in items(cell):
        name, count = _split(item, ":：")
        if not name:
            raise Bad("list", f"{item!r} has no name before the colon", "write it like NET:2.")
        if count is None:
            if default is None:
                raise Bad("list", f"{item!r} has no number", f"write it like {name}:80.")
            count = default
        found.append((name, integer(count, least, most)))
    _distinct([name for name, _ in found])
    return tuple(found)


def once(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The same as a dict."""
    return dict(pairs)


def named(cell: Cell, until: Callable[[str], int]) -> tuple[tuple[str, int | None], ...]:
    """Names, perhaps with a moment after ``@`` until which they count."""
    found: list[tuple[str, int | None]] = []
    for item in items(cell):
        name, limit = _split(item, "@")
        if not name:
            raise Bad("list", f"{item!r} has no name before the @", "write it like E07@2026-12-31.")
        found.append((name, None if limit is None else until(str(limit))))
    _distinct([name for name, _ in found])
    return tuple(found)


def spans(
    cell: Cell, start: Callable[[str], int], end: Callable[[str], int], order: str = ""
) -> tuple[tuple[int, int], ...]:
    """Spans of time, ``from/to`` each, or as people write them (:func:`scheduler.loaders.cells.spans.split`)."""
    text = shown(cell)
    found: list[tuple[int, int]] = []
    written = items(cell) if text.startswith("[") else several(text, order)
    if written is None:
        wrong = next((item for item in items(cell) if isinstance(item, str) and split(item, order) is None), text)
        raise Bad("list", f"{wrong!r} is not a span of time", "write it like 2026-11-24 09:00/2026-11-24 12:00.")
    for item in written:
        if not isinstance(item, tuple) or len(item) != 2:
            raise Bad("list", f"{item!r} is not a span of time", "write it like 2026-11-24 09:00/2026-11-24 12:00.")
        span = start(item[0]), end(item[1])
        if span[0] >= span[1]:
            shown_item = "/".join(map(str, item))
            raise Bad("window-order", f"the span {shown_item!r} ends before it begins", "the two times are swapped.")
        found.append(span)
    return tuple(found)


def lags(cell: Cell) -> tuple[tuple[str, int, int | None], ...]:
    """Tickets with least and most lag in minutes: ``T-1``, ``T-1:30``, ``T-1:30:240``; lags in seconds."""
    found: list[tuple[str, int, int | None]] = []
    for item in items(cell):
        parts = list(item) if isinstance(item, tuple) else [part.strip() for part in re.split("[:：]", item)]
        if len(parts) > 3 or not parts or not parts[0]:
            raise Bad("list", f"{item!r} is not a ticket with lags", "write it like T-1041:30:240.")
        least = seconds(parts[1]) if len(parts) > 1 and parts[1] not in ("", None) else 0
        most = seconds(parts[2]) if len(parts) > 2 and parts[2] not in ("", None) else None
        if most is not None and most < least:
            raise Bad("lag-order", f"the most lag of {item!r} is below the least", "the two are swapped.")
        found.append((str(parts[0]), least, most))
    _distinct([name for name, _, _ in found])
    return tuple(found)


def write(parts: Sequence[Sequence[Any]], sign: str = ":") -> str:
    """The cell of some items; the last parts that are None are left out. JSON where a name holds a sign with a meaning.

    >>> write([("NET", 2), ("FIBER", None)])
    'NET:2;FIBER'
    >>> write([("a;b", 2)])
    '[["a;b", 2]]'
    """
    trimmed = [list(part) for part in parts]
    for part in trimmed:
        while len(part) > 1 and part[-1] is None:
            part.pop()
    if any(_SIGNS.search(str(part[0])) or re.search("至|\\s[-–—]\\s", str(part[0])) for part in trimmed):
        return json.dumps([part if len(part) > 1 else part[0] for part in trimmed], ensure_ascii=False)
    return ";".join(sign.join("" if p is None else str(p) for p in part) for part in trimmed)


def _split(item: str | Parts, signs: str) -> tuple[str, Any]:
    """Name and what follows the last sign; None when nothing does."""
    if isinstance(item, tuple):
        if not 1 <= len(item) <= 2:
            raise Bad("list", f"{list(item)!r} has too many parts", "write a name and one value.")
        return shown(item[0]), item[1] if len(item) == 2 else None
    for sign in signs:
        if sign in item:
            name, _, rest = item.rpartition(sign)
            return name.strip(), rest.strip()
    return item, None


def _distinct(found: list[str]) -> None:
    for i, name in enumerate(found):
        if name in found[:i]:
            raise Bad("list-twice", f"{name!r} stands twice in the list", "leave one of the two out.")

"""Columns that are not ours: which of them are somebody's own, and which are slips of ours."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from scheduler.loaders.contract.column import Table

OWN = "x_"
"""A heading that begins so is somebody's own: with a ticket the column is kept, elsewhere it is not needed."""


def is_own(heading: str) -> bool:
    """Does the heading say that the column is none of ours?

    >>> is_own("x_asset"), is_own("asset")
    (True, False)
    """
    return heading.strip().lower().startswith(OWN) and len(heading.strip()) > len(OWN)


def close_to(heading: str, table: Table, taken: Iterable[str] = ()) -> str:
    """The column of the table, none of those taken, that a heading is a slip of; empty when it is of none."""
    free = {known: name for known, name in table.headings.items() if name not in taken}
    word = heading.strip().lower().replace(" ", "_").replace("-", "_")
    close = get_close_matches(word, free, n=1, cutoff=0.75)
    return free[close[0]] if close else ""


def heading_of_own(name: str, table: Table) -> str:
    """The heading under which somebody's own column is written, so that it is read back as what it is."""
    return OWN + name if is_own(name) or close_to(name, table) else name


def name_of_own(heading: str) -> str:
    """What a column that is kept is called; the other way round than :func:`heading_of_own`."""
    return heading.strip()[len(OWN) :] if is_own(heading) else heading.strip()

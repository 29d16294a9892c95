"""Names of people: in one cell or in two, and the numbers they stand for."""

from __future__ import annotations

from typing import Any

from scheduler.loaders.recognise.sheet import CompanySheet, blank
from scheduler.loaders.recognise.terms import plain

FIRST = frozenset(map(plain, ("first name", "firstname", "given name", "forename", "christian name", "first", "名")))
LAST = frozenset(map(plain, ("last name", "lastname", "surname", "family name", "second name", "last", "姓", "姓氏")))
ORDERS = ((0, 1, " "), (1, 0, ", "), (1, 0, " "), (0, 1, ""), (1, 0, ""))
"""Which of first and last name comes first, and what stands between."""


def two_cells(sheet: CompanySheet) -> tuple[str, str] | None:
    """The columns of the first and of the last name, where they are two."""
    found = [next((h for h in sheet.columns if plain(h) in words), None) for words in (FIRST, LAST)]
    return (found[0], found[1]) if found[0] is not None and found[1] is not None else None


def name_of(sheet: CompanySheet) -> dict[str, Any] | None:
    """The entry of a mapping for a name in two cells; Chinese ones are written together, the family's first."""
    pair = two_cells(sheet)
    if pair is None:
        return None
    first, last = pair
    if plain(last) in ("姓", "姓氏"):
        return {"column": [last, first], "glue": ""}
    return {"column": [first, last], "glue": " "}


def columns_of_entry(entry: Any) -> tuple[list[str], str | None]:
    """Their columns in the entry of a mapping, and what glues them together."""
    if isinstance(entry, dict):
        columns = entry.get("column", [])
        return (columns if isinstance(columns, list) else [columns]), entry.get("glue")
    return ([entry] if isinstance(entry, str) else []), None


def texts_of(sheet: CompanySheet, columns: list[str], glue: str | None) -> set[str]:
    """What stands in the columns; in all of them together where they are glued."""
    if glue is None:
        return {text for column in columns[:1] for text in sheet.texts(column)}
    rows = zip(*(sheet.columns[column] for column in columns), strict=True)
    return {glue.join(str(cell).strip() for cell in cells if not blank(cell)) for cells in rows} - {""}


def calls(staff: CompanySheet, name: Any, texts: set[str]) -> dict[str, Any] | None:
    """How the staff sheet has to be read so that its names are those texts; None where it never is."""
    columns, glue = columns_of_entry(name)
    ways: list[tuple[list[str], str | None]] = [(columns, glue)]
    if pair := two_cells(staff):
        ways += [([pair[a], pair[b]], between) for a, b, between in ORDERS]
    for those, between in ways:
        if len(texts & texts_of(staff, those, between)) * 2 > len(texts):
            return {"there": those if between is not None else those[0]} | (
                {} if between is None else {"glue": between}
            )
    return None

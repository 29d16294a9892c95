"""Which table of ours a sheet is, and which of its columns are ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scheduler.loaders.cells.numbers import bare
from scheduler.loaders.contract import TABLE
from scheduler.loaders.recognise.kinds import numbers, share
from scheduler.loaders.recognise.sheet import CompanySheet, names_table
from scheduler.loaders.recognise.terms import TERMS, known, plain
from scheduler.loaders.recognise.words import tiers

Columns = dict[str, str]
"""Our column -> their heading."""

WEIGHTS: dict[str, dict[str, int]] = {
    "tickets": {"ticket_id": 2, "duration_min": 3, "priority": 3, "resolve_by": 2, "created_at": 1, "status": 1,
                "customer_id": 3, "title": 1, "address": 1, "work_type": 2, "windows": 2, "window_start": 1},
    "engineers": {"engineer_id": 1, "name": 2, "tier": 2, "skills": 2, "territories": 1, "lat": 1, "active": 1,
                  "cost_per_hour": 2, "certificates": 1, "coordinates": 1},
    "shifts": {"engineer_id": 2, "start": 2, "end": 2, "date": 2, "hours": 2, "break_min": 3},
    "absences": {"engineer_id": 2, "start": 2, "end": 2, "kind": 3},
    "skills": {"engineer_id": 2, "skill": 3, "level": 2, "valid_to": 1},
    "certificates": {"engineer_id": 2, "certificate": 3, "expires": 3, "issued": 1},
    "trainings": {"engineer_id": 2, "start": 2, "end": 2, "title": 3},
    "territories": {"territory_id": 3, "name": 1, "speed_kmh": 4, "stop_min": 4},
    "vans": {"engineer_id": 2, "part": 3, "pieces": 3},
    "places": {"place_id": 3, "lat": 2, "lon": 2, "coordinates": 2, "address": 1},
}  # fmt: skip
"""How much a column speaks for a table."""

NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "tickets": (("ticket_id", "customer_id", "address", "title"),),
    "engineers": (("engineer_id", "name"),),
    "shifts": (("engineer_id",), ("start", "hours"), ("end", "hours")),
    "absences": (("engineer_id",), ("start",), ("end",)),
    "skills": (("engineer_id",), ("skill",)),
    "certificates": (("engineer_id",), ("certificate",)),
    "trainings": (("engineer_id",), ("start",), ("end",), ("title",)),
    "territories": (("territory_id",),),
    "vans": (("engineer_id",), ("part",), ("pieces",)),
    "places": (("place_id",), ("lat", "coordinates")),
}  # fmt: skip
"""Groups of which a sheet must have one each, to be the table at all."""

NAMED = 6
"""What the sheet's own name is worth."""
ENOUGH = 400
"""So many cells say what a column is."""
LEAST = 5
"""A sheet with less is no table of ours."""


@dataclass
class Tables:
    """Our table -> the sheet that is it, and its columns."""

    sheet: dict[str, CompanySheet] = field(default_factory=dict)
    columns: dict[str, Columns] = field(default_factory=dict)
    left: list[CompanySheet] = field(default_factory=list)
    """Sheets that are none, or lost against a better one."""

    def has(self, table: str, *columns: str) -> bool:
        """Is there such a table, with one of these columns?"""
        return table in self.sheet and (not columns or any(name in self.columns[table] for name in columns))

    def add(self, table: str, sheet: CompanySheet, columns: Columns) -> None:
        """The sheet is (also) this table."""
        self.sheet[table], self.columns[table] = sheet, columns


def assign(sheets: Sequence[CompanySheet]) -> Tables:
    """The table each sheet is: the best pairs first, one sheet a table."""
    found = Tables()
    scored = []
    for at, sheet in enumerate(sheets):
        for order, table in enumerate(TERMS):
            columns = columns_of(sheet, table)
            score = _score(sheet, table, columns)
            if score >= LEAST:
                scored.append((-score, order, at, table, columns))
    taken: set[int] = set()
    for _, _, at, table, columns in sorted(scored, key=lambda candidate: candidate[:3]):
        if at not in taken and table not in found.sheet:
            taken.add(at)
            found.add(table, sheets[at], columns)
    found.left = [sheet for at, sheet in enumerate(sheets) if at not in taken]
    _second_uses(found)
    _numbers_of_people(found)
    return found


def _score(sheet: CompanySheet, table: str, columns: Columns) -> int:
    if not all(any(name in columns for name in group) for group in NEEDED[table]):
        return 0
    speaks = sum(WEIGHTS[table].get(name, 0) for name in columns)
    named = names_table(sheet.name) or names_table(sheet.title)
    return speaks + (NAMED if named == table else -2 if named else 0)


def _second_uses(found: Tables) -> None:
    """A staff sheet may hold hours and certificates; a roster alone also names the engineers."""
    if found.has("engineers"):
        staff = found.sheet["engineers"]
        uses = (("shifts", ("start", "end")), ("shifts", ("hours",)), ("certificates", ("certificate", "expires")))
        for table, needed in uses:
            columns = columns_of(staff, table)
            if table not in found.sheet and all(name in columns for name in needed):
                used = set(found.columns["engineers"].values())
                own = {name: heading for name, heading in columns.items() if heading not in used or name in needed}
                owner = found.columns["engineers"].get("engineer_id") or found.columns["engineers"]["name"]
                found.add(table, staff, own | {"engineer_id": owner})
    elif found.has("shifts"):
        roster = found.sheet["shifts"]
        columns = columns_of(roster, "engineers")
        found.add("engineers", roster, columns | {"engineer_id": found.columns["shifts"]["engineer_id"]})


def _numbers_of_people(found: Tables) -> None:
    """The column of the staff sheet by which the other sheets call people is their number, whatever its heading."""
    if not found.has("engineers", "engineer_id"):
        return
    staff, people = found.sheet["engineers"], found.columns["engineers"]
    called: set[str] = set()
    for table, columns in found.columns.items():
        if table not in ("engineers", "tickets") and "engineer_id" in columns and found.sheet[table] is not staff:
            called |= set(found.sheet[table].texts(columns["engineer_id"]))

    def known(heading: str) -> int:
        return len(called & set(staff.texts(heading)))

    names = [people[column] for column in ("engineer_id", "name") if column in people]
    best = max(staff.columns, key=known, default="")
    if called and best not in names and known(best) * 5 > len(called) * 4 and not any(map(known, names)):
        people.setdefault("name", people["engineer_id"])
        people["engineer_id"] = best


def columns_of(sheet: CompanySheet, table: str) -> Columns:
    """Our columns in a sheet, by exact terms first, then by the longest term inside a heading; cells must fit."""
    terms = known(table)
    rank = {term: at for at, term in enumerate(terms)}
    exact, inside = [], []
    for at, heading in enumerate(sheet.columns):
        text = plain(heading)
        if text in terms:
            exact.append((rank[text], at, terms[text], heading))
        elif part := _inside(text, terms):
            inside.append((-len(part), at, terms[part], heading))
    found: Columns = {}
    for _, _, column, heading in (*sorted(exact), *sorted(inside)):
        if column == "standing" and not fits(sheet, table, column, heading):
            column = "active"  # who has left, in words of their own
        if column not in found and heading not in found.values() and fits(sheet, table, column, heading):
            found[column] = heading
    return found


def _inside(text: str, terms: dict[str, str]) -> str:
    """The longest term in a heading; English ones must be words of some length."""
    parts = [term for term in terms if term in text and len(term) >= (5 if term.isascii() else 2)]
    return max(parts, key=len, default="")


def fits(sheet: CompanySheet, table: str, column: str, heading: str) -> bool:
    """May cells like these stand in that column?"""
    cells = sheet.cells(heading)[:ENOUGH]
    if not cells:
        return True
    kind = TABLE[table].column[column].kind if column in TABLE[table].column else column
    if column.endswith(("lat", "lon")):
        # up to 180 for both: swapped ones are put right later
        return share(cells, "number", "comma") > 0.9 and all(abs(value) <= 180 for value in numbers(cells))
    if kind in ("time", "until", "date"):
        return share(cells, "moment", "date", "time") > 0.7 or _serials(cells)
    if kind == "spans":
        return share(cells, "number", "comma", "pair") < 0.5
    if kind == "hours":
        return share(cells, "span") > 0.7
    if kind == "coordinates":
        return share(cells, "pair") > 0.7
    if kind == "minutes":
        return share(cells, "number", "comma", "length", "time") > 0.7
    if kind == "money":
        cells = [bare(cell) if isinstance(cell, str) else cell for cell in cells]
        return share(cells, "number", "comma", "grouped") > 0.7
    if kind in ("integer", "number"):
        return column == "priority" or share(cells, "number", "comma") > 0.7
    if column == "standing":
        return {str(cell).strip().lower() for cell in cells} <= set(TABLE[table].column[column].choices)
    if kind == "tier":
        texts = sheet.texts(heading)
        return len(tiers(texts)[1]) * 2 <= len(texts)
    if kind in ("text", "levels", "names", "named", "tier", "choice"):
        free = column in ("title", "address", "customer_id", "ticket_id", "engineer_id", "place_id", "part", "points")
        return free or share(cells, "moment", "date", "time", "span", "pair") < 0.5
    return True


def _serials(cells: Sequence[object]) -> bool:
    """Days as Excel counts them, in cells that lost their format."""
    values = numbers(cells)
    return len(values) == len(cells) and all(36000 < value < 55000 for value in values)

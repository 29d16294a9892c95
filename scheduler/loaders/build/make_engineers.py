"""From rows to engineers with everything that hangs on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from models.clock import Clock
from models.engineer import Absence, Break, Certificate, Engineer, ScoreBasis, Shift, Skill, Training
from models.errors import nearest
from models.place import END_ANYWHERE, START_ANYWHERE
from models.text import Text
from scheduler.loaders.build.rows import Row, unique
from scheduler.loaders.cells.places import Gazetteer

ENGINEER_FIELDS = {
    "id": "engineer_id", "name": "name", "tier": "tier", "points": "points", "performance": "performance",
    "standing": "standing", "territories": "territories", "overtime": "overtime_min", "pay": "pay",
    "cost_per_hour": "cost_per_hour", "cost_per_overtime_hour": "cost_per_overtime_hour",
    "cost_per_travel_hour": "cost_per_travel_hour", "cost_per_km": "cost_per_km", "max_visits": "max_visits",
    "max_travel": "max_travel_min", "max_work": "max_work_min", "capacity": "capacity", "van": "van", "speed": "speed",
}  # fmt: skip
SHIFT_FIELDS = {"start": "start", "end": "end", "id": "shift_id"}


def make_engineers(
    rows: dict[str, list[Row]], gazetteer: Gazetteer, territories: set[str], clock: Clock
) -> list[tuple[Row, Engineer]]:
    """Engineers of the good rows, in order, each with its row.

    Parameters
    ----------
    rows
        Table -> rows.
    territories
        Ids that exist (also those of bad rows, unless rows are set aside).
    """
    unique(rows["engineers"], "engineer_id")
    bases = {row.get("engineer_id"): (row, _base(row, gazetteer, territories)) for row in rows["engineers"] if row.good}
    known = {id for id, (row, base) in bases.items() if base is not None and row.good}
    seen = {row.get("engineer_id") for row in rows["engineers"]} - {None}
    hanging = {
        "skills": _by_engineer(rows["skills"], known, seen, _skill),
        "certificates": _by_engineer(rows["certificates"], known, seen, _certificate),
        "shifts": _by_engineer(rows["shifts"], known, seen, lambda row: _shift(row, gazetteer, clock)),
        "absences": _by_engineer(rows["absences"], known, seen, lambda row: _span(row, Absence, "kind")),
        "trainings": _by_engineer(rows["trainings"], known, seen, lambda row: _span(row, Training, "title")),
        "vans": _by_engineer(rows["vans"], known, seen, _part),
        "scores": _by_engineer(rows["scores"], known, seen, lambda row: _score(row, clock)),
    }
    unique([row for row in rows["shifts"] if row.good], "shift_id")
    unique([row for row in rows["scores"] if row.good], "engineer_id")
    blocked = _blocked([*rows["absences"], *rows["trainings"]], known)
    _say_who_is_out(rows["engineers"], known)
    made = []
    for id, (row, base) in bases.items():
        if base is None or not row.good:
            continue
        _no_overlap(hanging["shifts"][id])
        things = {
            name: tuple(thing for hung, thing in hung_rows[id] if hung.good) for name, hung_rows in hanging.items()
        }
        for hung in (hung for hung_rows in hanging.values() for hung, _ in hung_rows[id] if hung.good):
            hung.used = True
        if id in blocked:
            things["shifts"] = _block(row, blocked[id])
        parts = dict(things.pop("vans"))
        scored = [changes for changes in things.pop("scores") if _replaces(row, changes)]
        base = base.but(**scored[-1]) if scored else base
        engineer = base.but(
            skills=base.skills + things.pop("skills"), certificates=base.certificates + things.pop("certificates"),
            van=base.van | parts, shifts=_named_apart(things.pop("shifts"), id, clock), **things,
        )  # fmt: skip
        row.used = True
        made.append((row, engineer))
    return made


def _blocked(restrictions: list[Row], known: set[Any]) -> dict[str, Row]:
    """Engineer -> a row that would keep them away for a time and cannot be read: until it is mended, they stay away."""
    bad = (row for row in restrictions if not row.good and row.desk.reject_bad_rows)
    return {row.get("engineer_id"): row for row in bad if row.get("engineer_id") in known}


def _say_who_is_out(engineers: list[Row], known: set[Any]) -> None:
    """Whose own row cannot be read is not planned: a limit may stand there."""
    for row in engineers:
        id = row.get("engineer_id")
        if row.desk.reject_bad_rows and id is not None and not row.good and id not in known:
            row.desk.blocked[id] = row.why
            row.note("engineer_id", "engineer-blocked", f"{id} is not planned: {row.why}", "mend that row.")


def _block(engineer: Row, bad: Row) -> tuple[Shift, ...]:
    """No shift at all, and why."""
    id = engineer.get("engineer_id")
    engineer.desk.blocked[id] = bad.why
    message = f"{id} is not planned: {bad.why}"
    engineer.note("engineer_id", "engineer-blocked", message, "mend that row; it may keep the engineer away.")
    return ()


def _base(row: Row, gazetteer: Gazetteer, territories: set[str]) -> Engineer | None:
    values = row.given(**ENGINEER_FIELDS)
    values["skills"] = tuple(Skill(skill=name, level=level) for name, level in row.get("skills") or ())
    values["certificates"] = tuple(
        Certificate(certificate=name, expires=until) for name, until in row.get("certificates") or ()
    )
    start = gazetteer.place(row, needed=True, end=START_ANYWHERE)
    values["end"] = gazetteer.place(row, "end_", end=END_ANYWHERE)
    for territory in row.get("territories") or ():
        if territory not in territories:
            row.wrong("territories", *row.desk.missing("territory", territory, territories))
    if start is None or not row.good:
        return None
    made: Engineer | None = row.make(Engineer, ENGINEER_FIELDS, start=start, **values)
    return made


def _by_engineer(
    rows: Iterable[Row], known: set[Any], seen: set[Any], make: Callable[[Row], Any]
) -> dict[str, list[tuple[Row, Any]]]:
    """Engineer id -> the things of its good rows, with their rows."""
    found: dict[str, list[tuple[Row, Any]]] = defaultdict(list)
    for row in rows:
        id = row.get("engineer_id")
        if row.left_out:
            continue
        if id is not None and id not in seen:
            row.wrong("engineer_id", "unknown-engineer", f"no engineer is named {id!r}", nearest(id, seen))
        elif id is not None and id not in known and row.desk.reject_bad_rows:
            row.wrong("engineer_id", "engineer-set-aside", f"the row of engineer {id} is set aside", "mend that row.")
        elif row.good and id is not None and (thing := make(row)) is not None:
            found[id].append((row, thing))
    return found


def _skill(row: Row) -> Any:
    columns = {"skill": "skill", "level": "level", "valid_from": "valid_from", "valid_to": "valid_to"}
    if not _ordered(row, "valid_from", "valid_to"):
        return None
    return row.make(Skill, columns, **row.given(**columns))


def _certificate(row: Row) -> Any:
    columns = {"certificate": "certificate", "issued": "issued", "expires": "expires"}
    if not _ordered(row, "issued", "expires"):
        return None
    return row.make(Certificate, columns, **row.given(**columns))


def _score(row: Row, clock: Clock) -> dict[str, Any] | None:
    """What records say of an engineer: fields of the engineer."""
    if row.get("performance") is not None and any(row.get(name) is None for name in ("ratings", "since", "as_of")):
        message = Text("a score needs ratings, since and as_of: what it stands on", "评分须注明评价数、起算日与截至日")
        row.wrong("performance", "score-without-basis", message, Text("copy the row whole.", "请完整复制该行。"))
        return None
    found = {name: row.get(name) for name in ("points", "standing") if row.get(name) is not None}
    if row.get("performance") is None:
        return found | {"performance": None, "basis": None}
    since, as_of = (clock.moment(row.get(name)).date() for name in ("since", "as_of"))
    texts = {name: row.get(name) or "" for name in ("policy", "calibration")}
    basis = ScoreBasis(ratings=row.get("ratings"), since=since, as_of=as_of, **texts)
    return found | {"performance": row.get("performance"), "basis": basis}


def _replaces(row: Row, changes: dict[str, Any]) -> bool:
    """Say where the table of scores and that of engineers differ; the records' word stands."""
    for name in ("performance", "points", "standing"):
        if row.get(name) is not None and changes.get(name) not in (None, row.get(name)):
            message = Text(f"is {row.get(name)} here and {changes[name]} in the scores, which stands",
                           f"此处为 {row.get(name)}，评分表中为 {changes[name]}，以后者为准")  # fmt: skip
            row.note(name, "score-from-records", message)
    return True


def _part(row: Row) -> tuple[str, int]:
    return row.get("part"), 1 if row.get("pieces") is None else row.get("pieces")


def _span(row: Row, entity: type[Absence | Training], text: str) -> Any:
    if not _ordered(row, "start", "end"):
        return None
    return row.make(entity, {"start": "start", "end": "end"}, **row.given(start="start", end="end", **{text: text}))


def _shift(row: Row, gazetteer: Gazetteer, clock: Clock) -> Shift | None:
    if not _ordered(row, "start", "end"):
        return None
    places = {
        "start_place": gazetteer.place(row, "start_", end=START_ANYWHERE),
        "end_place": gazetteer.place(row, "end_", end=END_ANYWHERE),
    }
    rest = _rest(row)
    if not row.good:
        return None
    values = row.given(**SHIFT_FIELDS) | places | {"rest": rest}
    values.setdefault("id", shift_id(row.get("engineer_id"), row.get("start"), clock))
    made: Shift | None = row.make(Shift, SHIFT_FIELDS, **values)
    return made


def shift_id(engineer: str, start: int, clock: Clock) -> str:
    """The name of a shift that nobody named."""
    return f"{engineer}@{clock.moment(start):%Y-%m-%d}"


def _rest(row: Row) -> Break | None:
    parts = {"length": "break_min", "earliest": "break_earliest", "latest": "break_latest"}
    given = row.given(**parts)
    if not given:
        return None
    if given.get("length") == 0:
        return Break(length=0, earliest=row.get("start"), latest=row.get("start"))
    missing = [column for field, column in parts.items() if field not in given]
    if missing:
        message = f"a break needs break_min, break_earliest and break_latest; {', '.join(missing)} is empty"
        row.wrong(missing[0], "half-a-break", message, "fill all three, or none.")
        return None
    if given["earliest"] > given["latest"]:
        row.wrong(
            "break_latest", "break-order", "the break's latest start is before its earliest", "the two are swapped."
        )
        return None
    made: Break | None = row.make(Break, parts, **given)
    return made


def _ordered(row: Row, first: str, last: str) -> bool:
    start, end = row.get(first), row.get(last)
    if start is not None and end is not None and start >= end:
        hint = "the two are swapped, or the end is on the next day."
        row.wrong(last, "order", f"{last} is not after {first}", hint)
        return False
    return True


def _no_overlap(shifts: list[tuple[Row, Shift]]) -> None:
    """Shifts of one engineer do not overlap; the later row is wrong."""
    done: list[tuple[Row, Shift]] = []
    for row, shift in shifts:
        for other, earlier in done:
            if row.good and earlier.overlaps(shift.start, shift.end):
                message = f"the shift overlaps the one of row {other.number} of the same engineer"
                row.wrong("start", "shift-overlap", message, "one of the two is a copy, or an end is wrong.")
        done.append((row, shift))


def _named_apart(shifts: tuple[Shift, ...], engineer: str, clock: Clock) -> tuple[Shift, ...]:
    """Two unnamed shifts of one engineer on one day: the second is called ``E07@2026-11-24#2``."""
    used: set[str] = set()
    named = []
    for shift in shifts:
        id, count = shift.id, 1
        while id in used:
            count += 1
            id = f"{shift.id}#{count}"
        used.add(id)
        named.append(shift if id == shift.id else shift.but(id=id))
    return tuple(named)

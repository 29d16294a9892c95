"""Mappings: from the files and columns of another system to ours, written down in YAML."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble, nearest
from scheduler.loaders.across import Across
from scheduler.loaders.cells.moments import zone_named
from scheduler.loaders.cells.roster_cells import hours_of
from scheduler.loaders.contract import DAY, TABLE, Table
from scheduler.loaders.formats.yaml_file import parse_mapping
from scheduler.loaders.guard import file_bytes

PRESETS = Path(__file__).parent.parent / "mappings"
READERS = ("tables", "vroom", "timefold")


@dataclass(frozen=True)
class Join:
    """A file whose row with the same key lends its columns, as ``File.Column``.

    Parameters
    ----------
    table
        Their file or sheet; of several names the first that exists. The first names the lent columns.
    there, here
        Columns that must agree; of several the first that exists.
    where
        Column of that file -> values; only rows with these lend.
    glue
        What stands between the columns of ``there`` where several make the key together: a first and a last name.
    """

    table: tuple[str, ...]
    there: tuple[str, ...]
    here: tuple[str, ...]
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    glue: str | None = None


@dataclass(frozen=True)
class ColumnMap:
    """Where one of our columns comes from.

    Parameters
    ----------
    column
        Their column; of several the first that is not empty counts.
    glue
        What stands between the cells of several columns that make one together: a first and a last name.
    constant
        The same cell in every row, where no column is named.
    unit
        Unit of a length of time without one (``s``, ``min``, ``h``; ``h:mm`` for lengths like 1:30); ``epoch_s`` or
        ``epoch_ms`` for a time.
    values
        Their value -> ours, compared without regard to case.
    otherwise
        Ours for a value that ``values`` does not name, ``=`` for the value itself; missing = the row is wrong.
    steps
        Least number -> ours, for a scale of numbers: the highest step that is reached counts.
    times
        A number is multiplied by this and rounded to a whole one, at least 1.
    split
        What separates the items of a list, where it is not a semicolon; of several signs every one does.
    format
        How a time is written, in the words of ``strptime``, where it is not ISO 8601; of several the first that fits.
    decimal
        ``","`` where numbers are written with a decimal comma.
    part
        Only this part of a cell of several, counted from 1: the latitude of ``31.2, 121.5`` and the start of
        ``08:30-17:30`` are part 1.
    date
        Their column with the day of a time that stands without one.
    after
        Our column of the same row after which this time is; the next day is meant where it would be before it.
    unit_column
        Their column with the unit of a length of time (``Hours``, ``Minutes``).
    collect
        A file or sheet of which all rows with this row's key are gathered into a list.
    there, here
        ``collect``: the column of that file, and of this one, that must agree.
    level
        ``collect``: the column of that file with the level of the item in ``column``.
    where
        ``collect``: column of that file -> values; only rows with these are gathered.
    join
        ``collect``: files that lend their columns to that file.
    when
        Their column -> values; the way counts only in rows with these.
    alternatives
        Further ways, in order, for rows in which this one finds an empty cell.
    """

    column: tuple[str, ...] = ()
    glue: str | None = None
    constant: Any = None
    unit: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    otherwise: Any = None
    steps: dict[float, Any] = field(default_factory=dict)
    times: float | None = None
    split: tuple[str, ...] = ()
    format: tuple[str, ...] = ()
    decimal: str = ""
    part: int = 0
    date: str = ""
    after: str = ""
    unit_column: str = ""
    collect: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    join: tuple[Join, ...] = ()
    when: dict[str, tuple[str, ...]] = field(default_factory=dict)
    alternatives: tuple[ColumnMap, ...] = ()

    @property
    def chain(self) -> tuple[ColumnMap, ...]:
        """This way and the further ones."""
        return (self, *self.alternatives)

    @property
    def columns(self) -> tuple[str, ...]:
        """Their columns that it looks at, of the table itself."""
        own = () if self.collect else self.column
        more = tuple(name for name in (self.date, self.unit_column) if name)
        return (
            *own,
            *more,
            *self.here,
            *self.when,
            *(name for alternative in self.alternatives for name in alternative.columns),
        )


@dataclass(frozen=True)
class Weekly:
    """Working hours as days of the week, for exports that have no shifts.

    Parameters
    ----------
    table
        Their file of hours: one row a day of the week and set of hours.
    key, day, start, end
        Its columns: which set of hours, which day (``Monday``), from when to when.
    where
        Its column -> values; only rows with these count.
    owners, owner, here
        Their file that says whose hours they are: its columns of the person and of the set of hours.
    """

    table: tuple[str, ...]
    key: tuple[str, ...]
    day: tuple[str, ...]
    start: tuple[str, ...]
    end: tuple[str, ...]
    owners: tuple[str, ...]
    owner: tuple[str, ...]
    here: tuple[str, ...]
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class TableMap:
    """Where one of our tables comes from.

    Parameters
    ----------
    table
        Their file or sheet, without ending; of several names the first that exists.
    only
        Their column -> values; rows with others are left out, and counted in a note.
    leave_out
        Their column -> words; rows whose cell begins with one are left out: sums, footers, orders on hold.
    distinct
        Rows with the same cells in our columns are one.
    weekly
        Of shifts: hours by the day of the week, where the export has no shifts.
    ignored
        Their column -> why it is known and not needed.
    set_aside
        Their column -> what it means that our day cannot say.
    across
        A table with a column a day (a roster): what its days and cells are called.
    """

    table: tuple[str, ...]
    columns: dict[str, ColumnMap]
    only: dict[str, tuple[str, ...]] = field(default_factory=dict)
    join: tuple[Join, ...] = ()
    leave_out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    distinct: bool = False
    weekly: Weekly | None = None
    ignored: dict[str, str] = field(default_factory=dict)
    set_aside: dict[str, str] = field(default_factory=dict)
    across: Across | None = None

    @property
    def theirs(self) -> tuple[str, ...]:
        """Every one of their columns that the mapping names, once."""
        found = [name for column in self.columns.values() for name in column.columns]
        found += [*self.only, *self.leave_out, *(name for join in self.join for name in join.here)]
        return tuple(dict.fromkeys(name for name in found if name))


@dataclass(frozen=True)
class Mapping:
    """A whole mapping.

    Parameters
    ----------
    reader
        ``tables`` for CSV files and workbooks; ``vroom`` and ``timefold`` for their JSON.
    timezone
        Zone of their times without an offset; empty = the day's.
    day
        Settings of the day, as in day.yaml, which a day.yaml beside the export overrides.
    other_tables
        Their files or sheets that are known and not needed -> why.
    unverified
        Patterns of ``table.column``: names that nobody has seen in the product's public documentation.
    ready
        Does it come with the product? Then it says which values it did not know.
    """

    name: str
    title: str
    tables: dict[str, TableMap]
    reader: str = "tables"
    timezone: str = ""
    about: str = ""
    day: dict[str, Any] = field(default_factory=dict)
    other_tables: dict[str, str] = field(default_factory=dict)
    unverified: tuple[str, ...] = ()
    ready: bool = False

    @property
    def sources(self) -> tuple[tuple[str, ...], ...]:
        """Every table of theirs that it reads, by the names it may have."""
        found = []
        for table in self.tables.values():
            ways = [step for way in table.columns.values() for step in way.chain]
            found += [table.table, *(join.table for join in table.join), *(way.collect for way in ways if way.collect)]
            found += [join.table for way in ways for join in way.join]
            found += [table.weekly.table, table.weekly.owners] if table.weekly else []
        return tuple(dict.fromkeys(names for names in found if names))

    @property
    def words(self) -> frozenset[str]:
        """Every heading of theirs that the mapping names, in any table: what a row of headings is known by."""
        found = [name for table in self.tables.values() for name in (*table.theirs, *table.ignored, *table.set_aside)]
        for table in self.tables.values():
            joins = [*table.join, *(join for way in table.columns.values() for join in way.join)]
            found += [name for join in joins for name in join.there]
            for way in table.columns.values():
                found += [name for step in way.chain for name in (*step.column, *step.there, *step.level)]
        return frozenset(name.rsplit(".", 1)[-1].lower() for name in found)


def mapping_names() -> tuple[str, ...]:
    """Names of the ready mappings."""
    return tuple(sorted(path.stem for path in PRESETS.glob("*.yaml")))


def read_mapping(name_or_path: str | Path, tables: AnyMapping[str, Table] = TABLE) -> Mapping:
    """A ready mapping by name, or anybody's by path.

    Raises
    ------
    InputError
        With everything that is wrong in it, the nearest known name offered.
    """
    return read_mapping_file(mapping_path(name_or_path), tables)[0]


def read_mapping_file(path: Path, tables: AnyMapping[str, Table] = TABLE) -> tuple[Mapping, dict[str, Any]]:
    """The mapping of a file, and what stands there."""
    content = parse_mapping(file_bytes(path), path.name)
    return replace(mapping_from(content, path.name, tables), ready=path.parent == PRESETS), content


def mapping_path(name_or_path: str | Path) -> Path:
    """The file of a mapping: a path, else the ready one of that name; :class:`InputError` when there is none."""
    text = str(name_or_path)
    path = Path(text)
    if not path.is_file():
        if text.endswith((".yaml", ".yml")) or "/" in text:
            raise InputError(
                Trouble("the mapping does not exist", text, rule="missing-file", maybe="the path is mistyped.")
            )
        if text not in mapping_names():
            maybe = nearest(text, mapping_names())
            raise InputError(
                Trouble(f"no mapping is named {text!r}", field="mapping", rule="unknown-mapping", maybe=maybe)
            )
        path = PRESETS / f"{text}.yaml"
    return path


def mapping_from(data: AnyMapping[str, Any], file: str, ours: AnyMapping[str, Table] = TABLE) -> Mapping:
    """The mapping that a file's content describes."""
    troubles: list[Trouble] = []
    heads = _known(Mapping, data, file, "", troubles)
    tables = {}
    for name, content in _as_dict(data.get("tables"), file, "tables", troubles).items():
        if name not in ours:
            troubles.append(_unknown(file, f"tables.{name}", name, ours))
        else:
            tables[name] = _table(ours[name], content, file, f"tables.{name}", troubles)
    if heads.get("reader", "tables") not in READERS:
        troubles.append(_unknown(file, "reader", str(heads["reader"]), READERS))
    for key in _as_dict(data.get("day"), file, "day", troubles):
        if key not in DAY.column:
            troubles.append(_unknown(file, f"day.{key}", key, DAY.column))
    try:
        zone_named(str(heads.get("timezone") or "UTC"))
    except ValueError as bad:
        troubles.append(
            Trouble(str(bad), file, field="timezone", value=str(heads["timezone"]), rule="unknown-timezone")
        )
    if troubles:
        raise InputError(troubles)
    heads = {"name": file.rsplit(".", 1)[0], "title": ""} | heads
    heads["other_tables"] = {
        name: str(why) for name, why in _as_dict(data.get("other_tables"), file, "other_tables", troubles).items()
    }
    heads.pop("ready", None)
    return Mapping(**{**heads, "tables": tables, "unverified": _names(heads.get("unverified"))})


def _table(ours: Table, content: Any, file: str, where: str, troubles: list[Trouble]) -> TableMap:
    data = _as_dict(content, file, where, troubles)
    _known(TableMap, data, file, where + ".", troubles)
    columns = {}
    for column, spec in _as_dict(data.get("columns"), file, f"{where}.columns", troubles).items():
        if column not in ours.column:
            troubles.append(_unknown(file, f"{where}.columns.{column}", column, ours.column))
        else:
            columns[column] = _column(spec, file, f"{where}.columns.{column}", troubles)
    texts = {
        key: {name: str(why) for name, why in _as_dict(data.get(key), file, f"{where}.{key}", troubles).items()}
        for key in ("ignored", "set_aside")
    }
    return TableMap(
        table=_names(data.get("table", ours.name)), columns=columns,
        only=_lists(data.get("only"), file, f"{where}.only", troubles),
        leave_out=_lists(data.get("leave_out"), file, f"{where}.leave_out", troubles),
        join=_joins(data.get("join"), file, f"{where}.join", troubles),
        distinct=bool(data.get("distinct", False)),
        weekly=_weekly(data.get("weekly"), file, f"{where}.weekly", troubles),
        ignored=texts["ignored"], set_aside=texts["set_aside"],
        across=_across(data.get("across"), file, f"{where}.across", troubles),
    )  # fmt: skip


def _weekly(value: Any, file: str, where: str, troubles: list[Trouble]) -> Weekly | None:
    if value is None:
        return None
    data = _as_dict(value, file, where, troubles)
    _known(Weekly, data, file, f"{where}.", troubles)
    names = {field.name: _names(data.get(field.name)) for field in fields(Weekly) if field.name != "where"}
    return Weekly(**names, where=_lists(data.get("where"), file, f"{where}.where", troubles))


def _across(value: Any, file: str, where: str, troubles: list[Trouble]) -> Across | None:
    if value is None:
        return None
    data = _known(Across, _as_dict(value, file, where, troubles), file, f"{where}.", troubles)
    codes = _as_dict(data.get("codes"), file, f"{where}.codes", troubles)
    for code, hours in codes.items():
        if hours and len(hours_of(str(hours))) != len(str(hours).split("/")):
            troubles.append(Trouble(f"{str(hours)!r} is not a span of time", file, field=f"{where}.codes.{code}",
                                    value=str(hours), rule="mapping", maybe="write it like 08:30-17:30."))  # fmt: skip
    spans = {code: "/".join(hours_of(str(hours or ""))) for code, hours in codes.items()}
    return Across(str(data.get("date") or "date"), str(data.get("cell") or "hours"), spans)


def _lists(value: Any, file: str, where: str, troubles: list[Trouble]) -> dict[str, tuple[str, ...]]:
    return {key: _names(words) for key, words in _as_dict(value, file, where, troubles).items()}


def _joins(value: Any, file: str, where: str, troubles: list[Trouble]) -> tuple[Join, ...]:
    joins = []
    for item in value or ():
        parts = _as_dict(item, file, where, troubles)
        _known(Join, parts, file, f"{where}.", troubles)
        table, there, here = (_names(parts.get(key, ())) for key in ("table", "there", "here"))
        lent = _lists(parts.get("where"), file, f"{where}.where", troubles)
        joins.append(Join(table, there, here, lent, parts.get("glue")))
    return tuple(joins)


NAMES = ("column", "split", "format", "collect", "there", "here", "level")
"""Keys of a column that take one text or several."""


def _column(spec: Any, file: str, where: str, troubles: list[Trouble]) -> ColumnMap:
    if isinstance(spec, list) and any(isinstance(way, dict) for way in spec):
        first, *others = (_column(way, file, where, troubles) for way in spec)
        return replace(first, alternatives=tuple(others))
    if not isinstance(spec, dict):
        return ColumnMap(column=_names(spec))
    data = _known(ColumnMap, spec, file, where + ".", troubles)
    data |= {key: _names(spec.get(key, ())) for key in NAMES}
    data["where"] = _lists(spec.get("where"), file, f"{where}.where", troubles)
    data["when"] = _lists(spec.get("when"), file, f"{where}.when", troubles)
    data["join"] = _joins(spec.get("join"), file, f"{where}.join", troubles)
    data.pop("alternatives", None)
    if "values" in spec:
        values = _as_dict(spec["values"], file, f"{where}.values", troubles)
        data["values"] = {key.strip().lower(): value for key, value in values.items()}
    if "steps" in spec:
        data["steps"] = dict(sorted(((float(key), value) for key, value in spec["steps"].items()), reverse=True))
    if not data["column"] and data.get("constant") is None:
        troubles.append(Trouble("names neither a column nor a constant", file, field=where, rule="mapping",
                                maybe="write the name of their column."))  # fmt: skip
    return ColumnMap(**data)


def _names(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


def _as_dict(value: Any, file: str, where: str, troubles: list[Trouble]) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        troubles.append(Trouble("must be keys with values", file, field=where, value=str(value), rule="mapping",
                                maybe="an indent is missing."))  # fmt: skip
        return {}
    return {str(key): item for key, item in value.items()}


def _known(shape: type, data: AnyMapping[str, Any], file: str, where: str, troubles: list[Trouble]) -> dict[str, Any]:
    """The entries whose keys the shape has."""
    names = {field.name for field in fields(shape)}
    for key in data:
        if key not in names:
            troubles.append(_unknown(file, where + str(key), str(key), names))
    return {key: value for key, value in data.items() if key in names}


def _unknown(file: str, where: str, word: str, known: Any) -> Trouble:
    return Trouble("is not known here", file, field=where, rule="unknown-key", maybe=nearest(word, known))

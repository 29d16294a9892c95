"""Mappings: from the files and columns of another system to ours, written down in YAML."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble, nearest
from scheduler.loaders.cells.moments import zone_named
from scheduler.loaders.contract import DAY, TABLE
from scheduler.loaders.formats.yaml_file import parse_mapping

PRESETS = Path(__file__).parent.parent / "mappings"
READERS = ("tables", "vroom", "timefold")


@dataclass(frozen=True)
class ColumnMap:
    """Where one of our columns comes from.

    Parameters
    ----------
    column
        Their column; of several the first that is not empty counts.
    constant
        The same cell in every row, where no column is named.
    unit
        Unit of a length of time without one (``s``, ``min``, ``h``); ``epoch_s`` or ``epoch_ms`` for a time.
    values
        Their value -> ours, compared without regard to case.
    otherwise
        Ours for a value that ``values`` does not name; missing = the row is wrong.
    steps
        Least number -> ours, for a scale of numbers: the highest step that is reached counts.
    times
        A number is multiplied by this and rounded to a whole one, at least 1.
    split
        What separates the items of a list, where it is not a semicolon.
    format
        How a time is written, in the words of ``strptime``, where it is not ISO 8601.
    collect
        A file or sheet of which all rows with this row's key are gathered into a list.
    there, here
        ``collect``: the column of that file, and of this one, that must agree.
    level
        ``collect``: the column of that file with the level of the item in ``column``.
    """

    column: tuple[str, ...] = ()
    constant: Any = None
    unit: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    otherwise: Any = None
    steps: dict[float, Any] = field(default_factory=dict)
    times: float | None = None
    split: str = ""
    format: str = ""
    collect: str = ""
    there: str = ""
    here: str = ""
    level: str = ""


@dataclass(frozen=True)
class Join:
    """A file whose row with the same key lends its columns, as ``File.Column``."""

    table: str
    there: str
    here: str


@dataclass(frozen=True)
class TableMap:
    """Where one of our tables comes from.

    Parameters
    ----------
    table
        Their file or sheet, without ending; of several names the first that exists.
    only
        Their column -> values; rows with others are left out, and counted in a note.
    """

    table: tuple[str, ...]
    columns: dict[str, ColumnMap]
    only: dict[str, tuple[str, ...]] = field(default_factory=dict)
    join: tuple[Join, ...] = ()


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
    """

    name: str
    title: str
    tables: dict[str, TableMap]
    reader: str = "tables"
    timezone: str = ""
    about: str = ""
    day: dict[str, Any] = field(default_factory=dict)


def mapping_names() -> tuple[str, ...]:
    """Names of the ready mappings."""
    return tuple(sorted(path.stem for path in PRESETS.glob("*.yaml")))


def read_mapping(name_or_path: str | Path) -> Mapping:
    """A ready mapping by name, or anybody's by path.

    Raises
    ------
    InputError
        With everything that is wrong in it, the nearest known name offered.
    """
    path = mapping_path(name_or_path)
    return mapping_from(parse_mapping(path.read_bytes(), path.name), path.name)


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


def mapping_from(data: AnyMapping[str, Any], file: str) -> Mapping:
    """The mapping that a file's content describes."""
    troubles: list[Trouble] = []
    heads = _known(Mapping, data, file, "", troubles)
    tables = {}
    for name, content in _as_dict(data.get("tables"), file, "tables", troubles).items():
        if name not in TABLE:
            troubles.append(_unknown(file, f"tables.{name}", name, TABLE))
        else:
            tables[name] = _table(name, content, file, f"tables.{name}", troubles)
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
    return Mapping(**{**heads, "tables": tables})


def _table(name: str, content: Any, file: str, where: str, troubles: list[Trouble]) -> TableMap:
    data = _as_dict(content, file, where, troubles)
    _known(TableMap, data, file, where + ".", troubles)
    columns = {}
    for column, spec in _as_dict(data.get("columns"), file, f"{where}.columns", troubles).items():
        if column not in TABLE[name].column:
            troubles.append(_unknown(file, f"{where}.columns.{column}", column, TABLE[name].column))
        else:
            columns[column] = _column(spec, file, f"{where}.columns.{column}", troubles)
    joins = []
    for one in data.get("join") or ():
        parts = _as_dict(one, file, f"{where}.join", troubles)
        _known(Join, parts, file, f"{where}.join.", troubles)
        joins.append(Join(*(str(parts.get(key, "")) for key in ("table", "there", "here"))))
    only = {key: _names(value) for key, value in _as_dict(data.get("only"), file, f"{where}.only", troubles).items()}
    return TableMap(_names(data.get("table", name)), columns, only, tuple(joins))


def _column(spec: Any, file: str, where: str, troubles: list[Trouble]) -> ColumnMap:
    if not isinstance(spec, dict):
        return ColumnMap(column=_names(spec))
    data = _known(ColumnMap, spec, file, where + ".", troubles)
    data["column"] = _names(spec.get("column", ()))
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
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


def _as_dict(value: Any, file: str, where: str, troubles: list[Trouble]) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        troubles.append(Trouble("must be keys with values", file, field=where, value=str(value), rule="mapping",
                                maybe="an indent is missing."))  # fmt: skip
        return {}
    return {str(key): one for key, one in value.items()}


def _known(shape: type, data: AnyMapping[str, Any], file: str, where: str, troubles: list[Trouble]) -> dict[str, Any]:
    """The entries whose keys the shape has."""
    names = {one.name for one in fields(shape)}
    for key in data:
        if key not in names:
            troubles.append(_unknown(file, where + str(key), str(key), names))
    return {key: value for key, value in data.items() if key in names}


def _unknown(file: str, where: str, word: str, known: Any) -> Trouble:
    return Trouble("is not known here", file, field=where, rule="unknown-key", maybe=nearest(word, known))

"""Every key a ready mapping knows of its product, and what becomes of it: used, set aside, or ignored with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from scheduler.loaders.formats import timefold_keys, vroom_keys
from scheduler.loaders.ledger import KeyList
from scheduler.loaders.mapping import ColumnMap, Join, Mapping, TableMap

FATES = ("used", "set aside", "ignored")


@dataclass(frozen=True, order=True)
class KnownKey:
    """A key of a product's files.

    Parameters
    ----------
    table
        Their file or sheet, or the list of a JSON file.
    key
        Their column or key.
    fate
        One of :data:`FATES`.
    why
        Our column, what is lost, or why it is not needed.
    """

    table: str
    key: str
    fate: str
    why: str


def inventory(mapping: Mapping) -> tuple[KnownKey, ...]:
    """All keys of a mapping, by table and fate, each once a table; what is used counts before what is not."""
    if mapping.reader != "tables":
        return tuple(_of_list(vroom_keys.KEYS if mapping.reader == "vroom" else timefold_keys.INVENTORY))
    found: dict[tuple[str, str], KnownKey] = {}
    for name, spec in mapping.tables.items():
        for key in sorted(_of_table(name, spec), key=lambda column: FATES.index(column.fate)):
            found.setdefault((key.table, key.key), key)
    return tuple(found.values())


def _of_list(keys: KeyList) -> Iterator[KnownKey]:
    for fate, entries in (
        ("used", dict.fromkeys(sorted(keys.used), "")),
        ("set aside", keys.set_aside),
        ("ignored", keys.ignored),
    ):
        for key, why in entries.items():
            table, _, inner = key.partition("[].")
            yield KnownKey(table if inner else "", inner or key, fate, why)


def _of_table(name: str, spec: TableMap) -> Iterator[KnownKey]:
    table = spec.table[0]
    yield from _of_joins(spec.join, table)
    lenders = {join.table[0] for join in spec.join}
    for column, way in spec.columns.items():
        for step in way.chain:
            yield from _of_way(step, f"{name}.{column}", table, lenders)
    for theirs in (*spec.only, *spec.leave_out):
        yield _used(theirs, table, lenders, "which rows count")
    if weekly := spec.weekly:
        for names, why in ((weekly.key, "key"), (weekly.day, "the day of the week"), (weekly.start, f"{name}.start"),
                           (weekly.end, f"{name}.end"), (weekly.where, "which rows count")):  # fmt: skip
            for theirs in names:
                yield KnownKey(weekly.table[0], theirs, "used", why)
        for theirs in weekly.here:
            yield KnownKey(weekly.owners[0], theirs, "used", "key")
    for theirs, why in spec.set_aside.items():
        yield KnownKey(table, theirs, "set aside", why)
    for theirs, why in spec.ignored.items():
        yield KnownKey(table, theirs, "ignored", why)


def _of_way(way: ColumnMap, ours: str, table: str, lenders: set[str]) -> Iterator[KnownKey]:
    source = way.collect[0] if way.collect else table
    around = {join.table[0] for join in way.join} if way.collect else lenders
    yield from _of_joins(way.join, source)
    for theirs in (*way.column, *way.level):
        yield _used(theirs, source, around, ours)
    for theirs in filter(None, (way.date, way.unit_column)):
        yield _used(theirs, source, around, ours)
    for theirs in way.where:
        yield _used(theirs, source, around, "which rows count")
    for theirs in way.when:
        yield _used(theirs, table, lenders, "which rows count")
    for theirs in way.there:
        yield KnownKey(source, theirs, "used", "key")
    for theirs in way.here:
        yield _used(theirs, table, lenders, "key")


def _of_joins(joins: Iterable[Join], table: str) -> Iterator[KnownKey]:
    lenders = {join.table[0] for join in joins}
    for join in joins:
        for theirs in join.there:
            yield KnownKey(join.table[0], theirs, "used", "key")
        for theirs in join.where:
            yield KnownKey(join.table[0], theirs, "used", "which rows count")
        for theirs in join.here:
            yield _used(theirs, table, lenders, "key")


def _used(theirs: str, table: str, lenders: set[str], why: str) -> KnownKey:
    """``WorkOrder.Priority`` is a column of WorkOrder, where WorkOrder lends."""
    owner = next((name for name in lenders if theirs.startswith(f"{name}.")), None)
    if owner is not None:
        return KnownKey(owner, theirs.removeprefix(f"{owner}."), "used", why)
    return KnownKey(table, theirs, "used", why)


def unverified(mapping: Mapping, key: KnownKey) -> bool:
    """Has nobody seen the name of this key in the product's public documentation?"""
    patterns = timefold_keys.UNVERIFIED if mapping.reader == "timefold" else mapping.unverified
    name = f"{key.table}.{key.key}".replace("[]", "")
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def inventory_page(mapping: Mapping) -> list[str]:
    """The inventory as a table of the documentation: keys with the same fate and reason share a line."""
    lines: dict[tuple[str, str, str], list[str]] = {}
    for key in inventory(mapping):
        why = "; ".join(filter(None, (key.why, "unverified" if unverified(mapping, key) else "")))
        lines.setdefault((key.table, key.fate, why), []).append(key.key)
    found = [
        f"### Keys of {mapping.name}",
        "",
        mapping.title + ".",
        "",
        "| in | keys | become | |",
        "|---|---|---|---|",
    ]
    for (table, fate, why), keys in lines.items():
        names = ", ".join(f"`{key}`" for key in keys)
        found.append(f"| {table} | {names} | {fate} | {why} |")
    return [*found, ""]

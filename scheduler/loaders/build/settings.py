"""The settings of a day: day.yaml, or the sheet ``day`` of a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from models.errors import Trouble, nearest
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.cells import READERS, Context
from scheduler.loaders.cells.moments import moment, zone_named
from scheduler.loaders.cells.spans import plain_heading
from scheduler.loaders.contract import ADDRESS_SETTINGS, DAY, TABLE, TRAVEL_SETTINGS, Table
from scheduler.loaders.raw import empty, shown


@dataclass(frozen=True)
class Settings:
    """What concerns the whole day; see the contract :data:`scheduler.loaders.contract.DAY`."""

    name: str = ""
    start: datetime | None = None
    days: int | None = None
    timezone: str = ""
    now: datetime | None = None
    policy: str = ""
    coord_sys: str = "wgs84"
    travel: dict[str, Any] = field(default_factory=dict)
    addresses: dict[str, Any] = field(default_factory=dict)

    @property
    def zone(self) -> tzinfo:
        """Zone of times without an offset."""
        return zone_named(self.timezone or "UTC")


def read_settings(data: dict[str, Any], file: str, desk: InputIssues) -> Settings:
    """The settings in a mapping; everything wrong is said at the desk."""
    data = {DAY.headings.get(str(key).strip().lower(), str(key)): value for key, value in data.items()}
    values = _by_contract(DAY, data, file, "", desk)
    zone = zone_named(values.get("timezone", "UTC"))
    for key in ("start", "now"):
        if not empty(data.get(key)):
            values[key] = _moment(data[key], zone, file, key, desk)
    travel = data.get("travel")
    if isinstance(travel, str):
        travel = {"model": travel}
    if travel is not None and not isinstance(travel, dict):
        message = "travel must be a model's name or keys with values"
        desk.wrong(Trouble(message, file, field="travel", value=str(travel), rule="settings-value",
                           maybe="write travel: {model: estimate}."))  # fmt: skip
        travel = {}
    values["travel"] = _by_contract(TRAVEL_SETTINGS, travel or {}, file, "travel.", desk)
    addresses = data.get("addresses")
    if addresses is not None and not isinstance(addresses, dict):
        desk.wrong(Trouble("addresses must be keys with values", file, field="addresses", value=str(addresses),
                           rule="settings-value", maybe="write addresses: {file: addresses.csv}."))  # fmt: skip
        addresses = {}
    if "ignore" in data:
        desk.listed = _listed(data["ignore"], file, desk)
    values["addresses"] = _by_contract(ADDRESS_SETTINGS, addresses or {}, file, "addresses.", desk)
    return Settings(**{key: value for key, value in values.items() if value is not None})


def _listed(data: Any, file: str, desk: InputIssues) -> dict[str, dict[str, str]]:
    """Table, or ``files`` -> column or file -> why it is not needed; ``table.column: why`` says the same."""
    if data is None:
        return {}
    if not isinstance(data, dict):
        maybe = "write ignore: {engineers: {shoe_size: for the outfitter}}."
        desk.wrong(Trouble("ignore must be tables with columns and reasons", file, field="ignore", value=str(data),
                           rule="settings-value", maybe=maybe))  # fmt: skip
        return {}
    found: dict[str, dict[str, str]] = {}
    for key, entries in data.items():
        head, _, column = str(key).partition(".")
        at, kind = f"ignore.{key}", head if head in (*TABLE, "files") else ""
        if column and kind:
            entries = {column: entries}
        desk.ledger.use(file, "key", at)
        if not kind:
            maybe = nearest(head, [*TABLE, "files"])
            desk.wrong(Trouble("is no table", file, field=at, rule="unknown-setting", maybe=maybe))
        elif not isinstance(entries, dict):
            maybe = "write each with its reason, like {shoe_size: for the outfitter}."
            desk.wrong(Trouble("must be columns with reasons", file, field=at, value=str(entries),
                               rule="settings-value", maybe=maybe))  # fmt: skip
        else:
            for name, why in entries.items():
                _list_one(found, kind, str(name), why, file, desk)
    return found


def _list_one(found: dict[str, dict[str, str]], kind: str, name: str, why: Any, file: str, desk: InputIssues) -> None:
    """One column or file that is not needed; none of ours, and not without a reason."""
    at = f"ignore.{kind}.{name}"
    desk.ledger.use(file, "key", at)
    ours = {f"{table}.csv" for table in TABLE} if kind == "files" else TABLE[kind].headings
    plain = name if kind == "files" else plain_heading(name)
    if plain in ours:
        maybe = "delete it from the source, or take it off the list."
        desk.wrong(Trouble("is one of ours and is used", file, field=at, rule="settings-value", maybe=maybe))
    elif not isinstance(why, str) or not why.strip():
        maybe = "write why it is not needed."
        desk.wrong(Trouble("has no reason", file, field=at, value=shown(why) if why is not None else "",
                           rule="settings-value", maybe=maybe))  # fmt: skip
    else:
        found.setdefault(kind, {})[plain] = why.strip()


def _by_contract(table: Table, data: dict[str, Any], file: str, prefix: str, desk: InputIssues) -> dict[str, Any]:
    """The values of the keys that have a reader of their own."""
    values: dict[str, Any] = {}
    for key, value in data.items():
        column = table.column.get(str(key))
        if column is not None:
            desk.ledger.use(file, "key", f"{prefix}{key}")
        if column is None:
            desk.ledger.set_aside(file, "key", f"{prefix}{key}", "unknown-setting")
            maybe = nearest(str(key), table.column)
            desk.wrong(Trouble("is not known here", file, field=prefix + str(key), rule="unknown-setting", maybe=maybe))
        elif column.kind in READERS and not empty(value):
            try:
                values[column.name] = READERS[column.kind](value, column, Context())
            except Bad as bad:
                desk.wrong(Trouble(bad.message, file, None, prefix + column.name, shown(value), bad.rule, bad.maybe))
    return values


def _moment(value: Any, zone: tzinfo, file: str, key: str, desk: InputIssues) -> datetime | None:
    try:
        if isinstance(value, int | float | bool):
            raise Bad("yaml-time", f"{value!r} is not a time", 'write it in quotes, like "2026-11-24".')
        when = moment(value, zone)
    except Bad as bad:
        desk.wrong(Trouble(bad.message, file, None, key, shown(value), bad.rule, bad.maybe))
        return None
    # An offset written by hand names the moment; people still want to see times in the day's zone.
    return when.astimezone(zone)


def first_day(value: str | date | datetime, zone: tzinfo) -> datetime:
    """The moment from which a date that the caller names counts.

    Raises
    ------
    Bad
        When it is no date.
    """
    return moment(value, zone).astimezone(zone)

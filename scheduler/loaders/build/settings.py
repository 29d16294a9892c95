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
from scheduler.loaders.contract import ADDRESS_SETTINGS, DAY, TRAVEL_SETTINGS, Table
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
    values["addresses"] = _by_contract(ADDRESS_SETTINGS, addresses or {}, file, "addresses.", desk)
    return Settings(**{key: value for key, value in values.items() if value is not None})


def _by_contract(table: Table, data: dict[str, Any], file: str, prefix: str, desk: InputIssues) -> dict[str, Any]:
    """The values of the keys that have a reader of their own."""
    values: dict[str, Any] = {}
    desk.ledger.expect(file, "key", (f"{prefix}{key}" for key in data))
    desk.ledger.use(file, "key", *(f"{prefix}{key}" for key in data))  # an unknown one is an error, said below
    for key, value in data.items():
        column = table.column.get(str(key))
        if column is None:
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

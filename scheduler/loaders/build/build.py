"""From the raw content of a source to a problem."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, tzinfo
from pathlib import Path

from models.clock import DAY, MOST_DAYS, Clock
from models.decided import Decided
from models.errors import InputError, Trouble
from models.plan import Plan
from models.policy import Policy
from models.problem import Problem
from models.territory import Territory
from models.travel import Travel
from models.waiver import Waiver
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.addresses import finder_of
from scheduler.loaders.build.horizon import Horizon, find_horizon
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.build.make_engineers import make_engineers
from scheduler.loaders.build.make_tickets import make_tickets
from scheduler.loaders.build.rows import Row, read, unique
from scheduler.loaders.build.settings import Settings, read_settings
from scheduler.loaders.build.travel_choice import TravelChoice, chosen, doubts_of, make_travel, matrix_of
from scheduler.loaders.cells.cells import Context
from scheduler.loaders.cells.moments import zone_named
from scheduler.loaders.cells.places import Gazetteer
from scheduler.loaders.contract import SHIFTS, TABLE, TABLES, TRAVEL
from scheduler.loaders.formats.bundle import Bundle
from scheduler.loaders.formats.decided_json import FILE as DECIDED
from scheduler.loaders.formats.decided_json import KEYS, check_decided, read_decided, read_waived, with_waived
from scheduler.loaders.formats.folder import source
from scheduler.loaders.formats.yaml_file import parse_mapping
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.policies import PACKAGED, own_policy, policy_path
from scheduler.loaders.raw import Cell, RawTable, shown

PolicyChoice = Policy | str | Path | None


def build(
    bundle: Bundle, desk: InputIssues, policy: PolicyChoice, wanted: str | date | datetime | None, travel: TravelChoice
) -> Problem:
    """The problem in a bundle.

    Raises
    ------
    InputError
        With everything that is wrong, unless setting rows aside cures it and is wanted.
    """
    settings = read_settings(bundle.settings, bundle.settings_file, desk)
    horizon = find_horizon(settings, bundle.settings_file, bundle.tables.get("shifts"), wanted, desk)
    rules = _policy(policy, settings, bundle, desk)
    choice = chosen(settings, travel, bundle, desk) if not isinstance(travel, Travel) else {"model": "given"}
    matrix = matrix_of(choice, bundle, desk)
    rows = _read_tables(bundle, horizon, desk)
    _leave_out_follow_ups(bundle, desk)
    gazetteer = _gazetteer(rows["places"], settings, desk)
    if isinstance(travel, Travel):
        gazetteer.in_matrix = frozenset(travel.keys)
    elif choice.get("model") == "matrix":
        gazetteer.in_matrix = frozenset(matrix.keys) if matrix else frozenset()
    territories = _territories(rows["territories"], desk)
    ids = _ids(rows["territories"], "territory", {territory.id for territory in territories}, desk)
    every = [row for table in rows.values() for row in table]
    _leave_out_other_days(rows, horizon, desk)
    made = make_engineers(rows, gazetteer, ids, horizon.clock)
    known = _ids(rows["engineers"], "engineer", {engineer.id for _, engineer in made}, desk)
    finder = finder_of(settings.addresses, bundle.home, rows["tickets"], settings.coord_sys, bundle.settings_file, desk)
    found = make_tickets(rows["tickets"], gazetteer, ids, known, finder=finder)
    finder.book.keep()
    tickets = tuple(ticket for _, ticket in found)
    engineers = tuple(engineer for _, engineer in made)
    published = _published(bundle, horizon.clock, desk)
    decided, closed, waivers = _decided(bundle, horizon.clock, desk)
    for row in every:
        row.settle()
    desk.stop_if_hopeless()
    assert rules is not None, "a policy that cannot be read is hopeless"
    if not isinstance(travel, Travel):
        for doubt in doubts_of(matrix, engineers, tickets, str(choice.get("file", bundle.settings_file))):
            desk.note(doubt)
        there = (at.place for at in decided)
        travel = make_travel(choice, matrix, engineers, tickets, territories, bundle.settings_file, others=there)
    if "; " in travel.source:
        desk.note(Trouble(f"travel: {travel.source}", bundle.settings_file, field="travel", rule="travel-filled"))
    now = horizon.clock.seconds(settings.now) if settings.now else 0
    name = settings.name or bundle.name
    day = Problem(engineers, tickets, travel, rules, horizon.clock, territories, now, published, name, decided, closed)
    if bundle.decided is not None:
        check_decided(day, DECIDED, desk)
    return with_waived(day, waivers, DECIDED, desk)


def _policy(policy: PolicyChoice, settings: Settings, bundle: Bundle, desk: InputIssues) -> Policy | None:
    if isinstance(policy, Policy):
        return policy
    beside = bundle.home / "policy.yaml"
    own = beside if beside.is_file() else None
    try:
        if chosen_file := policy or own:
            path = policy_path(chosen_file, bundle.home)
        else:
            named = settings.policy or "default"
            path = own_policy(named, bundle.home, bundle.settings_file, outside=desk.allow_outside)
        name, data = path.name if path.parent != PACKAGED else f"policies/{path.name}", file_bytes(path)
        bundle.sources.append(source(name, data))
        content = parse_mapping(data, path.name)
        found = Policy.from_mapping(content, path.name)
        desk.ledger.take(name, content)
        return found
    except InputError as error:
        for trouble in error.troubles:
            desk.wrong(trouble, hopeless=True)
        return None


def _published(bundle: Bundle, clock: Clock, desk: InputIssues) -> Plan | None:
    """The plan that customers know, in ``published.json`` beside a folder's tables."""
    if bundle.published is None:
        return None
    from pydantic import ValidationError

    from scheduler.loaders.formats.json_text import parse_json
    from scheduler.loaders.pydantic_troubles import troubles_of

    file = "published.json"
    try:
        content = parse_json(bundle.published, file)
        if not isinstance(content, dict):
            raise InputError(Trouble("is not a plan", file, rule="not-a-plan", maybe="copy the plan.json of a run."))
        found = Plan.from_json(content, clock)
        desk.ledger.take(file, content)
        return found
    except InputError as error:
        wrong = list(error.troubles)
    except ValidationError as error:
        wrong = troubles_of(error, file, entity=Plan)
    for trouble in wrong:
        desk.wrong(trouble, hopeless=True)
    return None


def _decided(
    bundle: Bundle, clock: Clock, desk: InputIssues
) -> tuple[tuple[Decided, ...], frozenset[str], tuple[Waiver, ...]]:
    """What stands of the day, in ``decided.json`` beside a folder's tables."""
    if bundle.decided is None:
        return (), frozenset(), ()
    from scheduler.loaders.formats.json_text import parse_json

    content = parse_json(bundle.decided, DECIDED)
    if not isinstance(content, dict) or not set(content) <= set(KEYS):
        maybe = "leave it out, or copy what was written with the day."
        raise InputError(Trouble("does not say what is decided", DECIDED, rule="value", maybe=maybe))
    desk.ledger.take(DECIDED, content)
    return (*read_decided(content, clock, DECIDED, desk), read_waived(content, DECIDED, desk))


def _read_tables(bundle: Bundle, horizon: Horizon, desk: InputIssues) -> dict[str, list[Row]]:
    """All rows of all tables, read by the contract; a territory's times are read in its zone."""
    whole = ((0, horizon.end),) if horizon.end is not None else ()
    context = Context(horizon.clock, horizon.zone, shifts=whole)
    zones = _zones(bundle.tables.get("territories"))
    homes = _homes(bundle.tables.get("engineers")) if zones else {}
    rows: dict[str, list[Row]] = {}

    def zone_of(cells: dict[str, Cell]) -> tzinfo | None:
        return zones.get(shown(cells.get("territory_id")) or homes.get(shown(cells.get("engineer_id")), ""))

    for table in sorted(TABLES, key=lambda table: table is not SHIFTS):  # times without a date are meant within a shift
        raw = bundle.tables.get(table.name)
        if raw is None or table is TRAVEL:
            rows[table.name] = []
            continue

        rows[table.name] = read(table, raw, desk, context, zone_of if zones else None, table.name == "tickets")
        if table is SHIFTS:
            context = replace(context, shifts=_shift_spans(rows[table.name], horizon))
    return rows


FOLLOW_UPS = {
    "engineers": "unknown-engineer", "territories": "unknown-territory", "places": "unknown-place",
    "tickets": "unknown-ticket",
}  # fmt: skip
"""Table -> what is said of those who refer to its rows."""


def _leave_out_follow_ups(bundle: Bundle, desk: InputIssues) -> None:
    """Of a table that cannot be read one error is said, and not one for every row that refers to it."""
    for name, rule in FOLLOW_UPS.items():
        table, raw = TABLE[name], bundle.tables.get(name)
        files = {f"{name}.csv", f"{table.chinese}.csv", raw.file if raw is not None else ""}
        said = any(trouble.row is None and trouble.file and (trouble.file in files or f"[{name}]" in trouble.file)
                   for trouble in desk.troubles)  # fmt: skip
        if said or (raw is None and table.required):
            desk.muted.add(rule)
    engineers = bundle.tables.get("engineers")
    hanging = (
        bundle.tables.get(name) for name in ("shifts", "skills", "certificates", "absences", "trainings", "vans")
    )
    if engineers is not None and not engineers.rows and any(raw is not None and raw.rows for raw in hanging):
        maybe = "the export of the engineers is empty."
        desk.wrong(Trouble("has no rows, and others name engineers", engineers.file, rule="empty-table", maybe=maybe))
        desk.muted.add("unknown-engineer")


def _shift_spans(rows: list[Row], horizon: Horizon) -> tuple[tuple[int, int], ...]:
    """[s] of the shifts of this horizon."""
    spans = ((row.get("start"), row.get("end")) for row in rows)
    return tuple((a, b) for a, b in spans if a is not None and b is not None and a < b and horizon.holds(a))


def _cells(raw: RawTable | None, table: str, *names: str) -> list[tuple[str, ...]]:
    """Texts of some columns of every row, before they are read."""
    if raw is None:
        return []
    headings = TABLE[table].headings
    where = {headings.get(column.strip().lower(), ""): column for column in raw.columns}
    return [tuple(shown(row.cells.get(where.get(name, ""))) for name in names) for row in raw.rows]


def _zones(raw: RawTable | None) -> dict[str, tzinfo]:
    """Territory -> its zone, for the territories that have one."""
    zones = {}
    for id, zone in _cells(raw, "territories", "territory_id", "timezone"):
        try:
            if zone:
                zones[id] = zone_named(zone)
        except Bad:
            continue  # said when the row is read
    return zones


def _homes(raw: RawTable | None) -> dict[str, str]:
    """Engineer -> first territory."""
    return {
        id: served.replace("；", ";").split(";")[0].strip()
        for id, served in _cells(raw, "engineers", "engineer_id", "territories")
    }


def _gazetteer(rows: list[Row], settings: Settings, desk: InputIssues) -> Gazetteer:
    gazetteer = Gazetteer(settings.coord_sys)
    unique(rows, "place_id")
    for row in rows:
        place = gazetteer.place(row, needed=True) if row.good else None
        if place is not None:
            gazetteer.named[row.get("place_id")] = place
            row.used = True
        elif row.get("place_id"):
            gazetteer.bad.add(row.get("place_id"))
    desk.aside["place"] = gazetteer.bad - set(gazetteer.named)
    return gazetteer


TERRITORY_FIELDS = {
    "id": "territory_id", "name": "name", "road_factor": "road_factor", "speed_kmh": "speed_kmh",
    "stop_minutes": "stop_min", "timezone": "timezone",
}  # fmt: skip


def _territories(rows: list[Row], desk: InputIssues) -> tuple[Territory, ...]:
    unique(rows, "territory_id")
    made = [row.make(Territory, TERRITORY_FIELDS, **row.given(**TERRITORY_FIELDS)) for row in rows if row.good]
    for row in rows:
        row.used = row.good
    return tuple(territory for territory in made if territory is not None)


def _ids(rows: list[Row], kind: str, good: set[str], desk: InputIssues) -> set[str]:
    """Ids others may refer to: of good rows; while all errors are collected, also of bad ones, whose error is said."""
    every = {row.get(f"{kind}_id") for row in rows} - {None}
    desk.aside[kind] = every - good if desk.reject_bad_rows else set()
    return good if desk.reject_bad_rows else every


def _leave_out_other_days(rows: dict[str, list[Row]], horizon: Horizon, desk: InputIssues) -> None:
    """Shifts that start outside the horizon are left out, and counted."""
    for row in rows["shifts"]:
        if (start := row.get("start")) is not None and start >= MOST_DAYS * DAY and horizon.end is None:
            message, maybe = f"the shift starts {start // DAY:,} days after the day begins", "a year is mistyped."
            row.wrong("start", "horizon-too-long", f"{message}; the longest horizon has {MOST_DAYS}", maybe)
    outside = [row for row in rows["shifts"] if row.get("start") is not None and not horizon.holds(row.get("start"))]
    if not outside:
        return
    for row in outside:
        row.left_out = "outside the horizon"
    rows["shifts"] = [row for row in rows["shifts"] if not row.left_out]
    clock: Clock = horizon.clock
    span = f"from {clock.origin:%Y-%m-%d}" + (f" to {clock.moment(horizon.end):%Y-%m-%d}" if horizon.end else "")
    dates = Counter(f"{clock.moment(row.get('start')):%Y-%m-%d}" for row in outside)
    shown = ", ".join(f"{date} ({count})" for date, count in sorted(dates.items())[:7])
    shown += ", ..." if len(dates) > 7 else ""
    first, maybe = outside[0], "days in day.yaml, or the date asked for, is meant to be another."
    if not rows["shifts"]:
        message = f"no shift starts within the horizon ({span}); there are shifts on {shown}"
        maybe = f"give --date {min(dates)}, or write the date into day.yaml."
        desk.note(Trouble(message, first.raw.file, first.number, "start", rule="no-shift-on-the-date", maybe=maybe))
        return
    message = f"{len(outside)} shifts start outside the horizon ({span}) and are left out: {shown}"
    desk.note(Trouble(message, first.raw.file, first.number, "start", rule="shift-outside-horizon", maybe=maybe))

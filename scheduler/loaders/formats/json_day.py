"""A day as one JSON file: our own format, which keeps everything."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from models.clock import Clock, Instant
from models.decided import Decided
from models.engineer import Engineer
from models.entity import Entity
from models.errors import InputError, Trouble
from models.place import NOWHERE, Place
from models.plan import Plan
from models.policy import Policy
from models.problem import Problem
from models.territory import Territory
from models.ticket import Ticket
from models.travel import NO_WAY, Travel
from models.waiver import Waiver
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.build.references import check_references, left_to_people, why
from scheduler.loaders.build.rows import GRANTS
from scheduler.loaders.build.settings import Settings
from scheduler.loaders.build.travel_choice import TravelChoice, chosen, doubts_of, make_travel, matrix_of
from scheduler.loaders.cells.moments import moment, zone_named
from scheduler.loaders.cells.written import LIKE
from scheduler.loaders.flat import flat_table
from scheduler.loaders.formats.bundle import Bundle
from scheduler.loaders.formats.decided_json import check_decided, decided_data, read_decided, read_waived, with_waived
from scheduler.loaders.formats.folder import source
from scheduler.loaders.formats.json_text import parse_json
from scheduler.loaders.formats.travel_json import KEYS, matrix_of_json
from scheduler.loaders.formats.write import travel_settings, zone_name
from scheduler.loaders.formats.yaml_file import parse_mapping
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.ledger import keys_of
from scheduler.loaders.pydantic_troubles import UNKNOWN, troubles_of
from scheduler.loaders.raw import RawTable

FORMAT = "paigong-day-1"


class JsonDay(Entity):
    """The layout of the file; the source of its JSON Schema."""

    format: Literal["paigong-day-1"]
    name: str = "day"
    origin: str = Field(description="ISO 8601 start of the horizon, with an offset")
    timezone: str = Field("", description="IANA name or offset; empty = the origin's offset")
    now: Instant = Field(0, description="moment of planning; nothing starts before it")
    engineers: tuple[Engineer, ...]
    tickets: tuple[Ticket, ...]
    territories: tuple[Territory, ...] = ()
    policy: dict[str, Any] | str = Field("default", description="a policy as in its YAML file, or a packaged name")
    travel: dict[str, Any] = Field(
        default_factory=dict,
        description="the travel settings of day.yaml; with model matrix also places, seconds, metres (null = no road)",
    )
    published: Plan | None = None
    decided: tuple[Decided, ...] = Field(
        (), description="the visits that stand, shift by shift, when the day has begun"
    )
    closed: tuple[str, ...] = Field((), description="ids of shifts to which nothing may be added")
    waived: tuple[Waiver, ...] = Field((), description="hard rules that do not hold for one ticket and engineer")
    ignore: dict[str, dict[str, str]] = Field(
        default_factory=dict,
        description="engineers, tickets or territories -> key of its items that is known and not needed -> why",
    )


def write_json(problem: Problem, path: str | Path) -> Path:
    """Write a problem as one JSON file; :func:`scheduler.loaders.load` reads it back."""
    path = Path(path)
    path.write_text(json.dumps(json_of(problem), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def json_of(problem: Problem) -> dict[str, Any]:
    """The plain data of the file."""
    context = {"clock": problem.clock}

    def dump(entity: Entity) -> dict[str, Any]:
        return entity.model_dump(mode="json", context=context, exclude_defaults=True)

    settings, matrix = travel_settings(problem)
    if matrix is not None:
        settings |= {"places": list(matrix.keys), "metres": matrix.metres.tolist()}
        settings["seconds"] = [[None if s >= NO_WAY else s for s in row] for row in matrix.seconds.tolist()]
    data: dict[str, Any] = {
        "format": FORMAT, "name": problem.name, "origin": problem.clock.iso(0),
        "timezone": zone_name(problem.clock.origin.tzinfo), "now": problem.clock.iso(problem.now),
        "engineers": [dump(engineer) for engineer in problem.engineers],
        "tickets": [dump(ticket) for ticket in problem.tickets],
        "territories": [dump(territory) for territory in problem.territories], "policy": problem.policy.to_mapping(),
        "travel": settings,
    }  # fmt: skip
    if problem.published is not None:
        data["published"] = problem.published.to_json(problem.clock)
    return data | decided_data(problem)


def read_json_day(
    data: bytes, path: Path, desk: InputIssues, policy: Policy | None, wanted: Any, travel: TravelChoice
) -> tuple[Bundle, Problem]:
    """The problem in a JSON file.

    Raises
    ------
    InputError
        With everything that is wrong, unless setting items aside cures it and is wanted.
    """
    file = path.name
    content = parse_json(data, file)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise InputError(_other_format(content, file))
    bundle = Bundle(path.stem, path.parent, settings_file=file)
    clock = _clock(content, file, wanted, desk)
    _unknown_keys(content, file, desk)
    content = _without_listed(content, file, desk)
    engineers = _items(content, "engineers", Engineer, clock, file, desk)
    tickets = _items(content, "tickets", Ticket, clock, file, desk)
    territories = _items(content, "territories", Territory, clock, file, desk)
    for key in ("engineers", "tickets", "territories"):
        bundle.tables[key] = _as_table(content.get(key), f"{file}[{key}]")
    rows = {"engineers": len(engineers), "tickets": len(tickets), "territories": len(territories)}
    bundle.sources.append(source(file, data, rows))
    unread = _unread(content, engineers, tickets, territories)
    good = check_references(file, engineers, tickets, territories, desk, unread)
    if wanted is not None:
        good = (_of_the_day(good[0], clock, file, desk), *good[1:])
    _account(content, file, desk)
    _say_who_is_out(content.get("engineers"), {engineer.id for engineer in good[0]}, file, desk)
    chosen_policy = policy or _policy(content.get("policy", "default"), path, desk)
    now = _now(content, clock, file, desk)
    published = _published(content, clock, file, desk)
    decided, closed = read_decided(content, clock, file, desk)
    settings, matrix = _travel(content, travel, bundle, file, desk)
    desk.stop_if_hopeless()
    assert chosen_policy is not None, "a policy that cannot be read is hopeless"
    if not isinstance(travel, Travel):
        for doubt in doubts_of(matrix, good[0], good[1], file):
            desk.note(doubt)
        travel = make_travel(settings, matrix, *good, file, others=(at.place for at in decided))
    name = str(content.get("name") or path.stem)
    day = Problem(good[0], good[1], travel, chosen_policy, clock, good[2], now, published, name, decided, closed)
    check_decided(day, file, desk)
    day = with_waived(day, read_waived(content, file, desk), file, desk)
    return bundle, day


def _unread(content: Mapping[str, Any], *made: list[tuple[int, Any]]) -> dict[str, set[str]]:
    """Kind of item -> ids that could not be read whole; other items may still refer to them."""
    found = {}
    for key, items in zip(("engineers", "tickets", "territories"), made, strict=True):
        listed = content.get(key)
        ids = {str(item.get("id")) for item in listed if isinstance(item, dict)} if isinstance(listed, list) else set()
        found[key] = ids - {entity.id for _, entity in items}
    return found


def _of_the_day(engineers: tuple[Engineer, ...], clock: Clock, file: str, desk: InputIssues) -> tuple[Engineer, ...]:
    """Only the shifts of the day that the caller wants, as of a folder; the others are counted in a note."""
    end = clock.seconds(clock.origin + timedelta(days=1))
    kept = tuple(
        engineer.but(shifts=tuple(shift for shift in engineer.shifts if 0 <= shift.start < end))
        for engineer in engineers
    )
    left = sum(len(engineer.shifts) for engineer in engineers) - sum(len(engineer.shifts) for engineer in kept)
    if left:
        message = f"{left} shifts start outside the horizon (from {clock.origin:%Y-%m-%d}) and are left out"
        desk.note(Trouble(message, file, field="shifts", rule="shift-outside-horizon",
                          maybe="the date asked for is meant to be another."))  # fmt: skip
    return kept


def _say_who_is_out(items: Any, planned: set[str], file: str, desk: InputIssues) -> None:
    """Whose own item cannot be read is not planned: an absence or a limit may stand there."""
    for position, item in enumerate(items if isinstance(items, list) and desk.reject_bad_rows else (), 1):
        part, id = f"{file}[engineers]", str(item.get("id") or "") if isinstance(item, dict) else ""
        if id and id not in planned and not desk.good(part, position):
            message = f"{id} is not planned: {why(part, position, desk)}"
            desk.note(Trouble(message, part, position, "id", id, "engineer-blocked", "mend that item."))


def _account(content: Mapping[str, Any], file: str, desk: InputIssues) -> None:
    """Every item is used or set aside; every key is known, or an error that refuses it or sets its item aside."""
    travel = content.get("travel")
    plain = {key: value for key, value in travel.items() if key not in KEYS} if isinstance(travel, dict) else travel
    strange = {
        f"{trouble.file.removeprefix(file).strip('[]')}[].{re.sub(r'[.][0-9]+(?=[.]|$)', '[]', trouble.field)}"
        for trouble in desk.troubles if trouble.rule == UNKNOWN
    }  # fmt: skip
    desk.ledger.use(file, "key", *(f"travel.{key}" for key in KEYS if isinstance(travel, dict) and key in travel))
    for key in keys_of({**content, **({"travel": plain} if "travel" in content else {})}):
        if key in strange:
            desk.ledger.set_aside(file, "key", key, UNKNOWN)
        else:
            desk.ledger.use(file, "key", key)
    for key in ("engineers", "tickets", "territories"):
        items = content.get(key)
        part = f"{file}[{key}]"
        for position in range(1, len(items) + 1 if isinstance(items, list) else 1):
            if against := desk.against(part, position) or desk.against(part, position, GRANTS):
                desk.ledger.set_aside(part, "row", position, against[0].rule)
            else:
                desk.ledger.use(part, "row", position)


def _other_format(content: Any, file: str) -> Trouble:
    keys = set(content) if isinstance(content, dict) else set()
    maybe = f'write "format": "{FORMAT}" at its top.'
    if {"jobs", "vehicles"} <= keys or {"shipments", "vehicles"} <= keys:
        maybe = "it is a VROOM problem: use the mapping vroom."
    elif "modelInput" in keys or {"vehicles", "visits"} <= keys:
        maybe = "it is a Timefold problem: use the mapping timefold."
    elif "routes" in keys:
        maybe = "it is a plan; give the day it was made for."
    return Trouble("is JSON, but not a day", file, field="format", rule="json-format", maybe=maybe)


def _clock(content: Mapping[str, Any], file: str, wanted: Any, desk: InputIssues) -> Clock:
    clock = Clock.parse("1970-01-01T00:00:00+00:00")
    try:
        field, value = "timezone", content.get("timezone") or ""
        zone = zone_named(str(value)) if value else None
        field, value = "origin", content.get("origin")
        origin = moment(value, zone or clock.origin.tzinfo or clock.origin.astimezone().tzinfo)  # type: ignore[arg-type]
        clock = Clock(origin.astimezone(zone) if zone else origin)
        if wanted is not None:
            field, value = "date", wanted
            clock = Clock(moment(wanted, clock.origin.tzinfo))  # type: ignore[arg-type]
    except Bad as bad:
        desk.wrong(Trouble(bad.message, file, None, field, str(value), bad.rule, bad.maybe or LIKE))
    return clock


def _unknown_keys(content: Mapping[str, Any], file: str, desk: InputIssues) -> None:
    from models.errors import nearest

    for key in set(content) - set(JsonDay.model_fields):
        maybe = nearest(key, JsonDay.model_fields)
        desk.wrong(Trouble("is not known here", file, field=key, rule="unknown-key", maybe=maybe))


def _without_listed(content: dict[str, Any], file: str, desk: InputIssues) -> dict[str, Any]:
    """The day without the keys of items that it lists as not needed."""
    found = dict(content)
    listed = content.get("ignore") or {}
    for key, names in listed.items() if isinstance(listed, dict) else ():
        items = content.get(key)
        if key not in ("engineers", "tickets", "territories") or not isinstance(names, dict):
            maybe = 'write "ignore": {"engineers": {"shoe_size": "for the outfitter"}}.'
            desk.wrong(Trouble("must be keys of items with reasons", file, field=f"ignore.{key}", rule="settings-value",
                               maybe=maybe))  # fmt: skip
        elif isinstance(items, list):
            found[key] = [{name: value for name, value in item.items() if name not in names}
                          if isinstance(item, dict) else item for item in items]  # fmt: skip
            for name in {name for item in items if isinstance(item, dict) for name in item if name in names}:
                desk.ledger.ignore(file, "key", f"{key}[].{name}", str(names[name]))
    return found


def _items(
    content: Mapping[str, Any], key: str, entity: type[Entity], clock: Clock, file: str, desk: InputIssues
) -> list[tuple[int, Any]]:
    """(position counted from 1, entity) of every good item of a list."""
    items = content.get(key, [] if key == "territories" else None)
    if not isinstance(items, list):
        maybe = f'write "{key}": [...].'
        desk.wrong(Trouble(f"{key} is missing, or not a list", file, field=key, rule="missing-key", maybe=maybe))
        return []
    found = []
    for position, item in enumerate(items, 1):
        made = _item(item, entity, clock, (f"{file}[{key}]", position), desk)
        if made is not None:
            found.append((position, made))
    return found


def _item(item: Any, entity: type[Entity], clock: Clock, where: tuple[str, int], desk: InputIssues) -> Any:
    """The entity; None where it cannot be read, or what is left of it where bad items are set aside."""
    try:
        made: Any = entity.model_validate(item, context={"clock": clock})
    except ValidationError as error:
        if desk.reject_bad_rows and entity is Engineer and (less := _without_bad_grants(item, error)) is not None:
            for trouble in troubles_of(error, *where, entity=entity):
                desk.wrong(trouble, table=GRANTS)
            return _item(less, entity, clock, where, desk)
        for trouble in troubles_of(error, *where, entity=entity):
            desk.wrong(trouble)
        return _rest_of(item, clock, where, desk) if desk.reject_bad_rows and entity is Ticket else None
    if isinstance(made, Ticket) and "place" not in made.model_fields_set:
        return _placed_nowhere(made, where, desk)
    return made


def _without_bad_grants(item: Any, error: ValidationError) -> Any:
    """The engineer without the skills and certificates that cannot be read; None when more than those is wrong."""
    bad = {fault["loc"][:2] for fault in error.errors()}
    if not all(len(loc) == 2 and loc[0] in ("skills", "certificates") and isinstance(loc[1], int) for loc in bad):
        return None
    lists = {key: [part for k, part in enumerate(item[key]) if (key, k) not in bad] for key, _ in bad}
    return {**item, **lists}


def _placed_nowhere(ticket: Ticket, where: tuple[str, int], desk: InputIssues) -> Ticket:
    """A ticket without a place is left to people; the rest of the day is planned."""
    message, maybe = "the ticket says nowhere where it is", 'write "place": {"lat": 31.2, "lon": 121.5}.'
    if desk.reject_bad_rows:
        desk.wrong(Trouble(message, *where, "place", "", "no-place", maybe))
    else:
        desk.note(Trouble(f"{message}; {ticket.id} stays unserved", *where, "place", "", "no-place", maybe))
    return left_to_people(ticket.but(place=NOWHERE), f"item {where[1]} of {where[0]}: {message}")


def _rest_of(item: Any, clock: Clock, where: tuple[str, int], desk: InputIssues) -> Ticket | None:
    """What can be read of a bad ticket: one that nobody is sent to, so that the customer is not forgotten."""
    fields = item if isinstance(item, dict) else {}
    known: dict[str, Any] = {"id": str(fields.get("id") or f"{where[0]}:{where[1]}")}
    for key in ("title", "customer", "work_type", "priority", "created", "status"):
        try:
            known[key] = getattr(Ticket.model_validate({"id": "-", key: fields[key]}, context={"clock": clock}), key)
        except (KeyError, ValidationError):
            continue
    try:
        place = Place.model_validate(fields.get("place"))
    except ValidationError:
        place = NOWHERE
    return left_to_people(Ticket(id="-").but(**known, place=place), why(*where, desk))


def _as_table(items: Any, file: str) -> RawTable:
    """Items as rows, so that one that is set aside can be shown."""
    rows = [item if isinstance(item, dict) else {"item": item} for item in (items if isinstance(items, list) else ())]
    return flat_table(file, [{key: _cell(value) for key, value in row.items()} for row in rows])


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def _policy(value: Any, day: Path, desk: InputIssues) -> Policy | None:
    from scheduler.loaders.policies import PACKAGED, own_policy

    try:
        if isinstance(value, dict):
            return Policy.from_mapping(value, day.name)
        path = own_policy(str(value), day.parent, day.name, outside=desk.allow_outside)
        rules = parse_mapping(file_bytes(path), path.name)
        desk.ledger.take(f"policies/{path.name}" if path.parent == PACKAGED else path.name, rules)
        return Policy.from_mapping(rules, path.name)
    except InputError as error:
        for trouble in error.troubles:
            desk.wrong(trouble, hopeless=True)
        return None


def _now(content: Mapping[str, Any], clock: Clock, file: str, desk: InputIssues) -> int:
    value = content.get("now")
    if value is None:
        return 0
    try:
        return clock.seconds(moment(value, clock.origin.tzinfo))  # type: ignore[arg-type]
    except Bad as bad:
        desk.wrong(Trouble(bad.message, file, None, "now", str(value), bad.rule, bad.maybe))
        return 0


def _published(content: Mapping[str, Any], clock: Clock, file: str, desk: InputIssues) -> Plan | None:
    value = content.get("published")
    if value is None:
        return None
    try:
        return Plan.from_json(value if isinstance(value, dict) else {"plan": value}, clock)
    except ValidationError as error:
        for trouble in troubles_of(error, f"{file}[published]", entity=Plan):
            desk.wrong(trouble)
        return None


def _travel(
    content: Mapping[str, Any], travel: TravelChoice, bundle: Bundle, file: str, desk: InputIssues
) -> tuple[dict[str, Any], Any]:
    from scheduler.loaders.build.settings import read_settings

    own = content.get("travel") or {}
    if not isinstance(own, dict):
        desk.wrong(
            Trouble(
                "travel must be an object", file, field="travel", rule="value", maybe='write {"model": "estimate"}.'
            )
        )
        own = {}
    if "places" in own:
        bundle.matrix = matrix_of_json(own, file, desk)
    plain = {key: value for key, value in own.items() if key not in KEYS}
    settings = read_settings({"travel": plain}, file, desk) if plain else Settings()
    if isinstance(travel, Travel):
        return {"model": "given"}, None
    choice = chosen(settings, travel, bundle, desk)
    return choice, matrix_of(choice, bundle, desk)

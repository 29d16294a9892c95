"""Events in JSON."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from models.errors import InputError, Trouble, nearest
from models.events import KINDS, Event
from models.problem import Problem
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.moments import Dateless, dateless, moment
from scheduler.loaders.cells.written import LIKE
from scheduler.loaders.formats.events_table import CHINESE
from scheduler.loaders.formats.json_text import parse_json
from scheduler.loaders.ledger import keys_of
from scheduler.loaders.pydantic_troubles import troubles_of

INSTANTS = frozenset({
    "at", "start", "end", "until", "ready", "respond_by", "resolve_by", "created", "parts_ready", "finish", "arrive",
    "depart", "happened",
})  # fmt: skip
"""Fields that hold times, wherever they stand in an event."""


def items_of(data: bytes, file: str, *, lines: bool) -> list[tuple[int, Any]]:
    """(row, item) of every item: the line in JSON lines, the position in a list."""
    if lines:
        return [(number, _line(line, file, number)) for number, line in enumerate(data.splitlines(), 1) if line.strip()]
    content = parse_json(data, file)
    if isinstance(content, dict) and "kind" in content:
        content = [content]
    if isinstance(content, dict) and isinstance(content.get("events"), list):
        content = content["events"]
    if not isinstance(content, list):
        maybe = 'write [{"kind": "engineer-out", "at": "11:05", "engineer": "E07"}].'
        raise InputError(Trouble("is no list of events", file, rule="not-events", maybe=maybe))
    return list(enumerate(content, 1))


def _line(line: bytes, file: str, number: int) -> Any:
    try:
        return parse_json(line, file)
    except InputError as error:
        trouble = error.troubles[0]
        raise InputError(
            Trouble(trouble.message, file, number, trouble.field, trouble.value, trouble.rule, trouble.maybe)
        ) from None


def events_of_items(
    items: list[tuple[int, Any]], file: str, problem: Problem, desk: InputIssues, at: int | None = None
) -> list[Event]:
    """The events of the good items; what is wrong with the others is said at the desk."""
    day = dateless(problem.clock, [(shift.start, shift.end) for _, shift in problem.shifts], at)
    made = []
    desk.ledger.use(file, "key", *keys_of([item for _, item in items]))  # one that is not known is an error
    for row, item in items:
        event = _event(row, item, file, problem, desk, day)
        if event is None:
            desk.ledger.set_aside(file, "row", row, desk.troubles[-1].rule)
            continue
        desk.ledger.use(file, "row", row)
        made.append(event)
    return made


def _event(row: int, item: Any, file: str, problem: Problem, desk: InputIssues, day: Dateless) -> Event | None:
    if not isinstance(item, dict):
        maybe = 'write {"kind": "visit-finished", "at": "11:05", "ticket": "T-1042"}.'
        desk.wrong(Trouble("is no event", file, row, value=str(item)[:60], rule="not-an-event", maybe=maybe))
        return None
    kind = str(item.get("kind", ""))
    kind = CHINESE.get(kind, kind)
    if kind not in KINDS:
        message = "is no kind of event" if kind else "the kind of event is missing"
        desk.wrong(Trouble(message, file, row, "kind", kind, "unknown-event", nearest(kind, KINDS)))
        return None
    before = len(desk.troubles)
    fields = {
        key: _timed(key, value, (file, row, key), problem, desk, day) for key, value in item.items() if key != "kind"
    }
    if len(desk.troubles) > before:
        return None
    if isinstance(fields.get("plan"), dict):
        fields["plan"] = {key: value for key, value in fields["plan"].items() if key != "format"}
    try:
        return KINDS[kind].model_validate(fields, context={"clock": problem.clock})
    except ValidationError as error:
        for trouble in _troubles(error, kind, file, row):
            desk.wrong(trouble)
        return None


def _timed(
    key: str, value: Any, where: tuple[str, int, str], problem: Problem, desk: InputIssues, day: Dateless
) -> Any:
    """The value with every time in it read; a time that is none is said at the desk."""
    if isinstance(value, dict):
        return {name: _timed(name, item, (*where[:2], f"{where[2]}.{name}"), problem, desk, day)
                for name, item in value.items()}  # fmt: skip
    if isinstance(value, list):
        return [_timed(key, item, where, problem, desk, day) for item in value]
    if key not in INSTANTS or not isinstance(value, str):
        return value
    origin = problem.clock.origin
    assert origin.tzinfo is not None, "a clock has a zone"
    try:
        return problem.clock.seconds(moment(value, origin.tzinfo, day, until=key in ("until", "end")))
    except Bad as bad:
        desk.wrong(Trouble(bad.message, where[0], where[1], where[2], value, bad.rule, bad.maybe or LIKE))
        return value


def _troubles(error: ValidationError, kind: str, file: str, row: int) -> list[Trouble]:
    """As pydantic says it, with the fields of this kind where a name is not known or missing."""
    known = list(KINDS[kind].model_fields)
    found = []
    for trouble, raw in zip(troubles_of(error, file, row), error.errors(), strict=True):
        maybe = trouble.maybe
        if raw["type"] == "missing":
            maybe = f"a {kind} has {', '.join(name for name in known if KINDS[kind].model_fields[name].is_required())}."
        elif raw["type"] == "extra_forbidden" and len(raw["loc"]) == 1:
            maybe = nearest(str(raw["loc"][0]), known)
        found.append(Trouble(trouble.message, file, row, trouble.field, trouble.value, "event-value", maybe))
    return found

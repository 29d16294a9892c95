"""Reading plans: ours, and those that people made in a spreadsheet."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import InputError, Trouble
from models.plan import Plan
from models.problem import Problem
from scheduler.loaders.by_hand import HandEntry, plan_of
from scheduler.loaders.guard import file_bytes

if TYPE_CHECKING:
    from scheduler.loaders.raw import RawRow, RawTable

HEADINGS = {
    "engineer": ("engineer", "engineer_id", "工程师", "工程师号"),
    "ticket": ("ticket", "ticket_id", "工单", "工单号"),
    "start": ("start", "planned_start", "开始", "开始时间"),
}
"""Our columns of a plan made by hand -> what files may call them."""


def read_plan(path: Path, problem: Problem) -> Plan:
    """The plan in ``plan.json``, in a run folder, or in a CSV file with the columns engineer, ticket, start.

    Raises
    ------
    InputError
        With everything that cannot be read. Whether the plan is any good is the judge's business.
    """
    if path.is_dir():
        path = path / "plan.json"
    if not path.exists():
        raise InputError(
            Trouble("does not exist", file=str(path), rule="missing-file", maybe="the path of the plan is mistyped.")
        )
    return _from_csv(path, problem) if path.suffix.lower() in (".csv", ".txt") else _from_json(path, problem)


def _from_json(path: Path, problem: Problem) -> Plan:
    from pydantic import ValidationError

    from scheduler.loaders.formats.json_text import parse_json

    data = parse_json(file_bytes(path), str(path))
    if not isinstance(data, dict) or not {"routes", "unserved", "format"} & set(data):
        maybe = "give the plan.json of a run folder, or a CSV with the columns engineer, ticket, start."
        raise InputError(Trouble("is not a plan", str(path), rule="not-a-plan", maybe=maybe))
    try:
        return Plan.from_json(data, problem.clock)
    except ValidationError as error:
        raise InputError([_trouble(path, detail) for detail in error.errors()]) from None


def _trouble(path: Path, error: Any) -> Trouble:
    message, _, maybe = error["msg"].removeprefix("Value error, ").partition(" Maybe ")
    field = ".".join(str(part) for part in error["loc"])
    return Trouble(message, str(path), field=field, value=str(error["input"])[:60], rule="plan-value", maybe=maybe)


def _from_csv(path: Path, problem: Problem) -> Plan:
    from scheduler.loaders.build.input_issues import InputIssues
    from scheduler.loaders.formats.csv_table import read_csv

    desk = InputIssues()
    table = read_csv(file_bytes(path), str(path), desk)
    desk.stop_if_hopeless()
    assert table is not None, "a table that cannot be read is hopeless"
    names = _columns(table)
    entries = [entry for row in table.rows if (entry := _entry(row, names, table.file, problem, desk)) is not None]
    desk.stop_if_hopeless()
    return plan_of(problem, entries)


def _columns(table: RawTable) -> dict[str, str]:
    """Our name of a column -> its heading in the file."""
    known = {heading.strip().lower(): heading for heading in table.columns}
    found = {ours: known[name] for ours, names in HEADINGS.items() for name in reversed(names) if name in known}
    missing = [ours for ours in HEADINGS if ours not in found]
    if missing:
        maybe = f"add it; the file has {', '.join(table.columns)}."
        raise InputError(
            Trouble("is missing", table.file, 1, field=name, rule="missing-column", maybe=maybe) for name in missing
        )
    return found


def _entry(row: RawRow, names: dict[str, str], file: str, problem: Problem, desk: Any) -> HandEntry | None:
    from scheduler.loaders.bad import Bad
    from scheduler.loaders.cells.moments import dateless, moment
    from scheduler.loaders.raw import shown

    engineer, ticket = (shown(row.cells.get(names[name])) for name in ("engineer", "ticket"))
    if not engineer and ticket:
        return None  # a line without an engineer says that the ticket is left unserved
    if not ticket:
        desk.wrong(Trouble("the row names no ticket", file, row.number, "ticket", rule="missing-value"))
        return None
    origin = problem.clock.origin
    zone: tzinfo = origin.tzinfo  # type: ignore[assignment]
    try:
        own = problem.engineer[engineer].shifts if engineer in problem.engineer else ()
        day = dateless(
            problem.clock, [(shift.start, shift.end) for shift in own or (shift for _, shift in problem.shifts)]
        )
        when = moment(row.cells.get(names["start"]), zone, day)
    except Bad as bad:
        value = shown(row.cells.get(names["start"]))
        desk.wrong(Trouble(bad.message, file, row.number, "start", value, bad.rule, bad.maybe))
        return None
    return HandEntry(engineer, ticket, problem.clock.seconds(when))

"""Reading what a roster is made from: a folder of CSV files, each one table."""

# ruff: noqa: E501 - a column a line reads as the table it is

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

from models.clock import Clock
from models.engineer import TierLevel
from models.errors import InputError, Trouble, nearest
from models.money import money
from models.records import clock_of
from models.roster import Duty, Lent, Person, RosterProblem, RosterWish
from models.roster.entities import LEAVE, OFF, TRAINING
from models.roster.rules import ROSTER_RULES
from models.roster.shapes import RosterRule
from models.text import Text
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.build.rows import Row, read, unique
from scheduler.loaders.contract.column import Column
from scheduler.loaders.formats.csv_table import read_csv
from scheduler.loaders.formats.yaml_file import parse_mapping
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.records.contract import RecordTable
from scheduler.loaders.records.times import RecordContext

STANDING = ("active", "warned", "suspended", "dismissed")
YES = ("yes", "no", "是", "否")
WEEKDAYS = ("1", "2", "3", "4", "5", "6", "7", "holiday", "*")

PEOPLE = RecordTable(
    "people", "人员", "Who is rostered.",
    (
        Column("engineer", "工程师号", "text", "names the person; no two rows share it", "E07", required=True),
        Column("name", "姓名", "text", "for people", "王伟"),
        Column("tier", "级别", "tier", "junior, intermediate or senior; empty = junior", "senior"),
        Column("territory", "区域", "text", "where the person works", "north"),
        Column("weekly_hours", "周工时", "number", "hours of the contract; empty = 40", "40", unit="h", least=0, most=60),
        Column("shielded", "受保护", "choice", "neither nights nor standby: minors, pregnant staff", "no", choices=YES),
        Column("standing", "状态", "choice", "empty = active", "active", choices=STANDING),
        Column("from", "合同开始", "time", "first day of the contract", "2025-03-01"),
        Column("until", "合同结束", "time", "last day of the contract", "2026-12-31"),
        Column("weekends", "周末数", "number", "weekend days of the last 26 weeks", "9", least=0, most=200),
        Column("nights", "夜班数", "number", "nights of the last 26 weeks", "3", least=0, most=200),
        Column("standbys", "备班数", "number", "standbys of the last 26 weeks", "6", least=0, most=200),
        Column("holidays", "节假日数", "number", "holidays worked in the last 26 weeks", "1", least=0, most=200),
    ),
    required=True,
)  # fmt: skip
DUTIES = RecordTable(
    "duties", "班种", "Kinds of duty.",
    (
        Column("duty", "班种", "text", "names the duty", "early", required=True),
        Column("start", "开始", "text", "time of day", "08:00", required=True),
        Column("end", "结束", "text", "time of day; at or before the start: on the next day", "17:00", required=True),
        Column("hours", "工时", "number", "paid hours; empty = from start to end", "8", unit="h", least=0, most=24),
        Column("standby", "备班", "choice", "only called when needed", "no", choices=YES),
    ),
    required=True,
)  # fmt: skip
FIXED = RecordTable(
    "fixed", "已定", "What stands already: leave, trainings, promised duties.",
    (
        Column("engineer", "工程师号", "text", "who", "E07", required=True),
        Column("day", "日期", "time", "which day", "2026-12-03", required=True),
        Column("duty", "班种", "text", "leave, training, off or a duty", "leave", required=True),
    ),
)  # fmt: skip
WISHES = RecordTable(
    "wishes", "意愿", "What people would like.",
    (
        Column("engineer", "工程师号", "text", "who", "E07", required=True),
        Column("day", "日期", "time", "which day", "2026-12-05", required=True),
        Column("duty", "班种", "text", "a duty; empty = off", "off"),
        Column("points", "分数", "integer", "empty = 1", "2", least=1, most=100),
    ),
)  # fmt: skip
NEEDS = RecordTable(
    "needs", "需求", "How many people a territory needs, and what each missing one costs.",
    (
        Column("territory", "区域", "text", "where", "north", required=True),
        Column("weekday", "星期", "choice", "1 = Monday to 7, holiday, * = every other day", "1", required=True, choices=WEEKDAYS),
        Column("people", "人数", "integer", "wanted", "5", required=True, least=0, most=1000),
        Column("short", "缺一人", "money", "of the first who is missing; each further one costs half as much again", "400", required=True),
    ),
    required=True,
)  # fmt: skip
LOANS = RecordTable(
    "loans", "外借", "Who may help in another territory.",
    (
        Column("engineer", "工程师号", "text", "who", "E07", required=True),
        Column("territory", "区域", "text", "where", "south", required=True),
        Column("price", "费用", "money", "of a day of it", "120", required=True),
    ),
)  # fmt: skip
PUBLISHED = RecordTable(
    "published", "已公布", "The roster that people have been told.",
    (
        Column("engineer", "工程师号", "text", "who", "E07", required=True),
        Column("day", "日期", "time", "which day; days before the roster count for rest", "2026-12-03", required=True),
        Column("duty", "班种", "text", "a duty or off", "early", required=True),
    ),
)  # fmt: skip
ROSTER_TABLES = (PEOPLE, DUTIES, FIXED, WISHES, NEEDS, LOANS, PUBLISHED)
"""Every table of a roster's folder."""


@dataclass(frozen=True)
class _Tables:
    """Good rows by table, and how days are read from them."""

    rows: Mapping[str, list[Row]]
    clock: Clock

    def of(self, name: str) -> list[Row]:
        return [row for row in self.rows[name] if row.good]

    def day(self, row: Row, column: str = "day") -> date | None:
        second = row.get(column)
        return None if second is None else self.clock.moment(second).date()


def load_roster(folder: str | Path, first: date, days: int, holidays: frozenset[date] = frozenset()) -> RosterProblem:
    """Read a folder with ``people``, ``duties`` and ``needs``, perhaps ``fixed``, ``wishes``, ``loans``, ``published``.

    ``roster.yaml`` may say which rules are on (``rules: {rest-between: {hours: 12}, standby-there: off}``).

    Raises
    ------
    InputError
        With everything that is wrong, not only the first.
    """
    folder, desk = Path(folder), InputIssues()
    if not folder.is_dir():
        maybe = Text(
            "give the folder with people.csv, duties.csv and needs.csv.",
            "请给出含 people.csv、duties.csv 和 needs.csv 的文件夹。",
        )
        raise InputError(Trouble(Text("is no folder", "不是文件夹"), str(folder), rule="missing-path", maybe=maybe))
    clock = clock_of(UTC)
    rows: dict[str, list[Row]] = {}
    for table in ROSTER_TABLES:
        path = next(
            (folder / f"{name}.csv" for name in (table.name, table.chinese) if (folder / f"{name}.csv").is_file()), None
        )
        raw = None if path is None else read_csv(file_bytes(path), path.name, desk)
        if path is None and table.required:
            message = Text(f"{folder} has no {table.name}.csv", f"{folder} 没有 {table.name}.csv")
            desk.wrong(Trouble(message, f"{table.name}.csv", rule="missing-file", maybe=f"write it: {table.meaning}"))
        rows[table.name] = [] if raw is None else read(table, raw, desk, RecordContext(clock, UTC))
    unique(rows["people"], "engineer")
    unique(rows["duties"], "duty")
    tables = _Tables(rows, clock)
    duties = tuple(duty for row in tables.of("duties") if (duty := _duty(row)) is not None)
    _check_names(tables, {duty.id for duty in duties})
    rules = _rules(folder / "roster.yaml", desk)
    people = tuple(_person(row, tables, first) for row in tables.of("people"))
    desk.stop_if_hopeless()
    if troubles := desk.in_order():
        raise InputError(troubles)
    return RosterProblem(
        first=first,
        days=days,
        people=people,
        duties=duties,
        rules=rules,
        shortage=_shortage(tables, first, days, holidays, len(people)),
        wishes=tuple(
            RosterWish(row.get("engineer"), day, row.get("duty") or OFF, row.get("points") or 1)
            for row in tables.of("wishes")
            if (day := tables.day(row)) is not None
        ),
        loans=tuple(
            Lent(row.get("engineer"), row.get("territory"), money(row.get("price"))) for row in tables.of("loans")
        ),
        holidays=holidays,
        published=_published(tables, first),
        name=folder.resolve().name,
    )


def _duty(row: Row) -> Duty | None:
    start, end = (_minutes(row, column) for column in ("start", "end"))
    if start is None or end is None:
        return None
    end = end if end > start else end + 1440
    hours = row.get("hours")
    standby = row.get("standby") in ("yes", "是")
    return Duty(
        row.get("duty"), start, end, end - start if hours is None else round(60 * hours), 0.0 if standby else 1.0
    )


def _minutes(row: Row, column: str) -> int | None:
    hours, _, minutes = str(row.get(column)).partition(":")
    if hours.isdigit() and minutes.isdigit() and int(hours) <= 24 and int(minutes) < 60:
        return 60 * int(hours) + int(minutes)
    row.wrong(column, "time", Text("is no time of day", "不是时刻"), Text("write it as 08:00.", "请写成 08:00。"))
    return None


def _person(row: Row, tables: _Tables, first: date) -> Person:
    id = row.get("engineer")
    fixed = {
        day: r.get("duty") for r in tables.of("fixed") if r.get("engineer") == id and (day := tables.day(r)) is not None
    }
    told = {
        day: r.get("duty")
        for r in tables.of("published")
        if r.get("engineer") == id and (day := tables.day(r)) is not None
    }
    hours, until = row.get("weekly_hours"), tables.day(row, "until")
    return Person(
        id=id,
        name=row.get("name") or "",
        tier=row.get("tier") or TierLevel.JUNIOR,
        territory=row.get("territory") or "",
        weekly=round(60 * (40 if hours is None else hours)),
        shielded=row.get("shielded") in ("yes", "是"),
        standing=row.get("standing") or "active",
        fixed=fixed,
        from_day=tables.day(row, "from"),
        until_day=None if until is None else until + timedelta(days=1),
        history={name: float(row.get(name) or 0) for name in ("weekends", "nights", "standbys", "holidays")},
        before=tuple(told.get(first - timedelta(days=k), OFF) for k in range(6, 0, -1)),
    )


def _check_names(tables: _Tables, duties: set[str]) -> None:
    """Every row speaks of a known person and a known duty."""
    people = {row.get("engineer") for row in tables.of("people")}
    known = duties | {OFF, LEAVE, TRAINING}
    for name in ("fixed", "wishes", "loans", "published"):
        for row in tables.of(name):
            if row.get("engineer") not in people:
                message = Text("this person is not in people.csv", "人员表中没有此人")
                row.wrong("engineer", "unknown-engineer", message, nearest(str(row.get("engineer")), people))
            duty = row.get("duty")
            if name != "loans" and duty is not None and duty not in known:
                message = Text("this duty is not in duties.csv", "班种表中没有此班种")
                row.wrong("duty", "unknown-duty", message, nearest(duty, known))


def _shortage(
    tables: _Tables, first: date, days: int, holidays: frozenset[date], people: int
) -> dict[str, tuple[tuple[int, ...], ...]]:
    """What 0, 1, 2, ... people cost: the first who is missing the price, each further one half of it more."""
    wanted: dict[str, dict[str, tuple[int, int]]] = {}
    for row in tables.of("needs"):
        wanted.setdefault(row.get("territory"), {})[row.get("weekday")] = row.get("people"), money(row.get("short"))
    found = {}
    for territory, by_day in wanted.items():
        rows = []
        for number in range(days):
            day = first + timedelta(days=number)
            own = by_day.get(str(day.isoweekday()), by_day.get("*", (0, 0)))
            need, price = by_day.get("holiday", own) if day in holidays else own
            missing = [max(0, need - there) for there in range(max(need, 1) + 1)]
            rows.append(tuple(sum(price + price * k // 2 for k in range(short)) for short in missing))
        found[territory] = tuple(rows)
    return found


def _published(tables: _Tables, first: date) -> dict[str, dict[date, str]]:
    found: dict[str, dict[date, str]] = {}
    for row in tables.of("published"):
        day = tables.day(row)
        if day is not None and day >= first:
            found.setdefault(row.get("engineer"), {})[day] = row.get("duty")
    return found


def _rules(path: Path, desk: InputIssues) -> tuple[RosterRule, ...]:
    """Hard and priced rules with their defaults, or as ``roster.yaml`` says."""
    named: Mapping[str, Any] = parse_mapping(file_bytes(path), path.name).get("rules", {}) if path.is_file() else {}
    known = {rule.id: rule for rule in ROSTER_RULES}
    if not isinstance(named, Mapping):
        desk.wrong(
            Trouble(Text("rules is no mapping", "rules 不是映射"), path.name, field="rules", rule="rule-value"),
            hopeless=True,
        )
        return ()
    for key in sorted(set(map(str, named)) - set(known)):
        message = Text("there is no such rule", "没有此规则")
        desk.wrong(
            Trouble(message, path.name, field=f"rules.{key}", rule="unknown-rule", maybe=nearest(key, known)),
            hopeless=True,
        )
    made = []
    for id, rule in known.items():
        value = named.get(id, True)
        if value in ("off", False):
            continue
        try:
            made.append(rule.model_validate(value if isinstance(value, Mapping) else {}))
        except ValueError as error:
            lines = str(error).splitlines()
            desk.wrong(
                Trouble(
                    lines[-2].strip() if len(lines) > 1 else lines[0],
                    path.name,
                    field=f"rules.{id}",
                    value=str(value),
                    rule="rule-value",
                ),
                hopeless=True,
            )
    return tuple(made)

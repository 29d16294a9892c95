"""Reading a history of requests: one row a ticket, open or closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo
from pathlib import Path

from models.clock import Clock
from models.errors import InputError, Trouble
from models.records import clock_of
from models.text import Text
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.build.rows import Row, read, unique
from scheduler.loaders.cells.moments import zone_named
from scheduler.loaders.contract.column import Column
from scheduler.loaders.formats.csv_table import read_csv
from scheduler.loaders.guard import file_bytes
from scheduler.loaders.ledger import Ledger
from scheduler.loaders.raw import WORKBOOKS, RawTable
from scheduler.loaders.records.contract import RecordTable
from scheduler.loaders.records.times import RecordContext

HISTORY = RecordTable(
    "history", "历史工单",
    "Requests of the past, open ones too: a file of finished tickets alone looks quiet towards its end.",
    (
        Column("ticket", "工单号", "text", "names the ticket; no two rows share it", "T-1042", required=True),
        Column("created", "创建", "time", "the customer's request", "2026-09-01 08:12", required=True),
        Column("territory", "区域", "text", "where; empty = all of one", "north"),
        Column("work_type", "工作类型", "text", "kind of work; empty = all of one", "leak"),
        Column("closed", "完成", "time", "when it was finished; empty = open", "2026-09-02 10:00"),
        Column("cancelled", "取消", "time", "when it was cancelled", "2026-09-02 10:00"),
        Column("duration", "时长", "number", "time on site", "75", unit="min", least=0, most=10_000),
        Column("customer", "客户号", "text", "who asked", "C117"),
    ),
    required=True,
)  # fmt: skip


@dataclass(frozen=True)
class Request:
    """One ticket of a history: the local day it came on, where, of what kind, and the day it was over (None = open)."""

    id: str
    day: date
    territory: str
    work_type: str
    minutes: float | None
    over: date | None


@dataclass(frozen=True)
class RequestHistory:
    """Requests in the order of their days, and what is to be said about where they come from."""

    requests: tuple[Request, ...]
    notes: tuple[Trouble, ...] = ()
    rejected: int = 0
    ledger: Ledger = field(default_factory=Ledger)


def load_history(path: str | Path, *, timezone: str = "", reject_bad_rows: bool = False) -> RequestHistory:
    """Read a CSV file or a workbook with a sheet ``history``.

    Raises
    ------
    InputError
        With everything that is wrong, not only the first.
    """
    path, desk = Path(path), InputIssues(reject_bad_rows=reject_bad_rows)
    zone = _zone(timezone)
    raw = _raw(path, desk)
    clock = clock_of(zone)
    rows = [] if raw is None else read(HISTORY, raw, desk, RecordContext(clock, zone))
    unique(rows, "ticket")
    for row in rows:
        _check(row)
    good = [row for row in rows if row.good]
    for row in rows:
        row.used = row.good
        row.settle()
    desk.stop_if_hopeless()
    if not good:
        message = Text("holds no request that could be read", "没有可读取的工单")
        raise InputError([*desk.in_order(), Trouble(message, path.name, rule="empty-history")])
    made = sorted((_request(row, clock) for row in good), key=lambda request: (request.day, request.id))
    return RequestHistory(tuple(made), tuple(desk.notes), len(rows) - len(good), desk.ledger)


def _zone(name: str) -> tzinfo:
    from scheduler.loaders.bad import Bad

    if not name:
        return UTC
    try:
        return zone_named(name)
    except Bad as bad:
        raise InputError(Trouble(bad.message, field="--timezone", value=name, rule=bad.rule, maybe=bad.maybe)) from None


def _raw(path: Path, desk: InputIssues) -> RawTable | None:
    if not path.is_file():
        maybe = Text("give the CSV file or the workbook itself.", "请给出 CSV 文件或工作簿本身。")
        raise InputError(Trouble(Text("is no file", "不是文件"), str(path), rule="missing-path", maybe=maybe))
    data = file_bytes(path)
    if path.suffix.lower() not in WORKBOOKS:
        return read_csv(data, path.name, desk)
    from scheduler.loaders.formats.csv_table import table
    from scheduler.loaders.formats.workbook import sheets_of

    sheets = sheets_of(path, data)
    meant = [name for name in sheets if name.strip().lower() in (HISTORY.name, HISTORY.chinese)]
    name = meant[0] if meant else next(iter(sheets))
    return table(sheets[name], f"{path.name}[{name}]", desk)


def _check(row: Row) -> None:
    """A request is not over before it came."""
    if not row.good:
        return
    for column in ("closed", "cancelled"):
        over = row.get(column)
        if over is not None and over < row.get("created"):
            message = Text("the ticket is over before it was created", "工单在创建之前就已结束")
            row.wrong(column, "closed-before-created", message, Text("the two times are swapped.", "两个时间颠倒了。"))


def _request(row: Row, clock: Clock) -> Request:
    created = clock.moment(row.get("created")).date()
    over = [clock.moment(row.get(column)).date() for column in ("closed", "cancelled") if row.get(column) is not None]
    minutes = row.get("duration")
    return Request(
        id=str(row.get("ticket")),
        day=created,
        territory=row.get("territory") or "all",
        work_type=row.get("work_type") or "all",
        minutes=None if minutes is None else float(minutes),
        over=min(over, default=None),
    )

"""Times of records: many of them, so the usual way of writing them is read fast; and none without a zone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.errors import Trouble
from models.text import Text
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.cells import Context
from scheduler.loaders.cells.moments import moment
from scheduler.loaders.cells.spans import plain_heading
from scheduler.loaders.contract import Table
from scheduler.loaders.raw import Cell, RawTable, empty, shown

ISO = re.compile(r"(20[0-3]\d-[01]\d-[0-3]\d)[T ](\d\d):(\d\d)(?::(\d\d))?([+-]\d\d:\d\d)?")
DAYS = frozenset({"day", "passed", "valid_until", "on", "since"})
"""Columns that hold a calendar day; they need no zone."""


@dataclass(frozen=True)
class RecordContext(Context):
    """A context that reads ``2026-09-01 10:05`` without the long way round."""

    midnights: dict[tuple[str, str], int | None] = field(default_factory=dict, compare=False)

    def instant(self, cell: Cell, until: bool = False) -> int:
        """Seconds of the records' clock; a time without a date is refused."""
        if isinstance(cell, str) and (found := ISO.fullmatch(cell)) is not None:
            day, hours, minutes, seconds, offset = found.groups()
            midnight = self._midnight(day, offset or "")
            since = int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)
            if midnight is not None and since < 86_400 and int(minutes) < 60:
                return midnight + since
        assert self.clock is not None
        when = moment(cell, self.zone, until=until, order=self.style.order)
        return self.clock.seconds(when)

    def _midnight(self, day: str, offset: str) -> int | None:
        """The second of that day's midnight; None on days on which the clocks change, and on days that do not exist."""
        key = day, offset
        if key not in self.midnights:
            self.midnights[key] = self._find_midnight(day, offset)
        return self.midnights[key]

    def _find_midnight(self, day: str, offset: str) -> int | None:
        assert self.clock is not None
        try:
            start = datetime.fromisoformat(f"{day}T00:00:00{offset}")
        except ValueError:
            return None
        if offset:
            return self.clock.seconds(start)
        local = start.replace(tzinfo=self.zone)
        length = self.clock.seconds(local + timedelta(days=1)) - self.clock.seconds(local)
        return self.clock.seconds(local) if length == 86_400 else None


def say_times_without_offset(table: Table, raw: RawTable, desk: InputIssues) -> None:
    """Where the company has no zone, a time needs an offset."""
    for heading in raw.columns:
        name = table.headings.get(plain_heading(heading), "")
        if not name or table.column[name].kind not in ("time", "until") or name in DAYS:
            continue
        for row in raw.rows:
            cell = row.cells.get(heading)
            if not empty(cell) and not _has_offset(cell):
                message = Text(
                    "the time has no offset, and the records have no time zone", "时间没有时区偏移，记录也未给出时区"
                )
                maybe = Text("write timezone: Asia/Shanghai into records.yaml, or the offset into the cell.",
                             "在 records.yaml 中写 timezone: Asia/Shanghai，或在单元格中写明偏移。")  # fmt: skip
                trouble = Trouble(message, raw.file, row.number, heading, shown(cell), "time-without-offset", maybe)
                desk.wrong(trouble, table=table.name)


def _has_offset(cell: Cell) -> bool:
    if isinstance(cell, datetime):
        return cell.tzinfo is not None
    return isinstance(cell, str) and re.search(r"([+-]\d\d:?\d\d|Z)\s*$", cell.strip()) is not None

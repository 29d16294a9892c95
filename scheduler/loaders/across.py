"""Rosters with a row a person and a column a day, as one row a shift."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from models.errors import Trouble
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.day_headings import Month, days_of, month_in
from scheduler.loaders.cells.moments import moment
from scheduler.loaders.cells.roster_cells import hours_of, off
from scheduler.loaders.cells.written import plain
from scheduler.loaders.raw import Cell, RawRow, RawTable, empty, shown


@dataclass(frozen=True)
class Across:
    """How the columns of days are read.

    Parameters
    ----------
    date, cell
        Names of the two columns that take their place: the day, and the hours that stand there.
    codes
        Their word for a shift -> its hours (``08:00-16:00``, two with a stroke); empty = nobody comes.
    """

    date: str
    cell: str
    codes: dict[str, str] = field(default_factory=dict)


def spread(
    raw: RawTable, spec: Across, title: str, first: str | date | datetime | None, days: int, zone: tzinfo,
    desk: InputIssues,
) -> RawTable:  # fmt: skip
    """The table with a row for every span of hours.

    Parameters
    ----------
    title
        What stands above the table, and its name: there the month of ``24`` is found.
    first, days
        The day that is planned, and how many: the days of bare weekdays, and of numbers whose title names no month.
    """
    wanted = _day(first, zone)
    when = month_in(title)
    if when.year is None and wanted is not None:
        when = Month(wanted.year, when.month or wanted.month)
    dates = days_of(raw.columns, when)
    if not dates or (wanted is None and any(isinstance(day, int) for day in dates.values())):
        maybe = 'give --date, or write the month above the table: "2026-11".'
        desk.wrong(Trouble("has no columns that are days", raw.file, rule="roster-days", maybe=maybe))
        return raw
    horizon = [] if wanted is None else [wanted + timedelta(days=at) for at in range(days)]
    others = tuple(name for name in raw.columns if name not in dates)
    codes = {plain(code): hours for code, hours in spec.codes.items()}
    desk.ledger.expect(raw.file, "key", list(dates))
    desk.ledger.use(raw.file, "key", *dates)
    rows: list[RawRow] = []
    for row in raw.rows:
        kept = {name: row.cells.get(name) for name in others}
        if all(empty(cell) for cell in kept.values()):
            _left(row, raw.file, "names nobody", desk)
            continue
        before = len(rows)
        for heading, day in dates.items():
            for when_ in [day] if isinstance(day, date) else [other for other in horizon if other.weekday() == day]:
                spans = _spans(row, heading, codes, raw.file, not horizon or when_ in horizon, desk)
                rows += [RawRow(row.number, kept | {spec.date: when_.isoformat(), spec.cell: span}) for span in spans]
        if len(rows) == before:
            _left(row, raw.file, "no hours on any day", desk)
    return RawTable(raw.file, (*others, spec.date, spec.cell), tuple(rows), raw.labels)


def _left(row: RawRow, file: str, why: str, desk: InputIssues) -> None:
    desk.ledger.expect(file, "row", [row.number])
    desk.ledger.ignore(file, "row", row.number, why)


def _spans(
    row: RawRow, heading: str, codes: dict[str, str], file: str, matters: bool, desk: InputIssues
) -> tuple[str, ...]:
    """The hours of one cell; what is neither hours nor known is said, where it is about a day that is planned."""
    text = shown(row.cells.get(heading))
    code = plain(text)
    if code in codes:
        return tuple(codes[code].split("/")) if codes[code] else ()
    if off(text):
        return ()
    if not (spans := hours_of(text)) and matters:
        message = f"{text!r} ({heading}) is neither hours nor a word for a shift that the mapping knows"
        maybe = f"add it to the codes of the mapping, for instance {text}: 08:00-16:00; nothing behind it is a day off."
        desk.wrong(Trouble(message, file, row.number, heading, text, "roster-code", maybe))
    return spans


def _day(first: Cell, zone: tzinfo) -> date | None:
    if isinstance(first, datetime):
        return first.date()
    if isinstance(first, date):
        return first
    try:
        return moment(first, zone).date() if isinstance(first, str) else None
    except Bad:
        return None  # said when the settings are read

"""An Excel workbook: one overview, one printable sheet for every engineer's day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from models.finding import Report
from models.place import Place
from models.plan import Plan
from models.problem import Problem
from scheduler.report.proof import Proof
from scheduler.report.reasons import Reasons, complete
from scheduler.report.rows import VisitRow, unserved_rows, visit_rows, windows_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def write_xlsx(
    problem: Problem,
    plan: Plan,
    report: Report,
    path: Path | str,
    *,
    proof: Proof | None = None,
    unserved_reasons: Reasons | None = None,
    set_aside: Sequence[tuple[str, int | None, str]] = (),
) -> Path:
    """Write ``plan.xlsx``: an overview, the unserved tickets, and a sheet to print for every engineer with visits.

    Headings are in Chinese and English. Text stays text, also where it begins like a formula. Equal plans give
    equal files: nothing in one says when it was written.

    Parameters
    ----------
    set_aside
        (file, row, why) of everything in the input that did not reach the plan; they get a sheet, and a line on top.

    Returns
    -------
    Path
        The file.
    """
    from openpyxl import Workbook

    from scheduler.report.overview import overview, set_aside_sheet, unserved_sheet
    from scheduler.report.stamp import stamped

    book = Workbook()
    first = book.worksheets[0]
    first.title = "Overview 总览"
    overview(first, problem, plan, report, proof or Proof(), len(set_aside))
    left = unserved_rows(problem, complete(problem, plan, report, unserved_reasons), report)
    unserved_sheet(book.create_sheet("Unserved 未安排"), problem, left)
    if set_aside:
        set_aside_sheet(book.create_sheet("Set aside 搁置"), set_aside)
    days = {id: list(rows) for id, rows in groupby(visit_rows(problem, plan, report), lambda row: row.engineer)}
    names = sheet_names([problem.engineer[id].shown() for id in days], taken=book.sheetnames)
    for name, rows in zip(names, days.values(), strict=True):
        day_sheet(book.create_sheet(name), problem, plan, rows)
    made = BytesIO()
    book.save(made)
    Path(path).write_bytes(stamped(made.getvalue(), problem.clock.origin))
    return Path(path)


DAY_COLUMNS = (
    ("#", 5), ("日期 Date", 12), ("到达 Arrive", 9), ("开始 Start", 9), ("结束 Finish", 9), ("路程 Drive\nmin", 9),
    ("等待 Wait\nmin", 9),
    ("工单 Ticket", 12), ("预约 Window", 14), ("内容 Job", 26), ("客户 Customer", 13), ("联系人 Contact", 12),
    ("电话 Phone", 15), ("地址 Address", 30), ("备注 Notes", 28),
)  # fmt: skip


def day_sheet(sheet: Worksheet, problem: Problem, plan: Plan, rows: list[VisitRow]) -> None:
    """One engineer's visits in order, a line for the break and the return, on landscape A4 one page wide."""
    from scheduler.report.cells import heading, printed, put, table

    engineer = problem.engineer[rows[0].engineer]
    heading(sheet, engineer.shown(), f"{engineer.tier.label} · {problem.name} · 工单 visits: {len(rows)}")
    lines = [line for _, of_shift in groupby(rows, lambda row: row.shift) for line in _lines(problem, plan, of_shift)]
    last = table(sheet, DAY_COLUMNS, lines)
    put(sheet, last + 2, 1, "签字 Signature: ______________________________")
    sheet.print_title_rows = "4:4"
    printed(sheet, "landscape", problem.name)


def _lines(problem: Problem, plan: Plan, rows: Iterable[VisitRow]) -> list[tuple[object, ...]]:
    rows = list(rows)
    route = next(route for route in plan.routes if route.shift == rows[0].shift)
    engineer, shift = problem.shift[route.shift]
    start, end = shift.start_place or engineer.start, shift.end_place or engineer.end_place
    lines = [(row.visit.start, _visit_line(problem, row)) for row in rows]
    depart = _moment(problem, route.depart)
    lines.append((route.depart, _line(depart.date(), "", depart.time(), "", "出发 Depart", _end(start, "first"))))
    if route.rest:
        begin, over = (_moment(problem, time) for time in (route.rest.start, route.rest.end))
        note = _line(begin.date(), "", begin.time(), over.time(), "休息 Break")
        lines.append((route.rest.start, note))
    back = _moment(problem, route.end)
    lines.append((route.end, _line(back.date(), back.time(), "", "", "返回 Return", _end(end, "last"))))
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def _line(
    day: object, arrive: object, start: object, finish: object, what: str, address: str = ""
) -> tuple[object, ...]:
    """A row of the sheet that is no visit."""
    return ("", day, arrive, start, finish, "", "", "", "", what, "", "", "", address, "")


def _end(place: Place, customer: str) -> str:
    """The address of a start or an end, or that it is wherever the first or last customer is."""
    chinese = {"first": "第一家客户处", "last": "最后一家客户处"}[customer]
    return f"{chinese} at the {customer} customer" if place.anywhere else place.address


def _visit_line(problem: Problem, row: VisitRow) -> tuple[object, ...]:
    arrive, start, finish = (_moment(problem, time) for time in (row.visit.arrive, row.visit.start, row.visit.finish))
    ticket = row.ticket
    parts = ", ".join(f"{part} x{pieces}" for part, pieces in ticket.parts.items())
    notes = [f"P{ticket.priority}", ticket.note, parts]
    late = min((slack for slack in (row.response_slack, row.resolution_slack) if slack is not None), default=0)
    notes.append(f"迟 late {-late // 60} min" if late < 0 else "")
    return (
        row.sequence, arrive.date(), arrive.time(), start.time(), finish.time(), round(row.travel / 60),
        round(row.wait / 60) or "", ticket.id,
        windows_text(problem, ticket), ticket.title or ticket.work_type, ticket.customer, ticket.contact, ticket.phone,
        ticket.place.address, "; ".join(filter(None, notes)),
    )  # fmt: skip


def _moment(problem: Problem, seconds: int) -> datetime:
    """Wall-clock time without a zone, as spreadsheets know it."""
    return problem.clock.moment(seconds).replace(tzinfo=None)


LONGEST_NAME = 31
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Valid and different sheet names, as near to what was wanted as can be.

    At most 31 characters, none of ``[ ] : * ? / \\``, no apostrophe at either end, not empty, not ``History``, and
    different from each other and from ``taken`` also when case is ignored.

    >>> sheet_names(["E07 王伟", "E07 王伟", "a/b?", "'x'", ""])
    ['E07 王伟', 'E07 王伟 (2)', 'a b', 'x', 'Sheet']
    """
    used = {name.casefold() for name in taken} | {"history"}
    names = []
    for title in wanted:
        base = NOT_IN_NAMES.sub(" ", title)[:LONGEST_NAME].strip().strip("'").strip() or "Sheet"
        name, number = base, 1
        while name.casefold() in used:
            number += 1
            tail = f" ({number})"
            name = base[: LONGEST_NAME - len(tail)].rstrip() + tail
        used.add(name.casefold())
        names.append(name)
    return names

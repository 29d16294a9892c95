"""CSV files of a plan, for spreadsheets and for other programs."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from models.finding import Report
from models.kpi.due import due
from models.money import amount
from models.plan import Plan
from models.problem import Problem
from models.text import in_chinese
from scheduler.chance import Outlook, VisitOutlook, chances
from scheduler.report.reasons import Reasons, complete
from scheduler.report.rows import UnservedRow, VisitRow, unserved_rows, visit_rows, windows_text
from scheduler.report.safe import safe


def write_csv(
    problem: Problem,
    plan: Plan,
    report: Report,
    folder: Path | str,
    *,
    unserved_reasons: Reasons | None = None,
    outlook: Outlook | None = None,
) -> tuple[Path, Path]:
    """Write ``plan.csv`` (one row a visit) and ``unserved.csv`` (one row a ticket) into a folder.

    UTF-8 with a byte-order mark, so that Excel shows Chinese. Times are ISO 8601 with offset, lengths minutes
    with one decimal, money in the policy's currency. Text that begins like a formula gets an apostrophe in front.

    Parameters
    ----------
    folder
        An existing folder.
    unserved_reasons
        Ticket id -> why it is unserved; where missing, the judge's sentence stands in.
    outlook
        The chances of the plan; None = computed here.

    Returns
    -------
    tuple of Path
        The two files.
    """
    folder = Path(folder)
    reasons = complete(problem, plan, report, unserved_reasons)
    rules = list(report.costs)
    found = (outlook or chances(problem, plan)).by_ticket
    visits = (_visit(problem, row, rules, found.get(row.ticket.id)) for row in visit_rows(problem, plan, report))
    left = (_unserved(problem, row) for row in unserved_rows(problem, reasons, report))
    money = tuple(f"cost_{rule}" for rule in rules)
    return (
        _write(folder / "plan.csv", (*VISIT_COLUMNS, *money), visits),
        _write(folder / "unserved.csv", UNSERVED_COLUMNS, left),
    )


VISIT_COLUMNS = (
    "engineer", "engineer_name", "shift", "sequence", "ticket", "title", "customer", "contact", "phone", "address",
    "lat", "lon",
    "territory", "priority", "depart", "arrive", "start", "finish", "wait_min", "travel_min", "travel_km", "window",
    "note", "respond_by", "response_slack_min", "resolve_by", "resolution_slack_min",
    "chance_percent", "start_p10", "start_p90", "cost",
)  # fmt: skip
UNSERVED_COLUMNS = (
    "ticket", "title", "customer", "contact", "phone", "priority", "territory", "window", "note", "reason", "sentence",
    "sentence_zh", "detail", "detail_zh", "cost",
)  # fmt: skip


def _visit(problem: Problem, row: VisitRow, rules: list[str], outlook: VisitOutlook | None) -> tuple[Any, ...]:
    ticket, visit, clock = row.ticket, row.visit, problem.clock
    respond, resolve = due(problem, ticket, "response"), due(problem, ticket, "resolution")
    return (
        row.engineer, row.name, row.shift, row.sequence, ticket.id, ticket.title, ticket.customer, ticket.contact,
        ticket.phone, ticket.place.address,
        ticket.place.lat, ticket.place.lon, ticket.territory or "", ticket.priority,
        clock.iso(row.depart), clock.iso(visit.arrive), clock.iso(visit.start), clock.iso(visit.finish),
        _minutes(row.wait), _minutes(row.travel), round(row.metres / 1000, 3), windows_text(problem, ticket),
        ticket.note,
        "" if respond is None else clock.iso(respond), _minutes(row.response_slack),
        "" if resolve is None else clock.iso(resolve), _minutes(row.resolution_slack),
        *_chance(problem, outlook), amount(sum(row.costs.values())),
        *(amount(row.costs.get(rule, 0)) for rule in rules),
    )  # fmt: skip


def _chance(problem: Problem, outlook: VisitOutlook | None) -> tuple[Any, ...]:
    """The least of the chances of what was promised [%], and when the visit begins on most days."""
    if outlook is None:
        return "", "", ""
    share = "" if outlook.worst is None else round(100 * outlook.worst, 1)
    return share, problem.clock.iso(outlook.early), problem.clock.iso(outlook.late)


def _unserved(problem: Problem, row: UnservedRow) -> tuple[Any, ...]:
    ticket, reason = row.ticket, row.reason
    return (
        ticket.id, ticket.title, ticket.customer, ticket.contact, ticket.phone, ticket.priority, ticket.territory or "",
        windows_text(problem, ticket), ticket.note, reason.code, reason.sentence,
        reason.sentence_zh, reason.detail, in_chinese(reason.detail), amount(row.cost),
    )  # fmt: skip


def _minutes(seconds: int | None) -> float | str:
    return "" if seconds is None else round(seconds / 60, 1)


def _write(path: Path, columns: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return path

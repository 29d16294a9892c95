"""What the page knows about a ticket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.finding import Report
from models.kpi.due import due
from models.money import amount
from models.plan import Plan
from models.problem import Problem
from models.ticket import Ticket
from scheduler.chance import Outlook, VisitOutlook
from scheduler.report.places import point
from scheduler.report.rows import VisitRow, agreed, bounds, costs_by_ticket, visit_rows
from scheduler.wording.language import both
from scheduler.wording.reason import Reason

Json = dict[str, Any]
ToWall = Callable[[int], int]


def ticket_data(
    problem: Problem, plan: Plan, report: Report, reasons: dict[str, Reason], wall: ToWall, outlook: Outlook
) -> list[Json]:
    """Open tickets and whatever else the plan visits; visited ones first, in the order of the rota."""
    rows = {row.ticket.id: row for row in visit_rows(problem, plan, report)}
    others = [ticket for ticket in problem.open_tickets if ticket.id not in rows]
    broken: dict[str, list[list[str]]] = {}
    for finding in report.broken:
        broken.setdefault(finding.ticket, []).append(both(finding.message))
    costs, messages = costs_by_ticket(report), _messages(report)
    found, chances = [], outlook.by_ticket
    for ticket in (*(row.ticket for row in rows.values()), *others):
        data = _asked(problem, ticket, wall)
        if ticket.id in rows:
            data |= _planned(rows[ticket.id], wall)
        if ticket.id in chances:
            data |= _likely(chances[ticket.id], wall)
        if ticket.id in reasons:
            reason = reasons[ticket.id]
            data["reason"] = [reason.code, *both(reason.sentence), *both(reason.detail)]
        data["costs"] = [
            [rule, amount(cost), both(messages.get((ticket.id, rule), ""))]
            for rule, cost in sorted(costs.get(ticket.id, {}).items(), key=lambda pair: -pair[1])
            if cost
        ]
        data["broken"] = broken.get(ticket.id, [])
        found.append({key: value for key, value in data.items() if value not in (None, "", [], ())})
    return found


def _asked(problem: Problem, ticket: Ticket, wall: ToWall) -> Json:
    respond, resolve = due(problem, ticket, "response"), due(problem, ticket, "resolution")
    return {
        "id": ticket.id,
        "title": ticket.title,
        "customer": ticket.customer,
        "contact": ticket.contact,
        "phone": ticket.phone,
        "note": ticket.note,
        "address": ticket.place.address,
        "at": point(ticket.place),
        "territory": ticket.territory,
        "type": ticket.work_type,
        "priority": ticket.priority,
        "tier": int(ticket.tier),
        "skills": [f"{need.skill} {need.level}" for need in ticket.skills],
        "certificates": ticket.certificates,
        "parts": [f"{part} × {pieces}" for part, pieces in ticket.parts.items()],
        "windows": [[None if bound is None else wall(bound) for bound in bounds(window)] for window in agreed(ticket)],
        "respond": None if respond is None else wall(respond),
        "resolve": None if resolve is None else wall(resolve),
        "created": None if ticket.created is None else wall(ticket.created),
        "pinned": ticket.pin is not None or None,
        "status": None if ticket.status == "open" else ticket.status,
    }


def _planned(row: VisitRow, wall: ToWall) -> Json:
    slacks = [slack for slack in (row.response_slack, row.resolution_slack) if slack is not None]
    return {
        "engineer": row.engineer,
        "shift": row.shift,
        "number": row.sequence,
        "depart": wall(row.depart),
        "arrive": wall(row.visit.arrive),
        "start": wall(row.visit.start),
        "finish": wall(row.visit.finish),
        "travel": row.travel,
        "metres": row.metres,
        "late": max(0, -min(slacks)) if slacks else None,
    }


def _likely(outlook: VisitOutlook, wall: ToWall) -> Json:
    """Chances in percent, least first, and the span in which the visit begins on eight days of ten."""
    shares = {"window": outlook.window, "respond": outlook.response, "resolve": outlook.resolution}
    known = {name: round(100 * share) for name, share in shares.items() if share is not None}
    worst = None if outlook.worst is None else round(100 * outlook.worst)
    return {"chance": worst, "chances": known, "early": wall(outlook.early), "lateStart": wall(outlook.late)}


def _messages(report: Report) -> dict[tuple[str, str], str]:
    """(ticket id, rule id) -> the judge's sentence."""
    return {
        (finding.ticket, finding.rule): finding.message
        for finding in report.findings
        if finding.ticket and not finding.hard
    }

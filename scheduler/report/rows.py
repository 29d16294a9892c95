"""Plans as tables: one row a visit, one row an unserved ticket. Files of every kind are made from these."""

from __future__ import annotations

from dataclasses import dataclass

from models.finding import Report
from models.interval import FOREVER
from models.kpi.due import due
from models.kpi.facts import legs
from models.plan import Plan, Route, Visit
from models.problem import Problem
from models.ticket import Ticket, Window
from scheduler.wording.reason import Reason


@dataclass(frozen=True)
class VisitRow:
    """One visit; times are seconds from the origin of the problem's clock, lengths are seconds.

    ``depart`` is when the engineer sets out for the visit. ``*_slack`` is how early a promise is kept; negative = late.
    ``costs`` are the priced rules that name the ticket.
    """

    engineer: str
    name: str
    shift: str
    sequence: int
    ticket: Ticket
    visit: Visit
    depart: int
    travel: int
    metres: int
    response_slack: int | None
    resolution_slack: int | None
    costs: dict[str, int]

    @property
    def wait(self) -> int:
        """[s] between arrival and start."""
        return self.visit.start - self.visit.arrive


@dataclass(frozen=True)
class UnservedRow:
    """One ticket without a visit, and why."""

    ticket: Ticket
    reason: Reason
    cost: int


def visit_rows(problem: Problem, plan: Plan, report: Report) -> list[VisitRow]:
    """All visits, engineer by engineer in the problem's order, by time within each.

    Visits of tickets or shifts that the problem does not know are left out: the judge's findings name them.
    """
    order = {shift.id: number for number, (_, shift) in enumerate(problem.shifts)}
    routes = sorted((route for route in plan.routes if route.shift in order), key=lambda route: order[route.shift])
    costs = costs_by_ticket(report)
    return [row for route in routes for row in _rows(problem, route, costs)]


def _rows(problem: Problem, route: Route, costs: dict[str, dict[str, int]]) -> list[VisitRow]:
    engineer, _ = problem.shift[route.shift]
    known = [visit for visit in route.visits if visit.ticket in problem.ticket]
    rows: list[VisitRow] = []
    for number, (visit, (travel, metres)) in enumerate(zip(known, legs(problem, route), strict=False), start=1):
        ticket = problem.ticket[visit.ticket]
        respond, resolve = due(problem, ticket, "response"), due(problem, ticket, "resolution")
        rows.append(
            VisitRow(
                engineer=engineer.id,
                name=engineer.name,
                shift=route.shift,
                sequence=number,
                ticket=ticket,
                visit=visit,
                depart=rows[-1].visit.finish if rows else route.depart,
                travel=travel,
                metres=metres,
                response_slack=None if respond is None else respond - visit.start,
                resolution_slack=None if resolve is None else resolve - visit.finish,
                costs=costs.get(ticket.id, {}),
            )
        )
    return rows


def unserved_rows(problem: Problem, reasons: dict[str, Reason], report: Report) -> list[UnservedRow]:
    """The unserved tickets in the order of ``reasons``."""
    costs = costs_by_ticket(report)
    return [UnservedRow(problem.ticket[id], reason, sum(costs.get(id, {}).values())) for id, reason in reasons.items()]


def costs_by_ticket(report: Report) -> dict[str, dict[str, int]]:
    """Ticket id -> rule id -> money [thousandths], of all findings that name a ticket."""
    found: dict[str, dict[str, int]] = {}
    for finding in report.findings:
        if finding.ticket and not finding.hard:
            parts = found.setdefault(finding.ticket, {})
            parts[finding.rule] = parts.get(finding.rule, 0) + finding.cost
    return found


def windows_text(problem: Problem, ticket: Ticket) -> str:
    """The ticket's appointment windows for people, Chinese behind English where there are words; empty = any time."""
    return "; ".join(filter(None, (_window_text(problem, window) for window in agreed(ticket))))


def agreed(ticket: Ticket) -> tuple[Window, ...]:
    """The windows in which the visit may start, cut to what was booked."""
    return tuple(Window(start=start, end=end) for start, end in ticket.agreed or ())


def _window_text(problem: Problem, window: Window) -> str:
    start, end = (None if bound is None else problem.clock.text(bound) for bound in bounds(window))
    if start is None or end is None:
        return f"from {start} 起" if start else f"until {end} 前" if end else ""
    return f"{start}-{end}"


def bounds(window: Window) -> tuple[int | None, int | None]:
    """Start and end of a window [s]; None on a side where it is open."""
    return None if window.start <= -FOREVER else window.start, None if window.end >= FOREVER else window.end

"""Everything the page shows, as plain data; the page's script draws it and changes nothing about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import Any

from models.finding import Report
from models.kpi import kpis
from models.money import amount
from models.plan import Plan
from models.problem import Problem
from models.text import Text, in_chinese
from scheduler.chance import Outlook, chances
from scheduler.report.places import territories
from scheduler.report.proof import Proof
from scheduler.report.reasons import Reasons, complete
from scheduler.report.rota import bar_data, engineer_data, planned_data, route_data, span_data
from scheduler.report.ticket_data import ticket_data
from scheduler.wording.language import both
from scheduler.wording.words import rule_title

Json = dict[str, Any]


def payload(
    problem: Problem,
    plan: Plan,
    report: Report,
    proof: Proof | None,
    reasons: Reasons | None,
    outlook: Outlook | None = None,
    planned: Plan | None = None,
) -> Json:
    """The page's data. Times are the wall clock of the horizon's zone in milliseconds, money is in the currency."""
    proof = proof or Proof()
    wall = Wall(problem)
    why = complete(problem, plan, report, reasons)
    outlook = outlook or chances(problem, plan)
    tickets = ticket_data(problem, plan, report, why, wall, outlook)
    engineers = engineer_data(problem, plan)
    rules = {*report.costs, *(finding.rule for finding in report.findings)}
    served = sum("start" in ticket for ticket in tickets)
    return {
        "name": problem.name,
        "note": plan.note,
        "currency": problem.policy.currency,
        "policy": f"{problem.policy.name} {problem.policy.version}".strip(),
        "zone": problem.clock.origin.strftime("%z"),
        "days": _days(problem, plan, wall),
        "cost": amount(report.cost),
        "proof": dict(zip(("en", "zh"), proof.words(report.cost), strict=True)),
        "gap": None if (percent := proof.percent(report.cost)) is None else f"{percent:f}",
        "ended": proof.ended,
        "solver": proof.solver,
        "served": served,
        "open": served + len(why),
        "unserved": len(why),
        "kpis": [kpi.__dict__ for kpi in kpis(problem, plan, report)],
        "territories": territories(problem),
        "engineers": engineers,
        "marks": marks(len(engineers)),
        "tickets": tickets,
        "draws": outlook.draws,
        "bars": bar_data(problem, plan, wall),
        "spans": [*span_data(problem, wall), *planned_data(problem, planned, wall)],
        "now": None if planned is None else wall(problem.now),
        "routes": route_data(problem, plan, wall),
        "rules": {rule: rule_title(rule) for rule in sorted(rules)},
        "costs": [[rule, amount(cost), sum(f.rule == rule and f.cost > 0 for f in report.findings)]
                  for rule, cost in sorted(report.costs.items(), key=lambda pair: -pair[1])],
        "findings": _findings(report),
    }  # fmt: skip


class Wall:
    """Seconds from the origin -> milliseconds that read as the wall clock of the zone when shown as UTC.

    Browsers know their own zone, not the plan's; so a report looks the same wherever it is opened.
    """

    def __init__(self, problem: Problem) -> None:
        self._clock = problem.clock
        self._known: dict[int, int] = {}

    def __call__(self, seconds: int) -> int:
        if seconds not in self._known:
            moment = self._clock.moment(seconds).replace(tzinfo=UTC)
            self._known[seconds] = int(moment.timestamp()) * 1000
        return self._known[seconds]


def _days(problem: Problem, plan: Plan, wall: Wall) -> list[list[int]]:
    """First and last wall clock of each day with a shift, routes included."""
    ends = {route.shift: route.end for route in plan.routes}
    found: dict[int, list[int]] = {}
    for _, shift in problem.shifts:
        begin, end = wall(shift.start), wall(max(shift.end, ends.get(shift.id, shift.end)))
        span = found.setdefault(begin // 86_400_000, [begin, end])
        span[:] = min(span[0], begin), max(span[1], end)
    return [found[day] for day in sorted(found)]


def _findings(report: Report) -> list[list[Any]]:
    """Broken rules as they come, those that were waived, then what costs money, dearest first."""
    waived = [
        replace(
            finding, hard=False, message=Text(f"waived: {finding.message}", f"已豁免：{in_chinese(finding.message)}")
        )
        for finding in report.waived
    ]
    paid = sorted((finding for finding in report.findings if not finding.hard), key=lambda finding: -finding.cost)
    return [
        [finding.rule, finding.hard, finding.ticket, finding.engineer, amount(finding.cost), both(finding.message)]
        for finding in (*report.broken, *waived, *paid)
    ]


COLOURS = (
    "#0072b2", "#c14a00", "#00785a", "#a03c8c", "#332288", "#8a6100", "#117733", "#882255", "#0b6e80", "#5b5f00",
)  # fmt: skip
"""All dark enough for white figures on them and for lines on a light ground; neighbours differ in hue and lightness."""

DASHES = ("", "8 5", "2 5", "12 4 2 4")
"""With the colours, forty different lines; the label and the figures on the map tell apart the rest."""


def marks(count: int) -> list[tuple[str, str]]:
    """(colour, dash pattern of the line) for ``count`` engineers.

    >>> marks(11)[0], marks(11)[10]
    (('#0072b2', ''), ('#0072b2', '8 5'))
    """
    return [(COLOURS[n % len(COLOURS)], DASHES[n // len(COLOURS) % len(DASHES)]) for n in range(count)]

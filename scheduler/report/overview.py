"""The first sheets of the workbook: figures, costs and who goes where; and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.finding import Report
from models.kpi import kpis
from models.money import amount
from models.plan import Plan
from models.problem import Problem
from scheduler.report.cells import heading, printed, table
from scheduler.report.proof import Proof
from scheduler.report.rows import UnservedRow, visit_rows, windows_text
from scheduler.wording.language import in_two_lines
from scheduler.wording.words import rule_title

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FIGURES = (("指标 Figure", 44), ("数值 Value", 12), ("单位 Unit", 9), ("分子 Numerator", 13), ("分母 Denominator", 13))
COSTS = (("规则 Rule", 44), ("费用 Cost", 12))
ENGINEERS = (
    ("工程师 Engineer", 44), ("工单 Visits", 12), ("路程 Drive min", 9), ("现场 On site min", 13), ("首单 First", 13),
    ("返回 Return", 9),
)  # fmt: skip
WAIVED = (("已豁免的硬规则 Waived hard rules", 44), ("工单 Ticket", 12), ("工程师 Engineer", 9), ("说明 What", 60))
BROKEN = (("违反的硬规则 Broken hard rules", 44), ("工单 Ticket", 12), ("工程师 Engineer", 9), ("说明 What", 60))
SET_ASIDE = (("来源 Source", 30), ("行 Row", 9), ("原因 Why", 90))
UNSERVED = (
    ("工单 Ticket", 14), ("内容 Job", 30), ("客户 Customer", 14), ("优先级 Priority", 9), ("区域 Territory", 14),
    ("预约 Window", 24), ("原因 Reason", 18), ("说明 Why", 60), ("详情 Detail", 60), ("费用 Cost", 12),
)  # fmt: skip


def overview(sheet: Worksheet, problem: Problem, plan: Plan, report: Report, proof: Proof, set_aside: int = 0) -> None:
    """Key figures with numerator and denominator, money per rule, broken rules, and a line per engineer.

    ``set_aside`` rows of the input did not reach the plan; the headline says so.
    """
    currency = problem.policy.currency
    missing = f" · 搁置 {set_aside} 行 {set_aside} rows set aside" if set_aside else ""
    heading(
        sheet,
        problem.name,
        f"{amount(report.cost):,.2f} {currency} · {' · '.join(reversed(proof.words(report.cost)))}{missing}",
    )
    figures = [
        (
            f"{kpi.title_zh} {kpi.title_en}",
            round(kpi.value, 2),
            kpi.unit,
            round(kpi.numerator, 2),
            round(kpi.denominator, 2),
        )
        for kpi in kpis(problem, plan, report)
        if kpi.value is not None
    ]
    at = table(sheet, FIGURES, figures)
    costs = sorted(((cost, rule) for rule, cost in report.costs.items() if cost), reverse=True)
    lines = [(" ".join(reversed(rule_title(rule))), amount(cost)) for cost, rule in costs]
    at = table(sheet, COSTS, [*lines, (f"合计 Total ({currency})", amount(report.cost))], start=at + 2)
    if report.broken:
        found = [
            (finding.rule, finding.ticket, finding.engineer, in_two_lines(finding.message)) for finding in report.broken
        ]
        at = table(sheet, BROKEN, found, start=at + 2)
    if report.waived:
        found = [
            (finding.rule, finding.ticket, finding.engineer, in_two_lines(finding.message)) for finding in report.waived
        ]
        at = table(sheet, WAIVED, found, start=at + 2)
    table(sheet, ENGINEERS, _engineers(problem, plan, report), start=at + 2)
    printed(sheet, "portrait", problem.name)


def _engineers(problem: Problem, plan: Plan, report: Report) -> list[tuple[object, ...]]:
    """A line per route: who, how many, how long, from when to when."""
    ends = {route.shift: route.end for route in plan.routes}
    of_shift: dict[str, list[tuple[int, int, int]]] = {}
    for row in visit_rows(problem, plan, report):
        of_shift.setdefault(row.shift, []).append((row.visit.start, row.travel, row.visit.finish - row.visit.start))
    return [
        (
            problem.shift[shift][0].shown(),
            len(days),
            round(sum(travel for _, travel, _ in days) / 60),
            round(sum(service for _, _, service in days) / 60),
            problem.clock.text(days[0][0]),
            problem.clock.text(ends[shift]),
        )
        for shift, days in of_shift.items()
    ]


def set_aside_sheet(sheet: Worksheet, rows: Sequence[tuple[str, int | None, str]]) -> None:
    """Rows of the input that did not reach the plan, and why."""
    heading(sheet, "Set aside 搁置", f"行 Rows: {len(rows)}")
    table(sheet, SET_ASIDE, [(file, "" if row is None else row, why) for file, row, why in rows])
    printed(sheet, "landscape", "")


def unserved_sheet(sheet: Worksheet, problem: Problem, rows: list[UnservedRow]) -> None:
    """The tickets without a visit and why, most urgent first."""
    heading(sheet, "Unserved 未安排", f"工单 Tickets: {len(rows)}")
    lines = [
        (
            row.ticket.id, row.ticket.title, row.ticket.customer, row.ticket.priority, row.ticket.territory or "",
            windows_text(problem, row.ticket), row.reason.code,
            in_two_lines(row.reason.sentence),
            in_two_lines(row.reason.detail),
            amount(row.cost),
        )
        for row in rows
    ]  # fmt: skip
    table(sheet, UNSERVED, lines)
    sheet.freeze_panes = "A5"
    printed(sheet, "landscape", problem.name)

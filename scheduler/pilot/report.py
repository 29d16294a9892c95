"""Answers about a pilot: plain data, words, a folder."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from models.people.pilot import (
    VERDICTS,
    PilotData,
    PilotReport,
    PowerRow,
    least_p,
    pilot_report,
    power,
    smallest_seen,
    week_sums,
)
from scheduler.people.write import new_folder, write_book, write_json
from scheduler.pilot.design import PilotDesign
from scheduler.pilot.page import pilot_page
from scheduler.report.document import write_page
from scheduler.wording.language import Language

FACTORS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)


def power_of(design: PilotDesign, data: PilotData, runs: int) -> tuple[PowerRow, ...]:
    """What the design can see, from the history itself."""
    sums = week_sums(data, FACTORS)
    weeks = sums.count.shape[1]
    before = min(design.weeks_before, weeks // 2)
    after = min(design.weeks_after, weeks - before)
    return power(sums, len(design.territories), design.treated, before, after, FACTORS, runs, design.seed)


def report_of(design: PilotDesign, data: PilotData, rows: Sequence[PowerRow]) -> PilotReport:
    """The report of the pilot at its end."""
    seen = smallest_seen([row for row in rows if row.factor != 1])
    return pilot_report(
        data, design.drawn, design.start.toordinal(), 7 * design.weeks_before, 7 * design.weeks_after,
        None if not rows else seen if seen is not None else 100.0, design.target, design.outcome in ("wait", "reopen"),
    )  # fmt: skip


def power_data(rows: Sequence[PowerRow]) -> list[dict[str, Any]]:
    """Plain data."""
    return [
        {"change_percent": round(100 * (row.factor - 1)), "by_random": row.by_random, "by_t": row.by_t} for row in rows
    ]


def report_data(design: PilotDesign, report: PilotReport) -> dict[str, Any]:
    """Plain data."""
    found = report.estimate
    return {
        "design": design.to_json(), "verdict": report.verdict, "effect_percent": found.percent, "low": found.low,
        "high": found.high, "random_p": found.random_p, "assignments": found.assignments, "t_p": found.t_p,
        "checks": [{"id": check.id, "good": check.good, "said": str(check.said), "said_zh": check.said.zh}
                   for check in report.checks],
        "weekly": report.weekly, "synthetic": report.synthetic, "weights": report.weights,
    }  # fmt: skip


def power_lines(design: PilotDesign, rows: Sequence[PowerRow], language: Language) -> Iterator[str]:
    """In words."""
    least = least_p(len(design.territories), design.treated)
    yield language.of(f"{design.treated} of {len(design.territories)} territories, smallest possible p {least:.3f}",
                      f"{len(design.territories)} 选 {design.treated}，最小可能 p {least:.3f}")  # fmt: skip
    for row in rows:
        change = language.of("nothing", "无变化") if row.factor == 1 else f"{100 * (row.factor - 1):+.0f} %"
        yield language.of(f"  {change:>8}: seen {row.by_random:.1%} (t-test {row.by_t:.1%})",
                          f"  {change:>8}：看出 {row.by_random:.1%}（t 检验 {row.by_t:.1%}）")  # fmt: skip
    seen = smallest_seen([row for row in rows if row.factor != 1])
    yield language.of(
        f"smallest change seen with 80 % power: {'none of these' if seen is None else f'{seen:.0f} %'}; wanted {design.target:g} %",
        f"80% 检验力可看出的最小变化：{'均不能' if seen is None else f'{seen:.0f} %'}；目标 {design.target:g} %",
    )


def report_lines(design: PilotDesign, report: PilotReport, language: Language) -> Iterator[str]:
    """In words."""
    found = report.estimate
    yield language.of(f"{design.name}: {VERDICTS[report.verdict]}", f"{design.name}：{VERDICTS[report.verdict].zh}")
    yield language.of(
        f"  {design.outcome} {found.percent:+.1f} % (95 % interval {found.low:+.1f} to {found.high:+.1f}); p {found.random_p:.3f} over "
        f"{found.assignments} assignments, {found.t_p:.3f} by t-test over territories",
        f"  {design.outcome} {found.percent:+.1f} %（95% 区间 {found.low:+.1f} 至 {found.high:+.1f}）；{found.assignments} 种分配 p {found.random_p:.3f}，区域间 t 检验 p {found.t_p:.3f}",
    )
    for check in report.checks:
        yield ("  + " if check.good else "  ! ") + language.text(check.said)


def write_pilot(
    design: PilotDesign, report: PilotReport | None, rows: Sequence[PowerRow], out: Path, language: Language
) -> Path:
    """``pilot.json`` (the design, drawn), page and workbook."""
    folder = new_folder(out)
    write_json(design.to_json(), folder / "pilot.json")
    sheets: dict[str, Any] = {"design": [{"key": key, "value": str(value)} for key, value in design.to_json().items()]}
    if rows:
        sheets["power"] = power_data(rows)
    if report is not None:
        data = report_data(design, report)
        write_json(data, folder / "report.json")
        sheets["weeks"] = [{"week": k + 1, **{name: series[k] for name, series in report.weekly.items()}}
                           for k in range(len(report.weekly["treated"]))]  # fmt: skip
        sheets["checks"] = data["checks"]
    write_book(sheets, folder / "pilot.xlsx")
    write_page(pilot_page(design, report, rows, language is Language.ZH), folder / "pilot.html")
    return folder

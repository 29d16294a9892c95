"""Alerts as plain data, words and a folder."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.people.warning import ACTS, Warnings
from scheduler.alerts.page import alerts_page, told
from scheduler.people.write import new_folder, write_book, write_json, write_table
from scheduler.report.document import write_page
from scheduler.wording.language import Language


def alerts_data(found: Warnings) -> dict[str, Any]:
    """Plain data."""
    return {
        "since": found.since.isoformat(), "at": found.at.isoformat(), "charts": len(found.charts), "limit": found.limit,
        "false_alarms_per_month": found.budget, "alerts": _rows(found),
        "funnel": [{"watched": funnel.watched, "engineer": point.engineer, "n": point.count, "rate": round(point.rate, 4),
                    "sigma": point.sigma} for funnel in found.funnels for point in funnel.points],
    }  # fmt: skip


def _rows(found: Warnings) -> list[dict[str, Any]]:
    return [
        {"watched": alert.watched, "kind": alert.kind, "unit": alert.unit, "since": alert.since.isoformat(),
         "on": alert.on.isoformat(), "seen": alert.seen, "usual": round(alert.usual, 2), "of": alert.of,
         "times_low": round(alert.low, 2), "times_high": round(alert.high, 2),
         "false_per_month": round(alert.false_per_month, 4), "others": "; ".join(alert.others),
         "visits": "; ".join(alert.visits), "said": str(told(alert)), "said_zh": told(alert).zh,
         "suggested": str(ACTS[alert.watched])}
        for alert in found.alerts
    ]  # fmt: skip


def alerts_lines(found: Warnings, language: Language) -> Iterator[str]:
    """In words."""
    for alert in found.alerts:
        yield f"{alert.on}  {language.text(told(alert))}"
        yield language.of("  suggested: ", "  建议：") + language.text(ACTS[alert.watched])
    yield language.of(
        f"{len(found.alerts)} alerts in {len(found.charts)} charts from {found.since} to {found.at}; about "
        f"{found.budget:g} a month would be chance",
        f"{found.since} 至 {found.at}，{len(found.charts)} 张图中 {len(found.alerts)} 个预警；每月约 {found.budget:g} 个属偶然",
    )


def write_alerts(found: Warnings, out: Path, language: Language) -> Path:
    """Page, CSV, workbook, JSON."""
    folder = new_folder(out)
    data = alerts_data(found)
    write_table(
        data["alerts"], folder / "alerts.csv", ("watched", "kind", "unit", "since", "on", "seen", "usual", "of")
    )
    write_json(data, folder / "alerts.json")
    write_book({"alerts": data["alerts"], "funnel": data["funnel"]}, folder / "alerts.xlsx")
    write_page(alerts_page(found, language is Language.ZH), folder / "alerts.html")
    return folder

"""The month: ranking, best cases, guards, awards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from models.people.guards import Guard, guards
from models.people.ladder import standings
from models.people.ranking import BestCase, Ranked, best_cases, month_of, ranking
from models.policy import Policy
from models.records import Records
from models.sections.evaluation import Evaluation
from models.sections.incentives import Incentives
from models.sections.standing_ladder import StandingLadder
from scheduler.people.score import score_report
from scheduler.wording.language import Language


@dataclass(frozen=True)
class MonthReport:
    """Everything of a month that may be rewarded or is worth a look."""

    month: str
    policy: str
    currency: str
    ranked: tuple[Ranked, ...]
    cases: tuple[BestCase, ...]
    guards: tuple[Guard, ...]
    amount: float

    @property
    def awards(self) -> list[dict[str, Any]]:
        """Lines for the ledger of the star fund, one per best engineer; somebody signs them."""
        return [
            {
                "month": self.month,
                "engineer": line.engineer,
                "amount": self.amount,
                "currency": self.currency,
                "why": f"best {line.tier} {line.territory}".strip(),
                "signed_by": "",
            }
            for line in self.ranked
            if line.best
        ]


def month_report(records: Records, month: str, day: date, policy: Policy) -> MonthReport:
    """The report of a month, up to its end or the day asked for, whichever is earlier."""
    first, last = month_of(month)
    at = min(last, day)
    report = score_report(records, at, policy)
    stands = standings(records, policy.section(StandingLadder), at, (), policy.made_known_on)
    incentives = policy.section(Incentives)
    return MonthReport(
        month,
        f"{policy.name} {policy.version}",
        policy.currency,
        ranking(report.facts, report.scores, stands, incentives),
        best_cases(records.until(at), first, at),
        guards(records.until(at), policy.section(Evaluation), report.facts.first, at),
        incentives.best_amount,
    )


def month_data(report: MonthReport) -> dict[str, Any]:
    """Plain data."""
    return {
        "month": report.month,
        "ranking": _ranks(report),
        "awards": report.awards,
        "cases": _cases(report),
        "guards": _guards(report),
    }


def _ranks(report: MonthReport) -> list[dict[str, Any]]:
    return [
        {
            "engineer": line.engineer,
            "name": line.name,
            "tier": line.tier,
            "territory": line.territory,
            "score": line.score,
            "ratings": line.ratings,
            "rank": line.rank,
            "rank_low": line.low,
            "rank_high": line.high,
            "band": line.band,
            "first": round(line.first, 3),
            "best": line.best,
            "bars": "; ".join(map(str, line.bars)),
        }
        for line in report.ranked
    ]


def _cases(report: MonthReport) -> list[dict[str, Any]]:
    return [
        {
            "ticket": case.ticket,
            "visit": case.visit,
            "engineer": case.engineer,
            "day": case.day.isoformat(),
            "priority": case.priority,
            "work_type": case.work_type,
            "others_failed": case.others_failed,
        }
        for case in report.cases
    ]


def _guards(report: MonthReport) -> list[dict[str, Any]]:
    return [
        {
            "engineer": guard.engineer,
            "figure": guard.id,
            "what": str(guard.what),
            "what_zh": guard.what.zh,
            "hits": guard.hits,
            "of": guard.of,
            "others": round(guard.usual, 4),
            "chance": guard.chance,
            "alert": guard.alert,
        }
        for guard in report.guards
    ]


def month_lines(report: MonthReport, language: Language) -> Iterator[str]:
    """In words."""
    for line in report.ranked:
        best = language.of("  best of the month", "  当月最佳") if line.best else ""
        yield language.of(
            f"{line.tier} {line.territory}".strip()
            + f" {line.rank:>3} {line.engineer}  {line.score:5.1f}  rank {line.low} to {line.high}, "
            f"first with {line.first:.0%}{best}",
            f"{line.tier} {line.territory}".strip()
            + f" 第 {line.rank} {line.engineer}  {line.score:5.1f}  名次 {line.low} 至 {line.high}，"
            f"居首概率 {line.first:.0%}{best}",
        )
    for guard in report.guards:
        if guard.alert:
            yield language.of(
                f"worth a look: {guard.engineer}: {guard.what}: {guard.hits} of {guard.of}, others {guard.usual:.0%}",
                f"值得一看：{guard.engineer}：{guard.what.zh}：{guard.hits} / {guard.of}，其他人 {guard.usual:.0%}",
            )
    yield language.of(f"{len(report.cases)} best cases", f"最佳案例 {len(report.cases)} 个")


def write_month(report: MonthReport, out: Path, language: Language) -> Path:
    """Page, CSV, workbook and the lines for the star fund."""
    from scheduler.people.report.ranking import ranking_page
    from scheduler.people.write import new_folder, write_book, write_json, write_table
    from scheduler.report.document import write_page

    folder = new_folder(out)
    write_table(_ranks(report), folder / "ranking.csv")
    write_table(report.awards, folder / "awards.csv", ("month", "engineer", "amount", "currency", "why", "signed_by"))
    write_json(month_data(report), folder / "ranking.json")
    write_book(
        {"ranking": _ranks(report), "cases": _cases(report), "guards": _guards(report), "awards": report.awards},
        folder / "ranking.xlsx",
    )
    page = ranking_page(
        report.month, report.ranked, report.cases, report.guards, report.policy, language is Language.ZH
    )
    write_page(page, folder / "ranking.html")
    return folder

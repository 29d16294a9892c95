"""Points, promotions and certificates of a company on a day."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from models.people.ladder import standings
from models.people.points import PointsLedger, PromotionCheck, ledgers, promotions
from models.policy import Policy
from models.records import Records
from models.sections.development import Development
from models.sections.standing_ladder import StandingLadder
from scheduler.people.outlook import CertificateWeek, Lapse, holds, lapses, weeks
from scheduler.people.score import score_report
from scheduler.wording.language import Language


@dataclass(frozen=True)
class DevelopmentReport:
    """Points, promotion list, and with known days the outlook on certificates."""

    at: date
    currency: str
    points: tuple[PointsLedger, ...]
    promotions: tuple[PromotionCheck, ...]
    weeks: tuple[CertificateWeek, ...]
    lapses: tuple[Lapse, ...]


def development_report(
    records: Records, at: date, policy: Policy, days: Path | None, iterations: int
) -> DevelopmentReport:
    """Everything about growing at the end of a day.

    Parameters
    ----------
    days
        A folder of days, or one day, that are known; None = nothing is said of needs and lapses.
    """
    from scheduler.compare.days import read_days

    development = policy.section(Development)
    problems = () if days is None else tuple(read_days(days).values())
    scores = score_report(records, at, policy).scores
    stands = standings(records, policy.section(StandingLadder), at, (), policy.made_known_on)
    held = {engineer.id: frozenset(known.certificate for known in engineer.certificates if holds(engineer, known.certificate, 0))
            for problem in problems[:1] for engineer in problem.engineers}  # fmt: skip
    for course in records.courses:  # a course that names a field gives its certificate
        if course.field and course.passed <= at and course.result == "passed" and (course.valid_until or at) >= at:
            held[course.engineer] = held.get(course.engineer, frozenset()) | {course.field}
    return DevelopmentReport(
        at, policy.currency, ledgers(records, at, development), promotions(records, at, development, scores, stands, held),
        weeks(problems), lapses(problems, at, iterations),
    )  # fmt: skip


def development_data(report: DevelopmentReport) -> dict[str, Any]:
    """Plain data."""
    return {
        "at": report.at.isoformat(),
        "points": [{"engineer": ledger.engineer, "points": ledger.points} for ledger in report.points],
        "promotions": [{"engineer": check.engineer, "into": check.into, "meets": check.meets, "misses": [str(miss) for miss in check.misses],
                        "misses_zh": [miss.zh for miss in check.misses]} for check in report.promotions],
        "weeks": [{"certificate": week.certificate, "monday": week.monday.isoformat(), "tickets": week.tickets, "holders": week.holders}
                  for week in report.weeks],
        "lapses": [{"engineer": lapse.engineer, "certificate": lapse.certificate, "last": lapse.last.isoformat(), "loss": lapse.loss,
                    "tickets": lapse.tickets, "days": lapse.days} for lapse in report.lapses],
    }  # fmt: skip


def development_lines(report: DevelopmentReport, language: Language) -> Iterator[str]:
    """In words."""
    for check in report.promotions:
        words = (
            language.of("meets all criteria", "满足全部条件")
            if check.meets
            else language.sentences([language.text(miss) for miss in check.misses])
        )
        yield language.of(
            f"{check.engineer} into {check.into}: {words}", f"{check.engineer} 晋升 {check.into}：{words}"
        )
    for lapse in report.lapses:
        yield language.of(f"{lapse.certificate} of {lapse.engineer} lapses after {lapse.last}: {lapse.loss:,.2f} {report.currency} and {lapse.tickets} tickets on {lapse.days} known days",
                          f"{lapse.engineer} 的 {lapse.certificate} 于 {lapse.last} 后失效：{lapse.days} 个已知日损失 {lapse.loss:,.2f} {report.currency}，工单 {lapse.tickets}")  # fmt: skip
    total = sum(ledger.points for ledger in report.points)
    yield language.of(
        f"{len(report.points)} engineers have {total} points on {report.at}",
        f"{report.at}，{len(report.points)} 名工程师共有 {total} 积分",
    )


def write_development(report: DevelopmentReport, out: Path, language: Language) -> Path:
    """Page, CSV and workbook."""
    from scheduler.people.report.development import development_page
    from scheduler.people.write import new_folder, write_book, write_table
    from scheduler.report.document import write_page

    folder = new_folder(out)
    data = development_data(report)
    ledger = [{"engineer": known.engineer, "course": row.course.course, "passed": row.course.passed, "until": row.until, "points": row.course.points,
               "counts": "yes" if row.counts else "no", "reason": row.course.reason} for known in report.points for row in known.lines]  # fmt: skip
    promotion = [{"engineer": check.engineer, "into": check.into, "meets": "yes" if check.meets else "no", "misses": "; ".join(map(str, check.misses))}
                 for check in report.promotions]  # fmt: skip
    write_table(data["points"], folder / "points.csv")
    write_table(promotion, folder / "promotions.csv")
    write_book({"points": data["points"], "ledger": ledger, "promotions": promotion, "certificates": data["weeks"], "lapses": data["lapses"]},
               folder / "development.xlsx")  # fmt: skip
    write_page(development_page(report.at, report.points, report.promotions, report.weeks, report.lapses, report.currency,
                                language is Language.ZH), folder / "development.html")  # fmt: skip
    return folder

"""Answers about people in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.kpi.kpi import Kpi
from scheduler.people.score import ScoreReport
from scheduler.wording.language import Language


def score_lines(report: ScoreReport, engineer: str | None, language: Language) -> Iterator[str]:
    """Everybody's score with its interval, or one engineer's with every term."""
    facts = report.facts
    yield language.of(
        f"Scores of {facts.first} to {facts.at}, policy {facts.policy}, calibration {report.calibration.hash}"
        + (" (provisional)" if report.calibration.provisional else "") + ":",
        f"{facts.first} 至 {facts.at} 的评分，策略 {facts.policy}，校准 {report.calibration.hash}"
        + ("（暂定）" if report.calibration.provisional else "") + "：",
    )  # fmt: skip
    for score in report.scores:
        if engineer not in (None, score.engineer):
            continue
        if score.score is None or score.low is None or score.high is None:
            yield f"  {score.engineer:<6} {language.of('no observations', '没有观察')}"
            continue
        yield f"  {score.engineer:<6} {score.score:6.1f}  " + language.of(
            f"({score.low:.1f} to {score.high:.1f}, {score.count} ratings, own part {score.reliability:.0%})",
            f"（{score.low:.1f} 至 {score.high:.1f}，{score.count} 条评价，本人占比 {score.reliability:.0%}）",
        )
        if engineer is not None:
            for term in score.terms:
                yield f"  {term.points:+10.2f}  {language.text(term.what)}"
            yield f"  {score.score:10.2f}  {language.of('score', '评分')}"
            yield language.of(f"One more satisfied customer would add {score.better:.2f} points.",
                              f"再多一位满意客户将增加 {score.better:.2f} 分。")  # fmt: skip


def figure_lines(found: Mapping[str, Sequence[Kpi]], language: Language) -> Iterator[str]:
    """Figures with numerator and denominator."""
    for name, kpis in found.items():
        if name or len(found) > 1:
            yield f"{name or language.of('(none)', '（无）')}:"
        for kpi in kpis:
            value = "–" if kpi.value is None else f"{kpi.value:.1f} %" if kpi.unit == "%" else f"{kpi.value:.2f}"
            title = language.of(kpi.title_en, kpi.title_zh)
            yield f"  {title:<30} {value:>9}  {kpi.numerator:g} / {kpi.denominator:g}"

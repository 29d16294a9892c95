"""The folder of a month's scores."""

from __future__ import annotations

from pathlib import Path

from scheduler.people.report.engineer import engineer_page
from scheduler.people.report.team import team_page
from scheduler.people.score import HEADINGS, ScoreReport
from scheduler.people.write import new_folder, write_book, write_json, write_table
from scheduler.report.document import write_page
from scheduler.wording.language import Language


def write_scores(report: ScoreReport, out: Path, language: Language = Language.EN) -> Path:
    """``scores.csv`` for the plan, ``calibration.json``, a workbook, the team's page and everybody's own.

    Raises
    ------
    InputError
        The path is a file.
    """
    chinese = language is Language.ZH
    folder = new_folder(out)
    pages = folder / "engineers"
    pages.mkdir(exist_ok=True)
    write_table(report.rows(), folder / "scores.csv", HEADINGS)
    write_json(report.calibration.to_json(), folder / "calibration.json")
    write_json(report.as_dict(), folder / "scores.json")
    figures = [
        {
            "figure": kpi.id,
            "value": kpi.value,
            "unit": kpi.unit,
            "numerator": kpi.numerator,
            "denominator": kpi.denominator,
        }
        for kpi in report.company
    ]
    terms = [{"engineer_id": score.engineer, "line": str(term.what), "项": term.what.zh, "points": term.points}
             for score in report.scores for term in score.terms]  # fmt: skip
    write_book({"scores": report.rows(), "terms": terms, "figures": figures}, folder / "scores.xlsx")
    write_page(team_page(report, chinese=chinese), folder / "team.html")
    for score in report.scores:
        write_page(engineer_page(report, score.engineer, chinese=chinese), pages / f"{score.engineer}.html")
    return folder

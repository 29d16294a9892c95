"""``paigong report``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import PlanPath, Speaking
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment


def report(
    source: DaySource,
    moment: Moment,
    plan: PlanPath,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="The HTML file to write, or a workbook ending in .xlsx.")
    ] = Path("report.html"),
    language: Speaking = None,
) -> None:
    """Write the report of any plan, one HTML file in English and Chinese, or its workbook.

    It opens in the language of the browser, or in that of --language. Of a day in progress (--log, at any moment of it
    with --at) it draws what has happened and what is expected.

    Exit codes: 0 written, 2 the day or the plan cannot be read.
    """
    from models.judge import judge
    from scheduler.cli.answer import say
    from scheduler.explain import unserved_reasons
    from scheduler.nightly.files import proof_beside
    from scheduler.report import write_html, write_xlsx
    from scheduler.wording.language import spoken

    problem, made = moment.whole(source, plan)
    verdict, proof = judge(problem, made), None if moment.begun else proof_beside(plan)
    reasons = unserved_reasons(problem, made)
    if out.suffix.lower() == ".xlsx":
        write_xlsx(problem, made, verdict, out, proof=proof, unserved_reasons=reasons)
    else:
        planned = moment.planned(source, plan)
        write_html(
            problem, made, verdict, out, proof=proof, unserved_reasons=reasons, language=language, planned=planned
        )
    say(spoken().of(f"Written to {out}", f"已写入 {out}"))

"""``paigong report``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import PlanPath, Speaking
from scheduler.sources.day_source import DaySource


def report(
    source: DaySource,
    plan: PlanPath,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The HTML file to write.")] = Path("report.html"),
    language: Speaking = None,
) -> None:
    """Write the report of any plan, one HTML file in English and Chinese.

    It opens in the language of the browser, or in that of --language.

    Exit codes: 0 written, 2 the day or the plan cannot be read.
    """
    from models.judge import judge
    from scheduler.cli.answer import say
    from scheduler.nightly.proofs import proof_beside
    from scheduler.nightly.reasons import unserved_reasons
    from scheduler.report import write_html
    from scheduler.wording.language import spoken

    problem, made = source.with_plan(plan)
    assert made is not None
    write_html(
        problem,
        made,
        judge(problem, made),
        out,
        proof=proof_beside(plan),
        unserved_reasons=unserved_reasons(problem, made),
        language=language,
    )
    say(spoken().of(f"Written to {out}", f"已写入 {out}"))

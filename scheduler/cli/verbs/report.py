"""``paigong report``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import PlanPath
from scheduler.sources.day_source import DaySource


def report(
    source: DaySource,
    plan: PlanPath,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The HTML file to write.")] = Path("report.html"),
    language: Annotated[str, typer.Option(help="en or zh: the language in which it opens; it holds both.")] = "en",
) -> None:
    """Write the report of any plan, one HTML file.

    Exit codes: 0 written, 2 the day or the plan cannot be read.
    """
    from models.errors import InputError, Trouble
    from models.judge import judge
    from scheduler.cli.answer import say
    from scheduler.loaders.plan_file import read_plan
    from scheduler.nightly.proofs import proof_beside
    from scheduler.nightly.reasons import unserved_reasons
    from scheduler.report import write_html

    if language not in ("en", "zh"):
        raise InputError(Trouble("is neither en nor zh", field="--language", value=language, rule="usage"))
    problem = source.load()
    made = read_plan(plan, problem)
    write_html(
        problem,
        made,
        judge(problem, made),
        out,
        proof=proof_beside(plan),
        unserved_reasons=unserved_reasons(problem, made),
        language=language,  # type: ignore[arg-type]
    )
    say(f"Written to {out}")

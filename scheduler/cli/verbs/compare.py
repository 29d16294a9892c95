"""``paigong compare``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.options import AsJson, Gap
from scheduler.compare.workers import Workers
from scheduler.sources.days_source import DaysSource
from scheduler.wording.language import Language

if TYPE_CHECKING:
    from scheduler.loaders import Reject


def compare(
    scenarios: Annotated[
        list[str],
        typer.Argument(
            metavar="SCENARIO...", help="Scenario or grid files; the word base stands for the days as they are."
        ),
    ],
    source: DaysSource,
    language: Language,
    who: Workers,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="The study folder to write.")],
    seeds: Annotated[int, typer.Option(help="Seeds per day: 1, 2, ... the same for all scenarios.")] = 3,
    iterations: Annotated[int, typer.Option(help="Work of the solver on each cell.")] = 20_000,
    gap: Gap = None,
    solver: Annotated[str, typer.Option(help="engine, or a baseline: regret.")] = "engine",
    base: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Scenario to compare the others with, instead of the days as they are."),
    ] = None,
    confidence: Annotated[float, typer.Option(help="Of the intervals.")] = 0.95,
    as_json: AsJson = False,
) -> None:
    """Compare scenarios over days and seeds: tables, intervals, proofs and a report, into a study folder.

    Exit codes: 0 done, 2 a day, a scenario or an option is wrong (nothing is written), 10 some cells failed, or
    rows are set aside.
    """
    from scheduler.cli.answer import say, say_json, say_read, written
    from scheduler.cli.voices.cells import counting
    from scheduler.compare.job import Ask, run_compare
    from scheduler.loaders.ledger import Ledger
    from scheduler.wording.troubles import trouble_text

    ask = Ask(
        days=source.days,
        scenarios=tuple(scenarios),
        out=out,
        base=base,
        seeds=seeds,
        iterations=iterations,
        gap=gap,
        solver=solver,
        confidence=confidence,
        policy=source.policy,
        territory=source.territory,
        workers=who.workers,
        ray=who.ray,
        resume=who.resume,
        reject_bad_rows=source.reject_bad_rows,
    )
    rejected: dict[str, tuple[Reject, ...]] = {}
    ledger = Ledger()
    with counting() as progress:
        study = run_compare(ask, progress, rejected, ledger)
    if as_json:
        say_json(study.as_dict())
    else:
        say(study.summary(language))
        say(written(out, language))
    say_read(ledger, language)
    for name, rejects in rejected.items():
        for reject in rejects:
            why = language.sentences([trouble_text(trouble, language) for trouble in reject.troubles])
            print(language.of(f"set aside: {name}: {why}", f"已搁置：{name}：{why}"), file=sys.stderr)
    raise typer.Exit(10 if study.failures or rejected else 0)

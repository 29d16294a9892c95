"""``paigong value``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.wording.language import Language


def value(
    language: Language,
    days: Annotated[Path, typer.Argument(metavar="DAYS", help="A folder of days, or one day.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Write a study folder with value.csv as well.")
    ] = None,
    top: Annotated[int, typer.Option(help="How many offers are planned again, the best by the LP's prices.")] = 8,
    seeds: Annotated[int, typer.Option(help="Seeds per day.")] = 2,
    iterations: Annotated[int, typer.Option(help="Work of the solver on each cell.")] = 20_000,
    workers: Annotated[int | None, typer.Option(help="Processes on this machine; all cores when not given.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Use cells that an earlier run finished.")] = False,
    as_json: AsJson = False,
) -> None:
    """Rank what is worth paying for: hires, trainings, certificates, hours, with prices and proofs.

    Exit codes: 0 done, 2 a day or an option is wrong (nothing is written), 10 some cells failed.
    """
    from scheduler.cli.answer import say, say_json, written
    from scheduler.cli.voices.cells import counting
    from scheduler.compare.folder import cell_cache, check_study_target, write_study
    from scheduler.compare.folder.tables import write_table
    from scheduler.compare.worth import value as worth_of

    if out is not None:
        check_study_target(out)
    cache = None if out is None else cell_cache(out, resume)
    with counting() as progress:
        worth = worth_of(
            days, top=top, seeds=seeds, iterations=iterations, workers=workers, cache=cache, progress=progress
        )
    if out is not None:
        write_study(worth.study, out, cache, extra=lambda folder: write_table(worth.rows(), folder / "value.csv"))
    if as_json:
        say_json({"currency": worth.currency, "values": worth.rows()})
    else:
        say(worth.summary(language=language))
        if out is not None:
            say(written(out, language))
    raise typer.Exit(10 if worth.study.failures else 0)

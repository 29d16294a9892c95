"""``paigong plan``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.budget import Budget
from scheduler.cli.options import AsJson
from scheduler.sources.day_source import DaySource
from scheduler.wording.language import Language


def plan(
    source: DaySource,
    budget: Budget,
    language: Language,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The run folder to write.")],
    solver: Annotated[str, typer.Option(help="engine, or a baseline: regret, routing, exact.")] = "engine",
    max_unserved: Annotated[
        str | None, typer.Option(metavar="N|P%", help="More unserved tickets than this: exit code 10.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Plan again even when the same plan stands.")] = False,
    lock_dir: Annotated[
        Path | None, typer.Option(help="Where the locks lie; beside the run folder when not given.")
    ] = None,
    decided: Annotated[
        list[Path] | None,
        typer.Option(
            "--decided",
            metavar="DIR",
            help="Run folder of another territory whose visits stand; else those of the same day beside --out.",
        ),
    ] = None,
    heartbeat: Annotated[float, typer.Option(help="Seconds between two log lines during the search.")] = 10.0,
    as_json: AsJson = False,
) -> None:
    """Plan a day: who serves which ticket, and when.

    Writes a run folder with plan, report and manifest.

    Exit codes: 0 done (or already done), 2 input or usage wrong, 4 no acceptable plan (the old one is kept),
    10 a plan with shortcomings, 75 somebody else plans this day and territory.
    """
    from scheduler.cli.answer import say_finished
    from scheduler.cli.voices import voice
    from scheduler.nightly.order import Order
    from scheduler.nightly.run import run

    order = Order(
        source,
        out,
        budget,
        solver=solver,
        max_unserved=max_unserved,
        force=force,
        locks=lock_dir,
        decided=None if decided is None else tuple(decided),
    )
    finished = run(order, voice(heartbeat))
    say_finished(finished, as_json, language)
    raise typer.Exit(int(finished.code))

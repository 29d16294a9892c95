"""``paigong plan``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson, Date, DayPath, Gap, Mapping, PolicyName, Reject, Territory, Travel


def plan(
    day: DayPath,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The run folder to write.")],
    seconds: Annotated[float | None, typer.Option(help="Work so long at most; 30 when nothing else is said.")] = None,
    iterations: Annotated[
        int | None, typer.Option(help="Do so much work instead: the same plan on every machine.")
    ] = None,
    gap: Gap = None,
    seed: Annotated[int, typer.Option(help="Same input, seed and iterations: same plan.")] = 1,
    threads: Annotated[int, typer.Option(help="Processor cores to use.")] = 2,
    solver: Annotated[str, typer.Option(help="engine, or a baseline: regret, routing, exact.")] = "engine",
    policy: PolicyName = None,
    mapping: Mapping = None,
    date: Date = None,
    travel: Travel = None,
    territory: Territory = None,
    reject_bad_rows: Reject = False,
    max_unserved: Annotated[
        str | None, typer.Option(metavar="N|P%", help="More unserved tickets than this: exit code 10.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Plan again even when the same plan stands.")] = False,
    lock_dir: Annotated[
        Path | None, typer.Option(help="Where the locks lie; beside the run folder when not given.")
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
        day=day,
        out=out,
        seconds=seconds,
        iterations=iterations,
        gap=gap,
        seed=seed,
        threads=threads,
        solver=solver,
        policy=policy,
        mapping=mapping,
        date=date,
        travel=travel,
        territory=territory,
        reject_bad_rows=reject_bad_rows,
        max_unserved=max_unserved,
        force=force,
        locks=lock_dir,
    )
    finished = run(order, voice(heartbeat))
    say_finished(finished, as_json)
    raise typer.Exit(int(finished.code))

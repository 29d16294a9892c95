"""``paigong generate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def generate(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A new folder, or a file ending in .xlsx or .json.")],
    tickets: Annotated[int, typer.Option(help="How many tickets.")] = 150,
    engineers: Annotated[int, typer.Option(help="How many engineers.")] = 30,
    shape: Annotated[str, typer.Option(help="city, rural, specialist, slack or overloaded.")] = "city",
    days: Annotated[int, typer.Option(help="Days of the horizon.")] = 1,
    territories: Annotated[int, typer.Option(help="Cities, each with its own engineers.")] = 1,
    seed: Annotated[int, typer.Option(help="Same arguments, same bytes.")] = 1,
    language: Annotated[str, typer.Option(help="zh or en: names and addresses.")] = "zh",
    start: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="First day.")] = "2026-11-24",
) -> None:
    """Make up a day of any size.

    Engineers, tickets, promises and wishes of a company that services cooling and heating.

    Exit codes: 0 written, 2 an argument makes no sense or the target exists.
    """
    from scheduler.cli.answer import say
    from scheduler.cli.targets import new_day, write
    from scheduler.generate import SHAPES, write_generated
    from scheduler.generate import generate as make
    from scheduler.wording.language import spoken

    new_day(out)
    problem = make(
        tickets=tickets,
        engineers=engineers,
        shape=shape,
        days=days,
        territories=territories,
        seed=seed,
        language=language,
        start=start,
        name=out.stem if out.suffix else out.name,
    )
    if out.suffix:
        write(problem, out)
    else:
        command = (
            f"paigong generate {out.name} --tickets {tickets} --engineers {engineers} --shape {shape} --days {days} "
            f"--territories {territories} --seed {seed} --language {language} --start {start}"
        )
        about = f"A made-up day: {SHAPES[shape].about}."
        write_generated(problem, out, about, command)
    counts = len(problem.tickets), len(problem.engineers)
    say(
        spoken().of(
            f"{counts[0]} tickets, {counts[1]} engineers written to {out}",
            f"{counts[0]} 个工单、{counts[1]} 名工程师已写入 {out}",
        )
    )

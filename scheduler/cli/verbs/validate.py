"""``paigong validate``."""

from __future__ import annotations

import typer

from scheduler.cli.options import AsJson
from scheduler.sources.day_source import DaySource


def validate(
    source: DaySource,
    as_json: AsJson = False,
) -> None:
    """Say what is wrong or suspicious with a day.

    Exit codes: 0 the day can be planned (warnings are said), 2 it cannot; every error is listed, 10 it can be planned
    without the rows that are set aside.
    """
    from pathlib import Path

    from scheduler.cli.answer import say, say_json
    from scheduler.nightly.order import Order
    from scheduler.nightly.reading import can_be_planned, read

    found = read(Order(source, Path()))
    can_be_planned(found.problem)
    problem = found.problem
    if as_json:
        say_json(
            {
                "day": problem.name,
                "good": True,
                "tickets": len(problem.tickets),
                "engineers": len(problem.engineers),
                "shifts": len(problem.shifts),
                "rejected": found.rejected,
                "rejects": [trouble.as_dict() for reject in found.loaded.rejects for trouble in reject.troubles],
                "set_aside": [{"source": file, "row": row, "why": why} for file, row, why in found.aside],
                "warnings": [trouble.as_dict() for trouble in found.warnings],
                "ledger": [account.as_dict() for account in found.loaded.ledger.accounts()],
            }
        )
        raise typer.Exit(10 if found.shortcomings else 0)
    for file, row, why in found.aside:
        say(f"set aside: {file}{'' if row is None else f':{row}'}: {why}")
    for trouble in found.warnings:
        say(f"warning: {trouble}")
    count = len(found.warnings)
    say(f"read: {found.loaded.ledger.line()}")
    say(
        f"{problem.name}: {len(problem.tickets)} tickets, {len(problem.engineers)} engineers, "
        f"{len(problem.shifts)} shifts; it can be planned, {count or 'no'} warning{'' if count == 1 else 's'}."
    )
    raise typer.Exit(10 if found.shortcomings else 0)

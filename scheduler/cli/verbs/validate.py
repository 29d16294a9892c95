"""``paigong validate``."""

from __future__ import annotations

from scheduler.cli.options import AsJson, Reject
from scheduler.sources.day_source import DaySource


def validate(
    source: DaySource,
    reject_bad_rows: Reject = False,
    as_json: AsJson = False,
) -> None:
    """Say what is wrong or suspicious with a day.

    Exit codes: 0 the day can be planned (warnings are said), 2 it cannot; every error is listed.
    """
    from pathlib import Path

    from scheduler.cli.answer import say, say_json
    from scheduler.nightly.order import Order
    from scheduler.nightly.reading import read

    found = read(Order(source, Path(), reject_bad_rows=reject_bad_rows))
    problem = found.problem
    rejects = [trouble for reject in found.loaded.rejects for trouble in reject.troubles]
    if as_json:
        say_json(
            {
                "day": problem.name,
                "good": True,
                "tickets": len(problem.tickets),
                "engineers": len(problem.engineers),
                "shifts": len(problem.shifts),
                "rejected": found.rejected,
                "rejects": [trouble.as_dict() for trouble in rejects],
                "warnings": [trouble.as_dict() for trouble in found.warnings],
            }
        )
        return
    for trouble in rejects:
        say(f"set aside: {trouble}")
    for trouble in found.warnings:
        say(f"warning: {trouble}")
    count = len(found.warnings)
    say(
        f"{problem.name}: {len(problem.tickets)} tickets, {len(problem.engineers)} engineers, "
        f"{len(problem.shifts)} shifts; it can be planned, {count or 'no'} warning{'' if count == 1 else 's'}."
    )

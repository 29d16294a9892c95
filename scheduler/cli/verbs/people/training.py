"""``paigong people training``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson, Days
from scheduler.people.records_source import RecordsSource
from scheduler.wording.language import Language


def training(
    source: RecordsSource,
    days: Days,
    language: Language,
    quarter: Annotated[
        str | None, typer.Option("--quarter", metavar="YYYY-QN", help="The quarter; else the next.")
    ] = None,
    iterations: Annotated[int, typer.Option(help="Work of the solver on each day that is planned again.")] = 300,
    out: Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="Write page and trainings.csv.")] = None,
    as_json: AsJson = False,
) -> None:
    """Place the quarter's training where it costs service least.

    Exit codes: 0 done, 2 records, days, policy or an option are wrong, 10 done without the rows that are set aside.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.people import ended, remark
    from scheduler.compare.days import read_days
    from scheduler.people.training_report import calendar_data, calendar_lines, training_calendar, write_calendar

    loaded = source.read()
    at = source.day(loaded.records)
    policy = source.policy_of(at)
    made = training_calendar(loaded.records, at, policy, tuple(read_days(days).values()), quarter, iterations)
    remark(loaded, language)
    if out is not None:
        write_calendar(made, loaded.records, policy.currency, out, language)
    if as_json:
        say_json(calendar_data(made))
    else:
        say("\n".join(calendar_lines(made, policy.currency, language)))
    ended(loaded)

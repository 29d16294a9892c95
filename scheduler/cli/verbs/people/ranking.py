"""``paigong people ranking``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.people.records_source import RecordsSource
from scheduler.wording.language import Language


def ranking(
    source: RecordsSource,
    language: Language,
    month: Annotated[
        str | None, typer.Option("--month", metavar="YYYY-MM", help="The month; else that of --at.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Write page, tables, workbook, awards.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ranks with intervals, the best of the month, best cases, and what is worth a look.

    Exit codes: 0 done, 2 records, policy or an option are wrong, 10 done without the rows that are set aside.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.people import ended, remark
    from scheduler.people.access import note_look
    from scheduler.people.call_list import check_month
    from scheduler.people.month import month_data, month_lines, month_report, write_month

    loaded = source.read()
    day = source.day(loaded.records)
    chosen = month or f"{day:%Y-%m}"
    check_month(chosen)
    report = month_report(loaded.records, chosen, day, source.policy_of(day))
    note_look(source.records, "people ranking")
    remark(loaded, language)
    if out is not None:
        write_month(report, out, language)
    if as_json:
        say_json(month_data(report))
    else:
        say("\n".join(month_lines(report, language)))
    ended(loaded)

"""``paigong people certificates``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.people.records_source import RecordsSource
from scheduler.wording.language import Language


def certificates(
    source: RecordsSource,
    language: Language,
    days: Annotated[
        Path | None, typer.Option("--days", metavar="DAYS", help="Known days: needs, holders, lapses.")
    ] = None,
    iterations: Annotated[int, typer.Option(help="Work of the solver on each day that is planned again.")] = 2000,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Write page, tables and workbook.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Points, who meets what the next tier asks for, which certificates lapse and what that costs.

    Exit codes: 0 done, 2 records, days, policy or an option are wrong, 10 done without the rows that are set aside.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.people import ended, remark
    from scheduler.people.access import note_look
    from scheduler.people.development import development_data, development_lines, development_report, write_development

    loaded = source.read()
    at = source.day(loaded.records)
    report = development_report(loaded.records, at, source.policy_of(at), days, iterations)
    note_look(source.records, "people certificates")
    remark(loaded, language)
    if out is not None:
        write_development(report, out, language)
    if as_json:
        say_json(development_data(report))
    else:
        say("\n".join(development_lines(report, language)))
    ended(loaded)

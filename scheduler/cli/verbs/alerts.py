"""``paigong alerts``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.people.records_source import RecordsSource
from scheduler.wording.language import Language


def alerts(
    source: RecordsSource,
    language: Language,
    since: Annotated[str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="First day of the charts.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Write page, tables and workbook.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """What is getting worse: work that comes back, bad ratings, late arrivals, with a chosen number of false alarms.

    Exit codes: 0 done, 2 records, policy or an option are wrong, 10 done without the rows that are set aside.
    """
    from dataclasses import replace

    from models.people.warning import warnings
    from models.sections.early_warning import EarlyWarning
    from models.sections.evaluation import Evaluation
    from scheduler.alerts.report import alerts_data, alerts_lines, write_alerts
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.people import ended, remark
    from scheduler.people.access import note_look

    loaded = source.read()
    at = source.day(loaded.records)
    begin = None if since is None else replace(source, at=since).day(loaded.records)
    policy = source.policy_of(at)
    found = warnings(loaded.records, at, policy.section(EarlyWarning), policy.section(Evaluation), begin)
    note_look(source.records, "alerts")
    remark(loaded, language)
    if out is not None:
        write_alerts(found, out, language)
    if as_json:
        say_json(alerts_data(found))
    else:
        say("\n".join(alerts_lines(found, language)))
    ended(loaded)

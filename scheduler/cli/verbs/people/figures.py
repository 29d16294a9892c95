"""``paigong people figures``."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.people.records_source import RecordsSource
from scheduler.wording.language import Language


def figures(
    source: RecordsSource,
    language: Language,
    by: Annotated[str, typer.Option(help="company, engineer, work-type, territory or month.")] = "company",
    days: Annotated[int, typer.Option(help="Length of the period that ends with the day.")] = 90,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE.csv", help="Write them as a table.")] = None,
    as_json: AsJson = False,
) -> None:
    """Standard figures from records: satisfaction, response rate, first-time fix and more, each with what it was made from.

    Exit codes: 0 done, 2 records, policy or an option are wrong, 10 done without the rows that are set aside.
    """
    from datetime import timedelta

    from models.errors import InputError, Trouble, nearest
    from models.people.figures import GROUPS
    from models.people.figures import figures as of_records
    from models.sections.evaluation import Evaluation
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.people import ended, remark
    from scheduler.people.access import note_look
    from scheduler.people.words import figure_lines
    from scheduler.people.write import write_table

    group = by.replace("-", " ")
    if group not in GROUPS:
        raise InputError(Trouble("is not known", field="--by", value=by, rule="usage", maybe=nearest(group, GROUPS)))
    loaded = source.read()
    at = source.day(loaded.records)
    evaluation = source.policy_of(at).section(Evaluation)
    found = of_records(loaded.records, evaluation, at - timedelta(days=days - 1), at, group)
    if group == "engineer":
        note_look(source.records, "people figures")
    remark(loaded, language)
    rows = [{group.replace(" ", "_"): name} | kpi.as_dict() for name, kpis in found.items() for kpi in kpis]
    if out is not None:
        write_table(rows, out)
    if as_json:
        say_json({"at": at.isoformat(), "days": days, "by": by, "figures": rows})
    else:
        say("\n".join(figure_lines(found, language)))
    ended(loaded)

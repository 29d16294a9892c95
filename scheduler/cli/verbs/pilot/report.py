"""``paigong pilot report``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.wording.language import Language


def report(
    file: Annotated[Path, typer.Argument(metavar="DESIGN", help="The design, or pilot.json of the draw.")],
    language: Language,
    records: Annotated[
        Path | None, typer.Option("--records", metavar="RECORDS", help="Records of the company.")
    ] = None,
    history: Annotated[
        Path | None, typer.Option("--history", metavar="FILE.csv", help="Else a table: territory, day, value, kind.")
    ] = None,
    runs: Annotated[int, typer.Option(help="Simulated pilots.")] = 300,
    out: Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="Write page, workbook and JSON.")] = None,
    as_json: AsJson = False,
) -> None:
    """The finished pilot: estimate, checks, verdict.

    Exit codes: 0 done, 2 the design, the data or an option is wrong.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.pilot.design import drawn, read_design
    from scheduler.pilot.report import power_of, report_data, report_lines, report_of, write_pilot
    from scheduler.pilot.source import pilot_data

    made = read_design(file)
    made = made if made.drawn else drawn(made)
    data = pilot_data(made, records, history)
    rows = power_of(made, data, runs)
    found = report_of(made, data, rows)
    if out is not None:
        write_pilot(made, found, rows, out, language)
    if as_json:
        say_json(report_data(made, found))
    else:
        say("\n".join(report_lines(made, found, language)))

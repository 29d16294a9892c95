"""``paigong pilot power``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.wording.language import Language


def power(
    file: Annotated[Path, typer.Argument(metavar="DESIGN", help="The design, or pilot.json of the draw.")],
    language: Language,
    records: Annotated[
        Path | None, typer.Option("--records", metavar="RECORDS", help="Records of the company.")
    ] = None,
    history: Annotated[
        Path | None, typer.Option("--history", metavar="FILE.csv", help="Else a table: territory, day, value, kind.")
    ] = None,
    runs: Annotated[int, typer.Option(help="Simulated pilots.")] = 1000,
    out: Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="Write page, workbook and JSON.")] = None,
    as_json: AsJson = False,
) -> None:
    """What the design can see, simulated from the history itself: placebos and effects of several sizes.

    Exit codes: 0 done, 2 the design, the data or an option is wrong.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.pilot.design import drawn, read_design
    from scheduler.pilot.report import power_data, power_lines, power_of, write_pilot
    from scheduler.pilot.source import pilot_data

    made = drawn(read_design(file))
    rows = power_of(made, pilot_data(made, records, history), runs)
    if out is not None:
        write_pilot(made, None, rows, out, language)
    if as_json:
        say_json({"design": made.to_json(), "power": power_data(rows)})
    else:
        say("\n".join(power_lines(made, rows, language)))

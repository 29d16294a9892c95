"""Arguments and options that several verbs share, each described once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DayPath = Annotated[Path, typer.Argument(metavar="DAY", help="Folder of CSV files, Excel workbook or JSON file.")]
PlanPath = Annotated[
    Path,
    typer.Argument(metavar="PLAN", help="plan.json, a run folder, or a CSV with the columns engineer, ticket, start."),
]
PolicyName = Annotated[
    str | None,
    typer.Option(
        "--policy", metavar="NAME|FILE", help="Policy to use instead of the day's: a packaged name or a YAML file."
    ),
]
Mapping = Annotated[
    str | None,
    typer.Option("--mapping", metavar="NAME|FILE", help="How the columns of another system map to ours."),
]
Date = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Use only the shifts of this day.")]
Travel = Annotated[str | None, typer.Option("--travel", help="Travel times to use instead of the day's.")]
Territory = Annotated[str | None, typer.Option("--territory", metavar="ID", help="Only this territory.")]
Reject = Annotated[
    bool, typer.Option("--reject-bad-rows", help="Set bad rows aside into rejects.csv instead of refusing the input.")
]


def _share(text: str) -> float:
    """A share of one, also written in percent."""
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no share. Maybe write 1% or 0.01.") from None


Gap = Annotated[
    float | None,
    typer.Option(
        "--gap", parser=_share, metavar="SHARE", help="Stop when proved this near to the best possible: 1% or 0.01."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON on standard output.")]
Language = Annotated[str, typer.Option("--language", metavar="en|zh", help="Language of the answer.")]

"""``paigong people apply``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import DayPath
from scheduler.wording.language import Language


def apply(
    day: DayPath,
    scores: Annotated[Path, typer.Argument(metavar="SCORES", help="scores.csv that people score wrote.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A new folder: the day with what records say.")],
    language: Language,
    trainings: Annotated[
        Path | None, typer.Option("--trainings", metavar="FILE", help="trainings.csv of the training calendar.")
    ] = None,
) -> None:
    """Copy a day, with scores, points, standing and trainings as the records have them.

    Exit codes: 0 written, 2 the day, a file or an option is wrong or the folder exists.
    """
    from scheduler.cli.answer import say
    from scheduler.cli.targets import new_day
    from scheduler.people.into_day import apply_to_day

    new_day(out)
    changed, said = apply_to_day(day, scores, trainings, out)
    for line in said:
        say(language.text(line))
    say(
        language.of(
            f"{out} is the day with {changed} engineers changed by records",
            f"{out} 为当日数据，其中 {changed} 名工程师按记录更新",
        )
    )

"""``paigong forecast``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.wording.language import Language


def forecast(
    language: Language,
    history: Annotated[
        Path, typer.Argument(metavar="HISTORY", help="CSV or workbook: a row a request, open ones too.")
    ],
    horizon: Annotated[int, typer.Option("--horizon", metavar="DAYS", min=1, max=182, help="Days ahead.")] = 28,
    country: Annotated[
        str, typer.Option("--country", metavar="CODE", help="Whose public holidays count: CN, US; none when not given.")
    ] = "",
    calendar: Annotated[
        Path | None, typer.Option("--calendar", metavar="FILE", help="CSV of own days: day, kind (holiday, working).")
    ] = None,
    timezone: Annotated[
        str, typer.Option("--timezone", metavar="ZONE", help="The company's zone; days are local days.")
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="Where the tables and report go.")] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Same seed, same paths.")] = 1,
    reject_bad_rows: Annotated[
        bool, typer.Option("--reject-bad-rows", help="Set bad rows aside instead of refusing the input.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say how many tickets come on the next days, by territory and kind of work, and how sure that is.

    Beside every figure stands the bar: the mean of the last eight same weekdays.
    Exit codes: 0 done, 2 the history or an option is wrong, 10 rows were set aside.
    """
    from scheduler.cli.answer import say, say_json, written
    from scheduler.cli.voices.cells import counting
    from scheduler.forecast.folder import write_forecast
    from scheduler.forecast.lines import lines
    from scheduler.forecast.own_days import read_days
    from scheduler.forecast.prediction import predict
    from scheduler.loaders.history import load_history

    known = load_history(history, timezone=timezone, reject_bad_rows=reject_bad_rows)
    own = {} if calendar is None else read_days(calendar)
    with counting() as progress:
        prediction = predict(
            known.requests, country=country, own_days=own, horizon=horizon, seed=seed, progress=progress
        )
    if out is not None:
        write_forecast(prediction, out, chinese=language.of(False, True))
    if as_json:
        say_json(prediction.as_dict())
    else:
        for line in lines(prediction, known, language):
            say(line)
        if out is not None:
            say(written(out, language))
    raise typer.Exit(10 if known.rejected else 0)

"""``paigong roster``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.wording.language import Language


def roster(
    language: Language,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="people.csv, duties.csv, needs.csv, and more.")],
    start: Annotated[str, typer.Option("--start", metavar="YYYY-MM-DD", help="The first day.")],
    weeks: Annotated[int, typer.Option("--weeks", metavar="N", min=1, max=12, help="Length.")] = 4,
    country: Annotated[str, typer.Option("--country", metavar="CODE", help="Whose public holidays count.")] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="Where tables and calendars go.")] = None,
    why: Annotated[
        str, typer.Option("--why", metavar="PERSON@DAY", help="Why somebody works on a day, as E07@2026-12-06.")
    ] = "",
    effort: Annotated[
        float, typer.Option("--effort", metavar="N", min=0.01, help="Work of the solver; the same on every machine.")
    ] = 20.0,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Same seed, same roster.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Say who works on which day: as cheap as rules, wishes and demand allow, with a proof of how near.

    Exit codes: 0 done, 2 the folder or an option is wrong, 4 no roster keeps all rules: which ones collide is said.
    """
    from datetime import date, timedelta

    from models.errors import InputError, Trouble
    from models.text import Text
    from scheduler.cli.answer import say, say_json, written
    from scheduler.errors import Exit
    from scheduler.forecast.calendar import Calendar
    from scheduler.loaders.roster_tables import load_roster
    from scheduler.roster import roster as solved
    from scheduler.roster.folder import as_dict, write_roster
    from scheduler.roster.lines import lines
    from scheduler.roster.why import why as reason

    def day_of(text: str, field: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            maybe = Text("write it as 2026-12-06.", "请写成 2026-12-06。")
            raise InputError(
                Trouble(Text("is no day", "不是日期"), field=field, value=text, rule="no-day", maybe=maybe)
            ) from None

    first = day_of(start, "--start")
    known = Calendar.of(country, range(first.year, first.year + 2))
    off = frozenset(day for k in range(7 * weeks) if (day := first + timedelta(days=k)) in known.off)
    problem = load_roster(folder, first, 7 * weeks, off)
    result = solved(problem, effort=effort, seed=seed)
    if out is not None and result.roster is not None:
        write_roster(problem, result, out, chinese=language.of(False, True))
    if as_json:
        say_json(as_dict(problem, result))
    else:
        for line in lines(problem, result, language):
            say(line)
        if why and result.roster is not None:
            person, _, text = why.rpartition("@")
            found = reason(problem, result, person, day_of(text, "--why"), effort=effort)
            say(language.text(found.words))
        if out is not None and result.roster is not None:
            say(written(out, language))
    raise typer.Exit(int(Exit.DONE if result.roster is not None else Exit.NO_PLAN))

"""``paigong close``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson, At
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def close(
    source: DaySource,
    language: Language,
    log: Annotated[Path, typer.Option("--log", metavar="FILE", help="The day's event log.")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="A new folder for records and tomorrow.")],
    following: Annotated[
        Path | None,
        typer.Option("--next", metavar="DAY", help="The next day: its people, shifts and new tickets."),
    ] = None,
    at: At = None,
    as_json: AsJson = False,
) -> None:
    """Close a day: what happened becomes records, and what is left becomes tomorrow.

    Records: visits with their real times, attendance, breaks, parts, and every engineer's hours, overtime and standing
    by. Tomorrow: tickets nobody served with their age, those booked for later, and return visits. Every ticket ever
    received is finished, cancelled or open. What nobody reported counts as published, and is named.
    Exit codes: 0 closed, 2 something cannot be read, or somebody is still at work.
    """
    from dataclasses import replace

    from models.events import moment
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.targets import new_day
    from scheduler.desk.close import close as end_of
    from scheduler.desk.close import write_closing
    from scheduler.desk.words import closing_lines
    from scheduler.replan.log import read_log

    new_day(out)
    state, _ = Moment().known(source)
    problem = state.problem
    now = None if at is None else moment(problem, at)
    after = None if following is None else replace(source, day=following, date=None).load()
    closing = end_of(read_log(log, problem), now, after)
    write_closing(closing, out)
    if as_json:
        say_json(closing.as_dict())
        return
    for line in closing_lines(closing, language):
        say(line)
    day = out / "tomorrow"
    say(language.of(f"Written to {out}; tomorrow is {day}", f"已写入 {out}；明日数据在 {day}"))

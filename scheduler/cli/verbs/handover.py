"""``paigong handover``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import At
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def handover(
    source: DaySource,
    language: Language,
    log: Annotated[Path, typer.Option("--log", metavar="FILE", help="The day's event log.")],
    at: At = None,
    note: Annotated[str, typer.Option("--note", help="What the next shift should know; written to the log.")] = "",
    desk: Annotated[str, typer.Option("--desk", help="Which shift of the desk hands over.")] = "",
    who: Annotated[str, typer.Option("--who", help="Who hands over.")] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the page here as well.")] = None,
) -> None:
    """Hand a shift of the desk over: how the day stands, what was decided since, what the next shift should know.

    Exit codes: 0 said, 2 the day or the log cannot be read, 75 somebody else is writing.
    """
    from models.events import ShiftHandedOver
    from scheduler.cli.answer import say
    from scheduler.desk.handover import handover_lines
    from scheduler.desk.now import DayNow
    from scheduler.replan.log import append, read_log

    now = DayNow(Moment(at=at, log=log).of(source))
    problem = Moment().known(source)[0].problem
    text = "\n".join(handover_lines(read_log(log, problem), now, language))
    if note:
        append(log, problem, [ShiftHandedOver(at=now.at, desk=desk, note=note, who=who)])
    if out is not None:
        out.write_text(text + "\n", encoding="utf-8")
    say(text)

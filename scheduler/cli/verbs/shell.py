"""``paigong shell``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson, Published
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def shell(
    source: DaySource,
    language: Language,
    log: Annotated[Path, typer.Option("--log", metavar="FILE", help="The day's event log.")],
    published: Published = None,
    as_json: AsJson = False,
) -> None:
    """Keep a running day warm and answer questions from standard input, one a line.

    A line is written as on the command line, without the day and the log: `try T-010 E03 --start 14:00`, `suggest
    T-010`, `slots`, `gap`, `emergency`, `board`, `undo --who NAME`, `at 11:20` (`at head`: as far as the log is), or a
    JSON object: {"ask": "try", "ticket": "T-010", "engineer": "E03"}. With --json each answer is one line. `quit` ends.
    Exit codes: 0 ended, 2 the day or the log cannot be read.
    """
    import sys

    from scheduler.cli.shelling import said
    from scheduler.desk.warm import WarmDay

    state, _ = Moment(published=published).known(source)
    day = WarmDay(log, state.problem, state.published)
    assert day.board is not None
    for line in sys.stdin:
        if line.strip() in ("quit", "exit"):
            return
        if line.strip():
            print(said(day, line, language, as_json), flush=True)

"""``paigong undo``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson, At
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def undo(
    source: DaySource,
    language: Language,
    log: Annotated[Path, typer.Option("--log", metavar="FILE", help="The day's event log.")],
    who: Annotated[str, typer.Option("--who", help="Whose decision; only one's own is taken back.")],
    decision: Annotated[
        int | None, typer.Option("--line", metavar="N", help="Its line in the log, see history; else the newest.")
    ] = None,
    at: At = None,
    why: Annotated[str, typer.Option("--why", help="Why, for the log.")] = "",
    as_json: AsJson = False,
) -> None:
    """Take back one's own decision: its visits go back to where they were, and who is told again is said.

    Nothing is deleted from the log. A visit that has begun, or that somebody has changed again, stays.
    Exit codes: 0 taken back, 2 there is no such decision or it cannot be taken back any more, 75 somebody else is
    writing.
    """
    from models.events import moment
    from scheduler.cli.answer import say, say_json
    from scheduler.replan.undo import undo as take_back
    from scheduler.replan.words import words
    from scheduler.travel.roads import roads

    state, _ = Moment().known(source)
    problem = state.problem
    now = None if at is None else moment(problem, at)
    done = take_back(log, problem, who=who, line=decision, at=now, why=why, roads=roads)
    if as_json:
        say_json({"undone": done.line, **done.proposal.to_json(problem.clock), "head": str(done.log.head)})
        return
    say(language.of(f"Line {done.line} is taken back.", f"已撤销第 {done.line} 行的决定。"))
    say(words(done.proposal, problem.clock, language))
    say(language.of(f"Written to {log}, receipt {done.log.head}", f"已写入 {log}，回执 {done.log.head}"))

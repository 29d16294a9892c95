"""``paigong try``; ``try`` is a word of Python, so the function has a stroke behind its name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.boards import Holds
from scheduler.cli.options import AsJson, PlanPath
from scheduler.sources.day_source import DaySource
from scheduler.sources.decision_note import DecisionNote
from scheduler.sources.moment import Moment
from scheduler.sources.move_asked import MoveAsked
from scheduler.wording.language import Language


def try_(
    source: DaySource,
    moment: Moment,
    language: Language,
    plan: PlanPath,
    asked: MoveAsked,
    decision: DecisionNote,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the changed plan, if it is allowed.")
    ] = None,
    holds: Holds = None,
    accept: Annotated[bool, typer.Option("--accept", help="Decide it: write it to --log, for the whole day.")] = False,
    pin: Annotated[bool, typer.Option("--pin/--no-pin", help="Decided moves are kept by the next re-plan.")] = True,
    as_json: AsJson = False,
) -> None:
    """Check and price a move by hand: a ticket to an engineer, off the plan, or exchanged with another.

    Broken hard rules are named, with the times and the price it would have all the same. With --accept it is decided:
    asked again at the end of the log, judged as a whole day, written, and pinned.
    Exit codes: 0 allowed, perhaps with a warning, 4 a hard rule is broken, 2 something cannot be read or is not known.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.boards import board_from, held, write_move
    from scheduler.cli.deciding import decide, say_decided
    from scheduler.errors import Exit

    if accept:
        decided = decide(source, moment, plan, asked.on, pin, decision)
        say_decided(decided, as_json, language)
        return
    board = board_from(source, plan, moment)
    move = asked.on(held(board, holds))
    written = out is not None and write_move(move, out)
    if as_json:
        say_json(move.as_dict())
    else:
        say(move.text(language) + ("\n" + language.of(f"Written to {out}", f"已写入 {out}") if written else ""))
    raise typer.Exit(int(Exit.DONE if move.allowed else Exit.NO_PLAN))

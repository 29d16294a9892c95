"""``paigong gap``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.boards import EngineerId, Holds
from scheduler.cli.options import AsJson, PlanPath
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def gap(
    source: DaySource,
    moment: Moment,
    language: Language,
    plan: PlanPath,
    engineer: EngineerId,
    start: Annotated[str, typer.Option("--from", metavar="HH:MM", help="When the engineer becomes free.")],
    end: Annotated[str, typer.Option("--to", metavar="HH:MM", help="When the free time ends.")],
    limit: Annotated[int, typer.Option(help="How many tickets to show.")] = 10,
    holds: Holds = None,
    as_json: AsJson = False,
) -> None:
    """Find the tickets that best fill an engineer's free time, also when a visit ended early.

    Tickets that nobody serves, or that are served later by anybody; those that save the most money first.
    Exit codes: 0 answered, 2 something cannot be read or is not known, or the time is over.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.boards import board_from, held, say_off
    from scheduler.dispatch import gap as fillers

    board = board_from(source, plan, moment)
    board = held(board, holds)
    found = fillers(board, engineer, start, end, limit)
    if as_json:
        say_json({"engineer": engineer, "off_the_plan": board.off, "fillers": [filler.as_dict() for filler in found]})
        return
    nothing = language.of("nothing fits into this time.", "此时段没有合适的工单。")
    say("\n".join(filler.text(language) for filler in found) or nothing)
    say_off(board, language)

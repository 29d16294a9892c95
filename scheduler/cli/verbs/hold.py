"""``paigong hold``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.boards import New
from scheduler.cli.options import AsJson, PlanPath
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def hold(
    source: DaySource,
    moment: Moment,
    language: Language,
    plan: PlanPath,
    holds: Annotated[Path, typer.Option("--holds", metavar="FILE", help="The file of holds; made when missing.")],
    start: Annotated[str, typer.Option("--from", metavar="HH:MM", help="Begin of the window.")],
    end: Annotated[str, typer.Option("--to", metavar="HH:MM", help="End of the window.")],
    until: Annotated[str, typer.Option("--until", metavar="HH:MM", help="How long to keep it.")],
    any_window: Annotated[bool, typer.Option("--any-window", help="Also outside the ticket's own windows.")] = False,
    ticket: Annotated[str | None, typer.Argument(metavar="TICKET", help="Id of an open ticket.")] = None,
    new: New = None,
    as_json: AsJson = False,
) -> None:
    """Keep a window for a customer until a time; nobody else is offered that room meanwhile.

    Exit codes: 0 kept, 4 the window is not free, 2 something cannot be read or is not known, 75 another writer.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.boards import asked_tickets, board_from, cut_words, keep

    board = board_from(source, plan, moment)
    board, ids = asked_tickets(board, [ticket] if ticket else [], new)
    kept, slot = keep(board, ids, holds, (start, end), until, any_window)
    cut = cut_words(board, kept, (start, end), language)
    if as_json:
        held_json = kept.model_dump(mode="json", context={"clock": board.problem.clock})
        say_json({"cut": cut or None, "hold": held_json, "slot": slot.as_dict()})
    else:
        text = board.problem.clock.text(kept.until)
        say(slot.text(language))
        if cut:
            say(cut)
        say(language.of(f"kept until {text} as {kept.id}", f"保留至 {text}，编号 {kept.id}"))

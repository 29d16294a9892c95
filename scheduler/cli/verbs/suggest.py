"""``paigong suggest``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.boards import Holds
from scheduler.cli.options import AsJson, PlanPath, TicketId
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def suggest(
    source: DaySource,
    moment: Moment,
    language: Language,
    plan: PlanPath,
    ticket: TicketId,
    holds: Holds = None,
    limit: Annotated[int | None, typer.Option(help="How many engineers to show; all when not given.")] = 10,
    resolve: Annotated[
        int, typer.Option("--resolve", metavar="N", help="Plan again around the N best, for a moment each.")
    ] = 0,
    details: Annotated[bool, typer.Option("--details", help="Say everything about each, not a line.")] = False,
    as_json: AsJson = False,
) -> None:
    """Rank the engineers for a ticket: price, times, what moves, and the rules each one breaks.

    Those whom no rule forbids come first, the cheapest first; the others are priced as if they were permitted.
    Exit codes: 0 ranked, 2 the day, the plan or the events cannot be read, or there is no such open ticket.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.boards import board_from, held, say_off
    from scheduler.dispatch import suggest as ranked

    board = board_from(source, plan, moment)
    board = held(board, holds, (ticket,))
    found = ranked(board, ticket, limit, resolve=resolve)
    if as_json:
        say_json(
            {"ticket": ticket, "off_the_plan": board.off, "suggestions": [suggestion.as_dict() for suggestion in found]}
        )
        return
    nobody = language.of("nobody has a shift.", "没有任何班次。")
    say(
        "\n".join(suggestion.move.text(language) if details else suggestion.text(language) for suggestion in found)
        or nobody
    )
    say_off(board, language)

"""``paigong slots``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.boards import Holds, New
from scheduler.cli.options import AsJson, PlanPath
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def slots(
    source: DaySource,
    moment: Moment,
    language: Language,
    plan: PlanPath,
    tickets: Annotated[list[str] | None, typer.Argument(metavar="TICKET", help="Ids of open tickets.")] = None,
    new: New = None,
    days: Annotated[
        list[str] | None, typer.Option("--days", metavar="YYYY-MM-DD", help="Only these days; may be given many times.")
    ] = None,
    any_window: Annotated[
        bool, typer.Option("--any-window", help="Also outside the tickets' own windows: the customer may agree to any.")
    ] = False,
    hours: Annotated[float, typer.Option(help="Length of a window in hours.")] = 2.0,
    limit: Annotated[int, typer.Option(help="Windows per ticket.")] = 5,
    proof: Annotated[
        float | None,
        typer.Option("--proof", metavar="SECONDS", help="Prove how far each slot is from the best possible plan."),
    ] = None,
    holds: Holds = None,
    as_json: AsJson = False,
) -> None:
    """Offer bookable windows for tickets: price, engineer, what it delays, the cheapest first.

    Several tickets in one call are offered what is left when those before them take their first window.
    Exit codes: 0 answered, 2 something cannot be read or is not known.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.boards import asked_tickets, board_from, held, say_off
    from scheduler.dispatch import bound_of
    from scheduler.dispatch import slots as offered

    board = board_from(source, plan, moment)
    board, ids = asked_tickets(board, tickets or [], new)
    board = held(board, holds, ids)
    bound = None if proof is None else bound_of(board, seconds=proof)
    found = offered(board, ids, limit=limit, hours=hours, days=days, any_window=any_window, bound=bound)
    if as_json:
        say_json({"tickets": ids, "off_the_plan": board.off, "slots": [slot.as_dict() for slot in found]})
        return
    none = language.of("{}: no window is free.", "{}：没有可预约的时段。")
    for id in ids:
        mine = [slot.text(language) for slot in found if slot.ticket.id == id]
        say("\n".join(mine or [none.format(id)]))
    say_off(board, language)

"""``paigong emergency``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.boards import Holds, New
from scheduler.cli.options import AsJson, PlanPath
from scheduler.sources.day_source import DaySource
from scheduler.sources.decision_note import DecisionNote
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def emergency(
    source: DaySource,
    moment: Moment,
    language: Language,
    decision: DecisionNote,
    plan: PlanPath,
    ticket: Annotated[str | None, typer.Argument(metavar="TICKET", help="Id of an open ticket.")] = None,
    new: New = None,
    holds: Holds = None,
    limit: Annotated[int, typer.Option(min=1, help="How many choices.")] = 3,
    accept: Annotated[
        int | None, typer.Option("--accept", metavar="N", help="Decide choice N: write it to --log.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say who can be at an emergency first, whom that displaces, and what it costs: a few choices.

    The earliest arrival comes first, each further choice is later and cheaper. For priorities that the policy calls
    urgent the earliest is recommended, for others the cheapest. A ticket of --new must be in the log to be decided.
    Exit codes: 0 answered, 4 nobody may serve it, 2 something cannot be read or is not known.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.boards import asked_tickets, board_from, held
    from scheduler.cli.deciding import decide, nth, say_decided
    from scheduler.dispatch.emergency import emergency as choices_of
    from scheduler.errors import Exit

    if accept is not None and ticket is not None:
        chosen = decide(
            source, moment, plan, lambda board: nth(choices_of(board, ticket, limit), accept).move, True, decision
        )
        say_decided(chosen, as_json, language)
        return
    board, ids = asked_tickets(board_from(source, plan, moment), [ticket] if ticket else [], new)
    choices = choices_of(held(board, holds, ids), ids[0], limit)
    if as_json:
        say_json({"ticket": ids[0], "choices": [choice.as_dict() for choice in choices]})
    else:
        nobody = language.of(f"{ids[0]}: nobody may serve it.", f"{ids[0]}：无人可服务。")
        say("\n".join(f"{k}. {choice.text(language)}" for k, choice in enumerate(choices, 1)) or nobody)
    raise typer.Exit(int(Exit.DONE if choices else Exit.NO_PLAN))

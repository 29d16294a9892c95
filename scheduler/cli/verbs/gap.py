"""``paigong gap``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.boards import EngineerId, Holds, Language
from scheduler.cli.in_progress import At, Events, Freeze
from scheduler.cli.options import AsJson, Date, DayPath, Mapping, PlanPath, PolicyName, Territory, Travel


def gap(
    day: DayPath,
    plan: PlanPath,
    engineer: EngineerId,
    start: Annotated[str, typer.Option("--from", metavar="HH:MM", help="When the engineer becomes free.")],
    end: Annotated[str, typer.Option("--to", metavar="HH:MM", help="When the free time ends.")],
    limit: Annotated[int, typer.Option(help="How many tickets to show.")] = 10,
    at: At = None,
    events: Events = None,
    freeze: Freeze = None,
    holds: Holds = None,
    policy: PolicyName = None,
    mapping: Mapping = None,
    date: Date = None,
    travel: Travel = None,
    territory: Territory = None,
    language: Language = "en",
    as_json: AsJson = False,
) -> None:
    """Find the tickets that best fill an engineer's free time, also when a visit ended early.

    Tickets that nobody serves, or that are served later by anybody; those that save the most money first.
    Exit codes: 0 answered, 2 something cannot be read or is not known, or the time is over.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.boards import board_from, held, language_of, say_off
    from scheduler.dispatch import gap as fillers

    words = language_of(language)
    board = board_from(day, plan, at=at, events=events, freeze=freeze, policy=policy, mapping=mapping, date=date,
                       travel=travel, territory=territory)  # fmt: skip
    board = held(board, holds)
    found = fillers(board, engineer, start, end, limit)
    if as_json:
        say_json({"engineer": engineer, "off_the_plan": board.off, "fillers": [one.as_dict() for one in found]})
        return
    nothing = {"en": "nothing fits into this time.", "zh": "此时段没有合适的工单。"}[words]
    say("\n".join(one.text(words) for one in found) or nothing)
    say_off(board, words)

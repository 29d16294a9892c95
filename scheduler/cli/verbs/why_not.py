"""``paigong why-not``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.options import AsJson, PlanPath
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def why_not(
    source: DaySource,
    moment: Moment,
    language: Language,
    plan: PlanPath,
    ticket: Annotated[str, typer.Argument(metavar="TICKET", help="Id of the ticket.")],
    engineer: Annotated[str, typer.Argument(metavar="ENGINEER", help="Id of the engineer.")],
    iterations: Annotated[int, typer.Option("--iterations", min=1, help="Effort of each search.")] = 6000,
    as_json: AsJson = False,
) -> None:
    """Force a ticket to an engineer, plan again for a moment, and say what gets worse, for whom and by how much.

    A pair that rules forbid is forced by waiving these rules for it alone; the answer names them. The plan is not
    changed. With --json the forced plan is part of the answer.
    Exit codes: 0 answered, 2 the day or the plan cannot be read, or has no such ticket or engineer.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.explain import why_not as ask

    problem, known = moment.standing(source, plan)
    answer = ask(problem, known, ticket, engineer, iterations=iterations)
    if as_json:
        say_json(answer.as_dict())
    else:
        say(answer.text(language))

"""``paigong explain``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.options import AsJson, PlanPath
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def explain(
    source: DaySource,
    moment: Moment,
    language: Language,
    plan: PlanPath,
    ticket: Annotated[str, typer.Argument(metavar="TICKET", help="Id of the ticket.")],
    resolve: Annotated[
        bool,
        typer.Option(
            "--resolve/--no-resolve",
            help="Plan again around the next best engineers, and under the changes that would serve the ticket.",
        ),
    ] = True,
    iterations: Annotated[int, typer.Option("--iterations", min=1, help="Effort of each search.")] = 3000,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="Most remedies, and most engineers, that are shown.")
    ] = 5,
    as_json: AsJson = False,
) -> None:
    """Say why this engineer, or why a ticket is unserved or late, and what would change that.

    Served: the price, and the next best engineers, each planned again around. Unserved or late: what keeps each
    engineer from it, and the cheapest changes that would serve it on time. For a day in progress add --at and --events;
    PLAN is then the plan people know, unless --published names that one.
    The codes have pages: paigong reasons.
    Exit codes: 0 explained, 2 the day or the plan cannot be read, or has no such ticket.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.explain import explain as why

    problem, known = moment.standing(source, plan)
    explanation = why(problem, known, ticket, resolve=resolve, iterations=iterations, limit=limit)
    if as_json:
        say_json(explanation.as_dict())
    else:
        say(explanation.text(language, limit=limit))

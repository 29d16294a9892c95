"""``paigong why-not``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.in_progress import At, Events, Freeze, Published
from scheduler.cli.options import AsJson, Date, DayPath, Language, Mapping, PlanPath, PolicyName, Territory, Travel


def why_not(
    day: DayPath,
    plan: PlanPath,
    ticket: Annotated[str, typer.Argument(metavar="TICKET", help="Id of the ticket.")],
    engineer: Annotated[str, typer.Argument(metavar="ENGINEER", help="Id of the engineer.")],
    iterations: Annotated[int, typer.Option("--iterations", min=1, help="Effort of each search.")] = 6000,
    language: Language = "en",
    at: At = None,
    events: Events = None,
    published: Published = None,
    freeze: Freeze = None,
    policy: PolicyName = None,
    mapping: Mapping = None,
    date: Date = None,
    travel: Travel = None,
    territory: Territory = None,
    as_json: AsJson = False,
) -> None:
    """Force a ticket to an engineer, plan again for a moment, and say what gets worse, for whom and by how much.

    A pair that rules forbid is forced by waiving these rules for it alone; the answer names them. The plan is not
    changed. With --json the forced plan is part of the answer.
    Exit codes: 0 answered, 2 the day or the plan cannot be read, or has no such ticket or engineer.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.progress import spoken, standing
    from scheduler.explain import why_not as ask

    language = spoken(language)
    problem, known = standing(
        day, plan, published=published, at=at, events=events, freeze=freeze, policy=policy, mapping=mapping, date=date,
        travel=travel, territory=territory,
    )  # fmt: skip
    answer = ask(problem, known, ticket, engineer, iterations=iterations)
    if as_json:
        say_json(answer.as_dict())
    else:
        say(answer.text(language))

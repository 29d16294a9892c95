"""``paigong explain``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.options import AsJson, Date, DayPath, Mapping, PlanPath, PolicyName, Territory, Travel


def explain(
    day: DayPath,
    plan: PlanPath,
    ticket: Annotated[str, typer.Argument(metavar="TICKET", help="Id of the ticket.")],
    policy: PolicyName = None,
    mapping: Mapping = None,
    date: Date = None,
    travel: Travel = None,
    territory: Territory = None,
    as_json: AsJson = False,
) -> None:
    """Say why this engineer, or why a ticket is unserved.

    For every engineer: the rules that forbid it, or the price it would have, cheapest first.
    Exit codes: 0 explained, 2 the day or the plan cannot be read, or has no such ticket.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.explain import explain as why
    from scheduler.loaders import load
    from scheduler.planning.plan_file import read_plan
    from scheduler.planning.scope import within

    problem = within(load(day, policy=policy, mapping=mapping, date=date, travel=travel), territory)
    explanation = why(problem, read_plan(plan, problem), ticket)
    if as_json:
        say_json(explanation.as_dict())
    else:
        say(str(explanation))

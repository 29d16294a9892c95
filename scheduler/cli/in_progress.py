"""A day in progress: the options that say how far it is, and what they mean together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import InputError, Trouble

if TYPE_CHECKING:
    from models.events import Event, Situation, State
    from models.plan import Plan
    from models.problem import Problem

Published = Annotated[
    Path | None,
    typer.Option(
        "--published", metavar="PLAN", help="The plan people know: plan.json, a run folder or CSV; else the day's own."
    ),
]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="HH:MM", help="The moment it is now, as 11:20 or ISO 8601; else before the day."),
]
Events = Annotated[
    Path | None, typer.Option("--events", metavar="FILE", help="What happened: JSON list, JSON lines or CSV.")
]
Freeze = Annotated[
    int | None,
    typer.Option("--freeze", metavar="MINUTES", help="Visits that begin so soon stay as they are; else the policy's."),
]
Divert = Annotated[
    bool | None,
    typer.Option("--divert/--no-divert", help="May somebody who is driving be sent elsewhere? Else the policy's word."),
]
Log = Annotated[
    Path | None, typer.Option("--log", metavar="FILE", help="The day's event log: what happened and was accepted.")
]


def situation_from(
    day: Path,
    *,
    published: Path | None = None,
    at: str | None = None,
    events: Path | None = None,
    freeze: int | None = None,
    policy: str | None = None,
    mapping: str | None = None,
    date: str | None = None,
    travel: str | None = None,
    territory: str | None = None,
    divert: bool | None = None,
    log: Path | None = None,
) -> Situation:
    """The day at a moment; without ``at`` the night before, with the plan published.

    Raises
    ------
    InputError
        The day, the plan or the events cannot be read, contradict each other, or events come without a moment.
    """
    from models.events import Ahead, fold, situation_of
    from scheduler.travel.roads import roads

    state, happened = state_from(day, published=published, events=events, policy=policy, mapping=mapping, date=date,
                                 travel=travel, territory=territory, log=log)  # fmt: skip
    if at is None and happened:
        message = f"{len(happened)} events are given, but not the moment it is"
        raise InputError(Trouble(message, field="--at", rule="no-moment", maybe="add --at 11:20."))
    ahead = Ahead.of(state.problem.policy, freeze_minutes=freeze, divert=divert)
    try:
        state = fold(state, happened)
    except InputError as error:
        raise InputError(
            replace(one, file=events.name if events is not None else "") for one in error.troubles
        ) from None
    return situation_of(state, at if at is not None else state.now, ahead=ahead, roads=roads)


def state_from(
    day: Path,
    *,
    published: Path | None = None,
    events: Path | None = None,
    policy: str | None = None,
    mapping: str | None = None,
    date: str | None = None,
    travel: str | None = None,
    territory: str | None = None,
    log: Path | None = None,
) -> tuple[State, tuple[Event, ...]]:
    """What is known before the new events, and these."""
    from models.events import State
    from scheduler.loaders import load
    from scheduler.loaders.events import read_events
    from scheduler.loaders.plan_file import read_plan
    from scheduler.planning.scope import within

    problem = within(load(day, policy=policy, mapping=mapping, date=date, travel=travel), territory)
    plan = read_plan(published, problem) if published is not None else problem.published
    if plan is not None and territory is not None:
        plan = _of_territory(problem, plan)
    state = State(problem, plan, problem.now)
    if log is not None:
        from scheduler.replan.log import read_log

        state = read_log(log, problem).state(published=plan)
    return state, read_events(events, state.problem) if events is not None else ()


def _of_territory(problem: Problem, plan: Plan) -> Plan:
    """The part of a plan that a territory's tickets and engineers make."""
    routes = tuple(
        route.but(visits=tuple(visit for visit in route.visits if visit.ticket in problem.ticket))
        for route in plan.routes
        if route.shift in problem.shift
    )
    unserved = tuple(id for id in plan.unserved if id in problem.ticket)
    return plan.but(routes=tuple(route for route in routes if route.visits), unserved=unserved)

"""``paigong chances``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.options import AsJson, PlanPath
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def chances(
    source: DaySource,
    moment: Moment,
    language: Language,
    plan: PlanPath,
    below: Annotated[
        int,
        typer.Option(
            "--below",
            metavar="PERCENT",
            min=0,
            max=100,
            help="[%] Show promises kept on fewer days than so many of 100.",
        ),
    ] = 70,
    draws: Annotated[
        int, typer.Option("--draws", metavar="DAYS", min=100, max=100_000, help="Number of made-up days.")
    ] = 1000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Same seed, same days.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Say how likely each promise of a plan is kept: its routes driven on many made-up days.

    How much visits and drives vary says the section uncertainty of the policy.
    Exit codes: 0 computed, 2 the day or the plan cannot be read.
    """
    from scheduler.chance import chances as computed
    from scheduler.chance import lines
    from scheduler.cli.answer import say, say_json

    problem, known = moment.whole(source, plan)
    outlook = computed(problem, known, draws=draws, seed=seed)
    if as_json:
        say_json(outlook.as_dict(problem.clock))
    else:
        for line in lines(outlook, problem, below / 100, language):
            say(line)

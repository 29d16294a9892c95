"""``paigong replan``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.in_progress import At, Divert, Events, Freeze, Log, Published
from scheduler.cli.options import AsJson, Date, DayPath, Mapping, PolicyName, Territory, Travel


def replan(
    day: DayPath,
    published: Published = None,
    at: At = None,
    events: Events = None,
    log: Log = None,
    max_changes: Annotated[
        int | None, typer.Option("--max-changes", metavar="N", help="Tell at most so many customers; hard.")
    ] = None,
    max_engineers: Annotated[
        int | None, typer.Option("--max-engineers", metavar="N", help="Change at most so many engineers' lists; hard.")
    ] = None,
    frontier: Annotated[
        bool, typer.Option("--frontier", help="Show the cost for every number of customers to be told instead.")
    ] = False,
    pin: Annotated[
        list[str] | None, typer.Option("--pin", metavar="TICKET=GRADE", help="Keep its person, time, both or order.")
    ] = None,
    order: Annotated[
        list[str] | None, typer.Option("--order", metavar="T1,T2,...", help="Serve these tickets in this order.")
    ] = None,
    free_after: Annotated[
        int | None,
        typer.Option("--free-after", metavar="MINUTES", help="Visits later than so much from now may change freely."),
    ] = None,
    freeze: Freeze = None,
    divert: Divert = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the proposal here, for accept.")
    ] = None,
    seconds: Annotated[float | None, typer.Option(help="Work so long at most; 1 or 2 when nothing is said.")] = None,
    iterations: Annotated[
        int | None, typer.Option(help="Do so much work per search instead: the same proposal on every machine.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Same input, seed and iterations: same proposal.")] = 1,
    threads: Annotated[int, typer.Option(help="Processor cores to use.")] = 2,
    proof: Annotated[bool, typer.Option("--proof", help="Say how far from the best possible it is.")] = False,
    chinese: Annotated[bool, typer.Option("--zh", help="Reasons in Chinese.")] = False,
    policy: PolicyName = None,
    mapping: Mapping = None,
    date: Date = None,
    travel: Travel = None,
    territory: Territory = None,
    as_json: AsJson = False,
) -> None:
    """Propose a plan for the rest of the day: what changes, why, and who must be told.

    Starts from the published plan and what has happened since. Nothing is published; see accept.
    Exit codes: 0 proposed, 2 input wrong or a budget too small to be feasible, 4 no plan keeps every rule.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.in_progress import situation_from
    from scheduler.replan import Pins
    from scheduler.replan import replan as propose
    from scheduler.replan.files import write_proposal
    from scheduler.replan.frontier import frontier as points_of
    from scheduler.replan.words import frontier_words, words

    pins = Pins.parse(pin or (), order or (), None if free_after is None else free_after * 60)
    now = situation_from(day, published=published, at=at, events=events, freeze=freeze, policy=policy, mapping=mapping,
                         date=date, travel=travel, territory=territory, divert=divert, log=log)  # fmt: skip
    clock = now.problem.clock
    if frontier:
        points = points_of(now, seconds=seconds, iterations=iterations, seed=seed, threads=threads, pins=pins)
        currency = now.problem.policy.currency
        say_json({"currency": currency, "points": [one.as_dict() for one in points]}) if as_json else say(
            frontier_words(points, currency)
        )
        return
    made = propose(now, seconds=seconds, iterations=iterations, seed=seed, threads=threads, max_changes=max_changes,
                   max_engineers=max_engineers, pins=pins, proof=proof)  # fmt: skip
    if out is not None:
        write_proposal(made, clock, out)
    say_json(made.to_json(clock)) if as_json else say(words(made, clock, "zh" if chinese else "en"))

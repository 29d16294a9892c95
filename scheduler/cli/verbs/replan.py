"""``paigong replan``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.budget import Budget
from scheduler.cli.options import AsJson
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def replan(
    source: DaySource,
    moment: Moment,
    language: Language,
    budget: Budget,
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
    ask: Annotated[
        list[str] | None,
        typer.Option("--ask", metavar="TICKET", help="Its customer is asked first: it may be visited earlier; repeat."),
    ] = None,
    free_after: Annotated[
        int | None,
        typer.Option("--free-after", metavar="MINUTES", help="Visits later than so much from now may change freely."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the proposal here, for accept.")
    ] = None,
    proof: Annotated[bool, typer.Option("--proof", help="Say how far from the best possible it is.")] = False,
    as_json: AsJson = False,
) -> None:
    """Propose a plan for the rest of the day: what changes, why, and who must be told.

    Starts from the published plan and what has happened since. Nothing is published; see accept.
    Exit codes: 0 proposed, 2 input wrong or a budget too small to be feasible, 4 no plan keeps every rule.
    """
    from scheduler.cli.answer import say, say_json, say_read
    from scheduler.loaders.ledger import Ledger
    from scheduler.replan import Pins
    from scheduler.replan import replan as propose
    from scheduler.replan.files import write_proposal
    from scheduler.replan.frontier import frontier as points_of
    from scheduler.replan.words import frontier_words, words

    pins = Pins.parse(pin or (), order or (), None if free_after is None else free_after * 60)
    ledger = Ledger()
    now = moment.of(source, ledger)
    say_read(ledger, language)
    clock = now.problem.clock
    if frontier:
        points = points_of(
            now,
            budget,
            pins=pins,
        )
        currency = now.problem.policy.currency
        say_json({"currency": currency, "points": [point.as_dict() for point in points]}) if as_json else say(
            frontier_words(points, currency, language)
        )
        return
    made = propose(
        now,
        budget,
        max_changes=max_changes,
        max_engineers=max_engineers,
        pins=pins,
        ask=ask or (),
        proof=proof,
    )
    if out is not None:
        write_proposal(made, clock, out)
    say_json(made.to_json(clock)) if as_json else say(words(made, clock, language))

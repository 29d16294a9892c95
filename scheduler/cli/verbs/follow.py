"""``paigong follow``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.budget import Budget
from scheduler.cli.options import AsJson
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def follow(
    source: DaySource,
    language: Language,
    budget: Budget,
    log: Annotated[Path, typer.Option("--log", metavar="FILE", help="The day's event log.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write each proposal here, for accept.")
    ] = None,
    poll: Annotated[float, typer.Option("--poll", min=0.05, help="[s] from one look at the log to the next.")] = 1.0,
    once: Annotated[bool, typer.Option("--once", help="Look once and stop.")] = False,
    as_json: AsJson = False,
) -> None:
    """Plan a running day again by itself whenever something in its log matters, as the policy says.

    Section `following` of the policy: which events matter, how often at most, how many customers may be told and lists
    changed, and whether what keeps these budgets is accepted or only proposed. Stops at Ctrl-C or SIGTERM.
    Exit codes: 0 stopped, 2 the day or the log cannot be read.
    """
    import time

    from scheduler.cli.answer import say
    from scheduler.cli.following import said
    from scheduler.desk.follow import Follower
    from scheduler.replan.files import write_proposal

    state, _ = Moment().known(source)
    follower, last = Follower(log, state.problem, budget), ""
    while True:
        step = follower.step()
        if out is not None and step.outcome == "proposed" and step.proposal is not None:
            write_proposal(step.proposal, state.problem.clock, out)
        text = said(step, state.problem.clock, language, as_json)
        if text != last and (once or step.outcome not in ("nothing", "waiting")):
            say(text)
            last = text
        if once:
            return
        time.sleep(poll)

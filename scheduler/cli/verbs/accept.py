"""``paigong accept``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.sources.day_source import DaySource
from scheduler.sources.decision_note import DecisionNote
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def accept(
    source: DaySource,
    language: Language,
    decision: DecisionNote,
    proposal: Annotated[Path, typer.Argument(metavar="PROPOSAL", help="What replan --out wrote.")],
    log: Annotated[Path, typer.Option("--log", metavar="FILE", help="The day's event log; begun when not there yet.")],
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="TICKET", help="Accept this ticket's change only; repeat."),
    ] = None,
    together: Annotated[
        bool, typer.Option("--together", help="Take along what has to go together with --only.")
    ] = False,
    none: Annotated[bool, typer.Option("--none", help="Accept no change; what happened is written.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the accepted plan of the whole day here.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Accept a proposal, all of it or some, into the day's event log.

    The whole day is judged at the end of the log. Of a part the rest stays as published as far as possible; what has to
    go together is named, and taken along with --together. The receipt at the end finds a log that was cut off later.
    Exit codes: 0 accepted, 2 input wrong, out of date, or a part that breaks a rule, 75 somebody else is writing.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.replan.accept import accept as take
    from scheduler.replan.files import choice, read_proposal, write_plan
    from scheduler.replan.words import words
    from scheduler.travel.roads import roads

    chosen = choice(only, none)
    state, _ = Moment().known(source)
    clock = state.problem.clock
    done = take(log, state.problem, read_proposal(proposal, clock), only=chosen, together=together,
                who=decision.who, why=decision.why, roads=roads)  # fmt: skip
    if out is not None:
        write_plan(done.proposal.plan, clock, out)
    if as_json:
        written = {"log": str(log), "events": len(done.log.events), "head": str(done.log.head)}
        say_json({**done.proposal.to_json(clock), **written})
    else:
        say(words(done.proposal, clock, language))
        say(
            language.of(
                f"Written to {log}: {len(done.log.events)} events, receipt {done.log.head}.",
                f"已写入 {log}：共 {len(done.log.events)} 个事件，回执 {done.log.head}。",
            )
        )

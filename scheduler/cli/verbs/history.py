"""``paigong history``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson, At
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def history(
    source: DaySource,
    language: Language,
    log: Annotated[Path, typer.Argument(metavar="LOG", help="The day's event log.")],
    at: At = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the plan that was published then here.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show who said and decided what, when and why, from the day's event log.

    With a moment: what was known then. A log that was changed by hand is refused by its line.
    Exit codes: 0 shown, 2 the day or the log cannot be read.
    """
    from models.events import KINDS, moment
    from scheduler.cli.answer import say, say_json
    from scheduler.replan.files import write_plan
    from scheduler.replan.log import read_log
    from scheduler.replan.words import history as rows_of

    state, _ = Moment().known(source)
    problem = state.problem
    found = read_log(log, problem)
    time = None if at is None else moment(problem, at)
    then = found.state(time)
    rows = [row for row, event in zip(rows_of(found), found.events, strict=True) if time is None or event.at <= time]
    if out is not None and then.published is not None:
        write_plan(then.published, problem.clock, out)
    if as_json:
        plan = None if then.published is None else then.published.to_json(problem.clock)
        say_json({"events": rows, "tickets": len(then.problem.open_tickets), "published": plan})
        return
    for row in rows:
        changed = row.get("changed") or []
        more = (
            f"{language.of('; changed: ', '；变更：')}{language.list([str(change['ticket']) for change in changed])}"
            if isinstance(changed, list) and changed
            else ""
        )
        said = language.of(f" by {row['who']}", f" 由 {row['who']}") if row["who"] else ""
        event = language.of(str(row["event"]), KINDS[str(row["event"])].label[1])
        because = f" ({row['why']})" if row["why"] else ""
        say(f"{str(row['at'])[:16].replace('T', ' ')} {event} {row['what']}{said}{because}{more}")

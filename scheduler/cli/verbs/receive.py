"""``paigong receive``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson, At, Published
from scheduler.sources.day_source import DaySource
from scheduler.wording.language import Language


def receive(
    source: DaySource,
    language: Language,
    events: Annotated[Path, typer.Argument(metavar="EVENTS", help="What happened: JSON, CSV or workbook.")],
    log: Annotated[Path, typer.Option("--log", metavar="FILE", help="The day's event log; begun when not there yet.")],
    at: At = None,
    published: Published = None,
    behind: Annotated[
        list[str] | None,
        typer.Option("--behind", metavar="SENDER=SECONDS", help="How much a sender's clock is behind; repeat."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write what was reported into the day's log, without planning anything.

    What comes twice is written once. What contradicts the state is kept as a dispute and blocks nothing. Late news
    stand where they belong; accepted plans that rested on something else are named. With a moment everything was
    received then, and clocks of senders are put right.
    Exit codes: 0 written, 2 the events cannot be read or a decision among them is refused, 75 somebody else is writing.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.replan.receive import receive as take

    problem, plan = source.with_plan(published)
    problem = problem if plan is None else problem.replace(published=plan)
    done = take(log, problem, events, at=at, behind=_clocks(behind))
    if as_json:
        say_json({
            "log": str(log), "head": str(done.log.head), "written": len(done.written), "said_before": done.said_before,
            "disputes": [{"report": dispute.id, "kind": dispute.event.kind,
                          **(dispute.trouble.as_dict() if dispute.trouble else {})} for dispute in done.disputes],
            "notices": [{"decision": notice.decision, "report": notice.report, "engineer": notice.engineer,
                         "tickets": list(notice.tickets), "text": notice.text, "text_zh": notice.text.zh}
                        for notice in done.notices],
        })  # fmt: skip
        return
    count, again, head = len(done.written), done.said_before, done.log.head
    say(language.of(f"{count} written to {log}, {again} said before; head {head}",
                    f"已写入 {log} {count} 条，重复 {again} 条；头 {head}"))  # fmt: skip
    for dispute in done.disputes:
        message = dispute.trouble.message if dispute.trouble is not None else ""
        say(language.of(f"disputed: {dispute.id} {message}", f"有争议：{dispute.id} {message}"))
    for notice in done.notices:
        say(language.of("notice: ", "提示：") + language.text(notice.text))


def _clocks(behind: list[str] | None) -> dict[str, int]:
    from models.errors import InputError, Trouble

    found = {}
    for text in behind or ():
        sender, equals, seconds = text.partition("=")
        if not equals or not seconds.removeprefix("-").isdecimal():
            raise InputError(Trouble("is no clock of a sender", field="--behind", value=text, rule="clock",
                                     maybe="write phone-E07=420 for seven minutes behind."))  # fmt: skip
        found[sender] = int(seconds)
    return found

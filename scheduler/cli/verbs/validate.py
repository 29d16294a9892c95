"""``paigong validate``."""

from __future__ import annotations

import typer

from scheduler.cli.options import AsJson
from scheduler.sources.day_source import DaySource
from scheduler.wording.language import Language


def validate(
    source: DaySource,
    language: Language,
    as_json: AsJson = False,
) -> None:
    """Say what is wrong or suspicious with a day.

    Exit codes: 0 the day can be planned (warnings are said), 2 it cannot; every error is listed, 10 it can be planned
    without the rows that are set aside.
    """
    from pathlib import Path

    from scheduler.cli.answer import say, say_aside, say_json
    from scheduler.nightly.order import Order
    from scheduler.nightly.reading import can_be_planned, read
    from scheduler.wording.troubles import phrase, trouble_text

    found = read(Order(source, Path()))
    can_be_planned(found.problem)
    problem = found.problem
    if as_json:
        say_json(
            {
                "day": problem.name,
                "good": True,
                "tickets": len(problem.tickets),
                "engineers": len(problem.engineers),
                "shifts": len(problem.shifts),
                "rejected": found.rejected,
                "rejects": [trouble.as_dict() for reject in found.loaded.rejects for trouble in reject.troubles],
                "set_aside": [{"source": file, "row": row, "why": why} for file, row, why in found.aside],
                "warnings": [trouble.as_dict() for trouble in found.warnings],
                "ledger": [account.as_dict() for account in found.loaded.ledger.accounts()],
            }
        )
        raise typer.Exit(10 if found.shortcomings else 0)
    say_aside(found.aside, language)
    for trouble in found.warnings:
        say(language.of("warning: ", "提醒：") + trouble_text(trouble, language))
    count = len(found.warnings)
    say(language.of("read: ", "读取：") + phrase(found.loaded.ledger.line(), language))
    tickets, engineers, shifts = len(problem.tickets), len(problem.engineers), len(problem.shifts)
    english = f"{count or 'no'} warning{'' if count == 1 else 's'}"
    say(
        language.of(
            f"{problem.name}: {tickets} tickets, {engineers} engineers, {shifts} shifts; it can be planned, {english}.",
            f"{problem.name}：{tickets} 个工单，{engineers} 名工程师，{shifts} 个班次；可以排程，"
            + (f"{count} 条提醒。" if count else "没有提醒。"),
        )
    )
    raise typer.Exit(10 if found.shortcomings else 0)

"""``paigong rules``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.options import AsJson


def rules(
    rule: Annotated[
        str | None, typer.Argument(metavar="RULE", help="Id of one rule; all are listed without it.")
    ] = None,
    as_json: AsJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="As a page of the documentation.")] = False,
) -> None:
    """Print the rule book: all rules, or the page of one.

    Exit codes: 0 printed, 2 no such rule.
    """
    from scheduler.cli import rulebook
    from scheduler.cli.answer import say, say_json

    if rule is None:
        entries = [rulebook.entry(one) for one in rulebook.RULES]
        if as_json:
            say_json([entry.as_dict() for entry in entries])
        else:
            say(rulebook.index(entries, markdown=markdown))
        return
    entry = rulebook.entry(rulebook.rule_named(rule))
    if as_json:
        say_json(entry.as_dict())
    else:
        say(rulebook.page(entry, markdown=markdown))

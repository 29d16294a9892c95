"""``paigong rules``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.options import AsJson, Markdown, PagesOut


def rules(
    rule: Annotated[
        str | None, typer.Argument(metavar="RULE", help="Id of one rule; all are listed without it.")
    ] = None,
    as_json: AsJson = False,
    markdown: Markdown = False,
    out: PagesOut = None,
) -> None:
    """Print the rule book: all rules, or the page of one.

    Exit codes: 0 printed, 2 no such rule.
    """
    from scheduler.cli import rulebook
    from scheduler.cli.answer import say, say_json

    if out is not None:
        say(f"{rulebook.write_pages(out)} pages written to {out}")
    elif rule is None:
        entries = [rulebook.entry(rule) for rule in rulebook.RULES]
        if as_json:
            say_json([entry.as_dict() for entry in entries])
        else:
            say(rulebook.index(entries, markdown=markdown))
    elif as_json:
        say_json(rulebook.entry(rulebook.rule_named(rule)).as_dict())
    else:
        say(rulebook.page(rulebook.entry(rulebook.rule_named(rule)), markdown=markdown))

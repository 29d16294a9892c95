"""``paigong reasons``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.options import AsJson, Markdown, PagesOut


def reasons(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="One code of explain or why-not; all are listed without it.")
    ] = None,
    as_json: AsJson = False,
    markdown: Markdown = False,
    out: PagesOut = None,
) -> None:
    """Print what the codes of explain and why-not mean: all of them, or the page of one.

    Exit codes: 0 printed, 2 no such code.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.wording.codes import pages

    if out is not None:
        say(f"{pages.write_pages(out)} pages written to {out}")
    elif as_json:
        say_json(pages.as_dict(code) if code is not None else [pages.as_dict(known) for known in pages.CODES])
    else:
        say(pages.index(markdown=markdown) if code is None else pages.page(code, markdown=markdown))

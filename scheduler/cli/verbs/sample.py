"""``paigong sample``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.wording.language import Language


def sample(
    language: Language,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Which one, for instance shanghai-hvac; else all are listed.")
    ] = None,
    out: Annotated[
        Path | None, typer.Argument(metavar="OUT", help="The folder to make; the sample's own name when not given.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Copy a sample day, with which everything here can be tried.

    Exit codes: 0 copied or listed, 2 there is no such sample or the folder exists.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.sources.samples import copy_sample, samples

    if name is None:
        known = samples()
        say_json(list(known)) if as_json else say("\n".join(known))
        return
    folder = copy_sample(name, out or Path(name))
    if as_json:
        say_json({"sample": name, "folder": str(folder)})
        return
    say(language.of(f"{name} copied to {folder}", f"{name} 已复制到 {folder}"))

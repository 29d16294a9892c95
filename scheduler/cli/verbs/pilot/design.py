"""``paigong pilot design``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.wording.language import Language


def design(
    file: Annotated[
        Path, typer.Argument(metavar="DESIGN", help="territories, treated, start, outcome, seed, ... in YAML.")
    ],
    language: Language,
    out: Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="Write the drawn design.")] = None,
    as_json: AsJson = False,
) -> None:
    """Check a design and draw its pilot territories by its seed.

    Exit codes: 0 drawn, 2 the design is wrong, or could never show anything.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.pilot.design import drawn, read_design
    from scheduler.pilot.report import power_lines, write_pilot

    made = drawn(read_design(file))
    if out is not None:
        write_pilot(made, None, (), out, language)
    if as_json:
        say_json(made.to_json())
        return
    say(
        language.of(
            f"drawn by seed {made.seed}: {', '.join(made.drawn)}", f"按种子 {made.seed} 抽取：{'、'.join(made.drawn)}"
        )
    )
    say(next(power_lines(made, (), language)))

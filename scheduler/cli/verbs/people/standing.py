"""``paigong people standing``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.people.records_source import RecordsSource
from scheduler.wording.language import Language


def standing(
    source: RecordsSource,
    language: Language,
    engineer: Annotated[str | None, typer.Argument(metavar="[ENGINEER]", help="One engineer; else everybody.")] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="ID", help="As if this rating or entry had never been.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Write page, tables, and what the plan needs.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Where everybody stands, what waits for a named person, and how likely chance alone is.

    Exit codes: 0 done, 2 records, policy or an option are wrong, 10 done without the rows that are set aside.
    """
    from models.people.ladder import standings
    from models.sections.standing_ladder import StandingLadder
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.people import ended, known_engineer, remark
    from scheduler.people.access import note_look
    from scheduler.people.standing import standing_data, standing_lines, write_standing

    loaded = source.read()
    at = source.day(loaded.records)
    known_engineer(engineer, loaded.records)
    policy = source.policy_of(at)
    ladder = policy.section(StandingLadder)
    made = standings(loaded.records, ladder, at, tuple(without or ()), policy.made_known_on)
    chosen = tuple(known for known in made if engineer in (None, known.engineer))
    note_look(source.records, "people standing", () if engineer is None else (engineer,))
    remark(loaded, language)
    if out is not None:
        write_standing(chosen, ladder, at, out, tuple(without or ()), language)
    if as_json:
        say_json([standing_data(known) for known in chosen])
    else:
        say("\n".join(standing_lines(chosen, ladder, language)))
    ended(loaded)

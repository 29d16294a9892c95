"""``paigong people export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.people.records_source import RecordsSource
from scheduler.wording.language import Language


def export(
    source: RecordsSource,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A new folder of records.")],
    language: Language,
    engineer: Annotated[str, typer.Option("--engineer", metavar="ID", help="Whose records.")],
) -> None:
    """Write everything that is kept of one person: records, the score with every term, standing, and who looked.

    Exit codes: 0 written, 2 records or an option are wrong or the folder exists, 10 written without rows set aside.
    """
    from dataclasses import asdict

    from models.people.ladder import standing_of
    from models.people.privacy import everything_of
    from models.sections.standing_ladder import StandingLadder
    from scheduler.cli.answer import say
    from scheduler.cli.people import ended, known_engineer, remark
    from scheduler.cli.targets import new_day
    from scheduler.loaders.records.write import write_records
    from scheduler.people.access import looks, note_look
    from scheduler.people.score import score_report
    from scheduler.people.standing import standing_data
    from scheduler.people.write import write_json

    new_day(out)
    loaded = source.read()
    known_engineer(engineer, loaded.records)
    at = source.day(loaded.records)
    policy = source.policy_of(at)
    write_records(everything_of(loaded.records, engineer), out)
    write_json(score_report(loaded.records, at, policy).as_dict(engineer), out / "score.json")
    stands = standing_of(loaded.records, engineer, policy.section(StandingLadder), at, (), policy.made_known_on)
    write_json(standing_data(stands), out / "standing.json")
    write_json([asdict(look) for look in looks(source.records, engineer)], out / "access.json")
    note_look(source.records, "people export", (engineer,))
    remark(loaded, language)
    say(language.of(f"everything kept of {engineer} is in {out}", f"{engineer} 的全部留存数据在 {out}"))
    ended(loaded)

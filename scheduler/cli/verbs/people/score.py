"""``paigong people score``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.people.records_source import RecordsSource
from scheduler.wording.language import Language


def score(
    source: RecordsSource,
    language: Language,
    engineer: Annotated[
        str | None, typer.Option("--engineer", metavar="ID", help="One engineer, with every term and rating.")
    ] = None,
    calibration: Annotated[
        Path | None, typer.Option(metavar="FILE", help="calibration.json of the quarter; else it is made.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Write pages, scores.csv, workbook, calibration.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """The performance score of everybody, with interval and explanation.

    Exit codes: 0 done, 2 records, policy or an option are wrong, 10 done without the rows that are set aside.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.people import ended, known_engineer, remark
    from scheduler.people.access import note_look
    from scheduler.people.calibration_file import read_calibration
    from scheduler.people.score import score_report
    from scheduler.people.words import score_lines

    loaded = source.read()
    at = source.day(loaded.records)
    known_engineer(engineer, loaded.records)
    fixed = None if calibration is None else read_calibration(calibration)
    report = score_report(loaded.records, at, source.policy_of(at), fixed)
    note_look(source.records, "people score", () if engineer is None else (engineer,))
    remark(loaded, language)
    if out is not None:
        from scheduler.people.score_folder import write_scores

        write_scores(report, out, language)
    if as_json:
        say_json(report.as_dict(engineer))
    else:
        say("\n".join(score_lines(report, engineer, language)))
        if out is not None:
            say(
                language.of(
                    f"Written to {out}; look at {out / 'team.html'}", f"已写入 {out}；请查看 {out / 'team.html'}"
                )
            )
    ended(loaded)

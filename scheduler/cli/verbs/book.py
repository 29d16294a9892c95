"""``paigong book``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson, Log, Published
from scheduler.sources.day_source import DaySource
from scheduler.sources.decision_note import DecisionNote
from scheduler.wording.language import Language


def book(
    source: DaySource,
    language: Language,
    decision: DecisionNote,
    hold: Annotated[str, typer.Argument(metavar="HOLD", help="Id of the hold.")],
    holds: Annotated[Path, typer.Option("--holds", metavar="FILE", help="The file of holds.")],
    at: Annotated[str, typer.Option("--at", metavar="HH:MM", help="The moment it is now, as 11:20 or ISO 8601.")],
    log: Log = None,
    published: Published = None,
    release: Annotated[bool, typer.Option("--release", help="Give the room back; nothing is booked.")] = False,
    as_json: AsJson = False,
) -> None:
    """Turn a hold into the event that books it, for `--events` or into --log, or give it back.

    With --log the booking and the visit behind it are written there, and who has to be told is said. Without, the event
    goes to standard output as a JSON list. The hold ends.
    Exit codes: 0 done, 2 something cannot be read, or the hold is not known or has expired, 4 there is no room any
    more, 75 another writer.
    """
    from models.events import moment
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.deciding import booked
    from scheduler.dispatch import HoldFile, confirm

    if log is not None and not release:
        booked(source, log, published, (holds, hold, at), decision, as_json, language)
        return
    problem = source.load()
    now, file = moment(problem, at), HoldFile(holds, problem.clock)
    with file.locked():
        kept = file.named(hold, now)
        event = None if release else confirm(kept, now)
        file.release(kept.id)
    if event is not None:
        data = event.model_dump(mode="json", context={"clock": problem.clock}, exclude_defaults=True)
        say_json([{"kind": event.kind, **data}])
    elif as_json:
        say_json({"released": kept.id})
    else:
        say(language.of(f"released {kept.id}", f"已释放 {kept.id}"))

"""The handover of a shift of the desk: how the day stands, what was decided, and what the next shift should know."""

from __future__ import annotations

from collections.abc import Iterator

from models.events import Event, ShiftHandedOver
from scheduler.desk.now import DayNow
from scheduler.desk.now_words import now_lines
from scheduler.replan.log import Log
from scheduler.replan.words import history
from scheduler.wording.language import Language


def handover_lines(log: Log, now: DayNow, language: Language) -> Iterator[str]:
    """The page, from the handover before this one on.

    Parameters
    ----------
    log
        Only what was received up to the moment counts.
    """
    known = [(row, event) for row, event in zip(history(log), log.events, strict=True) if event.at <= now.at]
    last = max((k for k, (_, event) in enumerate(known, 1) if isinstance(event, ShiftHandedOver)), default=0)
    clock = log.problem.clock
    yield language.of(f"# Handover of {log.problem.name}, {clock.text(now.at)}",
                      f"# 交接：{log.problem.name}，{clock.text(now.at)}")  # fmt: skip
    notes = [event for _, event in known if isinstance(event, ShiftHandedOver)]
    if notes:
        yield from ("", language.of("## What the shift before said", "## 上一班留言"))
        yield f"{clock.text(notes[-1].at)} {notes[-1].desk} {notes[-1].who}: {notes[-1].note}".replace("  ", " ")
    yield from ("", language.of("## How the day stands", "## 当天现状"))
    yield from now_lines(now, language)
    decided = [(row, event) for row, event in known[last:] if event.decides]
    yield from ("", language.of(f"## Decided since ({len(decided)})", f"## 此后的决定（{len(decided)}）"))
    for row, event in decided:
        yield f"  {clock.text(event.at)} {language.of(*event.label)} {row['what']}{_by(event, language)}"


def _by(event: Event, language: Language) -> str:
    who = language.of(f" by {event.who}", f"，{event.who}") if event.who else ""
    return who + (language.of(f" ({event.why})", f"（{event.why}）") if event.why else "")

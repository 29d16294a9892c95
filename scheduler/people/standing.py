"""Answers about standing: words, plain data, and the folder that carries it into the plan."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from models.people.ladder import LABELS, EngineerStanding
from models.sections.standing_ladder import StandingLadder
from scheduler.people.report.standing import STATES, standing_page
from scheduler.people.write import new_folder, write_json, write_table
from scheduler.report.document import write_page
from scheduler.wording.language import Language


def standing_data(known: EngineerStanding) -> dict[str, Any]:
    """Plain data of somebody's standing."""
    return {
        "engineer": known.engineer, "at": known.at.isoformat(), "standing": known.standing,
        "since": None if known.since is None else known.since.isoformat(), "step": known.step,
        "falls_back": None if known.falls_back is None else known.falls_back.isoformat(), "end_proposed": known.end_proposed,
        "entries": [
            {"id": state.entry.id, "day": state.entry.day.isoformat(), "what": str(state.entry.what), "what_zh": state.entry.what.zh,
             "state": state.state, "effective": None if state.effective is None else state.effective.isoformat(),
             "appeal_until": None if state.appeal_until is None else state.appeal_until.isoformat(),
             "chance": state.entry.chance, "tier_chance": state.entry.tier_chance, "ratings": list(state.entry.ratings),
             "visits": list(state.entry.visits), "faults": [str(fault) for fault in state.faults],
             "decisions": [decision.id for decision in state.decisions]}
            for state in known.entries
        ],
    }  # fmt: skip


def standing_lines(standing: Sequence[EngineerStanding], ladder: StandingLadder, language: Language) -> Iterator[str]:
    """Everybody who is not simply active, and what waits for a person."""
    shown = [known for known in standing if known.entries or known.standing != "active" or len(standing) == 1]
    for known in shown:
        since = language.of(f" since {known.since}", f"，自 {known.since} 起") if known.since else ""
        falls = (
            language.of(f", a step falls back on {known.falls_back}", f"，{known.falls_back} 回落一级")
            if known.falls_back
            else ""
        )
        yield f"{known.engineer}: {language.text(LABELS[known.standing])}{since}{falls}"
        for state in known.entries:
            entry = state.entry
            yield f"  {entry.id}  {entry.day}  {language.text(entry.what)}: {language.text(STATES[state.state])}"
            if entry.chance is not None and entry.tier_chance is not None:
                note = (
                    language.of(" - may be chance, look at the visits", "，可能属偶然，请查看这些上门")
                    if max(entry.chance, entry.tier_chance) > ladder.chance_note
                    else ""
                )
                yield language.of(f"    by chance alone {entry.chance:.1%} a year (own share of bad ratings {entry.bad_share:.1%}), {entry.tier_chance:.1%} by the tier's share{note}",
                                  f"    纯属偶然的年概率 {entry.chance:.1%}（本人差评率 {entry.bad_share:.1%}），按级别 {entry.tier_chance:.1%}{note}")  # fmt: skip
            yield from (f"    {language.text(fault)}" for fault in state.faults)
        if known.end_proposed:
            waits = "" if known.end_waits_for is None else language.of(": ", "：") + language.text(known.end_waits_for)
            yield f"  {language.text(LABELS['end proposed'])}{waits}"
    active = len(standing) - len(shown)
    if active:
        yield language.of(f"{active} more: active, without an entry", f"另有 {active} 人：正常，无事项")


def write_standing(
    standing: Sequence[EngineerStanding], ladder: StandingLadder, at: date, out: Path, without: Sequence[str] = (),
    language: Language = Language.EN,
) -> Path:  # fmt: skip
    """Page, table, and the events that take suspended engineers out of published plans."""
    folder = new_folder(out)
    rows = [{"engineer_id": known.engineer, "standing": known.standing, "since": known.since or "", "step": known.step,
             "falls_back": known.falls_back or "", "waiting": len(known.proposals)} for known in standing]  # fmt: skip
    write_table(rows, folder / "standing.csv")
    write_json([standing_data(known) for known in standing], folder / "standing.json")
    write_json(list(suspension_events(standing)), folder / "events.json")
    write_page(standing_page(standing, ladder, at, without, language is Language.ZH), folder / "standing.html")
    return folder


def suspension_events(standing: Sequence[EngineerStanding]) -> Iterator[dict[str, Any]]:
    """Events for re-planning: who is suspended or gone is out, from the first moment of a published day."""
    for known in standing:
        if known.standing in ("suspended", "dismissed"):
            yield {"kind": "engineer-out", "at": "00:00", "engineer": known.engineer,
                   "why": f"{LABELS[known.standing]} since {known.since} / {LABELS[known.standing].zh}，自 {known.since} 起"}  # fmt: skip

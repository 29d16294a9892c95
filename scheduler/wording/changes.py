"""Changes of visits in words."""

from __future__ import annotations

from models.changes import ChangeKind, VisitChange
from models.clock import Clock
from scheduler.wording.language import Language
from scheduler.wording.words import minutes

KIND_WORDS: dict[ChangeKind, tuple[str, str]] = {
    "added": ("added", "新增"),
    "dropped": ("dropped", "取消"),
    "moved": ("moved", "换人"),
    "retimed": ("retimed", "改时间"),
    "kept": ("kept", "不变"),
}
"""Kind -> word in English and in Chinese."""

SENTENCES = {
    "dropped": ("{ticket} is left unserved (was {old_engineer} at {old_start})",
                "{ticket} 不再安排（原为 {old_engineer} {old_start}）"),
    "added": ("{ticket} is served by {engineer} at {start} (was unserved)",
              "{ticket} 由 {engineer} 于 {start} 服务（原未安排）"),
    "moved": ("{ticket} goes from {old_engineer} at {old_start} to {engineer} at {start}",
              "{ticket} 由 {old_engineer} {old_start} 改为 {engineer} {start}"),
    "later": ("{ticket} ({engineer}) starts {by} later, at {start}",
              "{ticket}（{engineer}）推迟 {by}，改为 {start}"),
    "earlier": ("{ticket} ({engineer}) starts {by} earlier, at {start}",
                "{ticket}（{engineer}）提前 {by}，改为 {start}"),
    "kept": ("{ticket} ({engineer}) stays at {start}", "{ticket}（{engineer}）仍为 {start}"),
}  # fmt: skip


def change_text(change: VisitChange, clock: Clock, language: Language) -> str:
    """One change in a sentence.

    >>> clock = Clock.parse("2026-11-24T00:00:00+08:00")
    >>> change_text(VisitChange.between("T1", ("E1", 28800), ("E1", 30000)), clock, Language.EN)
    'T1 (E1) starts 20 min later, at 08:20'
    """
    kind = change.kind if change.kind != "retimed" else "later" if change.later > 0 else "earlier"
    return language.of(*SENTENCES[kind]).format(
        ticket=change.ticket,
        engineer=change.engineer,
        old_engineer=change.old_engineer,
        start="" if change.start is None else clock.text(change.start),
        old_start="" if change.old_start is None else clock.text(change.old_start),
        by=minutes(abs(change.later), language),
    )

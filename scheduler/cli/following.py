"""What a look at the log came to, in words or as one JSON document on a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scheduler.wording.language import Language

if TYPE_CHECKING:
    from models.clock import Clock
    from scheduler.desk.follow import FollowStep

OUTCOMES = {
    "nothing": ("nothing that matters has happened", "无需处理"),
    "waiting": ("the last re-plan was too short ago", "距上次重排时间太短"),
    "unchanged": ("the plan people know stays", "已发布的计划不变"),
    "proposed": ("proposed", "已提出方案"),
    "accepted": ("accepted", "已采纳方案"),
    "too-little": ("somebody has to decide", "须人工决定"),
}
"""Outcome -> words."""


def said(step: FollowStep, clock: Clock, language: Language, as_json: bool) -> str:
    """The step for people, or for programs."""
    from scheduler.replan.words import words

    if as_json:
        proposal = None if step.proposal is None else step.proposal.to_json(clock)
        data = {
            "outcome": step.outcome,
            "at": clock.iso(step.at),
            "because": list(step.because),
            "trouble": step.trouble,
            "proposal": proposal,
        }
        return json.dumps(data, ensure_ascii=False)
    because = language.of(f" ({', '.join(step.because)})", f"（{'、'.join(step.because)}）") if step.because else ""
    lines = [f"{clock.text(step.at)} {language.of(*OUTCOMES[step.outcome])}{because}"]
    if step.trouble:
        lines.append(step.trouble)
    if step.proposal is not None and step.outcome in ("proposed", "accepted"):
        lines.append(words(step.proposal, clock, language))
    return "\n".join(lines)

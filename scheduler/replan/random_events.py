"""Made-up events of a day in progress, for trying and for measuring."""

from __future__ import annotations

import random

from models.events import EVENTS, KINDS, Event, Situation

OFTEN: dict[str, int] = {event.kind: event.often for event in EVENTS if event.often}
"""Kind of event -> how often such things happen."""


def random_event(dice: random.Random, situation: Situation, kind: str | None = None) -> Event | None:
    """An event that could happen now; None when none of the kind can.

    Parameters
    ----------
    kind
        None = by lot, as often as such things happen.
    """
    if kind is None:
        kind = dice.choices(list(OFTEN), weights=list(OFTEN.values()))[0]
    return KINDS[kind].made_up(dice, situation)

"""Who decides something, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DecisionNote:
    """What the log remembers of a decision beside what was decided.

    Parameters
    ----------
    who
        Who decides.
    why
        The reason, in words of theirs.
    """

    who: str = ""
    why: str = ""

"""An obstacle: a rule that keeps somebody from a ticket."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Obstacle:
    """One rule that stands in the way.

    Parameters
    ----------
    rule
        Id of the rule; ``shift`` for the hours of the shift itself, ``plan`` where the present route breaks a rule.
    message
        A sentence, ids and numbers first.
    """

    rule: str
    message: str

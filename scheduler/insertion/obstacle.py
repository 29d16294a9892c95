"""An obstacle: a rule that keeps somebody from a ticket."""

from __future__ import annotations

from dataclasses import dataclass

from models.text import in_chinese


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

    def as_dict(self) -> dict[str, str]:
        """Plain data."""
        return {"rule": self.rule, "message": str(self.message), "message_zh": in_chinese(self.message)}

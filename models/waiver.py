"""A waiver: a hard rule that does not hold for one visit, because somebody who may say so has said so."""

from __future__ import annotations

from pydantic import Field

from models.entity import Entity


class Waiver(Entity):
    """One rule, one ticket, one engineer.

    Parameters
    ----------
    by, role
        Who waived it, and as what.
    """

    rule: str = Field(min_length=1)
    ticket: str = Field(min_length=1)
    engineer: str = Field(min_length=1)
    by: str = ""
    role: str = ""

    @property
    def pair(self) -> tuple[str, str, str]:
        """What it is about: rule, ticket and engineer."""
        return self.rule, self.ticket, self.engineer

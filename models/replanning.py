"""How much of the near future stays as it is in a re-plan; a section of the policy."""

from __future__ import annotations

from pydantic import Field

from models.entity import Entity


class Replanning(Entity):
    """What a re-plan leaves alone."""

    freeze_minutes: int = Field(0, ge=0, le=10_000, description="[min] visits that begin within so much from now stay")
    divert: bool = Field(False, description="somebody who is driving to a customer may be sent elsewhere")
    free_after_minutes: int | None = Field(
        None, ge=0, description="[min] visits published for later than so much from now may change freely; none = never"
    )

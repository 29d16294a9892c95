"""Section ``replanning``."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.section import Section


class Replanning(Section):
    """What a re-plan leaves alone, and from when on it may change everything.

    Why
    ---
    Somebody who has packed the van for the next customer is not turned round for a few yuan, and a customer whom the
    plan promised a visit next week has not been called yet.

    Example
    -------
    ``freeze_minutes: 30``: at 11:20 a visit that begins at 11:45 stays as it is; one that begins at 12:00 may move.
    """

    name: ClassVar[str] = "replanning"
    title: ClassVar[tuple[str, str]] = ("how much of the near future stays", "重排时保留的近期安排")

    freeze_minutes: int = Field(0, ge=0, le=10_000, description="[min] visits that begin within so much from now stay")
    divert: bool = Field(False, description="somebody who is driving to a customer may be sent elsewhere")
    free_after_minutes: int | None = Field(
        None, ge=0, description="[min] visits published for later than so much from now may change freely; none = never"
    )

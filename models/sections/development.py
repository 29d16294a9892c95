"""Section ``development``."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from models.entity import Entity
from models.section import Section


class Promotion(Entity):
    """What promotion into a tier asks for."""

    points: int = Field(0, ge=0, description="certification points, at least")
    certificates: tuple[str, ...] = Field((), description="certificates, all of them")
    months_in_tier: int = Field(12, ge=0, description="months in the tier below, at least")
    score_low: float = Field(0, ge=0, le=100, description="lower end of the score's interval, at least")
    months_without_entry: int = Field(6, ge=0, description="months without an entry of the standing ladder")


class Development(Section):
    """Points, promotion and the quarterly training.

    Why
    ---
    Everybody is trained every quarter; courses give points; points, certificates and a good record lead to the next
    tier. The list of promotions says who meets the criteria and by what others miss them. It decides nothing.

    Example
    -------
    ``promotion: {senior: {points: 120, months_in_tier: 24, score_low: 70}}``: an intermediate with 110 points misses
    it by 10.
    """

    name: ClassVar[str] = "development"
    title: ClassVar[tuple[str, str]] = ("points, promotion, training", "积分、晋升与培训")

    points_months: int = Field(24, ge=1, description="[months] that points are valid where the course says nothing")
    promotion: dict[str, Promotion] = Field(
        {
            "intermediate": Promotion(points=60, months_in_tier=12, score_low=60),
            "senior": Promotion(points=120, months_in_tier=24, score_low=70),
        },
        description="tier -> what promotion into it asks for",
    )
    training_hours: float = Field(8, ge=0, le=200, description="[h] of training everybody needs per quarter")
    block_hours: float = Field(4, gt=0, le=12, description="[h] of a block, half a day")
    seats: int = Field(8, ge=1, description="seats in a block")
    most_absent: float = Field(
        0.34, gt=0, le=1, description="share of those with a skill who may be in training at the same time"
    )
    behind_weight: float = Field(2.0, ge=1, description="how much more a block counts for people who are behind")

    def model_post_init(self, context: Any) -> None:
        """Tiers that do not exist are refused."""
        unknown = set(self.promotion) - {"intermediate", "senior"}
        if unknown:
            raise ValueError(f"nobody is promoted into {min(unknown)}. Maybe write intermediate or senior.")

"""Section ``evaluation``."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, model_validator

from models.section import Section

COMPONENTS = ("satisfaction", "first-time-fix", "response", "attendance")
"""Components of the score, in the order in which people read them."""

LEAST_SATISFACTION = 0.60
"""The share of the score that belongs to customers' own ratings, by the regulation."""


class Evaluation(Section):
    """How the performance score is made from records.

    Why
    ---
    What customers say decides at least three fifths; response, first-time fixes and attendance make the rest. Few
    observations move a score little, hard work costs nobody points, and the numbers behind it stand still for a
    quarter.

    Example
    -------
    ``weights: {satisfaction: 0.7, first-time-fix: 0.1, response: 0.1, attendance: 0.1}``: an engineer whose adjusted
    share of satisfied customers is 0.91 gets (0.91 - 0.70) / 0.30 = 70 % of the 70 points.
    """

    name: ClassVar[str] = "evaluation"
    title: ClassVar[tuple[str, str]] = ("how the performance score is made", "绩效评分的计算")

    weights: dict[str, float] = Field(
        {"satisfaction": 0.60, "first-time-fix": 0.15, "response": 0.15, "attendance": 0.10},
        description="share of each component; satisfaction at least 0.60, together 1",
    )
    floors: dict[str, float] = Field(
        {"satisfaction": 0.70, "first-time-fix": 0.50, "response": 0.50, "attendance": 0.80},
        description="rate of a component at which it gives nothing",
    )
    targets: dict[str, float] = Field(
        {"satisfaction": 1.0, "first-time-fix": 1.0, "response": 1.0, "attendance": 1.0},
        description="rate of a component at which it gives everything",
    )
    period_days: int = Field(90, ge=1, le=3660, description="[days] before the day of the score that count")
    half_life_days: int | None = Field(
        None, ge=1, description="[days] in which an observation loses half; none = never"
    )
    reopen_days: int = Field(
        30, ge=1, le=365, description="[days] after a finish in which a ticket that comes back counts"
    )
    late_minutes: int = Field(10, ge=0, le=1440, description="[min] somebody may come late to a shift")
    parts_count: bool = Field(False, description="does a second visit for a missing part count against the engineer")
    several_visits: tuple[str, ...] = Field((), description="work types of several planned visits: no first-time fix")
    mystery_share: float = Field(0.0, ge=0, lt=1, description="share of mystery visits within satisfaction")
    calibration_months: int = Field(12, ge=1, le=60, description="months before a quarter from which it is calibrated")
    least_level: int = Field(30, ge=2, description="visits below which a kind of work is taken together with others")
    least_team: int = Field(8, ge=2, description="engineers below which a tier is taken together with the company")
    step: float = Field(0.5, gt=0, le=10, description="[points] the score is rounded to, so that noise changes no plan")
    draws: int = Field(1000, ge=100, le=100_000, description="draws behind an interval")
    seed: int = Field(1, ge=0, description="of the draws")

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for name in ("weights", "floors", "targets"):
            unknown = set(getattr(self, name)) ^ set(COMPONENTS)
            if unknown:
                raise ValueError(
                    f"{name} must name {', '.join(COMPONENTS)}. Maybe {min(unknown)} is mistyped or missing."
                )
        if abs(sum(self.weights.values()) - 1) > 1e-9:
            raise ValueError(
                f"the weights add up to {sum(self.weights.values()):g}, not to 1. Maybe one is in percent."
            )
        if min(self.weights.values()) < 0:
            raise ValueError("a weight is negative. Maybe a sign slipped.")
        own = self.weights["satisfaction"] * (1 - self.mystery_share)
        if own < LEAST_SATISFACTION - 1e-9:
            raise ValueError(
                f"customers' own ratings weigh {own:.0%}, and the regulation demands at least 60 %. "
                "Maybe raise satisfaction, or weigh mystery visits less."
            )
        if any(self.floors[name] >= self.targets[name] for name in COMPONENTS):
            raise ValueError("a floor is not below its target. Maybe the two are swapped.")
        return self

"""Section ``uncertainty``."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.section import Section


class Uncertainty(Section):
    """How much a real day differs from a planned one; behind the chance of keeping each promise.

    Why
    ---
    A plan says 10:00; the door opens at 9:50 or at 10:40. How often a promise made to a customer is kept depends on how
    much visits and drives vary, and that differs between companies. The defaults are those of field service in the
    literature: repair times close to lognormal with a spread of a third, drives in towns with a spread of a fifth.

    Example
    -------
    With ``visit_factor: 1.05`` and ``visit_spread: 0.35`` a visit planned for an hour takes 63 minutes on average, and
    two visits in three take between 41 and 83.
    """

    name: ClassVar[str] = "uncertainty"
    title: ClassVar[tuple[str, str]] = ("how much a real day differs from a planned one", "实际与计划的差异")

    visit_factor: float = Field(1.05, gt=0, le=5, description="mean length of visits, as a share of the planned one")
    visit_spread: float = Field(0.35, ge=0, le=3, description="standard deviation of a visit's length / its mean")
    travel_factor: float = Field(1.0, gt=0, le=5, description="mean length of drives, as a share of the planned one")
    travel_spread: float = Field(0.20, ge=0, le=3, description="standard deviation of one drive's length / its mean")
    day_spread: float = Field(0.08, ge=0, le=3, description="the same of a factor that all drives of a territory share")
    nobody_percent: float = Field(10, ge=0, le=100, description="[%] nobody there, on visits without an appointment")
    nobody_with_appointment_percent: float = Field(4, ge=0, le=100, description="[%] nobody there, with an appointment")
    nobody_minutes: float = Field(15, ge=0, le=600, description="[min] until the engineer leaves when nobody is there")

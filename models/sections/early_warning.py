"""Section ``early_warning``."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.section import Section


class EarlyWarning(Section):
    """How many false alarms a company is willing to look at, and what a chart is quick to see.

    Why
    ---
    Watching a hundred figures with limits of two sigma raises four false alarms a month, and soon nobody looks. Here
    the number of false alarms is chosen first, and the limits follow from it.

    Example
    -------
    ``false_alarms_per_month: 1``: over all charts of the company together about one alarm a month is nothing but
    chance.
    """

    name: ClassVar[str] = "early_warning"
    title: ClassVar[tuple[str, str]] = ("early warning", "早期预警")

    false_alarms_per_month: float = Field(1.0, gt=0, le=1000, description="false alarms a month, all charts together")
    odds: float = Field(2.0, gt=1, le=20, description="the change a chart is quickest to see: odds times so much")
    watch: tuple[str, ...] = Field(("reopen", "bad rating", "late"), description="what is watched")
    least_visits: int = Field(100, ge=10, description="visits before which a unit has no chart")
    ewma: float = Field(0.2, gt=0, le=1, description="weight of the last week in the smoothed level of a territory")

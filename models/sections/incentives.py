"""Section ``incentives``."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.section import Section


class Incentives(Section):
    """The monthly ranking and who can be named best.

    Why
    ---
    Neighbours in a ranking are rarely apart, so ranks are printed as intervals and people stand in bands. The best
    engineer is the one with the highest chance of being first, and those whose chances are nearly the same share it.

    Example
    -------
    ``least_ratings: 20``: somebody with 19 ratings is in the table and cannot be named best.
    """

    name: ClassVar[str] = "incentives"
    title: ClassVar[tuple[str, str]] = ("ranking and best engineer", "排名与最佳工程师")

    least_ratings: int = Field(20, ge=0, description="ratings that somebody needs to be named best")
    least_shifts: int = Field(10, ge=0, description="shifts in the month that somebody needs")
    tie: float = Field(0.02, ge=0, le=1, description="difference of the chances of being first that is no difference")
    draws: int = Field(1000, ge=100, le=100_000, description="draws behind rank intervals")
    best_amount: float = Field(500, ge=0, description="[currency] of the star fund for the best engineer of a month")

"""Section ``callbacks``."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.section import Section


class CallBacks(Section):
    """How many customers are called every month, and who.

    Why
    ---
    Surveys are answered more often by those who are not content. Calls to customers who had not answered tell how
    far the answers lie from all customers; calls to some who had answered tell how much kinder people are on the
    telephone.

    Example
    -------
    ``least_per_territory: 60``: a territory with 800 visits a quarter has 60 calls in it (5 % would be 40), twenty a
    month.
    """

    name: ClassVar[str] = "callbacks"
    title: ClassVar[tuple[str, str]] = ("the monthly calls to customers", "每月电话回访")

    least_per_territory: int = Field(60, ge=0, description="calls per territory and quarter, at least")
    share: float = Field(0.05, ge=0, le=1, description="calls per territory and quarter as a share of its visits")
    least_per_engineer: int = Field(2, ge=0, description="calls per engineer and month, at least")
    unanswered_share: float = Field(
        2 / 3, ge=0, le=1, description="share of the calls that goes to visits whose survey was not answered"
    )
    rest_days: int = Field(60, ge=0, description="[days] in which nobody is called twice")
    attempts: int = Field(3, ge=1, description="calls tried until somebody counts as not reached")

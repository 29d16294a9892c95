"""Section ``urgent``."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.section import Section


class Urgent(Section):
    """For which tickets the arrival comes first and the money second.

    Why
    ---
    A burst pipe is not a matter of ten yuan of driving. For these priorities the answer to an emergency is whoever can
    be there first; money decides between arrivals that hardly differ.

    Example
    -------
    ``priorities: [1]``, ``same_minutes: 5``: E3 can be there at 10:20 and costs 90 more, E7 at 10:23 and costs 20 more.
    The three minutes do not matter, so E7 is recommended. At 10:40 E7 would not be.
    """

    name: ClassVar[str] = "urgent"
    title: ClassVar[tuple[str, str]] = ("for whom the arrival comes first", "到达优先于费用的工单")

    priorities: tuple[int, ...] = Field((1,), description="priorities for which the arrival comes first")
    same_minutes: int = Field(5, ge=0, description="[min] arrivals that differ by so little are the same")

"""Prices and hours by priority: the form in which most policies speak about urgency."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from models.money import Price

PRIORITIES = (1, 2, 3, 4)


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        strange = [key for key in value if str(key) not in {"1", "2", "3", "4"}]
        if strange:
            raise ValueError(f"priority {strange[0]!r} does not exist. Maybe one of 1 (most urgent), 2, 3, 4.")
        return {int(key): item for key, item in value.items()}
    return value


PriceByPriority = Annotated[dict[int, Price], BeforeValidator(_known)]
"""Priority 1..4 -> price; a priority that is not named costs nothing."""

HoursByPriority = Annotated[dict[int, Annotated[float, Field(gt=0)]], BeforeValidator(_known)]
"""Priority 1..4 -> hours; a priority that is not named has none."""

PercentByPriority = Annotated[dict[int, Annotated[int, Field(ge=0)]], BeforeValidator(_known)]
"""Priority 1..4 -> percent; a priority that is not named has 0."""

"""Prices, hours and percents by priority: which keys and which values a policy may write."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from models.money import money
from models.rules.priorities import PRIORITIES, HoursByPriority, PercentByPriority, PriceByPriority

KINDS = [PriceByPriority, HoursByPriority, PercentByPriority]


@pytest.mark.parametrize("kind", KINDS)
def test_priorities_are_1_to_4_as_numbers_or_text(kind: object) -> None:
    adapter = TypeAdapter(kind)
    assert PRIORITIES == (1, 2, 3, 4)
    for priority in PRIORITIES:
        assert list(adapter.validate_python({str(priority): 1})) == [priority]
        assert list(adapter.validate_python({priority: 1})) == [priority]
    for strange in (0, 5, "high"):
        with pytest.raises(ValidationError, match=f"priority {strange!r} does not exist"):
            adapter.validate_python({1: 1, strange: 1})
    with pytest.raises(ValidationError, match="dictionary"):
        adapter.validate_python(5)


def test_prices_and_percents_may_be_nothing_and_hours_may_not() -> None:
    assert TypeAdapter(PriceByPriority).validate_python({1: "12.5", 2: 0}) == {1: money("12.5"), 2: 0}
    assert TypeAdapter(PercentByPriority).validate_python({1: 0}) == {1: 0}
    assert TypeAdapter(HoursByPriority).validate_python({1: 0.001}) == {1: 0.001}
    for kind, value in ((PriceByPriority, -1), (PercentByPriority, -1), (HoursByPriority, 0)):
        with pytest.raises(ValidationError, match="greater than"):
            TypeAdapter(kind).validate_python({1: value})

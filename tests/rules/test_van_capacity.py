"""Rule ``van-capacity``: what the van holds, what a ticket loads."""

from __future__ import annotations

import pytest

from models.rules.van_capacity import VanCapacity
from tests.rules.ask import a_day, a_ticket, an_engineer

RULE = VanCapacity()


@pytest.mark.parametrize("capacity", [None, 0, 10])
def test_a_van_holds_its_capacity_and_without_one_anything(capacity: int | None) -> None:
    engineer = an_engineer(capacity=capacity)
    assert RULE.holds(engineer, a_day(RULE, engineer)) == {"load": capacity}
    assert RULE.missing is None


@pytest.mark.parametrize(("load", "takes"), [(0, {}), (1, {"load": 1}), (8, {"load": 8})])
def test_a_ticket_takes_its_load(load: int, takes: dict[str, int]) -> None:
    ticket = a_ticket(load=load, parts={"PCB": 3})
    assert RULE.takes(ticket, a_day(RULE, ticket=ticket)) == takes

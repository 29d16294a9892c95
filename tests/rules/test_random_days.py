"""The random days of the tests: a field that is added changes no other."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from types import ModuleType
from typing import Any

import pytest

from models.engineer import Engineer
from models.ticket import Ticket
from tests.properties import random_days as property_days
from tests.rules import random_days as rule_days


@pytest.mark.parametrize("days", [rule_days, property_days], ids=["rules", "properties"])
def test_a_new_field_shifts_nobody_elses_draws(days: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    # The floor, which every ticket and engineer might have: drawn before everything else, from a stream of its own.
    before = days.random_problem(5)

    def with_a_new_field(make: Callable[..., Any]) -> Callable[..., Any]:
        def made(roll: Callable[[str], Any], *about: Any) -> Ticket | Engineer:
            floor = roll("floor")
            stream = floor if isinstance(floor, Random) else floor.random
            stream.random()
            return make(roll, *about)

        return made

    for name in ("_engineer", "_ticket"):
        monkeypatch.setattr(days, name, with_a_new_field(getattr(days, name)))
    after = days.random_problem(5)
    assert (after.engineers, after.tickets, after.now) == (before.engineers, before.tickets, before.now)
    assert (after.policy, after.published) == (before.policy, before.published)
    assert (after.travel.seconds == before.travel.seconds).all()


@pytest.mark.parametrize("days", [rule_days, property_days], ids=["rules", "properties"])
def test_another_seed_is_another_day_and_the_same_seed_the_same(days: ModuleType) -> None:
    assert days.random_problem(5).tickets == days.random_problem(5).tickets != days.random_problem(6).tickets

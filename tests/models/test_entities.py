"""Entities: what people write becomes whole seconds and thousandths, and comes back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.clock import Clock
from models.engineer import Break, Engineer, TierLevel
from models.money import amount, money
from models.plan import Plan, Route
from models.ticket import Ticket
from tests.rules.random_days import CLOCK, random_plan, random_problem


@pytest.mark.parametrize("text", ["senior", "Senior", " 高级 ", "3", 3])
def test_a_tier_is_read_in_english_chinese_and_numbers(text: object) -> None:
    assert Engineer(id="E1", tier=text).tier is TierLevel.SENIOR


def test_an_unknown_tier_offers_the_known_ones() -> None:
    with pytest.raises(ValidationError, match=r"Maybe one of junior, intermediate, senior \(初级, 中级, 高级\)"):
        Engineer(id="E1", tier="expert")


def test_money_is_read_as_people_write_it_and_never_rounded() -> None:
    assert Engineer(id="E1", cost_per_km="1.255").cost_per_km == 1255
    with pytest.raises(ValidationError, match="more than three decimals"):
        Engineer(id="E1", cost_per_km="1.2555")
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        Engineer(id="E1", cost_per_km=-1)


@given(st.integers(0, 10**12))
def test_an_amount_shown_is_the_amount_read(thousandths: int) -> None:
    assert money(str(amount(thousandths))) == thousandths


@given(st.integers(-(10**7), 10**7))
def test_a_time_shown_is_the_time_read(seconds: int) -> None:
    assert CLOCK.seconds(CLOCK.iso(seconds)) == seconds


def test_a_clock_change_moves_the_hands_and_not_the_seconds() -> None:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    clock = Clock(datetime(2026, 10, 25, tzinfo=ZoneInfo("Europe/Berlin")))  # the hour from 2 to 3 comes twice
    assert clock.text(3 * 3600) == "02:00"
    assert clock.at(0, "12:00") == 13 * 3600


def test_an_unknown_field_is_refused_also_in_a_variant() -> None:
    with pytest.raises(ValidationError):
        Ticket(id="T1", colour="red")  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="Ticket has no field colour"):
        Ticket(id="T1").but(colour="red")


def test_a_break_that_starts_before_it_may_is_refused() -> None:
    with pytest.raises(ValidationError, match="Maybe the two are swapped"):
        Break(length=60, earliest=10, latest=9)


@pytest.mark.parametrize("seed", range(3))
def test_entities_and_plans_come_back_from_json(seed: int) -> None:
    problem, context = random_problem(seed), {"clock": CLOCK}
    for one in (*problem.engineers, *problem.tickets):
        data = json.loads(json.dumps(one.model_dump(mode="json", context=context)))
        assert type(one).model_validate(data, context=context) == one
    plan = random_plan(problem, seed)
    data = json.loads(json.dumps(plan.to_json(CLOCK)))
    assert Plan.from_json(data, CLOCK) == plan.but(origin=CLOCK.origin.isoformat())


def test_a_plan_in_json_has_every_key_also_of_what_is_empty() -> None:
    data = Plan().to_json(CLOCK)
    assert data == {
        "format": "paigong-plan-1",
        "routes": [],
        "unserved": [],
        "origin": CLOCK.origin.isoformat(),
        "note": "",
    }
    route = Route(shift="S", engineer="E", depart=0, visits=(), end=60)
    (written,) = Plan(routes=(route,)).to_json(CLOCK)["routes"]
    assert set(written) == set(Route.model_fields)
    assert written["rest"] is None
    assert Plan.from_json(Plan(routes=(route,)).to_json(CLOCK), CLOCK).routes == (route,)

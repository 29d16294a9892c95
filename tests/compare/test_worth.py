"""What people and time are worth, on days where the answer can be argued."""

from __future__ import annotations

import pytest

from models.clock import HOUR
from models.engineer import Engineer, Shift, Skill
from models.errors import InputError
from models.place import Place
from models.policy import Policy
from models.problem import Problem, places_of
from models.ticket import SkillNeed, Ticket
from scheduler.budget import Budget
from scheduler.compare.worth import offers, value
from scheduler.compare.worth.marginal import priced
from scheduler.travel import estimate


def day(needs: tuple[str, ...], skills: tuple[str, ...] = ("split",), minutes: int = 60) -> Problem:
    """One engineer, a shift of four hours, a ticket per need at her door; leaving one costs 1000."""
    from models.clock import Clock

    home = Place(lat=31.2, lon=121.4)
    engineer = Engineer(
        id="E1", skills=tuple(Skill(skill=name, level=1) for name in skills), start=home, overtime=0,
        shifts=(Shift(id="E1@1", start=8 * HOUR, end=12 * HOUR),),
    )  # fmt: skip
    tickets = tuple(
        Ticket(id=f"T{n}", place=home, skills=(SkillNeed(skill=need),), priority=3, duration=minutes * 60)
        for n, need in enumerate(needs)
    )
    rules = {
        "unserved-cost": {"price": {1: 1000, 2: 1000, 3: 1000, 4: 1000}, "per_day": 0, "lateness": False},
        "break": "off",
    }
    clock = Clock.parse("2026-11-24T00:00:00+08:00")
    policy = Policy.from_mapping({"rules": rules})
    return Problem((engineer,), tickets, estimate(places_of((engineer,), tickets)), policy, clock)


def test_a_skill_nobody_has_is_worth_the_tickets_that_need_it() -> None:
    """Two of four one-hour tickets need plc: 2 x 1000 are left. Learned, all four fit the four hours: worth 2000."""
    worth = value(day(("split", "split", "plc", "plc")), seeds=2, iterations=300, workers=1, top=3)
    best = next(one for one in worth.values if one.name == "E1 plc 1")
    assert best.worth == pytest.approx(2000)
    assert (best.proved_low, best.proved_high) == (2000, 2000)
    assert best.by_prices == pytest.approx(2000)


def test_an_hour_is_worth_the_ticket_that_fits_in_it() -> None:
    """Five one-hour tickets, four hours: one is left. An hour more serves it: worth 1000; so does a second engineer."""
    worth = value(day(("split",) * 5), seeds=2, iterations=300, workers=1, top=4)
    known = {one.name: one for one in worth.values}
    assert known["E1 one hour more"].worth == pytest.approx(1000)
    assert known["one more junior"].worth == pytest.approx(1000)
    assert all(one.proved_low is not None and one.proved_low <= 1000 for one in known.values() if one.worth)


def test_what_nobody_needs_is_worth_nothing() -> None:
    worth = value(day(("split",)), seeds=2, iterations=300, workers=1)
    assert all(one.worth == pytest.approx(0) for one in worth.values if one.worth is not None)


def test_prices_do_not_undervalue_where_they_prove_the_days_cost() -> None:
    """The LP of this day has no gap; the changed day's bound is one, so what the prices say is at least the worth."""
    problem = day(("split",) * 5)
    found = priced(problem, Budget(iterations=300, threads=1))
    for offer in offers({"day": problem}):
        again = value(problem, among=[offer], seeds=2, iterations=300, workers=1).values[0]
        assert again.worth is not None
        assert found.worth(offer.scenario.apply(problem)) >= again.worth - 1e-6


def test_offers_are_hires_trainings_and_hours_of_the_people_there() -> None:
    kinds = {offer.kind: offer.name for offer in offers({"day": day(("plc",))})}
    assert set(kinds) == {"hire", "train", "hour"}
    names = [offer.name for offer in offers({"day": day(("plc",))})]
    assert names == ["one more junior", "E1 intermediate", "E1 plc 1", "E1 one hour more"]


def test_nothing_to_offer_is_an_error() -> None:
    with pytest.raises(InputError, match="nothing to offer"):
        value(day(("split",)), among=[])


def test_the_list_is_ranked_and_printed() -> None:
    worth = value(day(("split", "split", "plc", "plc")), seeds=2, iterations=300, workers=1, top=3)
    lines = worth.summary().splitlines()
    assert "E1 plc 1" in lines[1]
    assert len(worth.table()) == len(worth.values)

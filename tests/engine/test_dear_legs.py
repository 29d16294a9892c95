"""Currencies of small coins: a leg may cost more than 32 bits hold, and is driven like any other."""

from __future__ import annotations

from models.clock import Clock
from models.engineer import Engineer, Shift
from models.place import Place
from models.policy import Policy
from models.problem import Problem
from models.rules.travel_cost import TravelCost
from models.rules.unserved_cost import UnservedCostRule
from models.ticket import Ticket
from scheduler import plan
from tests.compile.small import road


def _day(factor: int) -> Problem:
    """Six tickets along a road of 20 km; driving 60 an hour and 3 a kilometre, times the factor."""
    place = [Place(id=f"km{k}") for k in range(21)]
    shift = Shift(id="E1@24", start=8 * 3600, end=17 * 3600)
    other = Shift(id="E2@24", start=8 * 3600, end=12 * 3600)
    people = (Engineer(id="E1", start=place[0], shifts=(shift,)), Engineer(id="E2", start=place[20], shifts=(other,)))
    tickets = tuple(Ticket(id=f"T{k}", place=place[k], duration=3600) for k in (3, 5, 9, 14, 17, 20))
    price = dict.fromkeys((1, 2, 3, 4), 9000 * factor)
    rules = (
        TravelCost(per_hour=60 * factor, per_km=3 * factor),
        UnservedCostRule(price=price, per_day=0, lateness=False),
    )
    clock = Clock.parse("2026-11-24T00:00:00+07:00")
    return Problem(people, tickets, road(), Policy(currency="VND", rules=rules), clock)


def test_a_leg_dearer_than_32_bits_costs_what_it_costs() -> None:
    # from kilometre 0 to 3 at the factor 100,000: 3 min at 6,000,000 an hour and 3 km at 300,000 are 1,200,000; to
    # kilometre 9 it is 3,600,000, which in thousandths is above 2**31
    cheap, dear = (plan(_day(factor), iterations=200) for factor in (1, 100_000))
    assert dear.plan.unserved == cheap.plan.unserved == ()
    assert dear.cost == 100_000 * cheap.cost
    assert dear.report.feasible

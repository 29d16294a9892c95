"""Rule ``kept-order``: the time between two pinned visits, from either side."""

from __future__ import annotations

from models.clock import DAY
from models.rules.kept_order import KeptOrder
from tests.rules.ask import a_day, a_ticket, an_engineer, asked_for, at, permits, says, starts, table

RULE = KeptOrder(starts_between={"T1": (0, at("11:00")), "T2": (at("11:00"), DAY)})

CASES = {
    "the first, a second before the time between": ("T1", "10:59:59", True),
    "the first, at it": ("T1", "11:00", False),
    "the second, a second before": ("T2", "10:59:59", False),
    "the second, at it": ("T2", "11:00", True),
    "somebody else's ticket at any time": ("T3", "03:00", True),
}


@table("id, time, allowed", CASES)
def test_visits_keep_to_their_sides_of_the_time_between(id: str, time: str, allowed: bool) -> None:
    assert permits(RULE, an_engineer(), a_ticket(id), time) is allowed


def test_without_pins_the_rule_says_nothing() -> None:
    assert starts(KeptOrder(), an_engineer(), a_ticket()) is None
    assert starts(RULE, an_engineer(), a_ticket("T3")) is None
    assert asked_for(RULE) == "ticket"


def test_the_reason_names_the_side() -> None:
    def why(id: str, start: str) -> str:
        engineer, ticket = an_engineer(), a_ticket(id)
        return RULE.why(engineer, ticket, at(start), a_day(RULE, engineer, ticket))

    assert says(why("T1", "11:05"), "T1 starts 11:05; to keep its order it starts before 11:00", "应早于 11:00开始")
    assert says(why("T2", "10:55"), "T2 starts 10:55; to keep its order it starts not before 11:00", "应不早于 11:00")

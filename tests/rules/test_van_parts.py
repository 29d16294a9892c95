"""Rule ``van-parts``: what is on the van, and which parts are looked for there at all."""

from __future__ import annotations

from models.policy import Policy
from models.rules.stock import Stock
from models.rules.van_parts import VanParts
from tests.rules.ask import a_day, a_ticket, an_engineer, table

RULE = VanParts()


def test_a_van_holds_what_it_lists_and_nothing_else() -> None:
    engineer = an_engineer(van={"PCB": 2, "FAN": 0}, capacity=9)
    assert RULE.holds(engineer, a_day(RULE, engineer)) == {"PCB": 2, "FAN": 0}
    assert RULE.missing == 0


DEPOT = {"PCB": 5}

CASES = {
    "no parts": ({}, None, None, {}),
    "parts, with how many": ({"PCB": 1, "FAN": 3}, None, None, {"PCB": 1, "FAN": 3}),
    "no piece of a part": ({"PCB": 0, "FAN": 1}, None, None, {"FAN": 1}),
    "parts on order": ({"PCB": 1}, 36_000, None, {}),
    "parts that arrived as the horizon began": ({"PCB": 1}, 0, None, {}),
    "a part that the depot gives out": ({"PCB": 1, "FAN": 3}, None, DEPOT, {"FAN": 3}),
    "a part of which the depot has none left": ({"PCB": 1}, None, {"PCB": 0}, {}),
    "a depot without stock": ({"PCB": 1}, None, {}, {"PCB": 1}),
}


@table("parts, ready, depot, takes", CASES)
def test_parts_come_from_the_van_unless_ordered_or_given_out(
    parts: dict[str, int], ready: int | None, depot: dict[str, int] | None, takes: dict[str, int]
) -> None:
    ticket = a_ticket(parts=parts, parts_ready=ready, load=7)
    policy = Policy(rules=(RULE, *([] if depot is None else [Stock(pieces=depot)])))
    assert RULE.takes(ticket, a_day(RULE, ticket=ticket, policy=policy)) == takes

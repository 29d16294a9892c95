"""Rule ``parts-ready``: the second at which the parts arrive."""

from __future__ import annotations

from models.rules.parts_ready import PartsReady
from tests.rules.ask import a_day, a_ticket, an_engineer, asked_for, at, permits, says, starts, table

RULE = PartsReady()

CASES = {
    "no parts on order": (None, "00:00", True),
    "a second before they arrive": ("10:00", "09:59:59", False),
    "as they arrive": ("10:00", "10:00", True),
    "and for good": ("10:00", "23:59:59", True),
    "as the horizon begins": ("00:00", "00:00", True),
}


@table("ready, time, allowed", CASES)
def test_no_visit_before_its_parts(ready: str | None, time: str, allowed: bool) -> None:
    ticket = a_ticket(parts_ready=None if ready is None else at(ready))
    assert permits(RULE, an_engineer(), ticket, time) is allowed


def test_only_parts_on_order_are_a_question_of_time() -> None:
    assert starts(RULE, an_engineer(), a_ticket()) is None
    assert starts(RULE, an_engineer(), a_ticket(parts_ready=0)) is not None  # second 0 is a time, not "none"
    assert asked_for(RULE) == "ticket"


def test_the_reason_names_start_and_arrival() -> None:
    def why(ready: int | None) -> str:
        engineer, ticket = an_engineer(), a_ticket(parts_ready=ready)
        return RULE.why(engineer, ticket, at("09:30"), a_day(RULE, engineer, ticket))

    assert says(why(at("10:00")), "T1 starts 09:30; its parts arrive 10:00", "其配件 10:00 才到货")
    assert says(why(0), "its parts arrive 00:00", "其配件 00:00 才到货")
    assert says(why(None), "its parts arrive later", "其配件 之后 才到货")

"""Rule ``pinned-engineer``: no pin, a pin of the time only, a pin of the person."""

from __future__ import annotations

from models.rules.pinned_engineer import PinnedEngineer
from models.ticket import Pin
from tests.rules.ask import a_day, a_ticket, allows, an_engineer, at, says, table

RULE = PinnedEngineer()

CASES = {
    "no pin": (None, True),
    "the time only": (Pin(start=at("10:00")), True),
    "the person": (Pin(engineer="E1"), True),
    "somebody else": (Pin(engineer="E2"), False),
    "somebody else and the time": (Pin(engineer="E2", start=at("10:00")), False),
    "a name that begins alike": (Pin(engineer="E10"), False),
}


@table("pin, may", CASES)
def test_a_pinned_ticket_is_served_by_that_engineer_or_not_at_all(pin: Pin | None, may: bool) -> None:
    assert allows(RULE, an_engineer(), a_ticket(pin=pin)) is may


def test_the_reason_names_both() -> None:
    engineer, ticket = an_engineer(), a_ticket(pin=Pin(engineer="E2"))
    sentence = RULE.why(engineer, ticket, a_day(RULE, engineer, ticket))
    assert says(sentence, "T1 is pinned to E2, not E1", "T1 已固定给 E2，而非 E1")

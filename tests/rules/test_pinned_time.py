"""Rule ``pinned-time``: that second and no other."""

from __future__ import annotations

from models.rules.pinned_time import PinnedTime
from models.ticket import Pin
from tests.rules.ask import a_day, a_ticket, an_engineer, asked_for, at, permits, says, starts, table

RULE = PinnedTime()

CASES = {
    "no pin": (None, "03:00", True),
    "only the person": (Pin(engineer="E2"), "03:00", True),
    "a second before": (Pin(start=at("10:00")), "09:59:59", False),
    "then": (Pin(start=at("10:00")), "10:00", True),
    "a second after": (Pin(start=at("10:00")), "10:00:01", False),
    "the first second of the horizon": (Pin(start=0), "00:00", True),
    "and not the next": (Pin(start=0), "00:00:01", False),
}


@table("pin, time, allowed", CASES)
def test_a_pinned_visit_starts_exactly_then(pin: Pin | None, time: str, allowed: bool) -> None:
    assert permits(RULE, an_engineer(), a_ticket(pin=pin), time) is allowed


def test_only_a_pinned_start_is_a_question_of_time() -> None:
    assert starts(RULE, an_engineer(), a_ticket()) is None
    assert starts(RULE, an_engineer(), a_ticket(pin=Pin(engineer="E1"))) is None
    assert asked_for(RULE) == "ticket"


def test_the_reason_names_both_times() -> None:
    def why(pin: Pin | None) -> str:
        engineer, ticket = an_engineer(), a_ticket(pin=pin)
        return RULE.why(engineer, ticket, at("10:15"), a_day(RULE, engineer, ticket))

    assert says(why(Pin(start=at("10:00"))), "T1 starts 10:15; it is pinned to 10:00", "其时间固定为 10:00")
    assert says(why(Pin(start=0)), "it is pinned to 00:00", "其时间固定为 00:00")
    assert says(why(Pin(engineer="E1")), "it is pinned to no time", "其时间固定为 无")
    assert says(why(None), "it is pinned to no time", "其时间固定为 无")

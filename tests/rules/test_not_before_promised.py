"""Rule ``not-before-promised``: the tolerance to the second, and promises that no longer hold."""

from __future__ import annotations

from models.rules.not_before_promised import NotBeforePromised
from models.ticket import Window
from tests.rules.ask import a_day, a_ticket, an_engineer, asked_for, at, permits, promise, says, starts, table

RULE, TEN = NotBeforePromised(), promise("T1", "E1", at("10:00"))

CASES = {
    "a quarter of an hour earlier": (RULE, "09:45", True),
    "a second more": (RULE, "09:44:59", False),
    "as promised": (RULE, "10:00", True),
    "any time later": (RULE, "23:59:59", True),
    "a tolerance of its own": (NotBeforePromised(tolerance_minutes=1), "09:59", True),
    "and a second more": (NotBeforePromised(tolerance_minutes=1), "09:58:59", False),
    "no tolerance, as promised": (NotBeforePromised(tolerance_minutes=0), "10:00", True),
    "no tolerance, a second earlier": (NotBeforePromised(tolerance_minutes=0), "09:59:59", False),
}


@table("rule, time, allowed", CASES)
def test_a_visit_is_not_much_earlier_than_promised(rule: NotBeforePromised, time: str, allowed: bool) -> None:
    assert permits(rule, an_engineer(), a_ticket(), time, published=TEN) is allowed


def window(start: str, end: str) -> Window:
    return Window(start=at(start), end=at(end))


WINDOWS = {
    "the promise lies in the window": ((window("09:00", "12:00"),), False),
    "as the window opens": ((window("10:00", "12:00"),), False),
    "a second before it opens": ((window("10:00:01", "12:00"),), True),
    "the window's last second": ((window("09:00", "10:00:01"),), False),
    "as the window closes": ((window("09:00", "10:00"),), True),
    "in the second of two": ((window("08:00", "09:00"), window("09:30", "11:00")), False),
    "between two": ((window("08:00", "09:00"), window("10:30", "11:00")), True),
}


@table("windows, free", WINDOWS)
def test_a_promise_outside_the_tickets_windows_no_longer_holds(windows: tuple[Window, ...], free: bool) -> None:
    assert permits(RULE, an_engineer(), a_ticket(windows=windows), "08:00", published=TEN) is free


def test_without_a_promise_the_rule_says_nothing() -> None:
    assert starts(RULE, an_engineer(), a_ticket()) is None
    assert starts(RULE, an_engineer(), a_ticket(), published=promise("T0", "E1", at("10:00"))) is None
    assert asked_for(RULE) == "ticket"


def test_the_reason_says_how_much_too_early() -> None:
    engineer, ticket = an_engineer(), a_ticket()
    day = a_day(RULE, engineer, ticket, published=TEN)
    said = "T1 starts 09:15, 45 min before the promised 10:00"
    assert says(RULE.why(engineer, ticket, at("09:15"), day), said, "T1 于 09:15 开始，比承诺的 10:00 早 45 分")

"""Rule ``appointment-window``: both ends of each window, to the second."""

from __future__ import annotations

from models.rules.appointment_window import AppointmentWindow
from models.ticket import Window
from tests.rules.ask import a_day, a_ticket, an_engineer, asked_for, at, permits, says, starts, table

RULE = AppointmentWindow()


def windows(*spans: str) -> tuple[Window, ...]:
    """``09:00-11:00``."""
    pairs = [span.split("-") for span in spans]
    return tuple(Window(start=at(first), end=at(end)) for first, end in pairs)


MORNING, TWO = windows("09:00-11:00"), windows("14:00-16:00", "09:00-11:00")

CASES = {
    "no window": ((), "03:00", True),
    "a second early": (MORNING, "08:59:59", False),
    "as it opens": (MORNING, "09:00", True),
    "the last second": (MORNING, "10:59:59", True),  # the visit itself may last longer than the window
    "as it closes": (MORNING, "11:00", False),
    "between two": (TWO, "13:59:59", False),
    "the second one, written first": (TWO, "14:00", True),
    "the first one, written second": (TWO, "10:59:59", True),
    "after both": (TWO, "16:00", False),
}


@table("windows, time, allowed", CASES)
def test_the_visit_starts_in_one_of_the_windows(windows: tuple[Window, ...], time: str, allowed: bool) -> None:
    assert permits(RULE, an_engineer(), a_ticket(windows=windows), time) is allowed


def test_windows_that_touch_or_overlap_are_one() -> None:
    assert starts(RULE, an_engineer(), a_ticket(windows=windows("09:00-10:00", "10:00-11:00", "10:30-12:00"))) == (
        (at("09:00"), at("12:00")),
    )
    assert starts(RULE, an_engineer(), a_ticket()) is None
    assert asked_for(RULE) == "ticket"


def test_the_reason_names_the_start_and_all_windows() -> None:
    engineer, ticket = an_engineer(), a_ticket(windows=TWO)
    sentence = RULE.why(engineer, ticket, at("11:30"), a_day(RULE, engineer, ticket))
    spans = "09:00-11:00, 14:00-16:00"
    assert says(sentence, f"T1 starts 11:30, outside its windows {spans}", f"T1 于 11:30 开始，不在其时间窗 {spans} 内")

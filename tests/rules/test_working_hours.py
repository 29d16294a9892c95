"""Rule ``working-hours``: begin and end of every shift, the moment of planning, starts in overtime."""

from __future__ import annotations

from models.clock import DAY
from models.engineer import Shift
from models.rules.working_hours import WorkingHours
from tests.rules.ask import a_day, a_ticket, an_engineer, asked_for, at, permits, says, starts, table

STRICT, LOOSE = WorkingHours(in_overtime=False), WorkingHours()
SPLIT = (
    Shift(id="a", start=at("08:00"), end=at("12:00")),
    Shift(id="b", start=at("14:00"), end=at("18:00")),
)

# shifts, moment of planning, start, allowed, allowed when no visit may begin in overtime
CASES = {
    "a second before the shift": (SPLIT[:1], "00:00", "07:59:59", False, False),
    "as the shift begins": (SPLIT[:1], "00:00", "08:00", True, True),
    "the last second of the shift": (SPLIT[:1], "00:00", "11:59:59", True, True),
    "as the shift ends": (SPLIT[:1], "00:00", "12:00", True, False),
    "between two shifts": (SPLIT, "00:00", "13:59:59", True, False),
    "as the second begins": (SPLIT, "00:00", "14:00", True, True),
    "as the second ends": (SPLIT, "00:00", "18:00", True, False),
    "a second before the moment of planning": (SPLIT, "10:00", "09:59:59", False, False),
    "at the moment of planning": (SPLIT, "10:00", "10:00", True, True),
    "planning before the shift changes nothing": (SPLIT, "07:00", "07:59:59", False, False),
    "the first is over when planning begins": (SPLIT, "13:00", "13:00", True, False),
    "its second is left": (SPLIT, "13:00", "14:00", True, True),
    "no shift, no visit": ((), "00:00", "09:00", False, False),
}


@table("shifts, now, time, allowed, strictly", CASES)
def test_visits_start_within_a_shift_and_not_before_the_moment_of_planning(
    shifts: tuple[Shift, ...], now: str, time: str, allowed: bool, strictly: bool
) -> None:
    engineer = an_engineer(shifts=shifts)
    assert permits(LOOSE, engineer, a_ticket(), time, now=at(now)) is allowed
    assert permits(STRICT, engineer, a_ticket(), time, now=at(now)) is strictly


def test_a_shift_that_is_over_leaves_no_start() -> None:
    assert starts(STRICT, an_engineer(), a_ticket(), now=at("17:00")) == ()
    assert starts(STRICT, an_engineer(), a_ticket(), now=at("16:59:59")) == ((at("16:59:59"), at("17:00")),)
    assert asked_for(STRICT) == "engineer"


def test_the_reason_is_the_moment_of_planning_or_the_shifts() -> None:
    engineer, ticket = an_engineer(shifts=SPLIT), a_ticket()

    def why(start: str, now: str = "00:00", shifts: tuple[Shift, ...] = SPLIT) -> str:
        somebody = engineer.but(shifts=shifts)
        return STRICT.why(somebody, ticket, at(start), a_day(STRICT, somebody, ticket, now=at(now)))

    assert says(why("09:59", "10:00"), "T1 starts 09:59, before the moment of planning 10:00", "早于计划时刻 10:00")
    said, said_zh = "T1 starts 13:00, outside the shifts of E1: 08:00-12:00, 14:00-18:00", "08:00-12:00, 14:00-18:00"
    assert says(why("13:00"), said, said_zh)
    assert says(why("13:00", "13:00"), said, said_zh)  # at the moment itself it is not before it
    assert says(why("13:00", shifts=()), "of E1: none", "班次内：无")


def test_a_night_shift_goes_on_after_midnight() -> None:
    night = (Shift(id="n", start=at("22:00"), end=DAY + at("06:00")),)
    assert starts(STRICT, an_engineer(shifts=night), a_ticket()) == ((at("22:00"), DAY + at("06:00")),)

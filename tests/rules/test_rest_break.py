"""Rule ``break``: whose break it is, on which day, and when it is over before it begins."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from models.clock import DAY
from models.engineer import Break, Shift
from models.rules.rest_break import RestBreak
from tests.rules.ask import a_day, an_engineer, at, table

RULE = RestBreak(minutes=30)
OWN = Break(length=600, earliest=at("09:00"), latest=at("10:00"))


def asked(rule: RestBreak, start: int, end: int, own: Break | None = None, now: int = 0) -> tuple[int, int, int] | None:
    """Length, earliest and latest start of the break that the rule asks for."""
    shift = Shift(id="S", start=start, end=end, rest=own)
    engineer = an_engineer(shifts=(shift,))
    rest = rule.rest(engineer, shift, a_day(rule, engineer, now=now))
    return None if rest is None else (rest.length, rest.earliest, rest.latest)


NOON, OWN_SPAN = (1800, at("11:30"), at("13:00")), (600, at("09:00"), at("10:00"))
NEXT_NOON = (1800, DAY + at("11:30"), DAY + at("13:00"))

CASES = {
    "the policy's": (RULE, "08:00", "17:00", None, "00:00", NOON),
    "no policy's, no own": (RestBreak(), "08:00", "17:00", None, "00:00", None),
    "the shift's own, without the policy's": (RestBreak(), "08:00", "17:00", OWN, "00:00", OWN_SPAN),
    "the shift's own goes before the policy's": (RULE, "08:00", "17:00", OWN, "00:00", OWN_SPAN),
    "an own break of no length is no break": (RULE, "08:00", "17:00", OWN.but(length=0), "00:00", None),
    "one minute": (RestBreak(minutes=1), "08:00", "17:00", None, "00:00", (60, at("11:30"), at("13:00"))),
    "the policy's own window": (
        RestBreak(minutes=30, earliest="12:00", latest="12:00"),
        "08:00", "17:00", None, "00:00", (1800, at("12:00"), at("12:00")),
    ),
    "a shift that begins at the latest start": (RULE, "13:00", "20:00", None, "00:00", NOON),
    # from a second later the policy's window is that of the next day
    "a shift that begins a second later": (RULE, "13:00:01", "20:00", None, "00:00", NEXT_NOON),
    "planned at the latest start": (RULE, "08:00", "17:00", None, "13:00", NOON),
    "planned a second later": (RULE, "08:00", "17:00", None, "13:00:01", None),
    "the shift's own, at its latest start": (RULE, "08:00", "17:00", OWN, "10:00", OWN_SPAN),
    "the shift's own, a second later: not even the policy's": (RULE, "08:00", "17:00", OWN, "10:00:01", None),
    "the shift's own is over as the shift begins": (RULE, "10:00:01", "17:00", OWN, "00:00", None),
}  # fmt: skip


@table("rule, start, end, own, now, expected", CASES)
def test_a_break_is_the_shifts_or_the_policys_unless_it_is_over(
    rule: RestBreak, start: str, end: str, own: Break | None, now: str, expected: tuple[int, int, int] | None
) -> None:
    assert asked(rule, at(start), at(end), own, at(now)) == expected


def test_the_policys_break_lies_on_the_day_of_the_shift() -> None:
    assert asked(RULE, DAY + at("08:00"), DAY + at("17:00")) == NEXT_NOON
    assert asked(RULE, at("22:00"), DAY + at("06:00")) == NEXT_NOON  # a night shift's noon is that after it


def test_the_defaults_are_no_break_and_noon() -> None:
    assert (RestBreak().minutes, RestBreak().earliest, RestBreak().latest) == (0, "11:30", "13:00")


@pytest.mark.parametrize("time", ["24:00", "11:60", "9:30", "11:3", "noon", "11:30:00"])
@pytest.mark.parametrize("field", ["earliest", "latest"])
def test_what_is_no_time_of_day_is_refused(field: str, time: str) -> None:
    with pytest.raises(ValidationError, match="no time of day"):
        RestBreak(**{field: time})


@pytest.mark.parametrize("time", ["00:00", "09:59", "19:00", "20:00", "23:59"])
def test_any_time_of_day_is_taken(time: str) -> None:
    assert RestBreak(earliest=time, latest=time).latest == time


def test_a_window_ends_no_earlier_than_it_begins() -> None:
    with pytest.raises(ValidationError, match="after its latest start"):
        RestBreak(earliest="12:01", latest="12:00")
    with pytest.raises(ValidationError):
        RestBreak(minutes=-1)

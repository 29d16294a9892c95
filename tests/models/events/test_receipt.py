"""Clocks of senders: what is known of them is put right, and nothing lies before the device's last report or after now.

Midnight is 0; times are seconds.
"""

from __future__ import annotations

import pytest

from models.events import NoShow, State, VisitFinished, VisitStarted, fold
from models.events.receipt import all_received, clock_behind, received
from tests.compile.small import HOUR, MINUTE, problem

TEN = 10 * HOUR

# the device says, its clock is behind by, the last report happened, received; happened, corrected
CLOCKS = {
    "a right clock, at once": (TEN, 0, None, TEN, TEN, 0),
    "a right clock, an hour in a cellar": (TEN, 0, None, 11 * HOUR, TEN, 0),
    "seven minutes slow": (TEN, 7 * MINUTE, None, 11 * HOUR, TEN + 7 * MINUTE, 7 * MINUTE),
    "seven minutes fast": (TEN, -7 * MINUTE, None, 11 * HOUR, TEN - 7 * MINUTE, -7 * MINUTE),
    "two minutes are not said": (TEN, 2 * MINUTE, None, 11 * HOUR, TEN + 2 * MINUTE, 0),
    "a second more is": (TEN, 2 * MINUTE + 1, None, 11 * HOUR, TEN + 2 * MINUTE + 1, 2 * MINUTE + 1),
    "not after it was received": (TEN, 0, None, TEN - 10, TEN - 10, 0),
    "far in the future": (TEN, 0, None, TEN - HOUR, TEN - HOUR, -HOUR),
    "not before the device's last report": (TEN, 0, TEN + 5, 11 * HOUR, TEN + 5, 0),
    "a clock that jumped back an hour": (TEN, 0, 11 * HOUR, 11 * HOUR + 9, 11 * HOUR, HOUR),
    "received before the last one happened, which cannot be": (TEN, 0, 12 * HOUR, 11 * HOUR, 11 * HOUR, HOUR),
}


@pytest.mark.parametrize(("said", "behind", "last", "at", "happened", "corrected"), CLOCKS.values(), ids=CLOCKS)
def test_a_moment_is_put_right(
    said: int, behind: int, last: int | None, at: int, happened: int, corrected: int
) -> None:
    found = received(NoShow(at=said, ticket="T1"), at, last=last, behind=behind)
    assert (found.at, found.when, found.corrected) == (at, happened, corrected)


def test_each_device_has_its_own_last_report_and_a_desk_has_none() -> None:
    state = fold(State(problem()), [VisitStarted(at=TEN, ticket="T9", sender="a", counter=1),
                                    VisitStarted(at=TEN + 60, ticket="T8", sender="b", counter=1)])  # fmt: skip
    early = [VisitFinished(at=TEN - 60, ticket="T9", sender=sender, counter=2) for sender in ("a", "b", "")]
    found = all_received(state, early, TEN + 120)
    assert [event.when for event in found] == [TEN, TEN + 60, TEN - 60]
    assert {event.at for event in found} == {TEN + 120}


def test_reports_of_one_device_keep_their_order_whatever_its_clock_does() -> None:
    jumping = [TEN, TEN - HOUR, TEN + 60, TEN - 30]
    events = [NoShow(at=moment, ticket="T1", sender="a", counter=k) for k, moment in enumerate(jumping, 1)]
    found = all_received(State(problem()), events, 11 * HOUR)
    assert [event.when for event in found] == [TEN, TEN, TEN + 60, TEN + 60]


def test_the_error_of_a_clock_is_that_of_the_quickest_exchanges() -> None:
    assert clock_behind([]) == 0
    assert clock_behind([(100, 160, 120)]) == 50
    slow = [(100 * k, 100 * k + 900, 100 * k + 700) for k in range(20)]
    assert clock_behind([*slow, *((50 + 100 * k, 350 + 100 * k, 50 + 100 * k) for k in range(5))]) == 300

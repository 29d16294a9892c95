"""Clocks of a run: of work, and of a run that is repeated."""

from __future__ import annotations

from scheduler.engine.run_clock import Pace, RecordedClock, WorkClock


def test_the_clock_of_work_shows_only_what_was_spent() -> None:
    pace = Pace(WorkClock(), seconds=2.0)
    assert pace.left() == 2.0
    pace.spend(1.5)
    assert pace.left() == 0.5
    pace.spend(1.5)
    assert pace.left() == 0.0


def test_a_recorded_clock_says_the_same_again_and_then_that_time_is_over() -> None:
    pace = Pace(WorkClock(), seconds=2.0)
    for spent in (0.25, 0.5):
        pace.spend(spent)
        pace.now()
    again = Pace(RecordedClock(pace.work(chains=2).readings), seconds=2.0)
    assert [again.now(), again.now()] == [0.25, 0.75]
    assert again.left() == 0.0

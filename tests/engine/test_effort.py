"""How much of its time a run gives to each step, also where the time has no end."""

from __future__ import annotations

import math

import pytest

from scheduler.engine.effort import Effort
from scheduler.engine.run_clock import Pace, WorkClock


@pytest.mark.parametrize("tickets", [20, 100, 300, 1000])
def test_a_run_without_an_end_searches_for_a_while_and_generates_to_convergence(tickets: int) -> None:
    """What went wrong once: half of endless time is endless, and endless less endless is no number."""
    effort, pace = Effort.sized(tickets, tickets // 6), Pace(WorkClock(), math.inf)
    steps = [effort.first, effort.burst, effort.dive_burst, effort.choosing, effort.last]
    assert all(0 < step(pace) < 200 for step in steps)
    assert effort.generation(pace) == effort.cutting(pace) == effort.dive_worth(pace) == math.inf


def test_generation_leaves_half_of_the_time_and_the_last_search_takes_all_of_it() -> None:
    effort, pace = Effort.sized(100, 18), Pace(WorkClock(), 10.0)
    pace.spend(4.0)
    assert (effort.generation(pace), effort.cutting(pace), effort.last(pace)) == (7.0, pytest.approx(5.8), 6.0)

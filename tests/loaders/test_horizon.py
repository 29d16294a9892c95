"""Where the horizon starts and ends, to the second."""

from __future__ import annotations

from datetime import UTC

import pytest

from models.clock import DAY, Clock
from scheduler.loaders.build.horizon import Horizon

CLOCK = Clock.parse("2026-11-24T00:00:00+00:00")


@pytest.mark.parametrize(
    ("start", "within", "without_end"),
    [(-1, False, False), (0, True, True), (DAY - 1, True, True), (DAY, False, True), (9 * DAY, False, True)],
)
def test_a_shift_belongs_to_the_horizon_in_which_it_starts(start: int, within: bool, without_end: bool) -> None:
    assert Horizon(CLOCK, UTC, DAY).holds(start) is within
    assert Horizon(CLOCK, UTC, None).holds(start) is without_end

"""Where the horizon starts and ends, to the second."""

from __future__ import annotations

from datetime import UTC

import pytest

from models.clock import DAY, HOUR, Clock
from scheduler.loaders.build.horizon import Horizon, find_horizon
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.build.settings import Settings

CLOCK = Clock.parse("2026-11-24T00:00:00+00:00")


@pytest.mark.parametrize(
    ("start", "within", "without_end"),
    [(-1, False, False), (0, True, True), (DAY - 1, True, True), (DAY, False, True), (9 * DAY, False, True)],
)
def test_a_shift_belongs_to_the_horizon_in_which_it_starts(start: int, within: bool, without_end: bool) -> None:
    assert Horizon(CLOCK, UTC, DAY).holds(start) is within
    assert Horizon(CLOCK, UTC, None).holds(start) is without_end


@pytest.mark.parametrize(
    ("wanted", "days", "end"),
    [
        ("2026-11-24", None, DAY),
        ("2026-11-24", 2, 2 * DAY),
        ("2026-10-25", None, 25 * HOUR),
        ("2026-03-29", 2, 47 * HOUR),
    ],
)
def test_a_day_that_is_asked_for_ends_at_midnight_however_long_it_is(wanted: str, days: int | None, end: int) -> None:
    # Berlin puts its clocks back on 2026-10-25 and forward on 2026-03-29
    settings = Settings(days=days, timezone="Europe/Berlin")
    horizon = find_horizon(settings, "day.yaml", None, wanted, InputIssues())
    assert horizon.end == end
    assert horizon.clock.origin.isoformat()[:19] == f"{wanted}T00:00:00"

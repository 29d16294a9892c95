"""A small day in a folder, shared by the tests of the night job."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.generate import generate, write_generated


@pytest.fixture(scope="session")
def small_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six tickets, two engineers."""
    folder = tmp_path_factory.mktemp("days") / "small"
    write_generated(generate(tickets=6, engineers=2, seed=5, name="small"), folder, "A small day.", "paigong generate")
    return folder

"""A small day in a folder, shared by the tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.generate import generate, write_generated


@pytest.fixture(scope="session")
def small_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten tickets, three engineers."""
    folder = tmp_path_factory.mktemp("days") / "small"
    problem = generate(tickets=10, engineers=3, seed=5, language="en", name="small")
    write_generated(problem, folder, "A small day.", "paigong generate")
    return folder

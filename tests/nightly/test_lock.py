"""One planner per day and territory, one writer per run folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.errors import Locked
from scheduler.nightly.lock import planner
from tests.cli.shell import ROOT, environment

HOLDS = """
import sys, time
from pathlib import Path
from scheduler.nightly.lock import planner
locks = Path(sys.argv[1])
with planner(locks, "monday", "north", locks / "out"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_owner_is_named_and_a_dead_owner_holds_nothing(tmp_path: Path) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment()
    )
    try:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "held\n"
        with (
            pytest.raises(Locked, match=f"process {owner.pid} on .* since 20"),
            planner(tmp_path, "monday", "north", tmp_path / "other"),
        ):
            pass
        with pytest.raises(Locked), planner(tmp_path, "tuesday", None, tmp_path / "out"):
            pass  # the same run folder
        with planner(tmp_path, "monday", "south", tmp_path / "south"):
            pass  # another territory
    finally:
        owner.kill()
        owner.wait(timeout=10)
    with planner(tmp_path, "monday", "north", tmp_path / "out"):
        pass


def test_the_locks_are_free_again_after_an_error(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), planner(tmp_path, "monday", None, tmp_path / "out"):
            print(1 // 0)


def test_locks_in_different_places_do_not_meet(tmp_path: Path) -> None:
    with (
        planner(tmp_path / "a", "monday", None, tmp_path / "out1"),
        planner(tmp_path / "b", "monday", None, tmp_path / "out2"),
    ):
        assert os.listdir(tmp_path / "a")

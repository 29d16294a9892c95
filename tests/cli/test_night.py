"""What a night job lives through: signals, kills, a second planner, a log that somebody reads in the morning."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from scheduler.generate import generate, write_generated
from scheduler.store.run_folder import intact
from tests.cli.shell import logged, manifest, paigong, start, wait_for


@pytest.fixture(scope="module")
def long_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A day that nobody proves optimal within seconds."""
    folder = tmp_path_factory.mktemp("days") / "long"
    problem = generate(tickets=120, engineers=20, shape="overloaded", seed=7, name="long")
    write_generated(problem, folder, "A long day.", "paigong generate")
    return folder


def test_a_second_planner_is_sent_away_and_sigterm_saves_the_best_plan(long_day: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = start("plan", long_day, "--out", out, "--seconds", 100, "--heartbeat", 0.2)
    assert first.stderr is not None
    lines = []
    while not any('"searching"' in line for line in lines):
        lines.append(first.stderr.readline())
        assert lines[-1], "the planner ended before it searched"

    second = paigong("plan", long_day, "--out", tmp_path / "other", "--seconds", 1)
    assert second.returncode == 75
    assert f"process {first.pid} on " in second.stderr
    assert not (tmp_path / "other").exists()

    first.send_signal(signal.SIGTERM)
    stdout, stderr = first.communicate(timeout=60)
    assert first.returncode == 10, stderr
    facts = manifest(out)
    assert (facts["status"], facts["exit_code"]) == ("stopped", 10)
    assert intact(out, facts)
    assert sum(phase["seconds"] for phase in facts["phases"] if phase["name"] == "solve") < 60
    assert "stopped before its budget" in stdout

    beats = [line for line in logged("".join(lines) + stderr) if line["event"] == "searching"]
    assert {"seconds", "cost", "bound", "gap", "phase"} <= set(beats[0])


def test_a_kill_leaves_the_old_plan_and_the_next_run_cleans_up(long_day: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert paigong("plan", long_day, "--out", out, "--iterations", 20).returncode in (0, 10)
    before = manifest(out)

    running = start("plan", long_day, "--out", out, "--seconds", 100, "--heartbeat", 0.2)
    assert running.stderr is not None
    wait_for(lambda: '"searching"' in running.stderr.readline())  # type: ignore[union-attr]
    running.kill()
    running.wait(timeout=30)
    assert manifest(out) == before
    assert intact(out, before)

    assert paigong("plan", long_day, "--out", out, "--iterations", 20).stdout.startswith("already done")


def test_the_same_seed_and_iterations_give_the_same_bytes(long_day: Path, tmp_path: Path) -> None:
    outs = [tmp_path / "a" / "out", tmp_path / "b" / "out"]
    for threads, out in zip((1, 2), outs, strict=True):
        assert paigong("plan", long_day, "--out", out, "--iterations", 60, "--threads", threads).returncode == 0
    assert outs[0].joinpath("plan.json").read_bytes() == outs[1].joinpath("plan.json").read_bytes()
    assert outs[0].joinpath("plan.csv").read_bytes() == outs[1].joinpath("plan.csv").read_bytes()

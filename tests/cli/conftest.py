"""A small day in a folder and its plan, and command lines in this process: shared by the tests of the verbs."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.cli.main import run
from scheduler.generate import generate, write_generated
from tests.cli.call import Call


@pytest.fixture(scope="session")
def small_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten tickets, three engineers."""
    folder = tmp_path_factory.mktemp("days") / "small"
    problem = generate(tickets=10, engineers=3, seed=5, language="en", name="small")
    write_generated(problem, folder, "A small day.", "paigong generate")
    return folder


@pytest.fixture(scope="module")
def planned(small_day: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run folder of the small day."""
    out = tmp_path_factory.mktemp("runs") / "out"
    with pytest.raises(SystemExit) as end:
        run(["plan", str(small_day), "--out", str(out), "--iterations", "200"])
    assert end.value.code == 0
    return out


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Exit code, standard output, standard error of one command line."""

    def made(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            run([str(word) for word in words])
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return made

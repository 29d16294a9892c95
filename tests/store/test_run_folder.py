"""Run folders are replaced in one step, whatever happens."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import InputError
from scheduler.store import run_folder as subject
from scheduler.store.key import file_hash
from scheduler.store.run_folder import FORMAT, MANIFEST, check_target, intact, read_manifest, recover, staged
from tests.cli.shell import python


def run(target: Path, text: str) -> None:
    """A run that writes one file and its manifest."""
    with staged(target) as folder:
        (folder / "plan.json").write_text(text)
        outputs = {"plan.json": {"sha256": file_hash(folder / "plan.json")}}
        (folder / MANIFEST).write_text(json.dumps({"format": FORMAT, "outputs": outputs}))


def whole(target: Path) -> str:
    """The text of a complete run."""
    manifest = read_manifest(target)
    assert manifest is not None
    assert intact(target, manifest)
    return (target / "plan.json").read_text()


@pytest.fixture(params=["exchange", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of putting a folder in place; not every file system can exchange."""
    if request.param == "two renames":
        monkeypatch.setattr(subject, "_exchange", lambda a, b: False)
    return str(request.param)


def test_a_new_run_replaces_the_old_one_and_leaves_nothing_behind(tmp_path: Path, way: str) -> None:
    run(tmp_path / "out", "old")
    run(tmp_path / "out", "new")
    assert whole(tmp_path / "out") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_run_that_fails_leaves_the_old_one(tmp_path: Path, way: str) -> None:
    run(tmp_path / "out", "old")
    with pytest.raises(RuntimeError), staged(tmp_path / "out") as folder:
        (folder / "plan.json").write_text("half")
        raise RuntimeError
    assert whole(tmp_path / "out") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


KILLED = """
import os, signal, sys
from pathlib import Path
from scheduler.store import run_folder as folder
from tests.store.test_run_folder import run

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

target = Path(sys.argv[1])
{}
run(target, "new")
"""

MOMENTS: dict[str, tuple[str, str]] = {
    "while files are written": ("folder._sync = die", "old"),
    "before the exchange": ("folder._swap = die", "old"),
    "between two renames": ("folder._exchange = lambda a, b: False; os.replace = die", "old"),
    "after the exchange": ("whole = folder._swap; folder._swap = lambda a, b: (whole(a, b), die())", "new"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_at_any_moment_leaves_one_whole_run(moment: str, tmp_path: Path) -> None:
    run(tmp_path / "out", "old")
    code, left = MOMENTS[moment]
    assert python(KILLED.format(code), tmp_path / "out").returncode == -9
    recover(tmp_path / "out")
    assert whole(tmp_path / "out") == left
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_notes_that_somebody_put_beside_the_plan_move_along(tmp_path: Path, way: str) -> None:
    run(tmp_path / "out", "old")
    (tmp_path / "out" / "notes.txt").write_text("call E07 first")
    (tmp_path / "out" / "photos").mkdir()
    (tmp_path / "out" / "photos" / "1.txt").write_text("x")
    run(tmp_path / "out", "new")
    assert (tmp_path / "out" / "notes.txt").read_text() == "call E07 first"
    assert (tmp_path / "out" / "photos" / "1.txt").read_text() == "x"
    assert whole(tmp_path / "out") == "new"


def test_a_changed_or_missing_file_is_noticed(tmp_path: Path) -> None:
    run(tmp_path / "out", "plan")
    manifest = read_manifest(tmp_path / "out")
    assert manifest is not None
    (tmp_path / "out" / "plan.json").write_text("changed")
    assert not intact(tmp_path / "out", manifest)
    (tmp_path / "out" / "plan.json").unlink()
    assert not intact(tmp_path / "out", manifest)


def a_file(place: Path) -> None:
    place.write_text("mine")


def somebody_s_folder(place: Path) -> None:
    place.mkdir()
    (place / "letter.txt").write_text("mine")


@pytest.mark.parametrize("make", [a_file, somebody_s_folder])
def test_what_no_run_wrote_is_never_replaced(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "out")
    with pytest.raises(InputError, match=r"Maybe name a (new|folder)"):
        check_target(tmp_path / "out")


def test_an_empty_folder_and_an_earlier_run_are_welcome(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    check_target(tmp_path / "empty")
    run(tmp_path / "out", "old")
    check_target(tmp_path / "out")


@pytest.mark.parametrize("name", ["out[1]", "o*t", "out?"])
def test_a_name_with_glob_signs_touches_only_its_own_folders(name: str, tmp_path: Path) -> None:
    other = tmp_path / ".out1.new-1"
    other.mkdir()
    mine = tmp_path / f".{name}.new-77"
    mine.mkdir()
    run(tmp_path / name, "plan")
    assert other.is_dir()
    assert not mine.exists()


def test_a_folder_of_somebody_that_is_called_old_stays(tmp_path: Path) -> None:
    for name in (".out.old", ".out.paigong-old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "letter.txt").write_text("mine")
    run(tmp_path / "out", "first")
    run(tmp_path / "out", "second")
    recover(tmp_path / "out")
    assert (tmp_path / ".out.old" / "letter.txt").read_text() == "mine"
    assert (tmp_path / ".out.paigong-old" / "letter.txt").read_text() == "mine"

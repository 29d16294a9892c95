"""The study folder: complete or not there; and what a kill leaves behind."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from models.errors import InputError
from scheduler.compare.compare import compare
from scheduler.compare.days import read_days
from scheduler.compare.folder import FORMAT, cell_cache, check_study_target, write_study
from scheduler.compare.scenario import read_scenario
from scheduler.compare.study import Study
from scheduler.loaders import write_day
from tests.cli.shell import paigong, start, wait_for
from tests.compare.small import FAST, MORE, week

WEEK = Path(__file__).parents[2] / "data/week"


@pytest.fixture(scope="module")
def study() -> Study:
    return compare(week(2), [MORE, FAST], seeds=2, iterations=800, workers=1)


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two days, a scenario beside them."""
    folder = tmp_path_factory.mktemp("input")
    for name, problem in week(2).items():
        write_day(problem, folder / "days" / name)
    (folder / "fast.yaml").write_text(FAST.to_yaml(), encoding="utf-8")
    return folder


def test_the_manifest_names_every_file_with_its_hash(study: Study, tmp_path: Path) -> None:
    write_study(study, tmp_path / "study", facts={"started": "then"})
    manifest = json.loads((tmp_path / "study/manifest.json").read_text())
    files = {p.relative_to(tmp_path / "study").as_posix() for p in (tmp_path / "study").rglob("*") if p.is_file()}
    assert manifest["format"] == FORMAT
    assert set(manifest["outputs"]) == files - {"manifest.json"}
    assert {"study.json", "comparison.csv", "cells.csv", "study.xlsx", "report.html", "scenarios/01.yaml"} <= files
    for name, facts in manifest["outputs"].items():
        assert hashlib.sha256((tmp_path / "study" / name).read_bytes()).hexdigest() == facts["sha256"]


def test_equal_studies_give_equal_files(study: Study, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_study(study, tmp_path / name)
    for name in ("study.json", "comparison.csv", "cells.csv", "study.xlsx", "report.html"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_the_tables_say_what_the_study_says(study: Study, tmp_path: Path) -> None:
    write_study(study, tmp_path / "study")
    with (tmp_path / "study/comparison.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3 * len(study.figures)
    row = next(row for row in rows if (row["scenario"], row["figure"]) == ("empty roads", "cost"))
    found = study.difference("empty roads")
    assert found is not None
    assert float(row["difference"]) == pytest.approx(found.mean, abs=1e-5)
    assert read_scenario(tmp_path / "study/scenarios/02.yaml") == FAST


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("keep")
    with pytest.raises(InputError, match="holds files that no run wrote"):
        check_study_target(tmp_path / "mine")


def test_finished_cells_are_found_again_and_half_written_ones_are_not(tmp_path: Path) -> None:
    cache = cell_cache(tmp_path / "study", resume=False)
    first = compare(week(2), [FAST], seeds=1, iterations=500, workers=1, cache=cache)
    files = sorted(cache.folder.glob("*.json"))
    assert len(files) == 4
    files[0].write_text('{"cost": 1')
    seen: list[str] = []
    again = compare(
        week(2), [FAST], seeds=1, iterations=500, workers=1, cache=cell_cache(tmp_path / "study", resume=True),
        progress=lambda done, of, name: seen.append(name),
    )  # fmt: skip
    assert seen[0] == "finished before"
    assert len(seen) == 2
    assert again.as_dict() == first.as_dict()


def test_cells_of_an_earlier_run_are_not_used_unless_asked_and_not_lost_to_a_mistake(tmp_path: Path) -> None:
    quick: dict[str, Any] = {"seeds": 2, "iterations": 300, "workers": 1}
    compare(week(1), [FAST], **quick, cache=cell_cache(tmp_path / "study", resume=False))
    seen: list[str] = []
    anew = cell_cache(tmp_path / "study", resume=False)
    with pytest.raises(InputError):
        compare(week(1), ["no-such.yaml"], **quick, cache=anew)
    assert len(list(anew.folder.iterdir())) == 4
    compare(week(1), [FAST], **quick, cache=anew, progress=lambda done, of, name: seen.append(name))
    assert "finished before" not in seen
    assert len(seen) == 4


def test_one_territory_alone_can_be_studied() -> None:
    whole, part = read_days(WEEK), read_days(WEEK, territory="sheffield")
    assert {ticket.territory for day in part.values() for ticket in day.tickets} == {"sheffield"}
    assert all(len(part[name].tickets) < len(whole[name].tickets) for name in whole)
    with pytest.raises(InputError, match="'sheffield'") as caught:
        read_days(WEEK, territory="shefield")
    assert len(caught.value.troubles) == 1  # the same with all five days


def test_a_finished_study_lends_its_cells_to_a_larger_one(tmp_path: Path) -> None:
    target = tmp_path / "study"
    quick: dict[str, Any] = {"seeds": 1, "iterations": 500, "workers": 1}
    cache = cell_cache(target, resume=False)
    write_study(compare(week(2), [FAST], **quick, cache=cache), target, cache)
    assert not cache.folder.exists()
    seen: list[str] = []
    compare(week(2), [FAST, MORE], **quick, cache=cell_cache(target, resume=True),
            progress=lambda done, of, name: seen.append(name))  # fmt: skip
    assert seen == ["finished before", "one more / day0 / seed 1", "one more / day1 / seed 1"]


@pytest.mark.slow
def test_the_verb_writes_a_folder_and_says_what_it_found(days: Path, tmp_path: Path) -> None:
    ended = paigong("compare", "base", days / "fast.yaml", "--days", days / "days", "--seeds", 2, "--iterations", 500,
                    "--out", tmp_path / "study")  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert "empty roads" in ended.stdout
    manifest = json.loads((tmp_path / "study/manifest.json").read_text())
    assert (manifest["cells"], manifest["failed"], manifest["asked"]["seeds"]) == (8, 0, 2)
    assert manifest["solver_seconds"] <= manifest["seconds"]


@pytest.mark.slow
def test_bad_input_writes_nothing(days: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("steps:\n  - scale-demand: {factor: -1}\n  - ad-engineers: {}\n")
    ended = paigong("compare", "base", bad, "--days", days / "days", "--out", tmp_path / "study")
    assert ended.returncode == 2
    assert "2 troubles" in ended.stderr
    assert "'add-engineers'" in ended.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.yaml"]


@pytest.mark.slow
def test_a_killed_study_goes_on_where_it_stopped(days: Path, tmp_path: Path) -> None:
    order = ("compare", "base", days / "fast.yaml", "--days", days / "days", "--seeds", 12, "--iterations", 20_000,
             "--out", tmp_path / "study", "--workers", 1)  # fmt: skip
    running = start(*order)
    cells = tmp_path / ".study.cells"
    wait_for(lambda: len(list(cells.glob("*.json"))) >= 3)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    assert not (tmp_path / "study").exists()
    before = {path.name: path.stat().st_mtime_ns for path in cells.glob("*.json")}
    assert 3 <= len(before) < 48
    ended = paigong(*order, "--resume")
    assert ended.returncode == 0, ended.stderr
    assert "finished before" in ended.stderr
    kept = {path.name for path in (tmp_path / "study/cells").iterdir()}
    assert set(before) < kept
    assert len(kept) == 48


@pytest.mark.slow
def test_rows_set_aside_are_named_everywhere(days: Path, tmp_path: Path) -> None:
    """A study of days of which one has a row that cannot be read."""
    bad = tmp_path / "days"
    shutil.copytree(days / "days", bad)
    tickets = next(path for path in sorted(bad.rglob("tickets.csv")))
    rows = list(csv.DictReader(io.StringIO(tickets.read_text(encoding="utf-8-sig"))))
    rows[1]["duration_min"] = "long"
    with tickets.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    out = tmp_path / "study"
    asked = (
        "compare",
        "base",
        days / "fast.yaml",
        "--days",
        bad,
        "--out",
        out,
        "--seeds",
        1,
        "--iterations",
        5,
        "--workers",
        1,
    )
    assert paigong(*asked).returncode == 2
    ended = paigong(*asked, "--reject-bad-rows")
    assert ended.returncode == 10
    assert "set aside: " in ended.stderr and "tickets.csv:3" in ended.stderr
    assert "read: " in ended.stderr
    name = f"{tickets.parent.name}/tickets.csv"
    assert name in (out / "rejects.csv").read_text(encoding="utf-8-sig")
    assert "1 rows of the input are set aside" in (out / "report.html").read_text(encoding="utf-8")
    assert "Set aside 搁置" in load_workbook(out / "study.xlsx").sheetnames
    facts = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert len(facts["set_aside"][tickets.parent.name]) == 1
    account = next(one for one in facts["ledger"] if one["source"].endswith("tickets.csv") and one["set_aside"])
    assert account["set_aside"] == {"number": 1}

"""Every exit code, by a real process that ends with it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from scheduler.cli.main import run
from scheduler.errors import Exit
from scheduler.store.run_folder import intact
from tests.cli.shell import ROOT, manifest, paigong, python

FILES = {"plan.json", "plan.csv", "unserved.csv", "plan.xlsx", "report.html", "manifest.json"}


def test_0_a_plan_stands_and_the_same_order_again_is_already_done(small_day: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = paigong("plan", small_day, "--out", out, "--iterations", 200)
    assert first.returncode == 0, first.stderr
    assert {path.name for path in out.iterdir()} == FILES
    before = manifest(out)
    assert before["exit_code"] == 0
    assert intact(out, before)

    again = paigong("plan", small_day, "--out", out, "--iterations", 200)
    assert (again.returncode, manifest(out)["started"]) == (0, before["started"])
    assert "already done" in again.stdout

    forced = paigong("plan", small_day, "--out", out, "--iterations", 200, "--force")
    assert (forced.returncode, manifest(out)["run_key"]) == (0, before["run_key"])
    assert manifest(out)["started"] > before["started"]


BAD_SOLVER = """
import sys
from scheduler.solvers import named as solvers
from scheduler.cli import main

def careless(day, wanted):
    {body}

solvers.SOLVERS["careless"] = careless
main()
"""


def test_1_an_error_of_the_program_says_where_the_details_are(small_day: Path, tmp_path: Path) -> None:
    code = BAD_SOLVER.format(body="raise RuntimeError('lost the thread')")
    ended = python(code, "plan", small_day, "--out", tmp_path / "out", "--solver", "careless")
    assert ended.returncode == 1
    assert "internal error" in ended.stderr
    assert "lost the thread" in ended.stderr
    assert "Traceback" not in ended.stderr
    details = Path(ended.stderr.partition("Details are in ")[2].partition(";")[0])
    assert "Traceback" in details.read_text(encoding="utf-8")
    details.unlink()
    assert not (tmp_path / "out").exists()


def test_1_a_solver_that_counts_wrong_is_caught_by_the_judge(small_day: Path, tmp_path: Path) -> None:
    """The solver serves nobody and says that this costs one thousandth more than it does."""
    body = "return solvers.SolverAnswer(((),) * day.m, int(day.unserved_cost.sum()) + 1, None, None, 'heuristic')"
    ended = python(BAD_SOLVER.format(body=body), "plan", small_day, "--out", tmp_path / "out", "--solver", "careless")
    assert ended.returncode == 1
    assert "the solver says" in ended.stderr
    Path(ended.stderr.partition("Details are in ")[2].partition(";")[0]).unlink()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan", "nowhere", "--out", "out"], "does not exist"),
        (["plan", "{day}", "--out", "out", "--solver", "engin"], "Maybe you mean 'engine'"),
        (["plan", "{day}", "--out", "out", "--seconds", "1", "--iterations", "5"], "exclude each other"),
        (["plan", "{day}", "--out", "out", "--max-unserved", "many"], "Maybe write 5 or 3%"),
        (["plan", "{day}", "--out", "{day}"], "holds files that no run wrote"),
        (["plan", "{day}", "--out", "out", "--territory", "north"], "no ticket and no engineer"),
        (["plan", "{day}"], "--out"),
        (["paln", "{day}"], "No such command"),
    ],
)  # fmt: skip
def test_2_wrong_usage_is_said_and_nothing_is_written(
    arguments: list[str], said: str, small_day: Path, tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    before = sorted(small_day.iterdir())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        run([word.format(day=small_day) for word in arguments])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert sorted(small_day.iterdir()) == before


def test_2_every_trouble_of_an_input_is_listed(small_day: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    shutil.copytree(small_day, bad)
    text = (bad / "engineers.csv").read_text(encoding="utf-8-sig")
    (bad / "engineers.csv").write_text(
        text.replace(",senior,", ",boss,").replace(",intermediate,", ",boy,"), encoding="utf-8"
    )
    ended = paigong("plan", bad, "--out", tmp_path / "out")
    assert ended.returncode == 2
    assert "'boss'" in ended.stderr
    assert "'boy'" in ended.stderr
    assert "Maybe" in ended.stderr


SERVES_A_FILTER = """
    users = ((day.row_pair[0] > 0) & (day.allowed > 0)).nonzero()
    shift, ticket = int(users[0][0]), int(users[1][0])
    return solvers._plain(day, [[ticket] if e == shift else [] for e in range(day.m)], 'heuristic')
"""


def test_4_the_judge_objects_and_the_old_plan_stays(small_day: Path, tmp_path: Path) -> None:
    """The depot has no filter left, and a careless solver hands out filters all the same."""
    policy = tmp_path / "policy.yaml"
    policy.write_text("name: empty depot\nrules:\n  stock: {pieces: {FILTER: 0}}\n")
    out = tmp_path / "out"
    good = paigong("plan", small_day, "--out", out, "--iterations", 50)
    assert good.returncode == 0, good.stderr
    before = manifest(out)

    order = ("plan", small_day, "--out", out, "--solver", "careless", "--policy", policy)
    ended = python(BAD_SOLVER.format(body=SERVES_A_FILTER.strip()), *order)
    assert ended.returncode == 4, ended.stderr
    assert "stock: part FILTER" in ended.stderr
    assert manifest(out) == before
    assert intact(out, before)


def test_10_a_gap_that_was_asked_for_and_not_proved(small_day: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ended = paigong("plan", small_day, "--out", out, "--solver", "routing", "--seconds", 1, "--gap", 0.01)
    assert ended.returncode == 10, ended.stderr
    assert manifest(out)["exit_code"] == 10
    assert "nothing was proved" in manifest(out)["shortcomings"][0]


def test_a_gap_is_a_share_or_a_percentage(small_day: Path, tmp_path: Path) -> None:
    for text in ("80%", "0.8"):
        ended = paigong("plan", small_day, "--out", tmp_path / text, "--gap", text)
        assert ended.returncode == 0, ended.stderr
        assert manifest(tmp_path / text)["budget"] == {"seconds": None, "iterations": None, "gap": 0.8}
    wrong = paigong("plan", small_day, "--out", tmp_path / "wrong", "--gap", "little")
    assert wrong.returncode == 2
    assert "'little' is no share" in wrong.stderr and "Maybe write 1% or 0.01" in wrong.stderr


SIGNALLED = """
import os, signal, sys
left = [True]

def hook(event, arguments):
    if left and event == "import" and arguments[0] == {module!r}:
        left.clear()
        os.kill(os.getpid(), signal.{name})

sys.addaudithook(hook)
from scheduler.cli import main

main()
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("module", ["typer", "scheduler.cli.options", "pydantic", "numpy", "scheduler.compile"])
def test_130_and_143_a_signal_in_the_first_second_ends_without_a_traceback_or_half_a_plan(
    module: str, name: str, small_day: Path, tmp_path: Path
) -> None:
    """Ctrl-C and SIGTERM while this or that is imported: before anything is read, while the day is read, and after."""
    out = tmp_path / "out"
    ended = python(SIGNALLED.format(module=module, name=name), "plan", small_day, "--out", out, "--iterations", 50)
    assert "Traceback" not in ended.stderr
    if ended.returncode in (0, 10):  # the search had been asked to stop: what it had is judged and written whole
        assert intact(out, manifest(out))
        return
    assert ended.returncode in {"SIGINT": (130,), "SIGTERM": (-15, 143)}[name], ended.stderr
    assert name == "SIGTERM" or "interrupted; nothing was written" in ended.stderr
    assert not out.exists()


def test_every_code_that_is_seen_stands_on_the_page() -> None:
    page = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    for code in (*map(int, Exit), 130, 137, 143):
        assert re.search(rf"(^\| {code} \|)|(\b{code}\b is)|(, {code} )", page, re.MULTILINE), code

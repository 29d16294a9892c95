"""Two checkouts side by side: what is measured in each is the same, and an older one can take part."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from benchmarks import versus
from benchmarks.measures import compile_day, night_plan, replan_day
from scheduler.generate import generate
from scheduler.loaders import write_day

MEASURES = Path(versus.__file__).parent / "measures"


@pytest.mark.parametrize("path", sorted(MEASURES.glob("*_*.py")), ids=lambda path: path.stem)
def test_a_measurement_needs_nothing_of_this_folder(path: Path) -> None:
    modules = [node.module for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    assert not [module for module in modules if str(module).startswith("benchmarks")]


def test_measurements_of_a_small_day_say_what_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day, plan = str(tmp_path / "day"), str(tmp_path / "plan.json")
    write_day(generate(tickets=12, engineers=4, seed=3, language="en"), Path(day))

    def said() -> dict[str, object]:
        return dict(json.loads(capsys.readouterr().out.splitlines()[-1]))

    night_plan.main(day, plan, "200")
    assert said()["cost"]
    compile_day.main(day, "2")
    assert len(said()["seconds"]) == 2  # type: ignore[arg-type]
    replan_day.main(day, plan, "50", "1")
    answers = said()
    assert set(answers) == {"engineer-out", "emergency", "overrun"}
    assert all(set(of[0]) == {"first", "final", "cpu", "cost"} for of in answers.values())  # type: ignore[index]


def test_two_times_are_compared_by_their_ratio() -> None:
    assert versus.compared(0.2, 0.25) == "0.200 -> 0.250 s (x 1.25)"

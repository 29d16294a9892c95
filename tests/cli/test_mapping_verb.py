"""``paigong mapping``: questions, answers, and the two commands from files to a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.call import Call

COMPANIES = Path(__file__).parents[1] / "data" / "companies"


def test_questions_without_a_terminal_are_listed_with_the_way_to_answer_them(call: Call, tmp_path: Path) -> None:
    code, _, err = call("mapping", COMPANIES / "jobs-en", "--out", tmp_path / "m.yaml")
    assert code == 2 and "Time zone of the times" in err and "--answer timezone=Europe/Amsterdam" in err
    assert not (tmp_path / "m.yaml").exists()


@pytest.mark.parametrize(
    ("name", "answer"),
    [("erp-zh", "coord_sys=gcj02"), ("jobs-en", "timezone=Europe/Amsterdam"), ("lifts-zh", "coord_sys=gcj02"),
     ("calls-us", "timezone=America/New_York")],
)  # fmt: skip
def test_two_commands_lead_from_a_companys_files_to_a_report(
    name: str, answer: str, call: Call, tmp_path: Path
) -> None:
    mapping, out = tmp_path / "mine.yaml", tmp_path / "out"
    code, said, _ = call("mapping", COMPANIES / name, "--out", mapping, "--answer", answer)
    assert code == 0 and "Next: paigong plan" in said
    code, _, err = call("plan", COMPANIES / name, "--mapping", mapping, "--out", out, "--iterations", "20")
    assert code in (0, 10), err
    assert (out / "report.html").exists()


def test_the_answer_in_json_counts_what_was_read(call: Call, tmp_path: Path) -> None:
    code, out, _ = call("mapping", COMPANIES / "jobs-en", "--out", tmp_path / "m.yaml", "--defaults", "--json")
    told = json.loads(out)
    assert code == 0 and (told["tickets"], told["engineers"], told["troubles"]) == (43, 6, [])
    assert told["answers"] == {"timezone": "Europe/Amsterdam"}


def test_the_answer_comes_in_chinese(call: Call, tmp_path: Path) -> None:
    code, out, _ = call("mapping", COMPANIES / "erp-zh", "--out", tmp_path / "m.yaml", "--defaults", "--language", "zh")
    assert code == 0 and "读入 60 张工单" in out
    assert "# 假定" in (tmp_path / "m.yaml").read_text(encoding="utf-8")


def test_a_wrong_answer_and_an_unasked_one_are_refused(call: Call, tmp_path: Path) -> None:
    arguments = ("mapping", COMPANIES / "jobs-en", "--out", tmp_path / "m.yaml")
    code, _, err = call(*arguments, "--answer", "timezone=Mars")
    assert code == 2 and "Mars" in err
    code, _, err = call(*arguments, "--defaults", "--answer", "colour=red")
    assert code == 2 and "colour" in err


def test_an_export_of_a_known_product_needs_no_mapping(call: Call, tmp_path: Path) -> None:
    exports = Path(__file__).parents[1] / "data" / "exports"
    code, out, _ = call("mapping", exports / "odoo", "--out", tmp_path / "m.yaml")
    assert code == 0 and "--mapping odoo" in out

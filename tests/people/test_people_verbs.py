"""The verbs about people, called as their users call them, on a made-up month."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from scheduler.generate.history import history
from scheduler.loaders import load
from scheduler.loaders.records.write import write_records
from tests.cli.call import Call
from tests.cli.conftest import call  # noqa: F401 - a fixture

ROOT = Path(__file__).parents[2]
AT = "2026-11-23"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One month of records of eight engineers."""
    made, _ = history(load(ROOT / "data" / "newcomer"), months=1, seed=2)
    return write_records(made, tmp_path_factory.mktemp("people") / "records")


def test_scores_are_written_with_pages_in_both_languages(records: Path, tmp_path: Path, call: Call) -> None:  # noqa: F811
    out = tmp_path / "scores"
    code, said, _ = call("people", "score", records, "--at", AT, "--out", out)
    assert code == 0 and "E01" in said
    assert {path.name for path in out.iterdir()} >= {
        "scores.csv",
        "scores.xlsx",
        "calibration.json",
        "team.html",
        "engineers",
    }
    with (out / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(float(row["performance"]) * 2 % 1 == 0 for row in rows if row["performance"])  # steps of half a point
    for page in (out / "team.html", out / "engineers" / "E01.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text and "http" not in text.replace("http-equiv", "")
        assert text.count('lang="en"') >= text.count('lang="zh"') - 1 > 20
    assert re.search("[一-鿿]", call("people", "score", records, "--at", AT, "--language", "zh")[1])


def test_one_engineer_s_explanation_adds_up_in_json(records: Path, call: Call) -> None:  # noqa: F811
    code, said, _ = call("people", "score", records, "--at", AT, "--engineer", "E02", "--json")
    data = json.loads(said)
    assert code == 0
    assert round(sum(term["points"] for term in data["terms"]), 2) == data["performance"]
    assert data["ratings"] and all(rating["why_zh"] for rating in data["ratings"])


def test_a_calibration_is_used_again_and_refused_when_changed(records: Path, tmp_path: Path, call: Call) -> None:  # noqa: F811
    call("people", "score", records, "--at", AT, "--out", tmp_path / "a")
    kept = tmp_path / "a" / "calibration.json"
    assert call("people", "score", records, "--at", AT, "--calibration", kept)[0] == 0
    assert "another" in call("people", "score", records, "--at", "2026-09-30", "--calibration", kept)[2]
    kept.write_text(kept.read_text(encoding="utf-8").replace('"pairs": {', '"pairs": {"x": 1,'), encoding="utf-8")
    code, _, wrong = call("people", "score", records, "--at", AT, "--calibration", kept)
    assert code == 2 and "changed after it was written" in wrong


def test_figures_come_by_group_with_their_counts(records: Path, call: Call) -> None:  # noqa: F811
    code, said, _ = call("people", "figures", records, "--at", AT, "--by", "engineer", "--days", 30, "--json")
    rows = json.loads(said)["figures"]
    assert code == 0 and {row["id"] for row in rows} >= {"csat", "ftfr", "attendance"}
    assert call("people", "figures", records, "--at", AT, "--by", "weather")[0] == 2


def test_who_looked_is_written_down(records: Path, call: Call) -> None:  # noqa: F811
    call("people", "score", records, "--at", AT, "--engineer", "E03")
    looks = json.loads(call("people", "access", records, "--engineer", "E03", "--json")[1])
    assert looks[-1]["what"] == "people score" and looks[-1]["engineers"] == ["E03"] and looks[-1]["who"]


@pytest.mark.parametrize("words", [
    ("people", "score", "nowhere"), ("people", "score", "{records}", "--at", "yesterday"),
    ("people", "score", "{records}", "--engineer", "E99")])  # fmt: skip
def test_mistakes_are_refused_in_both_languages(records: Path, words: tuple[str, ...], call: Call) -> None:  # noqa: F811
    filled = [word.format(records=records) for word in words]
    for language, sign in (("en", "[a-z]"), ("zh", "[一-鿿]")):
        code, _, wrong = call(*filled, "--language", language)
        assert code == 2 and re.search(sign, wrong)


@pytest.mark.parametrize(
    ("words", "page"),
    [(("standing",), "standing.html"), (("ranking",), "ranking.html"), (("certificates",), "development.html")],
)
def test_every_report_is_a_page_in_both_languages_and_json(
    records: Path, tmp_path: Path, words: tuple[str, ...], page: str, call: Call  # noqa: F811
) -> None:  # fmt: skip
    out = tmp_path / "out"
    code, said, _ = call("people", *words, records, "--at", AT, "--out", out)
    assert code == 0 and said
    text = (out / page).read_text(encoding="utf-8")
    assert "<script" not in text and text.count('lang="zh"') > 10
    assert json.loads(call("people", *words, records, "--at", AT, "--json")[1])
    assert re.search("[一-鿿]", call("people", *words, records, "--at", AT, "--language", "zh")[1])


def test_a_call_list_is_drawn_and_verified(records: Path, tmp_path: Path, call: Call) -> None:  # noqa: F811
    drawn = ("people", "callbacks", records, "--at", AT, "--month", "2026-11", "--salt", "s")
    assert call(*drawn, "--out", tmp_path / "calls")[0] == 0
    listed = (tmp_path / "calls" / "calls.csv").read_text(encoding="utf-8-sig")
    assert "answered" not in listed.splitlines()[0]  # the caller does not know what the survey said
    assert call(*drawn, "--verify", tmp_path / "calls" / "calls.csv")[0] == 0
    assert call(*drawn[:-1], "other", "--verify", tmp_path / "calls" / "calls.csv")[0] == 2
    assert call("people", "callbacks", records, "--month", "November", "--salt", "s")[0] == 2


def test_policies_are_shown_compared_checked_and_found_by_day(tmp_path: Path, call: Call) -> None:  # noqa: F811
    signed = "approved_by: Zhao Lei\napproved_on: 2026-01-01\nmade_known_on: 2026-01-01\n"
    (tmp_path / "a.yaml").write_text(f'name: a\nversion: "1"\neffective_to: 2026-07-01\n{signed}', encoding="utf-8")
    (tmp_path / "b.yaml").write_text(f'name: b\nversion: "1"\neffective_from: 2026-07-01\n{signed}', encoding="utf-8")
    assert call("policy", "check", tmp_path)[0] == 0
    assert json.loads(call("policy", "in-force", tmp_path, "--at", "2026-07-01", "--json")[1])["file"] == "b.yaml"
    assert "evaluation" in call("policy", "show", "default")[1]
    assert "hours of driving" in call("policy", "diff", "default", "sla-first")[1]
    assert "小时车程" in call("policy", "diff", "default", "sla-first", "--language", "zh")[1]
    (tmp_path / "b.yaml").write_text(f'name: b\nversion: "1"\neffective_from: 2026-07-05\n{signed}', encoding="utf-8")
    code, _, wrong = call("policy", "check", tmp_path)
    assert code == 2 and "2026-07-01" in wrong

"""The verbs, each called as its users call it, in this process: what they answer and what they leave behind."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from models.rules import RULES
from scheduler.cli.main import verbs
from scheduler.generate import generate
from scheduler.loaders import load
from tests.cli.call import Call


def test_help_names_every_verb(call: Call) -> None:
    code, out, _ = call("--help")
    assert code == 0
    assert {"plan", "validate", "check", "explain", "rules", "generate", "report", "convert"} <= set(verbs())
    for verb in verbs():
        assert f"  {verb.replace('_', '-')} " in out


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_explains_itself_and_its_exit_codes(verb: str, call: Call) -> None:
    code, out, _ = call(verb.replace("_", "-"), "--help")
    assert code == 0
    assert "Exit codes:" in " ".join(out.split())  # wherever the line breaks


def test_validate_answers_in_words_and_in_json(small_day: Path, call: Call) -> None:
    code, out, _ = call("validate", small_day)
    assert code == 0
    assert "small: 10 tickets, 3 engineers, 3 shifts; it can be planned, no warnings.\n" in out
    # 10 tickets, 3 engineers, 3 shifts, and whatever else the small day has: all of it used
    assert re.search(r"^read: (\d+) rows = \1 used; (\d+) keys = \2 used$", out, re.M), out
    code, out, _ = call("validate", small_day, "--json")
    data = json.loads(out)
    assert (code, data["good"], data["tickets"], data["warnings"]) == (0, True, 10, [])


def test_troubles_come_in_json_when_the_answer_does(tmp_path: Path, call: Call) -> None:
    code, out, err = call("validate", tmp_path / "nowhere", "--json")
    data = json.loads(out)
    assert (code, data["good"]) == (2, False)
    assert data["troubles"][0]["message"] == "does not exist"
    assert "does not exist" in err


def test_plan_with_json_answers_with_the_manifest_alone(small_day: Path, planned: Path, call: Call) -> None:
    code, out, _ = call("plan", small_day, "--out", planned, "--iterations", 200, "--json")
    assert code == 0
    assert json.loads(out) == json.loads((planned / "manifest.json").read_text(encoding="utf-8"))


def test_the_manifest_holds_what_a_morning_reader_needs(planned: Path) -> None:
    facts = json.loads((planned / "manifest.json").read_text(encoding="utf-8"))
    assert facts["rows"] == {"engineers": 3, "shifts": 3, "tickets": 10, "open_tickets": 10, "territories": 0}
    assert {phase["name"] for phase in facts["phases"]} == {"load", "compile", "solve", "assemble", "judge", "write"}
    assert all(phase["peak_mb"] > 10 for phase in facts["phases"])
    assert facts["cost"] == pytest.approx(sum(facts["cost_per_rule"].values()))
    assert facts["bound"] <= facts["cost"]
    assert all({"numerator", "denominator", "value", "unit"} <= set(kpi) for kpi in facts["kpis"])
    assert set(facts["outputs"]) == {"plan.json", "plan.csv", "unserved.csv", "plan.xlsx", "report.html"}
    assert facts["inputs"]["tickets.csv"]["rows"] == {"tickets": 10}
    assert len(facts["inputs"]["tickets.csv"]["sha256"]) == 64
    assert facts["started"].endswith("+00:00")
    assert facts["seed"] == 1


def test_check_accepts_our_plan_as_json_as_folder_and_as_csv(small_day: Path, planned: Path, call: Call) -> None:
    answers = [call("check", small_day, plan) for plan in (planned, planned / "plan.json", planned / "plan.csv")]
    assert {code for code, _, _ in answers} == {0}
    assert len({out for _, out, _ in answers}) == 1


def test_check_names_what_a_plan_made_by_hand_breaks(small_day: Path, tmp_path: Path, call: Call) -> None:
    """Everybody is sent to T-001 at midnight: before any shift begins, and twice too often."""
    plan = tmp_path / "hand.csv"
    plan.write_bytes("工程师,工单,开始\nE01,T-001,00:10\nE02,T-001,00:10\nE9,T-002,00:10\n".encode("gb18030"))
    code, out, _ = call("check", small_day, plan, "--json")
    data = json.loads(out)
    assert (code, data["feasible"]) == (4, False)
    said = " | ".join(finding["message"] for finding in data["findings"] if finding["hard"])
    assert "T-001 is served 2 times" in said
    assert "E9@2026-11-24 is not a shift of this day" in said


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("plan.json", "{", "is not JSON"),
        ("plan.json", "[]", "is not a plan"),
        ("plan.json", '{"routes": [{"shift": "E01"}]}', "routes.0.engineer"),
        ("plan.csv", "engineer,start\nE01,08:00\n", "is missing"),
        ("plan.csv", "engineer,ticket,start\nE01,T-001,noon\nE01,T-002,25:00\n", "row 3 ('25:00')"),
        ("plan.csv", "", "empty"),
        ("nowhere.json", None, "does not exist"),
    ],
)
def test_plans_that_cannot_be_read_are_refused(
    name: str, text: str | None, said: str, small_day: Path, tmp_path: Path, call: Call
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    code, _, err = call("check", small_day, tmp_path / name)
    assert code == 2
    assert said in err


def test_explain_says_why_in_words_and_in_json(small_day: Path, planned: Path, call: Call) -> None:
    code, out, _ = call("explain", small_day, planned, "T-001")
    assert code == 0
    assert out.startswith("T-001")
    code, out, _ = call("explain", small_day, planned, "T-001", "--json")
    assert json.loads(out)["ticket"] == "T-001"
    code, _, err = call("explain", small_day, planned, "T-0001")
    assert code == 2
    assert "Maybe you mean 'T-001'" in err


def test_report_is_one_file_with_the_proof_of_the_run(
    small_day: Path, planned: Path, tmp_path: Path, call: Call
) -> None:
    code, _, _ = call("report", small_day, planned, "--out", tmp_path / "r.html", "--language", "zh")
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert code == 0
    assert 'lang="zh-CN"' in text
    assert "<script src" not in text


def test_rules_lists_all_and_prints_each_page(call: Call) -> None:
    _, out, _ = call("rules")
    assert [line.split()[0] for line in out.splitlines()] == [rule.id for rule in RULES]
    _, out, _ = call("rules", "--json")
    assert [entry["id"] for entry in json.loads(out)] == [rule.id for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_page_of_every_rule_says_why_and_how_to_fix(rule: Any, call: Call) -> None:
    for options in ([], ["--markdown"]):
        code, out, _ = call("rules", rule.id, *options)
        assert code == 0
        assert all(head in out for head in ("Why", "Example", "Fix"))
        assert all(name in out for name in rule.model_fields)


def test_an_unknown_rule_gets_the_nearest_name(call: Call) -> None:
    code, _, err = call("rules", "skil-level")
    assert code == 2
    assert "Maybe you mean 'skill-level'" in err


def test_convert_goes_round_through_every_format(small_day: Path, tmp_path: Path, call: Call) -> None:
    first = load(small_day)
    chain = [small_day, tmp_path / "a.xlsx", tmp_path / "b.json", tmp_path / "c"]
    for source, target in pairwise(chain):
        assert call("convert", source, target)[0] == 0
        back = load(target)
        assert (back.tickets, back.engineers, back.policy) == (first.tickets, first.engineers, first.policy)
        assert (back.travel.seconds == first.travel.seconds).all()


def test_convert_keeps_a_policy_of_one_s_own(small_day: Path, tmp_path: Path, call: Call) -> None:
    assert call("convert", small_day, tmp_path / "a.xlsx", "--policy", "cost-first")[0] == 0
    own = tmp_path / "own.yaml"
    own.write_text("name: own\nrules: {travel-cost: {per_hour: 55}}\n")
    assert call("convert", small_day, tmp_path / "b.xlsx", "--policy", own)[0] == 0
    assert load(tmp_path / "a.xlsx").policy.name == "cost-first"
    assert load(tmp_path / "b.xlsx").policy.rule("travel-cost").per_hour == 55_000


def test_nothing_is_written_over(small_day: Path, call: Call) -> None:
    for verb in (("convert", small_day, small_day), ("generate", small_day)):
        code, _, err = call(*verb)
        assert code == 2
        assert "exists already" in err


def test_generate_makes_the_day_it_was_asked_for(tmp_path: Path, call: Call) -> None:
    options = ("--tickets", 12, "--engineers", 4, "--shape", "rural", "--days", 2, "--seed", 3, "--language", "en")
    assert call("generate", tmp_path / "day", *options)[0] == 0
    made = generate(tickets=12, engineers=4, shape="rural", days=2, seed=3, language="en")
    assert load(tmp_path / "day").tickets == made.tickets
    command = (tmp_path / "day" / "README.md").read_text(encoding="utf-8").partition("paigong ")[2]
    assert command.startswith("generate day --tickets 12 --engineers 4 --shape rural --days 2")


def test_rows_set_aside_are_listed_with_reasons(small_day: Path, tmp_path: Path, call: Call) -> None:
    """The second ticket loses its duration: planned without it, and rejects.csv says why."""
    bad = tmp_path / "bad"
    assert call("convert", small_day, bad)[0] == 0
    rows = list(csv.DictReader(io.StringIO((bad / "tickets.csv").read_text(encoding="utf-8-sig"))))
    rows[1]["duration_min"] = "long"
    with (bad / "tickets.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    assert call("plan", bad, "--out", tmp_path / "out", "--iterations", 50)[0] == 2
    code, out, err = call("plan", bad, "--out", tmp_path / "out", "--iterations", 50, "--reject-bad-rows")
    assert code == 10
    assert "1 row is set aside, see rejects.csv: tickets.csv:3" in out
    assert "set aside" in err and "tickets.csv:3" in err
    rejects = list(csv.DictReader(io.StringIO((tmp_path / "out" / "rejects.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["file"], row["row"]) for row in rejects] == [("tickets.csv", "3")]
    assert "long" in rejects[0]["reasons"] + rejects[0]["cells"]
    facts = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert facts["rejected"] == {"tickets.csv": 1}
    # it is a customer all the same: counted, unserved, with the reason
    assert facts["rows"]["tickets"] == 10
    assert facts["set_aside"][0]["source"] == "tickets.csv"
    account = next(one for one in facts["ledger"] if one["source"] == "tickets.csv" and one["kind"] == "row")
    assert (account["found"], account["used"], account["set_aside"]) == (10, 9, {"number": 1})
    left = list(csv.DictReader(io.StringIO((tmp_path / "out" / "unserved.csv").read_text(encoding="utf-8-sig"))))
    assert [row["reason"] for row in left if row["ticket"] == rows[1]["ticket_id"]] == ["by-hand"]
    assert '"aside":[["tickets.csv",3,"' in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Set aside 搁置" in load_workbook(tmp_path / "out" / "plan.xlsx").sheetnames
    for verb in (("validate", bad), ("convert", bad, tmp_path / "again")):
        code, out, _ = call(*verb, "--reject-bad-rows")
        assert code == 10
        assert "set aside: tickets.csv:3: duration_min='long'" in out
    assert (tmp_path / "again" / "rejects.csv").is_file()
    # written with its reason, so that nobody is sent to it tomorrow either
    assert "by-hand" in call("explain", tmp_path / "again", tmp_path / "out", rows[1]["ticket_id"], "--json")[1]


def test_a_road_server_that_is_away_makes_the_run_degraded(small_day: Path, tmp_path: Path, call: Call) -> None:
    """Nobody listens on port 9; the day permits the estimate instead."""
    day = tmp_path / "day"
    assert call("convert", small_day, day)[0] == 0
    settings = (day / "day.yaml").read_text(encoding="utf-8").partition("travel:")[0]
    travel = "travel: {model: osrm, url: 'http://127.0.0.1:9', fallback: estimate, timeout_s: 2}\n"
    (day / "day.yaml").write_text(settings + travel, encoding="utf-8")
    code, out, _ = call("plan", day, "--out", tmp_path / "out", "--iterations", 50)
    assert code == 10
    assert "travel times are a fallback" in out


def test_one_territory_is_planned_alone(tmp_path: Path, call: Call) -> None:
    assert call("generate", tmp_path / "day", "--tickets", 12, "--engineers", 6, "--territories", 2)[0] == 0
    code, _, err = call("plan", tmp_path / "day", "--out", tmp_path / "out", "--iterations", 20, "--territory", "suzho")
    assert code == 2
    assert "Maybe you mean 'suzhou'" in err
    assert (
        call("plan", tmp_path / "day", "--out", tmp_path / "out", "--iterations", 20, "--territory", "suzhou")[0] == 0
    )
    facts = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert (facts["territory"], facts["rows"]["tickets"]) == ("suzhou", 6)


def test_the_pages_of_the_documentation_are_what_the_rules_say(tmp_path: Path, call: Call) -> None:
    """When this fails, run ``paigong rules --out docs/rules``."""
    assert call("rules", "--out", tmp_path)[0] == 0
    kept = Path(__file__).parents[2] / "docs" / "rules"
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert {path.name: path.read_text(encoding="utf-8") for path in kept.iterdir()} == made

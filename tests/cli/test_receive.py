"""What was reported goes into the log from the command line; the log is verified, and forgets what it may forget."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.call import Call


@pytest.fixture(scope="module")
def first(planned: Path) -> dict[str, Any]:
    """The first visit of the plan."""
    routes = json.loads((planned / "plan.json").read_text(encoding="utf-8"))["routes"]
    visits: list[dict[str, Any]] = [visit for route in routes for visit in route["visits"]]
    return min(visits, key=lambda visit: visit["start"])


def test_reports_are_written_once_and_what_contradicts_is_said(
    small_day: Path, planned: Path, first: dict[str, Any], tmp_path: Path, call: Call
) -> None:
    log, events = tmp_path / "day.jsonl", tmp_path / "events.json"
    reports = [
        {"kind": "visit-started", "at": first["start"], "ticket": first["ticket"], "who": "Zhao"},
        {"kind": "客户不在", "at": first["finish"], "ticket": "T-999"},
        {"kind": "engineer-position", "at": first["finish"], "engineer": "E01", "lat": 31.2, "lon": 121.5},
    ]
    events.write_text(json.dumps([*reports, reports[0]]), encoding="utf-8")
    words = ("receive", small_day, events, "--log", log, "--published", planned)
    code, out, _ = call(*words)
    assert code == 0 and "3 written" in out and "1 said before" in out
    assert "there is no ticket T-999" in out
    code, out, _ = call(*words, "--json")
    again = json.loads(out)
    assert (again["written"], again["said_before"], again["disputes"]) == (0, 4, [])
    assert again["head"].startswith("5:"), "the title of the day, its plan, and three reports"
    code, out, _ = call("log", "verify", log, "--head", again["head"])
    assert code == 0 and "whole: 5 entries" in out
    code, out, _ = call("log", "forget", log, "--kind", "engineer-position", "--name", "Zhao")
    assert code == 0 and "2 documents deleted; the chain is whole" in out
    code, out, _ = call("log", "verify", log, "--head", again["head"])
    assert code == 0 and "deleted: documents of entries 5; 1 names" in out
    assert "121.5" not in log.read_text(encoding="utf-8") and "Zhao" not in log.read_text(encoding="utf-8")


def test_disputes_are_ruled_upon_and_reports_taken_back_by_their_number(
    small_day: Path, planned: Path, first: dict[str, Any], tmp_path: Path, call: Call
) -> None:
    """Entry 3 says that the visit began, entry 4 says so again: the second is dropped, then the first taken back."""
    log, events, answers = tmp_path / "day.jsonl", tmp_path / "events.json", tmp_path / "answers.csv"
    start = {"kind": "visit-started", "at": first["start"], "ticket": first["ticket"], "sender": "phone", "counter": 1}
    events.write_text(json.dumps([start, {**start, "at": first["finish"], "counter": 2}]), encoding="utf-8")
    words = ("--log", log, "--published", planned)
    code, out, _ = call("receive", small_day, events, *words)
    assert code == 0 and "has started already" in out
    answers.write_text(
        f"事件,时间,上报人,原因,所指上报,裁定\n争议裁定,{first['finish']},Zhao,按错了,4,drop\n"
        f"撤回上报,{first['finish']},Zhao,记错工单,3,\n",
        encoding="utf-8",
    )
    code, out, _ = call("receive", small_day, answers, *words, "--json")
    done = json.loads(out)
    assert code == 0 and (done["written"], done["disputes"]) == (2, [])
    code, out, _ = call("board", small_day, "--log", log, "--json")
    assert code == 0 and json.loads(out)["disputes"] == []
    answers.write_text(f"kind,at,why,report,ruling\ndispute-ruled,{first['finish']},again,3,drop\n", encoding="utf-8")
    code, _, err = call("receive", small_day, answers, *words)
    assert code == 2 and "is not disputed" in err, "a decision that contradicts is refused"


def test_a_clock_that_is_slow_is_put_right(
    small_day: Path, planned: Path, first: dict[str, Any], tmp_path: Path, call: Call
) -> None:
    """The phone says seven minutes too early, and sends an hour later."""
    log, events = tmp_path / "day.jsonl", tmp_path / "events.json"
    report = {"kind": "visit-started", "at": first["start"], "ticket": first["ticket"], "sender": "phone", "counter": 1}
    events.write_text(json.dumps([report]), encoding="utf-8")
    code, _, _ = call("receive", small_day, events, "--log", log, "--published", planned, "--at", "16:00",
                      "--behind", "phone=420")  # fmt: skip
    assert code == 0
    entry = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])[1]
    assert "T16:00:00" in entry["at"] and entry["corrected"] == 420
    assert entry["happened"][11:16] != first["start"][11:16]


def test_a_photo_is_kept_and_named(tmp_path: Path, call: Call) -> None:
    photo = tmp_path / "pump.jpg"
    photo.write_bytes(b"\xff\xd8 a photo")
    code, out, _ = call("log", "keep", tmp_path / "day.jsonl", "--file", photo)
    assert code == 0 and len(out.strip()) == 64
    assert (tmp_path / "day.jsonl.private" / out.strip()).read_bytes().endswith(b"a photo")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("forget", "LOG"), "nothing to delete is named"),
        (("keep", "LOG"), "there is no file to keep"),
        (("verify", "LOG", "--head", "x"), "no head of a journal"),
        (("verify", "LOG"), "does not exist"),
    ],
)
def test_what_is_wrong_is_named(words: tuple[str, ...], said: str, tmp_path: Path, call: Call) -> None:
    code, _, err = call("log", *(tmp_path / "day.jsonl" if word == "LOG" else word for word in words))
    assert code == 2 and said in err

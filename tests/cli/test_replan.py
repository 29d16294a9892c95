"""The dispatcher's day on the command line: replan, accept, history."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.loaders import load
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from tests.cli.call import Call


@pytest.fixture(scope="module")
def busiest(planned: Path) -> str:
    """The engineer with most visits."""
    routes: list[dict[str, Any]] = json.loads((planned / "plan.json").read_text(encoding="utf-8"))["routes"]
    return str(max(routes, key=lambda route: len(route["visits"]))["engineer"])


@pytest.fixture
def events(tmp_path: Path, busiest: str) -> Path:
    """That engineer is out from 07:00 on."""
    path = tmp_path / "events.json"
    path.write_text(
        json.dumps([{"kind": "engineer-out", "at": "07:00", "engineer": busiest, "who": "Li", "why": "ill"}])
    )
    return path


def test_replan_says_what_changes_why_and_who_must_be_told(
    small_day: Path, planned: Path, events: Path, busiest: str, call: Call
) -> None:
    code, out, _ = call(
        "replan", small_day, "--published", planned, "--at", "07:00", "--events", events, "--iterations", 200
    )
    assert code == 0
    assert f"{busiest} cannot keep it: engineer out at 07:00" in out
    assert "Customers to be told (" in out
    assert "Engineers to be told (" in out
    assert "Cost of the rest of the day:" in out
    code, out, _ = call(
        "replan",
        small_day,
        "--published",
        planned,
        "--at",
        "07:00",
        "--events",
        events,
        "--iterations",
        200,
        "--language",
        "zh",
    )
    assert "人员缺勤" in out


def test_replan_in_json_is_the_proposal(small_day: Path, planned: Path, events: Path, call: Call) -> None:
    code, out, _ = call(
        "replan", small_day, "--published", planned, "--at", "07:00", "--events", events, "--iterations", 200, "--json"
    )
    data = json.loads(out)
    assert (code, data["format"]) == (0, "paigong-proposal-1")
    assert data["customers"] == [change["ticket"] for change in data["changes"] if change.get("told")]


def test_without_an_event_nothing_changes(small_day: Path, planned: Path, call: Call) -> None:
    code, out, _ = call("replan", small_day, "--published", planned, "--at", "10:00", "--json", "--iterations", 50)
    data = json.loads(out)
    published = json.loads((planned / "plan.json").read_text(encoding="utf-8"))
    assert code == 0
    assert data["plan"]["routes"] == published["routes"]
    assert "stays as it is" in call("replan", small_day, "--published", planned, "--at", "10:00")[1]


def test_a_budget_too_small_ends_with_2_and_writes_nothing(
    small_day: Path, planned: Path, events: Path, tmp_path: Path, call: Call
) -> None:
    target = tmp_path / "proposal.json"
    code, _, err = call("replan", small_day, "--published", planned, "--at", "07:00", "--events", events,
                        "--max-changes", 0, "--out", target)  # fmt: skip
    assert code == 2
    assert "the least that is feasible is" in err
    assert "Maybe allow" in err
    assert not target.exists()


def test_the_frontier_is_a_table(small_day: Path, planned: Path, events: Path, call: Call) -> None:
    words = ("replan", small_day, "--published", planned, "--at", "07:00", "--events", events, "--frontier",
             "--iterations", 50)  # fmt: skip
    code, out, _ = call(*words)
    assert code == 0
    assert out.splitlines()[0].split()[:3] == ["may", "be", "told"]
    points = json.loads(call(*words, "--json")[1])["points"]
    costs = [point["cost"] for point in points]
    assert costs == sorted(costs, reverse=True)


def test_a_day_goes_from_proposal_to_log_to_the_next_proposal(
    small_day: Path, planned: Path, events: Path, tmp_path: Path, call: Call
) -> None:
    proposal, log, told = tmp_path / "proposal.json", tmp_path / "day.jsonl", tmp_path / "plan.json"
    common = ("replan", small_day, "--published", planned, "--at", "07:00", "--events", events, "--iterations", 100)
    assert call(*common, "--out", proposal)[0] == 0
    code, out, _ = call("accept", small_day, proposal, "--log", log, "--who", "王莉", "--why", "病假", "--out", told)
    assert code == 0
    assert "3 events" in out
    code, out, _ = call("history", small_day, log)
    assert code == 0
    assert "by 王莉 (病假)" in out
    assert "engineer-out" in out
    data = json.loads(call("history", small_day, log, "--at", "06:59", "--json")[1])
    assert [row["event"] for row in data["events"]] == ["plan-published"]
    assert data["published"]["routes"] == json.loads((planned / "plan.json").read_text(encoding="utf-8"))["routes"]
    code, out, _ = call("replan", small_day, "--log", log, "--at", "09:00", "--json", "--iterations", 50)
    assert code == 0
    assert json.loads(out)["plan"]["routes"] == json.loads(told.read_text(encoding="utf-8"))["routes"]
    assert call("accept", small_day, proposal, "--log", log)[0] == 2, "out of date"


def test_a_log_changed_by_hand_is_refused_by_its_line(
    small_day: Path, planned: Path, events: Path, tmp_path: Path, call: Call
) -> None:
    proposal, log = tmp_path / "proposal.json", tmp_path / "day.jsonl"
    call(
        "replan",
        small_day,
        "--published",
        planned,
        "--at",
        "07:00",
        "--events",
        events,
        "--iterations",
        50,
        "--out",
        proposal,
    )
    call("accept", small_day, proposal, "--log", log, "--none")
    log.write_text(log.read_text(encoding="utf-8").replace("engineer-out", "engineer-0ut"), encoding="utf-8")
    code, _, err = call("history", small_day, log)
    assert code == 2
    assert "line 3 was changed" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--events", "nothing.json"), "nothing.json"),
        (("--pin", "T=all"), "is no pin"),
        (("--freeze", "-5"), "is negative"),
        (("--at", "noon"), "is no time"),
    ],
)
def test_what_is_wrong_is_named(words: tuple[str, ...], said: str, small_day: Path, planned: Path, call: Call) -> None:
    at = () if "--at" in words else ("--at", "10:00")
    code, _, err = call("replan", small_day, "--published", planned, *at, *words)
    assert code == 2
    assert said in err
    assert "Maybe" in err


def test_events_need_a_moment(small_day: Path, planned: Path, events: Path, call: Call) -> None:
    code, _, err = call("replan", small_day, "--published", planned, "--events", events)
    assert code == 2
    assert "Maybe add --at 11:20" in err


def test_without_a_moment_it_is_the_night_before(small_day: Path, planned: Path) -> None:
    situation = Moment(published=planned).of(DaySource(small_day))
    assert situation.problem.now == load(small_day).now
    assert situation.problem.published is not None
    assert situation.fixed == {}


def test_a_freeze_on_the_command_line_goes_before_the_policys(small_day: Path, planned: Path) -> None:
    free = Moment(published=planned, at="09:00").of(DaySource(small_day))
    frozen = Moment(published=planned, at="09:00", freeze=600).of(DaySource(small_day))
    assert len(frozen.fixed) > len(free.fixed)
    assert frozen.ahead.freeze == 600 * 60


def test_an_event_that_contradicts_the_day_is_named_with_its_file(
    small_day: Path, planned: Path, tmp_path: Path, call: Call
) -> None:
    path = tmp_path / "events.csv"
    path.write_text("kind,at,engineer,ticket\nengineer-out,09:00,E99,\nno-show,09:05,,T-999\n", encoding="utf-8")
    code, _, err = call("replan", small_day, "--published", planned, "--at", "10:00", "--events", path)
    assert code == 2
    assert "events.csv: engineer='E99': event engineer-out: there is no engineer E99" in err
    assert "event no-show: there is no ticket T-999" in err

"""The dispatcher's verbs, as their users call them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.call import Call

VERBS = ("try", "suggest", "slots", "hold", "book", "gap")


@pytest.mark.parametrize("verb", VERBS)
def test_the_pages_name_every_verb(verb: str) -> None:
    docs = Path(__file__).parents[2] / "docs"
    assert f"| `{verb} " in (docs / "cli.md").read_text(encoding="utf-8")
    assert f"`paigong {verb} DAY" in (docs / "dispatching.md").read_text(encoding="utf-8")


def test_suggest_ranks_everybody(small_day: Path, planned: Path, call: Call) -> None:
    code, out, _ = call("suggest", small_day, planned, "T-001", "--json")
    data = json.loads(out)
    assert (code, data["ticket"]) == (0, "T-001")
    assert [one["place"] for one in data["suggestions"]] == [1, 2, 3]
    assert {one["engineer"] for one in data["suggestions"]} == {"E01", "E02", "E03"}
    code, out, _ = call("suggest", small_day, planned, "T-001", "--limit", 1, "--language", "zh")
    assert code == 0
    assert out.startswith("1. ")
    assert "派给" in out


def test_try_says_yes_with_0_and_no_with_4(small_day: Path, planned: Path, call: Call) -> None:
    _, out, _ = call("suggest", small_day, planned, "T-001", "--json")
    for one in json.loads(out)["suggestions"]:
        code, out, _ = call("try", small_day, planned, "T-001", one["engineer"], "--json")
        data = json.loads(out)
        assert code == (0 if data["allowed"] else 4)
        assert {name: data[name] for name in ("price", "verdict", "visit")} == {
            name: one[name] for name in ("price", "verdict", "visit")
        }
    code, out, _ = call("try", small_day, planned, "T-001")
    assert (code, out.split(":")[0]) == (0, "T-001 off the plan")


def test_try_refuses_options_that_make_no_sense_together(small_day: Path, planned: Path, call: Call) -> None:
    code, _, err = call("try", small_day, planned, "T-001", "E01", "--swap", "T-002", "--start", "10:00")
    assert code == 2
    assert "2 troubles" in err
    code, _, err = call("try", small_day, planned, "T-001", "--start", "10:00")
    assert code == 2
    assert "--start='10:00': does not go with a ticket that nobody is to serve" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["try", "T-0001", "E01"], "Maybe you mean 'T-001'"),
        (["try", "T-001", "E011"], "Maybe you mean 'E01'"),
        (["try", "T-001", "E01", "--at", "09:00", "--start", "08:00"], "08:00 is in the past; it is 09:00"),
        (["suggest", "T-001", "--language", "fr"], "write en or zh"),
        (["slots"], "no ticket is given"),
        (["slots", "T-001", "--days", "2031-01-01"], "nobody works on this day"),
        (["slots", "--new", "nowhere.json"], "does not exist"),
        (["gap", "E01", "--from", "11:00", "--to", "10:00"], "11:00 is not before 10:00"),
        (["gap", "E01", "--from", "11:00", "--to", "noon"], "is no time"),
    ],
)
def test_what_cannot_be_answered_says_why(
    words: list[str], said: str, small_day: Path, planned: Path, call: Call
) -> None:
    code, _, err = call(words[0], small_day, planned, *words[1:])
    assert code == 2
    assert said in err


def test_from_an_offer_to_a_booked_visit(small_day: Path, planned: Path, tmp_path: Path, call: Call) -> None:
    """A caller with a new ticket: offers, a hold that others see, the booking, and the day that goes on with it."""
    new, holds, events = tmp_path / "new.json", tmp_path / "holds.jsonl", tmp_path / "events.json"
    place = json.loads(call("suggest", small_day, planned, "T-001", "--json")[1])
    assert place["suggestions"]
    ticket = {"id": "T-900", "title": "不制冷", "place": {"lat": 53.8, "lon": -1.55}, "duration": 1800,
              "windows": [{"start": "10:00", "end": "17:00"}]}  # fmt: skip
    new.write_text(json.dumps(ticket), encoding="utf-8")
    code, out, _ = call("slots", small_day, planned, "--new", new, "--at", "07:00", "--proof", 0.2, "--json")
    offered = json.loads(out)["slots"]
    assert code == 0
    assert all(not one["known"] and one["regret_at_most"] >= 0 for one in offered)
    window = offered[0]["window"]

    code, out, _ = call("hold", small_day, planned, "--new", new, "--at", "07:00", "--holds", holds,
                        "--from", window["start"], "--to", window["end"], "--until", "07:10", "--json")  # fmt: skip
    kept = json.loads(out)["hold"]["id"]
    assert code == 0
    code, out, _ = call("suggest", small_day, planned, "T-001", "--at", "07:05", "--holds", holds, "--json")
    assert code == 0

    assert call("book", small_day, kept, "--holds", holds, "--at", "07:10")[0] == 2  # expired
    code, out, _ = call("book", small_day, kept, "--holds", holds, "--at", "07:09")
    assert code == 0
    events.write_text(out, encoding="utf-8")
    assert call("book", small_day, kept, "--holds", holds, "--at", "07:09")[0] == 2  # once is enough

    code, out, _ = call("suggest", small_day, planned, "T-900", "--at", "07:30", "--events", events, "--json")
    best = json.loads(out)["suggestions"][0]
    assert best["allowed"]
    assert window["start"] <= best["visit"]["start"] < window["end"]


def test_the_last_window_is_kept_once(small_day: Path, planned: Path, tmp_path: Path, call: Call) -> None:
    """Long visits at one time: sooner or later nobody is left, and the clerk hears it with exit code 4."""
    codes = []
    for k in range(5):
        new = tmp_path / f"{k}.json"
        new.write_text(json.dumps({"id": f"N{k}", "place": {"lat": 53.8, "lon": -1.55}, "duration": 14400}))
        codes.append(call("hold", small_day, planned, "--new", new, "--holds", tmp_path / "holds.jsonl", "--from",
                          "12:00", "--to", "12:30", "--until", "23:00")[0])  # fmt: skip
    assert codes[-1] == 4
    assert set(codes) <= {0, 4}
    assert codes == sorted(codes)


def test_a_hold_can_be_given_back(small_day: Path, planned: Path, tmp_path: Path, call: Call) -> None:
    holds = tmp_path / "holds.jsonl"
    _, out, _ = call("slots", small_day, planned, "T-001", "--json")
    window = json.loads(out)["slots"][0]["window"]
    code, out, _ = call("hold", small_day, planned, "T-001", "--holds", holds, "--from", window["start"], "--to",
                        window["end"], "--until", "23:00", "--language", "zh")  # fmt: skip
    assert code == 0
    assert "保留至" in out
    kept = out.rstrip().rpartition("编号 ")[2]
    assert call("book", small_day, kept, "--holds", holds, "--at", "00:10", "--release")[1] == f"released {kept}\n"
    assert call("book", small_day, kept, "--holds", holds, "--at", "00:10")[0] == 2


def test_gap_answers_in_words_and_in_json(small_day: Path, planned: Path, call: Call) -> None:
    code, out, _ = call("gap", small_day, planned, "E01", "--from", "12:00", "--to", "16:00", "--json")
    data = json.loads(out)
    assert (code, data["engineer"]) == (0, "E01")
    for one in data["fillers"]:
        assert one["allowed"]
        assert one["saved"] == -one["price"]
    assert call("gap", small_day, planned, "E01", "--from", "12:00", "--to", "12:01")[1] == (
        "nothing fits into this time.\n"
    )


def test_an_allowed_move_can_be_written_and_a_forbidden_one_cannot(
    small_day: Path, planned: Path, tmp_path: Path, call: Call
) -> None:
    code, out, _ = call("try", small_day, planned, "T-001", "--out", tmp_path / "off.json")
    assert code == 0
    assert f"Written to {tmp_path / 'off.json'}" in out
    assert call("check", small_day, tmp_path / "off.json")[0] == 0
    assert "T-001" in json.loads((tmp_path / "off.json").read_text(encoding="utf-8"))["unserved"]
    _, out, _ = call("suggest", small_day, planned, "T-001", "--json")
    worst = json.loads(out)["suggestions"][-1]
    if not worst["allowed"]:
        code, _, _ = call("try", small_day, planned, "T-001", worst["engineer"], "--out", tmp_path / "no.json")
        assert (code, (tmp_path / "no.json").exists()) == (4, False)

"""``explain``, ``why-not`` and ``reasons`` as dispatchers call them, before the day and while it runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scheduler.cli.main import run
from scheduler.explain import CODES
from scheduler.generate import generate, write_generated
from scheduler.loaders import load
from scheduler.loaders.plan_file import read_plan
from tests.cli.call import Call


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A day that has more tickets than its engineers can serve."""
    folder = tmp_path_factory.mktemp("days") / "full"
    write_generated(generate(tickets=24, engineers=3, seed=2, language="zh", name="full"), folder, "A full day.", "-")
    return folder


@pytest.fixture(scope="module")
def planned(day: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("runs") / "out"
    with pytest.raises(SystemExit) as end:
        run(["plan", str(day), "--out", str(out), "--iterations", "3000"])
    assert end.value.code == 0
    return out


@pytest.fixture(scope="module")
def tickets(day: Path, planned: Path) -> tuple[str, str, str]:
    """One that is unserved; one that is served, and its engineer."""
    plan = read_plan(planned, load(day))
    last = max(plan.routes, key=lambda route: route.end)
    return plan.unserved[0], last.visits[-1].ticket, last.engineer


def test_a_served_ticket_has_next_best_engineers(
    day: Path, planned: Path, tickets: tuple[str, ...], call: Call
) -> None:
    code, out, _ = call("explain", day, planned, tickets[1], "--iterations", 300)
    assert code == 0
    assert out.startswith(f"{tickets[1]} is served by {tickets[2]}")
    assert "other engineers, at once:" in out
    code, out, _ = call("explain", day, planned, tickets[1], "--json", "--iterations", 300)
    data = json.loads(out)
    assert data["resolved"] is True
    assert all({"price_at_once", "price_resolved", "effects"} <= set(one) for one in data["alternatives"])


def test_an_unserved_ticket_has_remedies_in_two_languages(
    day: Path, planned: Path, tickets: tuple[str, ...], call: Call
) -> None:
    command = ("explain", day, planned, tickets[0], "--iterations", 300)
    _, english, _ = call(*command)
    _, chinese, _ = call(*command, "--language", "zh")
    _, out, _ = call(*command, "--json")
    data = json.loads(out)
    assert data["remedies"]
    for one in data["remedies"]:
        assert one["code"] in CODES
        assert one["sentence"] in english
        assert one["sentence_zh"] in chinese
    assert data["summary"]["sentence"] in english
    assert data["summary"]["sentence_zh"] in chinese


def test_the_limit_bounds_what_is_listed_and_no_resolve_leaves_the_search_out(
    day: Path, planned: Path, tickets: tuple[str, ...], call: Call
) -> None:
    command = ("explain", day, planned, tickets[0], "--no-resolve", "--limit", 1)
    _, out, _ = call(*command)
    assert "cheapest first" not in out
    assert "and 2 more" in out
    _, out, _ = call(*command, "--language", "zh")
    assert "另有 2 个" in out
    assert json.loads(call(*command, "--json")[1])["resolved"] is False


def test_why_not_answers_in_words_and_in_json(day: Path, planned: Path, tickets: tuple[str, ...], call: Call) -> None:
    other = next(one.id for one in load(day).engineers if one.id != tickets[2])
    command = ("why-not", day, planned, tickets[1], other, "--iterations", 300)
    code, out, _ = call(*command)
    assert code == 0
    assert out.startswith(other)
    data = json.loads(call(*command, "--json")[1])
    assert data["code"] in CODES
    assert data["sentence"] in out
    assert data["sentence_zh"] in call(*command, "--language", "zh")[1]
    if data["plan"] is not None:
        served = {visit["ticket"]: route["engineer"] for route in data["plan"]["routes"] for visit in route["visits"]}
        assert served[tickets[1]] == other


def test_a_day_in_progress_is_explained_as_it_stands(
    day: Path, planned: Path, tickets: tuple[str, ...], tmp_path: Path, call: Call
) -> None:
    """At one o'clock the engineer of the last ticket goes home ill: nobody serves it, and the past is closed."""
    events = tmp_path / "events.json"
    gone = {"kind": "engineer-out", "engineer": tickets[2], "at": "13:00"}
    events.write_text(json.dumps([gone]), encoding="utf-8")
    moment = ("--at", "13:00", "--events", events, "--iterations", 300)
    code, out, err = call("explain", day, planned, tickets[1], *moment, "--json")
    assert code == 0, err
    data = json.loads(out)
    assert not any(one["possible"] for one in data["candidates"] if one["engineer"] == tickets[2])
    code, out, err = call("why-not", day, planned, tickets[0], tickets[2], *moment, "--json")
    assert code == 0, err
    assert json.loads(out)["code"] in ("only-by-waiving", "cannot-be-forced")
    first = min((visit for route in read_plan(planned, load(day)).routes for visit in route.visits),
                key=lambda visit: visit.finish)  # fmt: skip
    code, _, err = call("explain", day, planned, first.ticket, "--at", "13:00")
    assert code == 2
    assert f"ticket {first.ticket} is finished" in err


def test_what_does_not_exist_is_named(day: Path, planned: Path, call: Call) -> None:
    code, _, err = call("why-not", day, planned, "T-999", "E99")
    assert code == 2
    assert "there is no such ticket" in err
    assert "there is no such engineer" in err
    code, _, err = call("explain", day, planned, "T-001", "--language", "fr")
    assert code == 2
    assert "is neither en nor zh" in err
    assert call("explain", day, planned, "T-001", "--limit", 0)[0] == 2


def test_reasons_lists_every_code_and_prints_each_page(call: Call, tmp_path: Path) -> None:
    _, out, _ = call("reasons")
    assert [line.split()[0] for line in out.splitlines()] == list(CODES)
    _, out, _ = call("reasons", "--json")
    assert [one["code"] for one in json.loads(out)] == list(CODES)
    assert "What to do" in call("reasons", "more-overtime")[1]
    assert call("reasons", "more-overtime", "--markdown")[1].startswith("# more-overtime")
    assert json.loads(call("reasons", "pair", "--json")[1])["kind"] == "remedy"
    code, _, err = call("reasons", "more-overtme")
    assert code == 2
    assert "Maybe you mean 'more-overtime'" in err
    assert call("reasons", "--out", tmp_path / "pages")[0] == 0
    assert len(list((tmp_path / "pages").iterdir())) == len(CODES) + 1

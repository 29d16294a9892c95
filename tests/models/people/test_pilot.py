"""Pilots: inference over what could have been drawn, designs that could never show anything, checks that notice."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from models.people.pilot import (
    PilotData,
    assignments,
    by_tickets,
    differences,
    estimate,
    least_p,
    pilot_report,
    power,
    random_p,
    smallest_seen,
    synthetic_weights,
    t_tail,
    week_sums,
)
from tests.cli.call import Call
from tests.cli.conftest import call  # noqa: F401 - a fixture

START = 91


def history(
    seed: int, units: int = 8, weeks: int = 26, per_week: int = 20, effect: float = 1.0, drift: float = 0.0
) -> PilotData:
    """Waits of territories with levels of their own and weeks in common; those of the first two change at the start."""
    dice = np.random.default_rng(seed)
    count = units * weeks * per_week
    unit, day = dice.integers(0, units, count), dice.integers(0, 7 * weeks, count)
    level = (
        dice.normal(2.0, 0.3, units)[unit]
        + dice.normal(0, 0.1, weeks)[day // 7]
        + dice.normal(0, 0.12, (units, weeks))[unit, day // 7]
    )
    kind = (dice.random(count) < 0.3).astype(np.int64)
    value = np.exp(level + 0.5 * kind + dice.normal(0, 0.6, count))
    value *= np.where((unit < 2) & (day >= START), effect, 1.0) * np.exp(drift * np.where(unit < 2, day / 7, 0.0))
    return PilotData(tuple(f"D{k}" for k in range(units)), unit, day, value, kind)


@pytest.mark.parametrize(("units", "treated", "p"), [(6, 2, 1 / 15), (7, 2, 1 / 21), (8, 2, 1 / 28), (6, 3, 2 / 20)])
def test_the_smallest_p_is_one_of_the_assignments(units: int, treated: int, p: float) -> None:
    assert least_p(units, treated) == pytest.approx(p)
    difference = np.zeros(units)
    difference[:treated] = -5.0  # nothing could be clearer
    assert random_p(difference, range(treated), assignments(units, treated)) == pytest.approx(p)


def test_a_clear_effect_is_found_and_its_size_is_right() -> None:
    found = estimate(history(1, effect=0.6), [0, 1], START, 91, 91)
    assert found.percent == pytest.approx(-40, abs=9) and found.low < found.percent < found.high < 0
    assert found.random_p == pytest.approx(1 / 28) and found.t_p < 0.01


def test_the_mix_of_work_is_taken_out() -> None:
    """From the start on the pilots get only the slow kind: without the adjustment that is an effect."""
    data = history(2)
    kind = np.where((data.unit < 2) & (data.day >= START), 1, data.kind)
    value = data.value * np.exp(0.5 * (kind - data.kind))
    found = estimate(PilotData(data.units, data.unit, data.day, value, kind), [0, 1], START, 91, 91)
    raw = differences(data, np.log1p(value), (0, 91), (91, 182))
    assert abs(found.effect) < 0.15 < raw[:2].mean() - raw[2:].mean()


def test_placebos_are_rejected_as_often_as_they_say_and_by_tickets_far_too_often() -> None:
    rows = power(week_sums(history(3, units=14, weeks=44), (1.0, 0.7)), 8, 2, 13, 13, (1.0, 0.7), 400)
    placebo, effect = rows
    assert 0.01 <= placebo.by_random <= 0.07  # at most 1 in 28
    assert 0.01 <= placebo.by_t <= 0.09
    assert effect.by_random > 3 * placebo.by_random
    wrong = np.mean([by_tickets(history(50 + seed, per_week=80), [0, 1], START, 91, 91) <= 0.05 for seed in range(30)])
    assert wrong > 0.15


def test_the_smallest_change_is_read_off_between_the_sizes() -> None:
    from models.people.pilot import PowerRow

    rows = [PowerRow(0.9, 0.4, 0.4), PowerRow(0.8, 0.9, 0.9)]
    assert smallest_seen(rows) == pytest.approx(18.0)
    assert smallest_seen(rows[:1]) is None


@pytest.mark.parametrize(("effect", "seen", "verdict"), [
    (0.5, 20.0, "better"), (2.0, 20.0, "worse"), (1.0, 8.0, "no difference seen"), (1.0, 40.0, "design could not have seen it")])  # fmt: skip
def test_the_verdict_is_one_of_four(effect: float, seen: float, verdict: str) -> None:
    seed = next(s for s in range(20) if effect != 1 or estimate(history(s), [0, 1], START, 91, 91).random_p > 0.05)
    assert pilot_report(history(seed, effect=effect), ["D0", "D1"], START, 91, 91, seen).verdict == verdict


def test_checks_notice_lines_that_part_before_the_start() -> None:
    good = {check.id: check.good for check in pilot_report(history(4, effect=0.7), ["D0", "D1"], START, 91, 91).checks}
    assert set(good) == {"parallel", "placebo", "leave-one-out", "composition"}
    parted = pilot_report(history(4, drift=-0.06), ["D0", "D1"], START, 91, 91)
    assert not next(check for check in parted.checks if check.id == "parallel").good


def test_a_synthetic_control_finds_the_mix_it_was_made_of() -> None:
    dice = np.random.default_rng(1)
    controls = dice.normal(0, 1, (6, 20))
    weights = synthetic_weights(0.7 * controls[1] + 0.3 * controls[4], controls)
    assert weights.round(2).tolist() == [0, 0.7, 0, 0, 0.3, 0] and weights.sum() == pytest.approx(1)


def test_the_tail_of_t_is_that_of_a_library() -> None:
    stats = pytest.importorskip("scipy.stats")
    for t in (0.1, 1.0, 2.447, 9.0):
        for freedom in (1, 6, 23):
            assert t_tail(t, freedom) == pytest.approx(2 * stats.t.sf(t, freedom), abs=1e-10)


def test_many_assignments_are_sampled() -> None:
    assert len(assignments(25, 8)) == 20_000 and assignments(25, 8).shape[1] == 8


def write_design(folder: Path, territories: int, treated: int = 2, **more: object) -> Path:
    names = ", ".join(f"D{k}" for k in range(territories))
    path = folder / "design.yaml"
    lines = [
        f"territories: [{names}]",
        f"treated: {treated}",
        'start: "2026-04-02"',
        *(f"{key}: {value}" for key, value in more.items()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_two_of_six_is_refused_with_its_reason_before_the_start(tmp_path: Path, call: Call) -> None:  # noqa: F811
    code, _, wrong = call("pilot", "design", write_design(tmp_path, 6))
    assert code == 2 and "0.067" in wrong and "never show anything" in wrong and "2 of 7" in wrong
    assert "永远无法" in call("pilot", "design", write_design(tmp_path, 6), "--language", "zh")[2]
    code, said, _ = call("pilot", "design", write_design(tmp_path, 8, seed=4), "--json")
    drawn = json.loads(said)["drawn"]
    assert code == 0 and len(drawn) == 2
    assert json.loads(call("pilot", "design", write_design(tmp_path, 8, seed=4), "--json")[1])["drawn"] == drawn
    assert call("pilot", "design", write_design(tmp_path, 8, outcome="weather"))[0] == 2


def test_a_pilot_goes_from_design_to_report_in_files(tmp_path: Path, call: Call) -> None:  # noqa: F811
    data = history(6, effect=0.5)
    first = date(2026, 1, 1)
    drawn = json.loads(
        call("pilot", "design", write_design(tmp_path, 8, seed=2), "--json", "--out", tmp_path / "d")[1]
    )["drawn"]
    mine = [int(name[1:]) for name in drawn]
    swap = {0: mine[0], 1: mine[1]} | dict(zip(mine, (0, 1), strict=True))  # the drawn ones are those that change
    names = [f"D{swap.get(k, k)}" for k in range(8)]
    lines = ["territory,day,value,kind"]
    lines += [
        f"{names[u]},{first + timedelta(days=int(d))},{v:.3f},k{k}"
        for u, d, v, k in zip(data.unit, data.day, data.value, data.kind, strict=True)
    ]
    (tmp_path / "h.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = (tmp_path / "d" / "pilot.json", "--history", tmp_path / "h.csv", "--runs", 20)
    code, said, _ = call("pilot", "report", *words, "--out", tmp_path / "r")
    assert code == 0 and "better" in said
    page = (tmp_path / "r" / "pilot.html").read_text(encoding="utf-8")
    assert "<script" not in page and page.count('lang="zh"') > 15
    assert call("pilot", "power", *words)[0] == 0
    assert call("pilot", "power", words[0])[0] == 2  # no source

"""Early warning: run lengths as simulated, the budget kept, what was planted found, what is constant left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from benchmarks.people.company import FIRST, company
from models.clock import DAY
from models.people.cusum import ChartLoad, false_alarms, limit_for, run_chart, run_length
from models.people.warning import _merged, band, overdispersion, warnings
from models.records import Reopening
from models.sections.early_warning import EarlyWarning
from models.sections.evaluation import Evaluation


@pytest.mark.parametrize(("p", "limit", "false", "delay"), [
    (0.05, 3.5, 2662, 162), (0.05, 4.5, 7698, 219), (0.05, 5.5, 21655, 277), (0.10, 4.5, 4244, 123)])  # fmt: skip
def test_run_lengths_are_those_of_the_table(p: float, limit: float, false: int, delay: int) -> None:
    assert run_length(limit, [p], 2.0) == pytest.approx(false, rel=0.02)
    assert run_length(limit, [p], 2.0, happens=2.0) == pytest.approx(delay, abs=2)


def simulated(limit: float, chances: list[float], runs: int) -> float:
    """Mean run length of many charts at once, visits drawn from the chances."""
    dice = np.random.default_rng(2)
    level, length, alive = np.zeros(runs), np.zeros(runs), np.ones(runs, bool)
    mix = np.array(chances)
    while alive.any():
        p = mix[dice.integers(0, len(mix), runs)]
        down = -np.log(1 - p + 2 * p)
        level = np.maximum(0, level + np.where(dice.random(runs) < p, np.log(2) + down, down))
        length += alive
        alive &= level <= limit
    return float(length.mean())


@pytest.mark.parametrize("chances", [[0.1], [0.05, 0.2]])
def test_run_lengths_are_what_simulation_finds(chances: list[float]) -> None:
    """4,000 runs of a geometric-like length: the mean has a standard error of 1.6 %."""
    assert simulated(2.2, chances, 4000) == pytest.approx(run_length(2.2, chances, 2.0), rel=0.055)


def test_the_limit_makes_the_false_alarms_of_all_charts_add_up_to_the_budget() -> None:
    charts = [ChartLoad(60.0, (0.05, 0.1, 0.2)), ChartLoad(120.0, (0.08,)), ChartLoad(30.0, (0.03,))] * 8
    for budget in (0.5, 1.0, 4.0):
        assert false_alarms(limit_for(budget, charts, 2.0), charts, 2.0) == pytest.approx(budget, rel=0.06)


def test_a_chart_starts_again_after_an_alarm_and_tells_since_when() -> None:
    bad = [False] * 10 + [True] * 12
    run = run_chart(bad, [0.1] * 22, 2.0, 2.0)
    assert run.alarms[0].since == 10
    assert [alarm.at for alarm in run.alarms] == [13, 17, 21]


def reopened(seed: int, worse: str | None) -> tuple[object, date]:
    """A year of work of which a tenth comes back; of one kind a third since day 300."""
    made = company(seed, people=12, visits=200, days=360, hard=(0.3, 0.3))
    dice = np.random.default_rng(seed)
    change = made.records.start_of(FIRST + timedelta(days=300))
    back = tuple(
        Reopening(visit.ticket, visit.finished + 5 * DAY, visit.id)
        for visit in made.records.visits
        if dice.random() < (0.33 if visit.work_type == worse and visit.finished >= change else 0.1)
    )
    return made.records.but(reopens=back), FIRST + timedelta(days=359)


def test_what_was_planted_is_found_and_one_cause_is_one_alert() -> None:
    records, at = reopened(5, "hard")
    found = warnings(records, at, EarlyWarning(watch=("reopen",)), Evaluation())  # type: ignore[arg-type]
    heads = [alert for alert in found.alerts if alert.since >= FIRST + timedelta(days=290)]
    assert heads[-1].kind == "work type" and heads[-1].unit == "hard"
    assert heads[-1].low > 1 and heads[-1].since <= heads[-1].on
    assert len(found.alerts) <= 4  # twelve engineers did that work; they do not have an alert each


def test_where_nothing_happens_there_are_few_alarms() -> None:
    counts = []
    for seed in range(3):
        records, at = reopened(20 + seed, None)
        counts.append(len(warnings(records, at, EarlyWarning(watch=("reopen",)), Evaluation()).alerts))  # type: ignore[arg-type]
    assert sum(counts) <= 12  # two months each: six are chance; twelve or more would be so once in fifty


def test_somebody_who_is_constantly_worse_is_in_the_funnel_and_raises_no_alarm() -> None:
    made = company(9, people=10, visits=300, days=300, base=0.95)
    dice = np.random.default_rng(1)
    worse = "E003"
    records = made.records.but(
        ratings=tuple(
            replace(
                rating,
                score=2.0
                if dice.random() < (0.25 if made.records.visit[rating.visit].engineer == worse else 0.05)
                else 5.0,
            )
            for rating in made.records.ratings
        )
    )
    found = warnings(records, FIRST + timedelta(days=299), EarlyWarning(watch=("bad rating",)), Evaluation())
    assert [point.engineer for point in found.funnels[0].points if point.sigma == 3] == [worse]
    assert not [alert for alert in found.alerts if alert.unit == worse]


def test_funnel_limits_are_exact_and_widened_by_overdispersion() -> None:
    low, high = band(20, 0.1, 1.0, 3)
    assert (low, high) == (0.0, pytest.approx(0.35))  # P(more than 7 of 20) = 0.0004, of more than 6: 0.0024
    assert band(20, 0.1, 4.0, 3)[1] == pytest.approx(0.1 + 0.25 * 2)
    rates = np.array([0.1] * 20)
    assert overdispersion(rates, np.full(20, 50.0), 0.1) == 1.0


def test_merging_keeps_the_unit_with_most_visits() -> None:
    from models.people.warning import Alert

    day = date(2026, 9, 1)
    base = Alert("reopen", "work type", "vrf", day, day, 6, 2.0, 40, 1.0, 3.0, 0.01, ("a", "b", "c", "d"))
    small = replace(base, kind="engineer", unit="E1", visits=("a", "b"))
    other = replace(base, kind="engineer", unit="E2", visits=("x", "y"))
    merged = _merged([small, base, other])
    assert [(alert.unit, alert.others) for alert in sorted(merged, key=lambda alert: alert.unit)] == [
        ("E2", ()), ("vrf", ("engineer E1",))]  # fmt: skip

"""False alarms of a company in made-up years: ``python -m benchmarks.people.warning_truth``."""

from __future__ import annotations

import sys

import numpy as np

from models.people.cusum import ChartLoad, limit_for, run_chart, run_length

MONTHS = 12


def budget_kept(years: int, seed: int = 1, budget: float = 1.0) -> tuple[float, int, float]:
    """False alarms a month over made-up years of thirty engineers and eleven kinds of work; the budget; the limit."""
    dice = np.random.default_rng(seed)
    people = np.clip(dice.normal(0.08, 0.02, 30), 0.02, 0.3)
    kinds = np.clip(dice.normal(0.0, 0.02, 11), -0.04, 0.06)
    count = 30 * 75 * MONTHS * years
    who, what = dice.integers(0, 30, count), dice.integers(0, 11, count)
    p = np.clip(people[who] + kinds[what], 0.01, 0.5)
    bad = dice.random(count) < p
    units = [who == k for k in range(30)] + [what == k for k in range(11)] + [np.ones(count, bool)]
    loads = [ChartLoad(float(unit.sum()) / (MONTHS * years), tuple(p[unit][:2000].tolist())) for unit in units]
    limit = limit_for(budget, loads, 2.0)
    alarms = sum(len(run_chart(bad[unit].tolist(), p[unit].tolist(), 2.0, limit).alarms) for unit in units)
    return alarms / (MONTHS * years), len(units), limit


def main(years: int) -> None:
    """Print the figures."""
    for p, limit in ((0.05, 3.5), (0.05, 4.5), (0.05, 5.5), (0.10, 4.5)):
        false, delay = (run_length(limit, [p], 2.0, happens) for happens in (1.0, 2.0))
        print(f"p {p:.2f}, limit {limit}: ARL0 {false:,.0f}, delay {delay:,.0f}")
    kept, units, limit = budget_kept(years)
    print(f"{units} charts, {years} made-up years, limit {limit:.2f}: {kept:.2f} false alarms a month, budget 1.00")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)

"""Placebos and power on a year of real repairs: ``python -m benchmarks.people.pilot_truth [RUNS]``.

Reads ``chicago-lights-2012`` of the shared benchmarks; nothing is copied from it.
"""

from __future__ import annotations

import csv
import io
import lzma
import os
import sys
from datetime import date
from pathlib import Path

import numpy as np

from models.people.cusum import ChartLoad, limit_for, run_chart
from models.people.pilot import PilotData, by_tickets, least_p, power, smallest_seen, week_sums

FILE = "chicago-lights-2012/requests-2012-04-to-2013-03.csv.xz"
LAST_WHOLE_WEEK = 44
"""Weeks after which requests that take long are not completed yet, so that waits look short."""


def home() -> Path:
    """The folder of shared benchmarks."""
    return Path(os.environ.get("PAIGONG_BENCHMARKS", "../shared/benchmarks"))


def repairs() -> PilotData:
    """Waits in days by police district, each request once."""
    text = lzma.decompress((home() / FILE).read_bytes()).decode("utf-8")
    rows = {row["request"]: row for row in csv.DictReader(io.StringIO(text))}.values()
    start = date(2012, 4, 1).toordinal()
    kinds = sorted({row["work_type"] for row in rows})
    counts = {
        name: sum(row["police_district"] == name for row in rows) for name in {row["police_district"] for row in rows}
    }
    names = tuple(sorted((name for name, count in counts.items() if count >= 500), key=int))
    made = [
        (
            names.index(row["police_district"]),
            date.fromisoformat(row["created"]).toordinal() - start,
            (date.fromisoformat(row["completed"]) - date.fromisoformat(row["created"])).days,
            kinds.index(row["work_type"]),
        )
        for row in rows
        if row["police_district"] in names
    ]
    columns = list(zip(*made, strict=True))
    return PilotData(
        names,
        *(np.array(columns[k], kind) for k, kind in ((0, np.int64), (1, np.int64), (2, np.float64), (3, np.int64))),
    )  # type: ignore[arg-type]


def ticket_rejections(data: PilotData, runs: int, weeks: int = 13, seed: int = 5) -> float:
    """How often a test over tickets calls a placebo an effect."""
    dice = np.random.default_rng(seed)
    whole = min(LAST_WHOLE_WEEK, int(data.day.max() // 7))
    hits = 0
    for _ in range(runs):
        names = [data.units[k] for k in dice.choice(len(data.units), 8, replace=False)]
        start = 7 * int(dice.integers(weeks, whole - weeks + 1))
        hits += by_tickets(data.only(names), [0, 1], start, 7 * weeks, 7 * weeks) <= 0.05
    return hits / runs


def slow_repairs(data: PilotData, budget: float = 1.0) -> tuple[float, int]:
    """Alarms a month for "took longer than 14 days" by district and kind, the second half judged by the first."""
    slow, half = data.value > 14, 7 * (LAST_WHOLE_WEEK // 2)
    old, new = data.day < half, (data.day >= half) & (data.day < 7 * LAST_WHOLE_WEEK)
    overall = np.array([slow[old & (data.kind == kind)].mean() for kind in range(int(data.kind.max()) + 1)])
    cells, loads = [], []
    for unit in range(len(data.units)):
        for kind in range(len(overall)):
            here = (data.unit == unit) & (data.kind == kind)
            n = int((here & old).sum())
            p = float(np.clip((slow[here & old].sum() + 40 * overall[kind]) / (n + 40), 0.01, 0.9))
            count = int((here & new).sum())
            if count >= 20:
                cells.append((slow[here & new], p))
                loads.append(ChartLoad(count / (7 * LAST_WHOLE_WEEK / 2 / 30), (p,)))
    limit = limit_for(budget, loads, 2.0)
    months = 7 * LAST_WHOLE_WEEK / 2 / 30
    dice = np.random.default_rng(3)
    drawn = [
        sum(len(run_chart((dice.random(len(bad)) < p).tolist(), [p] * len(bad), 2.0, limit).alarms) for bad, p in cells)
        for _ in range(40)
    ]
    return float(np.mean(drawn)) / months, sum(
        len(run_chart(bad.tolist(), [p] * len(bad), 2.0, limit).alarms) for bad, p in cells
    )


def main(runs: int) -> None:
    """Print placebo rejections and the power table."""
    data = repairs()
    keep = data.day < 7 * LAST_WHOLE_WEEK
    data = PilotData(data.units, data.unit[keep], data.day[keep], data.value[keep], data.kind[keep])
    factors = (1.0, 0.9, 0.75, 0.6)
    sums = week_sums(data, factors)
    print(
        f"{len(data.units)} districts, {len(data.value)} repairs, {sums.count.shape[1]} weeks; "
        "13 weeks before and after"
    )
    for units, treated in ((8, 2), (12, 4), (18, 6)):
        rows = power(sums, units, treated, 13, 13, factors, runs)
        placebo, *others = rows
        print(
            f"{treated} of {units} (least p {least_p(units, treated):.3f}): placebos rejected {placebo.by_random:.1%} "
            f"(t-test {placebo.by_t:.1%}); power "
            + ", ".join(f"{100 * (row.factor - 1):+.0f} %: {row.by_random:.0%}" for row in others)
            + f"; seen with 80 %: {smallest_seen(others) or float('nan'):.0f} %"
        )
    print(f"tests over tickets call {ticket_rejections(data, min(runs, 200)):.1%} of placebos an effect")
    simulated, real = slow_repairs(data)
    print(
        f"took longer than 14 days, by district and kind: {simulated:.2f} alarms a month where nothing changed "
        "(budget 1), "
        f"{real} alarms in the real half year"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)

"""Solomon (1987) VRPTW, 100 customers, in the convention of the DIMACS 2022 challenge.

Distances are cut off to one decimal and summed; any number of vehicles up to the limit; nothing else is priced. The
*hierarchical* convention (fewest vehicles first) is another problem and is never mixed in. Times are tenths of a unit.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.instance import Instance, Routes, Score, data_folder
from benchmarks.loaders.simple import simple_day

TENTH = 10
MONEY = 100
"""Thousandths of money per tenth of a unit: one unit of distance costs 1.000."""


def instances(pattern: str = "*") -> Iterator[Instance]:
    """All instances whose name fits the pattern, by name."""
    folder = data_folder() / "vrptw"
    with open(folder / "bks.csv", encoding="utf-8") as file:
        best = {row["instance"]: float(row["dimacs_cost"]) for row in csv.DictReader(file) if row["set"] == "solomon"}
    for path in sorted((folder / "solomon").glob(f"{pattern}.txt")):
        yield read(path, best.get(path.stem))


def read(path: Path, best: float | None = None) -> Instance:
    """One instance from its file."""
    lines = [line.split() for line in path.read_text().splitlines()]
    vehicles, capacity = next((int(a[0]), int(a[1])) for a in lines[3:] if len(a) == 2 and a[0].isdigit())
    table = np.array([[float(x) for x in a] for a in lines if len(a) == 7 and a[0].isdigit()])
    xy, demand, ready, due, service = table[:, 1:3], table[:, 3], table[:, 4], table[:, 5], table[:, 6]
    exact = np.sqrt(((xy[:, None] - xy[None]) ** 2).sum(-1))
    tenths = np.floor(exact * TENTH + 1e-9).astype(np.int64)
    customers = range(1, len(table))
    day = simple_day(
        seconds=tenths,
        leg_cost=tenths * MONEY,
        starts=[0] * vehicles,
        shift=[(0, int(due[0]) * TENTH)] * vehicles,
        places=list(customers),
        windows=[[(int(ready[i]) * TENTH, int(due[i]) * TENTH)] for i in customers],
        durations=service[1:] * TENTH,
        unserved=np.full(len(table) - 1, 20 * int(tenths.max()) * MONEY),
        capacity=np.full((vehicles, 1), capacity, np.int32),
        demand=demand[1:, None].astype(np.int32),
    )

    def score(routes: Routes) -> Score:
        total, seen = 0, set()
        for route in routes:
            time, at, load = 0, 0, 0.0
            for ticket in route:
                i = ticket + 1
                if i in seen:
                    raise ValueError(f"customer {i} is served twice")
                seen.add(i)
                total += int(tenths[at, i])
                time = max(time + int(tenths[at, i]), int(ready[i]) * TENTH)
                if time > due[i] * TENTH:
                    raise ValueError(f"customer {i} is served late")
                time, at, load = time + int(service[i]) * TENTH, i, load + demand[i]
            total += int(tenths[at, 0]) if route else 0
            if time + int(tenths[at, 0]) > due[0] * TENTH or load > capacity:
                raise ValueError("a vehicle returns late or is too full")
        return Score(total / TENTH, len(table) - 1 - len(seen))

    return Instance("solomon", path.stem, day, score, best, proved=True)

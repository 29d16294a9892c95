"""Site-dependent VRPTW (Cordeau & Laporte 2001): a customer needs a skill, a vehicle has it; tours are limited.

Distances are multiplied by 1000 and rounded, as the source of the best-known values does. The start of a tour may be
delayed, so its length does not count the waiting that a later start avoids.
"""

from __future__ import annotations

import csv
import itertools
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.instance import Instance, Routes, Score, data_folder
from benchmarks.loaders.simple import simple_day
from scheduler.day import NEVER

TICKS = 1000


def instances(pattern: str = "*") -> Iterator[Instance]:
    """All instances whose name fits the pattern, by name."""
    folder = data_folder() / "sdvrptw"
    with open(folder / "bks.csv", encoding="utf-8") as file:
        best = {row["instance"]: float(row["bks_cost"]) for row in csv.DictReader(file) if row["set"] == "SDVRPTW"}
    for path in sorted((folder / "SDVRPTW").glob(f"{pattern}.vrp")):
        yield read(path, best.get(path.stem))


def sections(path: Path) -> tuple[dict[str, str], dict[str, list[list[float]]]]:
    """Heads and sections of a VRPLIB file."""
    heads: dict[str, str] = {}
    rows: dict[str, list[list[float]]] = defaultdict(list)
    section = ""
    for line in path.read_text().splitlines():
        if ":" in line:
            key, value = line.split(":", 1)
            heads[key.strip()] = value.strip()
        elif line.strip().endswith("_SECTION"):
            section = line.strip()
        elif section and line.split() and line.strip() != "EOF":
            rows[section].append([float(x) for x in line.split()])
    return heads, dict(rows)


def read(path: Path, best: float | None = None) -> Instance:
    """One instance from its file."""
    heads, rows = sections(path)
    xy = np.array(rows["NODE_COORD_SECTION"])[:, 1:3]
    legs = np.rint(np.sqrt(((xy[:, None] - xy[None]) ** 2).sum(-1)) * TICKS).astype(np.int64)
    demand = np.array(rows["DEMAND_SECTION"])[:, 1]
    service = (np.array(rows["SERVICE_TIME_SECTION"])[:, 1] * TICKS).astype(np.int64)
    windows = (np.array(rows["TIME_WINDOW_SECTION"])[:, 1:3] * TICKS).astype(np.int64)
    m, n = int(heads["VEHICLES"]), len(xy) - 1
    capacity = _per_vehicle(heads, rows, "CAPACITY", m)
    longest = _per_vehicle(heads, rows, "VEHICLES_MAX_DURATION", m)
    longest = [int(x * TICKS) if 0 < x < NEVER / TICKS else NEVER for x in longest]
    allowed = np.ones((m, n), np.uint8)
    for vehicle, *clients in rows.get("VEHICLES_ALLOWED_CLIENTS_SECTION", []):
        allowed[int(vehicle) - 1] = np.isin(np.arange(2, n + 2), np.array(clients, int))
    day = simple_day(
        seconds=legs,
        leg_cost=legs,
        starts=[0] * m,
        shift=[(int(windows[0, 0]), int(windows[0, 1]))] * m,
        places=range(1, n + 1),
        windows=[[(int(a), int(b))] for a, b in windows[1:]],
        durations=service[1:],
        unserved=np.full(n, 20 * int(legs.max())),
        allowed=allowed,
        max_work=np.array(longest, np.int32),
        capacity=np.array(capacity, np.int32).reshape(m, 1),
        demand=demand[1:, None].astype(np.int32),
    )

    def score(routes: Routes) -> Score:
        total, seen = 0, set()
        for e, route in enumerate(routes):
            if not route:
                continue
            stops = [i + 1 for i in route]
            if seen & set(stops) or len(set(stops)) < len(stops) or not all(allowed[e, i] for i in route):
                raise ValueError(f"vehicle {e + 1} serves somebody twice or without permission")
            seen |= set(stops)
            tour = [0, *stops, 0]
            total += sum(int(legs[a, b]) for a, b in itertools.pairwise(tour))
            if demand[stops].sum() > capacity[e] or _shortest(tour, legs, service, windows) > longest[e]:
                raise ValueError(f"vehicle {e + 1} is too full or out too long")
        return Score(total / TICKS, n - len(seen))

    return Instance("sdvrptw", path.stem, day, score, best)


def _per_vehicle(heads: dict[str, str], rows: dict[str, list[list[float]]], name: str, m: int) -> list[float]:
    """A quantity that the file gives once for all vehicles or once per vehicle."""
    if f"{name}_SECTION" in rows:
        return [row[1] for row in rows[f"{name}_SECTION"]]
    return [float(heads.get(name, NEVER))] * m


def _shortest(tour: list[int], legs: np.ndarray, service: np.ndarray, windows: np.ndarray) -> int:
    """Shortest duration of a tour within its windows; raises ValueError when it is late anywhere."""
    time = int(windows[tour[0], 0])
    for a, b in itertools.pairwise(tour):
        time = max(time + int(service[a]) + int(legs[a, b]), int(windows[b, 0]))
        if time > windows[b, 1]:
            raise ValueError(f"client {b} is served late")
    end = latest = time
    for a, b in zip(tour[-2::-1], tour[:0:-1], strict=False):
        latest = min(latest - int(legs[a, b]) - int(service[a]), int(windows[a, 1]))
    return end - latest

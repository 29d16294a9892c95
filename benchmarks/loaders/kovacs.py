"""Service technician routing without teams (Kovacs, Parragh, Doerner & Hartl 2012), complete crews.

A technician serves a task when in every domain the level reaches the demanded one; a task may be outsourced for
``200 + (sum of all demands) ** 1.5``. Objective: distance plus outsourcing. Reference values are upper bounds computed
elsewhere with another solver, not literature.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.instance import Instance, Routes, Score, data_folder
from benchmarks.loaders.simple import simple_day

TICKS = 1000


def instances(pattern: str = "*") -> Iterator[Instance]:
    """All instances whose name fits the pattern, by name."""
    folder = data_folder() / "strsp-kovacs2012"
    with open(folder / "reference.csv", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["crew"] == "complete"]
    best = {row["instance"]: float(row["reference_total_cost"]) for row in rows}
    for path in sorted((folder / "tasks_noTeam").glob(f"{pattern}_noTeam.txt")):
        name = path.stem.removesuffix("_noTeam")
        crew = folder / "technicians_noTeam" / f"technicians_{name}_noTeam.txt"
        yield read(path, crew, name, best.get(name))


def read(path: Path, crew: Path, name: str, best: float | None = None) -> Instance:
    """One instance from its task and technician files."""
    words = [line.split() for line in crew.read_text().splitlines()]
    domains, levels = (int(a[-1]) for a in words if a and a[0] in ("domains:", "proficiency"))
    technicians = np.array([[int(x) for x in a[1:]] for a in words if len(a) == domains + 1 and a[0].isdigit()])
    table = np.array(
        [
            [float(x) for x in line.split()]
            for line in path.read_text().splitlines()
            if len(line.split()) > 8 and line.split()[0].isdigit()
        ]
    )
    xy, first, last, service = table[:, 1:3], table[:, 4], table[:, 5], table[:, 6]
    need = table[1:, 8 : 8 + domains * levels].reshape(-1, domains, levels)
    outsourcing = 200 + need.sum((1, 2)) ** 1.5
    least = np.where(need.any(2), levels - (need[:, :, ::-1] > 0).argmax(2), 0)
    allowed = (technicians[:, None, :] >= least[None]).all(2) & (need.max((1, 2)) <= 1)[None]
    exact = np.sqrt(((xy[:, None] - xy[None]) ** 2).sum(-1))
    # Rounded up, so that a plan on whole ticks is also on time in the exact distances the score uses.
    legs = np.ceil(exact * TICKS - 1e-6).astype(np.int64)
    n, m = len(table) - 1, len(technicians)
    day = simple_day(
        seconds=legs,
        leg_cost=legs,
        starts=[0] * m,
        shift=[(int(first[0] * TICKS), int(last[0] * TICKS))] * m,
        places=range(1, n + 1),
        windows=[[(int(a * TICKS), int(b * TICKS))] for a, b in zip(first[1:], last[1:], strict=True)],
        durations=(service[1:] * TICKS).astype(np.int64),
        unserved=np.rint(outsourcing * TICKS).astype(np.int64),
        allowed=allowed,
    )

    def score(routes: Routes) -> Score:
        total, seen = 0.0, set()
        for e, route in enumerate(routes):
            time, at = float(first[0]), 0
            for ticket in route:
                if ticket in seen or not (technicians[e] >= least[ticket]).all():
                    raise ValueError(f"task {ticket + 1} is served twice or without the skill")
                seen.add(ticket)
                i = ticket + 1
                total += exact[at, i]
                time = max(time + exact[at, i], first[i])
                if time > last[i] + 1e-6:
                    raise ValueError(f"task {i} is served late")
                time, at = time + service[i], i
            total += exact[at, 0]
            if time + exact[at, 0] > last[0] + 1e-6:
                raise ValueError(f"technician {e + 1} returns late")
        left = [i for i in range(n) if i not in seen]
        return Score(total + float(outsourcing[left].sum()), len(left))

    return Instance("kovacs", name, day, score, best, -1)

"""The text format of the technician routing and scheduling problem (Pillac, Guéret & Medaglia 2013).

Two sets use it: generated instances with skills, tools and spare parts, and the real days of the Praxedo set with road
minutes and kilometres. Objective: fewest unserved requests, then total working time; the working time of a route is its
shortest possible duration, as the start may be delayed.

A visit to the main depot, after which a technician has all tools and parts, is not supported: requests are served only
from what is in the van. Values are therefore upper bounds of a tighter problem, and the results say so.
"""

from __future__ import annotations

import ast
import csv
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.instance import Instance, Routes, Score, data_folder
from benchmarks.loaders.simple import simple_day
from scheduler.day import NEVER, Day


@dataclass(frozen=True)
class Node:
    """A technician's home or a request."""

    id: int
    x: float
    y: float
    first: float
    last: float
    service: float
    skills: frozenset[int]
    tools: frozenset[int]
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Trsp:
    """An instance as its file says it; times and distances as there."""

    name: str
    technicians: tuple[Node, ...]
    requests: tuple[Node, ...]
    minutes: NDArray[np.float64]
    kilometres: NDArray[np.float64]
    """Both ``(1 + technicians + requests, ...)``: depot, technicians, requests."""

    def may(self, technician: Node, request: Node) -> bool:
        """Skill, tools, and enough parts in the van for this request alone."""
        enough = all(have >= need for have, need in zip(technician.parts, request.parts, strict=False))
        return request.skills <= technician.skills and request.tools <= technician.tools and enough


def parse(path: Path) -> Trsp:
    """Read one file.

    Raises
    ------
    ValueError
        When a line of the table is not as described.
    """
    nodes, matrices, section = [], {"DISTANCES": [], "TRAVEL TIMES": []}, ""
    crew = 0
    for line in path.read_text().splitlines():
        if line.strip() in matrices:
            section = line.strip()
        elif section:
            if line.strip():
                matrices[section].append([float(x) for x in line.split(";")[1:] if x.strip()])
        elif line[:1].isdigit() or line.startswith(" "):
            values = line.split("[")[0].split()
            if "[" in line and len(values) == 6:
                lists = [ast.literal_eval("[" + part.split("]")[0] + "]") for part in line.split("[")[1:]]
                number, *rest = values
                nodes.append(
                    Node(int(number), *map(float, rest), frozenset(lists[0]), frozenset(lists[1]), tuple(lists[2]))
                )
            elif not crew and values and values[0].isdigit():
                crew = int(values[0])
    count = len(nodes)
    if matrices["TRAVEL TIMES"]:
        minutes, kilometres = (np.array(matrices[key])[:count, :count] for key in ("TRAVEL TIMES", "DISTANCES"))
    else:
        xy = np.array([(node.x, node.y) for node in nodes])
        minutes = kilometres = np.sqrt(((xy[:, None] - xy[None]) ** 2).sum(-1))
    return Trsp(path.stem, tuple(nodes[1 : crew + 1]), tuple(nodes[crew + 1 :]), minutes, kilometres)


def instances(set: str, pattern: str = "*") -> Iterator[Instance]:
    """All instances of ``pillac`` or ``praxedo`` whose name fits the pattern."""
    folder = data_folder() / {"pillac": "trsp-pillac2013", "praxedo": "trsp-praxedo"}[set]
    value = {"pillac": "bks_working_time", "praxedo": "bks_working_time_min"}[set]
    with open(folder / "bks.csv", encoding="utf-8") as file:
        best = {row["instance"]: row for row in csv.DictReader(file)}
    files = folder.glob(f"crew25/{pattern}.txt") if set == "pillac" else folder.glob(f"{pattern}.txt")
    for path in sorted(files):
        row = best[path.stem]
        trsp = parse(path)
        yield Instance(set, path.stem, to_day(trsp), scorer(trsp), float(row[value]), int(row.get("bks_unserved", 0)))


def to_day(trsp: Trsp, ticks: int = 1000) -> Day:
    """The arrays; a time unit of the file becomes ``ticks`` ticks, one unit of working time costs 1.000.

    Travel is rounded up, so that what is on time here is on time in the file's own decimals.
    """
    m = len(trsp.technicians)
    legs = np.ceil(trsp.minutes * ticks - 1e-6).astype(np.int64)
    whole = lambda node: (int(node.first * ticks), int(node.last * ticks))  # noqa: E731
    longest = max(node.last for node in trsp.technicians)
    kinds = len(trsp.requests[0].parts) if trsp.requests else 0
    return simple_day(
        seconds=legs,
        leg_cost=np.zeros_like(legs),
        starts=range(1, m + 1),
        shift=[whole(node) for node in trsp.technicians],
        places=range(m + 1, m + 1 + len(trsp.requests)),
        windows=[[whole(node)] for node in trsp.requests],
        durations=[int(node.service * ticks) for node in trsp.requests],
        unserved=[int(10 * longest * ticks)] * len(trsp.requests),
        allowed=np.array([[trsp.may(e, r) for r in trsp.requests] for e in trsp.technicians]),
        work_rate=np.full(m, 3600 * 1000 // ticks, np.int64),
        max_work=np.full(m, NEVER, np.int32),
        capacity=np.array([e.parts[:kinds] for e in trsp.technicians], np.int32).reshape(m, kinds),
        demand=np.array([r.parts for r in trsp.requests], np.int32).reshape(len(trsp.requests), kinds),
    )


def scorer(trsp: Trsp) -> Callable[[Routes], Score]:
    """The source's objective in double precision: shortest duration of every route."""

    def score(routes: Routes) -> Score:
        total, seen = 0.0, set()
        for technician, route in zip(trsp.technicians, routes, strict=True):
            if seen & set(route) or len(set(route)) < len(route):
                raise ValueError(f"technician {technician.id} serves a request twice")
            seen |= set(route)
            if route:
                total += _duration(trsp, technician, [trsp.requests[i] for i in route])
        return Score(total, len(trsp.requests) - len(seen))

    return score


def _duration(trsp: Trsp, technician: Node, stops: list[Node]) -> float:
    used = [sum(column) for column in zip(*(stop.parts for stop in stops), strict=True)]
    if any(have < need for have, need in zip(technician.parts, used, strict=False)):
        raise ValueError(f"technician {technician.id} runs out of parts")
    if not all(trsp.may(technician, stop) for stop in stops):
        raise ValueError(f"technician {technician.id} lacks a skill or a tool")
    tour = [technician, *stops, technician]
    time = technician.first
    for a, b in itertools.pairwise(tour):
        service = 0.0 if a is technician else a.service
        time = max(time + service + trsp.minutes[a.id, b.id], b.first)
        if time > b.last + 1e-6:
            raise ValueError(f"node {b.id} is reached late")
    end = latest = time
    for a, b in zip(tour[-2::-1], tour[:0:-1], strict=False):
        service = 0.0 if a is technician else a.service
        latest = min(latest - trsp.minutes[a.id, b.id] - service, a.last)
    return end - latest

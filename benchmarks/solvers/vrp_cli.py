"""vrp-cli (reinterpretcat/vrp) in its pragmatic format: a skill per set of shifts that may serve a ticket."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from benchmarks.solvers import Found, _view
from scheduler.day import NEVER, Day

NAME = "vrp-cli"
CAN = ("several windows",)
EPOCH = datetime(2026, 1, 5, tzinfo=UTC)


def cannot(day: Day) -> list[str]:
    """What the model below leaves out; the price of leaving a ticket out becomes its value in the first objective."""
    return _view.missing(day, can=CAN)


def solve(day: Day, seconds: float, seed: int, threads: int) -> Found:
    """Its evolution for so many seconds; it has no seed."""
    import vrp_cli

    matrix = {
        "profile": "car",
        "travelTimes": day.seconds[0].ravel().tolist(),
        "distances": (day.leg_cost[0] // 1000).ravel().tolist(),
    }
    config = {
        "termination": {"maxTime": max(1, int(seconds))},
        "environment": {
            "parallelism": {"numThreadPools": 1, "threadsPerPool": threads},
            "logging": {"enabled": False},
        },
    }
    answer = vrp_cli.solve_pragmatic(json.dumps(problem(day)), [json.dumps(matrix)], json.dumps(config))
    routes: list[list[int]] = [[] for _ in range(day.m)]
    for tour in json.loads(answer)["tours"]:
        e = int(tour["vehicleId"].split("_")[0][1:])
        activities = (activity for stop in tour["stops"] for activity in stop["activities"])
        routes[e] = [int(activity["jobId"]) for activity in activities if activity["type"] == "service"]
    return Found(_view.keep(day, routes), ended="time")


def problem(day: Day) -> dict[str, Any]:
    """The day in the pragmatic format."""
    _, skill = np.unique(day.allowed, axis=1, return_inverse=True)
    skill = skill.ravel()
    length = _view.duration(day)
    jobs, vehicles = [], []
    for i in range(day.n):
        spans = [[_iso(first), _iso(last)] for first, last in _view.windows(day, i)]
        if spans:
            place = {"location": {"index": int(day.place[i])}, "duration": int(length[i]), "times": spans}
            job: dict[str, Any] = {
                "id": str(i),
                "skills": {"allOf": [f"s{skill[i]}"]},
                "value": float(day.unserved_cost[i]) / 1000,
            }
            if day.demand.shape[1]:
                jobs.append({**job, "deliveries": [{"places": [place], "demand": day.demand[i].tolist()}]})
            else:
                jobs.append({**job, "services": [{"places": [place]}]})
    for e in range(day.m):
        shift = {
            "start": {"earliest": _iso(day.start[e]), "location": {"index": int(day.start_place[e])}},
            "end": {"latest": _iso(day.end[e]), "location": {"index": int(day.end_place[e])}},
        }
        entry: dict[str, Any] = {
            "typeId": f"v{e}", "vehicleIds": [f"v{e}_1"], "profile": {"matrix": "car"}, "shifts": [shift],
            "costs": {"fixed": 0.0, "distance": 1.0, "time": 0.0}, "capacity": day.capacity[e].tolist() or [1000],
            "skills": sorted({f"s{skill[i]}" for i in np.flatnonzero(day.allowed[e])}),
        }  # fmt: skip
        if day.max_visits[e] < NEVER:
            entry["limits"] = {"tourSize": int(day.max_visits[e])}
        vehicles.append(entry)
    fleet = {"vehicles": vehicles, "profiles": [{"name": "car"}]}
    objectives = [[{"type": "maximize-value"}], [{"type": "minimize-cost"}]]
    return {"plan": {"jobs": jobs}, "fleet": fleet, "objectives": objectives}


def _iso(seconds: Any) -> str:
    return (EPOCH + timedelta(seconds=int(seconds))).strftime("%Y-%m-%dT%H:%M:%SZ")

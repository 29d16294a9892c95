"""VROOM through pyvroom: a skill per set of shifts that may serve a ticket, unserved tickets by priority only."""

from __future__ import annotations

import numpy as np

from benchmarks.solvers import Found, _view
from scheduler.day import NEVER, Day

NAME = "VROOM"
CAN = ("several windows",)
SCALE = 1000
"""Thousandths of money per unit of VROOM's 32-bit cost."""


def cannot(day: Day) -> list[str]:
    """What the model below leaves out; the price of leaving a ticket out becomes an order of priorities."""
    return _view.missing(day, can=CAN)


def solve(day: Day, seconds: float, seed: int, threads: int) -> Found:
    """Deepest exploration; the solver ends by itself, at the latest after so many seconds."""
    from datetime import timedelta

    import vroom

    model = vroom.Input()
    model.set_durations_matrix("car", day.seconds[0].astype(np.uint32))
    model.set_costs_matrix("car", (day.leg_cost[0] // SCALE).astype(np.uint32))
    _, skill = np.unique(day.allowed, axis=1, return_inverse=True)
    skill = skill.ravel()
    levels = np.unique(day.unserved_cost)
    length = _view.duration(day)
    for e in range(day.m):
        span = vroom.TimeWindow(int(day.start[e]), int(day.end[e]))
        most = int(day.max_visits[e]) if day.max_visits[e] < NEVER else 2**31
        model.add_vehicle(
            vroom.Vehicle(
                e,
                start=int(day.start_place[e]),
                end=int(day.end_place[e]),
                capacity=day.capacity[e].tolist(),
                skills={int(skill[i]) for i in np.flatnonzero(day.allowed[e])},
                time_window=span,
                max_tasks=most,
            )
        )
    for i in range(day.n):
        spans = [vroom.TimeWindow(first, last) for first, last in _view.windows(day, i)]
        if spans:
            priority = int(100 * np.searchsorted(levels, day.unserved_cost[i]) / len(levels))
            model.add_job(
                vroom.Job(
                    i,
                    int(day.place[i]),
                    default_service=int(length[i]),
                    delivery=vroom.Amount(day.demand[i].tolist()),
                    skills={int(skill[i])},
                    priority=priority,
                    time_windows=spans,
                )
            )
    solution = model.solve(exploration_level=5, nb_threads=threads, timeout=timedelta(seconds=seconds))
    routes: list[list[int]] = [[] for _ in range(day.m)]
    for vehicle, kind, job in solution.routes[["vehicle_id", "type", "id"]].itertuples(index=False):
        if kind == "job":
            routes[int(vehicle)].append(int(job))
    return Found(_view.keep(day, routes), ended="end")

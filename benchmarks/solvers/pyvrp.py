"""PyVRP: a vehicle type per shift, a routing profile per set of tickets that a shift may serve."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.solvers import Found, _view
from scheduler.day import NEVER, Day

NAME = "PyVRP"
CAN = ("overtime", "several windows", "longest tours", "prices of the unserved", "pay by worked time")


def cannot(day: Day) -> list[str]:
    """What the model below leaves out."""
    return _view.missing(day, can=CAN)


def solve(day: Day, seconds: float, seed: int, threads: int) -> Found:
    """Iterated local search for so many seconds; the library runs on one thread."""
    import pyvrp
    from pyvrp.stop import MaxRuntime

    data, owners = problem(day)
    result = pyvrp.solve(data, stop=MaxRuntime(seconds), seed=seed, display=False)
    routes: list[list[int]] = [[] for _ in range(day.m)]
    for route in result.best.routes():
        visits = [activity.idx for activity in route if activity.is_client()]
        routes[route.vehicle_type()] = [owners[k] for k in visits]
    return Found(_view.keep(day, routes), ended="time")


def problem(day: Day) -> tuple[Any, list[int]]:
    """PyVRP's data, and the ticket of each of its clients (one client per window)."""
    import pyvrp

    clients, owners, groups = [], [], []
    length = _view.duration(day)
    for i in range(day.n):
        spans = _view.windows(day, i)
        prize = int(day.unserved_cost[i])
        group = None
        if len(spans) > 1:
            group = len(groups)
            members = list(range(len(clients), len(clients) + len(spans)))
            groups.append(pyvrp.ClientGroup(members, required=False))
        for first, last in spans:
            client = pyvrp.Client(
                location=int(day.place[i]), delivery=day.demand[i].tolist(), service_duration=int(length[i]),
                tw_early=first, tw_late=last, prize=prize, required=False, group=group,
            )  # fmt: skip
            clients.append(client)
            owners.append(i)
    keys, profile = np.unique(day.allowed, axis=0, return_inverse=True)
    depots = [pyvrp.Depot(location=int(place)) for place in day.start_place]
    ends = [pyvrp.Depot(location=int(place)) for place in day.end_place]
    vehicles = [vehicle(day, e, int(profile.ravel()[e])) for e in range(day.m)]
    locations = [pyvrp.Location(0, 0) for _ in range(day.seconds.shape[1])]
    far = int(day.leg_cost.max() + day.unserved_cost.max(initial=0) + 1)
    costs = []
    for row in keys:
        closed = np.setdiff1d(day.place[row == 0], day.place[row == 1])
        cost = day.leg_cost[0].copy()
        cost[:, closed] = far
        np.fill_diagonal(cost, 0)
        costs.append(cost)
    seconds = day.seconds[0].astype(np.int64)
    data = pyvrp.ProblemData(locations, clients, depots + ends, vehicles, costs, [seconds] * len(costs), groups)
    return data, owners


def vehicle(day: Day, e: int, profile: int) -> Any:
    """One shift. Without delayed departures its length counts from the shift's start, so that overtime does too."""
    import pyvrp

    flexible = bool(day.work_rate[e]) or day.max_work[e] < NEVER
    options: dict[str, Any] = {}
    if flexible:
        options["unit_duration_cost"] = int(day.work_rate[e]) // 3600
        if day.max_work[e] < NEVER:
            options["shift_duration"] = int(day.max_work[e])
    else:
        options["start_late"] = int(day.start[e])
        options["shift_duration"] = int(day.end[e] - day.start[e])
        options["max_overtime"] = int(day.last[e] - day.end[e])
        options["unit_overtime_cost"] = int(day.overtime_rate[e]) // 3600
    return pyvrp.VehicleType(
        start_depot=e, end_depot=day.m + e, capacity=day.capacity[e].tolist(), fixed_cost=int(day.fixed_cost[e]),
        tw_early=int(day.start[e]), tw_late=int(day.last[e]), profile=profile, **options,
    )  # fmt: skip

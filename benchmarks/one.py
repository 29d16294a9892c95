"""One run of one solver on one instance: prints one JSON line. :mod:`benchmarks.run` starts a process for each."""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import time
from typing import Any

from benchmarks.sets import instance
from benchmarks.solvers import solver
from scheduler.day import Day


def main() -> None:
    """Parse, run, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set")
    parser.add_argument("name")
    parser.add_argument("solver")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    print(json.dumps(run(**vars(arguments))))


def run(set: str, name: str, solver: str, seconds: float, seed: int, threads: int) -> dict[str, Any]:
    """The line: who ran what, what it took, what the judge says of the plan."""
    case, player = instance(set, name), _solver(solver)
    cpu, wall = time.process_time(), time.monotonic()
    found = player.solve(case.day, seconds, seed, threads)
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    line: dict[str, Any] = {
        "set": set, "name": name, "solver": solver, "seconds": seconds, "seed": seed, "threads": threads,
        "tickets": case.day.n, "shifts": case.day.m, "cannot": player.cannot(case.day), "ended": found.ended,
        "cpu": round(cpu, 3), "wall": round(wall, 3),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "best_known": case.best, "best_unserved": case.best_unserved, "proved": case.proved,
    }  # fmt: skip
    try:
        score = case.score(found.routes)
    except ValueError as error:
        line |= {"valid": False, "why": str(error)}
    else:
        gap = case.gap(score)
        line |= {"valid": True, "value": round(float(score.value), 4), "unserved": score.unserved}
        line |= {"over_best": None if gap is None else round(float(gap), 6)}
    cost, parts = price(case.day, found.routes)
    line |= {"cost": cost, "parts": parts, "bound": found.bound, "trace": found.trace}
    if found.bound is not None and cost:
        line["gap"] = round((cost - found.bound) / cost, 6)
    return line | machine()


def price(day: Day, routes: list[list[int]]) -> tuple[int | None, dict[str, int]]:
    """Money of a plan and its parts under the whole day; None when a route breaks it."""
    from scheduler.engine import evaluate

    served = {i for route in routes for i in route}
    left = [i for i in range(day.n) if i not in served]
    parts = {"unserved": int(day.unserved_cost[left].sum()) if left else 0}
    for e, route in enumerate(routes):
        schedule = evaluate(day, e, route)
        if not schedule.feasible:
            return None, {}
        for part in ("travel", "pair", "late", "overtime", "work", "fixed"):
            parts[part] = parts.get(part, 0) + int(getattr(schedule, part))
    return sum(parts.values()), parts


def machine() -> dict[str, Any]:
    """Where and with which code it ran."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return {
        "commit": commit.stdout.strip(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "day": time.strftime("%Y-%m-%d", time.gmtime()),
    }


def _solver(name: str) -> Any:
    return solver(name)


if __name__ == "__main__":
    main()

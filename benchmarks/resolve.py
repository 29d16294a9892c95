"""How fast a small change is answered: a day is planned, one ticket arrives, and the day is planned again.

    python -m benchmarks.resolve --seconds 20 --tries 5

The second run starts from the first plan with the new ticket unserved, ruins near it first, and takes the first run's
prices, so that one pricing round gives a valid bound. Reported: wall seconds to the first plan that improves on leaving
the ticket, and to the first bound above zero; medians over tries.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, replace
from statistics import median

from benchmarks.sets import instance
from scheduler.budget import Budget
from scheduler.day import Day
from scheduler.engine import Duals, Outcome, TracePoint, evaluate, solve


@dataclass(frozen=True)
class Answer:
    """Seconds to the first improved plan and to the first bound; None = not within the run."""

    plan: float | None
    bound: float | None
    gap: float


def main() -> None:
    """Parse, measure, print medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", nargs="+", default=["H-n300-m52-s1", "S-n300-m52-s1"])
    parser.add_argument("--seconds", type=float, default=20, help="for the first plan")
    parser.add_argument("--tries", type=int, default=5, help="tickets that arrive, one after the other")
    asked = parser.parse_args()
    for name in asked.names:
        day = instance("days-300", name).day
        answers = [answer(day, ticket, asked.seconds) for ticket in range(0, day.n, max(1, day.n // asked.tries))]
        plans = [x.plan for x in answers if x.plan is not None]
        bounds = [x.bound for x in answers if x.bound is not None]
        print(
            f"{name}: first improved plan {median(plans):.3f} s ({len(plans)} of {len(answers)}), "
            f"first bound {median(bounds):.3f} s ({len(bounds)}), gap after 2 s {median(x.gap for x in answers):.2%}",
            flush=True,
        )


def answer(day: Day, ticket: int, seconds: float) -> Answer:
    """Plan without the ticket, then with it."""
    before = first(day, ticket, seconds)
    evaluate(day, 0, [])  # a dispatcher's day is compiled already
    begin = time.monotonic()
    seen: list[tuple[float, TracePoint]] = []
    after = solve(
        day,
        budget=Budget(seconds=2.0),
        start=before.routes,
        focus=[ticket],
        warm=priced(before, ticket, int(day.unserved_cost[ticket])),
        progress=lambda point: seen.append((time.monotonic() - begin, point)),
    )
    plan = next((when for when, point in seen if point.cost < before.cost), None)
    bound = next((when for when, point in seen if point.bound > 0.5 * after.bound), None)
    return Answer(plan, bound, after.gap)


def first(day: Day, ticket: int, seconds: float) -> Outcome:
    """The plan before the ticket was known: nobody may serve it yet."""
    allowed = day.allowed.copy()
    allowed[:, ticket] = 0
    return solve(replace(day, allowed=allowed), budget=Budget(seconds=seconds, seed=1))


def priced(before: Outcome, ticket: int, unserved: int) -> Duals | None:
    """The earlier prices; the new ticket is worth what leaving it costs."""
    if before.duals is None:
        return None
    pi = before.duals.pi.copy()
    pi[ticket] = unserved
    return replace(before.duals, pi=pi)


if __name__ == "__main__":
    main()

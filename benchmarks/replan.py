"""How fast and how good re-planning is, over random events on days with 300 tickets and 52 engineers.

``python -m benchmarks.replan --events 100 --long 30`` - per event: seconds to the first and to the final proposal
(situation, compile, search, judge, and saying what changes, all included), cost over a long re-plan with the same
stability prices, customers to be told within the budget, engineers touched. Run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import scheduler as pg
from models.clock import HOUR, MINUTE
from models.errors import InputError
from models.events import EngineerOut, Event, situation
from models.problem import Problem
from scheduler.generate import generate
from scheduler.replan import Proposal, replan
from scheduler.replan.random_events import random_event
from scheduler.travel.roads import roads

SERIES = ("emergency", "engineer-out", "any")
SECONDS = {"emergency": 1.0, "engineer-out": 2.0, "any": 1.0}
BUDGET = 3
VISITS = 6


@dataclass(frozen=True)
class Row:
    """One event.

    Parameters
    ----------
    first, final
        [s] from the event to the first and the final proposal.
    over
        Cost of the final proposal over that of the long re-plan, as a share; None when none was made.
    told, touched
        Customers to be told and engineers touched by the final proposal.
    budget_told
        Customers to be told with a budget of three; None when that is refused as not feasible.
    """

    series: str
    day: int
    event: str
    first: float
    final: float
    over: float | None
    told: int
    touched: int
    budget_told: int | None


def day(seed: int, tickets: int, engineers: int, seconds: float) -> Problem:
    """A day with its published night plan."""
    problem = generate(tickets=tickets, engineers=engineers, seed=seed, language="en")
    return problem.replace(published=pg.plan(problem, seconds=seconds).plan)


def event_at(dice: random.Random, problem: Problem, now: int, series: str) -> Event:
    """What happens."""
    if series == "engineer-out":
        return _out(dice, problem, now)
    kind = "ticket-arrived" if series == "emergency" else None
    calm = situation(problem, now, roads=roads)
    while True:
        event = random_event(dice, calm, kind)
        if event is not None and (series != "emergency" or event.why == "emergency"):
            return event


def _out(dice: random.Random, problem: Problem, now: int) -> Event:
    """Somebody with about six visits to come falls out."""
    assert problem.published is not None
    ahead = {route.engineer: sum(visit.start > now for visit in route.visits) for route in problem.published.routes}
    nearest = min(abs(visits - VISITS) for visits in ahead.values())
    return EngineerOut(at=now, engineer=dice.choice([one for one, n in ahead.items() if abs(n - VISITS) == nearest]))


def measured(problem: Problem, now: int, event: Event, series: str, long: float) -> Row:
    """One event, re-planned quickly, within a budget, and for long."""
    begin, first = time.perf_counter(), [0.0]

    def heard(proposal: Proposal) -> None:
        first[0] = time.perf_counter() - begin

    at = situation(problem, now, events=[event], roads=roads)
    final = replan(at, seconds=SECONDS[series] - (time.perf_counter() - begin), on_proposal=heard)
    seconds = time.perf_counter() - begin
    try:
        budget_told = len(replan(at, seconds=SECONDS[series], max_changes=BUDGET).customers)
    except InputError:
        budget_told = None
    best = replan(at, seconds=long).after.cost if long else None
    over = None if best is None else (final.after.cost - min(best, final.after.cost)) / max(1, best)
    return Row(series, 0, event.kind, first[0] or seconds, seconds, over, len(final.customers), len(final.touched),
               budget_told)  # fmt: skip


def rows(problems: list[Problem], events: int, series: str, long: float, seed: int) -> Iterator[Row]:
    """One row per event."""
    dice = random.Random(f"{seed} {series}")
    for k in range(events):
        number = k % len(problems)
        early, late = (8, 9) if series == "engineer-out" else (8, 15)
        now = dice.randrange(early * HOUR, late * HOUR, MINUTE)
        event = event_at(dice, problems[number], now, series)
        row = measured(problems[number], now, event, series, long)
        yield Row(**{**asdict(row), "day": number + 1})


def percentile(values: list[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def line(series: str, found: list[Row]) -> str:
    """One line of the table."""
    first, final = [row.first for row in found], [row.final for row in found]
    over = [row.over for row in found if row.over is not None]
    kept = [row.budget_told for row in found if row.budget_told is not None]
    return (
        f"| {series} | {len(found)} | {median(first):.2f} / {percentile(first, 0.95):.2f} "
        f"| {median(final):.2f} / {percentile(final, 0.95):.2f} "
        f"| {f'{100 * median(over):.2f} / {100 * percentile(over, 0.95):.2f}' if over else '-'} "
        f"| {median(row.told for row in found):g} / {max(row.told for row in found)} "
        f"| {median(row.touched for row in found):g} | {max(kept, default=0)} ({len(found) - len(kept)} refused) |"
    )


HEAD = """
| series | events | first s (median / p95) | final s | cost over long % | told (median / max) | lists | told of 3 |
|---|---|---|---|---|---|---|---|"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--events", type=int, default=100, help="events per series")
    parser.add_argument("--long", type=float, default=30.0, help="[s] of the long re-plan; 0 = none")
    parser.add_argument("--night", type=float, default=30.0, help="[s] of a night plan")
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--tickets", type=int, default=300)
    parser.add_argument("--engineers", type=int, default=52)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--series", nargs="*", default=list(SERIES), choices=SERIES)
    parser.add_argument("--out", type=Path, help="JSON lines, one per event")
    wanted = parser.parse_args()
    problems = [day(seed, wanted.tickets, wanted.engineers, wanted.night) for seed in range(1, wanted.days + 1)]
    replan(situation(problems[0], 9 * HOUR, roads=roads), seconds=0.1)  # imports and tables, as in a service that runs
    print(HEAD)
    for series in wanted.series:
        found = []
        for row in rows(problems, wanted.events, series, wanted.long, wanted.seed):
            found.append(row)
            if wanted.out is not None:
                with wanted.out.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(row)) + "\n")
        print(line(series, found), flush=True)


if __name__ == "__main__":
    main()

"""``replan_day.py DAY PLAN ITERATIONS REPEATS``: wall seconds from an event at ten in the morning to the proposals.

Situation, compile, search, judge and saying what changes are all included; the work of a search is fixed.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import scheduler as pg
from models.clock import HOUR, MINUTE
from models.events import EngineerOut, Event, TicketArrived, VisitOverruns, situation
from models.plan import Plan
from models.problem import Problem
from scheduler.replan import replan
from scheduler.travel.roads import roads

TEN = 10 * HOUR


def happenings(problem: Problem, plan: Plan) -> dict[str, Event]:
    """The busiest falls out, an emergency comes in, the first visit under way takes three quarters of an hour more."""
    ahead = {route.engineer: sum(visit.start > TEN for visit in route.visits) for route in plan.routes}
    busiest = max(sorted(ahead), key=ahead.__getitem__)
    under_way = sorted(
        (visit.ticket, visit.finish)
        for route in plan.routes
        for visit in route.visits
        if visit.start <= TEN < visit.finish
    )
    ticket, finish = under_way[0]
    model = next(ticket for ticket in problem.tickets if not ticket.parts and not ticket.required)
    emergency = model.but(id="EMERGENCY", priority=1, windows=(), respond_by=None, resolve_by=None, created=TEN)
    return {
        "engineer-out": EngineerOut(at=TEN, engineer=busiest),
        "emergency": TicketArrived(at=TEN, ticket=emergency),
        "overrun": VisitOverruns(at=TEN, ticket=ticket, until=finish + 45 * MINUTE),
    }


def answered(problem: Problem, event: Event, iterations: int) -> dict[str, Any]:
    """Wall seconds to the first and to the final proposal, CPU seconds in all, and what the final one costs."""
    begin, cpu, first = time.perf_counter(), time.process_time(), list[float]()
    at = situation(problem, TEN, events=[event], roads=roads)
    final = replan(at, iterations=iterations, on_proposal=lambda _: first.append(time.perf_counter() - begin))
    seconds = time.perf_counter() - begin
    cpu = time.process_time() - cpu
    return {"first": first[0] if first else seconds, "final": seconds, "cpu": cpu, "cost": final.after.cost}


def main(day: str, plan: str, iterations: str, repeats: str) -> None:
    """Load, let things happen, print every answer."""
    problem = pg.load(day)
    published = Plan.from_json(json.loads(Path(plan).read_text(encoding="utf-8")), problem.clock)
    problem = problem.replace(published=published)
    events = happenings(problem, published)
    answered(problem, events["emergency"], 1)  # imports and tables, as in a service that runs
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in events}
    for _ in range(int(repeats)):
        for name, event in events.items():
            found[name].append(answered(problem.replace(), event, int(iterations)))
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])

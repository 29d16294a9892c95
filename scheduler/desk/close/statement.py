"""Statements: what every engineer did on every shift - hours, overtime, standing by - as it was in the end."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from models.clock import Clock
from models.engineer import Engineer, Shift
from models.events import Situation
from models.interval import merge
from models.kpi.facts import legs, working
from models.plan import Plan, Route


@dataclass(frozen=True)
class ShiftStatement:
    """One engineer's shift; lengths in seconds.

    Parameters
    ----------
    start, end
        [s] as agreed.
    left, back
        [s] really: departure and return; None = had no visit.
    service, driving, rest
        At customers, on the road, the break.
    away
        Absence and training within the shift.
    overtime
        After the end of the shift.
    standby
        On the shift and free: neither away, nor driving, nor at a customer, nor having the break.
    """

    engineer: str
    shift: str
    start: int
    end: int
    left: int | None
    back: int | None
    visits: int
    service: int
    driving: int
    rest: int
    away: int
    overtime: int
    standby: int

    def as_row(self, clock: Clock) -> dict[str, Any]:
        """Cells: times in ISO 8601, lengths in minutes."""
        times = {"start", "end", "left", "back"}
        lengths = {"service", "driving", "rest", "away", "overtime", "standby"}
        return {
            (f"{name}_min" if name in lengths else name): (
                "" if value is None
                else clock.iso(value) if name in times
                else round(value / 60, 1) if name in lengths
                else value
            )
            for name, value in asdict(self).items()
        }  # fmt: skip


def statements_of(now: Situation, plan: Plan) -> tuple[ShiftStatement, ...]:
    """A statement for every shift that has begun, in the problem's order.

    Parameters
    ----------
    plan
        The whole day as it was.
    """
    routes = {route.shift: route for route in plan.routes if route.visits}
    begun = [(engineer, shift) for engineer, shift in now.problem.shifts if shift.start < now.problem.now]
    return tuple(_statement(now, engineer, shift, routes.get(shift.id)) for engineer, shift in begun)


def _statement(now: Situation, engineer: Engineer, shift: Shift, route: Route | None) -> ShiftStatement:
    end = min(shift.end, now.problem.now)
    here = sum(v - u for u, v in working(engineer, shift) if u < end)
    away = shift.end - shift.start - sum(v - u for u, v in working(engineer, shift))
    if route is None:
        return ShiftStatement(engineer.id, shift.id, shift.start, shift.end, None, None, 0, 0, 0, 0, away, 0, here)
    service = sum(visit.finish - visit.start for visit in route.visits)
    driving = sum(seconds for seconds, _ in legs(now.problem, route))
    rest = route.rest.end - route.rest.start if route.rest is not None else 0
    overtime = max(0, route.end - shift.end)
    busy = merge([(visit.start, visit.finish) for visit in route.visits])
    at_work = sum(min(v, shift.end) - max(u, shift.start) for u, v in busy if u < shift.end and v > shift.start)
    standby = max(0, here - at_work - rest - max(0, driving - max(0, overtime - (service - at_work))))
    return ShiftStatement(engineer.id, shift.id, shift.start, shift.end, route.depart, route.end, len(route.visits),
                          service, driving, rest, away, overtime, standby)  # fmt: skip

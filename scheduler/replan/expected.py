"""What is expected of a day in progress when nobody decides anything: everybody goes on as published."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from models.plan import Plan, Visit
from scheduler.compile import Compiled, assemble, routes_of
from scheduler.compile.shifts import LATEST
from scheduler.insertion.day_view import between, starts_of, with_starts
from scheduler.planning.repair import mended
from scheduler.replan.basis import ReplanBasis


@dataclass(frozen=True)
class Expected:
    """The plan of the whole day as it will come to pass.

    Parameters
    ----------
    plan
        What stands, and the rest in its published order: nobody starts earlier than published, and later only where
        there is no other way.
    off
        Tickets that the published plan serves and that no longer fit; they are unserved in ``plan``.
    """

    plan: Plan
    off: tuple[str, ...] = ()


def expected(ground: ReplanBasis) -> Expected:
    """The day as it goes on by itself."""
    compiled = held(ground)
    state = ground.situation.state
    again = {i for i, id in enumerate(compiled.tickets) if state.given_up(id)}  # nobody comes a second time by itself
    wanted = [[i for i in route if i not in again] for route in routes_of(compiled, ground.published)]
    kept = mended(compiled.day, wanted)
    off = [i for before, after in zip(wanted, kept, strict=True) for i in before if i not in after]
    return Expected(assemble(ground.problem, compiled, kept), tuple(compiled.tickets[i] for i in off))


def held(ground: ReplanBasis, other: Plan | None = None, chosen: Collection[str] = ()) -> Compiled:
    """The arrays in which no visit starts before the time people know, where it may start later at all.

    Parameters
    ----------
    other, chosen
        Tickets whose times are those of another plan.
    """
    compiled, day = ground.compiled, ground.compiled.day
    known = {id: place for id, place in ground.published.served().items() if id not in chosen}
    if other is not None:
        known |= {id: place for id, place in other.served().items() if id in chosen}
    starts = {}
    for id, (route, visit) in known.items():
        i, e = compiled.ticket_index.get(id), compiled.shift_index.get(route.shift)
        if i is not None and e is not None and (later := between(starts_of(day, e, i), visit.start, LATEST)):
            starts[e, i] = later
    return replace(compiled, day=with_starts(day, starts))


def undecided(ground: ReplanBasis, plan: Plan) -> Plan:
    """``plan`` with the visits that no longer fit, and about which it decides nothing, where people still know them.

    They stay in the lists that ``plan`` leaves as they are, until somebody decides about them: only so the promise to
    the customer is remembered, and what is lost is named to whoever plans again.
    """
    served, possible = plan.served(), ground.plan.served()
    here = {route.shift: route for route in plan.routes}
    fixed = ground.situation.fixed
    for route in ground.published.routes:
        lost = [visit for visit in route.visits if visit.ticket not in (served.keys() | possible.keys() | fixed.keys())]
        now = here[route.shift].visits if route.shift in here else ()
        kept = [visit.ticket for visit in route.visits if visit.ticket in possible and visit.ticket not in fixed]
        if lost and [visit.ticket for visit in now if visit.ticket not in fixed] == kept:
            known = sorted((*now, *(visit for visit in lost if _open(ground, visit))), key=lambda visit: visit.start)
            here[route.shift] = here.get(route.shift, route).but(visits=tuple(known))
    routes = tuple(here[shift.id] for _, shift in ground.problem.shifts if shift.id in here)
    kept_ids = {id for route in routes for id in route.tickets}
    return plan.but(routes=routes, unserved=tuple(id for id in plan.unserved if id not in kept_ids))


def _open(ground: ReplanBasis, visit: Visit) -> bool:
    return visit.ticket in ground.compiled.ticket_index

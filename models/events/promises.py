"""What customers were told: a change too small to be told does not move the promise."""

from __future__ import annotations

from models.events.state import State
from models.plan import Plan
from models.shapes import Promise


def told(state: State, plan: Plan) -> dict[str, int]:
    """Ticket id -> [s] start the customer knows, for visits of ``plan`` that differ from it without a call.

    What was promised of a visit that ``plan`` does not serve is remembered, too.
    """
    if state.promises is None:
        return {}
    readings = state.problem.policy.usual(Promise)
    before, after = state.promises.served(), plan.served()
    found = {id: visit.start for id, (_, visit) in before.items() if id not in after}
    found |= {id: start for id, start in state.told.items() if id not in before and id not in after}
    for id, (route, visit) in after.items():
        if id not in before or before[id][0].engineer != route.engineer:
            continue
        promised = before[id][1]
        earliest = max(reading.earliest(promised) for reading in readings)
        latest = min(reading.latest(promised) for reading in readings)
        if visit.start != promised.start and earliest <= visit.start <= latest:
            found[id] = promised.start
    return found

"""Loads: what fits on the van, one column per rule and resource."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.shapes import ShiftLoad
from scheduler.compile.axes import Axes
from scheduler.compile.decided import takes
from scheduler.day import NEVER, Ints


@dataclass(frozen=True, eq=False)
class Loads:
    """The load arrays of a Day."""

    capacity: Ints
    demand: Ints
    resources: tuple[tuple[str, str], ...]
    """Rule id and name of each resource."""

    def fits(self) -> NDArray[np.bool_]:
        """(m, n) does each ticket alone fit on each shift's van?"""
        size = (len(self.capacity), len(self.demand))
        alone = np.ones(size, np.bool_)
        for r in range(self.demand.shape[1]):
            alone &= self.demand[None, :, r] <= self.capacity[:, r, None]
        return alone

    def binding(self, allowed: NDArray[np.bool_]) -> Loads:
        """Without the resources that no route of allowed tickets can exhaust."""
        most = allowed.astype(np.int64) @ self.demand.astype(np.int64)
        keep = np.flatnonzero((most > self.capacity).any(axis=0))
        names = tuple(self.resources[r] for r in keep)
        return Loads(np.ascontiguousarray(self.capacity[:, keep]), np.ascontiguousarray(self.demand[:, keep]), names)


def loads(frame: Axes) -> Loads:
    """Capacity of each shift and demand of each ticket for every resource that some ticket takes."""
    columns: dict[tuple[str, str], list[int]] = {}
    for rule in frame.problem.policy.of(ShiftLoad):
        for i, ticket in enumerate(frame.tickets):
            for resource, amount in rule.takes(ticket, frame.problem).items():
                if amount > 0:
                    columns.setdefault((rule.id, resource), [0] * len(frame.tickets))[i] = min(amount, NEVER)
    capacity = np.full((len(frame.shifts), len(columns)), NEVER, np.int32)
    for rule in frame.problem.policy.of(ShiftLoad):
        mine = [(r, resource) for r, (id, resource) in enumerate(columns) if id == rule.id]
        if mine:
            for k, engineer in enumerate(frame.engineers):
                held = rule.holds(engineer, frame.problem)
                room = [_room(held.get(resource), rule.missing) for _, resource in mine]
                capacity[np.ix_(frame.owner == k, [r for r, _ in mine])] = room
            for e, (_, shift) in enumerate(frame.shifts):
                for resource, amount in takes(frame.problem, rule, shift).items():
                    if (r := next((r for r, name in mine if name == resource), None)) is not None:
                        capacity[e, r] = max(0, capacity[e, r] - amount) if capacity[e, r] < NEVER else NEVER
    demand = np.array(list(columns.values()), np.int32).reshape(len(columns), len(frame.tickets)).T
    return Loads(capacity, np.ascontiguousarray(demand), tuple(columns))


def _room(held: int | None, missing: int | None) -> int:
    room = missing if held is None else held
    return NEVER if room is None else min(room, NEVER)

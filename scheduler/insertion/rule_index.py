"""The policy's rules by shape, looked up once for many questions about one problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from models.engineer import Engineer, Shift
from models.interval import Spans
from models.problem import Problem
from models.shapes import Link, MayServe, Measure, ServeWhen, ShiftBlock, ShiftLimit, ShiftLoad
from scheduler.insertion.obstacle import Obstacle


@dataclass(frozen=True, eq=False)
class RuleIndex:
    """Rules that can stand in the way of a visit."""

    problem: Problem
    late: dict[tuple[int, int], Obstacle] = field(default_factory=dict, repr=False)
    """What is said of coming too late to (shift, ticket), once it has been asked."""

    @cached_property
    def may_serve(self) -> tuple[MayServe, ...]:
        """Who."""
        return self.problem.policy.of(MayServe)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """What no visit of one engineer can give."""
        return self.problem.policy.of(Link)

    @cached_property
    def serve_when(self) -> tuple[ServeWhen, ...]:
        """When."""
        return self.problem.policy.of(ServeWhen)

    @cached_property
    def loads(self) -> tuple[ShiftLoad, ...]:
        """With what on the van."""
        return self.problem.policy.of(ShiftLoad)

    @cached_property
    def limits(self) -> tuple[ShiftLimit, ...]:
        """How much in one shift."""
        return self.problem.policy.of(ShiftLimit)

    @cached_property
    def _blocks(self) -> dict[str, tuple[tuple[str, Spans], ...]]:
        rules = self.problem.policy.of(ShiftBlock)
        return {
            shift.id: tuple((rule.id, spans) for rule in rules if (spans := rule.blocks(engineer, shift, self.problem)))
            for engineer, shift in self.problem.shifts
        }

    def blocks(self, shift: Shift) -> tuple[tuple[str, Spans], ...]:
        """Rule id and time off of each rule that takes time out of the shift."""
        return self._blocks[shift.id]

    def bounds(self, engineer: Engineer, shift: Shift, measure: Measure) -> list[tuple[int, str]]:
        """Bound and rule id of each rule on a measure, the least first."""
        found = [
            (most, rule.id)
            for rule in self.limits
            if rule.measure is measure and (most := rule.most(engineer, shift, self.problem)) is not None
        ]
        return sorted(found, key=lambda bound: bound[0])

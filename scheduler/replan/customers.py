"""The budget of customers to be told: held by a row of the Day in which nobody counts twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from models.errors import InputError, Trouble
from models.facts import Facts
from models.plan import Plan
from models.problem import Problem
from models.rules.change_budget import ChangeBudget
from models.rules.not_before_promised import NotBeforePromised
from models.shapes import PlanLimit, PlanRow
from scheduler.budget import Budget
from scheduler.compile import Compiled, compile
from scheduler.planning.result import Result
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.effort import ReplanEffort

ROUNDS = 3
FEWEST = 4000
"""Iterations that look for the least number of customers to be told."""


@dataclass
class Customers:
    """How many customers may be told, and who of them has to be told whatever is decided.

    Parameters
    ----------
    most
        Customers of visits that can still be decided about; None = any number.
    """

    ground: ReplanBasis
    most: int | None
    _problems: dict[tuple[str, ...], Problem] = field(default_factory=dict)

    @classmethod
    def of(cls, ground: ReplanBasis, most: int | None) -> Customers:
        """The budget: what is said here, else the policy's; visits that are fixed and late are paid from it first."""
        if most is None:
            most = ground.budget.customers
        return cls(ground, None if most is None else most - len(ground.late))

    @property
    def rule(self) -> ChangeBudget:
        """What counts as a change, without a limit."""
        return self.ground.budget.but(customers=None, told=())

    def told(self, plan: Plan) -> tuple[str, ...]:
        """Who has to be told when this plan comes true."""
        return self.rule.customers_of(self.ground.problem, plan)

    def start(self) -> Plan:
        """A plan within the budget to begin with.

        Raises
        ------
        InputError
            When there is none, saying the least number of customers that have to be told.
        """
        base = self.ground.plan
        if self.most is None or len(self.told(base)) <= self.most:
            return base
        fewest = self.fewest()
        if len(self.told(fewest)) > self.most:
            raise InputError(self._too_small(fewest))
        return fewest

    def problem(self, plan: Plan) -> Problem:
        """The problem with the budget, in which everybody whom ``plan`` changes twice counts once."""
        if self.most is None:
            return self._open
        told = self._once(plan)
        if told not in self._problems:
            rule = self.rule.but(customers=self.most, told=told)
            self._problems[told] = self._punctual.replace(policy=self._punctual.policy.with_rule(rule))
        return self._problems[told]

    @cached_property
    def _punctual(self) -> Problem:
        """The problem in which no visit is so early that its customer would have to be told: rows do not count that."""
        problem, free = self.ground.problem, self.rule.free_minutes
        own = problem.policy.usual(NotBeforePromised)[0]
        own = own.but(tolerance_minutes=min(own.tolerance_minutes, free))
        return problem.replace(policy=problem.policy.with_rule(own))

    @cached_property
    def _open(self) -> Problem:
        problem = self.ground.problem
        return problem.replace(policy=problem.policy.with_rule(self.rule))

    def compiled(self, plan: Plan) -> Compiled:
        """The problem with the budget as arrays."""
        return self.ground.compiled if self.most is None else compile(self.problem(plan))

    def search(self, effort: ReplanEffort, start: Plan, focus: Sequence[str], share: float = 1.0) -> Result:
        """Search within the budget; what counting twice had hidden of it is used in a next round."""
        if self.most is None:
            return effort.search(self.ground.problem, start=start, compiled=self.ground.compiled, focus=focus,
                                 share=share)  # fmt: skip
        plan, parts = start, (0.5, 0.6, 1.0)
        for part in parts[:ROUNDS]:
            problem = self.problem(plan)
            result = effort.search(problem, start=plan, focus=focus, share=share * part)
            if self._once(result.plan) == self._once(plan):
                return result
            plan = result.plan
        return result

    def _once(self, plan: Plan) -> tuple[str, ...]:
        """Those who get another engineer and a later time at once, or cannot be served as promised by anybody."""
        promised, served = self.ground.problem.promised, plan.served()
        moved = [id for id in self.told(plan) if id in served and served[id][0].engineer != promised[id][0].engineer]
        twice = {id for id in moved if served[id][1].start > self.rule.latest(promised[id][1])}
        return tuple(id for id in self.told(plan) if id in twice or id in self.forced)

    @property
    def forced(self) -> frozenset[str]:
        """Tickets whose published engineer cannot serve them any more in time, whatever else is changed."""
        ground, day = self.ground, self.ground.compiled.day
        found = set()
        for id, (route, visit) in ground.problem.promised.items():
            i, e = ground.compiled.ticket_index.get(id), ground.compiled.shift_index.get(route.shift)
            if i is None or e is None:
                continue
            windows = slice(*day.window_offset[day.window_set[e, i] :][:2])
            drive = int(day.seconds[day.profile[e], day.start_place[e], day.place[i]])
            arrive, latest = int(day.start[e]) + drive, self.rule.latest(visit)
            reachable = (day.window_first[windows] <= latest) & (day.window_last[windows] >= arrive)
            if not day.allowed[e, i] or arrive > latest or not reachable.any():
                found.add(id)
        return frozenset(found)

    def fewest(self) -> Plan:
        """A plan that changes as few promises as a short search finds, whatever it costs."""
        problem = self._punctual
        hard = tuple(rule for rule in problem.policy.rules if rule.hard)
        few = Fewest(counted=self.rule.but(customers=0, told=tuple(self.forced)))
        counting = problem.replace(policy=problem.policy.but(rules=(*hard, few)))
        effort = ReplanEffort(Budget(iterations=FEWEST, threads=1))
        found = effort.search(counting, start=self.ground.plan, compiled=compile(counting)).plan
        return min((found, self.ground.plan), key=lambda plan: len(self.told(plan)))

    def _too_small(self, fewest: Plan) -> Trouble:
        late = len(self.ground.late)
        least, proved = len(self.told(fewest)) + late, len(self.told(fewest)) <= len(self.forced)
        ids = ", ".join([*self.ground.late, *self.told(fewest)][:8])
        said = "the least that is feasible is" if proved else "the least that was found is"
        message = f"{(self.most or 0) + late} customers to be told are too few: {said} {least} ({ids})"
        return Trouble(message, field="max_changes", value=str((self.most or 0) + late), rule="budget-too-small",
                       maybe=f"allow {least} changes.")  # fmt: skip


class Fewest(PlanLimit):
    """Counts customers to be told, each for one unit of money and nothing else."""

    id: ClassVar[str] = "fewest-changes"
    title: ClassVar[tuple[str, str]] = ("customers to be told", "需通知客户")
    hard: ClassVar[bool] = False

    counted: ChangeBudget

    def rows(self, facts: Facts) -> tuple[PlanRow, ...]:
        return tuple(
            PlanRow(row.name, 0, 1000, row.pair, row.used, row.unserved, row.late) for row in self.counted.rows(facts)
        )

"""From a judged plan to a proposal."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.events.detours import off_the_route
from models.finding import Report
from models.kpi import kpis
from models.plan import Plan
from models.problem import Problem
from models.text import Text
from scheduler.errors import NoAcceptablePlan
from scheduler.planning.result import Result
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.changes import changes_of, new_lists
from scheduler.replan.customers import Customers
from scheduler.replan.effort import Judged
from scheduler.replan.proposal import CostLedger, Proposal
from scheduler.replan.steady import steadied


@dataclass(frozen=True)
class Limits:
    """Hard budgets; None = no limit of this kind (for customers then the policy's).

    Parameters
    ----------
    changes
        Customers to be told.
    engineers
        Engineers whose list changes.
    """

    changes: int | None = None
    engineers: int | None = None


@dataclass(frozen=True)
class Writer:
    """Writes proposals that stand on one ground.

    Parameters
    ----------
    before
        What the published plan costs and achieves, as far as it is still possible.
    """

    ground: ReplanBasis
    customers: Customers
    limits: Limits
    before: CostLedger
    seed: int

    def best(self, found: Judged | Result, *, final: bool = True) -> Proposal:
        """The proposal of what a search found, in which no visit starts earlier than promised for no gain.

        Raises
        ------
        NoAcceptablePlan
            When the judge finds a broken rule.
        """
        plan, report = steadied(self.ground.problem, found.plan)
        if report is not None and plan is not found.plan:
            found = replace(found, plan=plan, report=report)
        return self.proposal(found, final=final)

    def proposal(self, found: Judged | Result, *, final: bool = True) -> Proposal:
        """The proposal of a plan of the whole day, with its times as they are.

        Raises
        ------
        NoAcceptablePlan
            When the judge finds a broken rule.
        """
        ground, plan = self.ground, found.plan
        if not found.report.feasible:
            broken = (f"  {finding.rule}: {finding.message}" for finding in found.report.broken)
            head = "no plan for the rest of the day keeps every rule; the published plan stays."
            raise NoAcceptablePlan("\n".join([head, *broken]))
        situation, problem = ground.situation, ground.problem
        changes = changes_of(ground, plan, self.customers.told(plan))
        return Proposal(
            day=problem.name,
            currency=problem.policy.currency,
            at=problem.now,
            happened=tuple(event.to_json(problem.clock) for event in situation.state.heard),
            published=ground.published,
            plan=plan,
            changes=changes,
            engineers=new_lists(ground, plan, changes),
            unserved=plan.unserved,
            spots=off_the_route(situation.state.problem, situation.stands.values(), plan),
            before=self.before,
            after=ledger(problem, plan, found.report),
            bound=found.bound,
            gap=found.gap,
            max_changes=self.limits.changes,
            max_engineers=self.limits.engineers,
            freeze=situation.ahead.freeze,
            divert=situation.ahead.divert,
            seed=self.seed,
            freed=tuple(id for id in situation.problem.promised if id not in problem.promised),
            final=final,
            head=situation.state.head,
            notes=(*(_lapsed(id) for id in ground.lapsed), *ground.notes, *problem.travel.source.split("; ")[1:]),
        )


def _lapsed(ticket: str) -> Text:
    english = f"{ticket} cannot stay as it was decided by hand, so it is planned again"
    return Text(english, f"{ticket} 无法保持人工决定的安排，已重新安排")


def ledger(problem: Problem, plan: Plan, report: Report) -> CostLedger:
    """What a plan for the rest of the day costs and achieves."""
    figures = {kpi.id: kpi.value for kpi in kpis(problem, plan, report)}
    return CostLedger(cost=report.cost, costs=report.costs, kpis=figures)


def unchanged(ground: ReplanBasis, limits: Limits, seed: int) -> Proposal:
    """The published plan as it is: nothing has happened that it does not know."""
    found = Judged.of(ground.problem, ground.published)
    if not found.report.feasible:  # something was reported to be otherwise
        found = Judged.of(ground.problem, ground.as_published)
    before = ledger(ground.problem, found.plan, found.report)
    return Writer(ground, Customers.of(ground, None), limits, before, seed).proposal(found)

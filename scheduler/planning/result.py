"""What planning hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.finding import Report
from models.money import show
from models.plan import Plan
from models.problem import Problem
from models.text import Text

if TYPE_CHECKING:
    from scheduler.engine import Ended, TracePoint, Work
    from scheduler.planning.warm_start import Prices
    from scheduler.report.proof import Proof
    from scheduler.wording.language import Language


NOTES = {
    "no-regions": Text(
        "plan limits (stock, reserves, changes) tie the whole day: it is searched in one piece, not region by region",
        "整体限制（库存、预留、变更次数）牵涉全天：搜索未分区进行",
    ),
    "no-climbing": Text(
        "plan limits (stock, reserves, changes) have prices of their own: the bound comes slower than on others",
        "整体限制（库存、预留、变更次数）需单独定价：下界比其他大型计划来得慢",
    ),
}
"""What the engine says of a day on which it has to work harder."""


@dataclass(frozen=True)
class Result:
    """A judged plan and the proof of how good it is.

    Parameters
    ----------
    plan
        Routes with times, and the tickets left unserved.
    report
        The judge's verdict: broken rules, and every cost by rule.
    cost
        [thousandths] what the judge says the plan costs; the solver's own figure is the same, or there is no result.
    bound
        [thousandths] no plan of this problem costs less; None when the solver proves nothing.
    gap
        Proven distance from the best possible plan as a share of the cost that a plan can influence; None likewise.
    ended
        Why the solver stopped: optimal, gap, time, iterations, stopped - or heuristic, for a solver that just ends.
    trace
        Cost and bound over the run.
    work
        What the engine did; a budget of this work does it again.
    overlap
        Whether the bound leaves out that two shifts of one person must not overlap.
    notes
        What the engine could not do on this day, each a key of :data:`NOTES`.
    prices
        Worth of tickets and shifts behind the bound; None when nothing was proved.
    seconds, cpu_seconds
        [s] wall time of the search, and the processor time it had in it.
    """

    problem: Problem
    plan: Plan
    report: Report
    cost: int
    bound: int | None
    gap: float | None
    ended: Ended | str
    solver: str
    seed: int
    trace: tuple[TracePoint, ...] = ()
    work: Work | None = None
    prices: Prices | None = None
    overlap: bool = False
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    cpu_seconds: float = 0.0

    @property
    def proof(self) -> Proof:
        """What was proved, for reports."""
        from scheduler.report.proof import Proof

        return Proof(self.bound, self.ended, self.solver, self.overlap, self.seconds, self.cpu_seconds)

    @property
    def served(self) -> int:
        """Number of open tickets with a visit; those whose visits were decided before do not count."""
        settled = self.problem.settled
        return sum(id not in settled for route in self.plan.routes for id in route.tickets)

    def summary(self, language: Language | str = "en") -> str:
        """A few lines for people."""
        from scheduler.wording.columns import padded
        from scheduler.wording.language import Language
        from scheduler.wording.words import rule_title

        language = Language(language)
        proof = self.proof
        currency = self.problem.policy.currency
        wanted = len(self.problem.open_tickets)
        engineers = len({route.engineer for route in self.plan.routes})
        lines = [
            language.of(
                f"{self.problem.name}: {self.served} of {wanted} tickets served by {engineers} of "
                f"{len(self.problem.engineers)} engineers, {len(self.plan.unserved)} unserved.",
                f"{self.problem.name}：{wanted} 个工单中已派 {self.served} 个，由 "
                f"{len(self.problem.engineers)} 名工程师中的 {engineers} 名服务，未派 {len(self.plan.unserved)} 个。",
            ),
            language.of(
                f"Cost {show(self.cost, currency)}, {proof.words(self.cost)[0]} ({self.solver}, ended: {self.ended}).",
                f"费用 {show(self.cost, currency)}，{proof.words(self.cost)[1]}（{self.solver}，结束：{self.ended}）。",
            ),
        ]
        parts = sorted(((cost, rule) for rule, cost in self.report.costs.items() if cost), reverse=True)
        lines += [
            f"  {padded(language.of(rule, rule_title(rule)[1]), 24)} {show(cost, currency):>20}" for cost, rule in parts
        ]
        lines += [f"  {language.of('note', '说明')}: {language.text(NOTES[note])}" for note in self.notes]
        broken = language.of("BROKEN", "违反")
        lines += [f"  {broken} {finding.rule}: {language.text(finding.message)}" for finding in self.report.broken]
        return "\n".join(lines)

"""What the judge says."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """One broken rule or one cost.

    Parameters
    ----------
    rule
        Id of the rule, for instance ``skill-level``; ``plan`` for a plan that does not fit the day at all.
    hard
        True: the plan must not leave the product. False: it costs ``cost``.
    ticket, engineer, shift
        Whom it concerns; empty where it does not apply.
    amount
        By how much, where there is a measure: seconds late, seconds to the nearest permitted start, seconds that are
        missing for a drive or a break, what is over a limit (seconds, visits, pieces, load units), seconds driven or
        worked; else 0.
    cost
        [thousandths]
    message
        A sentence for people, ids and numbers first.
    """

    rule: str
    hard: bool
    message: str
    ticket: str = ""
    engineer: str = ""
    shift: str = ""
    amount: int = 0
    cost: int = 0


@dataclass(frozen=True)
class Report:
    """The judge's verdict on a plan.

    Parameters
    ----------
    findings
        Broken rules first, then costs.
    costs
        Money per priced rule [thousandths], all priced rules of the policy, zeros included: what a plan can influence.
    facts
        What was decided before breaks and costs, likewise sorted. They refuse nothing, and their money is sunk.
    waived
        Breaches of hard rules that somebody has waived for this ticket and engineer; they refuse nothing.
    """

    findings: tuple[Finding, ...] = ()
    costs: dict[str, int] = field(default_factory=dict)
    facts: tuple[Finding, ...] = ()
    waived: tuple[Finding, ...] = ()

    @property
    def cost(self) -> int:
        """Total money [thousandths]."""
        return sum(self.costs.values())

    @property
    def sunk(self) -> int:
        """Money of what was decided before [thousandths]; no plan can influence it."""
        return sum(fact.cost for fact in self.facts)

    @property
    def broken(self) -> tuple[Finding, ...]:
        """Findings of hard rules."""
        return tuple(finding for finding in self.findings if finding.hard)

    @property
    def feasible(self) -> bool:
        """True when no hard rule is broken."""
        return not self.broken

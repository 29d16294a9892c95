"""Key figures of a plan by their standard definitions, each with numerator and denominator.

One small function per figure; its docstring is its page of the documentation (``python -m models.kpi.page``).
"""

from __future__ import annotations

from collections.abc import Callable

from models.finding import Report
from models.kpi.facts import KpiFacts
from models.kpi.kpi import Kpi
from models.kpi.service import mean_wait, over_qualification, served_share, unserved
from models.kpi.sla import lateness, sla_resolution, sla_response
from models.kpi.work import fairness, overtime, tickets_per_day, travel_share, utilization
from models.plan import Plan
from models.problem import Problem

KPIS: tuple[Callable[[KpiFacts], tuple[Kpi, ...]], ...] = (
    served_share,
    unserved,
    sla_response,
    sla_resolution,
    lateness,
    mean_wait,
    tickets_per_day,
    utilization,
    travel_share,
    overtime,
    over_qualification,
    fairness,
)
"""All key figures in the order in which people read them."""


def kpis(problem: Problem, plan: Plan, report: Report) -> tuple[Kpi, ...]:
    """All key figures of a plan, in the order of :data:`KPIS`.

    Parameters
    ----------
    problem, plan
        A plan and the problem it is for. What the plan names and the problem does not know counts for nothing.
    report
        The judge's verdict on the plan.

    Returns
    -------
    tuple of Kpi
        Always the same ids in the same order, so that plans can be compared; ``value`` is None where there is nothing
        to measure.
    """
    facts = KpiFacts(problem, plan, report)
    return tuple(kpi for figure in KPIS for kpi in figure(facts))


__all__ = ["KPIS", "Kpi", "KpiFacts", "kpis"]

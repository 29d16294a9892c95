"""Key figures about tickets: who is served, how long customers wait."""

from __future__ import annotations

from models.kpi.facts import KpiFacts
from models.kpi.kpi import Kpi, ratio


def served_share(facts: KpiFacts) -> tuple[Kpi, ...]:
    """Served share: how many of the open tickets get a visit.

    Id: ``served``. Unit: %.

    Numerator: open tickets with a visit in the plan.

    Denominator: open tickets (neither finished nor cancelled).
    """
    tickets = facts.problem.wanted
    served = sum(ticket.id in facts.served for ticket in tickets)
    return (ratio("served", ("Tickets served", "已安排工单"), served, len(tickets), "%", True),)


def unserved(facts: KpiFacts) -> tuple[Kpi, ...]:
    """Unserved by priority: how many open tickets of a priority get no visit.

    Ids: ``unserved-p1`` ... ``unserved-p4``. Unit: %.

    Numerator: open tickets of the priority without a visit.

    Denominator: open tickets of the priority.
    """
    return tuple(
        ratio(
            f"unserved-p{priority}",
            (f"Unserved, P{priority}", f"未安排 P{priority}"),
            sum(ticket.id not in facts.served for ticket in tickets),
            len(tickets),
            "%",
            False,
        )
        for priority, tickets in facts.open_by_priority()
    )


def mean_wait(facts: KpiFacts) -> tuple[Kpi, ...]:
    """Mean wait: from the customer's call to the start of the visit.

    Id: ``wait``. Unit: h.

    Numerator: hours from ``created`` to the planned start, over served tickets.

    Denominator: served tickets whose ``created`` is known.

    Clock: calendar time, nights and weekends included, because that is what the customer lives through.
    """
    waits = [
        visit.start - created
        for id, (_, visit) in facts.served.items()
        if (created := facts.problem.ticket[id].created) is not None
    ]
    return (ratio("wait", ("Mean wait for the visit", "平均等待时间"), sum(waits) / 3600, len(waits), "h", False),)


def over_qualification(facts: KpiFacts) -> tuple[Kpi, ...]:
    """Over-qualification: visits made by somebody of a higher tier than the ticket asks for.

    Id: ``over-qualification``. Unit: %.

    Numerator: visits whose engineer's tier is above the ticket's least tier.

    Denominator: visits.
    """
    over = sum(engineer.tier > facts.problem.ticket[id].tier for id, (engineer, _) in facts.served.items())
    title = ("Over-qualified visits", "高级别做低级别工单")
    return (ratio("over-qualification", title, over, len(facts.served), "%", False),)

"""Key figures about promises."""

from __future__ import annotations

from models.kpi.due import ClockName, due
from models.kpi.facts import KpiFacts
from models.kpi.kpi import Kpi, ratio
from models.ticket import Ticket

TITLES: dict[ClockName, tuple[str, str]] = {
    "response": ("Response SLA kept", "响应 SLA 达成率"),
    "resolution": ("Resolution SLA kept", "解决 SLA 达成率"),
}


def sla_response(facts: KpiFacts) -> tuple[Kpi, ...]:
    """Response SLA attainment: how many promised starts are kept, in all and by priority.

    Ids: ``sla-response``, ``sla-response-p1`` ... ``sla-response-p4``. Unit: %.

    Numerator: open tickets whose visit starts no later than their response time.

    Denominator: open tickets whose response time lies before the end of the last shift, served or not. So a plan cannot
    look better by leaving a ticket out, and a promise that falls due after the plan neither helps nor harms.

    Clock: calendar time. The response time is the ticket's own or the one its priority has in the policy. What was late
    before the plan began counts as missed.
    """
    return _attainment(facts, "response")


def sla_resolution(facts: KpiFacts) -> tuple[Kpi, ...]:
    """Resolution SLA attainment: how many promised finishes are kept, in all and by priority.

    Ids: ``sla-resolution``, ``sla-resolution-p1`` ... ``sla-resolution-p4``. Unit: %.

    Numerator: open tickets whose visit finishes no later than their resolution time.

    Denominator: open tickets whose resolution time lies before the end of the last shift, served or not.

    Clock: calendar time, as for the response.
    """
    return _attainment(facts, "resolution")


def lateness(facts: KpiFacts) -> tuple[Kpi, ...]:
    """Mean lateness: how late the late visits are.

    Id: ``lateness``. Unit: min.

    Numerator: minutes by which visits miss their promises; of a visit that misses both clocks, the larger.

    Denominator: visits that miss a promise. Unserved tickets have no visit and do not count; see the SLA figures.

    Clock: calendar time.
    """
    late = [seconds for ticket in facts.problem.wanted if (seconds := late_by(facts, ticket))]
    return (ratio("lateness", ("Mean lateness", "平均迟到"), sum(late) / 60, len(late), "min", False),)


def late_by(facts: KpiFacts, ticket: Ticket) -> int:
    """[s] by which a served ticket misses its promises; 0 = kept or not served."""
    if ticket.id not in facts.served:
        return 0
    _, visit = facts.served[ticket.id]
    respond, resolve = due(facts.problem, ticket, "response"), due(facts.problem, ticket, "resolution")
    return max(
        visit.start - respond if respond is not None else 0, visit.finish - resolve if resolve is not None else 0, 0
    )


def _attainment(facts: KpiFacts, clock: ClockName) -> tuple[Kpi, ...]:
    counts = [(priority, *_kept(facts, tickets, clock)) for priority, tickets in facts.open_by_priority()]
    en, zh = TITLES[clock]
    id = f"sla-{clock}"
    total = ratio(id, (en, zh), sum(kept for _, kept, _ in counts), sum(all for _, _, all in counts), "%", True)
    parts = (ratio(f"{id}-p{p}", (f"{en}, P{p}", f"{zh} P{p}"), kept, all, "%", True) for p, kept, all in counts)
    return (total, *parts)


def _kept(facts: KpiFacts, tickets: list[Ticket], clock: ClockName) -> tuple[int, int]:
    """How many of the tickets keep this clock, and how many have it fall due within the plan."""
    kept = promised = 0
    for ticket in tickets:
        limit = due(facts.problem, ticket, clock)
        if limit is None or limit >= facts.horizon_end:
            continue
        promised += 1
        if ticket.id in facts.served:
            _, visit = facts.served[ticket.id]
            kept += (visit.start if clock == "response" else visit.finish) <= limit
    return kept, promised

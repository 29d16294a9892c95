"""From a plan to the chance of each of its promises."""

from __future__ import annotations

import numpy as np

from models.interval import ANY_TIME, Spans, meet, merge, without
from models.kpi.due import due
from models.kpi.facts import legs
from models.plan import Plan, Route, Visit
from models.problem import Problem
from models.sections.uncertainty import Uncertainty
from models.shapes import ServeWhen, ShiftBlock, ShiftBreak
from scheduler.chance.draws import Lengths, Lognormal
from scheduler.chance.execute import Driven, Itinerary, Stage, Times, execute
from scheduler.chance.outlook import OVERTIME, Outlook, ShiftOutlook, VisitOutlook

SHORTEST = 300
"""[s] no real visit is shorter, except one that was planned shorter."""


def chances(
    problem: Problem, plan: Plan, *, draws: int = 1000, seed: int = 1, lengths: Lengths | None = None
) -> Outlook:
    """Execute a plan on many made-up days: how often is each promise kept?

    The routes are frozen, nobody re-plans. How much visits and drives vary says the section ``uncertainty`` of the
    policy. What happened already is certain.

    Parameters
    ----------
    problem, plan
        The day and a plan of it; visits of tickets or shifts that the problem does not know are left out.
    draws
        Number of made-up days; the standard error of a share is at most ``sqrt(1 / 4 draws)``, 1.6 points at 1,000.
    seed
        Same plan, seed and draws: same chances. A visit has the same length whoever serves it and whenever.
    lengths
        How long things take, instead of the policy's laws.
    """
    lengths = lengths or Lognormal(problem.policy.section(Uncertainty), draws, seed)
    visits: list[VisitOutlook] = []
    shifts: list[ShiftOutlook] = []
    for route in plan.routes:
        if route.shift not in problem.shift:
            continue
        known = [visit for visit in route.visits if visit.ticket in problem.ticket]
        itinerary = _itinerary(problem, route, known, lengths)
        driven = execute(itinerary)
        visits += [_visit(problem, route, visit, driven, k, itinerary) for k, visit in enumerate(known)]
        shifts.append(_shift(problem, route, driven))
    return Outlook(lengths.draws, seed, tuple(visits), tuple(shifts))


def _itinerary(problem: Problem, route: Route, visits: list[Visit], lengths: Lengths) -> Itinerary:
    """The route with its lengths drawn."""
    engineer, shift = problem.shift[route.shift]
    policy = problem.policy
    blocks = merge(span for rule in policy.of(ShiftBlock) for span in rule.blocks(engineer, shift, problem))
    rests = [rest for rule in policy.of(ShiftBreak) if (rest := rule.rest(engineer, shift, problem)) is not None]
    area = f"{next(iter(engineer.territories), '')}/{problem.clock.iso(shift.start)[:10]}"

    def leg(number: int, seconds: int) -> Times:
        return np.rint(seconds * lengths.drive(route.shift, number, area)).astype(np.int64)

    *ways, home = [seconds for seconds, _ in legs(problem, route)] or [0]
    stages = [
        Stage(
            leg=leg(k, way),
            work=_work(problem, visit, lengths),
            starts=_starts(problem, route, visit, blocks),
            known=_known(problem, visit),
        )
        for k, (visit, way) in enumerate(zip(visits, ways, strict=True))
    ]
    taken = route.rest
    return Itinerary(
        depart=route.depart,
        now=problem.now,
        stages=tuple(stages),
        way_home=leg(len(stages), home),
        blocks=blocks,
        rest=rests[0] if rests else None,
        rest_leg=None if taken is None else sum(visit.start < taken.start for visit in visits),
    )


def _work(problem: Problem, visit: Visit, lengths: Lengths) -> Times:
    """[s] of work: the planned length times a factor, or until the engineer gives up where nobody is there."""
    law = problem.policy.section(Uncertainty)
    planned = visit.finish - visit.start
    work = np.maximum(np.rint(planned * lengths.visit(visit.ticket)), min(planned, SHORTEST)).astype(np.int64)
    booked = bool(problem.ticket[visit.ticket].windows)
    gone = lengths.nobody(visit.ticket, law.nobody_with_appointment_percent if booked else law.nobody_percent)
    return np.where(gone, np.minimum(work, round(law.nobody_minutes * 60)), work)


def _starts(problem: Problem, route: Route, visit: Visit, blocks: Spans) -> Spans:
    """When rules and customer let the visit begin."""
    engineer, ticket = problem.shift[route.shift][0], problem.ticket[visit.ticket]
    starts = ANY_TIME
    for rule in problem.policy.of(ServeWhen):
        spans = rule.starts(engineer, ticket, problem)
        starts = starts if spans is None else meet(starts, spans)
    takes = visit.finish - visit.start
    return without(starts, [(begin - takes + 1, end) for begin, end in blocks])


def _known(problem: Problem, visit: Visit) -> tuple[int, int | None] | None:
    """Start and finish of a visit as far as they happened."""
    if visit.ticket not in problem.settled or visit.start > problem.now:
        return None
    return visit.start, visit.finish if visit.finish <= problem.now else None


def _visit(problem: Problem, route: Route, visit: Visit, driven: Driven, k: int, itinerary: Itinerary) -> VisitOutlook:
    ticket = problem.ticket[visit.ticket]
    starts, finishes = driven.starts[k], driven.finishes[k]
    early, usual, late = (int(moment) for moment in np.quantile(starts, (0.1, 0.5, 0.9), method="nearest"))
    bounded = itinerary.stages[k].starts != ANY_TIME
    return VisitOutlook(
        ticket=ticket.id,
        engineer=route.engineer,
        window=float(driven.in_window[k].mean()) if bounded else None,
        response=_kept(starts, due(problem, ticket, "response")),
        resolution=_kept(finishes, due(problem, ticket, "resolution")),
        early=early,
        usual=usual,
        late=late,
    )


def _kept(times: Times, until: int | None) -> float | None:
    return None if until is None else float((times <= until).mean())


def _shift(problem: Problem, route: Route, driven: Driven) -> ShiftOutlook:
    end = problem.shift[route.shift][1].end
    over = float((driven.home > end + OVERTIME).mean())
    return ShiftOutlook(route.shift, route.engineer, over, int(np.quantile(driven.home, 0.9, method="nearest")))

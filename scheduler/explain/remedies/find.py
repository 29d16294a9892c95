"""From options to remedies: each is planned again, made as small as its plan needs, judged, and ranked by money."""

from __future__ import annotations

from collections.abc import Sequence

from models.finding import Report
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from scheduler.compile import Compiled, assemble, compile, routes_of
from scheduler.engine import Schedule, schedules
from scheduler.explain.late import late_rules
from scheduler.explain.remedies.concede import Obstructed, RemedyChange, concede
from scheduler.explain.remedies.options import Option, options, promising, with_room
from scheduler.explain.remedies.remedy import Remedy, said
from scheduler.explain.remedies.variants import Rules, Variant, named, variants
from scheduler.insertion.candidates import Candidate
from scheduler.insertion.effects import effects
from scheduler.insertion.question import PlanQuestion
from scheduler.insertion.warm_search import Routes, confined

TRIED = 7
"""Options that are planned again."""


def remedies(question: PlanQuestion, found: Sequence[Candidate], limit: int) -> tuple[PlanQuestion, tuple[Remedy, ...]]:
    """The cheapest remedies of each kind, cheapest first, those on time before those that are late.

    Also the question as it was answered: asked again when the ticket fits into a cheaper plan as things are.

    Parameters
    ----------
    question
        About a ticket that is unserved, or late.
    found
        Its candidates.
    limit
        How many.
    """
    sets, shift_rules = named(question, found)
    days = variants(question, sets, shift_rules)
    places = options(question, days)
    room = _without_waiving(question, days[0], places)
    if room is not None and room.price < 0 and question.known is None:
        routes = routes_of(question.compiled, room.plan)
        return remedies(question.knowing(question.judged(routes)), found, limit)
    made = [remedy for remedy in (room, _accepted(question)) if remedy is not None]
    tried = (_remedy(question, option, option.rules) for option in promising(places, TRIED))
    return question, _ranked([*made, *(remedy for remedy in tried if remedy is not None)], limit)


def _ranked(made: Sequence[Remedy], limit: int) -> tuple[Remedy, ...]:
    """By money; a pair only where no single change does as much or all of them are dearer."""
    goal = any(remedy.on_time for remedy in made)
    wanted = [remedy for remedy in made if remedy.on_time is goal]
    singles = [remedy.price for remedy in wanted if remedy.code != "pair"]
    kept = [remedy for remedy in wanted if remedy.code != "pair" or not singles or remedy.price < min(singles)]
    best: dict[str, Remedy] = {}
    for remedy in sorted(kept, key=lambda remedy: (remedy.price, len(remedy.changes), remedy.code, remedy.engineer)):
        best.setdefault(remedy.reason.sentence, remedy)
    return tuple(best.values())[:limit]


def _without_waiving(question: PlanQuestion, day: Variant, places: Sequence[Option]) -> Remedy | None:
    """The best plan with the ticket in it as things are: others make room, or are left."""
    starts = [option for option in places if not option.rules][:1]
    if (room := with_room(question, day)) is not None:
        starts.append(room)
    return _remedy(question, min(starts, key=lambda option: option.price), ()) if starts else None


def _accepted(question: PlanQuestion) -> Remedy | None:
    """For a late ticket: the times of the plan as they are, accepted by the customer."""
    visit = question.reference.plan.served().get(question.ticket)
    if visit is None:
        return None
    rules = late_rules(question.problem, question.it, visit[1].start, visit[1].finish)
    changes = _changes(question, rules, question.reference.routes) or ()
    if not changes or any(change.code != "later-due" for change in changes):
        return None
    return _made(question, changes, *question.reference.pair)


def _remedy(question: PlanQuestion, option: Option, rules: Rules) -> Remedy | None:
    """Plan again from the option under its changes; None when that leads to no plan."""
    changes = _conceded(question, rules, option.shift, option.order, option.schedule)
    if changes is None:
        return None
    problem = changes[-1].problem if changes else question.problem
    compiled = compile(problem) if changes else question.compiled
    found = _searched(question, problem, compiled, option)
    if found is None:
        return None
    plan = assemble(problem, compiled, found)
    report = judge(question.problem, plan)  # by the original rules, at the original prices
    broken = {finding.rule for finding in report.broken}
    needed = _changes(question, [rule for rule in rules if rule in broken], found, compiled)
    if needed is None:
        return None
    return _made(question, needed or _dropped(question, found), plan, report)


def _searched(question: PlanQuestion, problem: Problem, compiled: Compiled, option: Option) -> Routes | None:
    """The best routes found that serve the ticket on this day."""
    routes = [list(route) for route in question.case.routes]
    routes[option.shift] = list(option.order)
    if not all(schedule.feasible for schedule in schedules(compiled.day, routes)):
        return None
    day = confined(compiled.day, question.i, on_time=True)
    found = question.again.search(day, routes, question.near([option.shift]))
    if found is None or not any(question.i in route for route in found):
        return None
    return question.tied(found, problem, compiled)


def _changes(
    question: PlanQuestion, rules: Sequence[str], routes: Routes, compiled: Compiled | None = None
) -> list[RemedyChange] | None:
    """The least changes that these routes need for the ticket."""
    e = next(e for e, route in enumerate(routes) if question.i in route)
    schedule = schedules((compiled or question.compiled).day, routes)[e]
    return _conceded(question, rules, e, routes[e], schedule)


def _conceded(
    question: PlanQuestion, rules: Sequence[str], e: int, order: Sequence[int], schedule: Schedule
) -> list[RemedyChange] | None:
    """One change per rule, each on top of the one before; None when a rule cannot give way."""
    changes: list[RemedyChange] = []
    tickets = tuple(question.compiled.tickets[i] for i in order)
    problem = question.problem
    for rule in rules:
        shift = question.compiled.shifts[e][1]
        change = concede(Obstructed(problem, rule, shift, question.ticket, tickets, schedule))
        if change is None:
            return None
        changes.append(change)
        problem = change.problem
    return changes


def _dropped(question: PlanQuestion, routes: Routes) -> list[RemedyChange]:
    """What a plan without any waiver does instead: move others, or leave them."""
    served = {i for route in routes for i in route}
    before = {i for route in question.reference.routes for i in route}
    left = sorted(before - served)
    data: dict[str, object] = {"ticket": question.ticket}
    if not left:
        return [RemedyChange("make-room", "", question.problem, data)]
    ids = tuple(question.compiled.tickets[i] for i in left)
    if len(ids) == 1:
        data |= {"other": ids[0], "priority": question.problem.ticket[ids[0]].priority}
        return [RemedyChange("drop-ticket", "", question.problem, data)]
    return [RemedyChange("drop-tickets", "", question.problem, {**data, "tickets": ids})]


def _made(question: PlanQuestion, changes: Sequence[RemedyChange], plan: Plan, report: Report) -> Remedy | None:
    """The remedy, when the judge has nothing against its plan under the changes."""
    problem = changes[-1].problem
    judged = report if problem is question.problem else judge(problem, plan)
    if not judged.feasible:
        return None
    route, visit = plan.served()[question.ticket]
    sentence, each = said(question.problem, changes)
    return Remedy(
        reason=sentence,
        changes=each if any(change.rule for change in changes) else (),
        ticket=question.ticket,
        engineer=route.engineer,
        start=visit.start,
        finish=visit.finish,
        on_time=not late_rules(problem, problem.ticket[question.ticket], visit.start, visit.finish),
        effects=effects(question.problem, question.reference.pair, (plan, report)),
        problem=problem,
        plan=plan,
    )

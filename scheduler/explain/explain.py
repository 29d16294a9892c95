"""Why one ticket is where it is, what else could be, and what would have to change."""

from __future__ import annotations

from dataclasses import replace

from models.errors import InputError, Trouble
from models.plan import Plan
from models.problem import Problem
from models.text import Text, in_chinese
from scheduler.budget import Budget
from scheduler.compile import Compiled, compile, routes_of
from scheduler.explain.alternatives import Alternative, alternatives
from scheduler.explain.explanation import Explanation
from scheduler.explain.late import late_rules
from scheduler.explain.reasons import unserved
from scheduler.explain.remedies import Remedy, remedies
from scheduler.explain.who import in_sum, who
from scheduler.insertion.candidates import Candidate, candidate, candidates_of
from scheduler.insertion.question import PlanQuestion, check_ticket
from scheduler.insertion.route_state import RouteState
from scheduler.insertion.warm_search import WarmSearch
from scheduler.wording.reason import Reason, reason

ITERATIONS = 3000
"""Of each of the dozen searches behind an explanation at most."""

LIMIT = 5
"""Remedies that are shown, and next best engineers less two."""


def explain(
    problem: Problem,
    plan: Plan,
    ticket: str,
    compiled: Compiled | None = None,
    *,
    resolve: bool = True,
    iterations: int = ITERATIONS,
    limit: int = LIMIT,
    seed: int = 1,
) -> Explanation:
    """Why this engineer, or why nobody: every shift with its price or with the rules that forbid it.

    The prices of candidates are what serving the ticket adds to the plan at once, everything else staying in its order
    and as early as possible. With ``resolve`` the plan is also searched again: around the next best engineers of a
    served ticket, and under the cheapest changes that would serve one that is unserved, or put one that is late on
    time.

    Parameters
    ----------
    ticket
        Id of an open ticket.
    compiled
        The compiled problem, when there is one already.
    resolve
        False = what is known at once, in milliseconds.
    iterations, seed
        Of each search; the same answer on every machine.
    limit
        Most remedies; next best engineers are two fewer, one at least.

    Raises
    ------
    InputError
        There is no such ticket, it is closed, the plan does not fit the day, or a number is less than 1.
    """
    budget = _budget(iterations, seed, limit)
    compiled = compiled or compile(problem)
    check_ticket(problem, compiled, ticket)
    case, i = RouteState.of(problem, compiled, routes_of(compiled, plan)), compiled.ticket_index[ticket]
    found, current = candidates_of(case, i), _current(case, i)
    why = (
        unserved(problem, compiled, ticket, found)
        if current is None
        else _served(problem, compiled, plan, ticket, current)
    )
    engineers = who(problem, compiled, ticket, found)
    summary = in_sum(problem, compiled, ticket, engineers) if current is None else None
    price = int(compiled.day.unserved_cost[i])
    said = Explanation(problem, ticket, why, price, current, found, engineers, summary)
    if not resolve or not found:
        return said
    return _resolved(said, PlanQuestion(problem, compiled, plan, ticket, WarmSearch(budget)), limit)


def _budget(iterations: int, seed: int, limit: int) -> Budget:
    """How long each search may work; a number that makes no sense is refused with the others."""
    troubles = []
    if limit < 1:
        troubles.append(
            Trouble("must be at least 1", field="limit", value=str(limit), rule="usage", maybe="leave it out.")
        )
    try:
        budget = Budget(iterations=iterations, seed=seed)
    except InputError as error:
        troubles[:0] = error.troubles
    if troubles:
        raise InputError(troubles)
    return budget


def _resolved(said: Explanation, question: PlanQuestion, limit: int) -> Explanation:
    """The explanation with what planning again finds."""
    others: tuple[Alternative, ...] = ()
    changes: tuple[Remedy, ...] = ()
    if said.served:
        question, others = alternatives(question, said.candidates, said.current, max(1, limit - 2))
    if said.code != "served":
        question, changes = remedies(question, said.candidates, limit)
    gone = tuple(question.compiled.tickets[i] for i in question.gone)
    return replace(said, resolved=True, gone=gone, saved=question.saved, alternatives=others, remedies=changes)


def _current(case: RouteState, i: int) -> Candidate | None:
    """Where the ticket is now, priced as what it adds there."""
    for e, route in enumerate(case.routes):
        if i in route:
            return candidate(case.without(i), e, i, (route.index(i),))
    return None


def _served(problem: Problem, compiled: Compiled, plan: Plan, ticket: str, current: Candidate) -> Reason:
    visit = plan.served()[ticket][1]
    data = {
        "ticket": ticket,
        "engineer": current.engineer,
        "shift": current.shift,
        "start": visit.start,
        "unserved": int(compiled.day.unserved_cost[compiled.ticket_index[ticket]]),
    }
    if current.price is None:
        messages = [obstacle.message for obstacle in current.obstacles]
        fault = Text("; ".join(messages), "；".join(map(in_chinese, messages)))
        return reason(problem, "breaks-a-rule", {**data, "fault": fault})
    data |= {"price": current.price, "rules": late_rules(problem, problem.ticket[ticket], visit.start, visit.finish)}
    return reason(problem, "served-late" if data["rules"] else "served", data)

"""Why one ticket is where it is."""

from __future__ import annotations

from models.errors import InputError, Trouble, nearest
from models.plan import Plan
from models.problem import Problem
from scheduler.compile import Compiled, compile, routes_of
from scheduler.explain.candidates import Candidate, candidate, candidates_of
from scheduler.explain.case import Case
from scheduler.explain.explanation import Explanation
from scheduler.explain.reason import Reason
from scheduler.explain.reasons import reason, unserved


def explain(problem: Problem, plan: Plan, ticket: str, compiled: Compiled | None = None) -> Explanation:
    """Why this engineer, or why nobody: every shift with its price or with the rules that forbid it.

    Prices are what serving the ticket adds to the plan, everything else staying in its order and as early as possible.

    Parameters
    ----------
    ticket
        Id of an open ticket.
    compiled
        The compiled problem, when there is one already.

    Raises
    ------
    InputError
        There is no such ticket, it is closed, or the plan does not fit the day.
    """
    compiled = compiled or compile(problem)
    _check(problem, compiled, ticket)
    case, i = Case.of(problem, compiled, routes_of(compiled, plan)), compiled.ticket_index[ticket]
    found, current = candidates_of(case, i), _current(case, i)
    why = (
        unserved(problem, compiled, ticket, found)
        if current is None
        else _served(problem, compiled, plan, ticket, current)
    )
    price = int(compiled.day.unserved_cost[i])
    return Explanation(problem, ticket, why, price, current, found)


def _check(problem: Problem, compiled: Compiled, ticket: str) -> None:
    if ticket in compiled.closed:
        message = f"ticket {ticket} is {problem.ticket[ticket].status}; there is nothing left to plan"
        raise InputError(Trouble(message, field="ticket", value=ticket, rule="closed-ticket"))
    if ticket not in compiled.ticket_index:
        maybe = nearest(ticket, compiled.ticket_index)
        raise InputError(Trouble("there is no such ticket", "", None, "ticket", ticket, "unknown-ticket", maybe))


def _current(case: Case, i: int) -> Candidate | None:
    """Where the ticket is now, priced as what it adds there."""
    for e, route in enumerate(case.routes):
        if i in route:
            return candidate(case.without(i), e, i, (route.index(i),))
    return None


def _served(problem: Problem, compiled: Compiled, plan: Plan, ticket: str, current: Candidate) -> Reason:
    data = {
        "ticket": ticket,
        "engineer": current.engineer,
        "shift": current.shift,
        "start": plan.served()[ticket][1].start,
        "unserved": int(compiled.day.unserved_cost[compiled.ticket_index[ticket]]),
    }
    if current.price is None:
        fault = "; ".join(obstacle.message for obstacle in current.obstacles)
        return reason(problem, "breaks-a-rule", {**data, "fault": fault})
    return reason(problem, "served", {**data, "price": current.price})

"""From candidates to the reason in sum, for one ticket or for all that a plan leaves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from models.money import show
from models.plan import Plan
from models.problem import Problem
from models.shapes import PlanLimit
from models.text import Text, in_chinese
from scheduler.compile import Compiled, compile, routes_of
from scheduler.insertion.candidates import Candidate, candidates_of
from scheduler.insertion.obstacles import by_hand
from scheduler.insertion.route_state import RouteState
from scheduler.insertion.rule_index import RuleIndex
from scheduler.wording.reason import Reason, reason

MOST = 500
"""Tickets that are looked at in full, the most urgent first; a day that leaves thousands is written all the same."""

NEAREST = 3
"""Engineers named in a detail."""


def unserved_reasons(problem: Problem, plan: Plan, compiled: Compiled | None = None) -> dict[str, Reason]:
    """Ticket id -> reason, for every open ticket that is in no route of the plan.

    Raises
    ------
    InputError
        The plan does not fit the day (see :func:`scheduler.compile.routes_of`).
    """
    compiled = compiled or compile(problem)
    case = RouteState.of(problem, compiled, routes_of(compiled, plan))
    served = {i for route in case.routes for i in route}
    left = [i for i in range(len(compiled.tickets)) if i not in served]
    by_need = sorted(left, key=lambda i: (problem.ticket[compiled.tickets[i]].priority, -compiled.day.unserved_cost[i]))
    whole = set(by_need[:MOST])
    return {
        compiled.tickets[i]: unserved(problem, compiled, compiled.tickets[i], candidates_of(case, i))
        if i in whole
        else _in_short(problem, compiled, i)
        for i in left
    }


def _in_short(problem: Problem, compiled: Compiled, i: int) -> Reason:
    """Why nobody serves a ticket, without asking every shift for its best place."""
    ticket = problem.ticket[compiled.tickets[i]]
    if told := [obstacle.message for obstacle in by_hand(RuleIndex(problem), ticket)]:
        why = Text("; ".join(told), "；".join(map(in_chinese, told)))
        return reason(problem, "by-hand", {"ticket": ticket.id, "why": why})
    able = {who for e, (who, _) in enumerate(compiled.shifts) if compiled.day.allowed[e, i]}
    people = len({who for who, _ in compiled.shifts})
    return reason(problem, "many-unserved" if able else "nobody-allowed-short",
                  {"ticket": ticket.id, "engineers": people, "eligible": len(able)})  # fmt: skip


def unserved(problem: Problem, compiled: Compiled, ticket: str, found: Sequence[Candidate]) -> Reason:
    """Why nobody serves the ticket, given its candidates."""
    price = int(compiled.day.unserved_cost[compiled.ticket_index[ticket]])
    data: dict[str, Any] = {"ticket": ticket, "unserved": price, **_counts(found)}
    if told := [obstacle.message for obstacle in by_hand(RuleIndex(problem), problem.ticket[ticket])]:
        why = Text("; ".join(told), "；".join(map(in_chinese, told)))
        return reason(problem, "by-hand", {**data, "why": why})
    code = _code(problem, found, price)
    if code in ("too-dear", "could-be-served"):
        best = found[0]
        assert best.price is not None
        data |= {"engineer": best.engineer, "shift": best.shift, "start": best.start, "price": best.price}
        data |= {"more": best.price - price, "less": price - best.price}
    return reason(problem, code, data, _detail(problem, found))


def _code(problem: Problem, found: Sequence[Candidate], price: int) -> str:
    if not found:
        return "no-shift"
    if found[0].price is not None:
        return "could-be-served" if found[0].price < price else "too-dear"
    open_ = [candidate for candidate in found if not candidate.forbidden]
    if not open_:
        return "nobody-allowed"
    limits = {rule.id for rule in problem.policy.of(PlanLimit)}
    return "plan-limit" if any({o.rule for o in candidate.obstacles} <= limits for candidate in open_) else "no-room"


def _counts(found: Sequence[Candidate]) -> dict[str, Any]:
    """How many engineers there are, how many may serve, and how many each rule stops."""
    by_engineer: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        by_engineer[candidate.engineer].append(candidate)
    eligible, ruled_out, in_the_way = 0, Counter[str](), Counter[str]()
    for mine in by_engineer.values():
        able = [candidate for candidate in mine if not candidate.forbidden]
        eligible += bool(able)
        (in_the_way if able else ruled_out).update({o.rule for candidate in able or mine for o in candidate.obstacles})
    return {
        "engineers": len(by_engineer),
        "eligible": eligible,
        "ruled_out": dict(sorted(ruled_out.items(), key=lambda item: (-item[1], item[0]))),
        "in_the_way": dict(sorted(in_the_way.items(), key=lambda item: (-item[1], item[0]))),
    }


def _detail(problem: Problem, found: Sequence[Candidate]) -> str:
    """The nearest engineers, one sentence each."""
    said: list[str] = []
    for candidate in found[:NEAREST]:
        if candidate.price is not None:
            money = show(candidate.price, problem.policy.currency)
            said.append(f"{candidate.shift} {problem.clock.text(candidate.start)}: {money}")
        else:
            messages = [obstacle.message for obstacle in candidate.obstacles[:2]]
            chinese = f"{candidate.shift}：" + "，".join(map(in_chinese, messages))
            said.append(Text(f"{candidate.shift}: " + ", ".join(messages), chinese))
    return Text("; ".join(said), "；".join(map(in_chinese, said)))

"""Why not: a ticket forced to an engineer, and what that does to everybody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from models.errors import InputError, Trouble, nearest
from models.plan import Plan
from models.problem import Problem
from models.text import Text, in_chinese
from models.waive import WAIVABLE, Scope, waived
from scheduler.budget import Budget
from scheduler.compile import Compiled, compile
from scheduler.explain.force import forced
from scheduler.insertion.effects import Effects, effects
from scheduler.insertion.obstacle import Obstacle
from scheduler.insertion.obstacles import obstacles
from scheduler.insertion.question import PlanQuestion, SearchAnswer, check_ticket
from scheduler.insertion.warm_search import WarmSearch
from scheduler.wording.reason import Reason, reason
from scheduler.wording.spoken import Spoken

ITERATIONS = 6000
"""Of each of the three or four searches behind an answer."""


@dataclass(frozen=True)
class WhyNot(Spoken):
    """What forcing a ticket to an engineer does.

    Parameters
    ----------
    reason
        The verdict in one sentence, with a stable code.
    waived
        Rules that forbid the pair and were waived for it alone; () = it is permitted.
    effects
        Who is better and who is worse off, compared with the plan searched again without it; None = impossible,
        or nothing to do.
    gone
        Visits of the plan that cannot be kept as things stand, so that the plan was mended first.
    saved
        [thousandths] what that search saves by itself; more than 0 = the given plan was not the best.
    plan
        The plan with the ticket there; it has passed the judge. None likewise.
    """

    problem: Problem
    ticket: str
    engineer: str
    reason: Reason
    waived: tuple[Obstacle, ...] = ()
    effects: Effects | None = None
    gone: tuple[str, ...] = ()
    saved: int = 0
    plan: Plan | None = None

    @property
    def code(self) -> str:
        """Stable code of the verdict."""
        return self.reason.code

    @property
    def price(self) -> int | None:
        """[thousandths] what the plan costs more; None where there is no such plan."""
        return None if self.effects is None else self.effects.price

    def as_dict(self) -> dict[str, Any]:
        """Plain data: money in the policy's currency, times in ISO 8601."""
        return {
            "ticket": self.ticket,
            "engineer": self.engineer,
            **self.reason.as_dict(self.problem.clock),
            "currency": self.problem.policy.currency,
            "waived": [waiver.as_dict() for waiver in self.waived],
            "effects": None if self.effects is None else self.effects.as_dict(self.problem),
            "gone": list(self.gone),
            "saved_by_searching": self.saved / 1000,
            "plan": None if self.plan is None else self.plan.to_json(self.problem.clock),
        }


def why_not(
    problem: Problem,
    plan: Plan,
    ticket: str,
    engineer: str,
    compiled: Compiled | None = None,
    *,
    iterations: int = ITERATIONS,
    seed: int = 1,
) -> WhyNot:
    """Force a ticket to an engineer, plan again for a moment, and say what gets worse, for whom and by how much.

    A pair that rules forbid is forced by waiving these rules for this engineer and this ticket; the answer names them.

    Parameters
    ----------
    ticket, engineer
        Ids.
    compiled
        The compiled problem, when there is one already.
    iterations, seed
        Of each search: the same answer on every machine.

    Raises
    ------
    InputError
        There is no such ticket or engineer, the ticket is closed, or the plan does not fit the day.
    """
    budget = Budget(iterations=iterations, seed=seed)
    compiled = compiled or compile(problem)
    _check(problem, compiled, ticket, engineer)
    standing = plan.served().get(ticket)
    if standing is not None and standing[0].engineer == engineer:
        data = {"ticket": ticket, "engineer": engineer, "start": standing[1].start}
        return WhyNot(problem, ticket, engineer, reason(problem, "already-there", data))
    question = PlanQuestion(problem, compiled, plan, ticket, WarmSearch(budget))
    against = _against(question, engineer)
    rules = tuple(dict.fromkeys(obstacle.rule for obstacle in against))
    answer = forced(question, engineer) if not against else _waiving(question, engineer, rules)
    if answer is None:
        return _impossible(question, engineer, against)
    return _verdict(question, engineer, against, answer)


def _check(problem: Problem, compiled: Compiled, ticket: str, engineer: str) -> None:
    troubles: list[Trouble] = []
    try:
        check_ticket(problem, compiled, ticket)
    except InputError as error:
        troubles += error.troubles
    if engineer not in problem.engineer:
        maybe = nearest(engineer, problem.engineer)
        troubles.append(Trouble("there is no such engineer", "", None, "engineer", engineer, "unknown-engineer", maybe))
    if troubles:
        raise InputError(troubles)


def _against(question: PlanQuestion, engineer: str) -> tuple[Obstacle, ...]:
    """What forbids the pair on the shift where least does; () = it is permitted on some shift."""
    case, shifts = question.case, question.shifts_of(engineer)
    if any(question.compiled.day.allowed[e, question.i] for e in shifts):
        return ()
    found = (obstacles(case.book, *case.shift(e), question.it) for e in shifts)
    return min(found, key=len, default=())


def _waiving(question: PlanQuestion, engineer: str, rules: Iterable[str]) -> SearchAnswer | None:
    """The forced plan under the problem without these rules for the pair."""
    scope = (Scope(engineer, question.ticket),)
    waivable = {rule.id for rule in question.problem.policy.rules if isinstance(rule, WAIVABLE)}
    problem = waived(question.problem, {rule: scope for rule in rules if rule in waivable})
    return forced(replace(question, problem=problem, compiled=compile(problem)), engineer)


def _impossible(question: PlanQuestion, engineer: str, against: tuple[Obstacle, ...]) -> WhyNot:
    said = [obstacle.message for obstacle in against]
    if not said and question.shifts_of(engineer):
        english = f"{question.ticket} does not fit a shift of {engineer} even alone, or a limit of the plan is used up"
        said = [Text(english, f"{question.ticket} 单独也放不进 {engineer} 的班次，或整体限制已用尽")]
    said = said or [Text(f"{engineer} has no shift", f"{engineer} 没有班次")]
    fault = Text("; ".join(said), "；".join(map(in_chinese, said)))
    data = {"ticket": question.ticket, "engineer": engineer, "fault": fault}
    return WhyNot(question.problem, question.ticket, engineer,
                  reason(question.problem, "cannot-be-forced", data), against)  # fmt: skip


def _verdict(question: PlanQuestion, engineer: str, against: tuple[Obstacle, ...], answer: SearchAnswer) -> WhyNot:
    problem, ticket = question.problem, question.ticket
    if not against and answer.report.cost < question.reference.report.cost:
        question = question.knowing(answer)
    before = question.reference
    change = effects(problem, before.pair, answer.pair)
    data = {
        "ticket": ticket,
        "engineer": engineer,
        "start": answer.plan.served()[ticket][1].start,
        "extra": change.price,
        "saved": -change.price,
        "rules": tuple(dict.fromkeys(obstacle.rule for obstacle in against)),
    }
    code = "only-by-waiving" if against else _code(change)
    gone = tuple(question.compiled.tickets[i] for i in question.gone)
    return WhyNot(
        problem, ticket, engineer, reason(problem, code, data), against, change, gone, question.saved, answer.plan
    )


def _code(change: Effects) -> str:
    if change.nothing_worse:
        return "nothing-worse"
    return "costs-more" if change.price > 0 else "costs-no-more"

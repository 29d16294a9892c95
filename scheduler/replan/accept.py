"""Accepting a proposal: all of it, some, or none; what is accepted goes into the event log."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import InputError, Trouble, nearest
from models.events import Event, Freeze, PlanPublished, Roads, Situation, State, fold, situation_of
from models.judge import judge
from models.problem import Problem
from scheduler.compile import assemble
from scheduler.engine import schedules
from scheduler.errors import NoAcceptablePlan
from scheduler.insertion.faults import fault_of
from scheduler.insertion.route_state import RouteState
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.customers import Customers
from scheduler.replan.judged import Judged
from scheduler.replan.log import Log, append, read_log
from scheduler.replan.proposal import Proposal
from scheduler.replan.writer import Limits, Writer, ledger


@dataclass(frozen=True)
class Accepted:
    """What was accepted.

    Parameters
    ----------
    proposal
        As accepted: of a part, what that part changes.
    log
        With the events and the plan at its end.
    """

    proposal: Proposal
    log: Log


def accept(
    path: Path,
    problem: Problem,
    proposal: Proposal,
    *,
    only: Collection[str] | None = None,
    who: str = "",
    why: str = "",
    roads: Roads | None = None,
) -> Accepted:
    """Write what happened and the accepted plan to the event log.

    Parameters
    ----------
    path
        The log; begun with the published plan when there is none yet.
    problem
        The day as it was before anything happened.
    only
        Ids of the tickets whose changes are accepted; the rest goes back to the published plan as far as possible, and
        the mix is judged. None = all changes; empty = none, then only what happened is written.
    who, why
        For the log.

    Raises
    ------
    InputError
        The log has moved on since, an id is no change of the proposal, or the mix breaks a rule: the message names the
        rule and the tickets that have to go together.
    Locked
        Somebody else is writing.
    """
    begun = path.exists()
    log = read_log(path, problem) if begun else Log(problem, (), path)
    before = log.state()
    if before.published is None:
        before = before.but(published=proposal.published)
    _check_current(path, before, proposal)
    news = [event for event in proposal.events(problem.clock) if event not in before.news]
    if only is not None:
        now = situation_of(fold(before, news), proposal.at, ahead=Freeze(proposal.freeze, proposal.divert), roads=roads)
        proposal = mixed(now, proposal, set(only))
    written: list[Event] = [*news]
    if not begun:
        written.insert(0, PlanPublished(at=min([problem.now, *(event.at for event in news)]), plan=proposal.published))
    if only is None or only:
        written.append(PlanPublished(at=proposal.at, who=who, why=why, plan=proposal.plan, spots=proposal.spots))
    return Accepted(proposal, append(path, problem, written, known=len(log.events)))


def mixed(situation: Situation, proposal: Proposal, only: set[str]) -> Proposal:
    """The proposal with some of its changes; the others go back to the published plan as far as possible."""
    _check_ids(proposal, only)
    ground = ReplanBasis.of(situation)
    routes = _mix(ground, proposal, only)
    troubles = _misfits(ground, proposal, routes, only)
    if troubles:
        raise InputError(troubles)
    plan = assemble(ground.problem, ground.compiled, routes)
    customers = Customers.of(ground, proposal.max_changes)
    report = judge(customers.problem(plan), plan)
    writer = Writer(ground, customers, Limits(proposal.max_changes, proposal.max_engineers),
                    ledger(ground.problem, ground.plan, ground.report), proposal.seed)  # fmt: skip
    try:
        return writer.proposal(Judged(plan, report))
    except NoAcceptablePlan:
        raise InputError(
            Trouble(f"a part of the proposal breaks {finding.rule}: {finding.message}", field="--only",
                    value=finding.ticket, rule=finding.rule, maybe="accept more of it, or all.")
            for finding in report.broken
        ) from None  # fmt: skip


def _mix(ground: ReplanBasis, proposal: Proposal, only: set[str]) -> list[list[int]]:
    """Chosen changes as proposed, everything else as published as far as that is possible."""
    compiled = ground.compiled
    chosen = {compiled.ticket_index[id] for id in only if id in compiled.ticket_index}
    routes = [[i for i in route if i not in chosen] for route in ground.routes]
    for route in proposal.plan.routes:
        if route.shift not in compiled.shift_index:
            continue
        wanted = [compiled.ticket_index[id] for id in route.tickets if id in compiled.ticket_index]
        here = routes[compiled.shift_index[route.shift]]
        for k, i in enumerate(wanted):
            if i in chosen:
                earlier = [here.index(j) for j in wanted[:k] if j in here]
                here.insert(max(earlier, default=-1) + 1, i)
    return routes


def _misfits(ground: ReplanBasis, proposal: Proposal, routes: Sequence[Sequence[int]], only: set[str]) -> list[Trouble]:
    """Routes of the mix that break a rule, with the changes that would have to go together."""
    found = []
    case = RouteState.of(ground.problem, ground.compiled, routes)
    for e, (route, schedule) in enumerate(zip(routes, schedules(ground.compiled.day, routes), strict=True)):
        if schedule.fault is None:
            continue
        engineer, shift = ground.compiled.shifts[e]
        together = [
            change.ticket
            for change in proposal.changed
            if engineer in (change.engineer, change.old_engineer) and change.ticket not in only and not change.fixed
        ]
        names = ", ".join(ground.compiled.tickets[i] for i in route)
        behind = fault_of(case, e, route, schedule.fault)
        message = (
            f"with a part of the proposal {engineer} would serve {names}, which breaks {behind.rule}: {behind.message}"
        )
        maybe = f"accept {', '.join(together)} as well." if together else "accept all of it."
        found.append(Trouble(message, field="--only", value=shift, rule="part-breaks-rule", maybe=maybe))
    return found


def _check_current(path: Path, state: State, proposal: Proposal) -> None:
    if state.published is not None and state.published.served() != proposal.published.served():
        message = "another plan was accepted since this proposal was made"
        raise InputError(Trouble(message, str(path), field="published", rule="proposal-out-of-date",
                                 maybe="re-plan from the log and accept again."))  # fmt: skip


def _check_ids(proposal: Proposal, only: set[str]) -> None:
    known = {change.ticket for change in proposal.changed}
    troubles = [
        Trouble("is no change of this proposal", field="--only", value=id, rule="unknown-change",
                maybe=nearest(id, known))
        for id in sorted(only - known)
    ]  # fmt: skip
    if troubles:
        raise InputError(troubles)

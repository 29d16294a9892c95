"""Accepting a proposal: all of it, some, or none; what is accepted goes into the event log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import InputError, Trouble, nearest
from models.events import Event, Freeze, PlanPublished, Roads, Situation, State, agreed, situation_of
from models.plan import Plan, Route, Visit
from models.problem import Problem
from scheduler.errors import NoAcceptablePlan
from scheduler.replan.at_head import at_head
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.customers import Customers
from scheduler.replan.effort import Judged
from scheduler.replan.log import Log, journal_of
from scheduler.replan.mix import Mix, closure
from scheduler.replan.proposal import Change, Proposal
from scheduler.replan.writer import Limits, Writer, ledger
from scheduler.store.journal import Head, check_begins


@dataclass(frozen=True)
class Accepted:
    """What was accepted.

    Parameters
    ----------
    proposal
        As accepted: of a part, or where the log had moved on, what that changes of the plan people knew then.
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
    together: bool = False,
    who: str = "",
    why: str = "",
    roads: Roads | None = None,
) -> Accepted:
    """Write what happened and the accepted plan to the event log.

    The whole day is judged at the head of the log. Reports that came in since the proposal was made, and plans that
    others have accepted, do not matter as long as they touch none of its tickets and engineers and no rule is broken.

    Parameters
    ----------
    path
        The log; begun with the published plan when there is none yet.
    problem
        The day as it was before anything happened.
    only
        Ids of the tickets whose changes are accepted; the rest stays as published as far as possible, and the mix is
        judged. None = all changes; empty = none, then only what happened is written.
    together
        Take along what has to go together with ``only``; else that is refused by name.
    who, why
        For the log.

    Raises
    ------
    InputError
        The proposal is out of date, an id is no change of it, or the mix breaks a rule: the message names the rule and
        all tickets that have to go together.
    Locked
        Somebody else is writing.
    """
    if only is not None:
        _check_ids(proposal, set(only))
    decision = _Decision(path, proposal, only, together, who, why, roads)
    log = at_head(path, problem, decision.events)
    return Accepted(decision.made, log)


def mixed(situation: Situation, proposal: Proposal, only: set[str], together: bool = False) -> Proposal:
    """The proposal with some of its changes; the others stay as published as far as possible.

    Raises
    ------
    InputError
        The mix breaks a rule: with everything that has to go together, by ticket and customer.
    """
    _check_ids(proposal, only)
    ground = ReplanBasis.of(situation, without_freed(situation.problem, proposal.freed))
    customers = Customers.of(ground, proposal.max_changes)
    mix = Mix(ground, proposal.plan, frozenset(only))
    if not mix.holds(customers):
        whole = closure(mix, [change.ticket for change in proposal.changed if not change.fixed], customers)
        if whole is None or not together:
            raise InputError(_belongs_together(mix, whole, proposal, customers))
        mix = whole
    return _proposed(ground, customers, mix, proposal)


@dataclass
class _Decision:
    """One acceptance, worked out anew at every head of the log."""

    path: Path
    proposal: Proposal
    only: Collection[str] | None
    together: bool
    who: str
    why: str
    roads: Roads | None
    made: Proposal = field(init=False)

    def events(self, log: Log) -> Sequence[Event]:
        """What has to be written behind the log."""
        proposal, problem = self.proposal, log.problem
        if proposal.head:
            check_begins(journal_of(self.path), Head.parse(proposal.head))
        before = log.state()
        if before.published is None:
            before = before.but(published=proposal.published)
        known = {event.id for event in log.events}
        news = [event for event in proposal.events(problem.clock) if event.id not in known]
        written: list[Event] = [*news]
        if not log.events:
            first = min([problem.now, *(event.when for event in news)])
            written.insert(0, PlanPublished(at=first, plan=proposal.published))
        if self.only is not None and not self.only:
            _check_current(self.path, before, proposal)
            self.made = proposal
            return written
        state = agreed(before, news)
        at = max(proposal.at, state.now)
        self.made = self._at(state, at)
        return [*written, PlanPublished(at=at, who=self.who, why=self.why, plan=self.made.plan, spots=self.made.spots)]

    def _at(self, state: State, at: int) -> Proposal:
        """The proposal at the head, judged as a whole day."""
        proposal, ahead = self.proposal, Freeze(self.proposal.freeze, self.proposal.divert)
        _check_readable(state.problem, proposal.plan)
        _check_untouched(self.path, state, proposal)
        now = situation_of(state, at, ahead=ahead, roads=self.roads)
        _check_ahead(now, proposal, self.only)
        ground = ReplanBasis.of(now, without_freed(now.problem, proposal.freed))
        customers = Customers.of(ground, proposal.max_changes)
        same = _places(state.published) == _places(proposal.published) and at == proposal.at
        if self.only is None and same:
            return _as_it_is(ground, customers, proposal)
        only = {change.ticket for change in proposal.changed if not change.fixed} if self.only is None else self.only
        return mixed(now, proposal, set(only), self.together)


def without_freed(problem: Problem, freed: Collection[str]) -> Problem:
    """The problem in which the promises of these tickets do not count."""
    published = problem.published
    if not freed or published is None:
        return problem
    kept = (
        route.but(visits=tuple(visit for visit in route.visits if visit.ticket not in freed))
        for route in published.routes
    )
    return problem.replace(published=published.but(routes=tuple(route for route in kept if route.visits)))


def _as_it_is(ground: ReplanBasis, customers: Customers, proposal: Proposal) -> Proposal:
    """A whole proposal at the head it was made at; what somebody edited in its file is judged and shown as it is.

    Raises
    ------
    InputError
        The plan breaks rules, or is none of this day.
    """
    found = Judged.of(customers.problem(proposal.plan), proposal.plan)
    if not found.report.feasible:
        raise InputError(
            Trouble(f"the plan of the proposal breaks {finding.rule}: {finding.message}", field="plan",
                    value=finding.ticket or finding.shift, rule=finding.rule, maybe="accept it as replan wrote it.")
            for finding in found.report.broken
        )  # fmt: skip
    said = {change.ticket: (change.engineer, change.start) for change in proposal.changes if change.start is not None}
    served = {id: (route.engineer, visit.start) for id, (route, visit) in proposal.plan.served().items()}
    untold = [change.ticket for change in proposal.changes if change.start is None and change.ticket in served]
    if not untold and said.items() <= served.items() and served.keys() <= said.keys() | ground.situation.fixed.keys():
        return proposal
    limits = Limits(proposal.max_changes, proposal.max_engineers)
    before = ledger(ground.problem, ground.plan, ground.report)
    return Writer(ground, customers, limits, before, proposal.seed).proposal(found)


def _proposed(ground: ReplanBasis, customers: Customers, mix: Mix, proposal: Proposal) -> Proposal:
    """What a mix changes, as a proposal."""
    writer = Writer(ground, customers, Limits(proposal.max_changes, proposal.max_engineers),
                    ledger(ground.problem, ground.plan, ground.report), proposal.seed)  # fmt: skip
    try:
        return writer.proposal(mix.judged(customers))
    except NoAcceptablePlan as error:  # holds() was asked before
        raise AssertionError(str(error)) from None


def _belongs_together(mix: Mix, whole: Mix | None, proposal: Proposal, customers: Customers) -> Iterable[Trouble]:
    """Why a part cannot be accepted alone: the rule it breaks, and everything that goes together with it."""
    rule, message = mix.breach(customers)
    part = ", ".join(sorted(mix.chosen))
    if whole is None:
        maybe = "re-plan from the log and accept again."
        return [Trouble(f"even all of the proposal would break {rule} by now: {message}", field="--only", value=part,
                        rule="proposal-out-of-date", maybe=maybe)]  # fmt: skip
    more = [change for change in proposal.changed if change.ticket in whole.chosen - mix.chosen]
    names = ", ".join(_named(change) for change in more)
    ids = ", ".join(change.ticket for change in more)
    count = len(whole.chosen)
    text = f"alone it would break {rule}: {message}; these {count} go together: {part} with {names}"
    return [Trouble(text, field="--only", value=part, rule="part-breaks-rule",
                    maybe=f"accept {ids} as well (--together).")]  # fmt: skip


def _named(change: Change) -> str:
    return f"{change.ticket} ({change.customer})" if change.customer else change.ticket


def _places(plan: Plan | None) -> dict[str, tuple[Route, Visit]]:
    return plan.served() if plan is not None else {}


def _check_current(path: Path, state: State, proposal: Proposal) -> None:
    if state.published is not None and state.published.served() != proposal.published.served():
        raise InputError(_out_of_date(path, "another plan was accepted since this proposal was made"))


def _check_readable(problem: Problem, plan: Plan) -> None:
    """The plan of a proposal speaks of this day: files are edited by hand."""
    visits = Counter(id for route in plan.routes for id in route.tickets)
    wrong = [(id, "is no ticket of this day") for id in visits if id not in problem.ticket]
    wrong += [(id, f"is served {times} times") for id, times in visits.items() if times > 1]
    for route in plan.routes:
        owner = problem.shift[route.shift][0].id if route.shift in problem.shift else None
        if owner != route.engineer:
            wrong.append((route.shift, f"is no shift of {route.engineer}"))
    if wrong:
        raise InputError(
            Trouble(message, field="plan", value=id, rule="plan", maybe="accept the proposal as replan wrote it.")
            for id, message in wrong
        )


def _check_untouched(path: Path, state: State, proposal: Proposal) -> None:
    """Others' plans since have changed nothing that the proposal changes, and nobody's list that it changes."""
    old, new = _places(proposal.published), _places(state.published)
    others = [id for id in {**old, **new} if _place(old, id) != _place(new, id)]
    if not others:
        return
    people = {place[0].engineer for id in others for place in (old.get(id), new.get(id)) if place is not None}
    mine = {change.ticket for change in proposal.changed}
    lists = {name for change in proposal.changed for name in (change.engineer, change.old_engineer) if name}
    touched = sorted(mine & set(others)) or sorted(lists & people)
    if touched or not mine:
        names = f" ({', '.join(touched[:8])})" if touched else ""
        message = f"another plan was accepted since this proposal was made, and touches the same{names}"
        raise InputError(_out_of_date(path, message))


def _check_ahead(now: Situation, proposal: Proposal, only: Collection[str] | None) -> None:
    """What the proposal changes has not begun meanwhile."""
    wanted = [change for change in proposal.changed if not change.fixed and (only is None or change.ticket in only)]
    begun = [change for change in wanted if change.ticket in now.fixed and change.kind != "added"]
    text = now.problem.clock.text
    troubles = [
        Trouble(f"{change.ticket} has begun or is frozen at {text(now.problem.now)}; it cannot be changed any more",
                field="ticket", value=change.ticket, rule="proposal-out-of-date",
                maybe="re-plan from the log and accept again.")
        for change in begun
        if now.fixed[change.ticket][0].engineer != change.engineer
    ]  # fmt: skip
    if troubles:
        raise InputError(troubles)


def _place(served: dict[str, tuple[Route, Visit]], id: str) -> tuple[str, int] | None:
    return (served[id][0].shift, served[id][1].start) if id in served else None


def _out_of_date(path: Path, message: str) -> Trouble:
    maybe = "re-plan from the log and accept again."
    return Trouble(message, str(path), field="published", rule="proposal-out-of-date", maybe=maybe)


def _check_ids(proposal: Proposal, only: set[str]) -> None:
    known = {change.ticket for change in proposal.changed}
    troubles = [
        Trouble("is no change of this proposal", field="--only", value=id, rule="unknown-change",
                maybe=nearest(id, known))
        for id in sorted(only - known)
    ]  # fmt: skip
    if troubles:
        raise InputError(troubles)

"""Undo: the visits that a decision changed go back to where they were, judged at the head of the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import InputError, Trouble
from models.events import Event, Freeze, PlanPublished, Roads, State, situation_of
from models.plan import Plan, Route, Visit
from models.problem import Problem
from scheduler.replan.at_head import at_head
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.customers import Customers
from scheduler.replan.expected import undecided
from scheduler.replan.log import Log
from scheduler.replan.meant import meant
from scheduler.replan.mix import Mix
from scheduler.replan.proposal import Proposal
from scheduler.replan.writer import Limits, Writer, ledger

FIRST_LINE = 2
"""Line of the first event of a log; the one before it names the day."""


@dataclass(frozen=True)
class Undone:
    """A decision that was taken back.

    Parameters
    ----------
    line
        Of the decision in the log.
    proposal
        What taking it back changed, and who has to be told again.
    log
        With that at its end.
    """

    line: int
    proposal: Proposal
    log: Log


def undo(
    path: Path,
    problem: Problem,
    *,
    who: str,
    line: int | None = None,
    at: int | None = None,
    why: str = "",
    roads: Roads | None = None,
) -> Undone:
    """Take back somebody's own decision.

    Parameters
    ----------
    who
        Only decisions of this person are taken back.
    line
        Of the decision in the log (:func:`scheduler.replan.words.history`); None = the newest that stands.
    at
        [s] now; None = the moment of the last event.

    Raises
    ------
    InputError
        There is no such decision, it is somebody else's, a visit has begun since or was changed again, or the plan
        would break a rule.
    Locked
        Somebody else is writing.
    """
    decision = _Undoing(path, who, line, at, why, roads)
    log = at_head(path, problem, decision.events)
    return Undone(decision.found, decision.made, log)


@dataclass
class _Undoing:
    """One undo, worked out anew at every head of the log."""

    path: Path
    who: str
    line: int | None
    at: int | None
    why: str
    roads: Roads | None
    found: int = field(init=False)
    made: Proposal = field(init=False)

    def events(self, log: Log) -> Sequence[Event]:
        """What has to be written behind the log."""
        states = list(log.states())
        self.found = line = self._line(log)
        index = line - FIRST_LINE
        before = states[index - 1] if index else State(log.problem, log.problem.published, log.problem.now)
        decision, head = log.events[index], states[-1]
        assert isinstance(decision, PlanPublished)
        changed = changed_places(before.published or Plan(), decision.plan)
        at = head.now if self.at is None else self.at
        now = situation_of(head, at, ahead=Freeze(), roads=self.roads)
        self._check(log, head, before, decision, changed, set(now.fixed))
        pins = {id: before.pins.get(id) for id in decision.pins}
        told = before.promises or Plan()
        ground = ReplanBasis.of(now, now.problem.replace(published=_as_before(now.problem, told, set(changed))))
        customers = Customers.of(ground, None)
        again = Customers.of(ReplanBasis(now, now.problem, ground.compiled), None)
        mix = Mix(ground, before.published or Plan(), frozenset(changed))
        if not mix.holds(customers):
            rule, message = mix.breach(customers)
            text, maybe = f"taking line {line} back would break {rule}: {message}", "re-plan, or move them by hand."
            raise InputError(Trouble(text, str(self.path), line, rule="undo-breaks-rule", maybe=maybe))
        writer = Writer(ground, again, Limits(), ledger(ground.problem, ground.plan, ground.report), 1)
        self.made = meant(ground.problem, writer.proposal(mix.judged(customers)), changed, "taken-back")
        if not changed:  # it only kept visits where they are: what was pinned is free again
            plan = head.published or Plan()
            return [PlanPublished(at=at, who=self.who, why=self.why, plan=plan, pins=pins, undoes=line)]
        plan = undecided(ground, self.made.plan)
        return [PlanPublished(at=at, who=self.who, why=self.why, plan=plan, spots=self.made.spots, pins=pins,
                              undoes=line)]  # fmt: skip

    def _line(self, log: Log) -> int:
        """Line of the decision that is meant."""
        gone = {event.undoes for event in log.events if isinstance(event, PlanPublished) and event.undoes is not None}
        own = {
            number: event
            for number, event in enumerate(log.events, FIRST_LINE)
            if isinstance(event, PlanPublished)
            and event.who == self.who
            and event.undoes is None
            and number not in gone
        }
        if self.line is None and own:
            return max(own)
        if self.line in own:
            return int(self.line)
        raise InputError(self._not_own(log, own, gone))

    def _not_own(self, log: Log, own: dict[int, PlanPublished], gone: set[int]) -> Trouble:
        maybe = f"take back line {max(own)}." if own else ""
        if self.line is None:
            message = f"{self.who or 'nobody'} has no decision in this log that stands"
        elif self.line in gone:
            message = f"line {self.line} was taken back already"
        elif not FIRST_LINE <= self.line < FIRST_LINE + len(log.events):
            message = f"the log has no line {self.line}"
        else:
            event = log.events[self.line - FIRST_LINE]
            what = "a decision" if isinstance(event, PlanPublished) and event.undoes is None else f"{event.kind}"
            message = f"line {self.line} is {what} of {event.who or 'nobody by name'}, not a decision of {self.who}"
        return Trouble(message, str(self.path), self.line, "undo", str(self.line or ""), "no-own-decision", maybe)

    def _check(
        self, log: Log, head: State, before: State, decision: PlanPublished, changed: Sequence[str], fixed: set[str]
    ) -> None:
        """Nothing of it has begun, and nobody has changed the same since."""
        troubles, then, now = [], decision.plan.served(), (head.published or Plan()).served()
        for id in changed:
            place, here = _place(then, id), _place(now, id)
            status = head.problem.ticket[id].status
            if id in fixed or status in ("cancelled", "finished"):
                troubles.append(self._trouble(id, f"the visit to {id} has begun, or is over", "visit-begun"))
            elif (place is None) != (here is None) or (place is not None and here is not None and place[0] != here[0]):
                message = f"{id} was changed again since line {self.found}"
                troubles.append(self._trouble(id, message, "changed-since", "take the later decision back first."))
        if before.published is None or not before.published.routes:
            message = f"line {self.found} is the first plan; there is none to go back to"
            troubles = [self._trouble(str(self.found), message, "nothing-to-undo")]
        if troubles:
            raise InputError(troubles)

    def _trouble(self, value: str, message: str, rule: str, maybe: str = "re-plan, or move it by hand.") -> Trouble:
        return Trouble(message, str(self.path), self.found, "undo", value, rule, maybe)


def _as_before(problem: Problem, told: Plan, changed: set[str]) -> Plan:
    """What customers were told, but for the visits that go back: of these what they were told before the decision."""
    routes = {route.shift: route for route in told.routes}
    found = {}
    for route in (problem.published or Plan()).routes:
        mine = tuple(visit for visit in route.visits if visit.ticket not in changed)
        found[route.shift] = route.but(visits=mine)
    for shift, route in routes.items():
        back = tuple(visit for visit in route.visits if visit.ticket in changed)
        here = found.get(shift, route.but(visits=()))
        found[shift] = here.but(visits=tuple(sorted((*here.visits, *back), key=lambda visit: visit.start)))
    return Plan(routes=tuple(route for route in found.values() if route.visits))


def changed_places(before: Plan, after: Plan) -> tuple[str, ...]:
    """Tickets that one plan serves elsewhere, at another time, or not at all."""
    old, new = before.served(), after.served()
    return tuple(id for id in dict.fromkeys((*old, *new)) if _place(old, id) != _place(new, id))


def _place(served: dict[str, tuple[Route, Visit]], id: str) -> tuple[str, int] | None:
    return (served[id][0].shift, served[id][1].start) if id in served else None

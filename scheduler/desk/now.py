"""How a day stands at a moment: who is where, what is late, what is at risk, what is left, what is disputed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from models.clock import MINUTE
from models.engineer import Engineer, Shift
from models.events import Situation
from models.events.state import Dispute
from models.kpi.due import due
from models.plan import Plan, Route, Visit
from models.ticket import Ticket
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.expected import expected
from scheduler.replan.notices import Notice, open_notices
from scheduler.wording.spoken import Spoken

RISK = 30 * MINUTE
"""[s] a promise that is kept with less than so much to spare is at risk."""

Doing = Literal[
    "before-shift", "away", "at-depot", "driving", "waiting", "working", "break", "free", "returning", "back"
]
Concern = Literal["late", "sla", "risk", "lost", "unserved"]


@dataclass(frozen=True)
class PersonNow:
    """What an engineer does now.

    Parameters
    ----------
    ticket
        It is about; empty = none.
    since, until
        [s]; None = not known.
    reported
        Did the engineer say so? Else it is assumed from what people know.
    following, at
        The next ticket, and [s] when it is expected to start.
    """

    engineer: str
    name: str
    shift: str
    doing: Doing
    ticket: str = ""
    since: int | None = None
    until: int | None = None
    reported: bool = False
    following: str = ""
    at: int | None = None


@dataclass(frozen=True)
class TicketTrouble:
    """A ticket somebody should look at.

    Parameters
    ----------
    kind
        ``late``: later than promised, by more than the free minutes; ``sla``: after the response or resolution is due;
        ``risk``: kept with little to spare; ``lost``: people know a visit that cannot take place; ``unserved``.
    promised, expected
        [s] start that was told, start as it will be; None = none.
    due
        [s] of the promise that is broken or at risk.
    """

    ticket: Ticket
    kind: Concern
    engineer: str = ""
    promised: int | None = None
    expected: int | None = None
    due: int | None = None


@dataclass(frozen=True, eq=False)
class DayNow(Spoken):
    """A day at a moment."""

    situation: Situation

    @cached_property
    def ground(self) -> ReplanBasis:
        """What is left to plan."""
        return ReplanBasis.of(self.situation)

    @cached_property
    def plan(self) -> Plan:
        """The whole day: what happened, and what is expected."""
        return self._expected[0]

    @cached_property
    def _expected(self) -> tuple[Plan, tuple[str, ...]]:
        going = expected(self.ground)
        return going.plan, going.off

    @property
    def at(self) -> int:
        """[s]"""
        return self.situation.problem.now

    @cached_property
    def people(self) -> tuple[PersonNow, ...]:
        """Everybody with a shift that runs, or the next one, in the problem's order."""
        found = []
        routes = {route.shift: route for route in self.plan.routes}
        for engineer in self.situation.state.problem.engineers:
            running = [shift for shift in engineer.shifts if self._concerns(shift, routes.get(shift.id))]
            if running:
                found.append(self._person(engineer, running[0], routes.get(running[0].id)))
        return tuple(found)

    def _concerns(self, shift: Shift, route: Route | None) -> bool:
        return max(shift.end, route.end if route is not None else 0) > self.at

    def _person(self, engineer: Engineer, shift: Shift, route: Route | None) -> PersonNow:
        now, stand = self.at, self.situation.stands[shift.id]
        ahead = [visit for visit in (route.visits if route is not None else ()) if visit.start > now]
        following = (ahead[0].ticket, ahead[0].start) if ahead else ("", None)
        away = next((away for away in engineer.absences if away.start <= now < away.end), None)
        doing: tuple[Doing, str, int | None, int | None]
        if away is not None:
            doing = ("away", "", away.start, away.end)
        elif route is None or not route.visits:
            doing = ("before-shift" if now < shift.start else "free", "", None, shift.end)
        else:
            doing = self._on_route(shift, route)
        reported = stand.known.get(doing[1]) == "reported"
        return PersonNow(engineer.id, engineer.name, shift.id, *doing, reported, *following)

    def _on_route(self, shift: Shift, route: Route) -> tuple[Doing, str, int | None, int | None]:
        """What somebody does who has visits on the list."""
        now, rest = self.at, route.rest
        if rest is not None and rest.start <= now < rest.end:
            return "break", "", rest.start, rest.end
        if now < route.depart:
            return ("before-shift" if now < shift.start else "at-depot"), "", None, route.depart
        free = route.depart
        for visit in route.visits:
            if now < visit.arrive:
                return self._between(shift, visit, free)
            if now < visit.start:
                return "waiting", visit.ticket, visit.arrive, visit.start
            if now < visit.finish:
                return "working", visit.ticket, visit.start, visit.finish
            free = visit.finish
        return ("returning" if now < route.end else "back"), "", free, route.end

    def _between(self, shift: Shift, visit: Visit, free: int) -> tuple[Doing, str, int | None, int | None]:
        """On the way to a visit, or still free before the drive."""
        begun = visit.ticket in self.situation.fixed or bool(self.situation.stands[shift.id].off.way)
        return ("driving" if begun else "free"), visit.ticket if begun else "", free, visit.arrive

    @cached_property
    def troubles(self) -> tuple[TicketTrouble, ...]:
        """Tickets that are late, at risk, lost or unserved: the most urgent first."""
        order = {"lost": 0, "sla": 1, "late": 2, "unserved": 3, "risk": 4}
        rank = lambda look: (order[look.kind], look.ticket.priority, look.expected or 0, look.ticket.id)  # noqa: E731
        return tuple(sorted(self._troubles(), key=rank))

    def _troubles(self) -> Iterator[TicketTrouble]:
        problem, served = self.situation.problem, self.plan.served()
        told = {id: visit.start for id, (_, visit) in problem.promised.items()}
        lost = set(self._expected[1])
        for ticket in problem.wanted:
            if ticket.id not in served:
                kind: Concern = "lost" if ticket.id in lost else "unserved"
                first = due(problem, ticket, "response")
                yield TicketTrouble(ticket, kind, promised=told.get(ticket.id), due=first)
                continue
            route, visit = served[ticket.id]
            if visit.finish > self.at and (kind_due := self._visit(ticket, visit, told.get(ticket.id))) is not None:
                yield TicketTrouble(ticket, kind_due[0], route.engineer, told.get(ticket.id), visit.start, kind_due[1])

    def _visit(self, ticket: Ticket, visit: Visit, promised: int | None) -> tuple[Concern, int | None] | None:
        """What is wrong with a visit that is not over."""
        clocks = [(due(self.situation.problem, ticket, "response"), visit.start),
                  (due(self.situation.problem, ticket, "resolution"), visit.finish)]  # fmt: skip
        slack = [(last - time, last) for last, time in clocks if last is not None and time >= self.at]
        least = min(slack, default=None)
        if least is not None and least[0] < 0:
            return "sla", least[1]
        upcoming = visit.start >= self.at and promised is not None
        if upcoming and promised is not None and visit.start > promised + self.ground.budget.free_minutes * MINUTE:
            return "late", promised
        return ("risk", least[1]) if least is not None and least[0] < RISK else None

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """Reports that contradict what is known and wait for somebody's word."""
        return self.situation.state.open_disputes

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Where the plan people know rested on something that turned out to be otherwise."""
        return open_notices(self.situation.state)

    def as_dict(self) -> dict[str, Any]:
        """Plain data, times in ISO 8601."""
        clock = self.situation.problem.clock

        def iso(second: int | None) -> str | None:
            return None if second is None else clock.iso(second)

        return {
            "at": clock.iso(self.at),
            "people": [
                {"engineer": person.engineer, "name": person.name, "shift": person.shift, "doing": person.doing,
                 "ticket": person.ticket, "since": iso(person.since), "until": iso(person.until),
                 "reported": person.reported, "next": person.following, "next_start": iso(person.at)}
                for person in self.people
            ],
            "tickets": [
                {"ticket": trouble.ticket.id, "kind": trouble.kind, "priority": trouble.ticket.priority,
                 "engineer": trouble.engineer, "promised": iso(trouble.promised), "expected": iso(trouble.expected),
                 "due": iso(trouble.due)}
                for trouble in self.troubles
            ],
            "disputes": [
                {"id": dispute.id, "event": dispute.event.to_json(clock),
                 "trouble": None if dispute.trouble is None else dispute.trouble.as_dict()}
                for dispute in self.disputes
            ],
            "notices": [
                {"decision": notice.decision, "report": notice.report, "engineer": notice.engineer,
                 "tickets": list(notice.tickets), "text": str(notice.text), "text_zh": notice.text.zh}
                for notice in self.notices
            ],
        }  # fmt: skip

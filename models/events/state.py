"""The state of a day: what the events so far have made of it. Frozen; every event gives the next one."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, Self

from models.clock import Clock, Instant
from models.engineer import Absence
from models.entity import Entity
from models.errors import Trouble
from models.place import Place
from models.plan import Plan, Route, Visit
from models.ticket import Pin
from models.travel import Travel

if TYPE_CHECKING:
    from models.problem import Problem


class News(Protocol):
    """What a state remembers of an event: enough to say what happened, and when."""

    kind: ClassVar[str]
    label: ClassVar[tuple[str, str]]
    quiet: ClassVar[bool]
    decides: ClassVar[bool]

    @property
    def at(self) -> int:
        """[s] when it became known."""

    @property
    def when(self) -> int:
        """[s] when it happened."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def why(self) -> str:
        """For people."""

    def to_json(self, clock: Clock) -> dict[str, Any]:
        """Plain data."""


class Closure(Protocol):
    """A road that is closed, as travel looks at it."""

    @property
    def at(self) -> int:
        """[s] since when."""

    @property
    def lat(self) -> float:
        """Of the middle."""

    @property
    def lon(self) -> float:
        """Of the middle."""

    @property
    def radius_km(self) -> float:
        """Around the middle."""

    @property
    def factor(self) -> float:
        """Driving time / usual driving time."""

    def closed_at(self, time: int) -> bool:
        """Does it still matter at ``time`` [s]?"""


@dataclass(frozen=True)
class VisitReport:
    """What was reported of one visit; None = nothing, then it goes as published.

    Parameters
    ----------
    started, finished
        [s] when work began and ended.
    expected
        [s] when it will end at the earliest, said by the engineer.
    failed
        [s] when the engineer gave up: nobody there, a part missing.
    declined
        [s] when the engineer said, before being there, that it cannot be done.
    left
        [s] when the engineer set out for it.
    cancelled
        [s] when it became known that the customer cancelled it: until then the engineer went on.
    """

    started: int | None = None
    finished: int | None = None
    expected: int | None = None
    failed: int | None = None
    declined: int | None = None
    left: int | None = None
    cancelled: int | None = field(default=None, compare=False)


NOTHING = VisitReport()


class Leg(Entity):
    """Part of a drive: towards a place, for so many seconds already."""

    toward: Place
    gone: int


class Position(Entity):
    """Where somebody can be sent elsewhere.

    Parameters
    ----------
    place, free
        There, or on the way from there; [s] from then on.
    way
        Drives that were begun since and not ended, one after the other; empty = at ``place``.
    """

    place: Place
    free: Instant
    way: tuple[Leg, ...] = ()

    def on(self, travel: Travel) -> tuple[Travel, Place]:
        """Where that is, with the travel from there."""
        here = self.place
        for leg in self.way:
            travel, here = travel.on_the_way(here, leg.toward, leg.gone)
        return travel, here


Rank = tuple[int, int, str, int]
"""Where an event stands among others: (moment, rank, sender, counter); equals stand in the order of their receipt."""


@dataclass(frozen=True)
class Dispute:
    """A report that contradicts what is known.

    It is kept, blocks nothing that comes after it, and is looked at anew whenever something else becomes known: a
    ticket that nobody knew of may arrive yet. Somebody decides: it counts all the same, or it is dropped.

    Parameters
    ----------
    event
        The report.
    trouble
        What it contradicts; None = nothing any more, but somebody has dropped it.
    ruling
        ``open``, ``applied`` or ``dropped``.
    by, why
        Who decided, and why; empty while it is open.
    """

    event: News = field(compare=False)
    id: str
    trouble: Trouble | None
    ruling: Literal["open", "applied", "dropped"] = "open"
    by: str = field(default="", compare=False)
    why: str = field(default="", compare=False)


@dataclass(frozen=True)
class Mark:
    """A state of the past: after ``count`` events in the order of what happened, the last of which has this rank."""

    rank: Rank
    count: int
    state: State


@dataclass(frozen=True)
class Receipts:
    """How a state came about: with it, news of an hour ago can still be put where it belongs.

    Parameters
    ----------
    origin
        The state before anything was received.
    received
        In the order of receipt, without what was said twice.
    ids
        Id -> report, of all that was received.
    last
        Place of the last event in the order of what happened.
    since
        Number of events up to the last accepted plan, itself included.
    decided
        [s] moment of the last decision; None = there was none.
    opening
        The decision that opened the day, where no plan was known before.
    named
        Ids of reports that were taken back or ruled upon.
    marks
        States of the past, in order: late news need not go back further than to the last before them.
    revised
        Was a key used for two reports? Then every fold begins at the origin.
    """

    origin: State
    received: tuple[Any, ...] = ()
    ids: Mapping[str, Any] = field(default_factory=dict)
    last: Rank = (-(2**40), 0, "", 0)
    since: int = 0
    decided: int | None = None
    opening: Any = None
    named: frozenset[str] = frozenset()
    marks: tuple[Mark, ...] = ()
    revised: bool = False

    def before(self, rank: Rank) -> Mark:
        """The last state of the past that nothing of this rank would change."""
        return next((mark for mark in reversed(self.marks) if mark.rank <= rank), Mark(rank, 0, self.origin))


@dataclass(frozen=True)
class State:
    """A day in progress.

    Parameters
    ----------
    problem
        Engineers and tickets as the events have left them.
    published
        What customers and engineers were told.
    now
        [s] time of the last event.
    seen
        Ticket id -> what was reported of its visit.
    held
        Engineer id -> ([s] since when, [s] until when) somebody does nothing.
    roads
        Roads reported closed.
    spots
        Shift id -> where engineers were, off the route that the new plan shows, when plans were accepted.
    told
        Ticket id -> [s] start the customer was told, where the published plan differs by too little to tell them, or
        does not serve the ticket any more.
    pins
        Ticket id -> what a dispatcher decided by hand and a re-plan does not take back.
    rests
        Engineer id -> ([s] start, [s] end) of breaks that were taken, in their order.
    positions
        Engineer id -> the last report of where somebody was.
    overtaken
        (decision, ticket) where an accepted plan gave a visit to somebody else that had begun by then, as was learnt
        later: the visit stays where it was.
    disputes
        Reports that contradict what is known, in the order of what happened; see :class:`Dispute`.
    withdrawn
        Id of a report that was taken back -> id of the report that took it back.
    news
        What was received since the published plan was accepted, and counts.
    head
        Of the log it was read from: how many entries, and the hash of the last; empty = of none.
    receipts
        How it came to this; two states are the same whatever their histories.
    """

    problem: Problem
    published: Plan | None = None
    now: int = field(default=0, compare=False)
    seen: Mapping[str, VisitReport] = field(default_factory=dict)
    held: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    roads: tuple[Closure, ...] = ()
    spots: Mapping[str, tuple[Position, ...]] = field(default_factory=dict)
    told: Mapping[str, int] = field(default_factory=dict)
    pins: Mapping[str, Pin] = field(default_factory=dict)
    rests: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    positions: Mapping[str, News] = field(default_factory=dict, compare=False)
    overtaken: tuple[tuple[str, str], ...] = ()
    disputes: tuple[Dispute, ...] = ()
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    news: tuple[News, ...] = field(default=(), compare=False)
    head: str = field(default="", compare=False)
    receipts: Receipts | None = field(default=None, compare=False, repr=False)

    @property
    def received(self) -> tuple[Any, ...]:
        """Every event that was received and not said before, in the order of receipt."""
        return self.receipts.received if self.receipts is not None else ()

    @property
    def heard(self) -> tuple[News, ...]:
        """What was received since the published plan was accepted: the news, and then what does not count."""
        since = self.received[self.receipts.since :] if self.receipts is not None else ()
        counts = {event.id for event in self.news}
        return (*self.news, *(event for event in since if event.id not in counts))

    @property
    def open_disputes(self) -> tuple[Dispute, ...]:
        """Disputes that nobody has decided yet."""
        return tuple(dispute for dispute in self.disputes if dispute.ruling == "open")

    def but(self, **changes: Any) -> Self:
        """The same state with some parts changed."""
        made = dataclasses.replace(self, **changes)
        if "published" not in changes and "_served" in self.__dict__:
            made.__dict__["_served"] = self._served
        return made

    def of(self, ticket: str) -> VisitReport:
        """What was reported of a visit."""
        return self.seen.get(ticket, NOTHING)

    def saw(self, ticket: str, **what: int | None) -> Self:
        """With something more reported of a visit."""
        return self.but(seen={**self.seen, ticket: dataclasses.replace(self.of(ticket), **what)})

    def given_up(self, ticket: str) -> bool:
        """Did the visit not take place: cancelled, nobody there, a part missing, declined?"""
        known, seen = self.problem.ticket.get(ticket), self.of(ticket)
        if known is None:
            return False
        return known.status == "cancelled" or seen.failed is not None or seen.declined is not None

    def visit(self, ticket: str) -> tuple[Route, Visit] | None:
        """The published visit of a ticket."""
        return self._served.get(ticket)

    @cached_property
    def _served(self) -> Mapping[str, tuple[Route, Visit]]:
        return {} if self.published is None else self.published.served()

    @cached_property
    def promises(self) -> Plan | None:
        """The published plan with the starts customers were told: small changes add up against these."""
        if self.published is None or not self.told:
            return self.published
        return self.published.but(routes=tuple(
            route.but(visits=tuple(visit.but(start=self.told.get(visit.ticket, visit.start)) for visit in route.visits))
            for route in self.published.routes
        ))  # fmt: skip

    def with_ticket(self, id: str, **changes: Any) -> Self:
        """With some fields of a ticket changed."""
        tickets = tuple(ticket.but(**changes) if ticket.id == id else ticket for ticket in self.problem.tickets)
        return self.but(problem=self.problem.replace(tickets=tickets))

    def with_engineer(self, id: str, **changes: Any) -> Self:
        """With some fields of an engineer changed."""
        engineers = tuple(
            engineer.but(**changes) if engineer.id == id else engineer for engineer in self.problem.engineers
        )
        return self.but(problem=self.problem.replace(engineers=engineers))

    def away(self, engineer: str, start: int, end: int, kind: str) -> Self:
        """With somebody absent for a time."""
        absences = (*self.problem.engineer[engineer].absences, Absence(start=start, end=end, kind=kind))
        return self.with_engineer(engineer, absences=absences)

"""Booking a held slot on the log: the customer's window, and the visit that stands behind it, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.events import Event, Roads, agreed, situation_of
from models.plan import Plan
from models.problem import Problem
from scheduler.desk.moves import begun
from scheduler.desk.whole_day import decided, whole_day
from scheduler.dispatch import Board, Hold, confirm
from scheduler.dispatch.hold import placed
from scheduler.errors import NoAcceptablePlan
from scheduler.replan.at_head import at_head
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.log import Log
from scheduler.replan.proposal import Proposal


@dataclass(frozen=True)
class Booked:
    """A hold that was booked.

    Parameters
    ----------
    event
        The ticket that arrived, or the window that a known one got.
    proposal
        What the visit changes of the day, and who has to be told.
    log
        With both at its end.
    """

    event: Event
    proposal: Proposal
    log: Log


def book(
    path: Path,
    problem: Problem,
    held: Hold,
    *,
    at: int,
    published: Plan | None = None,
    who: str = "",
    why: str = "",
    roads: Roads | None = None,
) -> Booked:
    """Write a booking to the event log: what the customer agreed to, and the plan with the visit.

    Parameters
    ----------
    path
        The log; begun with ``published`` when there is none yet.
    at
        [s] now; never before the last event.

    Raises
    ------
    InputError
        The hold has expired, or its ticket is closed by now.
    NoAcceptablePlan
        There is no room for it any more.
    Locked
        Somebody else is writing.
    """
    decision = _Decision(path, held, at, published, who, why, roads)
    log = at_head(path, problem, decision.events)
    return Booked(decision.event, decision.made, log)


@dataclass
class _Decision:
    """One booking, worked out anew at every head of the log."""

    path: Path
    held: Hold
    at: int
    published: Plan | None
    who: str
    why: str
    roads: Roads | None
    event: Event = field(init=False)
    made: Proposal = field(init=False)

    def events(self, log: Log) -> Sequence[Event]:
        """What has to be written behind the log."""
        state, first = begun(log, self.published, self.path)
        at, id = max(self.at, state.now), self.held.ticket.id
        self.event = confirm(self.held, at).but(who=self.who, why=self.why or "booked")
        ground = ReplanBasis.of(situation_of(agreed(state, (self.event,)), at, roads=self.roads))
        board = Board.of(ground.situation, ground.published, ground.compiled)
        seated = placed(board, ground.problem.ticket[id])
        i = ground.compiled.ticket_index[id]
        if i not in seated.where:
            text = ground.problem.clock.text
            window = f"{text(self.held.window.start)}-{text(self.held.window.end)}"
            raise NoAcceptablePlan(f"{id}: nobody can come {window} any more.\n  Maybe ask for slots again.")
        moved = {
            ground.compiled.tickets[j] for j, place in seated.where.items() if board.where.get(j, place)[0] != place[0]
        }
        self.made = whole_day(ground, seated.case.routes, seated.plan, {id, *moved})
        visit = decided(ground, self.made, at, who=self.who, why=self.why or "booked")
        return [*first, self.event, visit]

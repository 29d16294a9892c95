"""Deciding a move by hand: asked again at the head of the log, judged as a whole day, and kept by the next re-plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import InputError, Trouble
from models.events import Event, Freeze, PlanPublished, Roads, State, situation_of
from models.money import show
from models.plan import Plan
from models.problem import Problem
from models.ticket import Pin
from scheduler.desk.whole_day import decided, whole_day
from scheduler.dispatch import Board, Move
from scheduler.errors import NoAcceptablePlan
from scheduler.replan.at_head import at_head
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.log import Log
from scheduler.replan.meant import meant
from scheduler.replan.proposal import Proposal

SHARE, LEAST = 100, 5_000
"""A price that differs by at most a hundredth, or by 5 units of currency [thousandths], is still what was seen."""

OFF = Pin(engineer="")
"""Taken off by hand: nobody is to serve it until somebody decides otherwise."""


@dataclass(frozen=True)
class MoveDecided:
    """A move that was decided.

    Parameters
    ----------
    move
        As it was answered at the head of the log.
    proposal
        What it changes of the day, and who has to be told.
    log
        With the decision at its end.
    """

    move: Move
    proposal: Proposal
    log: Log

    @property
    def line(self) -> int:
        """Of the decision in the log."""
        return len(self.log.events) + 1


def decide_move(
    path: Path,
    problem: Problem,
    ask: Callable[[Board], Move],
    *,
    at: int | None = None,
    published: Plan | None = None,
    seen: Move | None = None,
    pin: bool = True,
    who: str = "",
    why: str = "",
    ahead: Freeze | None = None,
    roads: Roads | None = None,
) -> MoveDecided:
    """Write a move by hand to the event log.

    Parameters
    ----------
    path
        The log; begun with ``published`` when there is none yet.
    problem
        The day as it was before anything happened.
    ask
        The question, such as ``lambda board: try_move(board, "T-010", "E03")``; it is asked again at the head.
    at
        [s] now; None = the moment of the last event. Never before that.
    published
        The plan people know, for a log that does not say so.
    seen
        The answer the person decided upon. None = the first one.
    pin
        Does a re-plan leave it as it is?

    Raises
    ------
    NoAcceptablePlan
        A hard rule is broken.
    InputError
        The answer at the head is another than the one that was seen.
    Locked
        Somebody else is writing.
    """
    decision = _Decision(path, ask, at, published, seen, pin, who, why, ahead, roads)
    log = at_head(path, problem, decision.events)
    return MoveDecided(decision.move, decision.made, log)


@dataclass
class _Decision:
    """One move, worked out anew at every head of the log."""

    path: Path
    ask: Callable[[Board], Move]
    at: int | None
    published: Plan | None
    seen: Move | None
    pin: bool
    who: str
    why: str
    ahead: Freeze | None
    roads: Roads | None
    move: Move = field(init=False)
    made: Proposal = field(init=False)

    def events(self, log: Log) -> Sequence[Event]:
        """What has to be written behind the log."""
        state, first = begun(log, self.published, self.path)
        at = state.now if self.at is None else max(self.at, state.now)
        ground = ReplanBasis.of(situation_of(state, at, ahead=self.ahead, roads=self.roads))
        board = Board.of(ground.situation, ground.published, ground.compiled)
        self.move = move = self.ask(board)
        if self.seen is None:
            self.seen = move
        _check_seen(self.path, self.seen, move)
        if not move.allowed:
            raise NoAcceptablePlan(move.text())
        routes = [list(move.orders.get(e, route)) for e, route in enumerate(board.case.routes)]
        own = {move.ticket, move.other} - {""}
        self.made = meant(ground.problem, whole_day(ground, routes, move.plan, own), own, "decided")
        pins = _pins(move) if self.pin else {}
        return [*first, decided(ground, self.made, at, who=self.who, why=self.why, pins=pins)]


def begun(log: Log, published: Plan | None, path: Path) -> tuple[State, list[Event]]:
    """The state of a log, and the event it has to begin with when it is empty.

    Raises
    ------
    InputError
        No plan is published.
    """
    state = log.state(published=published)
    if log.events and state.published is not None:
        return state, []
    if state.published is None:
        maybe = "name the plan people know."
        raise InputError(Trouble("no plan is published in it yet", str(path), rule="no-published-plan", maybe=maybe))
    first = PlanPublished(at=log.problem.now, plan=state.published)
    return state, [first]


def _pins(move: Move) -> dict[str, Pin | None]:
    """What a re-plan leaves: the person, and a time that was wished."""
    served = move.plan.served()
    pins: dict[str, Pin | None] = {
        id: Pin(engineer=served[id][0].engineer) if id in served else OFF for id in (move.ticket, move.other) if id
    }
    if move.pin is not None:
        pins[move.ticket] = move.pin
    return pins


def _check_seen(path: Path, seen: Move, now: Move) -> None:
    """The answer still is what the person decided upon: the same engineer, no other rule, about the same price."""
    tolerance = max(abs(seen.price) // SHARE, LEAST)
    same = (seen.engineer, seen.other) == (now.engineer, now.other) and set(now.rules) <= set(seen.rules)
    if same and abs(now.price - seen.price) <= tolerance:
        return
    currency = now.board.problem.policy.currency
    message = f"the day has changed meanwhile: it was {show(seen.price, currency)}, now: {now.text().splitlines()[0]}"
    raise InputError(Trouble(message, str(path), field="ticket", value=now.ticket, rule="changed-meanwhile",
                             maybe="look at the new answer, and decide again."))  # fmt: skip

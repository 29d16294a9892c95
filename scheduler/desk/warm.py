"""A day kept warm: read and compiled once, and again only when the log has grown or the moment is another."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from models.events import Freeze, Situation, State, situation_of
from models.plan import Plan
from models.problem import Problem
from scheduler.dispatch import Board
from scheduler.replan.basis import ReplanBasis
from scheduler.replan.log import Log, read_log
from scheduler.travel.roads import roads


@dataclass
class WarmDay:
    """A day for many questions.

    Parameters
    ----------
    path, problem
        The log, and the day as it was before anything happened.
    published
        The plan people know, for a log that does not say so.
    at
        [s] the moment of the questions; None = the last event's.
    """

    path: Path
    problem: Problem
    published: Plan | None = None
    ahead: Freeze | None = None
    at: int | None = None
    _key: object = None
    _log: Log | None = field(default=None, repr=False)
    _board: Board | None = field(default=None, repr=False)
    _stamp: object = None

    @property
    def log(self) -> Log:
        """The log to its head; read again when the file is another."""
        stamp = self.path.stat().st_mtime_ns, self.path.stat().st_size
        if self._log is None or stamp != self._stamp:
            self._log, self._stamp = read_log(self.path, self.problem), stamp
        return self._log

    @property
    def state(self) -> State:
        """What is known at the moment."""
        return self.log.state(self.at, published=self.published)

    @property
    def situation(self) -> Situation:
        """The day at the moment."""
        return self.board.situation or Situation.of(self.problem)

    @property
    def board(self) -> Board:
        """The dispatcher's board, compiled once for this head and moment."""
        key = len(self.log.events), self.log.head, self.at
        if self._board is None or key != self._key:
            state = self.state
            moment = state.now if self.at is None else max(self.at, state.now)
            ground = ReplanBasis.of(situation_of(state, moment, ahead=self.ahead, roads=roads))
            self._board, self._key = Board.of(ground.situation, ground.published, ground.compiled), key
            self._board.case.schedules  # noqa: B018 - what every question needs
        return self._board

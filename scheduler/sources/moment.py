"""A day in progress: how far it is, and what is known then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import InputError, Trouble
from scheduler.sources.day_source import DaySource

if TYPE_CHECKING:
    from models.events import Event, Situation, State
    from models.plan import Plan
    from models.problem import Problem


@dataclass(frozen=True)
class Moment:
    """How far a day is.

    Parameters
    ----------
    at
        ``HH:MM`` or ISO 8601; None = the night before, or as far as the log is.
    events
        File of what happened.
    freeze
        [min] visits that begin so soon stay as they are; None = as the policy says.
    divert
        May somebody who is driving be sent elsewhere? None = as the policy says.
    published
        File of the plan people know; None = the day's own.
    log
        The day's event log.
    """

    at: str | None = None
    events: Path | None = None
    freeze: int | None = None
    divert: bool | None = None
    published: Path | None = None
    log: Path | None = None

    @property
    def begun(self) -> bool:
        """Is anything said of the day itself?"""
        return self.at is not None or self.events is not None or self.log is not None

    def of(self, source: DaySource) -> Situation:
        """The day at this moment; without ``at`` the night before, with the plan published.

        Raises
        ------
        InputError
            The day, the plan or the events cannot be read, contradict each other, or events come without a moment.
        """
        from models.events import Freeze, fold, situation_of
        from scheduler.travel.roads import roads

        state, happened = self.known(source)
        if self.at is None and happened:
            message = f"{len(happened)} events are given, but not the moment it is"
            raise InputError(Trouble(message, field="--at", rule="no-moment", maybe="add --at 11:20."))
        ahead = Freeze.of(state.problem.policy, freeze_minutes=self.freeze, divert=self.divert)
        try:
            state = fold(state, happened)
        except InputError as error:
            file = self.events.name if self.events is not None else ""
            raise InputError(replace(trouble, file=file) for trouble in error.troubles) from None
        return situation_of(state, self.at if self.at is not None else state.now, ahead=ahead, roads=roads)

    def known(self, source: DaySource) -> tuple[State, tuple[Event, ...]]:
        """What is known before the new events, and these."""
        from models.events import State
        from scheduler.loaders.events import read_events

        problem, plan = source.with_plan(self.published)
        state = State(problem, plan, problem.now)
        if self.log is not None:
            from scheduler.replan.log import read_log

            state = read_log(self.log, problem).state(published=plan)
        return state, read_events(self.events, state.problem) if self.events is not None else ()

    def standing(self, source: DaySource, plan: Path) -> tuple[Problem, Plan]:
        """The problem and the plan that a question is about.

        Without anything said of the day nothing has been promised yet: the night's problem. Otherwise what is left to
        plan; the plan people know is ``published``, else the plan itself.

        Raises
        ------
        InputError
            The day, the plan or the events cannot be read, or contradict each other.
        """
        from scheduler.loaders.plan_file import read_plan

        if not self.begun and self.published is None:
            problem, made = source.with_plan(plan)
            assert made is not None
            return problem, made
        now = (self if self.published is not None else replace(self, published=plan)).of(source)
        known = now.state.published if self.published is None else None
        return now.problem, known if known is not None else read_plan(plan, now.problem)

"""A day in progress: how far it is, and what is known then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import InputError, Trouble
from models.text import Text
from scheduler.sources.day_source import DaySource

if TYPE_CHECKING:
    from models.events import Event, Situation, State
    from models.plan import Plan
    from models.problem import Problem
    from scheduler.loaders.ledger import Ledger

PLAN_OF_THE_LOG = Path("-")
"""Instead of the file of a plan: the one that the day's event log says people know."""


@dataclass(frozen=True)
class Moment:
    """How far a day is.

    Parameters
    ----------
    at
        ``HH:MM`` or ISO 8601; None = the night before, or as far as the log is. A moment that the log is past is looked
        at as it was known then.
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

    def of(self, source: DaySource, ledger: Ledger | None = None) -> Situation:
        """The day at this moment; without ``at`` the night before, with the plan published.

        The ledger takes what became of every row and key of the events.

        Raises
        ------
        InputError
            The day, the plan or the events cannot be read, contradict each other, or events come without a moment.
        """
        from models.events import Freeze, agreed, situation_of
        from scheduler.travel.roads import roads

        state, happened = self.known(source, ledger)
        if self.at is None and happened:
            message = f"{len(happened)} events are given, but not the moment it is"
            raise InputError(Trouble(message, field="--at", rule="no-moment", maybe="add --at 11:20."))
        ahead = Freeze.of(state.problem.policy, freeze_minutes=self.freeze, divert=self.divert)
        try:
            state = agreed(state, happened)
        except InputError as error:
            file = self.events.name if self.events is not None else ""
            raise InputError(replace(trouble, file=file) for trouble in error.troubles) from None
        return situation_of(state, self.at if self.at is not None else state.now, ahead=ahead, roads=roads)

    def known(self, source: DaySource, ledger: Ledger | None = None) -> tuple[State, tuple[Event, ...]]:
        """What is known before the new events, and these."""
        from models.events import State, moment
        from scheduler.loaders.events import read_events

        problem, plan = source.with_plan(self.published)
        state = State(problem, plan, problem.now)
        if self.log is not None:
            from scheduler.replan.log import read_log

            time = None if self.at is None else moment(problem, self.at)
            state = read_log(self.log, problem).state(time, published=plan)
        return state, (
            read_events(self.events, state.problem, self._seen_from(state), ledger) if self.events is not None else ()
        )

    def _seen_from(self, state: State) -> int | None:
        """[s] from when events without a date are seen; None where the moment itself is not clear without them."""
        from models.events import moment

        try:
            return None if self.at is None else moment(state.problem, self.at, known=state.now, plan=state.published)
        except InputError:
            return None

    def knowing(self, plan: Path) -> Moment:
        """The same moment at which people know ``plan``, if nothing else says what they know.

        Raises
        ------
        InputError
            The plan is said to be that of the log, and there is no log.
        """
        if plan != PLAN_OF_THE_LOG:
            return self if self.published is not None else replace(self, published=plan)
        if self.log is None:
            raise InputError(Trouble("no plan is given", field="PLAN", rule="usage",
                                     maybe="name one, or the day's event log with --log."))  # fmt: skip
        return self

    def standing(self, source: DaySource, plan: Path) -> tuple[Problem, Plan]:
        """The problem and the plan that a question is about.

        Without anything said of the day nothing has been promised yet: the night's problem. Otherwise what is left to
        plan; the plan people know is that of the log, or ``published``, else the plan itself.

        Raises
        ------
        InputError
            The day, the plan or the events cannot be read, or contradict each other.
        """
        from scheduler.loaders.plan_file import read_plan

        if not self.begun and self.published is None:
            return self._night(source, plan)
        now = self.knowing(plan).of(source)
        known = now.state.published if self.published is None or plan == PLAN_OF_THE_LOG else None
        if known is None and plan == PLAN_OF_THE_LOG:
            raise InputError(_nothing_published(self.log))
        return now.problem, known if known is not None else read_plan(plan, now.problem)

    def whole(self, source: DaySource, plan: Path) -> tuple[Problem, Plan]:
        """The problem and a plan of the whole day, for whoever judges or draws it.

        Without anything said of the day the plan as it is. On a day in progress what stands, and then what is expected
        of the plan people know; a plan that is named beside a log is taken as it is.

        Raises
        ------
        InputError
            The day, the plan or the events cannot be read, or contradict each other.
        """
        from scheduler.loaders.plan_file import read_plan
        from scheduler.replan.basis import ReplanBasis
        from scheduler.replan.expected import expected

        if not self.begun and self.published is None:
            return self._night(source, plan)
        now = self.knowing(plan).of(source)
        if plan != PLAN_OF_THE_LOG and (self.log is not None or self.published is not None):
            return now.problem, read_plan(plan, now.problem)
        if now.state.published is None:
            raise InputError(_nothing_published(self.log))
        return now.problem, expected(ReplanBasis.of(now)).plan

    def planned(self, source: DaySource, plan: Path) -> Plan | None:
        """The plan that a day in progress began with; None = the day has not begun, or none is known."""
        from models.events import PlanPublished
        from scheduler.replan.log import read_log

        if not self.begun:
            return None
        problem, published = source.with_plan(self.knowing(plan).published)
        log = read_log(self.log, problem) if self.log is not None else None
        first = (event.plan for event in (log.events if log is not None else ()) if isinstance(event, PlanPublished))
        return next(first, published)

    def _night(self, source: DaySource, plan: Path) -> tuple[Problem, Plan]:
        for option, value in (("--freeze", self.freeze), ("--divert", self.divert)):
            if value is not None:
                message = Text("has no effect before the day has begun", "当天尚未开始，此选项无效")
                maybe = Text("say how far the day is: --at 11:20.", "请说明当前时刻：--at 11:20。")
                raise InputError(Trouble(message, field=option, value=str(value), rule="no-effect", maybe=maybe))
        problem, made = source.with_plan(self.knowing(plan).published)
        assert made is not None
        return problem, made


def _nothing_published(log: Path | None) -> Trouble:
    maybe = "accept a plan first, or name the one people know with --published."
    return Trouble("no plan is published in it yet", str(log), field="--log", rule="no-published-plan", maybe=maybe)

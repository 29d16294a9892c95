"""Events about engineers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from models.clock import DAY, Instant
from models.errors import Trouble
from models.events.event import Event, unknown_engineer
from models.events.state import State
from models.shapes import Measure, ShiftLimit

if TYPE_CHECKING:
    from models.problem import Problem


class EngineerOut(Event):
    """Somebody falls out: from a time, until a time, or for the rest of the day."""

    kind: ClassVar[str] = "engineer-out"

    engineer: str
    start: Instant | None = Field(None, description="from then; none = from now")
    until: Instant | None = Field(None, description="until then; none = the rest of the day: to the end of the shift")

    def refusal(self, state: State) -> Trouble | None:
        if (unknown := unknown_engineer(self, state, self.engineer)) is not None:
            return unknown
        begin, end = self._span(state)
        text = state.problem.clock.text
        if begin >= end:
            message = f"{self.engineer} would be out from {text(begin)} until {text(end)}"
            return self.trouble(message, "until", text(end), "empty-span", "the two times are swapped.")
        if any(
            absence.start <= begin and end <= absence.end for absence in state.problem.engineer[self.engineer].absences
        ):
            message = f"{self.engineer} is away {text(begin)}-{text(end)} already"
            return self.trouble(message, "engineer", self.engineer, "contradicts-state")
        return None

    def apply(self, state: State) -> State:
        return state.away(self.engineer, *self._span(state), kind=self.why or "out")

    def _span(self, state: State) -> tuple[int, int]:
        begin = self.at if self.start is None else self.start
        return begin, _rest_of_day(state.problem, self.engineer, begin) if self.until is None else self.until


def _rest_of_day(problem: Problem, id: str, begin: int) -> int:
    """Until when somebody is gone who is gone for the rest of the day: the end of the shift, overtime included.

    The shift is the one that is running, and what else of the engineer's work begins on its day: a night shift ends on
    the next morning, and a day with two shifts ends with the second.
    """
    engineer, clock = problem.engineer[id], problem.clock
    running = next((shift for shift in engineer.shifts if shift.start <= begin < shift.end), None)
    day = clock.moment(running.start if running else begin).date()
    rest = [s for s in engineer.shifts if s is running or (s.start >= begin and clock.moment(s.start).date() == day)]
    limits = [rule for rule in problem.policy.of(ShiftLimit) if rule.measure is Measure.RETURN]
    bounds = (rule.most(engineer, shift, problem) for shift in rest for rule in limits)
    ends = [bound for bound in bounds if bound is not None and bound > begin]
    later = [shift.start for shift in engineer.shifts if shift not in rest and shift.start > begin]
    end = max([*ends, *(shift.end for shift in rest)], default=clock.at(begin, "00:00") + DAY)
    return min([end, *later])


class EngineerLate(Event):
    """Somebody is held up and does nothing before a time."""

    kind: ClassVar[str] = "engineer-late"

    engineer: str
    until: Instant = Field(description="ready from then on")

    def refusal(self, state: State) -> Trouble | None:
        if (unknown := unknown_engineer(self, state, self.engineer)) is not None:
            return unknown
        if self.until <= self.at:
            text = state.problem.clock.text(self.until)
            message = f"{self.engineer} is ready at {text}, which is no delay"
            return self.trouble(message, "until", text, "contradicts-state", "give a time after the event.")
        return None

    def apply(self, state: State) -> State:
        since, until = state.held.get(self.engineer, (self.at, self.at))
        if until < self.at:
            since = self.at
        return state.but(held={**state.held, self.engineer: (since, max(self.until, until))})


class TrainingCancelled(Event):
    """A training does not take place; the time is free for visits."""

    kind: ClassVar[str] = "training-cancelled"

    engineer: str
    title: str = Field("", description="which one; empty = all that have not ended")

    def refusal(self, state: State) -> Trouble | None:
        if (unknown := unknown_engineer(self, state, self.engineer)) is not None:
            return unknown
        if not any(
            self._meant(training.title, training.end) for training in state.problem.engineer[self.engineer].trainings
        ):
            message = f"{self.engineer} has no training {self.title}".rstrip() + " ahead"
            return self.trouble(message, "title", self.title, "contradicts-state")
        return None

    def apply(self, state: State) -> State:
        trainings = state.problem.engineer[self.engineer].trainings
        kept = tuple(training for training in trainings if not self._meant(training.title, training.end))
        return state.with_engineer(self.engineer, trainings=kept)

    def _meant(self, title: str, end: int) -> bool:
        return end > self.at and self.title in ("", title)

"""Events about engineers."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.clock import DAY, Instant
from models.errors import Trouble
from models.events.event import Event, unknown_engineer
from models.events.state import State


class EngineerOut(Event):
    """Somebody falls out: from a time, until a time, or for the rest of the day."""

    kind: ClassVar[str] = "engineer-out"

    engineer: str
    start: Instant | None = Field(None, description="from then; none = from now")
    until: Instant | None = Field(None, description="until then; none = the rest of that day")

    def refusal(self, state: State) -> Trouble | None:
        if (unknown := unknown_engineer(self, state, self.engineer)) is not None:
            return unknown
        begin, end = self._span(state)
        text = state.problem.clock.text
        if begin >= end:
            message = f"{self.engineer} would be out from {text(begin)} until {text(end)}"
            return self.trouble(message, "until", text(end), "empty-span", "the two times are swapped.")
        if any(one.start <= begin and end <= one.end for one in state.problem.engineer[self.engineer].absences):
            message = f"{self.engineer} is away {text(begin)}-{text(end)} already"
            return self.trouble(message, "engineer", self.engineer, "contradicts-state")
        return None

    def apply(self, state: State) -> State:
        return state.away(self.engineer, *self._span(state), kind=self.why or "out")

    def _span(self, state: State) -> tuple[int, int]:
        begin = self.at if self.start is None else self.start
        return begin, state.problem.clock.at(begin, "00:00") + DAY if self.until is None else self.until


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
        if not any(self._meant(one.title, one.end) for one in state.problem.engineer[self.engineer].trainings):
            message = f"{self.engineer} has no training {self.title}".rstrip() + " ahead"
            return self.trouble(message, "title", self.title, "contradicts-state")
        return None

    def apply(self, state: State) -> State:
        trainings = state.problem.engineer[self.engineer].trainings
        kept = tuple(one for one in trainings if not self._meant(one.title, one.end))
        return state.with_engineer(self.engineer, trainings=kept)

    def _meant(self, title: str, end: int) -> bool:
        return end > self.at and self.title in ("", title)

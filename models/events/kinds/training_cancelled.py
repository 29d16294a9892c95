"""Event ``training-cancelled``."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import ENGINEER, EventColumn
from models.events.refusals import (
    unknown_engineer,
)
from models.events.state import State

if TYPE_CHECKING:
    from models.events.made_up import DaySoFar


class TrainingCancelled(Event):
    """The time is free for visits; without a title all trainings to come."""

    kind: ClassVar[str] = "training-cancelled"
    label: ClassVar[tuple[str, str]] = ("training cancelled", "培训取消")
    cells: ClassVar[tuple[EventColumn, ...]] = (
        ENGINEER,
        EventColumn("title", "标题", "text", "which training; empty = all that have not ended", "PLC"),
    )
    example: ClassVar[dict[str, Any]] = {"engineer": "E07"}
    often: ClassVar[int] = 2

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
        return end > self.when and self.title in ("", title)

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        now = situation.problem.now
        able = [person.id for person in situation.problem.engineers if any(plan.end > now for plan in person.trainings)]
        return cls(at=now, engineer=dice.choice(able)) if able else None

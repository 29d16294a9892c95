"""Rule ``training``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from models.concession import Concession, Need
from models.engineer import Engineer, Shift, Training
from models.interval import Spans, merge
from models.rules import days
from models.shapes import ShiftBlock

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class TrainingRule(ShiftBlock):
    """Training time is protected: an engineer in training neither drives nor serves.

    Why
    ---
    Every quarter has its training (product, safety, communication, diagnosis tools). It happens only when the plan
    cannot take the time away. A drive that has begun goes on after the training.

    Example
    -------
    E1 is in training 10:00-12:00. A visit of 60 min that starts at 13:00 is permitted; one that starts at 09:30 would
    last until 10:30 and is not.

    Fix
    ---
    Move the visit, give it to somebody else, or move the training to another day - together with its trainer.
    """

    id: ClassVar[str] = "training"
    title: ClassVar[tuple[str, str]] = ("training time is protected", "培训时间")
    waivable: ClassVar[bool] = True

    def blocks(self, engineer: Engineer, shift: Shift, facts: Facts) -> Spans:
        return merge((training.start, training.end) for training in engineer.trainings)

    def remedy(self, need: Need) -> Concession | None:
        """Another day for the trainings that the visits and drives of the route run into."""
        gone = [training for training in need.engineer.trainings if training.overlaps(need.depart, need.end)]
        if not gone:
            return None
        kept = tuple(training for training in need.engineer.trainings if training not in gone)
        text = need.facts.clock.text
        data = {
            "trainings": tuple(f"{training.title} {text(training.start)}-{text(training.end)}" for training in gone)
        }
        return Concession("move-training", data, engineer=need.engineer.but(trainings=kept))

    @classmethod
    def keeps(cls) -> Example:
        return cls._example(start="13:00")

    @classmethod
    def breaks(cls) -> Example:
        return cls._example(start="09:30")

    @classmethod
    def _example(cls, start: str) -> Example:
        engineer = days.engineer(trainings=(Training(start=days.at("10:00"), end=days.at("12:00")),))
        return days.day(cls(), engineer, days.ticket(), starts={"T1": start})

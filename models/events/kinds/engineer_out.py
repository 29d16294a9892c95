"""Event ``engineer-out``."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from models.clock import DAY, HOUR, Instant
from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import ENGINEER, EventColumn
from models.events.refusals import unknown_engineer
from models.events.state import State
from models.shapes import Measure, ShiftLimit

if TYPE_CHECKING:
    from models.events.made_up import DaySoFar
    from models.problem import Problem


class EngineerOut(Event):
    """Away from `start` (else from now) until `until` (else the rest of that day); work under way is broken off and the
    ticket is open again."""

    kind: ClassVar[str] = "engineer-out"
    label: ClassVar[tuple[str, str]] = ("engineer out", "人员缺勤")
    cells: ClassVar[tuple[EventColumn, ...]] = (
        ENGINEER,
        EventColumn("start", "开始", "time", "from then; empty = from now", "12:00"),
        EventColumn("until", "直到", "until", "until then; empty = the rest of the day", "14:30"),
    )
    example: ClassVar[dict[str, Any]] = {"engineer": "E07", "until": "14:00", "why": "ill"}
    often: ClassVar[int] = 5

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
        return state.away(self.engineer, *self._span(state), kind="out")

    def _span(self, state: State) -> tuple[int, int]:
        begin = self.when if self.start is None else self.start
        return begin, _rest_of_day(state.problem, self.engineer, begin) if self.until is None else self.until

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        now = situation.problem.now
        able = [engineer.id for engineer in situation.problem.engineers
                if not any(away.start <= now and away.end > now for away in engineer.absences)
                and any(shift.end > now for shift in engineer.shifts)]  # fmt: skip
        if not able:
            return None
        until = None if dice.random() < 0.5 else now + dice.randrange(1, 4) * HOUR
        return cls(at=now, engineer=dice.choice(able), until=until)


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

"""Attendance: who came to the shift, who came late, who stayed away."""

from __future__ import annotations

from collections.abc import Iterator

from models.clock import MINUTE
from models.engineer import Engineer, Shift
from models.events import EngineerLate, EngineerOut, Event, Situation
from models.problem import Problem
from models.records.entities import Attendance
from scheduler.replan.log import Log


def attendance_of(log: Log, now: Situation) -> Iterator[Attendance]:
    """A row for every shift that has begun.

    Somebody who was away for all of a shift was excused if that was known before the day or a reason was given.
    """
    for engineer, shift in now.problem.shifts:
        if shift.start >= now.problem.now:
            continue
        day = now.problem.clock.moment(shift.start).date()
        late = max((_late(event, engineer, shift) for event in log.events), default=0)
        said = any(
            isinstance(event, EngineerOut) and event.engineer == engineer.id and event.why for event in log.events
        )
        kind = _kind(log.problem, now.problem.engineer[engineer.id], shift, said, late)
        yield Attendance(engineer.id, shift.id, kind, day, minutes_late=late if kind == "late" else 0)


def _kind(before: Problem, engineer: Engineer, shift: Shift, said: bool, late: int) -> str:
    gone = [away for away in engineer.absences if away.start <= shift.start and away.end >= shift.end]
    if gone:
        known = set(before.engineer[engineer.id].absences)
        return "excused" if said or any(away in known for away in gone) else "absent"
    return "late" if late else "present"


def _late(event: Event, engineer: Engineer, shift: Shift) -> int:
    """Minutes after the begin of the shift that an event says somebody was held up."""
    if not isinstance(event, EngineerLate) or event.engineer != engineer.id or event.at >= shift.end:
        return 0
    if event.at > shift.start or event.until <= shift.start:
        return 0
    return (event.until - shift.start) // MINUTE

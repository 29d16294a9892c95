"""All records of a company, and the days they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property
from typing import Any, Self

from models.clock import Clock
from models.records.entities import (
    Attendance,
    Breach,
    CallbackCall,
    Course,
    CustomerEntry,
    Decision,
    Rating,
    Reopening,
    StaffMember,
    SurveySent,
    TicketEntry,
    VisitRecord,
)

EPOCH = datetime(2020, 1, 1)
"""Second 0 of every records' clock, in the company's zone: records of different months can be put together."""


def clock_of(zone: tzinfo) -> Clock:
    """The clock of records kept in this zone."""
    return Clock(EPOCH.replace(tzinfo=zone))


@dataclass(frozen=True)
class Records:
    """Everything that is known of what happened, in the order of the files.

    Every figure is a pure function of records, policy and a day; the order of the rows plays no part.

    Parameters
    ----------
    clock
        Its zone is the company's: days and months are those of its calendar.
    staff, tickets, customers
        Where the company gave them; else what the other tables name is known and nothing besides.
    """

    clock: Clock
    visits: tuple[VisitRecord, ...] = ()
    reopens: tuple[Reopening, ...] = ()
    ratings: tuple[Rating, ...] = ()
    surveys: tuple[SurveySent, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    breaches: tuple[Breach, ...] = ()
    courses: tuple[Course, ...] = ()
    decisions: tuple[Decision, ...] = ()
    callbacks: tuple[CallbackCall, ...] = ()
    staff: tuple[StaffMember, ...] = ()
    tickets: tuple[TicketEntry, ...] = ()
    customers: tuple[CustomerEntry, ...] = ()
    name: str = "records"

    def but(self, **changes: Any) -> Self:
        """The same records with some tables changed."""
        return replace(self, **changes)

    @cached_property
    def visit(self) -> Mapping[str, VisitRecord]:
        """Visits by their id."""
        return {visit.id: visit for visit in self.visits}

    @cached_property
    def ticket(self) -> Mapping[str, TicketEntry]:
        """Tickets by their id."""
        return {ticket.id: ticket for ticket in self.tickets}

    @cached_property
    def engineers(self) -> tuple[StaffMember, ...]:
        """Everybody, by id: the staff, and those whom only the other tables name."""
        known = {member.id: member for member in self.staff}
        named = {row.engineer for table in (self.visits, self.attendance, self.breaches, self.courses) for row in table}
        extra = {id: StaffMember(id) for id in named - set(known)}
        return tuple(member for _, member in sorted((known | extra).items()))

    @cached_property
    def ratings_of_visit(self) -> Mapping[str, tuple[Rating, ...]]:
        """Ratings by visit; of a second rating of the same source the latest counts."""
        latest: dict[tuple[str, str], Rating] = {}
        for rating in self.ratings:
            key = rating.visit, rating.source
            if key not in latest or (latest[key].given, latest[key].id) < (rating.given, rating.id):
                latest[key] = rating
        found: dict[str, list[Rating]] = {}
        for (visit, _), rating in sorted(latest.items()):
            found.setdefault(visit, []).append(rating)
        return {visit: tuple(ratings) for visit, ratings in found.items()}

    def day_of(self, second: int) -> date:
        """The calendar day of a moment, in the company's zone."""
        return self.clock.moment(second).date()

    def start_of(self, day: date) -> int:
        """The first second of a day, in the company's zone; days of 23 and 25 hours included."""
        return self.clock.seconds(datetime(day.year, day.month, day.day, tzinfo=self.clock.origin.tzinfo))

    def end_of(self, day: date) -> int:
        """The first second after a day."""
        return self.start_of(day + timedelta(days=1))

    @cached_property
    def last_day(self) -> date | None:
        """The day of the last visit; None where there is none."""
        return self.day_of(max(visit.finished for visit in self.visits)) if self.visits else None

    def until(self, day: date) -> Self:
        """What was known at the end of a day: visits, ratings, attendance and decisions later than it are left out."""
        end = self.end_of(day)
        return self.but(
            visits=_only(self.visits, lambda visit: visit.finished < end),
            reopens=_only(self.reopens, lambda reopen: reopen.reopened < end),
            ratings=_only(self.ratings, lambda rating: rating.given < end),
            surveys=_only(self.surveys, lambda survey: survey.sent < end),
            attendance=_only(self.attendance, lambda row: row.day <= day),
            breaches=_only(self.breaches, lambda breach: breach.day <= day),
            courses=_only(self.courses, lambda course: course.passed <= day),
            decisions=_only(self.decisions, lambda decision: decision.on <= day),
        )


def _only(rows: Iterable[Any], wanted: Any) -> tuple[Any, ...]:
    return tuple(row for row in rows if wanted(row))

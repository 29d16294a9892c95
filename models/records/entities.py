"""Entries of the records: frozen rows with times in seconds of the records' clock.

They are plain frozen dataclasses with slots, not pydantic entities: a million visits fit into memory, and the loader
has checked every field before one is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.engineer import TierLevel

SOURCES = ("survey", "callback", "mystery")
"""Where a rating comes from."""
PRESENCE = ("present", "late", "absent", "excused")
BREACHES = ("late", "rude", "safety", "fraud", "other")
REASONS = ("part", "access", "skill", "other")
"""Why a visit did not fix it."""
CAUSES = ("same", "other", "misuse")
"""Why a ticket came back: the same fault, another fault, the customer's misuse."""
COURSES = ("product", "safety", "communication", "ai-diagnosis")
DECISIONS = ("annul", "confirm", "reject", "step", "not-service", "notice", "hearing", "appeal")
"""What a named person did: annul, confirm or reject an entry of the ladder; take a step; mark a rating whose cause is
not the engineer; hand over the notice; hear the engineer; receive an appeal."""


@dataclass(frozen=True, slots=True)
class StaffMember:
    """An engineer as the records know them."""

    id: str
    name: str = ""
    tier: TierLevel = TierLevel.JUNIOR
    territory: str = ""
    since: date | None = None
    """First day in this tier."""


@dataclass(frozen=True, slots=True)
class TicketEntry:
    """A ticket of the period, visited or not."""

    id: str
    created: int | None = None
    respond_by: int | None = None
    resolve_by: int | None = None
    work_type: str = ""
    territory: str = ""
    priority: int = 3
    tier: TierLevel = TierLevel.JUNIOR
    customer: str = ""


@dataclass(frozen=True, slots=True)
class CustomerEntry:
    """What a customer has asked for."""

    id: str
    do_not_call: bool = False


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """A visit that took place."""

    id: str
    ticket: str
    engineer: str
    arrived: int
    finished: int
    visit_no: int | None = None
    planned_start: int | None = None
    respond_by: int | None = None
    resolve_by: int | None = None
    created: int | None = None
    work_type: str = ""
    territory: str = ""
    priority: int = 3
    tier: TierLevel = TierLevel.JUNIOR
    fixed: bool | None = None
    reason: str = ""
    parts: str = ""
    customer: str = ""
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Reopening:
    """A finished ticket that came back."""

    ticket: str
    reopened: int
    visit: str = ""
    cause: str = "same"


@dataclass(frozen=True, slots=True)
class Rating:
    """What a customer, somebody on the telephone or a mystery customer said of a visit."""

    id: str
    visit: str
    source: str
    given: int
    score: float
    low: float = 1.0
    """Lowest grade of its scale."""
    high: float = 5.0
    """Highest grade of its scale."""
    asked: int | None = None
    channel: str = ""
    device: str = ""
    fixed: bool | None = None
    comment: str = ""
    dimensions: str = ""

    @property
    def grade(self) -> float:
        """The grade on 1 to 5, however many steps its scale has."""
        return 1.0 + 4.0 * (self.score - self.low) / (self.high - self.low)

    @property
    def satisfied(self) -> bool:
        """One of the two best of five."""
        return self.grade >= 4.0 - 1e-9

    @property
    def bad(self) -> bool:
        """One of the two worst of five."""
        return self.grade <= 2.0 + 1e-9


@dataclass(frozen=True, slots=True)
class SurveySent:
    """A message that asked a customer for a rating."""

    visit: str
    sent: int
    channel: str = ""
    answered: int | None = None


@dataclass(frozen=True, slots=True)
class CallbackCall:
    """A visit drawn for a telephone call, and what came of it."""

    visit: str
    month: str
    answered_survey: bool = False
    """Was it drawn among the visits whose survey was answered?"""
    attempts: int = 0
    outcome: str = "open"
    """``open``, ``answered``, ``refused`` or ``not-reached``."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whether somebody came to a shift."""

    engineer: str
    shift: str
    kind: str
    day: date
    minutes_late: int = 0


@dataclass(frozen=True, slots=True)
class Breach:
    """A breach of the rules by an engineer."""

    id: str
    engineer: str
    day: date
    kind: str
    serious: bool = False
    visit: str = ""
    found_by: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A course with its points, or a correction of points with a reason."""

    engineer: str
    course: str
    passed: date
    points: int = 0
    valid_until: date | None = None
    field: str = ""
    kind: str = "product"
    result: str = "passed"
    hours: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a named person decided about an entry of the ladder, a step or a rating."""

    id: str
    kind: str
    by: str
    on: date
    entry: str = ""
    step: str = ""
    reason: str = ""
    heard: bool | None = None
    engineer: str = ""

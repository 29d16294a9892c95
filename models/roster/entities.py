"""What a roster is made of: people, kinds of duty, wishes, and what each day needs."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Self

from models.engineer import TierLevel

OFF, LEAVE, TRAINING = "off", "leave", "training"
"""Days without a duty: free, given leave, booked training."""


@dataclass(frozen=True)
class Duty:
    """A kind of duty of the company.

    Parameters
    ----------
    start, end
        Minutes from midnight; an end after 1440 is on the next day.
    minutes
        Paid working time [min]; less than its length where there is a break.
    serves
        Share of a person's day that is there for customers: 1, and 0 on standby.
    """

    id: str
    start: int
    end: int
    minutes: int
    serves: float = 1.0

    @property
    def night(self) -> bool:
        """Does it lie between 22:00 and 06:00 for an hour or more?"""
        spans = ((0, 360), (1320, 1800), (2760, 3240))
        return sum(max(0, min(self.end, last) - max(self.start, first)) for first, last in spans) >= 60

    @property
    def standby(self) -> bool:
        """Is somebody only called when needed?"""
        return self.serves == 0


@dataclass(frozen=True)
class Person:
    """Somebody to be rostered.

    Parameters
    ----------
    weekly
        [min] contracted a week.
    shielded
        Neither nights nor standby: minors, pregnant staff.
    fixed
        Day -> what stands already: leave, training, a duty that was promised.
    from_day, until_day
        First day and day after the last of the contract; None = open.
    history
        Weekends, nights, standbys and holidays of the last 26 weeks, by name.
    """

    id: str
    name: str = ""
    tier: TierLevel = TierLevel.JUNIOR
    territory: str = ""
    skills: frozenset[str] = frozenset()
    certificates: Mapping[str, date | None] = field(default_factory=dict)
    weekly: int = 2400
    shielded: bool = False
    standing: str = "active"
    fixed: Mapping[date, str] = field(default_factory=dict)
    from_day: date | None = None
    until_day: date | None = None
    history: Mapping[str, float] = field(default_factory=dict)
    lendable: bool = False
    before: tuple[str, ...] = ()
    """Duties of the days just before the roster, the last one yesterday's."""


@dataclass(frozen=True)
class RosterWish:
    """What somebody would like: a day off (``off``) or a duty; points say how much."""

    person: str
    day: date
    duty: str = OFF
    points: int = 1


@dataclass(frozen=True)
class Lent:
    """Who may help where, and what a day of it costs [thousandths]."""

    person: str
    territory: str
    price: int


@dataclass(frozen=True)
class RosterProblem:
    """People, duties and needs of some weeks.

    Parameters
    ----------
    shortage
        Territory -> day number -> cost [thousandths] with 0, 1, 2, ... people there; convex, falling. Beyond the last
        figure nothing more is gained.
    holidays
        Public holidays, for pay, fairness and who must not.
    published
        What people have been told already: person -> day -> duty.
    """

    first: date
    days: int
    people: tuple[Person, ...]
    duties: tuple[Duty, ...]
    rules: tuple[Any, ...] = ()
    shortage: Mapping[str, tuple[tuple[int, ...], ...]] = field(default_factory=dict)
    wishes: tuple[RosterWish, ...] = ()
    loans: tuple[Lent, ...] = ()
    holidays: frozenset[date] = frozenset()
    published: Mapping[str, Mapping[date, str]] = field(default_factory=dict)
    name: str = "roster"

    @property
    def dates(self) -> tuple[date, ...]:
        """Every day."""
        return tuple(self.first + timedelta(days=k) for k in range(self.days))

    @cached_property
    def duty(self) -> dict[str, Duty]:
        """Duties by id."""
        return {duty.id: duty for duty in self.duties}

    @cached_property
    def person(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    def replace(self, **changes: Any) -> Self:
        """The same problem with some parts changed."""
        return dataclasses.replace(self, **changes)

    def of(self, shape: type[Any]) -> list[Any]:
        """The rules of a shape."""
        return [rule for rule in self.rules if isinstance(rule, shape)]


@dataclass(frozen=True)
class Roster:
    """Person -> duty of each day (or ``off``, ``leave``, ``training``); (person, day number) -> territory helped in."""

    duties: Mapping[str, tuple[str, ...]]
    lent: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def there(self, problem: RosterProblem, territory: str, day: int) -> float:
        """How many people serve a territory's customers on a day."""
        return sum(
            problem.duty[duties[day]].serves
            for person, duties in self.duties.items()
            if duties[day] in problem.duty
            and (self.lent.get((person, day)) or problem.person[person].territory) == territory
        )

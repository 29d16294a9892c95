"""The shapes of roster rules: what a rule may declare. Model, judge and pages understand shapes, no rule by name."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from models.entity import Entity

if TYPE_CHECKING:
    from models.roster.entities import Duty, Person, Roster, RosterProblem

Case = tuple["RosterProblem", "Roster"]


class RosterRule(Entity, ABC):
    """One rule of a roster; the fields are its parameters, the docstring is its page."""

    id: ClassVar[str]
    title: ClassVar[tuple[str, str]]
    hard: ClassVar[bool] = True

    @classmethod
    @abstractmethod
    def keeps(cls) -> Case:
        """A small roster that keeps it."""

    @classmethod
    @abstractmethod
    def breaks(cls) -> Case:
        """A small roster that breaks it."""


class MayWork(RosterRule):
    """May this person have this duty on this day?"""

    @abstractmethod
    def allows(self, person: Person, day: date, duty: Duty, problem: RosterProblem) -> bool: ...


class NotAfter(RosterRule):
    """May one duty follow another on the next day?"""

    @abstractmethod
    def allows_after(self, earlier: Duty, later: Duty) -> bool: ...


class MostDays(RosterRule):
    """At most so many days of a kind in any window of consecutive days."""

    @abstractmethod
    def window(self) -> tuple[int, int]:
        """Length of the window [days], and how many of them may count."""

    @abstractmethod
    def counts(self, duty: Duty) -> bool: ...


class MostTime(RosterRule):
    """At most so much working time of a person in each block of days."""

    @abstractmethod
    def blocks(self, problem: RosterProblem) -> tuple[tuple[int, int], ...]:
        """First day and day after the last, by number."""

    @abstractmethod
    def most(self, person: Person, days: int) -> int:
        """[min] in a block of so many days."""


class LeastThere(RosterRule):
    """At least so many people of a kind in a territory on every day."""

    @abstractmethod
    def least(self, territory: str, day: date) -> int: ...

    @abstractmethod
    def fits(self, person: Person, duty: Duty) -> bool:
        """Does this person on this duty count?"""


class PairPrice(RosterRule):
    """Money [thousandths] for a person having a duty, or none, on a day."""

    hard: ClassVar[bool] = False

    @abstractmethod
    def price(self, person: Person, day: date, duty: str, problem: RosterProblem) -> int: ...


class FollowPrice(RosterRule):
    """Money for patterns of consecutive days: worked or not, or one duty after another."""

    hard: ClassVar[bool] = False

    @abstractmethod
    def patterns(self) -> tuple[tuple[tuple[str, ...], int], ...]:
        """Patterns of ``work`` and ``off``, and what each occurrence costs."""


class Fairness(RosterRule):
    """Money for how much more somebody has of something than the colleague who has had the least of it.

    Figures are counted over the history and the roster; a part-timer's count is compared in proportion.
    """

    hard: ClassVar[bool] = False

    @abstractmethod
    def figures(self) -> tuple[str, ...]:
        """Names of what is counted, as in the people's histories."""

    @abstractmethod
    def counted(self, figure: str, day: date, duty: Duty, problem: RosterProblem) -> bool: ...

    @abstractmethod
    def price_of(self, more: float, person: Person, problem: RosterProblem) -> int:
        """[thousandths] for so many more; convex, 0 for none."""

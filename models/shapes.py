"""Shapes: the few forms a rule can have.

A rule does not write solver code. It fills one of these shapes; compile, exact model, judge and explain understand
shapes, so a new rule of an existing shape is one file in ``models/rules`` and one line in its list.

Every rule is a frozen pydantic model: its fields are its parameters in a policy file, its docstring is its page of the
documentation (first sentence, then the sections *Why*, *Example*, *Fix*). What it says of a visit (``why``,
``message``) is a :class:`models.text.Text`: English, with its Chinese beside it.

The one condition: **cost and feasibility never improve by arriving later.** Steps, slopes and rates are not negative.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from models.concession import Concession, Need
from models.entity import Entity
from models.interval import FOREVER, Spans
from models.text import Text
from models.tradeoff import Tradeoff

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from models.engineer import Break, Engineer, Shift
    from models.example import Example
    from models.facts import Facts
    from models.plan import Visit
    from models.ticket import Ticket


class Rule(Entity):
    """What every rule has."""

    id: ClassVar[str]
    """Name in policies, reports and documentation, for instance ``skill-level``."""
    title: ClassVar[tuple[str, str]]
    """A few words for people, in English and Chinese."""
    hard: ClassVar[bool] = True
    """Hard rules forbid; priced rules cost."""
    waivable: ClassVar[bool] = False
    """May people agree on an exception for one visit, on the telephone? Then it is looked for and offered as a remedy.

    No, unless the rule says so: whoever writes a rule about safety or law need not know that exceptions exist.
    """
    pins: ClassVar[bool] = False
    """Does the rule hold what a dispatcher has pinned? Such a rule is never the reason why a pin cannot be kept."""
    tradeoffs: ClassVar[tuple[Tradeoff, ...]] = ()
    """Prices of this rule that people are asked about in minutes of driving."""

    def remedy(self, need: Need) -> Concession | None:
        """The least that gives way for a visit, when the rule is waivable; None where nothing does.

        Without a remedy of its own a rule is set aside by name. A remedy keeps the rule's meaning: it changes what the
        rule looks at (the ticket, the engineer), and the changed day is judged by the same rules.
        """
        return Concession("waive-rule")

    @classmethod
    def keeps(cls) -> Example | None:
        """A small day and a plan that keep this rule (a priced rule: that cost nothing); see ``models/rules/days.py``.

        None for rules that stand in no rule book, such as the rows that a re-plan adds to a policy for itself.
        """
        return None

    @classmethod
    def breaks(cls) -> Example | None:
        """A small day and a plan that break this rule (a priced rule: that cost what the docstring's example says)."""
        return None


class MayServe(Rule):
    """May engineer e serve ticket t?"""

    @abstractmethod
    def allows(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> bool:
        """True when nothing in this rule forbids it, at any time."""

    @abstractmethod
    def why(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> str:
        """A sentence that says why not; ids and numbers first. Called only when :meth:`allows` is False."""

    def allows_all(self, facts: Facts) -> NDArray[np.bool_] | None:
        """The same for all pairs, ``(engineers, tickets)``, or None: compile then asks for those that are left.

        Only for speed: a rule that leaves this out works. Asking about 500 tickets and 100 engineers takes some 40 ms.
        """
        return None


class ServeWhen(Rule):
    """When may engineer e start ticket t?"""

    @abstractmethod
    def starts(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> Spans | None:
        """Half-open spans of permitted *starts*, sorted and disjoint; None = any time; () = never."""

    @abstractmethod
    def why(self, engineer: Engineer, ticket: Ticket, start: int, facts: Facts) -> str:
        """A sentence that says why ``start`` is not permitted."""

    def concerns(self, facts: Facts) -> tuple[bool, bool]:
        """Does the answer depend on (the engineer, the ticket)? Compile then asks once per ticket, engineer or pair."""
        return True, True

    def starts_all(self, facts: Facts) -> tuple[NDArray[np.int32], tuple[Spans | None, ...]] | None:
        """The same for all pairs: an ``(engineers, tickets)`` matrix of indices into a tuple of distinct answers.

        None: compile then asks as :meth:`concerns` says.
        """
        return None


def for_one_visit(rule: type[Rule]) -> bool:
    """May a rule be waived for one ticket and engineer? Only a hard rule that says so and speaks of single visits.

    A rule about a whole shift has no exception for one ticket: what else the shift does would profit from it.
    """
    return rule.hard and rule.waivable and issubclass(rule, MayServe | ServeWhen)


class PairCost(Rule):
    """Money for serving t with e."""

    hard: ClassVar[bool] = False

    @abstractmethod
    def cost(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> int:
        """Thousandths, not negative."""

    def cost_all(self, facts: Facts) -> NDArray[np.int64] | None:
        """The same for all pairs, ``(engineers, tickets)``, or None: compile then asks for those that are allowed.

        Only for speed, as in :meth:`MayServe.allows_all`.
        """
        return None

    warns: ClassVar[bool] = True
    """Is a dispatcher warned of a move that costs more by this rule? Not of what only shades the choice of people."""

    def message(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> str:
        """A sentence that says what the money is for."""
        return Text(*self.title)


@dataclass(frozen=True)
class Late:
    """A step once something lies after ``due``, then a slope.

    Parameters
    ----------
    due
        [s] not late up to and including this second.
    step
        [thousandths] once when late.
    per_hour
        [thousandths/h] while late.
    """

    due: int
    step: int
    per_hour: int

    def cost(self, time: int) -> int:
        """Money when it happens at ``time``, rounded down.

        >>> Late(due=36000, step=600_000, per_hour=400_000).cost(36000 + 5400)
        1200000
        """
        late = time - self.due
        return self.step + self.per_hour * late // 3600 if late > 0 else 0


class StartCost(Rule):
    """Money by the start of the visit."""

    hard: ClassVar[bool] = False

    @abstractmethod
    def terms(self, ticket: Ticket, facts: Facts) -> tuple[Late, ...]:
        """Steps and slopes over the start."""

    def message(self, ticket: Ticket, start: int, facts: Facts) -> str:
        """A sentence about a late start."""
        return Text(*self.title)


class FinishCost(Rule):
    """Money by the finish of the visit."""

    hard: ClassVar[bool] = False

    @abstractmethod
    def terms(self, ticket: Ticket, facts: Facts) -> tuple[Late, ...]:
        """Steps and slopes over the finish."""

    def message(self, ticket: Ticket, finish: int, facts: Facts) -> str:
        """A sentence about a late finish."""
        return Text(*self.title)


class LegCost(Rule):
    """Money for driving."""

    hard: ClassVar[bool] = False

    @abstractmethod
    def rates(self, engineer: Engineer, facts: Facts) -> tuple[int, int]:
        """Thousandths per hour and per kilometre; a leg costs ``per_hour * s // 3600 + per_km * m // 1000``."""

    def usual_hour(self) -> int:
        """[thousandths] what an hour of driving is worth before anybody's own rate: the measure of all trade-offs."""
        return 0


@dataclass(frozen=True)
class ShiftPrice:
    """Prices of one shift; all in thousandths, per hour or once."""

    used: int = 0
    """Once when the shift serves anything."""
    worked_hour: int = 0
    """Per hour from departure to return."""
    overtime_hour: int = 0
    """Per hour of return after the shift's end."""


class ShiftCost(Rule):
    """Money over one engineer's day."""

    hard: ClassVar[bool] = False

    @abstractmethod
    def price(self, engineer: Engineer, shift: Shift, facts: Facts) -> ShiftPrice:
        """Prices of this shift."""


class Measure(StrEnum):
    """What a :class:`ShiftLimit` bounds."""

    RETURN = "return"  # [s] time of return
    VISITS = "visits"
    TRAVEL = "travel"  # [s] driving
    WORK = "work"  # [s] departure to return


class ShiftLimit(Rule):
    """A bound on one engineer's day."""

    measure: ClassVar[Measure]

    @abstractmethod
    def most(self, engineer: Engineer, shift: Shift, facts: Facts) -> int | None:
        """The bound, or None for no bound. Of several rules on a measure the least counts."""


class ShiftLoad(Rule):
    """Things that fit on the van: each resource is bounded by what the van holds."""

    @abstractmethod
    def holds(self, engineer: Engineer, facts: Facts) -> dict[str, int | None]:
        """Resource -> capacity; None or missing = see :meth:`missing`."""

    @abstractmethod
    def takes(self, ticket: Ticket, facts: Facts) -> dict[str, int]:
        """Resource -> amount."""

    missing: ClassVar[int | None] = None
    """Capacity of a resource that :meth:`holds` does not name; None = no bound."""


class ShiftBlock(Rule):
    """Time in which the engineer neither drives nor serves."""

    @abstractmethod
    def blocks(self, engineer: Engineer, shift: Shift, facts: Facts) -> Spans:
        """Half-open spans, sorted and disjoint."""


class ShiftBreak(Rule):
    """A break to be taken within a window, between visits; due only when the route ends after its latest start."""

    @abstractmethod
    def rest(self, engineer: Engineer, shift: Shift, facts: Facts) -> Break | None:
        """The break, or None."""


class ShiftRest(Rule):
    """Time off between two shifts of one person, from the return of the earlier one to the departure for the later."""

    @abstractmethod
    def least(self, engineer: Engineer, before: Shift, after: Shift, facts: Facts) -> int:
        """[s] least time off, not negative; a way from where one ends to where the other starts comes on top."""


class UnservedCost(Rule):
    """Money for leaving t unserved."""

    hard: ClassVar[bool] = False

    @abstractmethod
    def cost(self, ticket: Ticket, facts: Facts) -> int:
        """Thousandths, not negative."""

    def message(self, ticket: Ticket, facts: Facts) -> str:
        """A sentence that says what the money is for."""
        return Text(*self.title)


class Link(Rule):
    """What a ticket needs that no visit of one engineer can give: a crew, a step before it, a row that can be read.

    Such a ticket stays unserved, by name; the rest of the day is planned.
    """

    @abstractmethod
    def unsupported(self, ticket: Ticket) -> str | None:
        """Why this ticket cannot be planned, or None."""


@dataclass(frozen=True)
class PlanRow:
    """A weighted count over a whole plan, bounded or priced.

    Parameters
    ----------
    name
        For people, for instance ``part PCB-7``.
    cap
        The count may reach this.
    price
        [thousandths] per unit above the cap; None = the cap is hard.
    pair
        Weight of each served pair: ``(engineer id, ticket id) -> weight``; engineer id ``*`` = any engineer.
    used
        Weight of using a shift at all: shift id -> weight.
    unserved
        Weight of leaving a ticket unserved.
    late
        ``ticket id -> (due, weight)``: weight when the visit starts after ``due``.
    """

    name: str
    cap: int
    price: int | None = None
    pair: dict[tuple[str, str], int] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    unserved: dict[str, int] = field(default_factory=dict)
    late: dict[str, tuple[int, int]] = field(default_factory=dict)

    def weight(self, engineer: str, ticket: str) -> int:
        """Weight of serving ``ticket`` with ``engineer``."""
        return self.pair.get((engineer, ticket), self.pair.get(("*", ticket), 0))


class PlanLimit(Rule):
    """Counts over the whole plan."""

    @abstractmethod
    def rows(self, facts: Facts) -> tuple[PlanRow, ...]:
        """The rows; an empty tuple when there is nothing to count."""


SHAPES: tuple[type[Rule], ...] = (
    MayServe, ServeWhen, PairCost, StartCost, FinishCost, LegCost, ShiftCost,
    ShiftLimit, ShiftLoad, ShiftBlock, ShiftBreak, ShiftRest, UnservedCost, Link, PlanLimit,
)  # fmt: skip


# Roles: what a rule may be besides its shape -------------------------------------------------------------------------


class Promise(Rule):
    """A role: the rule says which starts a customer takes as the time that was promised, so that nobody has to call."""

    def earliest(self, promised: Visit) -> int:
        """[s] a start before this has to be told."""
        return -FOREVER

    def latest(self, promised: Visit) -> int:
        """[s] a start after this has to be told."""
        return FOREVER


class ServiceLevel(Rule):
    """A role: the rule says until when something was promised; key figures count what is kept of it."""

    measures: ClassVar[Literal["response", "resolution"]]
    """Is the promise about the start of the visit (response) or about its finish (resolution)?"""

    @abstractmethod
    def due(self, ticket: Ticket) -> int | None:
        """Last second that keeps the promise [s], or None where nothing was promised."""


def parameters(rule: type[Rule]) -> dict[str, Any]:
    """Names of a rule's parameters and their fields."""
    return dict(rule.model_fields)

"""The answer of a re-plan: what would change, why, what it costs, who has to be told, what stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Self

from pydantic import Field, WrapValidator

from models.changes import VisitChange
from models.clock import Clock, Instant
from models.entity import Entity
from models.events import Event, Position, event_of
from models.plan import Plan
from models.text import Text
from scheduler.wording.reason import ReasonField

FORMAT = "paigong-proposal-1"


def _with_its_chinese(value: Any, plain: Callable[[Any], str]) -> str:
    return value if isinstance(value, Text) else plain(value)


Note = Annotated[str, WrapValidator(_with_its_chinese)]
"""A sentence that keeps its Chinese until it is written."""


class Change(VisitChange):
    """What becomes of one visit that was published or is proposed.

    It is ``kept`` with the same engineer and the same time but for the free minutes, unless its customer is told.

    Parameters
    ----------
    promised
        What the customer was told, where it differs from ``old_start`` by too little to tell them.
    told
        Does the customer have to be told? The change budget counts these.
    fixed
        True when nobody can decide about it any more: under way or frozen.
    why
        The reason; None where it is kept. ``happened`` in its data is the position in the proposal's ``happened`` of
        the event that caused it.
    """

    customer: str = ""
    promised: Instant | None = None
    told: bool = False
    fixed: bool = False
    why: ReasonField = None


class CostEntry(Entity):
    """A line of somebody's list."""

    ticket: str
    start: Instant


class NewList(Entity):
    """An engineer who has to be told: the list as it was and as it would be.

    Parameters
    ----------
    touched
        Other visits or another order; False = only other times.
    """

    engineer: str
    old: tuple[CostEntry, ...] = ()
    new: tuple[CostEntry, ...] = ()
    touched: bool = True


class CostLedger(Entity):
    """What the rest of the day costs and achieves.

    Parameters
    ----------
    cost, costs
        [thousandths] in all, and by rule.
    kpis
        Key figures by id (:mod:`models.kpi`).
    """

    cost: int
    costs: dict[str, int] = Field(default_factory=dict)
    kpis: dict[str, float | None] = Field(default_factory=dict)


class CallPoint(Entity):
    """What the rest of the day costs with so many customers told.

    Parameters
    ----------
    told, engineers
        Customers to be told; engineers whose list changes.
    cost
        [thousandths]
    unserved
        Tickets that nobody serves.
    recommended
        Is it the cheapest by the policy's prices, those of changes and promises included? It is the plan proposed.
    """

    told: int
    engineers: int
    cost: int
    unserved: int = 0
    recommended: bool = False


class Proposal(Entity):
    """A judged plan for the rest of a day, beside the plan that people know.

    Parameters
    ----------
    at
        The moment it is for.
    happened
        The events since the published plan, as plain data.
    published
        The plan it starts from.
    plan
        The plan of the whole day, what is over included; :attr:`changes` says where it differs.
    spots
        Shift id -> where people are who are neither at a visit nor at home; the log remembers it.
    before
        The published plan as far as it is still possible.
    after
        The proposed plan.
    bound
        [thousandths] no plan of the rest costs less; None when nothing was proved.
    gap
        How far from the best possible at most, as a share; None likewise.
    final
        False for a first quick answer.
    freeze, divert
        What was left alone: [s], and whether who is driving stayed.
    freed
        Tickets published for so much later that their promises did not count.
    """

    day: str = ""
    currency: str = ""
    at: Instant
    happened: tuple[dict[str, Any], ...] = ()
    published: Plan
    plan: Plan
    changes: tuple[Change, ...] = ()
    engineers: tuple[NewList, ...] = ()
    unserved: tuple[str, ...] = ()
    spots: dict[str, Position] = Field(default_factory=dict)
    before: CostLedger
    after: CostLedger
    bound: int | None = None
    gap: float | None = None
    max_changes: int | None = None
    max_engineers: int | None = None
    freeze: int = 0
    divert: bool = False
    seed: int = 1
    freed: tuple[str, ...] = ()
    final: bool = True
    choices: tuple[CallPoint, ...] = Field((), description="the choice: cost against customers to be told")
    head: str = Field("", description="of the log it was made from: how many entries, and the hash of the last")
    notes: tuple[Note, ...] = Field((), description="what people should know: estimated travel, budgets in part used")

    @property
    def changed(self) -> tuple[Change, ...]:
        """Everything that does not stay."""
        return tuple(change for change in self.changes if change.kind != "kept")

    @property
    def customers(self) -> tuple[str, ...]:
        """Tickets whose customers have to be told."""
        return tuple(change.ticket for change in self.changes if change.told)

    @property
    def touched(self) -> tuple[str, ...]:
        """Engineers whose list has other visits or another order."""
        return tuple(engineer.engineer for engineer in self.engineers if engineer.touched)

    @property
    def stays(self) -> int:
        """Number of visits that stay."""
        return sum(change.kind == "kept" for change in self.changes)

    def events(self, clock: Clock) -> tuple[Event, ...]:
        """What happened since the published plan."""
        return tuple(event_of(happening, clock) for happening in self.happened)

    def to_json(self, clock: Clock) -> dict[str, Any]:
        """Plain data with ISO 8601 times; money in thousandths of the currency."""
        data: dict[str, Any] = self.model_dump(mode="json", context={"clock": clock}, exclude_defaults=True)
        data |= {
            key: getattr(self, key).model_dump(mode="json", context={"clock": clock}) for key in ("plan", "published")
        }
        data["changes"] = [change.to_json(clock) for change in self.changes]
        data |= {"customers": list(self.customers), "touched": list(self.touched), "stays": self.stays}
        return {"format": FORMAT, **data}

    @classmethod
    def from_json(cls, data: dict[str, Any], clock: Clock) -> Self:
        """The proposal of such data; raises :class:`pydantic.ValidationError` where it does not fit."""
        known = {key: value for key, value in data.items() if key in cls.model_fields}
        return cls.model_validate(known, context={"clock": clock})

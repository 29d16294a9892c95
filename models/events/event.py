"""What every event has: when it happened and became known, who sent it; what refuses it, what it does to the state.

An event is a **report** (something happened on the road or at a customer's) or a **decision** (somebody at the desk
chose something). They differ in what a contradiction means: a report that contradicts the state is kept as a dispute
and never blocks what comes after it; a decision is refused when it is written, and stands once it is.

Every event has two times. ``at`` is the moment of receipt; a log is written in its order. ``happened`` is the moment it
speaks of; the state is folded in its order (:mod:`models.events.fold`), so that news of an hour ago is put where it
belongs. Where nothing else is said it happened when it became known.
"""

from __future__ import annotations

import hashlib
import json
import random
from abc import abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import Field

from models.clock import Clock, Instant
from models.entity import Entity
from models.errors import Trouble
from models.events.event_column import EventColumn
from models.events.state import State

if TYPE_CHECKING:
    from models.events.made_up import DaySoFar

RECEIPT = frozenset({"at", "happened", "key", "corrected"})
"""Fields that say how a report came in, not what it says."""


class Event(Entity):
    """Something that happened during the day, or was decided."""

    kind: ClassVar[str]
    """Stable name in files and logs, for instance ``engineer-out``."""
    label: ClassVar[tuple[str, str]]
    """A few words for people, in English and Chinese."""
    cells: ClassVar[tuple[EventColumn, ...]] = ()
    """Columns of a table of events that this kind fills, besides those that all have."""
    example: ClassVar[dict[str, Any]]
    """One as it stands in a file, without kind and time."""
    often: ClassVar[int] = 0
    """How often it happens among made-up events."""
    quiet: ClassVar[bool] = False
    """Does it say nothing that a plan could use?"""
    decides: ClassVar[bool] = False
    """Is it a decision?"""
    private: ClassVar[tuple[str, ...]] = ("why",)
    """Fields that a log keeps in a document beside the chain, so that they can be deleted; ``ticket.phone`` is one
    inside another. What the state is made of is never among them."""

    at: Instant = Field(description="when it became known")
    happened: Instant | None = Field(None, description="the moment it speaks of; none = when it became known")
    sender: str = Field("", description="the device or desk it came from; empty = the desk that keeps the log")
    counter: int = Field(0, ge=0, description="number of the report among those of its sender")
    key: str = Field("", description="name of the report, made by its sender, never used twice; empty = by its content")
    corrected: int = Field(0, description="[s] how much was added to the sender's clock, when that was more than 2 min")
    who: str = Field("", description="who said so")
    why: str = Field("", description="for people")

    @property
    def when(self) -> int:
        """[s] when it happened."""
        return self.at if self.happened is None else self.happened

    @cached_property
    def id(self) -> str:
        """The key, or a name made of the content: the same report twice has the same."""
        return self.key or hashlib.sha256(self.content.encode()).hexdigest()[:16]

    @cached_property
    def content(self) -> str:
        """What it says, and when and by whom, however it came in."""
        said = self.model_dump(mode="json", exclude=set(RECEIPT), exclude_defaults=True)
        return json.dumps([self.kind, self.when, said], sort_keys=True, ensure_ascii=False)

    @cached_property
    def core(self) -> str:
        """What it says without what can be deleted, and without its moment, which was perhaps put right on receipt: two
        reports of one key and core are one.
        """
        public = {name for name in type(self).model_fields if name not in {*RECEIPT, "who", *self.private}}
        said = self.model_dump(mode="json", include=public, exclude_defaults=True)
        for path in self.private:
            head, _, rest = path.partition(".")
            if rest and isinstance(said.get(head), dict):
                said[head].pop(rest, None)
        return json.dumps([self.kind, said], sort_keys=True, ensure_ascii=False)

    @abstractmethod
    def refusal(self, state: State) -> Trouble | None:
        """What contradicts the state, or None."""

    @abstractmethod
    def apply(self, state: State) -> State:
        """The state afterwards; also of one that was refused, when somebody has ruled that it counts."""

    @classmethod
    def made_up(cls, dice: random.Random, situation: DaySoFar) -> Event | None:
        """One that could happen now; None when none could, or when nobody makes this kind up."""
        return None

    def trouble(self, message: str, field: str, value: str, rule: str, maybe: str = "") -> Trouble:
        """A refusal that names the event."""
        return Trouble(f"event {self.kind}: {message}", field=field, value=value, rule=rule, maybe=maybe)

    def but(self, **changes: Any) -> Self:
        """The same event with some fields changed."""
        made = super().but(**changes)
        for derived in ("id", "content", "core"):
            made.__dict__.pop(derived, None)
        return made

    def late(self, received: int) -> Self:
        """The same, received at ``received`` [s], later than it says."""
        return self.but(at=received, happened=self.when)

    def to_json(self, clock: Clock) -> dict[str, Any]:
        """Plain data with ISO 8601 times; :func:`models.events.event_of` reads it back."""
        data: dict[str, Any] = self.model_dump(mode="json", context={"clock": clock}, exclude_defaults=True)
        return {"kind": self.kind, **data}

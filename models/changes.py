"""What differs between two plans: one vocabulary, and one form in JSON, wherever plans are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self, get_args

from pydantic import model_validator

from models.clock import Clock, Instant
from models.entity import Entity
from models.plan import Plan, Route, Visit

ChangeKind = Literal["added", "dropped", "moved", "retimed", "kept"]
"""``added``: on nobody's list before; ``dropped``: on nobody's list any more; ``moved``: to another engineer;
``retimed``: the same engineer at another time; ``kept``: neither."""

KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)

Served = tuple[str, int] | None
"""Who serves a ticket, and from when on [s]; None = nobody does."""


class VisitChange(Entity):
    """What becomes of one visit.

    Parameters
    ----------
    old_engineer, old_start
        Before; None when nobody served it.
    engineer, start
        Afterwards; None when nobody does.
    """

    ticket: str
    kind: ChangeKind
    old_engineer: str | None = None
    old_start: Instant | None = None
    engineer: str | None = None
    start: Instant | None = None

    @model_validator(mode="before")
    @classmethod
    def _without_what_follows(cls, value: Any) -> Any:
        """Plain data says by how much a visit starts later; the times say so too."""
        return {k: v for k, v in value.items() if k != "later_seconds"} if isinstance(value, dict) else value

    @classmethod
    def between(cls, ticket: str, old: Served, new: Served, *, free: int = 0, **more: Any) -> Self:
        """The change from ``old`` to ``new``.

        Parameters
        ----------
        free
            [s] a visit that starts earlier or later by no more than this is kept.
        more
            Other fields of the class.

        Examples
        --------
        >>> [VisitChange.between("T1", old, ("E1", 29400)).kind for old in (None, ("E1", 28800), ("E2", 29400))]
        ['added', 'retimed', 'moved']
        """
        old_engineer, old_start = old or (None, None)
        engineer, start = new or (None, None)
        fields = {"old_engineer": old_engineer, "old_start": old_start, "engineer": engineer, "start": start}
        return cls(ticket=ticket, **{"kind": _kind(old, new, free), **fields, **more})

    @property
    def later(self) -> int:
        """[s] by how much it starts later; negative = earlier, 0 where it was or is not served."""
        return 0 if self.start is None or self.old_start is None else self.start - self.old_start

    @property
    def worse(self) -> bool:
        """Is it left, or does its customer wait longer?"""
        return self.kind == "dropped" or self.later > 0

    def to_json(self, clock: Clock) -> dict[str, Any]:
        """Plain data, times in ISO 8601: the fields of every change, then those of a special one."""
        data: dict[str, Any] = self.model_dump(mode="json", context={"clock": clock})
        common = {name: data.pop(name) for name in VisitChange.model_fields}
        return {**common, "later_seconds": self.later, **data}


def changes(before: Plan, after: Plan) -> tuple[VisitChange, ...]:
    """Everything that differs, in the order of ``before``, then of ``after``."""
    old, new = before.served(), after.served()
    every = (VisitChange.between(id, served(old, id), served(new, id)) for id in dict.fromkeys((*old, *new)))
    return tuple(change for change in every if change.kind != "kept")


def served(visits: Mapping[str, tuple[Route, Visit]], ticket: str) -> Served:
    """Who serves a ticket and when, by :meth:`models.plan.Plan.served`."""
    if ticket not in visits:
        return None
    route, visit = visits[ticket]
    return route.engineer, visit.start


def _kind(old: Served, new: Served, free: int) -> ChangeKind:
    if old is None or new is None:
        return "kept" if old is new else "added" if old is None else "dropped"
    if old[0] != new[0]:
        return "moved"
    return "retimed" if abs(new[1] - old[1]) > free else "kept"

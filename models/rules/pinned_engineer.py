"""Rule ``pinned-engineer``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from models.concession import Concession, Need
from models.engineer import Engineer
from models.rules import days
from models.shapes import MayServe
from models.text import Text
from models.ticket import Pin, Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class PinnedEngineer(MayServe):
    """A ticket whose engineer the dispatcher has pinned is served by that engineer or not at all.

    Why
    ---
    The dispatcher has the last word: a promise given on the telephone, somebody who is already on site. The planner
    works around it.

    Example
    -------
    T1 is pinned to E2. E2 may serve it; E1 may not.

    Fix
    ---
    Give the ticket to the pinned engineer, or take the pin off.
    """

    id: ClassVar[str] = "pinned-engineer"
    title: ClassVar[tuple[str, str]] = ("engineer fixed by the dispatcher", "固定人员")
    waivable: ClassVar[bool] = True
    pins: ClassVar[bool] = True

    def allows(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> bool:
        return ticket.pin is None or ticket.pin.engineer in (None, engineer.id)

    def allows_all(self, facts: Facts) -> NDArray[np.bool_]:
        ids = [engineer.id for engineer in facts.engineers]
        table = np.ones((len(ids), len(facts.tickets)), np.bool_)
        for t, ticket in enumerate(facts.tickets):
            if ticket.pin is not None and ticket.pin.engineer is not None:
                table[:, t] = [id == ticket.pin.engineer for id in ids]
        return table

    def why(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> str:
        pinned = ticket.pin.engineer if ticket.pin else None
        return Text(
            f"{ticket.id} is pinned to {pinned}, not {engineer.id}",
            f"{ticket.id} 已固定给 {pinned}，而非 {engineer.id}",
        )

    def remedy(self, need: Need) -> Concession | None:
        """No pinned engineer; a pinned time stays."""
        pin = need.ticket.pin
        kept = None if pin is None or pin.start is None else pin.but(engineer=None)
        return Concession("lift-pin", ticket=need.ticket.but(pin=kept))

    @classmethod
    def keeps(cls) -> Example:
        return cls._example(serves="E2")

    @classmethod
    def breaks(cls) -> Example:
        return cls._example(serves="E1")

    @classmethod
    def _example(cls, serves: str) -> Example:
        engineers = (days.engineer("E1"), days.engineer("E2"))
        return days.day(cls(), engineers, days.ticket(pin=Pin(engineer="E2")), routes={serves: ["T1"]})

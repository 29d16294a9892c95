"""Rule ``van-capacity``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from models.engineer import Engineer
from models.rules import days
from models.shapes import ShiftLoad
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class VanCapacity(ShiftLoad):
    """What the tickets of a route load onto the van fits on it.

    Why
    ---
    Compressors and cabinets take room. Load and capacity are counted in the same units, whichever you choose (for
    instance boxes, or kilograms). A van without a capacity has no limit.

    Example
    -------
    E1's van holds 10 units. T1 with 8 units fits; T1 with 8 and T2 with 4 units are 2 units too many.

    Fix
    ---
    Give one of the tickets to another van, or correct the load or the capacity.
    """

    id: ClassVar[str] = "van-capacity"
    title: ClassVar[tuple[str, str]] = ("load fits on the van", "车辆载量")
    waivable: ClassVar[bool] = True

    def holds(self, engineer: Engineer, facts: Facts) -> dict[str, int | None]:
        return {"load": engineer.capacity}

    def takes(self, ticket: Ticket, facts: Facts) -> dict[str, int]:
        return {"load": ticket.load} if ticket.load else {}

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(capacity=10), days.ticket(load=8))

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(capacity=10), (days.ticket("T1", load=8), days.ticket("T2", load=4)))

"""Rule ``stock``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from models.rules import days
from models.shapes import PlanLimit, PlanRow

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class Stock(PlanLimit):
    """All routes together use no more pieces of a part than the depot can give out.

    Why
    ---
    Spare parts that everybody shares are a limit of the whole plan: two engineers cannot both take the last piece.
    Tickets whose parts were ordered for them (they say when the parts arrive) take nothing from the depot.

    Example
    -------
    The depot has 1 piece of ``PCB-7``. A plan that serves T1, which uses one, is permitted; a plan that serves T1 and
    T2 with E1 and E2 is 1 piece over the stock.

    Fix
    ---
    Leave the less urgent ticket for a later day, or get more pieces and enter the new figure.
    """

    id: ClassVar[str] = "stock"
    title: ClassVar[tuple[str, str]] = ("parts shared from the depot", "库存配件")

    pieces: dict[str, Annotated[int, Field(ge=0)]] = Field(
        default_factory=dict, description="part -> pieces in the depot; parts that are not named are not counted"
    )

    def rows(self, facts: Facts) -> tuple[PlanRow, ...]:
        rows = []
        for part, pieces in self.pieces.items():
            users = {
                ("*", ticket.id): ticket.parts[part]
                for ticket in facts.tickets
                if ticket.parts.get(part) and ticket.parts_ready is None
            }
            if users:
                rows.append(PlanRow(name=f"part {part}", cap=pieces, pair=users))
        return tuple(rows)

    @classmethod
    def keeps(cls) -> Example:
        return cls._example({"E1": ["T1"]})

    @classmethod
    def breaks(cls) -> Example:
        return cls._example({"E1": ["T1"], "E2": ["T2"]})

    @classmethod
    def _example(cls, routes: dict[str, list[str]]) -> Example:
        tickets = tuple(days.ticket(id, parts={"PCB-7": 1}) for id in ("T1", "T2"))
        return days.day(cls(pieces={"PCB-7": 1}), (days.engineer("E1"), days.engineer("E2")), tickets, routes=routes)

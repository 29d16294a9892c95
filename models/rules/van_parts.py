"""Rule ``van-parts``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from models.concession import Concession, Need
from models.engineer import Engineer
from models.rules import days
from models.rules.stock import Stock
from models.shapes import ShiftLoad
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class VanParts(ShiftLoad):
    """The parts that the tickets of a route use are on the engineer's van.

    Why
    ---
    Without the part there is no repair. A van that does not list a part has none of it. Two kinds of parts are not
    looked for on the van: those ordered for the ticket (it says when they arrive, see ``parts-ready``) and those that
    the depot gives out in the morning (see ``stock``).

    Example
    -------
    E1 has 1 piece of ``PCB-7`` on the van. T1, which uses one, is permitted; T1 and T2, which use one each, are 1 piece
    too many. A ticket that uses 2 pieces cannot be served by E1 at all.

    Fix
    ---
    Send a van that has the part, put the part on the van and enter it, or let the depot give it out. Where nobody
    records what is on the vans, turn the rule off.
    """

    id: ClassVar[str] = "van-parts"
    title: ClassVar[tuple[str, str]] = ("parts are on the van", "随车配件")
    waivable: ClassVar[bool] = True
    missing: ClassVar[int | None] = 0

    def holds(self, engineer: Engineer, facts: Facts) -> dict[str, int | None]:
        return dict(engineer.van)

    def takes(self, ticket: Ticket, facts: Facts) -> dict[str, int]:
        if not ticket.parts or ticket.parts_ready is not None:
            return {}
        depot = facts.policy.rule(Stock.id)
        given_out = depot.pieces if depot is not None else {}
        return {part: pieces for part, pieces in ticket.parts.items() if pieces and part not in given_out}

    def remedy(self, need: Need) -> Concession | None:
        """What the van lacks for its route."""
        wanted: Counter[str] = Counter()
        for ticket in need.route:
            wanted.update(self.takes(ticket, need.facts))
        held = need.engineer.van
        lacks = {part: pieces - held.get(part, 0) for part, pieces in wanted.items() if pieces > held.get(part, 0)}
        if not lacks:
            return None
        data = {"parts": tuple(f"{pieces} {part}" for part, pieces in lacks.items()), "pieces": lacks}
        loaded = need.engineer.but(van={**held, **{part: wanted[part] for part in lacks}})
        return Concession("bring-parts", data, engineer=loaded)

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(van={"PCB-7": 1}), days.ticket(parts={"PCB-7": 1}))

    @classmethod
    def breaks(cls) -> Example:
        tickets = tuple(days.ticket(id, parts={"PCB-7": 1}) for id in ("T1", "T2"))
        return days.day(cls(), days.engineer(van={"PCB-7": 1}), tickets)

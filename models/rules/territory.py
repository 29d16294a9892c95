"""Rule ``territory``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from models.concession import Concession, Need
from models.engineer import Engineer
from models.rules import days
from models.shapes import MayServe
from models.text import Text
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class TerritoryRule(MayServe):
    """Engineers serve tickets of their own territories only.

    Why
    ---
    A territory has its own stock, its own customers and its own manager. An engineer may belong to several; one without
    any territory serves them all, and a ticket without a territory may be served by everybody.

    Example
    -------
    E1 serves ``pudong`` and ``minhang``. A ticket in ``minhang`` is permitted, a ticket in ``jiading`` is not.

    Fix
    ---
    Lend the engineer: add the territory to the list of E1 for that day, or turn the rule off to plan all as one.
    """

    id: ClassVar[str] = "territory"
    title: ClassVar[tuple[str, str]] = ("engineers stay in their territories", "服务区域")
    waivable: ClassVar[bool] = True

    def allows(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> bool:
        return ticket.territory is None or not engineer.territories or ticket.territory in engineer.territories

    def allows_all(self, facts: Facts) -> NDArray[np.bool_]:
        kinds = {name: k for k, name in enumerate(dict.fromkeys(ticket.territory for ticket in facts.tickets))}
        table = [
            [name is None or not engineer.territories or name in engineer.territories for name in kinds]
            for engineer in facts.engineers
        ]
        columns = [kinds[ticket.territory] for ticket in facts.tickets]
        return np.array(table, np.bool_).reshape(len(facts.engineers), len(kinds))[:, columns]

    def why(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> str:
        own = engineer.territories
        return Text(
            f"{engineer.id} serves {', '.join(own)}; {ticket.id} lies in {ticket.territory}",
            f"{engineer.id} 的服务区域为 {'、'.join(own)}；{ticket.id} 位于 {ticket.territory}",
        )

    def remedy(self, need: Need) -> Concession | None:
        """The engineer serves the ticket's territory too."""
        name = need.ticket.territory
        if name is None:
            return None
        lent = need.engineer.but(territories=(*need.engineer.territories, name))
        return Concession("lend-engineer", {"territory": name}, engineer=lent)

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(territories=("pudong", "minhang")), days.ticket(territory="minhang"))

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(territories=("pudong", "minhang")), days.ticket(territory="jiading"))

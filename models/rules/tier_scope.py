"""Rule ``tier-scope``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from models.concession import Concession, Need
from models.engineer import Engineer, TierLevel
from models.rules import days
from models.shapes import MayServe
from models.text import Text
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class TierScope(MayServe):
    """The engineer's tier is at least the tier the ticket asks for.

    Why
    ---
    Juniors do basic fault finding and replace parts, intermediates solve complex problems on their own, seniors advise
    and lead. Work above somebody's scope fails, or is done without permission.

    Example
    -------
    T1 asks for at least an intermediate. E1 is a junior: not permitted. E2 is a senior: permitted (whether a senior
    should go is a question of price, see ``over-qualification``).

    Fix
    ---
    Send somebody of the tier, or lower the ticket's least tier when the work allows it.
    """

    id: ClassVar[str] = "tier-scope"
    title: ClassVar[tuple[str, str]] = ("tier high enough for the work", "级别权限")
    waivable: ClassVar[bool] = True

    def allows(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> bool:
        return engineer.tier >= ticket.tier

    def allows_all(self, facts: Facts) -> NDArray[np.bool_]:
        have = np.array([int(engineer.tier) for engineer in facts.engineers], np.int8)
        need = np.array([int(ticket.tier) for ticket in facts.tickets], np.int8)
        return np.asarray(have[:, None] >= need[None, :])

    def why(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> str:
        return Text(
            f"{engineer.id} is {engineer.tier.label}; {ticket.id} needs at least {ticket.tier.label}",
            f"{engineer.id} 为{engineer.tier.label_zh}；{ticket.id} 至少需要{ticket.tier.label_zh}",
        )

    def remedy(self, need: Need) -> Concession | None:
        """The engineer's own tier."""
        tier, least = TierLevel(need.engineer.tier), TierLevel(need.ticket.tier)
        if tier >= least:
            return None
        data = {"tier": Text(tier.label, tier.label_zh), "was": Text(least.label, least.label_zh)}
        return Concession("lower-tier", data, ticket=need.ticket.but(tier=tier))

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(tier=TierLevel.SENIOR), days.ticket(tier=TierLevel.INTERMEDIATE))

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(tier=TierLevel.JUNIOR), days.ticket(tier=TierLevel.INTERMEDIATE))

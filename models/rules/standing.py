"""Rule ``standing``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from models.engineer import Engineer
from models.rules import days
from models.shapes import MayServe
from models.text import Text
from models.ticket import Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts

NOT_DISPATCHED = ("suspended", "dismissed")


class Standing(MayServe):
    """Engineers who are suspended or dismissed are not dispatched.

    Why
    ---
    Three bad ratings in a row or a serious breach lead to a warning, then to suspension for training, then to the end
    of the contract. A warned engineer still works; a suspended one trains and is not sent to customers.

    Example
    -------
    E1 is suspended: no ticket may be served by E1. E2 is warned: E2 is dispatched like anybody else.

    Fix
    ---
    Give the tickets to somebody else; when the suspension is over, set the standing back to ``active`` or ``warned``.
    """

    id: ClassVar[str] = "standing"
    title: ClassVar[tuple[str, str]] = ("suspended engineers are not sent", "停职不派工")

    def allows(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> bool:
        return engineer.standing not in NOT_DISPATCHED

    def allows_all(self, facts: Facts) -> NDArray[np.bool_]:
        sent = np.array([engineer.standing not in NOT_DISPATCHED for engineer in facts.engineers], np.bool_)
        return np.repeat(sent[:, None], len(facts.tickets), axis=1)

    def why(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> str:
        return Text(
            f"{engineer.id} is {engineer.standing} and is not dispatched",
            f"{engineer.id} {'已停职' if engineer.standing == 'suspended' else '已解聘'}，不派工",
        )

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(standing="warned"), days.ticket())

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(standing="suspended"), days.ticket())

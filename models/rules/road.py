"""Rule ``road``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from models.engineer import Engineer
from models.place import Place
from models.rules import days
from models.shapes import MayServe
from models.text import Text
from models.ticket import Ticket
from models.travel import NO_WAY

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class Road(MayServe):
    """Somebody is sent only where a road leads from the start of a shift, and back to its end.

    Why
    ---
    A travel matrix says of some pairs of places that there is no way between them: an island, a closed valley, a point
    in a lake. Whoever lives there may serve there. Nobody else can, and no detour is made up.

    Example
    -------
    The matrix knows no way from the depot to the island. T1 lies there: E1, who starts at the depot, may not go. A
    ticket at the site, half an hour away, is permitted.

    Fix
    ---
    Look at the place's coordinates and at its rows of the matrix; send somebody who starts there; or plan it by hand.
    """

    id: ClassVar[str] = "road"
    title: ClassVar[tuple[str, str]] = ("a road leads there", "有路可达")

    def allows(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> bool:
        return any(self._there_and_back(ends, ticket.place, facts) for ends in _ends(engineer))

    def allows_all(self, facts: Facts) -> NDArray[np.bool_]:
        travel, size = facts.travel, (len(facts.engineers), len(facts.tickets))
        if not (travel.seconds >= NO_WAY).any():
            return np.ones(size, np.bool_)
        index = {key: row for row, key in enumerate(travel.keys)}
        known = np.array([ticket.place.key in index for ticket in facts.tickets], np.bool_)
        at = [index.get(ticket.place.key, 0) for ticket in facts.tickets]
        table = np.zeros(size, np.bool_)
        for row, engineer in enumerate(facts.engineers):
            for start, end in _ends(engineer):
                if start.key in index and end.key in index:
                    there, back = travel.seconds[index[start.key], at], travel.seconds[at, index[end.key]]
                    table[row] |= ((there < NO_WAY) & (back < NO_WAY)) | ~known
                else:
                    table[row] = True
        return table

    def why(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> str:
        start, end = _ends(engineer)[0]
        there = facts.travel.leg(start, ticket.place)[0] >= NO_WAY
        a, b = (start, ticket.place) if there else (ticket.place, end)
        return Text(
            f"no road is known from {a.key} to {b.key}, so {engineer.id} cannot get to {ticket.id}"
            + ("" if there else " and back"),
            f"从 {a.key} 到 {b.key} 无路可达，{engineer.id} 无法往返 {ticket.id}",
        )

    @staticmethod
    def _there_and_back(ends: tuple[Place, Place], place: Place, facts: Facts) -> bool:
        """A place that the matrix does not name is a matter of the matrix, not of this rule."""
        start, end = ends
        if any(point.key not in facts.travel.index for point in (start, place, end)):
            return True
        return facts.travel.leg(start, place)[0] < NO_WAY and facts.travel.leg(place, end)[0] < NO_WAY

    @classmethod
    def keeps(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket())

    @classmethod
    def breaks(cls) -> Example:
        return days.day(cls(), days.engineer(), days.ticket(place=days.ISLAND))


def _ends(engineer: Engineer) -> list[tuple[Place, Place]]:
    """Start and end of each shift; of the engineer, who has none."""
    ends = [(shift.start_place or engineer.start, shift.end_place or engineer.end_place) for shift in engineer.shifts]
    return list(dict.fromkeys(ends)) or [(engineer.start, engineer.end_place)]

"""Which territory's roads lead to a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.engineer import Engineer
from models.territory import Territory
from models.ticket import Ticket

_OWN = {"road_factor": "road_factor", "speed_kmh": "speed_kmh", "stop_min": "stop_minutes"}


def territory_of(engineers: Iterable[Engineer], tickets: Iterable[Ticket]) -> dict[str, str]:
    """Place key -> territory whose roads lead there: the ticket's, else that of an engineer who serves only one."""
    found = {ticket.place.key: ticket.territory for ticket in tickets if ticket.territory}
    for engineer in engineers:
        if len(engineer.territories) == 1:
            for place in (engineer.start, engineer.end_place):
                found.setdefault(place.key, engineer.territories[0])
    return found


def own_roads(territories: Iterable[Territory]) -> dict[str, Mapping[str, float | None]]:
    """Territory id -> parameters of the estimate that differ there."""
    return {
        territory.id: {name: getattr(territory, field) for name, field in _OWN.items()} for territory in territories
    }

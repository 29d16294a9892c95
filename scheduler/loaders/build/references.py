"""Do the things of a day that refer to each other exist? For days that come as whole entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from models.engineer import Engineer
from models.errors import Trouble, nearest
from models.territory import Territory
from models.ticket import Ticket
from scheduler.loaders.build.desk import Desk

Thing = TypeVar("Thing", Engineer, Ticket, Territory)
Items = Sequence[tuple[int, Thing]]


@dataclass(frozen=True)
class _Place:
    """Where an item stands, and the desk at which to say what is wrong with it."""

    file: str
    row: int
    desk: Desk

    def wrong(self, field: str, value: str, rule: str, message: str, maybe: str) -> None:
        self.desk.wrong(Trouble(message, self.file, self.row, field, value, rule, maybe))


def check_references(
    file: str, engineers: Items[Engineer], tickets: Items[Ticket], territories: Items[Territory], desk: Desk
) -> tuple[tuple[Engineer, ...], tuple[Ticket, ...], tuple[Territory, ...]]:
    """The items that are good, in order; what refers to something that does not exist is said at the desk."""
    areas = _distinct(f"{file}[territories]", territories, desk)
    area_ids = {area.id for _, area in areas}
    people = _distinct(f"{file}[engineers]", engineers, desk)
    shifts: dict[str, str] = {}
    for row, engineer in people:
        _check_engineer(_Place(f"{file}[engineers]", row, desk), engineer, area_ids, shifts)
    people = [(row, one) for row, one in people if desk.good(f"{file}[engineers]", row)]
    ids = {engineer.id for _, engineer in people}
    if not desk.reject_bad_rows:
        ids |= {engineer.id for _, engineer in engineers}
    wanted = _distinct(f"{file}[tickets]", tickets, desk)
    while True:
        known = {ticket.id for _, ticket in wanted}
        for row, ticket in wanted:
            _check_ticket(_Place(f"{file}[tickets]", row, desk), ticket, area_ids, ids, known)
        good = [(row, one) for row, one in wanted if desk.good(f"{file}[tickets]", row)]
        if len(good) == len(wanted) or not desk.reject_bad_rows:
            break
        wanted = good
    return tuple(one for _, one in people), tuple(one for _, one in good), tuple(one for _, one in areas)


def _distinct(file: str, items: Items[Thing], desk: Desk) -> list[tuple[int, Thing]]:
    """Items whose id no earlier item has."""
    first: dict[str, int] = {}
    found = []
    for row, one in items:
        if first.setdefault(one.id, row) == row:
            found.append((row, one))
        else:
            message, maybe = f"item {first[one.id]} has the same id", "one of the two is a copy."
            desk.wrong(Trouble(message, file, row, "id", one.id, "duplicate-id", maybe))
    return found


def _check_engineer(place: _Place, engineer: Engineer, areas: set[str], shifts: dict[str, str]) -> None:
    for area in engineer.territories:
        if area not in areas:
            place.wrong(
                "territories", area, "unknown-territory", f"no territory is named {area!r}", nearest(area, areas)
            )
    for i, shift in enumerate(engineer.shifts):
        owner = shifts.setdefault(shift.id, engineer.id)
        if owner != engineer.id or any(other.id == shift.id for other in engineer.shifts[:i]):
            place.wrong("shifts", shift.id, "duplicate-id", f"another shift of {owner} has the same id", "rename one.")
        if any(other.overlaps(shift.start, shift.end) for other in engineer.shifts[:i]):
            place.wrong("shifts", shift.id, "shift-overlap", "the shift overlaps an earlier one", "an end is wrong.")


def _check_ticket(place: _Place, ticket: Ticket, areas: set[str], engineers: set[str], tickets: set[str]) -> None:
    if ticket.territory and ticket.territory not in areas:
        message = f"no territory is named {ticket.territory!r}"
        place.wrong("territory", ticket.territory, "unknown-territory", message, nearest(ticket.territory, areas))
    must = [("required", named.engineer) for named in ticket.required]
    must += [("pin", ticket.pin.engineer)] if ticket.pin and ticket.pin.engineer else []
    for field, name in must:
        if name not in engineers:
            place.wrong(field, name, "unknown-engineer", f"no engineer is named {name!r}", nearest(name, engineers))
    for before in ticket.predecessors:
        if before.ticket == ticket.id:
            message = "the ticket names itself as its predecessor"
            place.wrong("predecessors", before.ticket, "own-predecessor", message, "another id is meant.")
        elif before.ticket not in tickets:
            message = f"no ticket is named {before.ticket!r}"
            place.wrong("predecessors", before.ticket, "unknown-ticket", message, nearest(before.ticket, tickets))

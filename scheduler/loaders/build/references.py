"""Do the things of a day that refer to each other exist? For days that come as whole entities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from models.clock import DAY, MOST_DAYS
from models.engineer import Engineer
from models.errors import Trouble, nearest
from models.territory import Territory
from models.ticket import Ticket
from scheduler.loaders.build.input_issues import InputIssues

Thing = TypeVar("Thing", Engineer, Ticket, Territory)
Items = Sequence[tuple[int, Thing]]


@dataclass(frozen=True)
class _Place:
    """Where an item stands, and the desk at which to say what is wrong with it."""

    file: str
    row: int
    desk: InputIssues

    def wrong(self, field: str, value: str, rule: str, message: str, maybe: str) -> None:
        self.desk.wrong(Trouble(message, self.file, self.row, field, value, rule, maybe))


def check_references(
    file: str,
    engineers: Items[Engineer],
    tickets: Items[Ticket],
    territories: Items[Territory],
    desk: InputIssues,
    asides: Mapping[str, set[str]] = MappingProxyType({}),
) -> tuple[tuple[Engineer, ...], tuple[Ticket, ...], tuple[Territory, ...]]:
    """The items that are good, in order; what refers to something that does not exist is said at the desk.

    Where bad items are set aside, a bad ticket stays as one that nobody is sent to.

    Parameters
    ----------
    asides
        Kind of item -> ids of those that could not even be read.
    """
    areas = _distinct(f"{file}[territories]", territories, desk)
    area_ids = {area.id for _, area in areas}
    people = _distinct(f"{file}[engineers]", engineers, desk)
    shifts: dict[str, str] = {}
    for row, engineer in people:
        _check_engineer(_Place(f"{file}[engineers]", row, desk), engineer, area_ids, shifts)
    people = [(row, engineer) for row, engineer in people if desk.good(f"{file}[engineers]", row)]
    ids = {engineer.id for _, engineer in people}
    if desk.reject_bad_rows:
        desk.aside |= {"engineer": asides.get("engineers", set()) | {engineer.id for _, engineer in engineers} - ids,
                       "territory": asides.get("territories", set()) - area_ids}  # fmt: skip
    else:
        ids |= {engineer.id for _, engineer in engineers}
    wanted = _distinct(f"{file}[tickets]", tickets, desk)
    known = {ticket.id for _, ticket in wanted} | asides.get("tickets", set())
    for row, ticket in wanted:
        _check_ticket(_Place(f"{file}[tickets]", row, desk), ticket, area_ids, ids, known)
    good = [ticket if desk.good(f"{file}[tickets]", row) else left_to_people(ticket, why(f"{file}[tickets]", row, desk))
            for row, ticket in wanted if desk.reject_bad_rows or desk.good(f"{file}[tickets]", row)]  # fmt: skip
    return tuple(thing for _, thing in people), tuple(good), tuple(thing for _, thing in areas)


def why(file: str, row: int, desk: InputIssues) -> str:
    """What is wrong with an item, in one line."""
    said = (f"{trouble.field}: {trouble.message}" for trouble in desk.against(file, row))
    return f"item {row} of {file}: " + "; ".join(dict.fromkeys(said))


def left_to_people(ticket: Ticket, reason: str) -> Ticket:
    """A ticket that nobody is sent to, with what can be said of it."""
    kept = {field: getattr(ticket, field) for field in ("id", "title", "customer", "work_type", "priority", "created",
                                                        "status", "place", "extra")}  # fmt: skip
    return Ticket.model_construct(**{**dict(Ticket(id="-")), **kept, "set_aside": reason})


def _distinct(file: str, items: Items[Thing], desk: InputIssues) -> list[tuple[int, Thing]]:
    """Items whose id no earlier item has."""
    first: dict[str, int] = {}
    found = []
    for row, thing in items:
        if first.setdefault(thing.id, row) == row:
            found.append((row, thing))
        else:
            message, maybe = f"item {first[thing.id]} has the same id", "one of the two is a copy."
            desk.wrong(Trouble(message, file, row, "id", thing.id, "duplicate-id", maybe))
    return found


def _check_engineer(place: _Place, engineer: Engineer, areas: set[str], shifts: dict[str, str]) -> None:
    for area in engineer.territories:
        if area not in areas:
            place.wrong("territories", area, *place.desk.missing("territory", area, areas))
    for i, shift in enumerate(engineer.shifts):
        if max(abs(shift.start), abs(shift.end)) > MOST_DAYS * DAY:
            message = f"the shift lies more than {MOST_DAYS} days from the beginning of the day"
            place.wrong("shifts", shift.id, "horizon-too-long", message, "a year is mistyped.")
        owner = shifts.setdefault(shift.id, engineer.id)
        if owner != engineer.id or any(other.id == shift.id for other in engineer.shifts[:i]):
            place.wrong("shifts", shift.id, "duplicate-id", f"another shift of {owner} has the same id", "rename one.")
        if any(other.overlaps(shift.start, shift.end) for other in engineer.shifts[:i]):
            place.wrong("shifts", shift.id, "shift-overlap", "the shift overlaps an earlier one", "an end is wrong.")


def _check_ticket(place: _Place, ticket: Ticket, areas: set[str], engineers: set[str], tickets: set[str]) -> None:
    if ticket.territory and ticket.territory not in areas:
        place.wrong("territory", ticket.territory, *place.desk.missing("territory", ticket.territory, areas))
    must = [("required", named.engineer) for named in ticket.required]
    must += [("pin", ticket.pin.engineer)] if ticket.pin and ticket.pin.engineer else []
    for field, name in must:
        if name not in engineers:
            place.wrong(field, name, *place.desk.missing("engineer", name, engineers))
    for before in ticket.predecessors:
        if before.ticket == ticket.id:
            message = "the ticket names itself as its predecessor"
            place.wrong("predecessors", before.ticket, "own-predecessor", message, "another id is meant.")
        elif before.ticket not in tickets:
            message = f"no ticket is named {before.ticket!r}"
            place.wrong("predecessors", before.ticket, "unknown-ticket", message, nearest(before.ticket, tickets))

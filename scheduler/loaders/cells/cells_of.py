"""From entities back to cells: the mirror of reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.clock import Clock
from models.engineer import Engineer, Shift, Tier
from models.interval import FOREVER
from models.money import amount
from models.place import ANYWHERE, NOWHERE, Place
from models.territory import Territory
from models.ticket import Named, Ticket
from scheduler.loaders.build.make_engineers import shift_id
from scheduler.loaders.cells.lists import write
from scheduler.loaders.contract import TABLE
from scheduler.loaders.contract.kept import heading_of_own

Cells = dict[str, Any]


def minutes(seconds: int | None) -> str:
    """Minutes, with as many decimals as reading needs to find the seconds again.

    >>> minutes(5400), minutes(3601)
    ('90', '60.016667')
    """
    return "" if seconds is None else f"{seconds / 60:.6f}".rstrip("0").rstrip(".")


def _time(clock: Clock, seconds: int | None) -> str:
    return "" if seconds is None else clock.iso(seconds)


def _price(price: int | None) -> str:
    return "" if price is None else f"{amount(price):.3f}".rstrip("0").rstrip(".")


def _counts(counts: dict[str, int]) -> str:
    return write(list(counts.items()))


def _names(names: Sequence[str]) -> str:
    return write([(name,) for name in names])


def _named(named: Sequence[Named], clock: Clock) -> str:
    return write(
        [(person.engineer, None if person.until is None else clock.iso(person.until)) for person in named], "@"
    )


def _tier(tier: Tier) -> str:
    return tier.label


def _place(place: Place | None, prefix: str = "") -> Cells:
    if place is None or place.key == NOWHERE.key:
        return {} if place is None else {f"{prefix}address": place.address}
    if place.anywhere:
        return {f"{prefix}place_id": ANYWHERE}
    cells = {"lat": repr(place.lat), "lon": repr(place.lon), "place_id": place.id, "address": place.address}
    return {prefix + name: value for name, value in cells.items()}


def ticket_cells(ticket: Ticket, clock: Clock) -> Cells:
    """The row of a ticket."""
    pin = ticket.pin
    lags = [
        (p.ticket, minutes(p.least_lag), None if p.most_lag is None else minutes(p.most_lag))
        for p in ticket.predecessors
    ]
    return {
        "ticket_id": ticket.id, "title": ticket.title, "customer_id": ticket.customer,
        "contact": ticket.contact, "phone": ticket.phone, "note": ticket.note, **_place(ticket.place),
        "territory_id": ticket.territory or "", "work_type": ticket.work_type, "duration_min": minutes(ticket.duration),
        "skills": write([(need.skill, need.level) for need in ticket.skills]), "min_tier": _tier(ticket.tier),
        "certificates": _names(ticket.certificates), **_windows(ticket, clock),
        "booked": "" if ticket.booked is None else f"{clock.iso(ticket.booked.start)}/{clock.iso(ticket.booked.end)}",
        "respond_by": _time(clock, ticket.respond_by), "resolve_by": _time(clock, ticket.resolve_by),
        "priority": ticket.priority, "created_at": _time(clock, ticket.created), "load": ticket.load,
        "parts": _counts(ticket.parts), "parts_ready_at": _time(clock, ticket.parts_ready),
        "preferred_engineers": _named(ticket.preferred, clock), "required_engineers": _named(ticket.required, clock),
        "excluded_engineers": _named(ticket.excluded, clock), "served_before": _names(ticket.served_before),
        "setup_min": minutes(ticket.place.setup or None), "crew_size": ticket.crew_size,
        "predecessors": write(lags), "status": ticket.status, "set_aside": ticket.set_aside,
        "pinned_engineer": (pin.engineer or "") if pin else "", "pinned_start": _time(clock, pin.start) if pin else "",
        **{heading_of_own(name, TABLE["tickets"]): text for name, text in ticket.extra.items()},
    }  # fmt: skip


def _windows(ticket: Ticket, clock: Clock) -> Cells:
    """One window in two columns, several in one cell."""
    if len(ticket.windows) == 1:
        window = ticket.windows[0]
        open_start, open_end = window.start <= -FOREVER, window.end >= FOREVER
        if not (open_start and open_end):
            return {
                "window_start": "" if open_start else clock.iso(window.start),
                "window_end": "" if open_end else clock.iso(window.end),
            }
    return {"windows": ";".join(f"{clock.iso(w.start)}/{clock.iso(w.end)}" for w in ticket.windows)}


def engineer_cells(engineer: Engineer, clock: Clock) -> Cells:
    """The row of an engineer; what hangs on the engineer has tables of its own."""
    return {
        "engineer_id": engineer.id, "name": engineer.name, "tier": _tier(engineer.tier),
        "skills": "" if long_skills(engineer) else write([(s.skill, s.level) for s in engineer.skills]),
        "certificates": "" if long_certificates(engineer) else _names([c.certificate for c in engineer.certificates]),
        "points": engineer.points, "performance": "" if engineer.performance is None else repr(engineer.performance),
        "standing": engineer.standing, **_place(engineer.start), **_place(engineer.end, "end_"),
        "territories": _names(engineer.territories), "overtime_min": minutes(engineer.overtime), "pay": engineer.pay,
        "cost_per_hour": _price(engineer.cost_per_hour),
        "cost_per_overtime_hour": _price(engineer.cost_per_overtime_hour),
        "cost_per_travel_hour": _price(engineer.cost_per_travel_hour), "cost_per_km": _price(engineer.cost_per_km),
        "max_visits": engineer.max_visits, "max_travel_min": minutes(engineer.max_travel),
        "max_work_min": minutes(engineer.max_work), "capacity": engineer.capacity, "van": _counts(engineer.van),
        "speed": _counts(engineer.speed),
    }  # fmt: skip


def long_skills(engineer: Engineer) -> bool:
    """Do the skills need the long form, because one lapses or stands twice?"""
    return any(s.valid_from is not None or s.valid_to is not None for s in engineer.skills) or len(
        {s.skill for s in engineer.skills}
    ) < len(engineer.skills)


def long_certificates(engineer: Engineer) -> bool:
    """Do the certificates need the long form?"""
    return any(c.issued is not None or c.expires is not None for c in engineer.certificates) or len(
        {c.certificate for c in engineer.certificates}
    ) < len(engineer.certificates)


def shift_cells(engineer: Engineer, shift: Shift, clock: Clock) -> Cells:
    """The row of a shift."""
    rest = shift.rest
    usual = shift.id == shift_id(engineer.id, shift.start, clock)
    return {
        "engineer_id": engineer.id, "start": clock.iso(shift.start), "end": clock.iso(shift.end),
        "shift_id": "" if usual else shift.id, "break_min": minutes(rest.length) if rest else "",
        "break_earliest": clock.iso(rest.earliest) if rest and rest.length else "",
        "break_latest": clock.iso(rest.latest) if rest and rest.length else "",
        **_place(shift.start_place, "start_"), **_place(shift.end_place, "end_"),
    }  # fmt: skip


def hanging_cells(engineer: Engineer, clock: Clock) -> dict[str, list[Cells]]:
    """Table -> rows of what hangs on an engineer."""
    id = {"engineer_id": engineer.id}
    return {
        "shifts": [shift_cells(engineer, shift, clock) for shift in engineer.shifts],
        "skills": [
            id | {"skill": s.skill, "level": s.level}
            | {"valid_from": _time(clock, s.valid_from), "valid_to": _time(clock, s.valid_to)}
            for s in engineer.skills if long_skills(engineer)
        ],
        "certificates": [
            id | {"certificate": c.certificate, "issued": _time(clock, c.issued), "expires": _time(clock, c.expires)}
            for c in engineer.certificates if long_certificates(engineer)
        ],
        "scores": [] if engineer.basis is None else [
            id | {"performance": repr(engineer.performance), "ratings": engineer.basis.ratings,
                  "since": engineer.basis.since.isoformat(), "as_of": engineer.basis.as_of.isoformat(),
                  "policy": engineer.basis.policy, "calibration": engineer.basis.calibration}
        ],
        "absences": [
            id | {"start": clock.iso(a.start), "end": clock.iso(a.end), "kind": a.kind} for a in engineer.absences
        ],
        "trainings": [
            id | {"start": clock.iso(t.start), "end": clock.iso(t.end), "title": t.title} for t in engineer.trainings
        ],
    }  # fmt: skip


def territory_cells(territory: Territory) -> Cells:
    """The row of a territory."""
    return {
        "territory_id": territory.id, "name": territory.name, "road_factor": territory.road_factor,
        "speed_kmh": territory.speed_kmh, "stop_min": territory.stop_minutes, "timezone": territory.timezone,
    }  # fmt: skip

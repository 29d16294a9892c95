"""Made-up events of a day in progress, for trying and for measuring."""

from __future__ import annotations

import random
from collections.abc import Callable

from models.clock import HOUR, MINUTE
from models.events import (
    EngineerLate,
    EngineerOut,
    Event,
    NoShow,
    PartMissing,
    RoadClosed,
    Situation,
    TicketArrived,
    TicketCancelled,
    TicketChanged,
    TrainingCancelled,
    VisitFinished,
    VisitOverruns,
)
from models.place import Place
from models.plan import Visit
from models.ticket import Ticket, Window

Maker = Callable[[random.Random, Situation], Event | None]


def random_event(dice: random.Random, situation: Situation, kind: str | None = None) -> Event | None:
    """An event that could happen now; None when none of the kind can.

    Parameters
    ----------
    kind
        One of :data:`MAKERS`; None = by lot, as often as such things happen.
    """
    if kind is None:
        kind = dice.choices(list(MAKERS), weights=[weight for weight, _ in MAKERS.values()])[0]
    return MAKERS[kind][1](dice, situation)


def _arrived(dice: random.Random, situation: Situation) -> Event | None:
    """A ticket like another one, somewhere near, urgent or not."""
    problem, now = situation.problem, situation.problem.now
    like = dice.choice(problem.tickets)
    urgent = dice.random() < 0.6
    lat, lon = like.place.lat + dice.uniform(-0.02, 0.02), like.place.lon + dice.uniform(-0.02, 0.02)
    fields: dict[str, object] = {"place": Place(lat=lat, lon=lon), "priority": 1 if urgent else like.priority}
    fields["respond_by"] = now + 4 * HOUR if urgent else None
    ticket = like.but(id=_new_id(problem.ticket), created=now, windows=(), resolve_by=None, status="open",
                      pin=None, parts_ready=None, **fields)  # fmt: skip
    return TicketArrived(at=now, ticket=ticket, why="emergency" if urgent else "")


def _new_id(known: dict[str, Ticket]) -> str:
    number = 1
    while f"N{number}" in known:
        number += 1
    return f"N{number}"


def _cancelled(dice: random.Random, situation: Situation) -> Event | None:
    ticket = _open(dice, situation)
    return None if ticket is None else TicketCancelled(at=situation.problem.now, ticket=ticket.id)


def _changed(dice: random.Random, situation: Situation) -> Event | None:
    ticket, now = _open(dice, situation), situation.problem.now
    if ticket is None:
        return None
    if dice.random() < 0.5:
        others = [priority for priority in (1, 2, 3, 4) if priority != ticket.priority]
        return TicketChanged(at=now, ticket=ticket.id, priority=dice.choice(others))
    begin = now + dice.randrange(0, 3) * HOUR
    return TicketChanged(at=now, ticket=ticket.id, windows=(Window(start=begin, end=begin + 4 * HOUR),))


def _out(dice: random.Random, situation: Situation) -> Event | None:
    now = situation.problem.now
    able = [engineer.id for engineer in situation.problem.engineers
            if not any(away.start <= now and away.end > now for away in engineer.absences)
            and any(shift.end > now for shift in engineer.shifts)]  # fmt: skip
    if not able:
        return None
    until = None if dice.random() < 0.5 else now + dice.randrange(1, 4) * HOUR
    return EngineerOut(at=now, engineer=dice.choice(able), until=until)


def _late(dice: random.Random, situation: Situation) -> Event | None:
    now = situation.problem.now
    engineer = dice.choice(situation.problem.engineers).id
    return EngineerLate(at=now, engineer=engineer, until=now + dice.randrange(10, 60) * MINUTE)


def _training(dice: random.Random, situation: Situation) -> Event | None:
    now = situation.problem.now
    able = [
        engineer.id for engineer in situation.problem.engineers if any(plan.end > now for plan in engineer.trainings)
    ]
    return TrainingCancelled(at=now, engineer=dice.choice(able)) if able else None


def _overruns(dice: random.Random, situation: Situation) -> Event | None:
    visit, now = _under_way(dice, situation), situation.problem.now
    if visit is None:
        return None
    return VisitOverruns(at=now, ticket=visit.ticket, until=max(visit.finish, now) + dice.randrange(10, 90) * MINUTE)


def _early(dice: random.Random, situation: Situation) -> Event | None:
    visit, now = _under_way(dice, situation), situation.problem.now
    return None if visit is None or visit.start >= now else VisitFinished(at=now, ticket=visit.ticket)


def _no_show(dice: random.Random, situation: Situation) -> Event | None:
    visit = _under_way(dice, situation)
    return None if visit is None else NoShow(at=situation.problem.now, ticket=visit.ticket)


def _part(dice: random.Random, situation: Situation) -> Event | None:
    visit, now = _under_way(dice, situation), situation.problem.now
    return None if visit is None else PartMissing(at=now, ticket=visit.ticket, ready=now + dice.randrange(1, 4) * HOUR)


def _road(dice: random.Random, situation: Situation) -> Event | None:
    place: Place = dice.choice(situation.problem.tickets).place
    now = situation.problem.now
    return RoadClosed(at=now, lat=place.lat, lon=place.lon, radius_km=dice.uniform(0.5, 3), factor=dice.uniform(1.2, 2),
                      until=now + 2 * HOUR)  # fmt: skip


def _open(dice: random.Random, situation: Situation) -> Ticket | None:
    tickets = situation.problem.open_tickets
    return dice.choice(tickets) if tickets else None


def _under_way(dice: random.Random, situation: Situation) -> Visit | None:
    """A visit somebody is working on."""
    now = situation.problem.now
    visits = [visit for at in situation.stands.values() for visit in at.fixed if visit.start <= now < visit.finish]
    return dice.choice(visits) if visits else None


MAKERS: dict[str, tuple[int, Maker]] = {
    "ticket-arrived": (30, _arrived),
    "ticket-cancelled": (12, _cancelled),
    "ticket-changed": (10, _changed),
    "engineer-out": (5, _out),
    "engineer-late": (8, _late),
    "training-cancelled": (2, _training),
    "visit-overruns": (15, _overruns),
    "visit-finished": (10, _early),
    "no-show": (4, _no_show),
    "part-missing": (2, _part),
    "road-closed": (2, _road),
}
"""Kind of event -> (how often, who makes one)."""

"""Random days with every field that some rule looks at, for tests that compare two ways of answering.

Every field has a random stream of its own: a new one shifts nobody else's draws, and no seed of another test breaks.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache, partial

import numpy as np

from models.clock import DAY, HOUR, MINUTE, Clock
from models.engineer import Absence, Break, Certificate, Engineer, Shift, Skill, Training
from models.place import Place
from models.plan import Plan, Route, Visit
from models.policy import Policy
from models.problem import Problem
from models.rules import RULES
from models.rules.kept_order import KeptOrder
from models.rules.senior_reserve import SeniorReserve
from models.rules.stock import Stock
from models.rules.visit_limit import VisitLimit
from models.shapes import Rule
from models.ticket import Named, Pin, Predecessor, SkillNeed, Ticket, Window
from models.timing import duration
from models.travel import NO_WAY, Travel

CLOCK = Clock.parse("2026-11-24T00:00:00+08:00")
SKILLS, CERTIFICATES, PARTS = ("hvac", "plc", "drive", "network"), ("gas", "high-voltage"), ("PCB-7", "FAN-2")
Roll = Callable[[str], random.Random]
TERRITORIES = ("pudong", "minhang", "jiading")


def every_rule() -> tuple[Rule, ...]:
    """The whole rule book, with parameters under which every rule has something to say."""
    special: dict[type[Rule], Rule] = {
        Stock: Stock(pieces={"FAN-2": 2}),
        SeniorReserve: SeniorReserve(keep=2),
        VisitLimit: VisitLimit(visits=3),
        KeptOrder: KeptOrder(starts_between={"T1": (0, 12 * HOUR), "T2": (12 * HOUR, DAY)}),
    }
    return tuple(special.get(rule) or rule() for rule in RULES)


def dice(seed: int, field: str) -> random.Random:
    """The random stream of a field (``ticket.load``) on the day of a seed."""
    return random.Random(f"{seed} {field}")


def random_problem(seed: int, engineers: int = 8, tickets: int = 20) -> Problem:
    """A day of some people and tickets under the whole rule book, perhaps in its middle and with a published plan."""
    roll = cache(partial(dice, seed))
    people = tuple(_engineer(roll, k) for k in range(engineers))
    wanted = tuple(_ticket(roll, k, engineers) for k in range(tickets))
    policy = Policy(name="test", rules=every_rule())
    travel = _travel(roll("travel"), engineers + tickets)
    problem = Problem(people, wanted, travel, policy, CLOCK, now=roll("now").choice((0, 10 * HOUR)))
    return problem.replace(published=random_plan(problem, seed + 1))


def random_plan(problem: Problem, seed: int) -> Plan:
    """Somebody's plan: tickets to shifts by lot; the times can be driven, whatever rules the rest breaks."""
    lots = random.Random(seed)
    ids = [ticket.id for ticket in problem.open_tickets]
    lots.shuffle(ids)
    served = ids[: lots.randint(0, len(ids))]
    shares: dict[str, list[str]] = {}
    for id in served:
        shares.setdefault(lots.choice(problem.shifts)[1].id, []).append(id)
    routes = tuple(_route(lots, problem, *problem.shift[shift], share) for shift, share in sorted(shares.items()))
    return Plan(routes=routes, unserved=tuple(ids[len(served) :]))


def _route(lots: random.Random, problem: Problem, engineer: Engineer, shift: Shift, ids: list[str]) -> Route:
    depart = max(shift.start, problem.now) + lots.choice((0, 10 * MINUTE))
    now, here, visits = depart, engineer.start, []
    for id in ids:
        ticket = problem.ticket[id]
        arrive = now + problem.travel.leg(here, ticket.place)[0]
        start = arrive + lots.choice((0, 0, 10 * MINUTE, 2 * HOUR))
        now, here = start + duration(engineer, ticket), ticket.place
        visits.append(Visit(ticket=id, arrive=arrive, start=start, finish=now))
    end = now + problem.travel.leg(here, engineer.end_place)[0]
    return Route(shift=shift.id, engineer=engineer.id, depart=depart, visits=tuple(visits), end=end)


def _some(lots: random.Random, values: tuple[str, ...], most: int) -> list[str]:
    return lots.sample(values, lots.randint(0, min(most, len(values))))


def _moment(lots: random.Random) -> int | None:
    return lots.choice((None, None, lots.randrange(6 * HOUR, 20 * HOUR), -DAY, 300 * DAY))


def _engineer(roll: Roll, k: int) -> Engineer:
    def field(name: str) -> random.Random:
        return roll(f"engineer.{name}")

    def chance(name: str, of: float) -> bool:
        return field(name).random() < of

    rest = Break(length=30 * MINUTE, earliest=11 * HOUR, latest=13 * HOUR) if chance("rest", 0.3) else None
    shifts = [Shift(id=f"E{k}@24", start=8 * HOUR, end=17 * HOUR, rest=rest)]
    if chance("shifts", 0.4):
        shifts.append(Shift(id=f"E{k}@25", start=DAY + 8 * HOUR, end=DAY + 17 * HOUR))
    away = field("away").randrange(8 * HOUR, 15 * HOUR)
    skill, card = field("skills"), field("certificates")
    return Engineer(
        id=f"E{k}",
        tier=field("tier").choice((1, 2, 3)),
        skills=tuple(
            Skill(skill=name, level=skill.randint(1, 4), valid_from=_moment(skill), valid_to=_moment(skill))
            for name in [*_some(skill, SKILLS, 4), *_some(skill, SKILLS, 2)]
        ),
        certificates=tuple(
            Certificate(certificate=name, issued=_moment(card), expires=_moment(card))
            for name in [*_some(card, CERTIFICATES, 2), *_some(card, CERTIFICATES, 1)]
        ),
        points=field("points").choice((0, 40, 150)),
        performance=field("performance").choice((None, 62.5, 81.37, 100)),
        standing=field("standing").choice(("active", "active", "active", "warned", "suspended")),
        start=Place(id=f"P{k}"),
        territories=tuple(_some(field("territories"), TERRITORIES, 2)),
        shifts=tuple(shifts),
        absences=(Absence(start=away, end=away + HOUR),) if chance("absences", 0.2) else (),
        trainings=(Training(start=away + 2 * HOUR, end=away + 3 * HOUR),) if chance("trainings", 0.2) else (),
        pay=field("pay").choice(("shift", "worked")),
        capacity=field("capacity").choice((None, 5, 20)),
        van={part: field("pieces").randint(0, 2) for part in _some(field("van"), PARTS, 2)},
        speed={skill: field("percent").choice((80, 120)) for skill in _some(field("speed"), SKILLS, 2)},
    )


def _ticket(roll: Roll, k: int, engineers: int) -> Ticket:
    def field(name: str) -> random.Random:
        return roll(f"ticket.{name}")

    def chance(name: str, of: float) -> bool:
        return field(name).random() < of

    def named(name: str, most: int) -> tuple[Named, ...]:
        ids = _some(field(name), tuple(f"E{e}" for e in range(engineers)), most)
        return tuple(Named(engineer=id, until=_moment(field(name))) for id in ids)

    first = field("first").randrange(8 * HOUR, 16 * HOUR)
    need = field("skills")
    return Ticket(
        id=f"T{k}",
        place=Place(id=f"P{engineers + k}"),
        territory=field("territory").choice((None, *TERRITORIES)),
        skills=tuple(SkillNeed(skill=name, level=need.randint(1, 3)) for name in _some(need, SKILLS, 2)),
        tier=field("tier").choice((1, 1, 2, 3)),
        certificates=tuple(_some(field("certificates"), CERTIFICATES, 2)) if chance("regulated", 0.5) else (),
        windows=(Window(start=first, end=first + 2 * HOUR),) if chance("windows", 0.3) else (),
        respond_by=field("respond_by").choice((None, first)),
        resolve_by=field("resolve_by").choice((None, first + HOUR)),
        priority=field("priority").choice((1, 2, 3, 4)),
        created=field("created").choice((None, 6 * HOUR, -2 * DAY, -40 * DAY)),
        duration=field("duration").choice((1800, 3600, 5000)),
        load=field("load").choice((0, 0, 4)),
        parts={part: field("pieces").randint(1, 2) for part in _some(field("parts"), PARTS, 1)},
        parts_ready=field("parts_ready").choice((None, None, None, 11 * HOUR)),
        preferred=named("preferred", 2),
        required=named("required", 3) if chance("demanding", 0.2) else (),
        excluded=named("excluded", 2) if chance("refusing", 0.3) else (),
        served_before=tuple(one.engineer for one in named("served_before", 2)),
        crew_size=2 if chance("crew_size", 0.05) else 1,
        predecessors=(Predecessor(ticket="T0"),) if k and chance("predecessors", 0.05) else (),
        pin=field("pin").choice((Pin(engineer="E0"), Pin(start=first))) if chance("pinned", 0.2) else None,
        status="cancelled" if chance("status", 0.05) else "open",
    )


def _travel(lots: random.Random, places: int) -> Travel:
    spots = np.array([(lots.random(), lots.random()) for _ in range(places)])
    apart = np.abs(spots[:, None, :] - spots[None, :, :]).sum(axis=2)
    seconds = np.ceil(apart * 2400).astype(np.int32)
    metres = seconds * 12
    seconds[:-1, -1] = NO_WAY  # nobody gets to the last place
    return Travel(tuple(f"P{k}" for k in range(places)), seconds, metres.astype(np.int32), "streets in a grid")

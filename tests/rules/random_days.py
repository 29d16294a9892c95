"""Random days with every field that some rule looks at, for tests that compare two ways of answering."""

from __future__ import annotations

import random

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


def random_problem(seed: int, engineers: int = 8, tickets: int = 20) -> Problem:
    """A day of some people and tickets under the whole rule book, perhaps in its middle and with a published plan."""
    dice = random.Random(seed)
    people = tuple(_engineer(dice, k) for k in range(engineers))
    wanted = tuple(_ticket(dice, k, engineers) for k in range(tickets))
    policy = Policy(name="test", rules=every_rule())
    travel = _travel(dice, engineers + tickets)
    problem = Problem(people, wanted, travel, policy, CLOCK, now=dice.choice((0, 10 * HOUR)))
    return problem.replace(published=random_plan(problem, seed + 1))


def random_plan(problem: Problem, seed: int) -> Plan:
    """Somebody's plan: tickets to shifts by lot; the times can be driven, whatever rules the rest breaks."""
    dice = random.Random(seed)
    ids = [ticket.id for ticket in problem.open_tickets]
    dice.shuffle(ids)
    served = ids[: dice.randint(0, len(ids))]
    shares: dict[str, list[str]] = {}
    for id in served:
        shares.setdefault(dice.choice(problem.shifts)[1].id, []).append(id)
    routes = tuple(_route(dice, problem, *problem.shift[shift], share) for shift, share in sorted(shares.items()))
    return Plan(routes=routes, unserved=tuple(ids[len(served) :]))


def _route(dice: random.Random, problem: Problem, engineer: Engineer, shift: Shift, ids: list[str]) -> Route:
    depart = max(shift.start, problem.now) + dice.choice((0, 10 * MINUTE))
    now, here, visits = depart, engineer.start, []
    for id in ids:
        ticket = problem.ticket[id]
        arrive = now + problem.travel.leg(here, ticket.place)[0]
        start = arrive + dice.choice((0, 0, 10 * MINUTE, 2 * HOUR))
        now, here = start + duration(engineer, ticket), ticket.place
        visits.append(Visit(ticket=id, arrive=arrive, start=start, finish=now))
    end = now + problem.travel.leg(here, engineer.end_place)[0]
    return Route(shift=shift.id, engineer=engineer.id, depart=depart, visits=tuple(visits), end=end)


def _some(dice: random.Random, values: tuple[str, ...], most: int) -> list[str]:
    return dice.sample(values, dice.randint(0, min(most, len(values))))


def _moment(dice: random.Random) -> int | None:
    return dice.choice((None, None, dice.randrange(6 * HOUR, 20 * HOUR), -DAY, 300 * DAY))


def _engineer(dice: random.Random, k: int) -> Engineer:
    rest = Break(length=30 * MINUTE, earliest=11 * HOUR, latest=13 * HOUR) if dice.random() < 0.3 else None
    shifts = [Shift(id=f"E{k}@24", start=8 * HOUR, end=17 * HOUR, rest=rest)]
    if dice.random() < 0.4:
        shifts.append(Shift(id=f"E{k}@25", start=DAY + 8 * HOUR, end=DAY + 17 * HOUR))
    away = dice.randrange(8 * HOUR, 15 * HOUR)
    return Engineer(
        id=f"E{k}",
        tier=dice.choice((1, 2, 3)),
        skills=tuple(
            Skill(skill=name, level=dice.randint(1, 4), valid_from=_moment(dice), valid_to=_moment(dice))
            for name in [*_some(dice, SKILLS, 4), *_some(dice, SKILLS, 2)]
        ),
        certificates=tuple(
            Certificate(certificate=name, issued=_moment(dice), expires=_moment(dice))
            for name in [*_some(dice, CERTIFICATES, 2), *_some(dice, CERTIFICATES, 1)]
        ),
        points=dice.choice((0, 40, 150)),
        performance=dice.choice((None, 62.5, 81.37, 100)),
        standing=dice.choice(("active", "active", "active", "warned", "suspended")),
        start=Place(id=f"P{k}"),
        territories=tuple(_some(dice, TERRITORIES, 2)),
        shifts=tuple(shifts),
        absences=(Absence(start=away, end=away + HOUR),) if dice.random() < 0.2 else (),
        trainings=(Training(start=away + 2 * HOUR, end=away + 3 * HOUR),) if dice.random() < 0.2 else (),
        pay=dice.choice(("shift", "worked")),
        capacity=dice.choice((None, 5, 20)),
        van={part: dice.randint(0, 2) for part in _some(dice, PARTS, 2)},
        speed={skill: dice.choice((80, 120)) for skill in _some(dice, SKILLS, 2)},
    )


def _ticket(dice: random.Random, k: int, engineers: int) -> Ticket:
    def named(most: int) -> tuple[Named, ...]:
        return tuple(
            Named(engineer=id, until=_moment(dice))
            for id in _some(dice, tuple(f"E{k}" for k in range(engineers)), most)
        )

    first = dice.randrange(8 * HOUR, 16 * HOUR)
    return Ticket(
        id=f"T{k}",
        place=Place(id=f"P{engineers + k}"),
        territory=dice.choice((None, *TERRITORIES)),
        skills=tuple(SkillNeed(skill=name, level=dice.randint(1, 3)) for name in _some(dice, SKILLS, 2)),
        tier=dice.choice((1, 1, 2, 3)),
        certificates=tuple(_some(dice, CERTIFICATES, 2)) if dice.random() < 0.5 else (),
        windows=(Window(start=first, end=first + 2 * HOUR),) if dice.random() < 0.3 else (),
        respond_by=dice.choice((None, first)),
        resolve_by=dice.choice((None, first + HOUR)),
        priority=dice.choice((1, 2, 3, 4)),
        created=dice.choice((None, 6 * HOUR, -2 * DAY, -40 * DAY)),
        duration=dice.choice((1800, 3600, 5000)),
        load=dice.choice((0, 0, 4)),
        parts={part: dice.randint(1, 2) for part in _some(dice, PARTS, 1)},
        parts_ready=dice.choice((None, None, None, 11 * HOUR)),
        preferred=named(2),
        required=named(3) if dice.random() < 0.2 else (),
        excluded=named(2) if dice.random() < 0.3 else (),
        served_before=tuple(one.engineer for one in named(2)),
        crew_size=2 if dice.random() < 0.05 else 1,
        predecessors=(Predecessor(ticket="T0"),) if k and dice.random() < 0.05 else (),
        pin=dice.choice((Pin(engineer="E0"), Pin(start=first))) if dice.random() < 0.2 else None,
        status="cancelled" if dice.random() < 0.05 else "open",
    )


def _travel(dice: random.Random, places: int) -> Travel:
    spots = np.array([(dice.random(), dice.random()) for _ in range(places)])
    apart = np.abs(spots[:, None, :] - spots[None, :, :]).sum(axis=2)
    seconds = np.ceil(apart * 2400).astype(np.int32)
    metres = seconds * 12
    seconds[:-1, -1] = NO_WAY  # nobody gets to the last place
    return Travel(tuple(f"P{k}" for k in range(places)), seconds, metres.astype(np.int32), "streets in a grid")

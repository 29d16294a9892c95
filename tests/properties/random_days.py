"""Random small problems in which every rule of the book has something to say, and random routes on them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, ClassVar, TypeVar

import numpy as np

from models.clock import DAY, HOUR, MINUTE, Clock
from models.engineer import Absence, Break, Certificate, Engineer, Shift, Skill, TierLevel, Training
from models.place import Place
from models.plan import Plan, Route, Visit
from models.policy import Policy
from models.problem import Problem
from models.rules import RULES
from models.shapes import PlanLimit, PlanRow, Rule
from models.ticket import Named, Pin, SkillNeed, Ticket, Window
from models.travel import Travel
from scheduler.compile import Compiled
from scheduler.engine import _core
from scheduler.engine.native import native

CLOCK = Clock.parse("2026-11-24T00:00:00+08:00")
SKILLS, PARTS, AREAS, CARDS = ("plc", "pump", "net"), ("valve", "board"), ("north", "south"), ("volt", "gas")
Some = TypeVar("Some")


class Told(PlanLimit):
    """People who must be told: another engineer, a late start, nobody at all; bounded or priced."""

    id: ClassVar[str] = "told"
    title: ClassVar[tuple[str, str]] = ("people to tell", "须通知")
    cap: int = 3
    price: int | None = None

    @property
    def hard(self) -> bool:  # type: ignore[override]
        return self.price is None

    def rows(self, problem: Problem) -> tuple[PlanRow, ...]:
        new = {("*", id): 1 for id in problem.promised}
        kept = {(route.engineer, id): 0 for id, (route, _) in problem.promised.items()}
        late = {id: (visit.start, 1) for id, (_, visit) in problem.promised.items()}
        return (PlanRow("told", self.cap, self.price, new | kept, {}, dict.fromkeys(problem.promised, 1), late),)


class _Dice:
    """Draws with a bias: most things are absent most of the time."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def maybe(self, chance: float, value: Callable[[], Some], other: Any = None) -> Some | Any:
        return value() if self.random.random() < chance else other

    def some(self, names: tuple[str, ...], chance: float) -> tuple[str, ...]:
        return tuple(name for name in names if self.random.random() < chance)

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def time(self, day: int = 0) -> int:
        return day * DAY + self.number(7 * 60, 18 * 60) * MINUTE + self.maybe(0.3, lambda: self.number(1, 59), 0)

    def price(self, most: int = 90) -> float:
        return self.number(1, most * 1000) / 1000


def random_problem(seed: int, tickets: int = 9, engineers: int = 3, days: int = 1) -> Problem:
    """A problem with every rule of the book on; prices with odd thousandths, so that every rounding shows."""
    dice = _Dice(seed)
    places = tuple(Place(id=f"p{k}") for k in range(6))
    people = tuple(_engineer(dice, f"E{k}", places, engineers, days) for k in range(engineers))
    calls = tuple(_ticket(dice, f"T{k}", places, engineers, days) for k in range(tickets))
    problem = Problem(
        engineers=people,
        tickets=calls,
        travel=_travel(dice, places),
        policy=_policy(dice),
        clock=CLOCK,
        now=dice.maybe(0.3, lambda: 9 * HOUR, 0),
    )
    return problem.replace(published=dice.maybe(0.5, lambda: _published(dice, problem)))


def _engineer(dice: _Dice, id: str, places: tuple[Place, ...], engineers: int, days: int) -> Engineer:
    def shift(day: int) -> Shift:
        start, length = day * DAY + dice.number(7, 10) * HOUR, dice.number(6, 10) * HOUR
        latest = start + dice.number(2, 6) * HOUR
        rest = Break(
            length=dice.number(10, 60) * MINUTE, earliest=latest - dice.number(0, 5) * HOUR // 2, latest=latest
        )
        away = dice.maybe(0.2, lambda: dice.random.choice(places))
        return Shift(
            id=f"{id}@{day}", start=start, end=start + length, rest=dice.maybe(0.4, lambda: rest), start_place=away
        )

    def span(day: int) -> dict[str, int]:
        start = dice.time(day)
        return {"start": start, "end": start + dice.number(20, 200) * MINUTE}

    return Engineer(
        id=id,
        tier=TierLevel(dice.number(2, 3)),
        skills=tuple(
            Skill(skill=name, level=dice.number(2, 3), valid_to=dice.maybe(0.2, lambda: dice.time(days - 1)))
            for name in dice.some(SKILLS, 0.85)
        ),
        certificates=tuple(
            Certificate(certificate=name, expires=dice.maybe(0.3, lambda: dice.time(days - 1)))
            for name in dice.some(CARDS, 0.85)
        ),
        points=dice.number(0, 150),
        performance=dice.maybe(0.7, lambda: dice.number(0, 1000) / 10),
        standing=dice.maybe(0.1, lambda: "suspended", "active"),
        start=dice.random.choice(places),
        end=dice.maybe(0.3, lambda: dice.random.choice(places)),
        territories=dice.maybe(0.3, lambda: dice.some(AREAS, 0.8), ()),
        shifts=tuple(shift(day) for day in range(days)),
        absences=dice.maybe(0.3, lambda: (Absence(**span(days - 1)),), ()),
        trainings=dice.maybe(0.2, lambda: (Training(**span(0)),), ()),
        overtime=dice.maybe(0.5, lambda: dice.number(0, 150) * MINUTE),
        pay=dice.maybe(0.4, lambda: "worked", "shift"),
        cost_per_hour=dice.maybe(0.4, dice.price),
        cost_per_overtime_hour=dice.maybe(0.4, dice.price),
        cost_per_travel_hour=dice.maybe(0.4, dice.price),
        cost_per_km=dice.maybe(0.4, lambda: dice.price(3)),
        max_visits=dice.maybe(0.2, lambda: dice.number(1, 4)),
        max_travel=dice.maybe(0.2, lambda: dice.number(60, 200) * MINUTE),
        max_work=dice.maybe(0.2, lambda: dice.number(5, 9) * HOUR),
        capacity=dice.maybe(0.5, lambda: dice.number(4, 10)),
        van={part: dice.number(1, 3) for part in dice.some(PARTS, 0.9)},
        speed={name: dice.number(60, 140) for name in dice.some(SKILLS, 0.3)},
    )


def _ticket(dice: _Dice, id: str, places: tuple[Place, ...], engineers: int, days: int) -> Ticket:
    def windows() -> tuple[Window, ...]:
        starts = [dice.time(dice.number(0, days - 1)) for _ in range(dice.number(1, 3))]
        return tuple(Window(start=start, end=start + dice.number(1, 400) * MINUTE) for start in starts)

    def names(until: float) -> tuple[Named, ...]:
        name = f"E{dice.number(0, engineers - 1)}"
        return (Named(engineer=name, until=dice.maybe(until, dice.time)),)

    def pin() -> Pin:
        who = dice.maybe(0.6, lambda: f"E{dice.number(0, engineers - 1)}")
        return Pin(engineer=who, start=dice.maybe(0.6, dice.time))

    return Ticket(
        id=id,
        place=dice.random.choice(places),
        territory=dice.maybe(0.3, lambda: dice.random.choice(AREAS)),
        skills=tuple(SkillNeed(skill=name, level=dice.number(1, 3)) for name in dice.some(SKILLS, 0.12)),
        tier=TierLevel(dice.maybe(0.2, lambda: dice.number(1, 3), 1)),
        certificates=dice.some(CARDS, 0.06),
        windows=dice.maybe(0.3, windows, ()),
        respond_by=dice.maybe(0.4, dice.time),
        resolve_by=dice.maybe(0.4, dice.time),
        priority=dice.number(1, 4),
        created=dice.maybe(0.7, lambda: dice.time(-dice.number(0, 5))),
        duration=dice.number(10, 80) * MINUTE + dice.number(0, 59),
        load=dice.number(0, 4),
        parts=dict.fromkeys(dice.some(PARTS, 0.2), 1),
        parts_ready=dice.maybe(0.07, dice.time),
        preferred=dice.maybe(0.3, lambda: names(0.3), ()),
        required=dice.maybe(0.05, lambda: names(0.5), ()),
        excluded=dice.maybe(0.15, lambda: names(0.5), ()),
        served_before=dice.maybe(0.3, lambda: (f"E{dice.number(0, engineers - 1)}",), ()),
        pin=dice.maybe(0.07, pin),
    )


def _travel(dice: _Dice, places: tuple[Place, ...]) -> Travel:
    """Streets in blocks: distances obey the triangle inequality exactly."""
    at = np.array([[dice.number(0, 1500), dice.number(0, 1500)] for _ in places])
    seconds = np.abs(at[:, None, :] - at[None, :, :]).sum(axis=2).astype(np.int32)
    return Travel(tuple(place.key for place in places), seconds, (seconds * 11).astype(np.int32))


def _policy(dice: _Dice) -> Policy:
    """All rules, priced ones with random prices in all their fields of money."""
    rules: list[Rule] = [_priced(dice, rule) for rule in RULES if rule.id != "crew-and-order"]
    rules.append(Told(cap=dice.number(0, 4), price=dice.maybe(0.5, lambda: dice.number(1, 99_999))))
    return Policy(rules=tuple(rules))


def _priced(dice: _Dice, rule: type[Rule]) -> Rule:
    written: dict[str, Any] = {}
    for name, field in rule.model_fields.items():
        description = field.description or ""
        if "[currency" in description:
            by_priority = isinstance(field.get_default(call_default_factory=True), dict)
            written[name] = {p: dice.price() for p in (1, 2, 3, 4)} if by_priority else dice.price()
    if rule.id == "unserved-cost":
        written["price"] = {p: dice.price(3000) for p in (1, 2, 3, 4)}
    if rule.id == "stock":
        written["pieces"] = dice.maybe(0.5, lambda: {"board": dice.number(0, 2)}, {})
    if rule.id == "break":
        written["minutes"] = dice.maybe(0.5, lambda: dice.number(5, 45), 0)
    if rule.id == "working-hours":
        written["in_overtime"] = dice.random.random() < 0.7
    return rule.model_validate(written)


def _published(dice: _Dice, problem: Problem) -> Plan:
    """What was promised; that it could be kept is nowhere said."""
    routes = []
    left = [ticket.id for ticket in problem.tickets]
    for engineer, shift in problem.shifts:
        start = dice.time()
        visits = [
            Visit(ticket=left.pop(), arrive=start, start=start, finish=start + HOUR)
            for _ in range(min(len(left), dice.number(0, 2)))
        ]
        if visits:
            routes.append(
                Route(shift=shift.id, engineer=engineer.id, depart=shift.start, visits=tuple(visits), end=shift.end)
            )
    return Plan(routes=tuple(routes), unserved=tuple(left))


def random_routes(seed: int, compiled: Compiled) -> list[list[int]]:
    """Routes that the Day permits, built by inserting tickets at random places."""
    random = Random(seed)
    day = native(compiled.day)
    routes: list[list[int]] = [[] for _ in compiled.shifts]
    tickets = list(range(len(compiled.tickets)))
    random.shuffle(tickets)
    for i in tickets[: random.randint(0, len(tickets))]:
        for _ in range(15):
            e = random.randrange(len(routes))
            k = random.randint(0, len(routes[e]))
            longer = [*routes[e][:k], i, *routes[e][k:]]
            if _core.evaluate(day, e, longer).feasible:
                routes[e] = longer
                break
    return routes

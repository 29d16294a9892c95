"""Random small problems in which every rule of the book has something to say, and random routes on them.

Every field has a random stream of its own: a new one shifts nobody else's draws, and no seed of another test breaks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
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
from scheduler.engine import evaluate

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
    """Draws of one field with a bias: most things are absent most of the time."""

    def __init__(self, seed: int, field: str) -> None:
        self.random = Random(f"{seed} {field}")

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

    def place(self, chance: float, places: tuple[Place, ...]) -> Any:
        return self.maybe(chance, lambda: self.random.choice(places))


Roll = Callable[[str], _Dice]
"""The stream of a field, for instance ``ticket.load``."""


def random_problem(seed: int, tickets: int = 9, engineers: int = 3, days: int = 1) -> Problem:
    """A problem with every rule of the book on; prices with odd thousandths, so that every rounding shows."""
    roll = cache(partial(_Dice, seed))
    places = tuple(Place(id=f"p{k}") for k in range(6))
    people = tuple(_engineer(roll, f"E{k}", places, engineers, days) for k in range(engineers))
    calls = tuple(_ticket(roll, f"T{k}", places, engineers, days) for k in range(tickets))
    problem = Problem(
        engineers=people,
        tickets=calls,
        travel=_travel(roll("travel"), places),
        policy=_policy(roll),
        clock=CLOCK,
        now=roll("now").maybe(0.3, lambda: 9 * HOUR, 0),
    )
    return problem.replace(published=roll("published").maybe(0.5, lambda: _published(roll("visits"), problem)))


def _shift(roll: Roll, id: str, day: int, places: tuple[Place, ...]) -> Shift:
    hours, pause = roll("shift.hours"), roll("shift.rest")
    start, length = day * DAY + hours.number(7, 10) * HOUR, hours.number(6, 10) * HOUR
    latest = start + pause.number(2, 6) * HOUR
    rest = Break(length=pause.number(10, 60) * MINUTE, earliest=latest - pause.number(0, 5) * HOUR // 2, latest=latest)
    return Shift(
        id=f"{id}@{day}",
        start=start,
        end=start + length,
        rest=pause.maybe(0.4, lambda: rest),
        start_place=roll("shift.start_place").place(0.2, places),
    )


def _engineer(roll: Roll, id: str, places: tuple[Place, ...], engineers: int, days: int) -> Engineer:
    def of(field: str) -> _Dice:
        return roll(f"engineer.{field}")

    def until(field: str, chance: float) -> int | None:
        return of(field).maybe(chance, lambda: of(field).time(days - 1))

    def price(field: str, most: int = 90) -> float | None:
        return of(field).maybe(0.4, lambda: of(field).price(most))

    def number(field: str, chance: float, low: int, high: int, unit: int = 1) -> int | None:
        return of(field).maybe(chance, lambda: of(field).number(low, high) * unit)

    def span(field: str, day: int) -> dict[str, int]:
        start = of(field).time(day)
        return {"start": start, "end": start + of(field).number(20, 200) * MINUTE}

    return Engineer(
        id=id,
        tier=TierLevel(of("tier").number(2, 3)),
        skills=tuple(
            Skill(skill=name, level=of("level").number(2, 3), valid_to=until("valid_to", 0.2))
            for name in of("skills").some(SKILLS, 0.85)
        ),
        certificates=tuple(
            Certificate(certificate=name, expires=until("expires", 0.3))
            for name in of("certificates").some(CARDS, 0.85)
        ),
        points=of("points").number(0, 150),
        performance=of("performance").maybe(0.7, lambda: of("performance").number(0, 1000) / 10),
        standing=of("standing").maybe(0.1, lambda: "suspended", "active"),
        start=of("start").place(1, places),
        end=of("end").place(0.3, places),
        territories=of("territories").maybe(0.3, lambda: of("territories").some(AREAS, 0.8), ()),
        shifts=tuple(_shift(roll, id, day, places) for day in range(days)),
        absences=of("absences").maybe(0.3, lambda: (Absence(**span("absences", days - 1)),), ()),
        trainings=of("trainings").maybe(0.2, lambda: (Training(**span("trainings", 0)),), ()),
        overtime=number("overtime", 0.5, 0, 150, MINUTE),
        pay=of("pay").maybe(0.4, lambda: "worked", "shift"),
        cost_per_hour=price("cost_per_hour"),
        cost_per_overtime_hour=price("cost_per_overtime_hour"),
        cost_per_travel_hour=price("cost_per_travel_hour"),
        cost_per_km=price("cost_per_km", 3),
        max_visits=number("max_visits", 0.2, 1, 4),
        max_travel=number("max_travel", 0.2, 60, 200, MINUTE),
        max_work=number("max_work", 0.2, 5, 9, HOUR),
        capacity=number("capacity", 0.5, 4, 10),
        van={part: of("pieces").number(1, 3) for part in of("van").some(PARTS, 0.9)},
        speed={name: of("percent").number(60, 140) for name in of("speed").some(SKILLS, 0.3)},
    )


def _ticket(roll: Roll, id: str, places: tuple[Place, ...], engineers: int, days: int) -> Ticket:
    def of(field: str) -> _Dice:
        return roll(f"ticket.{field}")

    def time(field: str, chance: float) -> int | None:
        return of(field).maybe(chance, of(field).time)

    def windows() -> tuple[Window, ...]:
        dice = of("windows")
        starts = [dice.time(dice.number(0, days - 1)) for _ in range(dice.number(1, 3))]
        return tuple(Window(start=start, end=start + dice.number(1, 400) * MINUTE) for start in starts)

    def somebody(field: str) -> str:
        return f"E{of(field).number(0, engineers - 1)}"

    def names(field: str, chance: float, until: float) -> tuple[Named, ...]:
        return of(field).maybe(chance, lambda: (Named(engineer=somebody(field), until=time(field, until)),), ())

    def pin() -> Pin:
        who = of("pin").maybe(0.6, lambda: somebody("pin"))
        return Pin(engineer=who, start=time("pin", 0.6))

    return Ticket(
        id=id,
        place=of("place").place(1, places),
        territory=of("territory").maybe(0.3, lambda: of("territory").random.choice(AREAS)),
        skills=tuple(SkillNeed(skill=name, level=of("level").number(1, 3)) for name in of("skills").some(SKILLS, 0.12)),
        tier=TierLevel(of("tier").maybe(0.2, lambda: of("tier").number(1, 3), 1)),
        certificates=of("certificates").some(CARDS, 0.06),
        windows=of("windows").maybe(0.3, windows, ()),
        respond_by=time("respond_by", 0.4),
        resolve_by=time("resolve_by", 0.4),
        priority=of("priority").number(1, 4),
        created=of("created").maybe(0.7, lambda: of("created").time(-of("created").number(0, 5))),
        duration=of("duration").number(10, 80) * MINUTE + of("duration").number(0, 59),
        load=of("load").number(0, 4),
        parts=dict.fromkeys(of("parts").some(PARTS, 0.2), 1),
        parts_ready=time("parts_ready", 0.07),
        preferred=names("preferred", 0.3, 0.3),
        required=names("required", 0.05, 0.5),
        excluded=names("excluded", 0.15, 0.5),
        served_before=of("served_before").maybe(0.3, lambda: (somebody("served_before"),), ()),
        pin=of("pin").maybe(0.07, pin),
    )


def _travel(dice: _Dice, places: tuple[Place, ...]) -> Travel:
    """Streets in blocks: distances obey the triangle inequality exactly."""
    at = np.array([[dice.number(0, 1500), dice.number(0, 1500)] for _ in places])
    seconds = np.abs(at[:, None, :] - at[None, :, :]).sum(axis=2).astype(np.int32)
    return Travel(tuple(place.key for place in places), seconds, (seconds * 11).astype(np.int32))


def _policy(roll: Roll) -> Policy:
    """All rules, priced ones with random prices in all their fields of money."""
    rules: list[Rule] = [_priced(roll, rule) for rule in RULES if rule.id != "crew-and-order"]
    told = roll("told")
    rules.append(Told(cap=told.number(0, 4), price=told.maybe(0.5, lambda: told.number(1, 99_999))))
    return Policy(rules=tuple(rules))


def _priced(roll: Roll, rule: type[Rule]) -> Rule:
    written: dict[str, Any] = {}
    for name, field in rule.model_fields.items():
        price = roll(f"{rule.id}.{name}").price
        if "[currency" in (field.description or ""):
            by_priority = isinstance(field.get_default(call_default_factory=True), dict)
            written[name] = {p: price() for p in (1, 2, 3, 4)} if by_priority else price()
    dice = roll(rule.id)
    if rule.id == "unserved-cost":
        written["price"] = {p: dice.price(3000) for p in (1, 2, 3, 4)}
    if rule.id == "stock":
        written["pieces"] = dice.maybe(0.5, lambda: {"board": dice.number(0, 2)}, {})
    if rule.id == "break":
        written["minutes"] = dice.maybe(0.5, lambda: dice.number(5, 45), 0)
    if rule.id == "rest-between-shifts":
        written |= {"minutes": dice.maybe(0.5, lambda: dice.number(1, 15 * 60), 0), "same_day": dice.number(0, 30)}
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
    routes: list[list[int]] = [[] for _ in compiled.shifts]
    tickets = list(range(len(compiled.tickets)))
    random.shuffle(tickets)
    for i in tickets[: random.randint(0, len(tickets))]:
        for _ in range(15):
            e = random.randrange(len(routes))
            k = random.randint(0, len(routes[e]))
            longer = [*routes[e][:k], i, *routes[e][k:]]
            if evaluate(compiled.day, e, longer).feasible:
                routes[e] = longer
                break
    return routes

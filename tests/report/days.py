"""Days of any size for tests of reports and key figures: a greedy plan, made in plain Python, and its verdict."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import numpy as np

from models.clock import HOUR, MINUTE, Clock
from models.engineer import Absence, Engineer, Shift, Skill, TierLevel, Training
from models.place import Place
from models.plan import BreakTaken, Plan, Route, Visit
from models.policy import Policy
from models.problem import Problem, places_of
from models.territory import Territory
from models.ticket import SkillNeed, Ticket, Window
from models.travel import Travel

CLOCK = Clock.parse("2026-11-24T00:00:00+08:00")
TERRITORIES = (Territory(id="north", name="北区"), Territory(id="south", name="南区"))
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
TITLES = (
    "空调不制冷 no cooling",
    "主板更换 PCB",
    "滤网清洗 filter",
    "漏水 leak",
    "变频器故障 drive fault",
    "年检 inspection",
)
SKILLS = ("hvac", "electrics", "plc")


def policy() -> Policy:
    """Every rule with its own defaults, so that reports have something to show."""
    from scheduler.loaders.policies import read_policy

    return read_policy("default")


def travel(engineers: tuple[Engineer, ...], tickets: tuple[Ticket, ...], kmh: float = 30.0) -> Travel:
    """Straight lines at an even speed: a metric, whatever the places."""
    places = list(places_of(engineers, tickets).values())
    north = np.array([place.lat for place in places]) * 111_320
    east = np.array([place.lon for place in places]) * 111_320 * math.cos(math.radians(31.2))
    metres = np.hypot(north[:, None] - north, east[:, None] - east)
    seconds = np.ceil(metres / (kmh / 3.6))
    return Travel(tuple(place.key for place in places), seconds.astype(np.int32), metres.astype(np.int32), "straight")


def day(tickets: int = 20, seed: int = 1, policy: Policy | None = None, days: int = 1) -> Problem:
    """A problem with this many tickets and a fifth as many engineers, in two territories of one town."""
    dice = random.Random(seed)
    engineers = tuple(_engineer(dice, number, days) for number in range(max(3, tickets // 5)))
    asked = tuple(_ticket(dice, number, days) for number in range(tickets))
    drive = travel(engineers, asked)
    return Problem(engineers, asked, drive, policy or Policy(), CLOCK, TERRITORIES, name="Shanghai 上海 test day")


def _place(dice: random.Random, territory: str, number: int) -> Place:
    lat = 31.24 + dice.gauss(0.045 if territory == "north" else -0.045, 0.025)
    return Place(lat=round(lat, 5), lon=round(121.45 + dice.gauss(0, 0.06), 5), address=f"延安路 {number} 号")


def _engineer(dice: random.Random, number: int, days: int) -> Engineer:
    territory = "north" if number % 2 else "south"
    id = f"E{number + 1:02d}"
    shifts = tuple(
        Shift(id=f"{id}@{n}", start=n * 24 * HOUR + 8 * HOUR, end=n * 24 * HOUR + (17 + number % 3) * HOUR)
        for n in range(days)
    )
    absent = Absence(start=8 * HOUR, end=10 * HOUR, kind="leave 请假")
    training = Training(start=15 * HOUR, end=17 * HOUR, title="safety 安全培训")
    return Engineer(
        id=id,
        name=SURNAMES[number % len(SURNAMES)] + dice.choice("伟芳娜敏静磊洋艳勇军"),
        tier=TierLevel(1 + number % 3),
        skills=tuple(Skill(skill=skill, level=3) for skill in SKILLS),
        start=_place(dice, territory, number),
        territories=(territory,),
        shifts=shifts,
        absences=(absent,) if number % 5 == 2 else (),
        trainings=(training,) if number % 7 == 3 else (),
        overtime=HOUR,
        max_visits=9,
    )


def _ticket(dice: random.Random, number: int, days: int) -> Ticket:
    territory = dice.choice(("north", "south"))
    first = dice.randrange(days) * 24 * HOUR
    opens = first + dice.randrange(8, 15) * HOUR
    windows = (Window(start=opens, end=opens + dice.choice((2, 4)) * HOUR),) if dice.random() < 0.5 else ()
    priority = dice.choices((1, 2, 3, 4), (1, 3, 5, 2))[0]
    return Ticket(
        id=f"T-{1001 + number}",
        title=dice.choice(TITLES),
        customer=f"C{dice.randrange(400):03d}",
        place=_place(dice, territory, number),
        territory=territory,
        work_type=dice.choice(("repair", "inspection")),
        skills=(SkillNeed(skill=dice.choice(SKILLS), level=2),),
        tier=TierLevel(dice.choices((1, 2, 3), (6, 3, 1))[0]),
        windows=windows,
        respond_by=first + (9 + 2 * priority) * HOUR if dice.random() < 0.8 else None,
        resolve_by=first + (11 + 2 * priority) * HOUR if dice.random() < 0.5 else None,
        priority=priority,
        created=-dice.randrange(1, 60) * HOUR,
        duration=dice.choice((30, 45, 60, 90, 120)) * MINUTE,
    )


def greedy(problem: Problem) -> Plan:
    """Tickets by priority, each at the end of the route that then ends its work first; the rest stays unserved."""
    routes: dict[str, Route] = {}
    unserved = []
    for ticket in sorted(problem.open_tickets, key=lambda one: (one.priority, one.id)):
        offers = [
            (route.visits[-1].finish, route.shift, route)
            for engineer, shift in problem.shifts
            if (route := _longer(problem, engineer, shift, routes.get(shift.id), ticket)) is not None
        ]
        if offers:
            _, shift, route = min(offers, key=lambda offer: offer[:2])
            routes[shift] = route
        else:
            unserved.append(ticket.id)
    order = [shift.id for _, shift in problem.shifts if shift.id in routes]
    return Plan(routes=tuple(routes[id] for id in order), unserved=tuple(unserved), note="greedy")


def _longer(problem: Problem, engineer: Engineer, shift: Shift, route: Route | None, ticket: Ticket) -> Route | None:
    """The route with this ticket at its end, or None when it does not fit."""
    before = route.tickets if route else ()
    if engineer.tier < ticket.tier or ticket.territory not in engineer.territories or len(before) >= 9:
        return None
    tickets = [problem.ticket[id] for id in (*before, ticket.id)]
    # The break belongs on the leg that makes the route end first; no break where the day ends before it is due.
    tries = [_timed(problem, engineer, shift, tickets, leg) for leg in (None, *range(len(tickets) + 1))]
    return min((made for made in tries if made is not None), key=lambda made: made.end, default=None)


def _timed(
    problem: Problem, engineer: Engineer, shift: Shift, tickets: list[Ticket], break_leg: int | None
) -> Route | None:
    """Everything as early as it can be, with the break on this leg; None when a rule does not allow it."""
    blocks = sorted((span.start, span.end) for span in (*engineer.absences, *engineer.trainings))
    places = [engineer.start, *(ticket.place for ticket in tickets), engineer.end_place]
    rule = problem.policy.rule("break")
    due = rule.rest(engineer, shift, problem) if rule else None
    time, visits, rest = shift.start, [], None
    for leg, (a, b) in enumerate(pairwise(places)):
        left, time = time, _drive(blocks, time, problem.travel.leg(a, b)[0])
        if leg == break_leg:
            if due is None or left > due.latest:
                return None
            # After the drive, or before it where the drive would end too late for a break.
            begin = max(time if time <= due.latest else left, due.earliest)
            time = _drive(blocks, max(time, due.earliest), due.length)
            rest = BreakTaken(start=begin, end=begin + due.length)
        if leg < len(tickets):
            start = _start(blocks, time, tickets[leg])
            if start is None:
                return None
            visits.append(Visit(ticket=tickets[leg].id, arrive=time, start=start, finish=start + tickets[leg].duration))
            time = visits[-1].finish
    if time > shift.end + (engineer.overtime or 0) or (due and not rest and time > due.latest):
        return None
    return Route(shift=shift.id, engineer=engineer.id, depart=shift.start, visits=tuple(visits), end=time, rest=rest)


def _drive(blocks: list[tuple[int, int]], time: int, seconds: int) -> int:
    """Arrival after driving that stands still while the engineer is away."""
    for begin, end in blocks:
        if time < end and time + seconds > begin:
            seconds -= max(0, begin - time)
            time = end
    return time + seconds


def _start(blocks: list[tuple[int, int]], arrive: int, ticket: Ticket) -> int | None:
    """Earliest start in a window that keeps clear of the blocks."""
    for opens, closes in [(one.start, one.end) for one in ticket.windows] or [(arrive, 2**30)]:
        start = max(arrive, opens)
        for begin, end in blocks:
            if start < end and begin < start + ticket.duration:
                start = end
        if start < closes:
            return start
    return None

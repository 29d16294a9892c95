"""The best times for one engineer's visits in a given order, in plain Python.

For hand-made plans, for tests, for small questions. Planning uses the native engine, which follows the same contract.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.engineer import Engineer, Shift
from models.money import hourly
from models.plan import BreakTaken, Route, Visit
from models.problem import Problem
from models.route_inputs import RouteInputs, permitted, sheet_of
from models.timing import drive


def schedule(problem: Problem, engineer: Engineer, shift: Shift, ticket_ids: Sequence[str]) -> Route | None:
    """The route with its times, everything as early as possible, or None when a hard rule does not let it be.

    The break goes on the leg that makes the route cheapest, then earliest to end, then on the one with which the visits
    start earliest in sum, then on the last such leg. Where the time worked is paid or bounded, the departure is as late
    as the end of the route and the price of each visit allow.

    Raises
    ------
    KeyError
        For an unknown ticket or a place without known travel.
    """
    tickets = [problem.ticket[id] for id in ticket_ids]
    if not tickets or not permitted(problem, engineer, shift, tickets):
        return None
    sheet = sheet_of(problem, engineer, shift, tickets)
    plain = _forward(sheet, sheet.begin, None)
    if plain is None:
        return None
    early = [plain]
    if sheet.rest is not None and plain.end > sheet.rest.latest:
        legs = range(len(tickets), -1, -1)
        early = [route for leg in legs if (route := _forward(sheet, sheet.begin, leg)) is not None]
    timed = [(_delayed(sheet, route) if sheet.flexible else route, _starts(route)) for route in early]
    if sheet.most_work is not None:
        timed = [(route, starts) for route, starts in timed if route.end - route.depart <= sheet.most_work]
    best = min(timed, key=lambda pair: (_money(sheet, pair[0]), pair[0].end, pair[1]), default=None)
    return None if best is None else best[0]


def _starts(route: Route) -> int:
    """Sum of the starts, when everything begins as early as possible."""
    return sum(visit.start for visit in route.visits)


def _forward(sheet: RouteInputs, depart: int, pause: int | None) -> Route | None:
    """Everything as early as possible from ``depart``, with the break on leg number ``pause``."""
    now, visits, rest = depart, [], None
    for k, leg in enumerate([*(stop.leg for stop in sheet.stops), sheet.way_home]):
        leave, now = now, drive(sheet.blocks, now, leg)
        if k == pause and sheet.rest is not None:
            if leave > sheet.rest.latest:
                return None
            begin = min(max(now, sheet.rest.earliest), sheet.rest.latest)
            now = drive(sheet.blocks, max(now, sheet.rest.earliest), sheet.rest.length)
            rest = BreakTaken(start=begin, end=drive(sheet.blocks, begin, sheet.rest.length))
        if k < len(sheet.stops):
            stop = sheet.stops[k]
            start = next((max(now, first) for first, end in stop.starts if now < end), None)
            if start is None:
                return None
            visits.append(Visit(ticket=stop.ticket, arrive=now, start=start, finish=start + stop.duration))
            now = start + stop.duration
    if sheet.last is not None and now > sheet.last:
        return None
    return Route(shift=sheet.shift.id, engineer=sheet.engineer, depart=depart, visits=tuple(visits), end=now, rest=rest)


def _delayed(sheet: RouteInputs, route: Route) -> Route:
    """The same route departing as late as changes neither its end nor what any visit costs or counts."""
    pause = _leg_of(route)
    low, high, best = route.depart, route.end, route
    while high - low > 1:
        middle = (low + high) // 2
        later = _forward(sheet, middle, pause)
        if later is not None and later.end == route.end and _prices(sheet, later) == _prices(sheet, route):
            low, best = middle, later
        else:
            high = middle
    return best


def _leg_of(route: Route) -> int | None:
    """Number of the leg that carries the break: that after the last visit that began before it."""
    rest = route.rest
    return None if rest is None else sum(visit.start < rest.start for visit in route.visits)


def _prices(sheet: RouteInputs, route: Route) -> list[tuple[int, list[bool]]]:
    """What each visit costs for being late, and which plan limits count it."""
    pairs = zip(sheet.stops, route.visits, strict=True)
    return [(stop.money(visit.start), [visit.start > due for due in stop.counted]) for stop, visit in pairs]


def _money(sheet: RouteInputs, route: Route) -> int:
    """The part of the route's price that depends on its times."""
    late = sum(money for money, _ in _prices(sheet, route))
    over = hourly(sheet.overtime_hour, max(0, route.end - sheet.shift.end))
    return late + over + hourly(sheet.worked_hour, route.end - route.depart)

"""One made-up problem."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.clock import Clock
from models.engineer import Engineer
from models.errors import InputError, Trouble, nearest
from models.policy import Policy
from models.problem import Problem
from models.territory import Territory
from models.ticket import Ticket
from scheduler.generate.calls import ticket, town
from scheduler.generate.people import Team, engineer
from scheduler.generate.shapes import SHAPES
from scheduler.generate.words import LANGUAGES

MANY = 24
"""From so many engineers on somebody is ill and somebody suspended."""


def generate(
    *,
    tickets: int = 150,
    engineers: int = 30,
    shape: str = "city",
    days: int = 1,
    territories: int = 1,
    seed: int = 1,
    language: str = "zh",
    start: str = "2026-11-24",
    name: str = "",
    policy: Policy | None = None,
) -> Problem:
    """A made-up day (or several) of a company that services cooling and heating.

    Parameters
    ----------
    tickets, engineers
        How many in all.
    shape
        ``city``, ``rural``, ``specialist``, ``slack`` or ``overloaded``.
    days
        Length of the horizon; every engineer has a shift on most days.
    territories
        Cities, each with its own engineers (a few help next door).
    seed
        Same arguments, same problem, on every machine.
    language
        ``zh`` or ``en``: names and addresses.
    start
        First day, ISO 8601.
    name
        Of the problem; none = made from shape and seed.
    policy
        None = the packaged default.

    Raises
    ------
    InputError
        With every argument that makes no sense.
    """
    numbers = {"tickets": (tickets, 1, 20_000), "engineers": (engineers, 1, 2_000), "days": (days, 1, 31),
               "territories": (territories, 1, 8), "seed": (seed, 0, 2**63 - 1)}  # fmt: skip
    first = _check(numbers, {"shape": (shape, SHAPES), "language": (language, LANGUAGES)}, start)
    words = LANGUAGES[language]
    dates = tuple((first + timedelta(days=day)).isoformat() for day in range(days))
    cities = words.cities[:territories]
    team = Team(words, cities, SHAPES[shape], days, dates, language == "zh", engineers >= MANY)
    people = tuple(engineer(i, engineers, team, seed) for i in range(engineers))
    towns = [town(city, team, seed) for city in cities]
    calls = tuple(ticket(i, tickets, towns, team, people, seed) for i in range(tickets))
    clock = Clock(datetime(first.year, first.month, first.day, tzinfo=ZoneInfo(words.zone)))
    areas = tuple(Territory(id=city.id, name=city.name) for city in cities) if territories > 1 else ()
    return _problem(people, calls, areas, clock, team, policy, name or f"{shape}-{tickets}-{seed}")


def _check(numbers: dict[str, tuple[int, int, int]], words: dict[str, tuple[str, Collection[str]]], start: str) -> date:
    """The first day; complains about everything at once."""
    troubles = [
        Trouble(f"must be from {least} to {most}", field=name, value=str(value), rule="usage")
        for name, (value, least, most) in numbers.items()
        if not least <= value <= most
    ]
    troubles += [
        Trouble("is not known", field=name, value=value, rule="usage", maybe=nearest(value, known))
        for name, (value, known) in words.items()
        if value not in known
    ]
    try:
        first = date.fromisoformat(start)
    except ValueError:
        maybe = "write it like 2026-11-24."
        troubles.append(Trouble("is no date", field="start", value=start, rule="usage", maybe=maybe))
    if troubles:
        raise InputError(troubles)
    return first


def _problem(
    people: tuple[Engineer, ...],
    calls: tuple[Ticket, ...],
    areas: tuple[Territory, ...],
    clock: Clock,
    team: Team,
    policy: Policy | None,
    name: str,
) -> Problem:
    from models.problem import places_of
    from scheduler.loaders import read_policy
    from scheduler.travel import Estimate, estimate

    parameters = Estimate(road_factor=team.shape.road_factor, speed_kmh=team.shape.speed_kmh)
    return Problem(
        engineers=people,
        tickets=calls,
        travel=estimate(places_of(people, calls), parameters),
        policy=policy or read_policy("default"),
        clock=clock,
        territories=areas,
        name=name,
    )

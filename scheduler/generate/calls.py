"""Made-up tickets: who called, what for, and what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.clock import DAY, HOUR, MINUTE
from models.engineer import Engineer
from models.place import Place
from models.ticket import Named, SkillNeed, Ticket, Window
from scheduler.generate.dice import Dice
from scheduler.generate.people import Team, point
from scheduler.generate.words import City
from scheduler.generate.work import KINDS, Kind

PRIORITIES = ((1, 8), (2, 22), (3, 50), (4, 20))
"""Priorities with weights; 1 is most urgent."""

URGENT = (90, 10, 0, 0)
"""Windows of the most urgent: nearly all say "come whenever you can"."""


@dataclass(frozen=True)
class Town:
    """A city with its neighbourhoods."""

    city: City
    middles: tuple[tuple[int, int], ...]


def town(city: City, team: Team, seed: int) -> Town:
    """Where the customers of a city crowd."""
    dice = Dice(seed, f"town {city.id}")
    spread = team.shape.reach[1]
    count = dice.between(6, 9)
    return Town(city, tuple((city.lat + dice.bell(spread), city.lon + dice.bell(spread)) for _ in range(count)))


def ticket(
    number: int, count: int, towns: Sequence[Town], team: Team, engineers: Sequence[Engineer], seed: int
) -> Ticket:
    """Ticket ``number`` of ``count`` (from 0)."""
    dice = Dice(seed, f"ticket {number}")
    where = towns[number % len(towns)]
    kind = _kind(dice, team.shape.specialists)
    priority = dice.weighted(PRIORITIES)
    day = dice.below(team.days)
    minutes = max(15, dice.between(*kind.minutes, step=5) * team.shape.duration // 500 * 5)
    windows = _windows(dice, team.shape.windows if priority > 1 else URGENT, day, team.days)
    respond, resolve = _promises(dice, priority, day, windows)
    able = [engineer for engineer in engineers if _able(engineer, kind) and _serves(engineer, where.city, team)]
    return Ticket(
        id=f"T-{number + 1:0{max(3, len(str(count)))}d}",
        title=kind.title[1 if team.chinese else 0] + _at(team, dice),
        customer=f"C{100 + dice.below(max(10, count)):03d}",
        place=_site(where, team, dice),
        territory=where.city.id if len(towns) > 1 else None,
        work_type=kind.id,
        skills=tuple(SkillNeed(skill=skill, level=level) for skill, level in kind.skills),
        tier=kind.tier,
        certificates=kind.certificates,
        windows=windows,
        respond_by=respond,
        resolve_by=resolve,
        priority=priority,
        created=-dice.between(2, 70) * HOUR // 2,
        duration=minutes * MINUTE,
        load=dice.between(0, 3),
        parts={dice.pick(kind.parts): 1} if kind.parts and dice.chance(45) else {},
        parts_ready=day * DAY + 10 * HOUR if dice.chance(3) and not windows else None,
        **_wishes(dice, able),
    )


def _kind(dice: Dice, specialists: int) -> Kind:
    deep = dice.chance(specialists)
    return dice.weighted([(kind, kind.weight) for kind in KINDS if kind.deep or not deep])


def _at(team: Team, dice: Dice) -> str:
    customer = team.words.customer(dice)
    return f"（{customer}）" if team.chinese else f" at {customer}"


def _site(where: Town, team: Team, dice: Dice) -> Place:
    lat, lon = dice.pick(where.middles)
    spread = team.shape.reach[0]
    return point(lat + dice.bell(spread), lon + dice.bell(spread), team.words.address(dice, where.city))


def _windows(dice: Dice, weights: tuple[int, int, int, int], day: int, days: int) -> tuple[Window, ...]:
    """When the customer can be visited; ``any`` means the whole horizon."""
    kind = dice.weighted(list(zip(("any", "half", "two hours", "either"), weights, strict=True)))
    midnight = day * DAY
    morning = Window(start=midnight + 8 * HOUR, end=midnight + 12 * HOUR)
    afternoon = Window(start=midnight + 13 * HOUR, end=midnight + 17 * HOUR)
    if kind == "half":
        return (dice.pick((morning, afternoon)),)
    if kind == "two hours":
        start = midnight + dice.between(8, 15) * HOUR
        return (Window(start=start, end=start + 2 * HOUR),)
    if kind == "either":
        other = ((day + 1) % days) * DAY
        later = afternoon if days == 1 else Window(start=other + 9 * HOUR, end=other + 16 * HOUR)
        first = Window(start=midnight + 9 * HOUR, end=midnight + 11 * HOUR)
        return tuple(sorted((first, later), key=lambda window: window.start))
    return ()


def _promises(dice: Dice, priority: int, day: int, windows: tuple[Window, ...]) -> tuple[int, int]:
    """Response and resolution by priority, never before the customer can be visited."""
    midnight = day * DAY
    agreed = windows[0].start + 90 * MINUTE if windows else 0
    if priority == 1:
        respond = max(agreed, midnight + dice.between(19, 24) * HOUR // 2)
        return respond, respond + 3 * HOUR
    if priority == 2:
        respond = max(agreed, midnight + dice.between(12, 15) * HOUR)
        return respond, max(respond + 2 * HOUR, midnight + 18 * HOUR)
    if priority == 3:
        respond = max(agreed, midnight + dice.between(0, 1) * DAY + 17 * HOUR)
        return respond, respond + 24 * HOUR
    return midnight + 3 * DAY + 17 * HOUR, midnight + 5 * DAY + 17 * HOUR


def _able(engineer: Engineer, kind: Kind) -> bool:
    has = {skill.skill: skill.level for skill in engineer.skills}
    holds = {certificate.certificate for certificate in engineer.certificates}
    return (
        engineer.tier >= kind.tier
        and all(has.get(skill, 0) >= level for skill, level in kind.skills)
        and holds >= set(kind.certificates)
        and engineer.standing in ("active", "warned")
    )


def _serves(engineer: Engineer, city: City, team: Team) -> bool:
    return len(team.cities) == 1 or city.id in engineer.territories


def _wishes(dice: Dice, able: list[Engineer]) -> dict[str, tuple[object, ...]]:
    """History and wishes; they name people who could do the work."""
    ids = [engineer.id for engineer in able]
    before = dice.some(ids, dice.between(1, 2)) if dice.chance(35) else []
    preferred = dice.some(ids, 1) if dice.chance(10) else []
    excluded = dice.some([id for id in ids if id not in preferred], 1) if dice.chance(4) and len(ids) > 3 else []
    required = dice.some([id for id in ids if id not in excluded], 2) if dice.chance(2) else []
    return {
        "served_before": tuple(before),
        "preferred": tuple(Named(engineer=id) for id in preferred),
        "excluded": tuple(Named(engineer=id) for id in excluded),
        "required": tuple(Named(engineer=id) for id in required),
    }

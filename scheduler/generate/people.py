"""Made-up engineers: what they can do, where they live, when they work."""

from __future__ import annotations

from dataclasses import dataclass

from models.clock import DAY, HOUR, MINUTE
from models.engineer import Absence, Break, Certificate, Engineer, Shift, Skill, Standing, TierLevel, Training
from models.place import Place
from scheduler.generate.dice import Dice
from scheduler.generate.shapes import Shape
from scheduler.generate.words import City, Words
from scheduler.generate.work import CERTIFICATES, PARTS, SKILLS

TRAININGS = (("Product training", "新品培训"), ("Safety", "安全培训"), ("Talking to customers", "客户沟通"))
STARTS = ((8 * HOUR, 60), (8 * HOUR + 30 * MINUTE, 25), (10 * HOUR, 15))
"""When shifts begin, with weights."""


@dataclass(frozen=True)
class Team:
    """What all engineers of a generated problem share."""

    words: Words
    cities: tuple[City, ...]
    shape: Shape
    days: int
    dates: tuple[str, ...]
    chinese: bool
    many: bool
    """Large enough that somebody is ill and somebody suspended."""


def engineer(number: int, count: int, team: Team, seed: int) -> Engineer:
    """Engineer ``number`` of ``count`` (from 0)."""
    dice = Dice(seed, f"engineer {number}")
    tier = _tier(number, count)
    city = team.cities[number % len(team.cities)]
    id = f"E{number + 1:02d}"
    shifts = tuple(
        _shift(id, day, date, dice) for day, date in enumerate(team.dates) if team.days < 3 or not _off(dice)
    )
    skills = _skills(tier, dice, team.shape.skilled)
    territories = () if len(team.cities) == 1 else _territories(number, city, team.cities, dice)
    return Engineer(
        id=id,
        name=team.words.person(dice),
        tier=tier,
        skills=skills,
        certificates=_certificates(tier, dice),
        points=dice.between(0, 60, 5) + 60 * (int(tier) - 1),
        performance=float(min(99, max(55, 82 + dice.bell(6)))),
        standing=_standing(number, team.many),
        start=_home(city, dice),
        territories=territories,
        shifts=shifts,
        absences=_absences(number, shifts, dice, team.many),
        trainings=_trainings(number, shifts, dice, team),
        pay="worked" if dice.chance(15) else "shift",
        max_visits=dice.between(7, 9) if dice.chance(40) else None,
        capacity=dice.between(14, 24, 2),
        van={part: dice.between(1, 4) for part in PARTS if dice.chance(80)},
        speed={skills[0].skill: dice.between(85, 95, 5)} if tier is TierLevel.SENIOR else {},
    )


def _tier(number: int, count: int) -> TierLevel:
    """One in six is a senior, one in three an intermediate; spread over the list, at least one of each in six."""
    return (TierLevel.SENIOR, TierLevel.JUNIOR, TierLevel.INTERMEDIATE, TierLevel.JUNIOR, TierLevel.INTERMEDIATE,
            TierLevel.JUNIOR)[number % 6 if count >= 6 else number * 6 // max(count, 1)]  # fmt: skip


def _skills(tier: TierLevel, dice: Dice, skilled: int) -> tuple[Skill, ...]:
    """Basics by tier, and some depth."""
    top = int(tier)
    levels = {"SPLIT": max(2, top), "VENT": 2} if top > 1 or dice.chance(60) else {"SPLIT": 1, "VENT": 2}
    for skill in SKILLS[2:]:
        if top > 1 and dice.chance(min(95, skilled + 25 * (top - 2))):
            levels[skill] = top
    if top > 1 and len(levels) == 2:
        levels[dice.pick(SKILLS[2:])] = top
    return tuple(Skill(skill=skill, level=level) for skill, level in levels.items())


def _certificates(tier: TierLevel, dice: Dice) -> tuple[Certificate, ...]:
    """Most of the higher tiers hold them; one in twelve lapses with the first or second day."""
    found = []
    for name in CERTIFICATES:
        if dice.chance((20, 75, 95)[int(tier) - 1]):
            days = dice.between(1, 2) if dice.chance(8) else dice.between(30, 700)
            found.append(Certificate(certificate=name, expires=days * DAY))
    return tuple(found)


def _standing(number: int, many: bool) -> Standing:
    if not many:
        return "active"
    return {13: "suspended", 4: "warned"}.get(number, "active")  # type: ignore[return-value]


def _home(city: City, dice: Dice) -> Place:
    """Two in three start from home, the others from the depot in the middle of the city."""
    if not dice.chance(67):
        return point(city.lat, city.lon)
    return point(city.lat + dice.bell(3_500), city.lon + dice.bell(4_000))


def point(lat: int, lon: int, address: str = "") -> Place:
    """A place from whole 1e-5 degrees (about a metre)."""
    return Place(lat=lat / 100_000, lon=lon / 100_000, address=address)


def _territories(number: int, city: City, cities: tuple[City, ...], dice: Dice) -> tuple[str, ...]:
    """One's own; one in eight also helps next door."""
    if number >= len(cities) and dice.chance(12):
        return (city.id, dice.pick([other.id for other in cities if other is not city]))
    return (city.id,)


def _off(dice: Dice) -> bool:
    return dice.chance(12)


def _shift(id: str, day: int, date: str, dice: Dice) -> Shift:
    start = day * DAY + dice.weighted(STARTS)
    noon = day * DAY + 12 * HOUR
    rest = Break(length=45 * MINUTE, earliest=noon - 45 * MINUTE, latest=noon + 75 * MINUTE)
    return Shift(id=f"{id}@{date}", start=start, end=start + 9 * HOUR, rest=rest)


def _absences(number: int, shifts: tuple[Shift, ...], dice: Dice, many: bool) -> tuple[Absence, ...]:
    """One in ten is away for half a day; in a large team one is ill all the time."""
    if many and number == 21:
        return tuple(Absence(start=shift.start, end=shift.end, kind="ill") for shift in shifts)
    return tuple(
        Absence(start=shift.start, end=shift.start + 4 * HOUR, kind="leave")
        if dice.chance(50)
        else Absence(start=shift.end - 3 * HOUR, end=shift.end, kind="private")
        for shift in shifts
        if dice.chance(10)
    )


def _trainings(number: int, shifts: tuple[Shift, ...], dice: Dice, team: Team) -> tuple[Training, ...]:
    """One in ten shifts holds two hours of training late in the day."""
    found = []
    for shift in shifts:
        start = shift.end - dice.between(150, 210, 30) * MINUTE
        title = dice.pick(TRAININGS)[1 if team.chinese else 0]
        if dice.chance(10) and not (team.many and number == 21):
            found.append(Training(start=start - 2 * HOUR, end=start, title=title))
    return tuple(found)

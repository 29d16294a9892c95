"""Four days of real city service requests (St. Louis, January 2018) as problems of the product.

Real: where, what, when it was asked for, and the date due under the city's service-level agreement. **Assumed**,
because the source has none: crews (one per ``PER_CREW`` requests of a division, at least one), their depot (the middle
of the division's requests), shifts 07:00-15:30, durations by kind of request (15 to 90 minutes, drawn once per kind)
and straight-line travel with a city's road factor. A division is a skill.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from math import asin, atan, atan2, atanh, cos, cosh, degrees, radians, sin, sinh, sqrt, tan
from zoneinfo import ZoneInfo

from benchmarks.instance import data_folder
from models.clock import DAY, HOUR, Clock
from models.engineer import Engineer, Shift, Skill
from models.place import Place
from models.policy import Policy
from models.problem import Problem, places_of
from models.ticket import SkillNeed, Ticket
from scheduler.travel.estimate import Estimate, estimate

ZONE = ZoneInfo("America/Chicago")
PER_CREW = 9
FOOT = 1200 / 3937
"""US survey foot [m]."""

Row = dict[str, str]


def problem(day: str = "2018-01-04", policy: Policy | None = None) -> Problem:
    """The morning of a day: everything asked for before it and not done, cancelled or withdrawn before it.

    Parameters
    ----------
    day
        2018-01-02 to 2018-01-07.
    policy
        None = the packaged default policy.
    """
    from scheduler.loaders import read_policy

    clock = Clock(datetime.combine(date.fromisoformat(day), datetime.min.time(), ZONE))
    rows = [row for row in _rows() if _open(row, clock)]
    tickets = tuple(_ticket(row, clock) for row in rows)
    engineers = _crews(tickets)
    travel = estimate(places_of(engineers, tickets), Estimate(road_factor=1.4, speed_kmh=35))
    return Problem(engineers, tickets, travel, policy or read_policy("default"), clock, name=f"st-louis-{day}")


def _rows() -> Iterable[Row]:
    """Requests with a position, each once (the source repeats some)."""
    with open(data_folder() / "stlouis-csb-2018" / "requests.csv", encoding="utf-8") as file:
        return list({row["requestid"]: row for row in csv.DictReader(file) if row["srx"]}.values())


def _open(row: Row, clock: Clock) -> bool:
    ended = [row[key] for key in ("dateinvtdone", "datetimeclosed", "datecancelled") if row[key]]
    return clock.seconds(row["datetimeinit"][:19]) < 0 and all(clock.seconds(end[:19]) >= 0 for end in ended)


def _ticket(row: Row, clock: Clock) -> Ticket:
    due = clock.seconds(row["prjcompletedate"]) + DAY if row["prjcompletedate"] else None
    lat, lon = position(float(row["srx"]) * FOOT, float(row["sry"]) * FOOT)
    skill = row["submitto"].rstrip(",").strip() or "unknown division"
    return Ticket(
        id=row["requestid"].removesuffix(".0"),
        title=row["description"],
        work_type=row["problemcode"],
        place=Place(lat=round(lat, 6), lon=round(lon, 6)),
        skills=(SkillNeed(skill=skill),),
        created=clock.seconds(row["datetimeinit"][:19]),
        resolve_by=due,
        duration=_duration(row["problemcode"]),
    )


def _duration(kind: str) -> int:
    """15 to 90 minutes by kind of request: assumed, but always the same."""
    return 60 * (15 + 5 * (int.from_bytes(hashlib.sha256(kind.encode()).digest()[:4]) % 16))


def _crews(tickets: tuple[Ticket, ...]) -> tuple[Engineer, ...]:
    of_division: dict[str, list[Ticket]] = defaultdict(list)
    for ticket in tickets:
        of_division[ticket.skills[0].skill].append(ticket)
    crews = []
    for number, (division, mine) in enumerate(sorted(of_division.items()), 1):
        lat = sum(ticket.place.lat for ticket in mine) / len(mine)
        lon = sum(ticket.place.lon for ticket in mine) / len(mine)
        for k in range(-(-len(mine) // PER_CREW)):
            id = f"C{number:02d}-{k + 1}"
            shift = Shift(id=f"{id}@day", start=7 * HOUR, end=15 * HOUR + HOUR // 2)
            depot = Place(lat=round(lat, 6), lon=round(lon, 6))
            skills = (Skill(skill=division),)
            crews.append(Engineer(id=id, name=division, skills=skills, start=depot, shifts=(shift,)))
    return tuple(crews)


def position(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude of Missouri East state plane metres (NAD 83).

    Transverse Mercator on the GRS 80 ellipsoid, inverse series of Krüger to third order (Karney 2011, eqs. 12, 15, 36),
    good to a millimetre here.

    >>> [round(value, 4) for value in position(250000, 0)]
    [35.8333, -90.5]
    """
    a, f, scale = 6378137.0, 1 / 298.257222101, 0.9999333333333333
    origin, meridian, false_x = radians(35 + 50 / 60), radians(-90.5), 250000.0
    n = f / (2 - f)
    radius = a / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    alpha = (n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16, 13 * n**2 / 48 - 3 * n**3 / 5, 61 * n**3 / 240)
    beta = (n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96, n**2 / 48 + n**3 / 15, 17 * n**3 / 480)
    eccentricity = sqrt(f * (2 - f))

    def conformal(latitude: float) -> float:
        s = eccentricity * sin(latitude)
        sigma = sinh(eccentricity * atanh(s))
        tangent = tan(latitude)
        return tangent * sqrt(1 + sigma**2) - sigma * sqrt(1 + tangent**2)

    base = atan(conformal(origin))
    arc = base + sum(c * sin(2 * k * base) for k, c in enumerate(alpha, 1))
    xi, eta = y / (scale * radius) + arc, (x - false_x) / (scale * radius)
    xi, eta = (
        xi - sum(c * sin(2 * k * xi) * cosh(2 * k * eta) for k, c in enumerate(beta, 1)),
        eta - sum(c * cos(2 * k * xi) * sinh(2 * k * eta) for k, c in enumerate(beta, 1)),
    )
    latitude = goal = asin(sin(xi) / cosh(eta))
    for _ in range(6):  # Newton on the conformal latitude; two steps would do
        slope = (conformal(latitude + 1e-7) - conformal(latitude - 1e-7)) / 2e-7
        latitude -= (conformal(latitude) - tan(goal)) / slope
    return degrees(latitude), degrees(meridian + atan2(sinh(eta), cos(xi)))

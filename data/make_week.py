"""The sample week: the same crew on five small days, for studies."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from models.problem import Problem, places_of
from scheduler.generate import generate, write_generated
from scheduler.travel import Estimate, estimate

MONDAY = date(2026, 11, 23)
DAYS = 5
CREW_SEED = 6
SIZE = {"tickets": 32, "engineers": 8, "territories": 2, "shape": "city", "language": "en"}


def day(number: int) -> Problem:
    """Day ``number`` of the week (from 0): the crew of the whole week, the tickets of this day."""
    start = (MONDAY + timedelta(days=number)).isoformat()
    crew = generate(**SIZE, seed=CREW_SEED, start=start)
    calls = generate(**SIZE, seed=CREW_SEED + number, start=start)
    roads = Estimate(road_factor=1.4, speed_kmh=34)
    return calls.replace(
        engineers=crew.engineers, travel=estimate(places_of(crew.engineers, calls.tickets), roads), name=start
    )


def make_week(target: Path) -> None:
    """Write the five days, each into a folder of its date."""
    for number in range(DAYS):
        problem = day(number)
        about = "One day of the sample week: the same eight engineers every day, 32 tickets of the day."
        write_generated(problem, target / problem.name, about, "python -m data.make_week data/week")


if __name__ == "__main__":
    import sys

    make_week(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "week")

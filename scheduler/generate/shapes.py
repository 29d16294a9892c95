"""Shapes of days: what kind of trouble the planner is in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """What distinguishes one kind of day.

    Parameters
    ----------
    about
        A sentence for people.
    reach
        [1e-5 degrees] spread of customers around a neighbourhood, and of neighbourhoods around the middle of a city.
    speed_kmh, road_factor
        Of the travel estimate.
    duration
        [%] of the normal time on site.
    specialists
        [%] of tickets that are work for specialists, beyond those that come up anyway.
    windows
        Weights of: any time, half a day, two hours, either of two spans.
    skilled
        [%] chance that an engineer has a skill beyond the trade's basics.
    """

    about: str
    reach: tuple[int, int] = (1_600, 7_000)
    speed_kmh: int = 34
    road_factor: float = 1.4
    duration: int = 100
    specialists: int = 0
    windows: tuple[int, int, int, int] = (30, 35, 25, 10)
    skilled: int = 50


SHAPES = {
    "city": Shape("a large city: short drives, mixed work, about as much of it as the day holds", duration=115),
    "rural": Shape(
        "wide country: an hour between villages, so that driving decides",
        (9_000, 30_000),
        62,
        1.3,
        windows=(55, 30, 10, 5),
    ),
    "specialist": Shape(
        "much work for few specialists: who is kept free for what decides", duration=85, specialists=30, skilled=30
    ),
    "slack": Shape("a quiet day: everything fits, so that cost and wishes decide", duration=65, windows=(65, 25, 5, 5)),
    "overloaded": Shape(
        "more work than fits: what is left for tomorrow decides", duration=150, windows=(25, 30, 35, 10)
    ),
}  # fmt: skip

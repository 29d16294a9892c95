"""How hard each step works on a day of a given size, and what its work is worth in seconds of the standard machine."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scheduler.day import Day
from scheduler.engine.run_clock import Pace


@dataclass(frozen=True)
class Profile:
    """How days of about one size are worked on. What each value is worth: ``docs/engine.md``, *What earned its place*.

    An ablation is a run with another value: ``effort=replace(Effort.of(day), profile=replace(SMALL, dives=0))``.
    """

    chooses: bool
    """Whether choosing among all good routes beats searching on."""
    climbs: bool
    """Whether the LP takes minutes to converge: prices come by climbing, and a short run is worth more in searching."""
    tolerance: float
    """Column generation stops when LP and bound agree to this share."""
    first_tolerance: float
    """The first time it stops earlier: a dive from a good LP is worth more than the last percents of the bound."""
    most_routes: int
    """Routes of a kind of shift that enter the LP in a round."""
    labels: tuple[int, ...]
    """Labels per shift after which pricing gives up, round by round more; where it must, cuts are taken back."""
    patience: float
    """Share of the shifts that may have too many labels before labels remember less."""
    listable: float
    """Largest gap at which listing all routes is tried."""
    dives: int
    """Dives in a turn: on a small day one takes less than a second, and they differ."""
    dive_step: int
    """Routes that a dive fixes at a time where it has the time."""
    dive_share: float
    """Share of the time left that a dive's rounds may be worth; beside a search they take half as long again."""
    dive_burst: float | None
    """Share of the time left that the search beside a dive may take; None = as any burst."""
    first_share: float
    """Share of the time left for the first search ..."""
    first_per_ticket: float
    """... and seconds of it per ticket, at most."""
    short: float
    """With fewer seconds per ticket nearly all of a run is the first search: the rest brings no bound worth having."""
    burst: float
    """Seconds per ticket of a search between two rounds of the proof, at most."""


SMALL = Profile(
    chooses=True, climbs=False, tolerance=1e-7, first_tolerance=1e-7, most_routes=15, labels=(4_000, 60_000, 400_000),
    patience=0.0, listable=0.02, dives=3, dive_step=2, dive_share=0.1, dive_burst=0.05, first_share=0.2,
    first_per_ticket=0.04, short=0.0, burst=0.03,
)  # fmt: skip
"""Up to 200 tickets."""

MIDDLE = Profile(
    chooses=False, climbs=False, tolerance=1e-5, first_tolerance=0.02, most_routes=15,
    labels=(4_000, 60_000, 1_000_000), patience=0.5, listable=0.002, dives=1, dive_step=1, dive_share=0.5,
    dive_burst=None, first_share=0.1,
    first_per_ticket=0.02, short=0.0, burst=0.024,
)  # fmt: skip
"""Up to 500 tickets."""

LARGE = Profile(
    chooses=False, climbs=True, tolerance=1e-3, first_tolerance=1e-3, most_routes=30, labels=(4_000, 60_000, 1_000_000),
    patience=0.5, listable=0.002, dives=1, dive_step=1, dive_share=0.5, dive_burst=None, first_share=0.5,
    first_per_ticket=0.15, short=0.03, burst=0.03,
)  # fmt: skip
"""Beyond."""

NEARLY_ALL = 0.95
"""Share of a short run on a large day that is searched."""

TINY = 20
"""Tickets up to which all routes are listed whatever the gap."""


@dataclass(frozen=True)
class Effort:
    """Sizes of the steps for one day."""

    tickets: int
    shifts: int
    profile: Profile
    choice: int = 1500
    """Routes that the first choice considers."""
    most_cuts: int = 250
    near_labels: int = 400_000
    """Labels per shift after which looking for the routes near the bound gives up."""
    list_labels: int = 400_000
    """Labels per shift after which listing gives up."""

    @staticmethod
    def of(day: Day) -> Effort:
        """What a day of its size is given."""
        return Effort.sized(day.n, day.m)

    @staticmethod
    def sized(tickets: int, shifts: int) -> Effort:
        """What days of this size are given."""
        return Effort(tickets, shifts, SMALL if tickets <= 200 else MIDDLE if tickets <= 500 else LARGE)

    @property
    def cuts(self) -> int:
        """Subset-row cuts of a round."""
        return max(30, self.tickets // 4)

    @property
    def listable(self) -> float:
        """Largest gap at which listing all routes is tried."""
        return 1.0 if self.tickets <= TINY else self.profile.listable

    def choosing(self, pace: Pace) -> float:
        """Deterministic time of a choice, about twice as many as seconds."""
        return min(8.0, 0.8 * pace.left())

    @property
    def most_columns(self) -> int:
        """Routes that a large day keeps in mind."""
        return 50 * (self.tickets + self.shifts)

    @property
    def lean(self) -> int:
        """Columns that the LP keeps once it has converged; the store remembers the others."""
        return 6 * (self.tickets + self.shifts)

    def dive_worth(self, pace: Pace) -> float:
        """Seconds that a dive's rounds may be worth."""
        return self.profile.dive_share * pace.left()

    @property
    def listing(self) -> float:
        """Seconds that listing routes is worth."""
        return 1e-2 * self.shifts

    def first(self, pace: Pace) -> float:
        """Seconds of the first search."""
        left, profile = pace.left(), self.profile
        if left <= profile.short * self.tickets:
            return NEARLY_ALL * left
        return min(profile.first_share * left, profile.first_per_ticket * self.tickets)

    def burst(self, pace: Pace) -> float:
        """Seconds of a search between two rounds of the proof."""
        return min(max(0.4 * pace.left(), 0.002 * self.tickets), self.profile.burst * self.tickets)

    def last(self, pace: Pace) -> float:
        """Seconds of the search that ends a run: all that is left, or a burst where the time has no end."""
        return pace.left() if math.isfinite(pace.seconds) else self.burst(pace)

    def dive_burst(self, pace: Pace) -> float:
        """Seconds of the search beside a dive."""
        share = self.profile.dive_burst
        return self.burst(pace) if share is None else min(share * pace.left(), self.burst(pace))

    def generation(self, pace: Pace) -> float:
        """Second at which column generation, or settling, makes room for the search, at its end or not."""
        return pace.after(0.5)

    def cutting(self, pace: Pace) -> float:
        """Second up to which a round of cuts is begun before the routes are put to use."""
        return pace.after(0.3)

    def seconds_of_round(self, labels: int, pivots: int) -> float:
        """Worth of a round of column generation."""
        return 5e-7 * labels + 1e-6 * self.tickets * self.shifts + 5e-7 * pivots * (self.tickets + self.shifts)

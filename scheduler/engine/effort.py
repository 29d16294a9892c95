"""How hard each step works on a day of a given size, and what its work is worth in seconds of the standard machine."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scheduler.day import Day
from scheduler.engine.pace import Pace


@dataclass(frozen=True)
class Effort:
    """Sizes of the steps for one day."""

    tickets: int
    shifts: int

    @staticmethod
    def of(day: Day) -> Effort:
        return Effort(day.n, day.m)

    @property
    def small(self) -> bool:
        """Whether choosing among all good routes beats diving."""
        return self.tickets <= 200

    @property
    def large(self) -> bool:
        """Whether the LP takes minutes to converge, so that a short run is worth more in searching."""
        return self.tickets > 500

    @property
    def tolerance(self) -> float:
        """Column generation stops when LP and bound agree to this share."""
        return 1e-7 if self.small else 1e-5 if self.tickets <= 500 else 1e-3

    @property
    def first_tolerance(self) -> float:
        """The first time it stops earlier: a dive from a good LP is worth more than the last percents of the bound."""
        return self.tolerance if self.small or self.large else 0.02

    @property
    def most_routes(self) -> int:
        """Routes of a kind of shift that enter the LP in a round."""
        return 15 if self.tickets <= 500 else 30

    @property
    def cuts(self) -> int:
        """Subset-row cuts of a round."""
        return max(30, self.tickets // 4)

    @property
    def labels(self) -> tuple[int, ...]:
        """Labels per shift after which pricing gives up, round by round more; where it must, cuts are taken back."""
        return (4_000, 60_000, 400_000 if self.small else 1_000_000)

    @property
    def patience(self) -> float:
        """Share of the shifts that may have too many labels before labels remember less."""
        return 0.0 if self.small else 0.5

    most_cuts = 250
    choice = 1500
    """Routes that the first choice considers."""
    near_labels = 400_000
    """Labels per shift after which looking for the routes near the bound gives up."""
    list_labels = 400_000
    """Labels per shift after which listing gives up."""

    @property
    def listable(self) -> float:
        """Largest gap at which listing all routes is tried."""
        return 1.0 if self.tickets <= 20 else 0.02 if self.small else 0.002

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

    @property
    def dives(self) -> int:
        """Dives in a turn: on a small day one takes less than a second, and they differ."""
        return 3 if self.small else 1

    @property
    def dive_step(self) -> int:
        """Routes that a dive fixes at a time where it has the time."""
        return 2 if self.small else 1

    def dive_worth(self, pace: Pace) -> float:
        """Seconds that a dive's rounds may be worth; beside a search they take half as long again."""
        return (0.1 if self.small else 0.5) * pace.left()

    @property
    def listing(self) -> float:
        return 1e-2 * self.shifts

    def first(self, pace: Pace) -> float:
        """Seconds of the first search."""
        if self.large:  # no bound worth having comes in half of a short time
            left = pace.left()
            return 0.95 * left if left <= 0.03 * self.tickets else min(0.5 * left, 0.15 * self.tickets)
        if self.small:
            return min(0.2 * pace.left(), 0.04 * self.tickets)
        return min(0.1 * pace.left(), 0.02 * self.tickets)

    def burst(self, pace: Pace) -> float:
        """Seconds of a search between two rounds of the proof."""
        most = 0.03 if self.small or self.large else 0.024
        return min(max(0.4 * pace.left(), 0.002 * self.tickets), most * self.tickets)

    def last(self, pace: Pace) -> float:
        """Seconds of the search that ends a run: all that is left, or a burst where the time has no end."""
        return pace.left() if math.isfinite(pace.seconds) else self.burst(pace)

    def dive_burst(self, pace: Pace) -> float:
        """Seconds of the search beside a dive."""
        return min(0.05 * pace.left(), self.burst(pace)) if self.small else self.burst(pace)

    def generation(self, pace: Pace) -> float:
        """Second at which column generation, or settling, makes room for the search, at its end or not."""
        return pace.after(0.5)

    def cutting(self, pace: Pace) -> float:
        """Second up to which a round of cuts is begun before the routes are put to use."""
        return pace.after(0.3)

    def seconds_of_round(self, labels: int, pivots: int) -> float:
        """Worth of a round of column generation."""
        return 5e-7 * labels + 1e-6 * self.tickets * self.shifts + 5e-7 * pivots * (self.tickets + self.shifts)

"""Are promises given 80-90 % kept 80-90 % of the time, when reality follows other laws than the product assumes?

    python -m benchmarks.chance 200

Each day is planned, its chances are computed under the product's lognormal laws, then it happens once: drives by Burr
XII, visits by a mixture of quick and long ones, of the same mean and spread. Printed: a reliability table, and the
Brier score beside that of a forecaster who knows only the share kept overall.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

import scheduler as pg
from models.sections.uncertainty import Uncertainty
from scheduler.chance import chances
from scheduler.chance.draws import Factors
from scheduler.generate import generate

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001)


@dataclass(frozen=True)
class Reality:
    """One day of laws that the product does not have, of the mean and spread that it assumes."""

    law: Uncertainty
    seed: int
    draws: int = 1

    def visit(self, ticket: str) -> Factors:
        """Seven in ten are quick, three take long; each gamma-shaped."""
        random = self._random("visit", ticket)
        mean, spread = self.law.visit_factor, self.law.visit_spread
        quick, long = 0.86, (1 - 0.7 * 0.86) / 0.3
        between = 0.7 * quick**2 + 0.3 * long**2 - 1
        within = max(1e-6, (1 + spread**2) / (1 + between) - 1)
        shape = 1 / within
        base = quick if random.random() < 0.7 else long
        return np.array([mean * base * random.gamma(shape) / shape])

    def drive(self, shift: str, number: int, area: str) -> Factors:
        """Burr XII, skewed to the right, scaled to the mean and spread."""
        own, day = self._random("drive", f"{shift}/{number}"), self._random("day", area)
        return self.law.travel_factor * self._burr(own, self.law.travel_spread) * self._burr(day, self.law.day_spread)

    def nobody(self, ticket: str, percent: float) -> NDArray[np.bool_]:
        return np.array([self._random("nobody", ticket).random() * 100 < percent])

    def _random(self, purpose: str, key: str) -> np.random.Generator:
        return np.random.default_rng([self.seed, *f"{purpose}/{key}".encode()])

    @staticmethod
    def _burr(random: np.random.Generator, spread: float) -> Factors:
        """Mean 1; c = 4 and k = 2 before the spread is set."""
        c, k = 4.0, 2.0

        def moment(order: int) -> float:
            return k * math.gamma(k - order / c) * math.gamma(1 + order / c) / math.gamma(k + 1)

        raw = ((1 - random.random()) ** (-1 / k) - 1) ** (1 / c)
        mean, deviation = moment(1), math.sqrt(moment(2) - moment(1) ** 2)
        return np.array([max(0.2, 1 + spread * (raw - mean) / deviation)])


def main(days: int) -> None:
    """Plan, forecast, live through ``days`` days; print the table."""
    pairs: list[tuple[float, float]] = []
    for seed in range(days):
        problem = generate(seed=seed, tickets=40, engineers=8)
        plan = pg.plan(problem, iterations=500, threads=1, proof=False).plan
        law = problem.policy.section(Uncertainty)
        given = chances(problem, plan).visits
        happened = chances(problem, plan, lengths=Reality(law, seed)).by_ticket
        for visit in given:
            for name in ("window", "response", "resolution"):
                share = getattr(visit, name)
                if share is not None:
                    pairs.append((share, getattr(happened[visit.ticket], name)))
    said, kept = np.array(pairs).T
    print(f"{days} days, {len(said)} promises, {100 * kept.mean():.1f} % kept")
    print(f"{'given':>12} {'promises':>9} {'said %':>7} {'kept %':>7}")
    for low, high in pairwise(BINS):
        inside = (said >= low) & (said < high)
        if inside.any():
            shares = (100 * said[inside].mean(), 100 * kept[inside].mean())
            print(f"{low:>5.2f} - {min(high, 1):.2f} {int(inside.sum()):>9} {shares[0]:>7.1f} {shares[1]:>7.1f}")
    brier, base = float(((said - kept) ** 2).mean()), float(((kept.mean() - kept) ** 2).mean())
    print(f"Brier score {brier:.4f}, base rate {base:.4f}, skill {1 - brier / base:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)

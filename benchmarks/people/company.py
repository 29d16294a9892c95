"""Made-up companies with a known truth, quick to make: what the methods are held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date

import numpy as np
from numpy.typing import NDArray

from models.clock import DAY, HOUR
from models.engineer import TierLevel
from models.records import Attendance, Rating, Records, StaffMember, SurveySent, VisitRecord, clock_of

FIRST = date(2026, 1, 1)


@dataclass(frozen=True)
class Company:
    """Records and the truth behind them.

    Parameters
    ----------
    truth
        Engineer -> chance that a customer with easy work is satisfied.
    satisfied
        Of every visit [V]: was the customer satisfied, whether or not anybody asked.
    """

    records: Records
    truth: dict[str, float]
    satisfied: NDArray[np.bool_]


def company(
    seed: int,
    *,
    people: int = 30,
    visits: int = 200,
    days: int = 90,
    seniors: int = 0,
    better: float = 0.0,
    base: float = 0.92,
    spread: float = 0.0,
    hard: tuple[float, float] = (0.0, 0.0),
    hard_loses: float = 0.0,
    answers: tuple[float, float] = (1.0, 1.0),
    junior_answers: float = 1.0,
    calls: float = 0.0,
    reached: float = 1.0,
) -> Company:
    """A company.

    Parameters
    ----------
    people, visits
        Engineers, and visits of each.
    seniors, better
        The first so many are seniors, whose truth is so much higher.
    base, spread
        Truth of a junior, and standard deviation of the truths.
    hard
        Share of hard tickets of juniors and seniors; they lose ``hard_loses``.
    answers
        Chance that a satisfied and an unsatisfied customer answers the survey.
    junior_answers
        Multiplies it for visits of juniors.
    calls, reached
        Share of those who did not answer that is called, and the chance to reach them.
    """
    dice = np.random.default_rng(seed)
    truth = np.clip(base + spread * dice.standard_normal(people), 0.02, 0.995)
    truth[:seniors] += better
    count = people * visits
    engineer = np.repeat(np.arange(people), visits)
    senior = engineer < seniors
    difficult = dice.random(count) < np.where(senior, hard[1], hard[0])
    satisfied = dice.random(count) < truth[engineer] - hard_loses * difficult
    chance = np.where(satisfied, *answers) * np.where(senior, 1.0, junior_answers)
    answered = dice.random(count) < chance
    called = ~answered & (dice.random(count) < calls) & (dice.random(count) < reached)
    names = [f"E{k + 1:03d}" for k in range(people)]
    records = _records(names, senior_tiers(people, seniors), engineer, difficult, satisfied, answered, called, days)
    return Company(records, dict(zip(names, truth.tolist(), strict=True)), satisfied)


def senior_tiers(people: int, seniors: int) -> list[TierLevel]:
    """The tier of everybody."""
    return [TierLevel.SENIOR if k < seniors else TierLevel.JUNIOR for k in range(people)]


def _records(
    names: Sequence[str], tiers: Sequence[TierLevel], engineer: NDArray[np.int64], difficult: NDArray[np.bool_],
    satisfied: NDArray[np.bool_], answered: NDArray[np.bool_], called: NDArray[np.bool_], days: int,
) -> Records:  # fmt: skip
    base = Records(
        clock_of(UTC), staff=tuple(StaffMember(name, "", tier) for name, tier in zip(names, tiers, strict=True))
    )
    start = base.start_of(FIRST)
    each = len(engineer) // len(names)
    step = days * DAY // (each + 1)
    visits, ratings, surveys = [], [], []
    rows = zip(
        engineer.tolist(), difficult.tolist(), satisfied.tolist(), answered.tolist(), called.tolist(), strict=True
    )
    for k, (who, tough, content, reply, call) in enumerate(rows):
        arrived = start + (k % each) * step + 9 * HOUR
        finished = arrived + min(HOUR, step - 1)
        kind = "hard" if tough else "easy"
        visits.append(
            VisitRecord(f"V{k:07d}", f"T{k:07d}", names[who], arrived, finished, 1, work_type=kind, fixed=True)
        )
        surveys.append(SurveySent(visits[-1].id, finished, answered=finished + 60 if reply else None))
        score = 5.0 if content else 2.0
        if reply:
            ratings.append(Rating(f"R{k:07d}", visits[-1].id, "survey", finished + 60, score))
        if call:
            ratings.append(Rating(f"K{k:07d}", visits[-1].id, "callback", finished + 120, score))
    shifts = tuple(Attendance(name, f"{name}@{FIRST}", "present", FIRST) for name in names)
    return base.but(visits=tuple(visits), ratings=tuple(ratings), surveys=tuple(surveys), attendance=shifts)

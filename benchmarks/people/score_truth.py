"""How near the score comes to planted truths: ``python -m benchmarks.people.score_truth [COMPANIES]``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from benchmarks.people.company import FIRST, Company, company
from models.people.calibration import Calibration, calibrate
from models.people.score import EngineerScore, scores
from models.sections.evaluation import Evaluation

AT = FIRST + timedelta(days=89)
LONG = Evaluation(draws=400)


def scored(
    made: Company, at: date = AT, evaluation: Evaluation = LONG
) -> tuple[Calibration, tuple[EngineerScore, ...]]:
    """Calibration and scores of a company."""
    calibration = calibrate(made.records, at, evaluation)
    return calibration, scores(made.records, at, evaluation, calibration)


def satisfaction(score: EngineerScore, what: str) -> float:
    """A figure of the component satisfaction."""
    component = next(known for known in score.components if known.name == "satisfaction")
    return float(getattr(component, what))


def differences(companies: int, seed: int = 1) -> Iterator[tuple[float, float, float]]:
    """Seniors less juniors in points, by the adjusted rates, the raw ones and the pooled observed over expected.

    Seniors are 2.0 points better, get 60 % hard tickets (juniors 10 %), and hard tickets lose 8 points.
    """
    for k in range(companies):
        made = company(seed * 100_000 + k, seniors=15, better=0.02, base=0.90, hard=(0.1, 0.6), hard_loses=0.08)
        _, found = scored(made)
        adjusted, raw = (
            np.mean([satisfaction(score, what) for score in found[:15]])
            - np.mean([satisfaction(score, what) for score in found[15:]])
            for what in ("adjusted", "raw")
        )
        difficult = np.array([visit.work_type == "hard" for visit in made.records.visits])
        expected = np.where(difficult, made.satisfied[difficult].mean(), made.satisfied[~difficult].mean())
        half = len(difficult) // 2
        ratio = (made.satisfied - expected).reshape(2, half).mean(1)
        yield 100 * float(adjusted), 100 * float(raw), 100 * float(ratio[0] - ratio[1])


def errors(companies: int, ratings: int, seed: int = 2) -> tuple[float, float, float]:
    """Root mean square error in points of the raw and of the shrunk rate, and the share of 90 % intervals that hold the
    true score; 30 engineers with so many ratings each in the period, true rates 0.92 with standard deviation 0.03,
    and a year before it for the calibration."""
    raw, shrunk, held = [], [], []
    for k in range(companies):
        made = company(seed * 100_000 + k, visits=5 * ratings, days=450, spread=0.03)
        calibration, found = scored(made, FIRST + timedelta(days=449))
        for score in found:
            truth = made.truth[score.engineer]
            raw.append(satisfaction(score, "raw") - truth)
            shrunk.append(satisfaction(score, "estimate") - truth)
            share = 100 * Evaluation().weights["satisfaction"] / _total(calibration)
            true_points = share * min(max((truth - 0.7) / 0.3, 0), 1) + _others(score)
            assert score.low is not None and score.high is not None
            held.append(score.low <= true_points <= score.high)
    wild, calm = (100 * float(np.sqrt(np.mean(np.square(wrong)))) for wrong in (raw, shrunk))
    return wild, calm, float(np.mean(held))


def _total(calibration: Calibration) -> float:
    weights = Evaluation().weights
    return sum(weights[name] for name in calibration.present)


def _others(score: EngineerScore) -> float:
    """Points of the other components, whose truth is 1 in these companies."""
    return sum(100 * known.weight for known in score.components if known.name != "satisfaction")


PATTERNS = {
    "at random": {"answers": (0.25, 0.25)},
    "the unsatisfied more often": {"answers": (0.22, 0.35)},
    "less often for juniors": {"answers": (0.25, 0.25), "junior_answers": 0.5, "seniors": 10, "better": 0.04},
}


def level_bias(companies: int, pattern: str, seed: int = 3) -> tuple[float, float]:
    """Mean error in points of the respondents' share and of the mean corrected rate, under one way of answering."""
    survey, corrected = [], []
    for k in range(companies):
        options = {"people": 30, "visits": 150, "base": 0.92 if "seniors" not in PATTERNS[pattern] else 0.90}
        made = company(seed * 100_000 + k, **options, **PATTERNS[pattern], calls=0.2, reached=0.6)  # type: ignore[arg-type]
        calibration, found = scored(made)
        truth = float(made.satisfied.mean())
        level = calibration.corrections.levels[""]
        survey.append(level.respondents - truth)
        corrected.append(np.mean([satisfaction(score, "estimate") for score in found]) - truth)
    return 100 * float(np.mean(survey)), 100 * float(np.mean(corrected))


def main(companies: int) -> None:
    """Print every figure."""
    adjusted, raw, pooled = np.array(list(differences(companies))).T
    print(f"{companies} companies, truth +2.0 points: adjusted {adjusted.mean():+.2f} (sd {adjusted.std():.2f}), "
          f"raw {raw.mean():+.2f}, pooled observed/expected {pooled.mean():+.2f}")  # fmt: skip
    for ratings in (10, 25, 75, 200):
        wild, calm, held = errors(max(5, companies // 10), ratings)
        print(f"{ratings} ratings each: error raw {wild:.1f}, shrunk {calm:.1f} points; 90 % intervals hold {held:.1%}")
    for pattern in PATTERNS:
        survey, corrected = level_bias(max(5, companies // 5), pattern)
        print(f"answering {pattern}: surveys alone {survey:+.1f} points, two-phase {corrected:+.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)

"""What stands still for a quarter: corrections, effects of the work, means and strengths of the tiers.

Estimated afresh with every rating these would move under people's feet: a good rating on a hard ticket would lower what
hard work is credited with, hence one's own credit. Frozen, three things hold exactly: a better rating never lowers a
score, no colleague's rating moves mine, and the explanation is a plain sum.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.people.components import observations
from models.people.opinions import AnswerLevel, Cell, Corrections, cells_of, corrections
from models.people.outcomes import Outcomes, outcomes
from models.people.shrink import Prior, prior_of
from models.people.visit_table import VisitTable, visit_table, within
from models.people.within import WorkEffect, as_plain, from_plain, sums_of, work_effect
from models.records import Records
from models.sections.evaluation import COMPONENTS, Evaluation

LEAST_VISITS = 200
"""Visits before the quarter below which the calibration is made from all there is, and says so."""
COMPANY = "company"


@dataclass(frozen=True)
class Calibration:
    """Everything that the scores of a quarter take as given.

    Parameters
    ----------
    quarter
        First day of the quarter it is for.
    first, last
        Days of the visits it was made from.
    provisional
        Made from days of the quarter itself, because there was too little before it.
    effects
        Component -> effect of the work.
    priors
        Component -> tier (or ``company``) -> prior.
    present
        Components that have observations at all; the others give their weight to these.
    """

    quarter: date
    first: date
    last: date
    provisional: bool
    policy: str
    corrections: Corrections
    effects: dict[str, WorkEffect]
    priors: dict[str, dict[str, Prior]]
    present: tuple[str, ...] = field(default=COMPONENTS)

    def prior(self, component: str, tier: str) -> Prior:
        """The prior of a tier; the company's where the tier is small."""
        known = self.priors.get(component, {})
        return known.get(tier) or known.get(COMPANY) or Prior(0.5, 5.0)

    @property
    def hash(self) -> str:
        """A short name of its content; the same content has the same name everywhere."""
        text = json.dumps(_plain(self), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def to_json(self) -> dict[str, Any]:
        """Plain data for ``calibration.json``."""
        return {"hash": self.hash, **_plain(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Calibration:
        """The calibration that :meth:`to_json` wrote."""
        fixed = data["corrections"]
        return cls(
            quarter=date.fromisoformat(data["quarter"]),
            first=date.fromisoformat(data["first"]),
            last=date.fromisoformat(data["last"]),
            provisional=bool(data["provisional"]),
            policy=str(data["policy"]),
            corrections=Corrections(
                dict(fixed["mode"]),
                dict(fixed["pairs"]),
                {(row[0], row[1], row[2]): float(row[3]) for row in fixed["weights"]},
                {name: AnswerLevel(**level) for name, level in fixed["levels"].items()},
            ),
            effects={name: from_plain(effect) for name, effect in data["effects"].items()},
            priors={
                name: {tier: Prior(*pair) for tier, pair in tiers.items()} for name, tiers in data["priors"].items()
            },
            present=tuple(data["present"]),
        )


def _plain(made: Calibration) -> dict[str, Any]:
    fixed = made.corrections
    return {
        "quarter": made.quarter.isoformat(),
        "first": made.first.isoformat(),
        "last": made.last.isoformat(),
        "provisional": made.provisional,
        "policy": made.policy,
        "present": list(made.present),
        "corrections": {
            "mode": fixed.mode,
            "pairs": fixed.pairs,
            "weights": [[*cell, weight] for cell, weight in sorted(fixed.weights.items())],
            "levels": {name: asdict(level) for name, level in fixed.levels.items()},
        },
        "effects": {name: as_plain(effect) for name, effect in made.effects.items()},
        "priors": {
            name: {tier: [prior.mean, prior.strength, prior.people, prior.noise] for tier, prior in tiers.items()}
            for name, tiers in made.priors.items()
        },
    }


def quarter_of(day: date) -> date:
    """The first day of its quarter.

    >>> quarter_of(date(2026, 11, 23)), quarter_of(date(2024, 2, 29))
    (datetime.date(2026, 10, 1), datetime.date(2024, 1, 1))
    """
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def months_before(day: date, months: int) -> date:
    """The first of the month so many months earlier.

    >>> months_before(date(2026, 1, 1), 12), months_before(date(2026, 10, 1), 1)
    (datetime.date(2025, 1, 1), datetime.date(2026, 9, 1))
    """
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def calibrate(records: Records, at: date, evaluation: Evaluation, policy: str = "") -> Calibration:
    """The calibration of the quarter in which ``at`` lies.

    Made from the months before the quarter; where there is hardly anything, from all days up to ``at``, and
    provisional.
    """
    quarter = quarter_of(at)
    first, last = months_before(quarter, evaluation.calibration_months), quarter - timedelta(days=1)
    before = records.until(last)
    start = records.start_of(first)
    provisional = sum(visit.finished >= start for visit in before.visits) < LEAST_VISITS
    if provisional:
        last, before = at, records.until(at)
    table = visit_table(before)
    end = before.end_of(last)
    rows = np.flatnonzero(within(table.finished, start, end))
    out = outcomes(before, table, evaluation)
    cells = cells_of(table, out)
    fixed = corrections(before, table, out, rows, cells)
    effects, priors = {}, {}
    tiers = {member.id: member.tier.label for member in records.engineers}
    for name in COMPONENTS:
        effects[name], found = _component(name, before, table, out, cells, fixed, evaluation, start, end, tiers)
        if found:
            priors[name] = found
    return Calibration(quarter, first, last, provisional, policy, fixed, effects, priors,
                       tuple(name for name in COMPONENTS if name in priors))  # fmt: skip


def _component(
    name: str, records: Records, table: VisitTable, out: Outcomes, cells: list[Cell], fixed: Corrections,
    evaluation: Evaluation, start: int, end: int, tiers: Mapping[str, str],
) -> tuple[WorkEffect, dict[str, Prior]]:  # fmt: skip
    """The effect of the work on a component, and the priors of the tiers."""
    found = observations(name, records, table, out, cells, fixed, evaluation, start, end)
    if not len(found.outcome):
        return WorkEffect(), {}
    effect = WorkEffect()
    if len(found.visit):
        effect = work_effect(table, found.visit, found.engineer, found.outcome, found.weight, evaluation.least_level)
    sums = sums_of(table, found.visit, found.engineer, found.outcome, found.weight, effect.columns)
    adjusted = sums.raw - (sums.mix - np.array(effect.reference)) @ np.array(effect.slope)
    return effect, _priors(adjusted, sums.effective, [tiers[name] for name in table.engineers], evaluation.least_team)


def _priors(rate: NDArray[np.float64], count: NDArray[np.float64], tiers: list[str], least: int) -> dict[str, Prior]:
    """One prior per tier with enough engineers; a small tier keeps its own mean and has the company's strength."""
    company = prior_of(rate, count)
    if company is None:
        return {}
    found = {COMPANY: company}
    for tier in sorted(set(tiers)):
        mine = np.array([known == tier for known in tiers])
        own = prior_of(rate[mine], count[mine])
        if own is not None:
            enough = int((count[mine] > 0).sum()) >= least
            found[tier] = own if enough else replace(company, mean=own.mean) if count[mine].sum() >= 100 else company
    return found

"""Scores of a company on a day, with what they were made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from models.kpi.kpi import Kpi
from models.people.calibration import Calibration, calibrate, quarter_of
from models.people.figures import figures
from models.people.ladder import standings
from models.people.points import ledgers
from models.people.score import EngineerScore, RatingUse, ScoreFacts, ratings_of, score_facts, score_of
from models.policy import Policy
from models.records import Records
from models.sections.development import Development
from models.sections.evaluation import Evaluation
from models.sections.standing_ladder import StandingLadder

HEADINGS = (
    "engineer_id", "name", "tier", "performance", "low", "high", "ratings", "reliability", "since", "as_of", "policy",
    "calibration", "points", "standing",
)  # fmt: skip
"""Columns of ``scores.csv``; the day loader reads it beside the engineers table."""


@dataclass(frozen=True)
class ScoreReport:
    """Scores, calibration and figures.

    Parameters
    ----------
    facts
        What the scores were made from; explanations are made from it as well.
    company
        The standard figures of the period, for the whole company.
    by_engineer
        Engineer -> the same figures.
    points, standing
        Engineer -> points that count on the day, and standing by confirmed entries.
    """

    facts: ScoreFacts
    scores: tuple[EngineerScore, ...]
    company: tuple[Kpi, ...]
    by_engineer: dict[str, tuple[Kpi, ...]]
    points: dict[str, int]
    standing: dict[str, str]

    @property
    def calibration(self) -> Calibration:
        """What stands still for the quarter."""
        return self.facts.calibration

    def score(self, engineer: str) -> EngineerScore | None:
        """The score of somebody; None where nobody has this id."""
        return next((score for score in self.scores if score.engineer == engineer), None)

    def ratings(self, engineer: str) -> tuple[RatingUse, ...]:
        """Every rating of somebody, counted or not."""
        return ratings_of(self.facts, engineer)

    def rows(self) -> list[dict[str, Any]]:
        """The rows of ``scores.csv``."""
        return [
            {
                "engineer_id": score.engineer, "name": score.name, "tier": score.tier, "performance": score.score,
                "low": _round(score.low), "high": _round(score.high), "ratings": score.count,
                "reliability": round(score.reliability, 2), "since": score.since.isoformat(),
                "as_of": score.at.isoformat(), "policy": score.policy, "calibration": self.calibration.hash,
                "points": self.points.get(score.engineer, 0), "standing": self.standing.get(score.engineer, "active"),
            }
            for score in self.scores
        ]  # fmt: skip

    def as_dict(self, engineer: str | None = None) -> dict[str, Any]:
        """Plain data for ``--json``: everybody in short, one engineer with every term and rating."""
        from models.text import in_chinese

        if engineer is None:
            return {"at": self.facts.at.isoformat(), "policy": self.facts.policy, "calibration": self.calibration.hash,
                    "provisional": self.calibration.provisional, "scores": self.rows(),
                    "figures": [kpi.as_dict() for kpi in self.company]}  # fmt: skip
        score = self.score(engineer)
        assert score is not None, "asked before"
        row = next(row for row in self.rows() if row["engineer_id"] == engineer)
        return row | {
            "exact": _round(score.exact, 4), "one_more_satisfied": round(score.better, 2),
            "terms": [{"what": str(term.what), "what_zh": in_chinese(term.what), "points": term.points}
                      for term in score.terms],
            "components": [
                {"id": part.name, "observations": part.count, "effective": round(part.effective, 2),
                 "raw": round(part.raw, 4), "adjusted": round(part.adjusted, 4), "estimate": round(part.estimate, 4),
                 "tier_mean": round(part.prior.mean, 4), "tier_strength": round(part.prior.strength, 2),
                 "reliability": round(part.reliability, 3), "weight": part.weight, "floor": part.floor,
                 "target": part.target, "points": round(part.points, 4)}
                for part in score.components
            ],
            "ratings": [
                {"rating": use.rating.id, "visit": use.rating.visit, "source": use.rating.source,
                 "day": use.day.isoformat(), "score": use.rating.score, "counted": use.counted,
                 "weight": round(use.weight, 3), "why": str(use.why), "why_zh": in_chinese(use.why)}
                for use in self.ratings(engineer)
            ],
        }  # fmt: skip


def _round(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(value, digits)


def score_report(records: Records, at: date, policy: Policy, calibration: Calibration | None = None) -> ScoreReport:
    """The scores of everybody at the end of a day.

    Parameters
    ----------
    calibration
        Of the quarter, as an earlier run wrote it; None = it is made from the records.

    Raises
    ------
    InputError
        The calibration is of another quarter, or of another policy.
    """
    evaluation = policy.section(Evaluation)
    named = f"{policy.name} {policy.version}"
    if calibration is None:
        calibration = calibrate(records, at, evaluation, named)
    else:
        _fits(calibration, at, named)
    facts = score_facts(records, at, evaluation, calibration, named)
    made = tuple(score_of(facts, k) for k in range(len(facts.table.engineers)))
    first = at - timedelta(days=evaluation.period_days - 1)
    company = figures(records, evaluation, first, at)[""]
    stands = standings(records, policy.section(StandingLadder), at, (), policy.made_known_on)
    return ScoreReport(
        facts, made, company, figures(records, evaluation, first, at, "engineer"),
        {ledger.engineer: max(0, ledger.points) for ledger in ledgers(records, at, policy.section(Development))},
        {known.engineer: known.standing for known in stands},
    )  # fmt: skip


def _fits(calibration: Calibration, at: date, policy: str) -> None:
    from models.errors import InputError, Trouble
    from models.text import Text

    troubles = []
    if calibration.quarter != quarter_of(at):
        message = Text(f"is the calibration of the quarter from {calibration.quarter}, and {at} lies in another",
                       f"是 {calibration.quarter} 起季度的校准，而 {at} 在另一季度")  # fmt: skip
        maybe = Text("leave it out: a new one is made.", "不给出即可：会重新计算。")
        troubles.append(Trouble(message, field="--calibration", rule="other-quarter", maybe=maybe))
    if calibration.policy != policy:
        message = Text(f"was made under the policy {calibration.policy}, not {policy}",
                       f"是按策略 {calibration.policy} 得出的，不是 {policy}")  # fmt: skip
        maybe = Text("leave it out: a new one is made.", "不给出即可：会重新计算。")
        troubles.append(Trouble(message, field="--calibration", rule="other-policy", maybe=maybe))
    if troubles:
        raise InputError(troubles)

"""The performance score: combined, adjusted, shrunk and added up, with an interval; its explanation is a plain sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from models.people.calibration import Calibration
from models.people.components import Observations, observations
from models.people.opinions import Cell, cells_of, excused_ratings
from models.people.outcomes import Outcomes, outcomes
from models.people.shrink import Prior, reliability, shrunk
from models.people.visit_table import VisitTable, visit_table
from models.people.within import Sums, sums_of
from models.records import Rating, Records
from models.sections.evaluation import COMPONENTS, Evaluation
from models.text import Text

LABELS = {
    "satisfaction": Text("Customer satisfaction", "客户满意"),
    "first-time-fix": Text("First-time fix", "一次修复"),
    "response": Text("Response kept", "响应守约"),
    "attendance": Text("Attendance", "出勤"),
}
COVARIATES = {
    "work type": Text("kind of work", "工作类型"),
    "priority": Text("priority", "优先级"),
    "least tier": Text("least tier of the work", "工作最低级别"),
    "territory": Text("territory", "区域"),
    "remote": Text("on site or remote", "现场或远程"),
    "part of the day": Text("part of the day", "时段"),
    "return visit": Text("first or return visit", "首次或再次上门"),
    "age [days]": Text("age of the tickets", "工单等待天数"),
}


@dataclass(frozen=True)
class Term:
    """One line of the explanation: what it is, and the points it adds."""

    what: Text
    points: float


@dataclass(frozen=True)
class ComponentScore:
    """One component of an engineer's score.

    Parameters
    ----------
    count, effective
        Observations, and how many they are worth with their weights.
    raw, adjusted, estimate
        Rate as observed, with the work taken out, and after shrinkage and level; 0 to 1.
    reliability
        Share of the estimate that is the engineer's own.
    prior
        Mean and strength of the tier.
    weight
        Share of the score, after missing components gave theirs away.
    points
        What it adds to the score.
    terms
        Lines that add up to ``points``.
    """

    name: str
    count: int
    effective: float
    raw: float
    adjusted: float
    estimate: float
    reliability: float
    prior: Prior
    weight: float
    floor: float
    target: float
    points: float
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class EngineerScore:
    """The score of an engineer on a day.

    Parameters
    ----------
    score
        Rounded to the policy's step, for the plan; None where nothing at all was observed, or satisfaction never is.
    exact
        Before it was rounded.
    low, high
        90 % interval: where the true score lies, given what was seen.
    count
        Customers' ratings behind it.
    reliability
        Of satisfaction.
    since
        First day of the observations.
    better
        What one more satisfied customer would change.
    """

    engineer: str
    name: str
    tier: str
    at: date
    policy: str
    score: float | None
    exact: float | None
    low: float | None
    high: float | None
    count: int
    reliability: float
    since: date
    better: float
    components: tuple[ComponentScore, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All lines of the explanation: they add up to the score to a hundredth."""
        if self.score is None or self.exact is None:
            return ()
        lines = [Term(_joined(component.name, term.what), term.points) for component in self.components
                 for term in component.terms]  # fmt: skip
        lines.append(Term(Text("rounded for the plan", "为排程取整"), self.score - self.exact))
        return in_hundredths(lines)


def _joined(component: str, what: Text) -> Text:
    label = LABELS[component]
    return Text(f"{label}: {what}", f"{label.zh}：{what.zh}")


def in_hundredths(lines: Sequence[Term]) -> tuple[Term, ...]:
    """The lines rounded to hundredths so that what is shown still adds up: what one loses, the next gets.

    >>> [line.points for line in in_hundredths([Term(Text("a", "a"), 0.333)] * 3)]
    [0.33, 0.34, 0.33]
    """
    shown, total, said = [], 0.0, 0
    for line in lines:
        total += line.points
        now = round(total * 100)
        shown.append(Term(line.what, (now - said) / 100))
        said = now
    return tuple(shown)


@dataclass(frozen=True)
class RatingUse:
    """A rating as an explanation page shows it: counted or not, with its weight, and why."""

    rating: Rating
    day: date
    counted: bool
    weight: float
    outcome: float
    why: Text


@dataclass(frozen=True)
class ScoreFacts:
    """What the scores of all engineers on a day share."""

    records: Records
    at: date
    evaluation: Evaluation
    calibration: Calibration
    policy: str
    table: VisitTable
    outcomes: Outcomes
    cells: list[Cell]
    observed: dict[str, Observations]
    sums: dict[str, Sums]
    first: date


def score_facts(
    records: Records, at: date, evaluation: Evaluation, calibration: Calibration, policy: str = ""
) -> ScoreFacts:
    """Observations of the period that ends with ``at``, summed by engineer."""
    known = records.until(at)
    table = visit_table(known)
    out = outcomes(known, table, evaluation)
    cells = cells_of(table, out)
    first = at - timedelta(days=evaluation.period_days - 1)
    start, end = known.start_of(first), known.end_of(at)
    observed, sums = {}, {}
    for name in COMPONENTS:
        found = observations(name, known, table, out, cells, calibration.corrections, evaluation, start, end)
        columns = calibration.effects[name].columns if len(found.visit) else ()
        observed[name] = found
        sums[name] = sums_of(table, found.visit, found.engineer, found.outcome, found.weight, columns)
    return ScoreFacts(known, at, evaluation, calibration, policy, table, out, cells, observed, sums, first)


def scores(
    records: Records, at: date, evaluation: Evaluation, calibration: Calibration, policy: str = ""
) -> tuple[EngineerScore, ...]:
    """The scores of everybody at the end of a day, by engineer id.

    Parameters
    ----------
    at
        The day; nothing later is looked at.
    calibration
        Of its quarter; see :func:`models.people.calibration.calibrate`.
    policy
        Name and version, kept with the score.
    """
    facts = score_facts(records, at, evaluation, calibration, policy)
    return tuple(score_of(facts, k) for k in range(len(facts.table.engineers)))


def score_of(facts: ScoreFacts, k: int) -> EngineerScore:
    """The score of one engineer; ``k`` is the position among the table's engineers."""
    member = facts.records.engineers[k]
    weights = weights_of(facts.evaluation, facts.calibration.present)
    made = tuple(_component(facts, k, name, weights[name], member.tier.label, member.territory) for name in weights)
    seen = any(component.count for component in made)
    satisfied = next((component for component in made if component.name == "satisfaction"), None)
    if satisfied is None or not seen:
        return EngineerScore(member.id, member.name, member.tier.label, facts.at, facts.policy, None, None, None,
        None, 0,
                             0.0, facts.first, 0.0, made)  # fmt: skip
    exact = sum(component.points for component in made)
    step = facts.evaluation.step
    low, high = _interval(facts, member.id, made)
    return EngineerScore(
        member.id, member.name, member.tier.label, facts.at, facts.policy, round(exact / step) * step, exact, low, high,
        satisfied.count, satisfied.reliability, facts.first, _better(facts, satisfied), made,
    )  # fmt: skip


def weights_of(evaluation: Evaluation, present: Sequence[str]) -> dict[str, float]:
    """The share of each component that there is; missing ones give theirs to the others in proportion.

    >>> weights_of(Evaluation(), ["satisfaction", "attendance"])
    {'satisfaction': 0.8571428571428572, 'attendance': 0.14285714285714288}
    """
    if "satisfaction" not in present:
        return {}
    known = {name: evaluation.weights[name] for name in COMPONENTS if name in present}
    total = sum(known.values())
    return {name: weight / total for name, weight in known.items()}


def _component(facts: ScoreFacts, k: int, name: str, weight: float, tier: str, territory: str) -> ComponentScore:
    sums, effect = facts.sums[name], facts.calibration.effects[name]
    prior = facts.calibration.prior(name, tier)
    count, raw = float(sums.effective[k]), float(sums.raw[k])
    credit = effect.added(sums.mix[k].tolist()) if count and sums.columns.shape[1] else {}
    adjusted = raw + sum(credit.values())
    level = facts.calibration.corrections.level(territory).shift if name == "satisfaction" else 0.0
    estimate = shrunk(adjusted, count, prior) + level
    floor, target = facts.evaluation.floors[name], facts.evaluation.targets[name]
    scale, own = 100 * weight / (target - floor), reliability(count, prior)
    points = 100 * weight * float(np.clip((estimate - floor) / (target - floor), 0.0, 1.0))
    above = Text(f"own rate {raw:.1%} above the floor {floor:.0%}, counts {own:.0%}",
                 f"本人比率 {raw:.1%} 超出起点 {floor:.0%} 的部分，占 {own:.0%}")  # fmt: skip
    terms = [Term(above, scale * own * (raw - floor))]
    terms += [Term(_credited(covariate), scale * own * points_of) for covariate, points_of in credit.items()]
    usual = Text(f"tier's rate {prior.mean:.1%} above the floor, counts {1 - own:.0%}",
                 f"级别比率 {prior.mean:.1%} 超出起点的部分，占 {1 - own:.0%}")  # fmt: skip
    terms.append(Term(usual, scale * (1 - own) * (prior.mean - floor)))
    if level:
        terms.append(
            Term(Text("those who did not answer (all of the territory alike)", "未回复者（全区域相同）"), scale * level)
        )
    beyond = points - sum(term.points for term in terms)
    if abs(beyond) > 1e-9:
        terms.append(Term(Text("not below nothing, not above the target", "不低于零、不高于目标"), beyond))
    return ComponentScore(
        name,
        int(np.count_nonzero(facts.observed[name].engineer == k)),
        count,
        raw,
        adjusted,
        estimate,
        own,
        prior,
        weight,
        floor,
        target,
        points,
        tuple(terms),
    )


def _credited(covariate: str) -> Text:
    label = COVARIATES.get(covariate, Text(covariate, covariate))
    return Text(f"credit for the {label}", f"{label.zh}的调整")


def _interval(facts: ScoreFacts, engineer: str, components: Sequence[ComponentScore]) -> tuple[float, float]:
    """5 % and 95 % of the draws: the Bayesian bootstrap of own observations together with the tier's.

    Rubin 1981, *The Bayesian bootstrap*. A plain bootstrap of one's own visits would say nothing of what five equal
    ratings leave open, and would be too narrow by the square root of the reliability.
    """
    low, high = np.quantile(score_draws(facts, engineer, components, facts.evaluation.draws), [0.05, 0.95])
    return float(low), float(high)


def score_draws(
    facts: ScoreFacts, engineer: str, components: Sequence[ComponentScore], draws: int
) -> NDArray[np.float64]:
    """Scores that what was seen leaves possible; seeded by the engineer, so that nobody's draws depend on others."""
    total = np.zeros(draws)
    for number, component in enumerate(components):
        prior, own = component.prior, component.effective
        level = component.estimate - shrunk(component.adjusted, own, prior)
        dice = np.random.default_rng([facts.evaluation.seed, crc32(engineer.encode()), number])
        strength = prior.strengths(dice, draws)
        weight = own + strength
        good = np.clip((own * component.adjusted + strength * prior.mean) / weight, 1e-3, 1 - 1e-3) * weight
        rate = dice.beta(good, weight - good) + level
        total += 100 * component.weight * np.clip(
            (rate - component.floor) / (component.target - component.floor), 0.0, 1.0)  # fmt: skip
    return total


def _better(facts: ScoreFacts, satisfied: ComponentScore) -> float:
    """Points that one more satisfied customer would add."""
    count, prior = satisfied.effective, satisfied.prior
    level = satisfied.estimate - shrunk(satisfied.adjusted, count, prior)
    after = (count * satisfied.adjusted + 1 + prior.strength * prior.mean) / (count + 1 + prior.strength) + level
    span = satisfied.target - satisfied.floor
    before, now = (float(np.clip((rate - satisfied.floor) / span, 0.0, 1.0)) for rate in (satisfied.estimate, after))
    return 100 * satisfied.weight * (now - before)


def ratings_of(facts: ScoreFacts, engineer: str) -> tuple[RatingUse, ...]:
    """Every rating of an engineer's visits in the period, with what became of it, by day."""
    excused = {decision.entry: decision for decision in facts.records.decisions if decision.kind == "not-service"}
    found = facts.observed["satisfaction"]
    used = {key: (float(found.weight[k]), float(found.outcome[k])) for k, key in enumerate(found.keys)}
    start = facts.records.start_of(facts.first)
    lines = []
    for visit in facts.records.visits:
        if visit.engineer != engineer or visit.finished < start:
            continue
        for rating in facts.records.ratings_of_visit.get(visit.id, ()):
            weight, outcome = used.get(rating.id, (0.0, 0.0))
            if rating.id in excused_ratings(facts.records.decisions):
                decision = excused[rating.id]
                why = Text(f"not counted: {decision.by} marked on {decision.on} that the cause is not the engineer",
                           f"不计：{decision.by} 于 {decision.on} 认定原因不在工程师")  # fmt: skip
            elif rating.id not in used:
                why = Text("mystery visits are shown and not mixed in", "神秘顾客仅展示，不混入")
            else:
                why = Text("counted", "计入")
            lines.append(RatingUse(rating, facts.records.day_of(rating.given), rating.id in used, weight, outcome, why))
    return tuple(sorted(lines, key=lambda line: (line.day, line.rating.id)))


def mix_audit(
    records: Records, evaluation: Evaluation, since: date, at: date, score: dict[str, float | None]
) -> tuple[tuple[dict[str, tuple[float, float, int]], dict[str, tuple[float, float, int]]], float | None]:
    """Does a good score bring harder work? The loop that would make it feed on itself.

    Parameters
    ----------
    since
        First day of the policy: days before and after it are compared.
    score
        Engineer -> score, for the correlation with the later share of hard work.

    Returns
    -------
    before and after: engineer -> (share of urgent tickets, share of work for higher tiers, visits); the correlation of
    score with the later share of hard work, None with fewer than three engineers.
    """
    parts: list[dict[str, list[int]]] = [{}, {}]
    start, end = records.start_of(since), records.end_of(at)
    for visit in records.visits:
        if visit.finished < end:
            counts = parts[visit.finished >= start].setdefault(visit.engineer, [0, 0, 0])
            counts[0] += visit.priority <= 2
            counts[1] += int(visit.tier) > 1
            counts[2] += 1
    shares = [{name: (urgent / n, hard / n, n) for name, (urgent, hard, n) in sorted(part.items())} for part in parts]
    pairs = [(score[name], shares[1][name][1]) for name in shares[1] if score.get(name) is not None]
    if len(pairs) < 3:
        return (shares[0], shares[1]), None
    both = np.array(pairs, np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = float(np.asarray(np.corrcoef(both[:, 0], both[:, 1]))[0, 1])
    return (shares[0], shares[1]), None if np.isnan(found) else found

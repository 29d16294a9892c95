"""Pilots: a few territories under new rules, drawn at random, against the others.

Territories are the units, never tickets: tickets of one territory share its weather, its people and its weeks, so tests
over tickets call chance an effect three times too often (Bertrand, Duflo & Mullainathan 2004). Inference runs over exactly
the assignments that could have been drawn (Fisher 1935; Athey & Imbens 2017). The wild cluster bootstrap is not used: with
so few treated clusters it rejects too often or hardly ever (MacKinnon & Webb 2017).
"""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import comb, exp, lgamma, log

import numpy as np
from numpy.typing import NDArray

from models.text import Text

Floats = NDArray[np.float64]
MOST_ASSIGNMENTS = 20_000
"""Assignments that are listed; where there are more, so many are drawn."""
SIGNIFICANT = 0.05


@dataclass(frozen=True)
class PilotData:
    """Observations of an outcome, N of them.

    Parameters
    ----------
    units
        Names of the territories; ``unit`` [N] holds indices into them.
    day
        [N] days on any count.
    value
        [N] as measured: hours or days of wait, or 0 and 1.
    kind
        [N] indices of the kind of work, for the case mix.
    wait
        Is it a wait (then compared as log(1 + wait)), or a rate?
    """

    units: tuple[str, ...]
    unit: NDArray[np.int64]
    day: NDArray[np.int64]
    value: Floats
    kind: NDArray[np.int64]
    wait: bool = True

    def scaled(self, factor: float = 1.0) -> Floats:
        """What is compared, as if all values were so many times as large."""
        return np.asarray(np.log1p(self.value * factor) if self.wait else self.value * factor)

    def only(self, names: Sequence[str]) -> PilotData:
        """The data of some territories, in this order."""
        place = {name: k for k, name in enumerate(names)}
        code = np.array([place.get(name, -1) for name in self.units])[self.unit]
        keep = code >= 0
        return PilotData(tuple(names), code[keep], self.day[keep], self.value[keep], self.kind[keep], self.wait)


def adjusted(data: PilotData, factor: float = 1.0) -> Floats:
    """What is compared, with the kinds of work taken out as they differ within territories."""
    y = data.scaled(factor)
    kinds = int(data.kind.max()) + 1 if len(data.kind) else 0
    if kinds < 2:
        return y
    x = np.zeros((len(y), kinds))
    x[np.arange(len(y)), data.kind] = 1.0
    mean = x.mean(0)
    count = np.bincount(data.unit, minlength=len(data.units))
    inside = np.zeros((len(data.units), kinds))
    np.add.at(inside, data.unit, x)
    level = np.bincount(data.unit, y, len(data.units)) / np.maximum(count, 1)
    share = inside / np.maximum(count, 1)[:, None]
    centred = x - share[data.unit]
    slope = np.linalg.pinv(centred.T @ centred, rcond=1e-9, hermitian=True) @ (centred.T @ (y - level[data.unit]))
    return np.asarray(y - (x - mean) @ slope)


@dataclass(frozen=True)
class PilotEstimate:
    """The difference in differences, and how likely chance alone is.

    Parameters
    ----------
    effect
        Treated after less before, less the same of the others; of waits on the scale of log(1 + wait).
    percent
        The same in percent of the wait, or in points of the rate.
    t_p, random_p
        By the t-test over territories (df = G - 2), and over all assignments.
    assignments
        How many there are.
    low, high
        95 % interval by the t-test, in the unit of ``percent``.
    """

    effect: float
    percent: float
    t_p: float
    random_p: float
    assignments: int
    low: float
    high: float


def least_p(units: int, treated: int) -> float:
    """The smallest p that inference over all assignments can give.

    >>> round(least_p(6, 2), 3), round(least_p(7, 2), 3), round(least_p(8, 2), 3)
    (0.067, 0.048, 0.036)
    """
    return (2 if units == 2 * treated else 1) / comb(units, treated)


def assignments(units: int, treated: int, seed: int = 1) -> NDArray[np.int64]:
    """All sets of treated territories that could be drawn; where there are too many, a sample."""
    if comb(units, treated) <= MOST_ASSIGNMENTS:
        return np.array(list(combinations(range(units), treated)), np.int64)
    dice = np.random.default_rng(seed)
    return np.array([np.sort(dice.choice(units, treated, replace=False)) for _ in range(MOST_ASSIGNMENTS)], np.int64)


def differences(data: PilotData, y: Floats, before: tuple[int, int], after: tuple[int, int]) -> Floats:
    """After less before of every territory [G]; spans are half-open days."""
    means = []
    for start, end in (before, after):
        inside = (data.day >= start) & (data.day < end)
        count = np.bincount(data.unit[inside], minlength=len(data.units))
        means.append(np.bincount(data.unit[inside], y[inside], len(data.units)) / np.maximum(count, 1))
    return np.asarray(means[1] - means[0])


def effects(difference: Floats, sets: NDArray[np.int64]) -> Floats:
    """The effect that each assignment would show [A]."""
    treated = difference[sets].sum(1)
    count = sets.shape[1]
    return np.asarray(treated / count - (difference.sum() - treated) / (len(difference) - count))


def random_p(difference: Floats, treated: Sequence[int], sets: NDArray[np.int64]) -> float:
    """The share of assignments that show at least as much."""
    own = effects(difference, np.array([sorted(treated)], np.int64))[0]
    return float((np.abs(effects(difference, sets)) >= abs(own) - 1e-12).mean())


def t_test(difference: Floats, treated: Sequence[int]) -> tuple[float, float, int]:
    """Effect, standard error and degrees of freedom of the t-test over territories."""
    mask = np.zeros(len(difference), bool)
    mask[list(treated)] = True
    a, b = difference[mask], difference[~mask]
    freedom = len(difference) - 2
    spread = (((a - a.mean()) ** 2).sum() + ((b - b.mean()) ** 2).sum()) / max(freedom, 1)
    return float(a.mean() - b.mean()), float(np.sqrt(spread * (1 / len(a) + 1 / len(b)))), freedom


def t_tail(t: float, freedom: int) -> float:
    """The chance of a |t| at least so large.

    >>> round(t_tail(2.447, 6), 3), t_tail(0.0, 6)
    (0.05, 1.0)
    """
    return _incomplete_beta(freedom / 2, 0.5, freedom / (freedom + t * t))


def t_limit(freedom: int, chance: float = SIGNIFICANT) -> float:
    """The |t| that has this chance."""
    low, high = 0.0, 1000.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if t_tail(middle, freedom) > chance else (low, middle)
    return high


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """Regularised, by Lentz's continued fraction (Numerical Recipes 6.4)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, 300):
        for numerator in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                          -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):  # fmt: skip
            d = 1 / (1 + numerator * d)
            c = 1 + numerator / c
            result *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return front * result


def estimate(
    data: PilotData, treated: Sequence[int], start: int, before: int, after: int, sets: NDArray[np.int64] | None = None
) -> PilotEstimate:
    """The estimate of a pilot.

    Parameters
    ----------
    treated
        Indices of the pilot territories.
    start
        First day; ``before`` and ``after`` [days] on either side.
    sets
        Assignments that could have been drawn; None = all of that size.
    """
    sets = assignments(len(data.units), len(treated)) if sets is None else sets
    y = adjusted(data)
    difference = differences(data, y, (start - before, start), (start, start + after))
    effect, error, freedom = t_test(difference, treated)
    p = t_tail(effect / error, freedom) if error > 0 else float(effect == 0)
    half = t_limit(freedom) * error
    low, high = sorted(_percent(value, data.wait) for value in (effect - half, effect + half))
    return PilotEstimate(
        effect, _percent(effect, data.wait), p, random_p(difference, treated, sets), len(sets), low, high
    )


def _percent(effect: float, wait: bool) -> float:
    return 100 * (exp(effect) - 1) if wait else 100 * effect


@dataclass(frozen=True)
class WeekSums:
    """Sums by territory and week, at several sizes of an effect: what simulations run on.

    Parameters
    ----------
    count, total
        [G, W] observations, and factor -> sums [G, W] of what is compared.
    """

    count: Floats
    total: dict[float, Floats]


def week_sums(data: PilotData, factors: Sequence[float]) -> WeekSums:
    """Weeks from the first day on; a last week that is not whole is left out."""
    week = (data.day - data.day.min()) // 7
    weeks = int((data.day.max() - data.day.min() + 1) // 7)
    keep = week < weeks
    place = data.unit[keep] * weeks + week[keep]
    shape = (len(data.units), weeks)
    count = np.bincount(place, minlength=shape[0] * weeks).reshape(shape).astype(np.float64)
    base = adjusted(data)
    plain = data.scaled()
    total = {}
    for factor in dict.fromkeys((1.0, *factors)):
        y = base + (data.scaled(factor) - plain)
        total[factor] = np.asarray(np.bincount(place, y[keep], shape[0] * weeks), np.float64).reshape(shape)
    return WeekSums(count, total)


@dataclass(frozen=True)
class PowerRow:
    """How often an effect of a size is seen."""

    factor: float
    by_random: float
    by_t: float


def power(
    sums: WeekSums,
    units: int,
    treated: int,
    before: int,
    after: int,
    factors: Sequence[float],
    runs: int,
    seed: int = 1,
) -> tuple[PowerRow, ...]:
    """Shares of simulated pilots in which each effect is significant; factor 1 = nothing happens (placebos).

    Parameters
    ----------
    units, treated
        Territories of a pilot, drawn anew each time from the history's, and how many of them are treated.
    before, after
        [weeks].
    factors
        0.9 = a wait of a tenth less.
    """
    dice = np.random.default_rng(seed)
    total, weeks = sums.count.shape
    sets = assignments(units, treated)
    seen = {factor: [0, 0] for factor in factors}
    limit = t_limit(units - 2)
    for _ in range(runs):
        chosen = dice.choice(total, units, replace=False)
        start = int(dice.integers(before, weeks - after + 1))
        mine = np.sort(dice.choice(units, treated, replace=False))
        old = _mean(sums, chosen, slice(start - before, start), 1.0)
        plain = _mean(sums, chosen, slice(start, start + after), 1.0)
        for factor in factors:
            new = plain.copy()
            new[mine] = _mean(sums, chosen[mine], slice(start, start + after), factor)
            difference = new - old
            effect, error, _ = t_test(difference, mine.tolist())
            seen[factor][0] += random_p(difference, mine.tolist(), sets) <= SIGNIFICANT
            seen[factor][1] += error > 0 and abs(effect / error) >= limit
    return tuple(PowerRow(factor, hits / runs, by_t / runs) for factor, (hits, by_t) in seen.items())


def _mean(sums: WeekSums, units: NDArray[np.int64], weeks: slice, factor: float) -> Floats:
    count = sums.count[units, weeks].sum(1)
    return np.asarray(sums.total[factor][units, weeks].sum(1) / np.maximum(count, 1))


def smallest_seen(rows: Sequence[PowerRow], wanted: float = 0.8) -> float | None:
    """The smallest change [percent] that is seen with this power, between the sizes tried; None = none of them."""
    known = sorted((abs(100 * (row.factor - 1)), row.by_random) for row in rows)
    for (small, weak), (large, strong) in zip([(0.0, SIGNIFICANT), *known], known, strict=False):
        if strong >= wanted:
            return large if strong <= weak else small + (wanted - weak) / (strong - weak) * (large - small)
    return None


def by_tickets(data: PilotData, treated: Sequence[int], start: int, before: int, after: int) -> float:
    """The p that a test over tickets would give: wrong, and shown to say why it is not used."""
    y = adjusted(data)
    mine = np.isin(data.unit, list(treated))
    cells = []
    for group in (mine, ~mine):
        for low, high in ((start - before, start), (start, start + after)):
            part = y[group & (data.day >= low) & (data.day < high)]
            cells.append((part.mean(), part.var(ddof=1) / len(part), len(part)))
    effect = (cells[1][0] - cells[0][0]) - (cells[3][0] - cells[2][0])
    error = np.sqrt(sum(cell[1] for cell in cells))
    return t_tail(float(effect / error), sum(cell[2] for cell in cells) - 4)


@dataclass(frozen=True)
class PilotCheck:
    """One check of a pilot, with what it says."""

    id: str
    good: bool
    said: Text


@dataclass(frozen=True)
class PilotReport:
    """Everything of a finished pilot (or one that is looked at for harm)."""

    treated: tuple[str, ...]
    controls: tuple[str, ...]
    estimate: PilotEstimate
    checks: tuple[PilotCheck, ...]
    weekly: dict[str, tuple[float, ...]] = field(default_factory=dict)
    synthetic: tuple[float, ...] = ()
    weights: dict[str, float] = field(default_factory=dict)
    weeks_before: int = 13
    verdict: str = ""


def weekly_means(data: PilotData, start: int, before: int, after: int) -> Floats:
    """Means of what is compared by territory and week [G, W]; NaN where a week has none."""
    y = adjusted(data)
    weeks = (before + after) // 7
    week = (data.day - (start - before)) // 7
    keep = (data.day >= start - before) & (week < weeks)
    place = data.unit[keep] * weeks + week[keep]
    size = len(data.units) * weeks
    count = np.bincount(place, minlength=size).astype(np.float64)
    total = np.bincount(place, y[keep], size)
    return np.asarray(
        np.divide(total, count, out=np.full(size, np.nan), where=count > 0).reshape(len(data.units), weeks)
    )


def synthetic_weights(target: Floats, controls: Floats, steps: int = 4000) -> Floats:
    """Weights of the controls, none negative, adding up to 1, that come nearest to the target before the start.

    Abadie, Diamond & Hainmueller 2010; projected gradient on the simplex (Duchi et al. 2008).

    >>> synthetic_weights(np.array([1.0, 2.0]), np.array([[1.0, 2.0], [5.0, 5.0]])).round(2).tolist()
    [1.0, 0.0]
    """
    weights = np.full(len(controls), 1 / len(controls))
    pace = 1 / max(float(np.linalg.norm(controls @ controls.T, 2)), 1e-12)
    for _ in range(steps):
        weights = _on_simplex(weights - pace * controls @ (controls.T @ weights - target))
    return weights


def _on_simplex(values: Floats) -> Floats:
    order = np.sort(values)[::-1]
    above = np.cumsum(order) - 1
    k = int(np.flatnonzero(order - above / np.arange(1, len(values) + 1) > 0)[-1])
    return np.asarray(np.maximum(values - above[k] / (k + 1), 0.0))


def pilot_report(
    data: PilotData, treated: Sequence[str], start: int, before: int, after: int, seen: float | None = None,
    target: float = 10.0, better_is_less: bool = True,
) -> PilotReport:  # fmt: skip
    """Estimate, checks, weekly means, second picture and the verdict.

    Parameters
    ----------
    seen
        [percent] smallest effect the design sees with 80 % power; None = nobody knows.
    target
        [percent] effect the pilot was to find.
    """
    mine = [data.units.index(name) for name in treated]
    controls = tuple(name for name in data.units if name not in treated)
    found = estimate(data, mine, start, before, after)
    means = weekly_means(data, start, before, after)
    others = [k for k in range(len(data.units)) if k not in mine]
    weeks = before // 7
    target_line = np.nanmean(means[mine], axis=0)
    weights: dict[str, float] = {}
    line: tuple[float, ...] = ()
    if weeks >= 8 and len(others) >= 5 and not np.isnan(means[:, :weeks]).any():
        found_weights = synthetic_weights(target_line[:weeks], means[others, :weeks])
        weights = {
            data.units[k]: float(weight)
            for k, weight in zip(others, found_weights.tolist(), strict=True)
            if weight > 0.005
        }
        line = tuple(np.nansum(found_weights[:, None] * means[others], axis=0).tolist())
    weekly = {"treated": tuple(target_line.tolist()), "controls": tuple(np.nanmean(means[others], axis=0).tolist())}
    checks = tuple(_checks(data, mine, start, before, after, means, found))
    return PilotReport(tuple(treated), controls, found, checks, weekly, line, weights, weeks,
                       _verdict(found, len(data.units), len(mine), seen, target, better_is_less))  # fmt: skip


def _verdict(found: PilotEstimate, units: int, treated: int, seen: float | None, target: float, less: bool) -> str:
    if found.random_p <= SIGNIFICANT:
        return "better" if (found.effect < 0) == less else "worse"
    if least_p(units, treated) > SIGNIFICANT or (seen is not None and seen > target):
        return "design could not have seen it"
    return "no difference seen"


VERDICTS = {
    "better": Text("better", "更好"), "worse": Text("worse", "更差"), "no difference seen": Text("no difference seen", "未见差异"),
    "design could not have seen it": Text("the design could not have seen it", "该设计无法看出差异"),
}  # fmt: skip


def _checks(
    data: PilotData, mine: Sequence[int], start: int, before: int, after: int, means: Floats, found: PilotEstimate
) -> list[PilotCheck]:
    made = []
    weeks = before // 7
    number = np.arange(weeks) - (weeks - 1) / 2
    slopes = (
        np.nan_to_num(means[:, :weeks] - np.nanmean(means[:, :weeks], axis=1, keepdims=True))
        @ number
        / (number**2).sum()
    )
    p = random_p(slopes, mine, assignments(len(data.units), len(mine)))
    gap = float(slopes[list(mine)].mean() - np.delete(slopes, list(mine)).mean())
    made.append(
        PilotCheck(
            "parallel",
            p > SIGNIFICANT,
            Text(
                f"before the start the lines part by {gap:+.3f} a week (p {p:.2f})",
                f"开始前两线每周相差 {gap:+.3f}（p {p:.2f}）",
            ),
        )
    )
    if weeks >= 12:  # eight weeks back, and at least four before that
        back = estimate(data, mine, start - 56, before - 56, 56)
        made.append(
            PilotCheck(
                "placebo",
                back.random_p > SIGNIFICANT,
                Text(
                    f"with the start moved eight weeks back the effect is {back.percent:+.1f} % (p {back.random_p:.2f})",
                    f"将开始日前移八周，效应为 {back.percent:+.1f} %（p {back.random_p:.2f}）",
                ),
            )
        )
    least, most = _without_one(data, mine, start, before, after)
    made.append(
        PilotCheck(
            "leave-one-out",
            (least < 0) == (most < 0),
            Text(
                f"without any one control the effect lies between {least:+.1f} and {most:+.1f} %",
                f"去掉任一对照区域，效应在 {least:+.1f} 与 {most:+.1f} % 之间",
            ),
        )
    )
    moved = _mix_moved(data, mine, start, before, after)
    made.append(
        PilotCheck(
            "composition",
            moved < 0.1,
            Text(
                f"the mix of work moved by {moved:.1%} more in the pilot territories",
                f"试点区域的工作构成多变动 {moved:.1%}",
            ),
        )
    )
    return made


def _without_one(data: PilotData, mine: Sequence[int], start: int, before: int, after: int) -> tuple[float, float]:
    names = [data.units[k] for k in mine]
    values = []
    for k, name in enumerate(data.units):
        if k not in mine:
            kept = [other for other in data.units if other != name]
            part = data.only(kept)
            values.append(estimate(part, [kept.index(own) for own in names], start, before, after).percent)
    return min(values), max(values)


def _mix_moved(data: PilotData, mine: Sequence[int], start: int, before: int, after: int) -> float:
    """Total variation of the mix of work before and after, pilots less controls; at least 0."""
    treated = np.isin(data.unit, list(mine))

    def moved(group: NDArray[np.bool_]) -> float:
        shares = []
        for low, high in ((start - before, start), (start, start + after)):
            kinds = np.bincount(
                data.kind[group & (data.day >= low) & (data.day < high)], minlength=int(data.kind.max()) + 1
            )
            shares.append(kinds / max(kinds.sum(), 1))
        return float(np.abs(shares[0] - shares[1]).sum() / 2)

    return max(0.0, moved(treated) - moved(~treated))

"""What the forecast would have been worth: made again at past mornings, beside the bar that it has to beat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from scheduler.forecast.bars import BARS, bar, dispersion
from scheduler.forecast.calendar import Calendar
from scheduler.forecast.demand import LEVELS, Counts, Demand
from scheduler.forecast.forecast import forecast
from scheduler.forecast.scores import QUANTILES, covered, diebold_mariano, holm, pinball, scale

MODEL = "model"
METHODS = (MODEL, *BARS)
SPANS = ((1, 7), (8, 14), (15, 28))
"""[days ahead], first and last."""
DRAWS = 300
STEADY = 0.02
"""Series that change less from week to week have no scale."""
SHORT_PRICE, IDLE_PRICE = 3.0, 1.0
"""An hour that is missing costs three times an hour that is idle; staffing to the 80 % quantile is about right then."""


@dataclass(frozen=True)
class BacktestRow:
    """One method on one level for one span of days ahead; all figures are means over origins.

    Parameters
    ----------
    mase, pinball
        In units of the mean change from week to week.
    wape, bias
        Absolute and signed error over what came.
    covered
        Share of days within the 50, 80 and 95 % intervals.
    money
        Price of hours short and idle when staffed to the 80 % quantile, per ticket that came.
    p
        Of the pinball loss being that of ``snaive8``, after Holm over levels; None for the bars.
    """

    method: str
    level: str
    span: tuple[int, int]
    mase: float
    wape: float
    bias: float
    pinball: float
    covered: tuple[float, float, float]
    money: float
    p: float | None = None


@dataclass(frozen=True)
class Backtest:
    """The table of all methods, levels and spans, and over how many mornings."""

    origins: int
    rows: tuple[BacktestRow, ...]

    def row(self, method: str, level: str, span: tuple[int, int] = SPANS[0]) -> BacktestRow:
        """One line of the table."""
        return next(row for row in self.rows if (row.method, row.level, row.span) == (method, level, span))

    @property
    def beats_the_bar(self) -> bool:
        """Is the model better than ``snaive8`` in pinball and in money, and nowhere worse by more than 2 %?"""
        pairs = [(self.row(MODEL, level), self.row("snaive8", level)) for level in LEVELS]
        better = all(own.pinball < other.pinball and own.money <= other.money for own, other in pairs[:1])
        return better and all(own.pinball <= 1.02 * other.pinball for own, other in pairs)


def backtest(
    demand: Demand,
    calendar: Calendar,
    *,
    step: int = 7,
    most: int = 30,
    seed: int = 1,
    progress: Callable[[int, int, str], None] | None = None,
) -> Backtest:
    """Forecast from every ``step``-th past morning, fitted with what was known then only.

    The first origin is after 26 weeks, or half of a shorter history; at most ``most`` origins, the latest ones.
    """
    length, horizon = demand.counts.shape[1], SPANS[-1][1]
    first = min(182, length // 2)
    origins = list(range(length - horizon, first - 1, -step))[:most][::-1]
    scores: dict[tuple[str, str, tuple[int, int]], list[tuple[float, ...]]] = {}
    for number, origin in enumerate(origins):
        _one_origin(demand, calendar, origin, horizon, seed, scores)
        if progress is not None:
            progress(number + 1, len(origins), (demand.first + timedelta(days=origin)).isoformat())
    return Backtest(len(origins), _rows(scores))


def _one_origin(
    demand: Demand,
    calendar: Calendar,
    origin: int,
    horizon: int,
    seed: int,
    scores: dict[tuple[str, str, tuple[int, int]], list[tuple[float, ...]]],
) -> None:
    known = demand.before(demand.first + timedelta(days=origin))
    made = forecast(known, calendar, horizon)
    paths = made.paths(DRAWS, seed)
    for level in LEVELS:
        sums = demand.level(level)[1]
        actual, past = sums @ demand.counts[:, origin : origin + horizon], sums @ known.counts
        unit = scale(past)
        steady = unit > STEADY
        answers = {MODEL: (sums @ made.means, np.quantile(sums @ paths, QUANTILES, axis=0))}
        for name, weeks in BARS.items():
            mean = bar(past, horizon, weeks)
            answers[name] = mean, _plain_quantiles(mean, dispersion(past), seed)
        for method, (mean, quantiles) in answers.items():
            for span in SPANS:
                days = slice(span[0] - 1, span[1])
                cells = (actual[steady, days], mean[steady, days], quantiles[:, steady, days], unit[steady])
                scores.setdefault((method, level, span), []).append(_score(*cells))


def _plain_quantiles(mean: Counts, phi: Counts, seed: int) -> Counts:
    """Quantiles of a negative binomial law with one dispersion a series."""
    random = np.random.Generator(np.random.PCG64(seed))
    extra = np.maximum(phi - 1, 1e-9)[:, None]
    shape = np.broadcast_to(np.maximum(mean, 1e-9) / extra, (DRAWS, *mean.shape))
    return np.asarray(np.quantile(random.poisson(random.gamma(shape) * extra), QUANTILES, axis=0))


def _score(actual: Counts, mean: Counts, quantiles: Counts, unit: Counts) -> tuple[float, ...]:
    """MASE, sums for WAPE and bias, pinball, three coverages, sums for the money."""
    staffed = quantiles[QUANTILES.index(0.8)]
    money = SHORT_PRICE * np.maximum(actual - staffed, 0) + IDLE_PRICE * np.maximum(staffed - actual, 0)
    return (
        float((np.abs(actual - mean) / unit[:, None]).mean()),
        float(np.abs(actual - mean).sum()),
        float((mean - actual).sum()),
        float((pinball(actual, quantiles) / unit[:, None]).mean()),
        *covered(actual, quantiles),
        float(money.sum()),
        float(actual.sum()),
    )


def _rows(scores: dict[tuple[str, str, tuple[int, int]], list[tuple[float, ...]]]) -> tuple[BacktestRow, ...]:
    rows = []
    for (method, level, span), tuples in scores.items():
        table = np.array(tuples)
        mase, errors, bias, loss, half, most, all, money, came = table.mean(axis=0)
        came = max(came, 1e-9)
        rows.append(
            BacktestRow(method, level, span, mase, errors / came, bias / came, loss, (half, most, all), money / came)
        )
    return tuple(_with_p(rows, scores))


def _with_p(
    rows: list[BacktestRow], scores: dict[tuple[str, str, tuple[int, int]], list[tuple[float, ...]]]
) -> list[BacktestRow]:
    """The model's rows with the chance that its lead over ``snaive8`` is luck."""
    keys = [(row.level, row.span) for row in rows if row.method == MODEL]
    raw = [
        diebold_mariano(
            np.array([a[3] - b[3] for a, b in zip(scores[MODEL, *key], scores["snaive8", *key], strict=True)])
        )
        for key in keys
    ]
    corrected = dict(zip(keys, holm(np.array(raw)), strict=True))
    return [replace(row, p=float(corrected[row.level, row.span])) if row.method == MODEL else row for row in rows]

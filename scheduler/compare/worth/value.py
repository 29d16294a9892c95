"""A ranked list of what is worth paying for: first by the LP's prices, then by planning again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import InputError, Trouble
from models.problem import Problem
from scheduler.budget import Budget
from scheduler.compare.cache import Cache
from scheduler.compare.cells import ITERATIONS
from scheduler.compare.compare import BASE, compare
from scheduler.compare.days import read_days
from scheduler.compare.executors import Executor
from scheduler.compare.run import Progress
from scheduler.compare.study import Study
from scheduler.compare.worth.marginal import priced
from scheduler.compare.worth.offers import Kind, Offer, offers
from scheduler.wording.language import Language

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Value:
    """What one offer is worth per day [currency].

    Parameters
    ----------
    by_prices
        First estimate, from the prices of the LP; usually too high.
    worth
        By planning again: cost without it minus cost with it, mean over days and seeds; None = not planned again.
    proved_low, proved_high
        What the difference of the two optima is at least and at most, from costs and bounds.
    low, high
        Interval of the mean over days; None when there is only one pair.
    """

    kind: Kind
    name: str
    by_prices: float
    worth: float | None = None
    proved_low: float | None = None
    proved_high: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Worth:
    """Offers, the most valuable first; those that were planned again before those that were not."""

    values: tuple[Value, ...]
    study: Study
    currency: str

    def table(self) -> pd.DataFrame:
        """One row per offer."""
        import pandas as pd

        return pd.DataFrame(self.rows())

    def rows(self) -> list[dict[str, Any]]:
        """The rows of :meth:`table` as plain data."""
        return [{"rank": rank, **asdict(worth)} for rank, worth in enumerate(self.values, 1)]

    def summary(self, most: int = 20, language: Language | str = "en") -> str:
        """The ranked list for people."""
        language = Language(language)
        width = max((len(worth.name) for worth in self.values[:most]), default=0)
        lines = [
            language.of(
                f"What it is worth per day [{self.currency}], most valuable first (proved: at least ... at most):",
                f"每天的价值 [{self.currency}]，最有价值的在前（已证明：至少 … 至多）：",
            )
        ]
        proved, prices = language.of("proved", "已证明"), language.of("by prices", "按影子价格")
        for rank, worth in enumerate(self.values[:most], 1):
            line = f"{rank:3}. {worth.kind:<8} {worth.name:<{width}}"
            if worth.worth is not None:
                line += f" {worth.worth:12,.2f}  ({proved} {worth.proved_low:,.2f} ... {worth.proved_high:,.2f})"
            else:
                line += f" {'':12}  ({language.of('not planned again', '未重新排程')})"
            lines.append(f"{line}  {prices} {worth.by_prices:,.2f}")
        if len(self.values) > most:
            lines.append(
                language.of(f"     and {len(self.values) - most} more", f"     另有 {len(self.values) - most} 项")
            )
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """For notebooks."""
        return str(self.table().to_html(index=False, float_format="{:,.2f}".format))


def value(
    what: str | Path | Problem | Mapping[str, Problem],
    *,
    among: Sequence[Offer] | None = None,
    top: int = 8,
    seeds: int = 2,
    iterations: int = ITERATIONS,
    workers: int | None = None,
    executor: Executor | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Worth:
    """What one more engineer, skill, certificate or hour is worth, ranked.

    Parameters
    ----------
    what
        The days: a path, a problem, or name -> problem.
    among
        Offers to rank; None = all that :func:`offers` finds.
    top
        How many of them are planned again, the best by the LP's prices; of each kind at least one.
    seeds, iterations, workers, executor, cache, progress
        As for :func:`scheduler.compare.compare.compare`.

    Raises
    ------
    InputError
        When there is no day or nothing to offer.
    """
    if not isinstance(what, Mapping):
        days = {what.name: what} if isinstance(what, Problem) else read_days(what)
    else:
        days = dict(what)
    listed = tuple(offers(days) if among is None else among)
    if not listed or top < 1:
        raise InputError(Trouble("there is nothing to offer", rule="no-offers", maybe="check engineers and top."))
    first = by_prices(days, listed, Budget(iterations=iterations, threads=1))
    chosen = _best(listed, first, top)
    study = compare(
        days,
        [offer.scenario for offer in chosen],
        seeds=seeds,
        iterations=iterations,
        workers=workers,
        executor=executor,
        cache=cache,
        progress=progress,
    )
    again = [_value(offer, first[offer.name], study) for offer in chosen]
    rest = [Value(offer.kind, offer.name, first[offer.name]) for offer in listed if offer not in chosen]
    again.sort(key=lambda worth: -(worth.worth if worth.worth is not None else float("-inf")))
    rest.sort(key=lambda worth: -worth.by_prices)
    return Worth((*again, *rest), study, study.currency)


def by_prices(days: Mapping[str, Problem], listed: Sequence[Offer], budget: Budget) -> dict[str, float]:
    """Mean worth per day of each offer at the prices of the LP [currency]."""
    known = {day: priced(problem, budget) for day, problem in days.items()}
    return {
        offer.name: sum(prices.worth(offer.scenario.apply(days[day])) for day, prices in known.items()) / len(known)
        for offer in listed
    }


def _best(listed: Sequence[Offer], first: Mapping[str, float], top: int) -> list[Offer]:
    """The best of all, and the best of each kind."""
    ranked = sorted(listed, key=lambda offer: -first[offer.name])
    kinds = {offer.kind: offer for offer in reversed(ranked)}
    chosen = [*kinds.values(), *(offer for offer in ranked if offer not in kinds.values())]
    return chosen[: max(top, len(kinds))]


def _value(offer: Offer, estimate: float, study: Study) -> Value:
    found = study.difference(offer.name)
    pairs = [
        (study.answers[BASE, day, seed], study.answers[offer.name, day, seed])
        for day in study.days
        for seed in study.seeds
        if (BASE, day, seed) in study.answers and (offer.name, day, seed) in study.answers
    ]
    if not pairs:
        return Value(offer.kind, offer.name, estimate)
    worth = sum(base["cost"] - other["cost"] for base, other in pairs) / len(pairs) / 1000
    low, high = _proved(study, offer.name)
    return Value(
        offer.kind,
        offer.name,
        estimate,
        worth,
        low,
        high,
        0.0 - found.high if found else None,
        0.0 - found.low if found else None,
    )


def _proved(study: Study, name: str) -> tuple[float, float]:
    """Mean over days of what the optima differ by at least and at most: best cost and best bound of all seeds."""
    low, high, days = 0.0, 0.0, 0
    for day in study.days:
        base = [study.answers[BASE, day, seed] for seed in study.seeds if (BASE, day, seed) in study.answers]
        other = [study.answers[name, day, seed] for seed in study.seeds if (name, day, seed) in study.answers]
        if base and other:
            days += 1
            low += max(answer["bound"] or 0 for answer in base) - min(answer["cost"] for answer in other)
            high += min(answer["cost"] for answer in base) - max(answer["bound"] or 0 for answer in other)
    return low / days / 1000, high / days / 1000

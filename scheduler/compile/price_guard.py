"""The purse: every price on its way into the Day is looked at here, so that no sum of a plan can overflow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import InputError, Trouble
from models.money import THOUSANDTHS, show
from scheduler.day import MOST_MONEY, Money

MOST_PLAN = 2**60
"""No plan, however bad, may cost more [thousandths]."""

SHOWN = 5
"""Prices named per rule; the rest is counted."""

SMALLER = "lower the price: strict priorities need only a price above all that can be gained by breaking them."


@dataclass
class PriceGuard:
    """Collects troubles with prices, and what each rule can cost at most over a whole plan."""

    currency: str
    troubles: list[Trouble] = field(default_factory=list)
    most: dict[str, int] = field(default_factory=dict)

    def take(self, rule: str, prices: Iterable[int], whose: Callable[[int], str]) -> Money:
        """The prices as an array; those out of bounds become 0 and a trouble that names ``whose(index)``."""
        values = list(prices)
        if values and not (min(values) >= 0 and max(values) <= MOST_MONEY):
            self._complain(rule, [k for k, v in enumerate(values) if not 0 <= v <= MOST_MONEY], values, whose)
            values = [v if 0 <= v <= MOST_MONEY else 0 for v in values]
        return np.array(values, np.int64)

    def take_table(self, rule: str, prices: NDArray[Any], whose: Callable[[int], str]) -> Money:
        """The same for a rule's own table; ``whose`` counts over the flattened table."""
        if prices.size and not (prices.min() >= 0 and prices.max() <= MOST_MONEY):
            flat = prices.ravel()
            wrong = np.flatnonzero((flat < 0) | (flat > MOST_MONEY))
            self._complain(rule, wrong.tolist(), flat, whose)
            prices = np.where((prices < 0) | (prices > MOST_MONEY), 0, prices)
        return prices.astype(np.int64, copy=False)

    def spend(self, rule: str, most: int) -> None:
        """Note that a rule may add up to ``most`` to the cost of a plan."""
        self.most[rule] = self.most.get(rule, 0) + int(most)

    def hourly(self, rule: str, rates: Iterable[int], seconds: Iterable[int], whose: Callable[[int], str]) -> None:
        """Note hourly rates over at most so many seconds; the product must fit also before it is divided by 3600."""
        products = [int(r) * max(0, int(s)) for r, s in zip(rates, seconds, strict=True)]
        wrong = [k for k, product in enumerate(products) if product > MOST_PLAN]
        if wrong:
            self._complain(rule, wrong, [product // 3600 for product in products], whose)
        self.spend(rule, sum(products) // 3600)

    def together(self, rules: Sequence[str], prices: Money, whose: Callable[[int], str]) -> None:
        """Prices of several rules that the Day holds as one must respect the limit together."""
        if prices.size and prices.max() > MOST_MONEY:
            wrong = np.flatnonzero(prices.ravel() > MOST_MONEY)
            self._complain(" + ".join(rules), wrong.tolist(), prices.ravel(), whose)

    def close(self) -> None:
        """Raise everything found.

        Raises
        ------
        InputError
            A price is negative or above :data:`scheduler.day.MOST_MONEY`, or a plan could cost more than ``MOST_PLAN``.
        """
        total = sum(self.most.values())
        if not self.troubles and total > MOST_PLAN:
            worst = sorted(self.most.items(), key=lambda item: (-item[1], item[0]))[:3]
            parts = ", ".join(f"{rule} {show(most, self.currency)}" for rule, most in worst)
            self.troubles.append(
                Trouble(
                    f"the worst plan would cost {show(total, self.currency)}, which does not fit; most of it: {parts}",
                    field="rules",
                    rule="money-overflow",
                    maybe=SMALLER,
                )
            )
        if self.troubles:
            raise InputError(self.troubles)

    def _complain(self, rule: str, wrong: list[int], values: Any, whose: Callable[[int], str]) -> None:
        rest = len(wrong) - SHOWN
        for count, k in enumerate(wrong[:SHOWN], start=1):
            price = int(values[k])
            what = "is negative" if price < 0 else f"is above the limit of {show(MOST_MONEY, self.currency)}"
            more = f" (and {rest:,} more like it)" if count == SHOWN and rest > 0 else ""
            self.troubles.append(
                Trouble(
                    f"rule {rule}: the price {show(price, self.currency)} of {whose(k)} {what}{more}",
                    field=f"rules.{rule}",
                    value=f"{price / THOUSANDTHS:g}",
                    rule="negative-price" if price < 0 else "money-overflow",
                    maybe="make the price zero or more." if price < 0 else SMALLER,
                )
            )

"""The smallest coin of a day: every plan costs a whole multiple of it, so a bound may be rounded up to one."""

from __future__ import annotations

import math

import numpy as np

from scheduler.day import Day

NO_BOUND = -(2**62)
"""Less than any plan costs: a lower bound that says nothing. Its negative is more than any plan costs."""


def grain(day: Day) -> int:
    """Greatest common divisor of all money a plan can cost.

    Prices by the hour are divided by 3600 and rounded down, so one that is not a whole amount a second has grain 1.
    """
    amounts = [
        day.leg_cost,
        day.pair_cost[day.allowed != 0],
        day.unserved_cost,
        day.term_step,
        day.fixed_cost,
        day.row_price[day.row_price > 0],
    ]
    hourly = [day.term_rate, day.overtime_rate, day.work_rate, day.paid_rate]
    found = 0
    for prices in hourly:
        if np.any(prices % 3600):
            return 1
        amounts.append(prices // 3600)
    for amount in amounts:
        found = math.gcd(found, int(np.gcd.reduce(amount.ravel()))) if amount.size else found
    return max(1, found)

"""What is said beside an interval, in two languages."""

from __future__ import annotations

from models.text import Text
from scheduler.compare.statistics import Difference

VERDICTS = {
    "better": "更好",
    "worse": "更差",
    "lower": "更低",
    "higher": "更高",
    "no difference seen": "看不出差别",
    "smaller than the proof": "小于求解器能证明的范围",
    "the same": "相同",
}
"""Verdicts in Chinese."""


def beside(found: Difference) -> Text:
    """On how many days it is cheaper, and what a typical day differs by.

    >>> from scheduler.compare.statistics import difference
    >>> days = {(day, 1): 100.0 for day in "abcdef"}
    >>> print(beside(difference(days, {(day, 1): 90.0 - k for k, (day, _) in enumerate(days)})))
    cheaper on 6 of 6 days; a typical day -12.50 (-15.00 to -10.00, 97%)
    """
    zh = {"days": "天", "seeds": "个种子"}[found.unit]
    unit = {"days": ("day", "典型的一天"), "seeds": ("seed", "典型的种子")}[found.unit]
    english = f"cheaper on {found.lower} of {found.units} {found.unit}"
    chinese = f"{found.units} {zh}中有 {found.lower} {zh}更便宜"
    if found.typical is not None:
        typical = found.typical
        span = f"{typical.low:+,.2f} to {typical.high:+,.2f}, {typical.confidence:.0%}"
        english += f"; a typical {unit[0]} {typical.middle:+,.2f} ({span})"
        chinese += f"；{unit[1]} {typical.middle:+,.2f}（{span.replace(' to ', ' 至 ')}）"
    return Text(english, chinese)

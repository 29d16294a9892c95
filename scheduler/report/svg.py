"""A few lines of drawing: scales, ticks and marks as inline SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

COLOURS = ("#0b5cad", "#c14a00", "#0b6b50", "#7b3fa0", "#8a6d00", "#a3195b", "#3d6a8f", "#5b5b5b")
"""Distinct on paper and for most eyes; marks carry labels besides."""


@dataclass(frozen=True)
class Scale:
    """Values to pixels, straight."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel of a value."""
        span = self.high - self.low or 1.0
        return round(self.start + (value - self.low) / span * (self.end - self.start), 1)

    def ticks(self, about: int = 5) -> list[float]:
        """Round values within the scale.

        >>> Scale(-3, 11, 0, 100).ticks(4)
        [0.0, 5.0, 10.0]
        """
        span = self.high - self.low
        if span <= 0:
            return [self.low]
        rough = span / about
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * k for k in (1, 2, 5, 10) if power * k >= rough * 0.999)
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return [round(k * step, 10) + 0.0 for k in range(first, last + 1)]


def around(values: Sequence[float], start: float, end: float, zero: bool = False, pad: float = 0.06) -> Scale:
    """A scale with some air around the values; with ``zero`` it holds 0."""
    values = [*values, 0.0] if zero or not values else list(values)
    low, high = min(values), max(values)
    air = (high - low) * pad or abs(high) * pad or 1.0
    return Scale(low - air, high + air, start, end)


def drawing(width: float, height: float, label: str, *parts: str) -> str:
    """The picture; ``label`` says what it shows to those who do not see it."""
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    return f'<svg {size} role="img" aria-label="{escape(label)}">{"".join(parts)}</svg>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A straight line."""
    return f'<line class="{kind}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"/>'


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start", colour: str = "") -> str:
    """A line of text."""
    fill = f' style="fill:{colour}"' if colour else ""
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}"{fill}>{escape(words)}</text>'


def dot(x: float, y: float, radius: float, colour: str, note: str, kind: str = "dot") -> str:
    """A mark that says what it is when pointed at."""
    return (
        f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{colour}">'
        f"<title>{escape(note)}</title></circle>"
    )


def short(value: float) -> str:
    """A number for an axis.

    >>> short(0), short(1500), short(-20000), short(0.25)
    ('0', '1.5k', '-20k', '0.25')
    """
    return f"{value / 1000:g}k" if abs(value) >= 1000 else f"{value:g}"


def clipped(words: str, most: int) -> str:
    """A label that fits; wide characters count twice.

    >>> clipped("one more senior", 9), clipped("再加一名高级工程师", 9)
    ('one more…', '再加一名…')
    """
    width, out = 0, ""
    for letter in words:
        width += 2 if ord(letter) > 0x2E80 else 1
        if width > most - (out + letter != words):
            return out.rstrip() + "…" if out + letter != words or width > most else words
        out += letter
    return words

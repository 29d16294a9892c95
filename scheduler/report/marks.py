"""A colour and a line pattern for every engineer, told apart also by colour-blind people."""

from __future__ import annotations

COLOURS = (
    "#0072b2", "#c14a00", "#00785a", "#a03c8c", "#332288", "#8a6100", "#117733", "#882255", "#0b6e80", "#5b5f00",
)  # fmt: skip
"""All dark enough for white figures on them and for lines on a light ground; neighbours differ in hue and lightness."""

DASHES = ("", "8 5", "2 5", "12 4 2 4")
"""With the colours, forty different lines; the label and the figures on the map tell apart the rest."""


def marks(count: int) -> list[tuple[str, str]]:
    """(colour, dash pattern of the line) for ``count`` engineers.

    >>> marks(11)[0], marks(11)[10]
    (('#0072b2', ''), ('#0072b2', '8 5'))
    """
    return [(COLOURS[n % len(COLOURS)], DASHES[n // len(COLOURS) % len(DASHES)]) for n in range(count)]

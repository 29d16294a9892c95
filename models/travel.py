"""Travel: how long and how far between any two places of a problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.place import Place

NO_WAY = 2**29
"""Seconds of a leg to where no way leads: later than any horizon, and the sum of two still fits in 32 bits."""


@dataclass(frozen=True, eq=False)
class Travel:
    """Driving times and distances between places.

    Parameters
    ----------
    keys
        Keys of the places (:attr:`models.place.Place.key`), one per row and column.
    seconds, metres
        ``(L, L)`` int32; seconds are :data:`NO_WAY` where no way leads. They obey the triangle
        inequality (:func:`scheduler.travel.mend` sees to it).
    source
        For people: where the figures come from.
    setup
        [s] what of every leg to a place from another one is the set-up there (:attr:`models.place.Place.setup`).
    """

    keys: tuple[str, ...]
    seconds: NDArray[np.int32]
    metres: NDArray[np.int32]
    source: str = ""
    setup: Mapping[str, int] = field(default_factory=dict)
    index: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        size = (len(self.keys), len(self.keys))
        if self.seconds.shape != size or self.metres.shape != size:
            shapes = f"{self.seconds.shape} and {self.metres.shape}"
            raise ValueError(f"travel between {size[0]} places needs {size} matrices, got {shapes}")
        object.__setattr__(self, "index", {key: i for i, key in enumerate(self.keys)})

    def of(self, place: Place) -> int:
        """Row of a place.

        Raises
        ------
        KeyError
            When travel to the place is not known.
        """
        return self.index[place.key]

    def on_the_way(self, a: Place, b: Place, gone: int) -> tuple[Travel, Place]:
        """The same travel with one more place: where somebody is who left ``a`` for ``b`` ``gone`` seconds ago.

        From there the way leads on to ``b`` or back to ``a`` and from there anywhere: never faster than it is, and to
        ``b`` exactly what is left of the leg.

        >>> places = [Place(id="a"), Place(id="b"), Place(id="c")]
        >>> apart = np.array([[0, 60, 30], [60, 0, 80], [30, 80, 0]], np.int32)
        >>> travel, here = Travel(("a", "b", "c"), apart, apart).on_the_way(*places[:2], gone=20)
        >>> [travel.leg(here, place)[0] for place in places]  # back 20; on 40; back and then 30
        [20, 40, 50]
        """
        i, j, n = self.of(a), self.of(b), len(self.keys)
        whole = int(self.seconds[i, j])
        here = Place(id=f"{gone} s from {a.key} to {b.key}", lat=a.lat + (b.lat - a.lat) * gone / max(1, whole),
                     lon=a.lon + (b.lon - a.lon) * gone / max(1, whole))  # fmt: skip
        if here.key in self.index:
            return self, here
        metres = int(self.metres[i, j])
        done = metres * gone // max(1, whole)
        seconds, road = np.pad(self.seconds, ((0, 1), (0, 1))), np.pad(self.metres, ((0, 1), (0, 1)))
        on = self.seconds[j] + (whole - gone) <= self.seconds[i] + gone
        seconds[n, :n] = np.where(on, self.seconds[j] + (whole - gone), self.seconds[i] + gone)
        road[n, :n] = np.where(on, self.metres[j] + (metres - done), self.metres[i] + done)
        seconds[:n, n], road[:n, n] = self.seconds[:, i] + gone, self.metres[:, i] + done
        return Travel((*self.keys, here.key), seconds, road, self.source, self.setup), here

    def leg(self, a: Place, b: Place) -> tuple[int, int]:
        """Seconds and metres from ``a`` to ``b``."""
        i, j = self.of(a), self.of(b)
        return int(self.seconds[i, j]), int(self.metres[i, j])

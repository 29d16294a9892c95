"""Travel: how long and how far between any two places of a problem."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.place import Place


@dataclass(frozen=True, eq=False)
class Travel:
    """Driving times and distances between places.

    Parameters
    ----------
    keys
        Keys of the places (:attr:`models.place.Place.key`), one per row and column.
    seconds, metres
        ``(L, L)`` int32. Seconds obey the triangle inequality (:func:`scheduler.travel.mend` sees to it).
    source
        For people: where the figures come from.
    """

    keys: tuple[str, ...]
    seconds: NDArray[np.int32]
    metres: NDArray[np.int32]
    source: str = ""
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

    def leg(self, a: Place, b: Place) -> tuple[int, int]:
        """Seconds and metres from ``a`` to ``b``."""
        i, j = self.of(a), self.of(b)
        return int(self.seconds[i, j]), int(self.metres[i, j])

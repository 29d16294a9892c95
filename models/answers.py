"""Distinct answers of a rule about *when*, numbered, so that a matrix of pairs holds small integers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.interval import ANY_TIME, Spans, meet


class Answers:
    """A growing list of distinct answers; number 0 is *any time*, number 1 is *never*.

    >>> answers = Answers()
    >>> answers.number(None), answers.number(()), answers.number(((0, 10),)), answers.number(((0, 10),))
    (0, 1, 2, 2)
    """

    def __init__(self) -> None:
        self.all: list[Spans | None] = [None, ()]
        self._numbers: dict[Spans | None, int] = {None: 0, ANY_TIME: 0, (): 1}

    def number(self, spans: Spans | None) -> int:
        """The number of an answer; new answers are added."""
        if spans not in self._numbers:
            self._numbers[spans] = len(self.all)
            self.all.append(spans)
        return self._numbers[spans]

    def spans(self, number: int) -> Spans:
        """The answer with this number, *any time* as a span."""
        spans = self.all[number]
        return ANY_TIME if spans is None else spans

    def both(self, a: NDArray[Any], b: NDArray[Any]) -> NDArray[np.int32]:
        """Elementwise: the number of the times in both answers."""
        size = len(self.all)
        keys, where = np.unique(a.astype(np.int64) * size + b, return_inverse=True)
        pairs = [divmod(key, size) for key in keys.tolist()]
        met = [self.number(meet(self.spans(i), self.spans(j))) for i, j in pairs]
        return np.array(met, np.int32)[where].reshape(a.shape)

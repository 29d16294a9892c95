"""Runs of bad ratings: how likely they are by chance alone."""

from __future__ import annotations

import numpy as np


def chance_of_run(length: int, bad: float, ratings: int) -> float:
    """The chance of at least one run of bad ratings among so many, when each is bad independently.

    A Markov chain over the length of the current run (Feller 1968, *An introduction to probability theory*, XIII.7).

    Examples
    --------
    >>> round(chance_of_run(3, 0.05, 300), 3), round(chance_of_run(3, 0.12, 300), 2), chance_of_run(3, 0.05, 2)
    (0.035, 0.37, 0.0)
    """
    if length < 1 or not 0 <= bad <= 1:
        raise ValueError("a run has a length of at least 1, and a chance lies between 0 and 1")
    state = np.zeros(length + 1)  # 0 to length - 1 bad ratings in a row, and: it has happened
    state[0] = 1.0
    for _ in range(ratings):
        ended = state[:length].sum() * (1 - bad)
        happened = state[length] + state[length - 1] * bad
        state[1:length] = state[: length - 1] * bad
        state[0] = ended
        state[length] = happened
    return float(state[length])

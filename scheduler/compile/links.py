"""Link rules: tickets that no visit of one engineer can serve are in the Day, and nobody may serve them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.shapes import Link
from scheduler.compile.axes import Axes


def by_hand(frame: Axes) -> NDArray[np.bool_]:
    """(n) tickets that need what no visit can give."""
    rules = frame.problem.policy.of(Link)
    return np.array([any(rule.unsupported(ticket) for rule in rules) for ticket in frame.tickets], np.bool_)

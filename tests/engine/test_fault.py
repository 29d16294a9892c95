"""Why an order of visits cannot be: as data, the first thing that it breaks, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scheduler.day import NEVER, Day
from scheduler.engine import evaluate
from tests.engine.days import ints
from tests.engine.test_ties import straight

# one shift from 0 to 20000 with two tickets of 1500 s at its own place: served by 1500 and 3000


def changed(**arrays: Any) -> Callable[[Day], Day]:
    return lambda day: replace(day, allowed=np.ones((2, 2), np.uint8), **arrays)


KINDS: dict[str, tuple[Callable[[Day], Day], str, int, int]] = {
    "a pair that is not allowed": (lambda day: day, "pair", 1, -1),
    "one visit too many": (changed(max_visits=ints([1, 9])), "visits", -1, -1),
    "home a second too late": (changed(last=ints([2999, 20_000])), "end", -1, -1),
    "at the end of the shift before the last visit": (changed(last=ints([1499, 20_000])), "end", 1, -1),
    "a window that has closed a second ago": (changed(window_last=ints([1499])), "window", 1, -1),
    "a second too much work": (changed(max_work=ints([2999, NEVER])), "work", -1, -1),
    "no room for the break": (
        changed(break_length=ints([18_000, 0]), break_earliest=ints([0, 0]), break_latest=ints([0, 0])), "rest", -1, -1,
    ),
    "one more than the van holds": (
        changed(demand=np.ones((2, 2), np.int32), capacity=np.array([[9, 1], [9, 9]], np.int32)), "load", -1, 1,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "kind", "stop", "resource"), list(KINDS.values()), ids=list(KINDS))
def test_what_an_order_breaks_comes_back_as_data(
    change: Callable[[Day], Day], kind: str, stop: int, resource: int
) -> None:
    fault = evaluate(change(straight()), 0, [0, 1]).fault
    assert fault is not None
    assert (fault.kind, fault.stop, fault.resource) == (kind, stop, resource)
    assert str(fault)


def test_an_order_that_can_be_has_no_fault() -> None:
    assert evaluate(changed()(straight()), 0, [0, 1]).fault is None

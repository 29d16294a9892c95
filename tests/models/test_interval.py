"""Spans of time, against sets of seconds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.answers import Answers
from models.interval import ANY_TIME, Interval, Spans, meet, merge, without

pairs = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda p: (p[0], p[0] + p[1])), max_size=5)


def seconds(spans: Spans | list[tuple[int, int]]) -> set[int]:
    return {second for start, end in spans for second in range(start, end)}


@given(pairs, pairs)
def test_the_algebra_of_spans_is_that_of_sets(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    x, y = merge(a), merge(b)
    assert seconds(x) == seconds(a)
    assert seconds(meet(x, y)) == seconds(x) & seconds(y)
    assert seconds(without(x, y)) == seconds(x) - seconds(y)


@given(pairs)
def test_merged_spans_neither_touch_nor_overlap(a: list[tuple[int, int]]) -> None:
    flat = [time for span in merge(a) for time in span]
    assert flat == sorted(set(flat))


def test_an_interval_ends_after_it_starts_and_does_not_hold_its_end() -> None:
    assert 5 in Interval(start=5, end=6) and 6 not in Interval(start=5, end=6)
    assert not Interval(start=5, end=6).overlaps(6, 9)
    with pytest.raises(ValidationError, match="Maybe the two times are swapped"):
        Interval(start=6, end=6)


@given(st.lists(pairs, min_size=1, max_size=4), st.lists(pairs, min_size=1, max_size=4))
def test_numbered_answers_meet_like_spans(a: list[list[tuple[int, int]]], b: list[list[tuple[int, int]]]) -> None:
    answers, size = Answers(), min(len(a), len(b))
    left = np.array([answers.number(merge(one)) for one in a[:size]])
    right = np.array([answers.number(merge(one)) for one in b[:size]])
    met = answers.both(left, right)
    assert [answers.spans(number) for number in met] == [
        meet(merge(x), merge(y)) for x, y in zip(a[:size], b[:size], strict=True)
    ]
    assert answers.both(left, np.zeros_like(left)).tolist() == left.tolist()
    assert answers.spans(0) == ANY_TIME and answers.spans(1) == ()

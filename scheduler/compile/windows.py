"""Windows: when each shift may start each ticket, as few distinct sets of closed intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.answers import Answers
from models.interval import FOREVER, Spans, merge
from models.shapes import ServeWhen
from scheduler.compile.axes import Axes
from scheduler.compile.shifts import Shifts
from scheduler.day import Ints

Wide = NDArray[np.int64]

NEVER_AT_ALL = Answers().number(())
"""Number of the answer *never*."""


@dataclass(frozen=True, eq=False)
class Windows:
    """The window arrays of a Day, and the pairs for which some window is left."""

    window_set: Ints
    window_offset: Ints
    window_first: Ints
    window_last: Ints
    open: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class _Pieces:
    """Closed intervals of permitted starts, in order of their pair and of time."""

    pair: Wide
    first: Wide
    last: Wide

    def kept(self) -> _Pieces:
        """Without the empty ones."""
        keep = self.first <= self.last
        return self if bool(keep.all()) else _Pieces(self.pair[keep], self.first[keep], self.last[keep])


def windows(frame: Axes, shifts: Shifts, allowed: NDArray[np.bool_], duration: Ints) -> Windows:
    """Window sets of all pairs of shift and ticket (``allowed`` and ``duration`` are per shift).

    A window holds only starts from which the visit ends within the shift and without touching a block.
    """
    answers = Answers()
    numbers = frame.per_shift(_answers(frame, answers, allowed))
    pieces = _spread(answers, numbers, allowed)
    shift = pieces.pair // max(1, allowed.shape[1])
    seconds = duration.ravel()[pieces.pair].astype(np.int64)
    latest = shifts.last[shift] - seconds
    pieces = _Pieces(pieces.pair, np.maximum(pieces.first, shifts.start[shift]), np.minimum(pieces.last, latest)).kept()
    for k in range(int(np.diff(shifts.block_offset).max(initial=0))):
        pieces = _without_block(pieces, shifts, k, duration)
    return _numbered(pieces, allowed.shape)


def _answers(frame: Axes, answers: Answers, allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """(E, n) number of the times that all rules permit; each rule is asked as seldom as its answer allows."""
    total = np.zeros((len(frame.engineers), len(frame.tickets)), np.int64)
    asked = frame.any_shift(allowed)
    if not asked.any():
        return total
    rules = frame.problem.policy.of(ServeWhen)
    tables = [_of_all(frame, answers, rule) for rule in rules]
    for table in tables:
        if table is not None:
            total = _both(answers, total, table)
    for rule, table in zip(rules, tables, strict=True):
        if table is None:
            total = _both(answers, total, _by_pair(frame, answers, rule, asked & (total != NEVER_AT_ALL)))
    return total


def _of_all(frame: Axes, answers: Answers, rule: ServeWhen) -> NDArray[np.int64] | None:
    """The rule's answers in a shape that spreads over (E, n), or None when it must be asked pair by pair."""
    whole = rule.starts_all(frame.problem)
    if whole is not None:
        numbers = np.array([_number(answers, spans) for spans in whole[1]], np.int64)
        table = frame.of_open(whole[0], rule.id)
        return None if table is None else numbers[table]
    by_engineer, by_ticket = rule.concerns(frame.problem)
    if by_engineer and by_ticket:
        return None
    engineers = frame.engineers if by_engineer else frame.engineers[:1]
    tickets = frame.tickets if by_ticket else frame.tickets[:1]
    ask = [
        [_number(answers, rule.starts(engineer, ticket, frame.problem)) for ticket in tickets] for engineer in engineers
    ]
    return np.array(ask, np.int64)


def _by_pair(frame: Axes, answers: Answers, rule: ServeWhen, asked: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The rule's answers for the pairs asked for, *any time* elsewhere."""
    table = np.zeros(asked.shape, np.int64)
    for k, i in np.argwhere(asked).tolist():
        table[k, i] = _number(answers, rule.starts(frame.engineers[k], frame.tickets[i], frame.problem))
    return table


def _number(answers: Answers, spans: Spans | None) -> int:
    return answers.number(spans if spans is None or len(spans) < 2 else merge(spans))


def _both(answers: Answers, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """Elementwise: the number of the times in both answers."""
    if not b.any():
        return a
    if not a.any():
        return np.broadcast_to(b, a.shape)
    base = len(answers.all)
    keys, where = np.unique(a * base + b, return_inverse=True)
    met = answers.both(keys // base, keys % base)
    return met.astype(np.int64)[where].reshape(a.shape)


def _spread(answers: Answers, numbers: NDArray[np.int64], allowed: NDArray[np.bool_]) -> _Pieces:
    """The intervals of every allowed pair, one after the other."""
    spans = [answers.spans(number) for number in range(len(answers.all))]
    count = np.array([len(span) for span in spans], np.int64)
    offset = np.cumsum(count) - count
    flat = np.array([piece for span in spans for piece in span], np.int64).reshape(-1, 2).clip(-FOREVER, FOREVER)
    pair = np.flatnonzero(allowed)
    number = numbers.ravel()[pair]
    times = count[number]
    rank = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
    at = np.repeat(offset[number], times) + rank
    return _Pieces(np.repeat(pair, times), flat[at, 0], flat[at, 1] - 1)


def _without_block(pieces: _Pieces, shifts: Shifts, k: int, duration: Ints) -> _Pieces:
    """Every interval cut in two by the k-th block of its shift: end before it, or start after it."""
    shift = pieces.pair // max(1, duration.shape[1])
    at = shifts.block_offset[shift] + k
    has = at < shifts.block_offset[shift + 1]
    at = np.where(has, at, 0)
    seconds = duration.ravel()[pieces.pair]
    before = np.where(has, shifts.block_from[at].astype(np.int64) - seconds, pieces.last)
    after = np.where(has, shifts.block_to[at].astype(np.int64), pieces.last + 1)
    first = np.stack([pieces.first, np.maximum(pieces.first, after)], axis=1).ravel()
    last = np.stack([np.minimum(pieces.last, before), pieces.last], axis=1).ravel()
    return _Pieces(np.repeat(pieces.pair, 2), first, last).kept()


def _numbered(pieces: _Pieces, shape: tuple[int, ...]) -> Windows:
    """Distinct sets, each written once, taken from the first pair that has it."""
    pairs = int(np.prod(shape))
    count = np.bincount(pieces.pair, minlength=pairs)
    begin = np.cumsum(count) - count
    _, interval = np.unique((pieces.first << 32) + pieces.last + FOREVER, return_inverse=True)
    key = np.zeros(pairs, np.int64)
    for k in range(int(count.max(initial=0))):
        more = count > k
        longer = key * (len(interval) + 1)
        longer[more] += interval[begin[more] + k] + 1
        key = np.unique(longer, return_inverse=True)[1].reshape(-1)
    _, example, number = np.unique(key, return_index=True, return_inverse=True)
    rows = np.concatenate([np.zeros(0, np.int64), *(np.arange(begin[p], begin[p] + count[p]) for p in example)])
    return Windows(
        window_set=number.reshape(shape).astype(np.int32),
        window_offset=np.append(0, np.cumsum(count[example])).astype(np.int32),
        window_first=pieces.first[rows].astype(np.int32),
        window_last=pieces.last[rows].astype(np.int32),
        open=(count > 0).reshape(shape),
    )

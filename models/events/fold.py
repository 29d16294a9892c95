"""From a state and what was received to the next state.

A state is a function of what was received: the same reports and decisions in another order of receipt (each sender's
own order kept) lead to the same state, except for what it says about receipt. What is known is sorted by (moment,
sender, counter); what was said twice counts once; what was taken back does not count; what contradicts the state at its
place is a :class:`models.events.state.Dispute` and does not count unless somebody rules so. All of it is derived anew
whenever something comes in that belongs before what is known already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from models.errors import InputError, Trouble
from models.events.event import Event
from models.events.kinds.dispute_ruled import DisputeRuled
from models.events.kinds.plan_published import PlanPublished
from models.events.kinds.report_withdrawn import ReportWithdrawn
from models.events.refusals import NOTHING_TO_APPLY
from models.events.state import Dispute, Mark, Rank, Receipts, State


def fold(state: State, events: Iterable[Event]) -> State:
    """The state after these were received as well, in the order of their receipt.

    Nothing is refused: what contradicts the state becomes a dispute (:func:`agreed` refuses them). An event dated
    before what was received last is late news: it is received now, and happened when it says.
    """
    known = state.receipts or Receipts(state)
    news, receipts = _received(known, state.now, events)
    if not news:
        return state
    order = _ordered(news, receipts)
    first = _rank(order[0], receipts)
    if first >= known.last and not _revises(news, known):
        after, marks = _applied(state.but(receipts=receipts), order, _Revision(), known.marks)
    else:
        order = _ordered(receipts.received, receipts)
        mark = Mark(first, 0, known.origin) if _revises(news, known) else known.before(first)
        kept = () if mark.count == 0 else tuple(other for other in known.marks if other.count <= mark.count)
        start = mark.state.but(receipts=receipts)
        after, marks = _applied(start, order[mark.count :], _Revision.of(order), kept, mark.count)
    receipts = replace(receipts, last=max(known.last, _rank(order[-1], receipts)), marks=marks)
    now = max(state.now, *(event.at for event in news))
    return after.but(now=now, news=_counting(after, receipts), receipts=receipts)


def agreed(state: State, events: Iterable[Event]) -> State:
    """The same, for somebody who is there and can put it right at once.

    Raises
    ------
    InputError
        Naming every event that contradicts the state it meets.
    """
    before = {dispute.id for dispute in state.disputes}
    after = fold(state, events)
    fresh = [dispute.trouble for dispute in after.open_disputes if dispute.id not in before]
    if troubles := [trouble for trouble in fresh if trouble is not None]:
        raise InputError(troubles)
    return after


def _revises(news: Iterable[Event], known: Receipts) -> bool:
    """Does any of it change what is made of other reports, or is it itself spoken of already?"""
    if known.revised or any(isinstance(event, ReportWithdrawn | DisputeRuled) for event in news):
        return True
    return any(event.id in known.named or event.id in known.ids for event in news if not event.decides)


def _received(receipts: Receipts, now: int, events: Iterable[Event]) -> tuple[list[Event], Receipts]:
    """What is new of it, as received, and the receipts with it."""
    news: list[Event] = []
    ids, named = dict(receipts.ids), set(receipts.named)
    decided, opening, since, revised = receipts.decided, receipts.opening, receipts.since, receipts.revised
    for event in sorted(events, key=lambda event: event.at):
        if event.at < now:
            event = event.late(now)
        now = event.at
        if event.decides:
            if decided is not None and event.when < decided:  # decisions stand in the order in which they were taken
                event = event.but(happened=decided)
            decided, opening = event.when, opening or event
        elif (same := ids.setdefault(event.id, event)) is not event:
            if same.core == event.core:
                continue
            revised = True
        news.append(event)
        if isinstance(event, ReportWithdrawn | DisputeRuled):
            named.add(event.report)
        since = len(receipts.received) + len(news) if isinstance(event, PlanPublished) else since
    received = (*receipts.received, *news)
    return news, replace(receipts, received=received, ids=ids, named=frozenset(named), since=since, decided=decided,
                         opening=opening, revised=revised)  # fmt: skip


def _ordered(received: Iterable[Event], receipts: Receipts) -> list[Event]:
    """What was received, in the order of what happened."""
    return sorted(received, key=lambda event: _rank(event, receipts))


def _rank(event: Event, receipts: Receipts) -> Rank:
    """Of one second, reports come before the decision that was taken with them in mind; the plan that opens a day, when
    none was known before, comes first.
    """
    opens = event is receipts.opening and receipts.origin.published is None
    return event.when, 0 if opens else 2 if event.decides else 1, event.sender, event.counter


EVERY = 24
"""A state of the past is kept after so many events each."""


@dataclass(frozen=True)
class _Revision:
    """What people have said about reports: taken back, or ruled upon."""

    withdrawn: dict[str, str] = field(default_factory=dict)
    rulings: dict[str, DisputeRuled] = field(default_factory=dict)

    @classmethod
    def of(cls, order: Sequence[Event]) -> _Revision:
        """Of all events; who takes back a withdrawal restores what that took back."""
        withdrawn: dict[str, str] = {}
        known = {event.id: event for event in order if not event.decides}
        for event in reversed(order):
            taken = known.get(event.report) if isinstance(event, ReportWithdrawn) else None
            if taken is not None and event.id not in withdrawn:
                withdrawn[taken.id] = event.id
        rulings = {event.report: event for event in order if isinstance(event, DisputeRuled)}
        return cls(withdrawn, rulings)


def _applied(
    state: State, order: Sequence[Event], revision: _Revision, marks: tuple[Mark, ...], count: int | None = None
) -> tuple[State, tuple[Mark, ...]]:
    """The state after these, one after the other, and marks on the way.

    Parameters
    ----------
    marks
        Those of what came before.
    count
        Number of events before these; None = all that was received before.
    """
    assert state.receipts is not None
    receipts = state.receipts
    count = len(receipts.received) - len(order) if count is None else count
    ids: dict[str, Event] = {}
    state = state.but(withdrawn=revision.withdrawn or state.withdrawn)
    for number, event in enumerate(order, count + 1):
        state = _after(state, event, revision, ids)
        if number % EVERY == 0:
            marks = (*marks, Mark(_rank(event, receipts), number, state.but(receipts=None)))
    return state, marks


def _after(state: State, event: Event, revision: _Revision, ids: dict[str, Event]) -> State:
    """The state after one more event: it counts, is a dispute, or was taken back."""
    if event.decides:
        return event.apply(state)
    if event.id in revision.withdrawn:
        return state
    ruling = revision.rulings.get(event.id)
    refused = _key_used(ids, event) or event.refusal(state)
    if ruling is not None or refused is not None:
        state = state.but(disputes=(*state.disputes, _dispute(event, refused, ruling)))
    counts = refused is None if ruling is None else ruling.applies and _can_count(refused)
    return event.apply(state) if counts else state


def _can_count(refused: Trouble | None) -> bool:
    return refused is None or refused.rule not in NOTHING_TO_APPLY


def _key_used(ids: dict[str, Event], event: Event) -> Trouble | None:
    """A refusal when another report has the same key."""
    other = ids.setdefault(event.id, event)
    if other is event:
        return None
    return event.trouble(f"the key {event.key} was used for another report, {other.kind}", "key", event.key, "key-used",
                         "every report needs a key of its own.")  # fmt: skip


def _dispute(event: Event, refused: Trouble | None, ruling: DisputeRuled | None) -> Dispute:
    if ruling is None:
        return Dispute(event, event.id, refused)
    return Dispute(event, event.id, refused, "applied" if ruling.applies else "dropped", ruling.who, ruling.why)


def _counting(state: State, receipts: Receipts) -> tuple[Event, ...]:
    """What was received since the last plan was accepted, and counts."""
    off = {dispute.id for dispute in state.disputes if dispute.ruling != "applied"} | set(state.withdrawn)
    return tuple(event for event in receipts.received[receipts.since :] if event.id not in off)

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
from models.events.state import Dispute, Rank, Receipts, State


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
    if receipts.revised or _rank(order[0], receipts) < known.last:
        order = _ordered(receipts.received, receipts)
        after = _applied(known.origin.but(receipts=receipts), order, _Revision.of(order))
    else:
        after = _applied(state.but(receipts=receipts), order, _Revision())
    last = max(known.last, _rank(order[-1], receipts))
    now = max(state.now, *(event.at for event in news))
    return after.but(now=now, news=_counting(after, receipts), receipts=replace(receipts, last=last))


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


def _received(receipts: Receipts, now: int, events: Iterable[Event]) -> tuple[list[Event], Receipts]:
    """What is new of it, as received, and the receipts with it."""
    news: list[Event] = []
    ids, decided, opening, since, revised = (
        dict(receipts.ids), receipts.decided, receipts.opening, receipts.since, receipts.revised
    )  # fmt: skip
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
        revised = revised or isinstance(event, ReportWithdrawn | DisputeRuled)
        since = len(receipts.received) + len(news) if isinstance(event, PlanPublished) else since
    received = (*receipts.received, *news)
    return news, replace(receipts, received=received, ids=ids, since=since, decided=decided, opening=opening,
                         revised=revised)  # fmt: skip


def _ordered(received: Iterable[Event], receipts: Receipts) -> list[Event]:
    """What was received, in the order of what happened."""
    return sorted(received, key=lambda event: _rank(event, receipts))


def _rank(event: Event, receipts: Receipts) -> Rank:
    """Of one second, reports come before the decision that was taken with them in mind; the plan that opens a day, when
    none was known before, comes first.
    """
    opens = event is receipts.opening and receipts.origin.published is None
    return event.when, 0 if opens else 2 if event.decides else 1, event.sender, event.counter


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


def _applied(state: State, order: Sequence[Event], revision: _Revision) -> State:
    """The state after these, one after the other."""
    disputes = list(state.disputes)
    ids: dict[str, Event] = {}
    state = state.but(withdrawn=revision.withdrawn or state.withdrawn)
    for event in order:
        if not event.decides and event.id in revision.withdrawn:
            continue
        ruling = None if event.decides else revision.rulings.get(event.id)
        refused = None if event.decides else _key_used(ids, event) or event.refusal(state)
        counts = refused is None if ruling is None else ruling.applies and _can_count(refused)
        if ruling is not None or refused is not None:
            disputes.append(_dispute(event, refused, ruling))
        if counts:
            state = event.apply(state)
    return state.but(disputes=tuple(disputes))


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

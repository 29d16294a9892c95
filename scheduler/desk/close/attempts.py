"""Attempts: every visit that took place, also one that came to nothing, with its real times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.events import EngineerOut, Event, Situation, State, situation_of
from scheduler.replan.log import Log
from scheduler.travel.roads import roads

REASONS = {"no-show": "access", "part-missing": "part", "visit-declined": "skill", "engineer-out": "other"}
"""Kind of event -> why the visit did not mend it, in the words of records."""


@dataclass(frozen=True)
class Attempt:
    """One visit to a ticket.

    Parameters
    ----------
    arrived, finished
        [s] on site from, until.
    planned
        [s] start as people knew it.
    reason
        Why it did not mend it; empty = it did.
    assumed
        Did nobody report the end? Then it went as published.
    """

    ticket: str
    engineer: str
    arrived: int
    finished: int
    planned: int | None = None
    reason: str = ""
    assumed: bool = False


def attempts_of(log: Log, now: Situation) -> tuple[Attempt, ...]:
    """All visits of a day that is over, in the order in which they ended."""
    found = [*_given_up(log), *_done(now)]
    return tuple(sorted(found, key=lambda attempt: (attempt.finished, attempt.ticket)))


def _done(now: Situation) -> Iterator[Attempt]:
    """Visits that stand at the end of the day."""
    known = now.state.promises.served() if now.state.promises is not None else {}
    for stand in now.stands.values():
        for visit in stand.fixed:
            seen = now.state.of(visit.ticket)
            if visit.finish <= now.problem.now:
                planned = known[visit.ticket][1].start if visit.ticket in known else None
                yield Attempt(visit.ticket, stand.engineer, visit.arrive, visit.finish, planned,
                              assumed=seen.finished is None)  # fmt: skip


def _given_up(log: Log) -> Iterator[Attempt]:
    """Visits after which the ticket was open again: nobody there, a part missing, somebody fell ill at work."""
    before = State(log.problem, log.problem.published, log.problem.now)
    for event, after in zip(log.events, log.states(), strict=True):
        yield from _broken_off(before, event) if isinstance(event, EngineerOut) else _failed(before, event, after)
        before = after


def _failed(before: State, event: Event, after: State) -> Iterator[Attempt]:
    ticket = getattr(event, "ticket", None)
    if event.kind not in REASONS or not isinstance(ticket, str):
        return
    failed, found = after.of(ticket).failed, before.visit(ticket)
    if failed is None or failed == before.of(ticket).failed or found is None:
        return
    route, visit = found
    began = before.of(ticket).started
    arrived = min(failed, visit.arrive if began is None else began)
    yield Attempt(ticket, route.engineer, arrived, max(failed, arrived + 1), visit.start, REASONS[event.kind])


def _broken_off(before: State, event: EngineerOut) -> Iterator[Attempt]:
    """What somebody was at work on who falls out now."""
    if before.published is None:
        return
    at = max(event.at, before.now)
    for stand in situation_of(before, at, roads=roads).stands.values():
        for visit in stand.fixed if stand.engineer == event.engineer else ():
            if visit.start < at < visit.finish and before.of(visit.ticket).finished is None:
                yield Attempt(visit.ticket, event.engineer, visit.arrive, at, visit.start, REASONS[event.kind])

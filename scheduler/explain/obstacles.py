"""Obstacles: which rules keep an engineer from a ticket, whatever else is on the shift."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from models.engineer import Engineer, Shift
from models.interval import FOREVER, Spans, meet
from models.ticket import Ticket
from scheduler.explain.book import Book
from scheduler.explain.obstacle import Obstacle
from scheduler.explain.timetable import timetables


def obstacles(book: Book, engineer: Engineer, shift: Shift, ticket: Ticket) -> tuple[Obstacle, ...]:
    """All rules that forbid the ticket on this shift even if it were the only visit and next door; () = none."""
    return (
        *_who(book, engineer, ticket),
        *_loads(book, engineer, ticket),
        *_times(book, engineer, shift, ticket),
    )


def _who(book: Book, engineer: Engineer, ticket: Ticket) -> Iterator[Obstacle]:
    for rule in book.may_serve:
        if not rule.allows(engineer, ticket, book.problem):
            yield Obstacle(rule.id, rule.why(engineer, ticket, book.problem))


def _loads(book: Book, engineer: Engineer, ticket: Ticket) -> Iterator[Obstacle]:
    for rule in book.loads:
        takes = rule.takes(ticket, book.problem)
        holds = rule.holds(engineer, book.problem) if takes else {}
        for resource, amount in takes.items():
            room = holds.get(resource)
            room = rule.missing if room is None else room
            if room is not None and amount > room:
                yield Obstacle(rule.id, f"{ticket.id} needs {amount} of {resource}; {engineer.id}'s van holds {room}")


def _times(book: Book, engineer: Engineer, shift: Shift, ticket: Ticket) -> Iterator[Obstacle]:
    """Rules that leave no start on their own; else those that leave none together: two of them where two are enough."""
    tables = timetables(book, engineer, shift, ticket)
    begin = max(shift.start, book.problem.now)
    alone = [table for table in tables if not table.after(begin)]
    if alone:
        yield from (Obstacle(table.rule, table.why(begin)) for table in alone)
        return
    left: Spans = ((begin, FOREVER),)
    for table in tables:
        left = meet(left, table.starts)
    if not left:
        pairs = (pair for pair in combinations(tables, 2) if not meet(pair[0].after(begin), pair[1].starts))
        for table in next(pairs, tables):
            times = _shown(book, table.after(begin))
            yield Obstacle(table.rule, f"{ticket.id} on {shift.id} could start {times}, but not by all rules")


def _shown(book: Book, starts: Spans) -> str:
    """The starts that a rule leaves."""
    text = book.problem.clock.text
    return ", ".join(f"{text(u)}-{text(v)}" if v < FOREVER else f"from {text(u)}" for u, v in starts)

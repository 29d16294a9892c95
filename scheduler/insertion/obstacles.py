"""Obstacles: which rules keep an engineer from a ticket, whatever else is on the shift."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from models.engineer import Engineer, Shift
from models.interval import FOREVER, Spans, meet
from models.text import Text, in_chinese
from models.ticket import Ticket
from scheduler.insertion.obstacle import Obstacle
from scheduler.insertion.rule_index import RuleIndex
from scheduler.insertion.timetable import timetables


def obstacles(book: RuleIndex, engineer: Engineer, shift: Shift, ticket: Ticket) -> tuple[Obstacle, ...]:
    """All rules that forbid the ticket on this shift even if it were the only visit and next door; () = none."""
    return (
        *_who(book, engineer, ticket),
        *_loads(book, engineer, ticket),
        *_times(book, engineer, shift, ticket),
    )


def _who(book: RuleIndex, engineer: Engineer, ticket: Ticket) -> Iterator[Obstacle]:
    for rule in book.may_serve:
        if not rule.allows(engineer, ticket, book.problem):
            yield Obstacle(rule.id, rule.why(engineer, ticket, book.problem))
    yield from by_hand(book, ticket)


def by_hand(book: RuleIndex, ticket: Ticket) -> Iterator[Obstacle]:
    """Why the ticket can only be planned by hand: a crew, a step before it, a row that cannot be read."""
    for link in book.links:
        if (why := link.unsupported(ticket)) is not None:
            yield Obstacle(link.id, why)


def _loads(book: RuleIndex, engineer: Engineer, ticket: Ticket) -> Iterator[Obstacle]:
    for rule in book.loads:
        takes = rule.takes(ticket, book.problem)
        holds = rule.holds(engineer, book.problem) if takes else {}
        for resource, amount in takes.items():
            room = holds.get(resource)
            room = rule.missing if room is None else room
            if room is not None and amount > room:
                english = f"{ticket.id} needs {amount} of {resource}; {engineer.id}'s van holds {room}"
                chinese = f"{ticket.id} 需要 {amount} 件 {resource}；{engineer.id} 的车上有 {room} 件"
                yield Obstacle(rule.id, Text(english, chinese))


def _times(book: RuleIndex, engineer: Engineer, shift: Shift, ticket: Ticket) -> Iterator[Obstacle]:
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
            english = f"{ticket.id} on {shift.id} could start {times}, but not by all rules"
            chinese = f"{ticket.id} 在 {shift.id} 上可于 {in_chinese(times)} 开始，但其他规则不允许"
            yield Obstacle(table.rule, Text(english, chinese))


def _shown(book: RuleIndex, starts: Spans) -> str:
    """The starts that a rule leaves."""
    text = book.problem.clock.text
    english = ", ".join(f"{text(u)}-{text(v)}" if v < FOREVER else f"from {text(u)}" for u, v in starts)
    chinese = "、".join(f"{text(u)}-{text(v)}" if v < FOREVER else f"{text(u)} 之后" for u, v in starts)
    return Text(english, chinese)

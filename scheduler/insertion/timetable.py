"""Timetables: the starts that each rule leaves to a ticket on a shift."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.clock import span
from models.engineer import Engineer, Shift
from models.interval import ANY_TIME, FOREVER, Spans, without
from models.shapes import Measure, ServeWhen
from models.text import Text, span_zh
from models.ticket import Ticket
from models.timing import duration
from scheduler.insertion.rule_index import RuleIndex


@dataclass(frozen=True)
class Timetable:
    """What one rule permits.

    Parameters
    ----------
    rule
        Id of the rule.
    starts
        Permitted starts, half-open, sorted; also those before the shift begins.
    why
        Says why a start is not permitted.
    """

    rule: str
    starts: Spans
    why: Callable[[int], str]

    def after(self, begin: int) -> Spans:
        """Permitted starts from ``begin`` on."""
        return tuple((max(u, begin), v) for u, v in self.starts if v > begin)


def timetables(book: RuleIndex, engineer: Engineer, shift: Shift, ticket: Ticket) -> tuple[Timetable, ...]:
    """Every rule about time that says anything at all about the ticket on this shift."""
    problem, found = book.problem, []
    seconds = duration(engineer, ticket)
    for rule in book.serve_when:
        spans = rule.starts(engineer, ticket, problem)
        if spans is not None:
            found.append(Timetable(rule.id, spans, _rule_says(book, rule, engineer, ticket)))
    for id, away in book.blocks(shift):
        starts = without(ANY_TIME, ((u - seconds + 1, v) for u, v in away))
        found.append(Timetable(id, starts, _during(book, engineer, ticket, away)))
    for most, id in book.bounds(engineer, shift, Measure.RETURN):
        found.append(Timetable(id, ((-FOREVER, most - seconds + 1),), _back(book, shift, ticket, seconds, most)))
    return tuple(found)


def closing(book: RuleIndex, engineer: Engineer, shift: Shift, ticket: Ticket, last: int) -> str | None:
    """The rule behind the last permitted start; None where it is only the latest return.

    Parameters
    ----------
    last
        [s] last start that all rules together permit.
    """
    seconds = duration(engineer, ticket)
    for rule in book.serve_when:
        spans = rule.starts(engineer, ticket, book.problem)
        if spans is not None and any(end == last + 1 for _, end in spans):
            return rule.id
    for id, away in book.blocks(shift):
        if any(begin == last + seconds for begin, _ in away):
            return id
    return None


def _rule_says(book: RuleIndex, rule: ServeWhen, engineer: Engineer, ticket: Ticket) -> Callable[[int], str]:
    return lambda start: rule.why(engineer, ticket, start, book.problem)


def _during(book: RuleIndex, engineer: Engineer, ticket: Ticket, away: Spans) -> Callable[[int], str]:
    def why(_: int) -> str:
        text = book.problem.clock.text
        times = ", ".join(f"{text(u)}-{text(v)}" for u, v in away)
        return Text(
            f"{engineer.id} is away {times}; no time is left for {ticket.id}",
            f"{engineer.id} 在 {times} 不在岗，没有时间服务 {ticket.id}",
        )

    return why


def _back(book: RuleIndex, shift: Shift, ticket: Ticket, seconds: int, most: int) -> Callable[[int], str]:
    def why(start: int) -> str:
        text = book.problem.clock.text
        return Text(
            f"{ticket.id} takes {span(seconds)}; {shift.id} begins {text(start)} and must be back {text(most)}",
            f"{ticket.id} 需要 {span_zh(seconds)}；{shift.id} 于 {text(start)} 开始，须在 {text(most)} 前返回",
        )

    return why

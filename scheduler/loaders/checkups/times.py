"""Do the times make sense?"""

from __future__ import annotations

from collections.abc import Iterator

from models.clock import HOUR, span
from models.errors import Trouble
from models.problem import Problem

LONG_SHIFT = 16 * HOUR
SHORT_SHIFT = HOUR // 2


def odd_shifts(problem: Problem) -> Iterator[Trouble]:
    """Shifts longer than 16 hours or shorter than half an hour."""
    for engineer, shift in problem.shifts:
        length = shift.end - shift.start
        if not SHORT_SHIFT <= length <= LONG_SHIFT:
            message = f"the shift {shift.id} of {engineer.shown()} lasts {span(length)}"
            maybe = "an end has the wrong date, or a.m. and p.m. are mixed up."
            yield Trouble(message, "shifts", None, "end", problem.clock.iso(shift.end), "odd-shift", maybe)


def due_before_created(problem: Problem) -> Iterator[Trouble]:
    """SLA dates before the request."""
    for ticket in problem.open_tickets:
        for column, due in (("respond_by", ticket.respond_by), ("resolve_by", ticket.resolve_by)):
            if due is not None and ticket.created is not None and due < ticket.created:
                message = f"{ticket.shown()}: {column} lies before created_at"
                maybe = "the two columns are swapped, or in different time zones."
                yield Trouble(message, "tickets", None, column, problem.clock.iso(due), "due-before-created", maybe)


def created_later(problem: Problem) -> Iterator[Trouble]:
    """Requests that come after the last shift."""
    end = max((shift.end for _, shift in problem.shifts), default=0)
    for ticket in problem.open_tickets:
        if ticket.created is not None and ticket.created > max(end, problem.now):
            message = f"{ticket.shown()} was created after the end of the last shift"
            maybe = "it belongs to another day, or its time zone is wrong."
            value = problem.clock.iso(ticket.created)
            yield Trouble(message, "tickets", None, "created_at", value, "created-later", maybe)


def promise_out_of_reach(problem: Problem) -> Iterator[Trouble]:
    """SLA dates that the ticket's own windows cannot keep."""
    for ticket in problem.open_tickets:
        earliest = max([min((window.start for window in ticket.windows), default=0), ticket.parts_ready or 0])
        dues = (
            ("respond_by", ticket.respond_by, earliest),
            ("resolve_by", ticket.resolve_by, earliest + ticket.duration),
        )
        for column, due, least in dues:
            if due is not None and due >= 0 and least > due:
                message = f"{ticket.shown()} cannot keep {column}: the earliest possible is {problem.clock.text(least)}"
                maybe = "the window is shorter than the duration allows, or a date is wrong."
                yield Trouble(message, "tickets", None, column, problem.clock.iso(due), "out-of-reach", maybe)


def longer_than_any_shift(problem: Problem) -> Iterator[Trouble]:
    """Work that fits in no shift."""
    longest = max((shift.end - shift.start for _, shift in problem.shifts), default=0)
    for ticket in problem.open_tickets:
        if problem.shifts and ticket.duration > longest:
            message = f"{ticket.shown()} takes {span(ticket.duration)}; the longest shift lasts {span(longest)}"
            maybe = "the duration is in another unit, or the work must be split."
            yield Trouble(
                message, "tickets", None, "duration_min", f"{ticket.duration / 60:g}", "longer-than-shift", maybe
            )


def policy_of_another_time(problem: Problem) -> Iterator[Trouble]:
    """A policy that does not apply on the first day, or not in a territory of the day."""
    policy, day = problem.policy, problem.clock.origin.date()
    begins, ends = policy.effective_from, policy.effective_to
    if (begins is not None and day < begins) or (ends is not None and day >= ends):
        message = f"the policy {policy.name} applies from {begins or 'ever'} to {ends or 'ever'}, not on {day}"
        yield Trouble(
            message, "policy", None, "effective_from", str(begins), "policy-not-effective", "name another policy."
        )
    others = sorted({t.territory for t in problem.open_tickets if t.territory} - set(policy.territories))
    if policy.territories and others:
        message = f"the policy {policy.name} is not for the territories {', '.join(others)}"
        yield Trouble(
            message, "policy", None, "territories", rule="policy-elsewhere", maybe="plan them with another policy."
        )

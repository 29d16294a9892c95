"""Do the times make sense?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from models.clock import HOUR, span
from models.errors import InputError, Trouble
from models.problem import Problem
from models.shapes import FinishCost, ServiceLevel, ShiftRest, StartCost

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


def shifts_that_touch(problem: Problem) -> Iterator[Trouble]:
    """Shifts of one person that leave no time between them."""
    text = problem.clock.text
    for engineer in problem.engineers:
        for before, after in pairwise(sorted(engineer.shifts, key=lambda shift: (shift.start, shift.end))):
            if before.end >= after.start:
                how = "touch" if before.end == after.start else "overlap"
                message = (
                    f"the shifts {before.id} and {after.id} of {engineer.shown()} {how}: "
                    f"one ends {text(before.end)}, the other starts {text(after.start)}"
                )
                maybe = "a time or date is wrong; as it is, the second begins once the first has ended, however late."
                value = problem.clock.iso(after.start)
                yield Trouble(message, "shifts", None, "start", value, "shifts-touch", maybe)


def short_rests(problem: Problem) -> Iterator[Trouble]:
    """Shifts of one person that leave less time off between them than a rule asks for."""
    text = problem.clock.text
    for engineer in problem.engineers:
        for before, after in pairwise(sorted(engineer.shifts, key=lambda shift: (shift.start, shift.end))):
            for rule in problem.policy.of(ShiftRest):
                least, there = rule.least(engineer, before, after, problem), after.start - before.end
                if 0 < there < least:
                    message = (
                        f"the shifts {before.id} and {after.id} of {engineer.shown()} leave {span(there)} "
                        f"between them; the rule {rule.id} asks for {span(least)}"
                    )
                    begin = text(before.end + least)
                    maybe = f"a time is wrong; as it is, whoever works until {text(before.end)} begins {begin}."
                    value = problem.clock.iso(after.start)
                    yield Trouble(message, "shifts", None, "start", value, "short-rest", maybe)


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


def lengths_in_hours(problem: Problem) -> Iterator[Trouble]:
    """Lengths such as 1.5 and 2 that are read as minutes and may be hours: all short, some of them no whole minutes."""
    found = [ticket for ticket in problem.open_tickets if ticket.duration > 0]
    odd = [ticket for ticket in found if ticket.duration % 60 and ticket.duration > 1]
    if odd and max(ticket.duration for ticket in found) <= 12 * 60:
        value = f"{odd[0].duration / 60:g}"
        message = f"no ticket takes longer than 12 min, and {odd[0].shown()} takes {value} min"
        maybe = "the durations are hours: write the unit, as in 1.5 h, or say unit: h in a mapping."
        yield Trouble(message, "tickets", None, "duration_min", value, "duration-in-hours", maybe)


def policy_in_force(problem: Problem) -> Problem:
    """The problem, when its policy applies on the first day and in every territory with work.

    Raises
    ------
    models.errors.InputError
        Naming the dates and territories that the policy does not hold.
    """
    if troubles := tuple(policy_of_another_time(problem)):
        raise InputError(troubles)
    return problem


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
        maybe = "plan the territories one by one (--territory), or name another policy (--policy)."
        yield Trouble(message, "policy", None, "territories", rule="policy-elsewhere", maybe=maybe)


def pins_that_clash(problem: Problem) -> Iterator[Trouble]:
    """Two visits that a dispatcher fixed to one engineer at overlapping times."""
    fixed: dict[str, list[tuple[int, int, str]]] = {}
    for ticket in problem.open_tickets:
        pin = ticket.pin
        if pin is not None and pin.engineer is not None and pin.start is not None:
            fixed.setdefault(pin.engineer, []).append((pin.start, pin.start + ticket.duration, ticket.id))
    for engineer, visits in fixed.items():
        for (_, end, first), (start, _, second) in pairwise(sorted(visits)):
            if start < end:
                message = f"{second} is fixed to {engineer} at {problem.clock.text(start)}, when {first} still lasts"
                maybe = "one of the two will stay unserved; move or lift one pin."
                yield Trouble(message, "tickets", None, "pinned_start", second, "pins-clash", maybe)


DUE = {"response": ("response time", "respond_by"), "resolution": ("resolution time", "resolve_by")}
"""What a service level measures -> what people call its due time, and the column and field of it."""


def nothing_is_promised(problem: Problem) -> Iterator[Trouble]:
    """The policy's hours make tickets late before the day begins, and no ticket has a due time of its own."""
    policy = problem.policy
    rules: tuple[StartCost | FinishCost, ...] = (*policy.of(StartCost), *policy.of(FinishCost))
    for rule in rules:
        if not isinstance(rule, ServiceLevel):
            continue
        column, field = DUE[rule.measures]
        tickets = problem.open_tickets
        if not tickets or any(getattr(ticket, field) is not None for ticket in tickets):
            continue
        begin = max(problem.now, min((shift.start for _, shift in problem.shifts), default=problem.now))
        late = sum(any(term.due < begin for term in rule.terms(ticket, problem)) for ticket in tickets)
        if late:
            message = (
                f"no ticket has a {column}; the policy's hours make {late} of {len(tickets)} late before the day begins"
            )
            maybe = f"fill {field}, or lower the hours of {rule.id} in the policy; created_at may also be too old."
            yield Trouble(message, "tickets", None, field, rule=f"{rule.id}-before-the-day", maybe=maybe)

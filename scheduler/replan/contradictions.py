"""Pins that cannot all hold, said by name and all at once: refused where somebody has just given them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from models.errors import InputError, Trouble
from models.problem import Problem
from models.shapes import MayServe, ServeWhen
from models.text import Text
from models.ticket import Ticket
from models.timing import duration
from scheduler.compile import Compiled
from scheduler.engine import evaluate
from scheduler.insertion.faults import fault_of
from scheduler.insertion.route_state import RouteState


def check_pins(problem: Problem, compiled: Compiled, given: Collection[str]) -> tuple[str, ...]:
    """Refuse pins that cannot hold, where they are among those ``given`` for this re-plan.

    A pin of the day's own refuses nothing: its ticket stays unserved as in the night's plan, or is lost with the
    engineer who fell ill, and the rest of the day is planned.

    Returns
    -------
    tuple of str
        What is to be said of the pins of the day's own.

    Raises
    ------
    InputError
        For every pin to an engineer who is unknown or may not serve the ticket then, and for times pinned to one
        engineer that leave no time for the work and the way between.
    """
    pinned = [ticket for ticket in problem.open_tickets if ticket.pin is not None]
    troubles = [found for ticket in pinned if (found := _impossible(problem, compiled, ticket)) is not None]
    named = {trouble.value for trouble in troubles}
    troubles += _collisions(problem, compiled, [ticket for ticket in pinned if ticket.id not in named])
    known = {trouble for trouble in troubles if not set(given) & set(trouble.value.split(", "))}
    if len(known) < len(troubles):
        raise InputError(trouble for trouble in troubles if trouble not in known)
    return tuple(
        Text(trouble.message, f"{trouble.value}：无法满足固定要求，请修改或取消固定")
        for trouble in dict.fromkeys(troubles)
    )


def _impossible(problem: Problem, compiled: Compiled, ticket: Ticket) -> Trouble | None:
    """A pin that no shift can keep."""
    pin = ticket.pin
    assert pin is not None
    column = compiled.ticket_index[ticket.id]
    if compiled.day.allowed[:, column].any():
        return None
    whom = f"to {pin.engineer}" if pin.engineer is not None else "to this time"
    when = f" at {problem.clock.text(pin.start)}" if pin.start is not None else ""
    reasons = list(dict.fromkeys(_reasons(problem, ticket)))
    said = "; ".join(reasons[:4]) or "no shift has time for it then"
    maybe = "pin it to somebody else, or to another time, or take the pin off."
    return Trouble(f"{ticket.id} cannot be pinned {whom}{when}: {said}", field="pin", value=ticket.id,
                   rule="pin-impossible", maybe=maybe)  # fmt: skip


def _reasons(problem: Problem, ticket: Ticket) -> Iterator[str]:
    pin = ticket.pin
    assert pin is not None
    if pin.engineer is None:
        return
    engineer = problem.engineer.get(pin.engineer)
    if engineer is None:
        yield f"there is no engineer {pin.engineer}"
        return
    for rule in problem.policy.of(MayServe):
        if not rule.pins and not rule.allows(engineer, ticket, problem):
            yield f"{rule.why(engineer, ticket, problem)} [{rule.id}]"
    text = problem.clock.text
    start, length = pin.start, duration(engineer, ticket)
    for away in engineer.absences:
        if (start is None and all(away.overlaps(s.start, s.end) for s in engineer.shifts)) or (
            start is not None and away.overlaps(start, start + length)
        ):
            yield f"{engineer.id} is away {text(away.start)}-{text(away.end)} [absence]"
    for when in problem.policy.of(ServeWhen):
        spans = when.starts(engineer, ticket, problem) if not when.pins else None
        moment = problem.now if start is None else start
        if spans == () or (spans is not None and start is not None and not any(u <= start < v for u, v in spans)):
            yield f"{when.why(engineer, ticket, moment, problem)} [{when.id}]"


def _collisions(problem: Problem, compiled: Compiled, pinned: Sequence[Ticket]) -> list[Trouble]:
    """Times pinned to one engineer that cannot all be kept."""
    lists: defaultdict[str, list[Ticket]] = defaultdict(list)
    for ticket in pinned:
        if ticket.pin is not None and ticket.pin.engineer is not None and ticket.pin.start is not None:
            lists[ticket.pin.engineer].append(ticket)
    found = []
    for engineer, tickets in lists.items():
        tickets.sort(key=lambda ticket: ticket.pin.start if ticket.pin and ticket.pin.start is not None else 0)
        clashes = [_clash(problem, engineer, a, b) for a, b in pairwise(tickets)]
        said = [clash for clash in clashes if clash is not None]
        found += said or _unreachable(problem, compiled, engineer, tickets)
    return found


def _clash(problem: Problem, engineer: str, a: Ticket, b: Ticket) -> Trouble | None:
    """Two pinned times that leave no time for the work and the way between them."""
    assert a.pin is not None and b.pin is not None and a.pin.start is not None and b.pin.start is not None
    ready = a.pin.start + duration(problem.engineer[engineer], a) + problem.travel.leg(a.place, b.place)[0]
    if ready <= b.pin.start:
        return None
    text = problem.clock.text
    message = (
        f"{a.id} and {b.id} are pinned to {engineer} at {text(a.pin.start)} and {text(b.pin.start)}; "
        f"after the first, {engineer} is at the second at {text(ready)}"
    )
    return Trouble(message, field="pin", value=f"{a.id}, {b.id}", rule="pins-overlap",
                   maybe="pin only the person, or move one of the two.")  # fmt: skip


def _unreachable(problem: Problem, compiled: Compiled, engineer: str, tickets: Sequence[Ticket]) -> list[Trouble]:
    """Pinned visits that no shift of the engineer can make, although each would do."""
    route = [compiled.ticket_index[ticket.id] for ticket in tickets]
    shifts = [e for e, (who, _) in enumerate(compiled.shifts) if who == engineer]
    if len(shifts) != 1:
        return []
    schedule = evaluate(compiled.day, shifts[0], route)
    if schedule.fault is None:
        return []
    routes = [route if e == shifts[0] else [] for e in range(compiled.day.m)]
    behind = fault_of(RouteState.of(problem, compiled, routes), shifts[0], route, schedule.fault)
    ids = ", ".join(ticket.id for ticket in tickets)
    message = f"{engineer} cannot keep the pinned times of {ids}: {behind.message} [{behind.rule}]"
    return [Trouble(message, field="pin", value=ids, rule="pins-overlap", maybe="take one of these pins off.")]

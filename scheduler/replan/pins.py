"""Graded pins: how much of a published visit a dispatcher wants to keep."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.errors import InputError, Trouble, nearest
from models.events import Situation
from models.plan import Plan, Visit
from models.problem import Problem
from models.rules.not_before_promised import NotBeforePromised
from models.sections.replanning import Replanning
from models.ticket import Pin, Ticket

GRADES = ("person", "time", "both", "order")
"""What can be kept: the engineer, the start, the two together, or the place in the engineer's order."""


@dataclass(frozen=True)
class Pins:
    """What a dispatcher keeps of the published plan.

    Parameters
    ----------
    grades
        Ticket id -> one of :data:`GRADES`. ``order`` keeps the person, and the order of all tickets pinned so among
        that engineer's visits.
    orders
        Sequences of ticket ids to be served in this order, whoever serves them.
    free_after
        [s] visits published for later than so much from now are free: no pin given here, no price and no limit on
        changing them. None = the policy's ``replanning.free_after_minutes``.
    """

    grades: Mapping[str, str] = field(default_factory=dict)
    orders: Sequence[Sequence[str]] = ()
    free_after: int | None = None

    @classmethod
    def parse(cls, pins: Iterable[str] = (), orders: Iterable[str] = (), free_after: int | None = None) -> Pins:
        """From ``T1=person`` and ``T1,T2,T3``.

        Raises
        ------
        InputError
            For everything that is not of this form.
        """
        grades: dict[str, str] = {}
        troubles = []
        for text in pins:
            id, equals, grade = (part.strip() for part in text.partition("="))
            if not id or not equals or grade not in GRADES:
                maybe = nearest(grade, GRADES) if equals else "write it like T-1042=person."
                troubles.append(Trouble("is no pin", field="--pin", value=text, rule="pin", maybe=maybe))
            elif grades.setdefault(id, grade) != grade:
                message = f"{id} is pinned as {grades[id]} and as {grade}"
                troubles.append(Trouble(message, field="--pin", value=text, rule="pins-contradict", maybe="keep one."))
        sequences = [tuple(word.strip() for word in text.split(",") if word.strip()) for text in orders]
        for text, sequence in zip(orders, sequences, strict=True):
            if len(sequence) < 2:
                maybe = "name two tickets or more: T1,T2."
                troubles.append(Trouble("is no order", field="--order", value=text, rule="order", maybe=maybe))
        if troubles:
            raise InputError(troubles)
        return cls(grades, tuple(sequences), free_after)


def far_from_now(situation: Situation, pins: Pins) -> int | None:
    """[s] from when on everything is free; None = nothing is."""
    minutes = situation.problem.policy.section(Replanning).free_after_minutes
    ahead = pins.free_after if pins.free_after is not None else None if minutes is None else minutes * 60
    return None if ahead is None else situation.problem.now + ahead


def without_far(published: Plan, far: int | None) -> Plan:
    """The promises that count: those before ``far`` [s]."""
    if far is None:
        return published
    routes = (
        route.but(visits=tuple(visit for visit in route.visits if visit.start < far)) for route in published.routes
    )
    return published.but(routes=tuple(route for route in routes if route.visits))


def pinned(situation: Situation, pins: Pins, lapsed: Collection[str] = ()) -> Problem:
    """What is left to plan, with pins on the tickets and without promises that may change freely.

    What a dispatcher decided by hand is a pin, too, unless one is given here for the same ticket.

    Parameters
    ----------
    lapsed
        Tickets that nobody can keep any more as they were decided by hand.

    Raises
    ------
    InputError
        For tickets that are unknown, not open, not published, or pinned by the ticket itself to something else.
    """
    problem, far = situation.problem, far_from_now(situation, pins)
    troubles = [found for id in pins.grades if (found := _unpinnable(problem, id)) is not None]
    troubles += [
        found for order in pins.orders for id in order if (found := _unknown(problem, id, "--order")) is not None
    ]
    made = {id: by_hand(problem.ticket[id], pin) for id, pin in situation.state.pins.items()
            if id in problem.ticket and id not in lapsed and id not in pins.grades}  # fmt: skip
    known = situation.state.published.served() if situation.state.published is not None else {}
    for id, grade in pins.grades.items():
        promised = known.get(id)
        if promised is None or id not in problem.ticket or (far is not None and promised[1].start >= far):
            continue
        pin, against = _joined(problem.ticket[id], _pin(promised[0].engineer, promised[1], grade))
        if against:
            value, maybe = grade, "take one of the two pins off."
            troubles.append(Trouble(f"{id} is pinned to {against} already", field=id, value=value,
                                    rule="pins-contradict", maybe=maybe))  # fmt: skip
        made[id] = problem.ticket[id].but(pin=pin)
    if troubles:
        raise InputError(troubles)
    tickets = tuple(made.get(ticket.id, ticket) for ticket in problem.tickets)
    published = without_far(problem.published, far) if problem.published is not None else None
    return problem.replace(tickets=tickets, published=published)


def asked(problem: Problem, tickets: Collection[str]) -> Problem:
    """The problem in which some customers are asked whether somebody may come earlier.

    Raises
    ------
    InputError
        For tickets that are unknown, closed or were promised nothing.
    """
    troubles = [found for id in tickets if (found := _unpinnable(problem, id)) is not None]
    if troubles:
        raise InputError(replace(trouble, field="--ask") for trouble in troubles)
    rules = [rule for rule in problem.policy.rules if isinstance(rule, NotBeforePromised)]
    policy = problem.policy
    for rule in rules:
        policy = policy.with_rule(rule.but(asked=tuple(tickets)))
    return problem.replace(policy=policy)


def by_hand(ticket: Ticket, pin: Pin) -> Ticket:
    """The ticket as a dispatcher decided it: with the pin; one that was taken off is for nobody."""
    if pin.engineer == "":
        return ticket.but(set_aside="taken off the plan by hand")
    joined, against = _joined(ticket, pin)
    return ticket if against else ticket.but(pin=joined)


def _pin(engineer: str, visit: Visit, grade: str) -> Pin:
    return Pin(engineer=engineer if grade != "time" else None, start=visit.start if grade in ("time", "both") else None)


def _joined(ticket: Ticket, new: Pin) -> tuple[Pin, str]:
    """The ticket's own pin and a new one together, and what they disagree on."""
    old = ticket.pin or Pin()
    if old.engineer is not None and new.engineer is not None and old.engineer != new.engineer:
        return old, f"{old.engineer}, not {new.engineer},"
    if old.start is not None and new.start is not None and old.start != new.start:
        return old, "another time"
    return Pin(engineer=old.engineer or new.engineer, start=old.start if old.start is not None else new.start), ""


def _unpinnable(problem: Problem, id: str) -> Trouble | None:
    if (unknown := _unknown(problem, id, "--pin")) is not None:
        return unknown
    if id not in problem.promised:
        message = f"{id} has no visit in the published plan that could be kept"
        return Trouble(message, field="--pin", value=id, rule="not-published", maybe="pin it in the tickets instead.")
    return None


def _unknown(problem: Problem, id: str, field: str) -> Trouble | None:
    if id not in problem.ticket:
        return Trouble("no ticket has this id", field=field, value=id, rule="unknown-ticket",
                       maybe=nearest(id, problem.ticket))  # fmt: skip
    if id not in {ticket.id for ticket in problem.open_tickets}:
        message = f"{id} is {problem.ticket[id].status}; there is nothing to pin any more"
        return Trouble(message, field=field, value=id, rule="not-open", maybe="leave it out.")
    return None

"""Personal data: what is kept of somebody, what is deleted, and names that say nothing."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

import hmac
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from models.people.points import months_later
from models.records import Records


def forgotten(records: Records, at: date, keep_months: int, engineer: str | None = None) -> Records:
    """Records without what is too old, or without one person.

    What was older than ``keep_months`` at a day is deleted; with an engineer, only what is that person's: everything the
    person did, and what was said of it. Tickets stay: they are the customers'.

    Parameters
    ----------
    keep_months
        0 with an engineer = everything of that person.
    """
    last = months_later(at, -keep_months) if keep_months else at
    end = records.end_of(last)
    mine = (lambda row: row.engineer == engineer) if engineer is not None else (lambda row: True)
    gone = {visit.id for visit in records.visits if mine(visit) and visit.finished < end}
    old_tickets = {visit.ticket for visit in records.visits if visit.id in gone}
    kept_tickets = {visit.ticket for visit in records.visits if visit.id not in gone}

    def stays(row: Any, day: date) -> bool:
        return not (mine(row) and day <= last)

    rated = {rating.id for rating in records.ratings if rating.visit in gone}
    whole = engineer is not None and not keep_months
    return records.but(
        visits=tuple(visit for visit in records.visits if visit.id not in gone),
        ratings=tuple(rating for rating in records.ratings if rating.visit not in gone),
        surveys=tuple(survey for survey in records.surveys if survey.visit not in gone),
        callbacks=tuple(call for call in records.callbacks if call.visit not in gone),
        reopens=tuple(reopen for reopen in records.reopens if reopen.visit not in gone
                      and not (reopen.ticket in old_tickets and reopen.ticket not in kept_tickets)),
        attendance=tuple(row for row in records.attendance if stays(row, row.day)),
        breaches=tuple(breach for breach in records.breaches if stays(breach, breach.day)),
        courses=tuple(course for course in records.courses if stays(course, max(course.passed, course.valid_until or course.passed))),
        decisions=tuple(
            decision for decision in records.decisions
            if not (decision.on <= last and (engineer is None or decision.engineer == engineer
                                             or decision.entry.partition(":")[2] in rated or decision.entry in rated
                                             or decision.step.startswith(f"{engineer}/")))
        ),
        staff=tuple(member for member in records.staff if not (whole and member.id == engineer)),
    )  # fmt: skip


def alias_of(name: str, secret: str) -> str:
    """A name that says nothing, the same for the same secret.

    >>> alias_of("E07", "s") == alias_of("E07", "s"), alias_of("E07", "s") == alias_of("E07", "t")
    (True, False)
    """
    return "P-" + hmac.new(secret.encode(), name.encode(), sha256).hexdigest()[:8]


def with_aliases(records: Records, secret: str) -> Records:
    """Records for analysts: people and customers have aliases, what was written of or by them is gone."""

    def person(row: Any) -> Any:
        return replace(row, engineer=alias_of(row.engineer, secret)) if row.engineer else row

    def customer(row: Any) -> Any:
        return replace(row, customer=alias_of(row.customer, secret)) if row.customer else row

    return records.but(
        visits=tuple(customer(person(visit)) for visit in records.visits),
        tickets=tuple(customer(ticket) for ticket in records.tickets),
        customers=tuple(replace(known, id=alias_of(known.id, secret)) for known in records.customers),
        ratings=tuple(replace(rating, comment="", dimensions="") for rating in records.ratings),
        attendance=tuple(replace(person(row), shift=alias_of(row.shift, secret)) for row in records.attendance),
        breaches=tuple(replace(person(breach), found_by="") for breach in records.breaches),
        courses=tuple(replace(person(course), reason="") for course in records.courses),
        decisions=tuple(replace(person(decision), by="", reason="", step=_step(decision.step, secret)) for decision in records.decisions),
        staff=tuple(replace(member, id=alias_of(member.id, secret), name="") for member in records.staff),
    )  # fmt: skip


def _step(step: str, secret: str) -> str:
    engineer, stroke, word = step.partition("/")
    return alias_of(engineer, secret) + stroke + word if stroke else step


def everything_of(records: Records, engineer: str) -> Records:
    """Everything that is kept of one person."""
    mine = {visit.id for visit in records.visits if visit.engineer == engineer}
    tickets = {visit.ticket for visit in records.visits if visit.id in mine}
    ratings = tuple(rating for rating in records.ratings if rating.visit in mine)
    said = {rating.id for rating in ratings} | {f"run:{rating.id}" for rating in ratings}
    said |= {f"breach:{breach.id}" for breach in records.breaches if breach.engineer == engineer}
    return records.but(
        visits=tuple(visit for visit in records.visits if visit.id in mine), ratings=ratings,
        surveys=tuple(survey for survey in records.surveys if survey.visit in mine),
        callbacks=tuple(call for call in records.callbacks if call.visit in mine),
        reopens=tuple(reopen for reopen in records.reopens if reopen.ticket in tickets),
        attendance=tuple(row for row in records.attendance if row.engineer == engineer),
        breaches=tuple(breach for breach in records.breaches if breach.engineer == engineer),
        courses=tuple(course for course in records.courses if course.engineer == engineer),
        decisions=tuple(decision for decision in records.decisions if decision.engineer == engineer or decision.entry in said
                        or decision.step.startswith(f"{engineer}/")),
        staff=tuple(member for member in records.staff if member.id == engineer),
        tickets=tuple(ticket for ticket in records.tickets if ticket.id in tickets), customers=(),
    )  # fmt: skip

"""Do people and requests look as they should?"""

from __future__ import annotations

from collections.abc import Iterator

from models.errors import Trouble
from models.interval import without
from models.problem import Problem


def expired_certificates(problem: Problem) -> Iterator[Trouble]:
    """Certificates that lapsed before the horizon, or lapse while it lasts."""
    end = max((shift.end for _, shift in problem.shifts), default=0)
    for engineer in problem.engineers:
        for certificate in engineer.certificates:
            if certificate.expires is not None and certificate.expires < end:
                when = problem.clock.moment(certificate.expires)
                lapsed = "has lapsed" if certificate.expires <= 0 else "lapses within the horizon"
                message = (
                    f"{engineer.shown()}: the certificate {certificate.certificate} {lapsed} ({when:%Y-%m-%d %H:%M})"
                )
                maybe = "it was renewed and the date is old."
                yield Trouble(
                    message, "certificates", None, "expires", certificate.certificate, "certificate-expired", maybe
                )


def no_shift(problem: Problem) -> Iterator[Trouble]:
    """Engineers without a shift, and days without any."""
    if not problem.shifts:
        yield Trouble("nobody has a shift in this horizon", "shifts", rule="no-shifts", maybe="the date is another.")
        return
    idle = [engineer.id for engineer in problem.engineers if not engineer.shifts]
    if idle:
        shown = ", ".join(idle[:8]) + (", ..." if len(idle) > 8 else "")
        message = f"{len(idle)} of {len(problem.engineers)} engineers have no shift in this horizon: {shown}"
        yield Trouble(message, "shifts", rule="engineer-without-shift", maybe="their rows are missing.")


def away_all_shift(problem: Problem) -> Iterator[Trouble]:
    """Shifts that absences and trainings cover whole."""
    for engineer, shift in problem.shifts:
        away = [(block.start, block.end) for block in (*engineer.absences, *engineer.trainings)]
        if away and not without(((shift.start, shift.end),), away):
            message = f"{engineer.shown()} is away during the whole shift {shift.id}"
            yield Trouble(message, "shifts", None, "shift_id", shift.id, "away-all-shift", "leave the shift out.")


def same_ticket_twice(problem: Problem) -> Iterator[Trouble]:
    """Tickets that differ in nothing but their id."""
    first: dict[str, str] = {}
    for ticket in problem.open_tickets:
        if not ticket.title and not ticket.customer:
            continue  # without a word about what is wanted, two small jobs may well look alike
        told = ticket.but(id="").model_dump_json()
        if told in first:
            message = f"{ticket.id} says the same as {first[told]}"
            maybe = "it was entered twice."
            yield Trouble(message, "tickets", None, "ticket_id", ticket.id, "same-ticket-twice", maybe)
        first.setdefault(told, ticket.id)

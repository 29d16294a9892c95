"""The outlook on certificates: who needs them, who holds them, and what a lapse costs, planned again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.engineer import Engineer
from models.problem import Problem

WEEKS = 8


@dataclass(frozen=True)
class CertificateWeek:
    """How many tickets of a week need a certificate, and how many hold it then."""

    certificate: str
    monday: date
    tickets: int
    holders: int


@dataclass(frozen=True)
class Lapse:
    """A certificate that lapses within the weeks ahead.

    Parameters
    ----------
    last
        Its last day.
    loss
        [currency] what the known days cost more without it.
    tickets
        Tickets left unserved more.
    days
        Days that were planned again.
    """

    engineer: str
    certificate: str
    last: date
    loss: float
    tickets: int
    days: int


def day_of(problem: Problem) -> date:
    """The first day of a problem."""
    return problem.clock.origin.date()


def weeks(days: Sequence[Problem]) -> tuple[CertificateWeek, ...]:
    """Need and holders of every certificate in every week of the known days."""
    need: Counter[tuple[str, date]] = Counter()
    hold: dict[tuple[str, date], set[str]] = {}
    for problem in days:
        monday = day_of(problem) - timedelta(days=day_of(problem).weekday())
        wanted = {name for ticket in problem.open_tickets for name in ticket.certificates}
        for ticket in problem.open_tickets:
            need.update((name, monday) for name in ticket.certificates)
        for name in wanted:
            hold.setdefault((name, monday), set()).update(
                engineer.id
                for engineer in problem.engineers
                if holds(engineer, name, engineer.shifts[0].start if engineer.shifts else 0)
            )
    return tuple(CertificateWeek(name, monday, need[name, monday], len(hold.get((name, monday), ())))
                 for name, monday in sorted(need))  # fmt: skip


def holds(engineer: Engineer, certificate: str, second: int) -> bool:
    """Does somebody hold a certificate at a moment?"""
    return any(held.certificate == certificate and (held.issued is None or held.issued <= second)
               and (held.expires is None or second < held.expires) for held in engineer.certificates)  # fmt: skip


def lapses(days: Sequence[Problem], at: date, iterations: int = 2000, seed: int = 1) -> tuple[Lapse, ...]:
    """Certificates that lapse within the weeks ahead, with what the known days cost more once they have lapsed.

    Each known day is planned twice with the same work: as if it were renewed, and without it. Days before the lapse
    count too: they stand for the days like them that are not known yet.
    """
    if not days:
        return ()
    end = at + timedelta(weeks=WEEKS)
    found: dict[tuple[str, str], date] = {}
    for problem in days:
        for engineer in problem.engineers:
            for held in engineer.certificates:
                if held.expires is not None:
                    last = problem.clock.moment(held.expires - 1).date()
                    if at < last <= end:
                        found[engineer.id, held.certificate] = last
    return tuple(sorted((_lapse(days, engineer, name, last, iterations, seed) for (engineer, name), last in
    found.items()),
                        key=lambda lapse: (-lapse.loss, lapse.engineer)))  # fmt: skip


def _lapse(days: Sequence[Problem], engineer: str, name: str, last: date, iterations: int, seed: int) -> Lapse:
    from scheduler.planning.plan import plan

    loss, tickets, planned = 0, 0, 0
    for problem in days:
        if not any(name in ticket.certificates for ticket in problem.open_tickets):
            continue
        kept, lost = (
            plan(_with(problem, engineer, name, keep), iterations=iterations, seed=seed, proof=False)
            for keep in (True, False)
        )
        loss += lost.cost - kept.cost
        tickets += len(lost.plan.unserved) - len(kept.plan.unserved)
        planned += 1
    return Lapse(engineer, name, last, loss / 1000, tickets, planned)


def _with(problem: Problem, id: str, name: str, keep: bool) -> Problem:
    """The problem as if somebody's certificate were renewed, or gone."""
    people = tuple(
        engineer.but(certificates=tuple(
            held.but(expires=None) if held.certificate == name else held
            for held in engineer.certificates if keep or held.certificate != name
        )) if engineer.id == id else engineer
        for engineer in problem.engineers
    )  # fmt: skip
    return replace(problem, engineers=people)

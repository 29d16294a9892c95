"""The data doctor: what is legal, and still looks wrong. It warns before anybody waits for a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from models.errors import Trouble
from models.problem import Problem
from scheduler.loaders.checkups import coverage, people, places, times

CHECKS: tuple[Callable[[Problem], Iterable[Trouble]], ...] = (
    people.no_shift,
    coverage.skills_nobody_has,
    coverage.certificates_nobody_has,
    coverage.parts_nobody_has,
    coverage.territories_nobody_serves,
    coverage.needs_nobody_can_meet,
    coverage.tickets_nobody_can_serve,
    people.expired_certificates,
    people.away_all_shift,
    times.odd_shifts,
    times.shifts_that_touch,
    times.short_rests,
    times.due_before_created,
    times.created_later,
    times.promise_out_of_reach,
    times.longer_than_any_shift,
    times.lengths_in_hours,
    times.policy_of_another_time,
    times.pins_that_clash,
    times.nothing_is_promised,
    places.at_zero,
    places.far_away,
    people.same_ticket_twice,
)


def warnings(problem: Problem) -> tuple[Trouble, ...]:
    """Everything that looks wrong, in the order of :data:`CHECKS`; none of it stops a plan.

    Of many alike only the first few are said, with the number of the others and what they are about.
    """
    return tuple(trouble for check in CHECKS for trouble in _few(list(check(problem))))


NAMED = 5
"""So many warnings of a kind are said in full."""
LISTED = 20
"""So many of the others are listed."""


def _few(found: list[Trouble]) -> list[Trouble]:
    if len(found) <= NAMED:
        return found
    others = found[NAMED:]
    values = ", ".join(dict.fromkeys(other.value for other in others[:LISTED] if other.value))
    more = ", ..." if len(others) > LISTED else ""
    message = f"and {len(others)} more like these" + (f": {values}{more}" if values else "")
    return [*found[:NAMED], Trouble(message, others[0].file, rule=others[0].rule)]

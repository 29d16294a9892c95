"""Options: where the ticket would fit if some rules gave way, priced at once; the most promising go on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scheduler.engine import Schedule
from scheduler.explain.remedies.variants import Rules, Variant
from scheduler.insertion.places import best_place
from scheduler.insertion.question import PlanQuestion
from scheduler.insertion.room import Rooms, cleared
from scheduler.insertion.warm_search import TOO_LATE

PER_RULES = 2
"""Engineers who are tried for the same rules."""


@dataclass(frozen=True, eq=False)
class Option:
    """A place for the ticket in a route.

    Parameters
    ----------
    price
        [thousandths] what it adds at once; lateness counts as :data:`TOO_LATE` each time.
    rules
        That have to give way; () = none.
    shift
        Index.
    order
        Ticket indices of the route with the ticket in it.
    schedule
        Its times.
    """

    price: int
    rules: Rules
    shift: int
    order: tuple[int, ...]
    schedule: Schedule

    @property
    def on_time(self) -> bool:
        """Is nothing late about the ticket?"""
        return self.price < TOO_LATE // 2


def options(question: PlanQuestion, variants: Iterable[Variant]) -> list[Option]:
    """All places in all variants, cheapest first; of the same rules and shift the cheapest copy."""
    found: dict[tuple[Rules, int], Option] = {}
    for variant in variants:
        for option in _of(question, variant):
            key = option.rules, option.shift
            if key not in found or option.price < found[key].price:
                found[key] = option
    return sorted(found.values(), key=_rank)


def _rank(option: Option) -> tuple[int, int, int]:
    return option.price, len(option.rules), option.shift


def _of(question: PlanQuestion, variant: Variant) -> Iterator[Option]:
    case, day = variant.case, variant.case.compiled.day
    for copy, rules in variant.copies.items():
        for e in range(day.m):
            if not day.allowed[e, copy] or not case.schedules[e].feasible:
                continue
            place = best_place(case, e, copy)
            if place.schedule is not None:
                k, route = place.position, case.routes[e]
                order = (*route[:k], question.i, *route[k:])
                yield Option(place.price, (*variant.shift_rules, *rules), e, order, place.schedule)


def with_room(question: PlanQuestion, variant: Variant) -> Option | None:
    """The cheapest place that is there once visits go elsewhere or are left: one of them, or as many as it takes."""
    case, i = variant.case, question.i
    shifts = [e for e in range(case.compiled.day.m) if case.compiled.day.allowed[e, i] and case.schedules[e].feasible]
    rooms = Rooms(case, i).cheapest(shifts) or [room for e in shifts if (room := cleared(case, e, i)) is not None]
    best = min(rooms, key=lambda room: (room.price, room.shift), default=None)
    return None if best is None else Option(best.price, (), best.shift, best.order, best.schedule)


def promising(found: list[Option], most: int) -> list[Option]:
    """The cheapest of each set of rules, then the cheapest of all; what needs more rules at no lower price is left."""
    goal = any(option.on_time for option in found)
    wanted = [option for option in found if option.rules and option.on_time is goal]
    per_rules: defaultdict[Rules, list[Option]] = defaultdict(list)
    for option in wanted:
        less = [lesser for lesser in found if lesser.shift == option.shift and set(lesser.rules) < set(option.rules)]
        if any(lesser.price <= option.price for lesser in less) or len(per_rules[option.rules]) >= PER_RULES:
            continue
        per_rules[option.rules].append(option)
    first = sorted((group[0] for group in per_rules.values() if group), key=_rank)
    rest = sorted((option for group in per_rules.values() for option in group[1:]), key=_rank)
    return [*first, *rest][:most]

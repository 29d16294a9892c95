"""Tickets that differ in nothing a plan knows of are served in the order in which they came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from scheduler.day import Day


def in_ticket_order(day: Day, routes: Sequence[Sequence[int]]) -> list[list[int]]:
    """The same visits, with tickets that are alike in the order of the day: the first one first, the last one left.

    Twenty meters in one cellar cost the same in whatever order they are read, and so does leaving the third or the
    twentieth; people read them as they are listed. Times and money of the plan stay as they are.
    """
    found = [list(route) for route in routes]
    groups = _alike(day)
    if not groups:
        return found
    from scheduler.engine import schedules

    planned = schedules(day, found)
    where = {
        i: (int(start), e, position)
        for e, route in enumerate(found)
        for position, (i, start) in enumerate(zip(route, planned[e].starts, strict=True))
    }
    for group in groups:
        places = sorted(where[i] for i in group if i in where)
        for i, (_, e, position) in zip(group, places, strict=False):
            found[e][position] = i
    return found


def _alike(day: Day) -> list[list[int]]:
    """Groups of two and more tickets with the same place, lengths, windows, prices and limits, in the day's order."""
    near: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, key in enumerate(zip(day.place.tolist(), day.unserved_cost.tolist(), strict=True)):
        near[key].append(i)
    groups: dict[tuple[bytes, ...], list[int]] = defaultdict(list)
    for members in near.values():
        for i in members if len(members) > 1 else ():
            groups[_told(day, i)].append(i)
    return [group for group in groups.values() if len(group) > 1]


def _told(day: Day, i: int) -> tuple[bytes, ...]:
    """Everything the arrays say of a ticket."""
    terms = slice(int(day.term_offset[i]), int(day.term_offset[i + 1]))
    of_terms = (day.term_due, day.term_step, day.term_rate, day.term_on_finish, day.term_row)
    of_pairs = (day.allowed, day.duration, day.pair_cost, day.window_set)
    return (
        day.place[i].tobytes(),
        day.unserved_cost[i].tobytes(),
        day.demand[i].tobytes(),
        day.row_pair[:, :, i].tobytes(),
        day.row_unserved[:, i].tobytes(),
        *(array[terms].tobytes() for array in of_terms),
        *(array[:, i].tobytes() for array in of_pairs),
    )

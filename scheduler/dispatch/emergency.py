"""An emergency: who can be there first, whom that displaces, what it costs - a few choices, in a moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.clock import MINUTE, span
from models.money import amount
from models.sections.urgent import Urgent
from models.text import span_zh
from scheduler.dispatch.asking import ticket_index
from scheduler.dispatch.board import Asked, Board
from scheduler.dispatch.fit import Fit
from scheduler.dispatch.fit import timed as fit_of
from scheduler.dispatch.move import Move
from scheduler.dispatch.outcome import move
from scheduler.dispatch.words import later
from scheduler.engine import timed
from scheduler.wording.language import Language
from scheduler.wording.spoken import Spoken, lines
from scheduler.wording.words import signed

CHOICES = 3
LOOKED_AT = 12
"""Ways in which room is made: the earliest so many are worked out."""

Order = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class EmergencyChoice(Spoken):
    """One way to serve an emergency.

    Parameters
    ----------
    move
        The plan with it, checked and priced as a move by hand.
    arrival
        [s] start of the visit.
    displaced
        (ticket, engineer): visits that make room, and who takes them; empty = nobody.
    recommended
        Is it what the policy would choose: for urgent priorities the earliest, else the cheapest?
    """

    move: Move
    arrival: int
    displaced: tuple[tuple[str, str], ...] = ()
    recommended: bool = False

    @property
    def engineer(self) -> str:
        """Who goes."""
        return self.move.engineer

    @property
    def price(self) -> int:
        """[thousandths] what the plan costs more."""
        return self.move.price

    def as_dict(self) -> dict[str, Any]:
        """Plain data: that of the move, and what it displaces."""
        clock, out = self.move.board.problem.clock, {ticket for ticket, _ in self.displaced}
        return {
            "engineer": self.engineer,
            "arrival": clock.iso(self.arrival),
            "price": amount(self.price),
            "recommended": self.recommended,
            "displaced": [change.to_json(clock) for change in self.move.changes if change.ticket in out],
            "move": self.move.as_dict(),
        }


@dataclass(frozen=True)
class _Way:
    """Changed orders of visits that serve the ticket.

    Parameters
    ----------
    price
        [thousandths] as far as routes and unserved tickets say.
    out
        Visits that had to go, and who takes them; None = nobody.
    """

    start: int
    price: int
    orders: dict[int, Order] = field(default_factory=dict)
    out: tuple[tuple[int, int | None], ...] = ()


def emergency(board: Asked, ticket: str, limit: int = CHOICES) -> tuple[EmergencyChoice, ...]:
    """The choices for a ticket that cannot wait, the earliest arrival first.

    Every choice after the first is cheaper than those before it. A visit may be displaced: it goes to its cheapest
    place elsewhere, or stays unserved, which is in the price.

    Parameters
    ----------
    board
        The board, or a problem or a situation: then the board of its published plan.
    ticket
        Id of an open ticket.

    Returns
    -------
    None at all where no engineer may serve it.

    Raises
    ------
    InputError
        There is no such ticket, or nothing is left to plan about it.
    """
    board = Board.of(board)
    i = ticket_index(board, ticket)
    ways = sorted(_ways(board, i), key=lambda way: (way.start, way.price))
    chosen = _choices([_choice(board, i, way) for way in _worth_a_look(ways, limit)], limit)
    best = _recommended(board, i, chosen)
    return tuple(EmergencyChoice(choice.move, choice.arrival, choice.displaced, choice is best) for choice in chosen)


def _worth_a_look(ways: Sequence[_Way], limit: int) -> list[_Way]:
    """The earliest, the cheapest, and what lies between: no way that is both later and dearer than another."""
    found: list[_Way] = []
    for way in ways:
        if not found or way.price < min(known.price for known in found):
            found.append(way)
    if len(found) <= LOOKED_AT:
        return found
    step = (len(found) - 1) / (LOOKED_AT - 1)
    return [found[round(k * step)] for k in range(max(LOOKED_AT, limit))]


def _choices(found: Sequence[EmergencyChoice], limit: int) -> list[EmergencyChoice]:
    """The earliest that breaks nothing, the cheapest, and the best between them."""
    allowed = [choice for choice in found if choice.move.allowed] or list(found)
    front: list[EmergencyChoice] = []
    for choice in sorted(allowed, key=lambda choice: (choice.arrival, choice.price)):
        if not front or choice.price < front[-1].price:
            front.append(choice)
    if len(front) <= limit:
        return front
    step = (len(front) - 1) / (limit - 1) if limit > 1 else 0
    return [front[round(k * step)] for k in range(limit)]


def _recommended(board: Board, i: int, found: Sequence[EmergencyChoice]) -> EmergencyChoice | None:
    """What the policy would choose."""
    if not found:
        return None
    urgent = board.problem.policy.section(Urgent)
    if board.case.ticket(i).priority not in urgent.priorities:
        return min(found, key=lambda choice: choice.price)
    first = min(choice.arrival for choice in found)
    same = [choice for choice in found if choice.arrival <= first + urgent.same_minutes * MINUTE]
    return min(same, key=lambda choice: choice.price)


def _choice(board: Board, i: int, way: _Way) -> EmergencyChoice:
    """A way, judged as a move by hand."""
    changed: dict[int, Fit] = {e: fit_of(board, e, order) for e, order in way.orders.items()}
    if i in board.where and board.where[i][0] not in changed:
        e = board.where[i][0]
        changed[e] = fit_of(board, e, [j for j in board.case.routes[e] if j != i])
    made = move(board, changed, i)
    names, shifts = board.compiled.tickets, board.compiled.shifts
    out = tuple((names[j], "" if e is None else shifts[e][0]) for j, e in way.out)
    assert made.visit is not None
    return EmergencyChoice(made, made.visit.start, out)


# Ways -----------------------------------------------------------------------------------------------------------------


def _ways(board: Board, i: int) -> Iterator[_Way]:
    """On every shift: at each place as the route is, and at its begin with whatever has to go for it."""
    day = board.compiled.day
    routes = [tuple(j for j in route if j != i) for route in board.case.routes]
    saved = int(day.unserved_cost[i]) if i not in board.where else 0
    cost = {}
    for e, route in enumerate(routes):
        if not day.allowed[e, i]:
            continue
        cost[e] = timed(day, routes, e, route).cost if route else 0
        for k in range(len(route) + 1):
            order = (*route[:k], i, *route[k:])
            after = timed(day, routes, e, order)
            if after.feasible:
                yield _Way(after.starts[k], after.cost - cost[e] - saved, {e: order})
            elif k < 2 and (made := _with_room(board, routes, e, k, i, cost[e] + saved)) is not None:
                yield made


def _with_room(board: Board, routes: list[Order], e: int, k: int, i: int, before: int) -> _Way | None:
    """The ticket at place ``k``; what no longer fits behind it goes elsewhere, or to nobody."""
    day, route = board.compiled.day, routes[e]
    kept: Order = (*route[:k], i)
    if not timed(day, routes, e, kept).feasible:
        return None
    for j in sorted(route[k:], key=lambda j: -int(day.unserved_cost[j])):
        trial = tuple(sorted((*kept, j), key=lambda each: _place(kept[: k + 1], route, each)))
        if timed(day, routes, e, trial).feasible:
            kept = trial
    now = timed(day, routes, e, kept)
    orders, price = {e: kept}, now.cost - before
    out: list[tuple[int, int | None]] = []
    for j in sorted(set(route) - set(kept), key=lambda j: -int(day.unserved_cost[j])):
        f, order, more = _elsewhere(board, [orders.get(f, other) for f, other in enumerate(routes)], j, e)
        orders |= {} if f is None else {f: order}
        price += more
        out.append((j, f))
    return _Way(now.starts[k], price, orders, tuple(out))


def _place(head: Order, route: Order, j: int) -> int:
    """Where a visit stands: those before the emergency and itself first, the others as they were."""
    return head.index(j) - len(head) if j in head else route.index(j)


def _elsewhere(board: Board, routes: Sequence[Order], j: int, full: int) -> tuple[int | None, Order, int]:
    """The cheapest place for a visit on another shift; nobody where leaving it is cheaper or there is none."""
    day = board.compiled.day
    best: tuple[int | None, Order, int] = (None, (), int(day.unserved_cost[j]))
    for f, route in enumerate(routes):
        if f == full or not day.allowed[f, j]:
            continue
        before = timed(day, routes, f, route).cost if route else 0
        for k in range(len(route) + 1):
            order = (*route[:k], j, *route[k:])
            after = timed(day, routes, f, order)
            if after.feasible and after.cost - before < best[2]:
                best = f, order, after.cost - before
    return best


@lines.register
def choice_lines(choice: EmergencyChoice, language: Language, limit: int | None = None) -> Iterator[str]:
    """The choice in a line, and what it displaces in others."""
    board = choice.move.board
    text, said = board.problem.clock.text, span_zh if language is Language.ZH else span
    wait = said(max(0, choice.arrival - board.problem.now))
    price = signed(choice.price, board.problem.policy.currency, language)
    mark = language.of(" (recommended)", "（推荐）") if choice.recommended else ""
    parts = [language.of(f"{choice.engineer} at {text(choice.arrival)}, in {wait}: {price}",
                         f"{choice.engineer} {text(choice.arrival)} 到，{wait}后：{price}") + mark]  # fmt: skip
    parts += later(choice.move.shifted, language)
    for ticket, engineer in choice.displaced:
        parts.append(
            language.of(f"{ticket} goes to {engineer}", f"{ticket} 改派 {engineer}")
            if engineer
            else language.of(f"{ticket} stays unserved", f"{ticket} 无人服务")
        )
    yield language.of("; ", "；").join(parts)

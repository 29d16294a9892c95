"""Slots for a caller: the windows that can be promised, each with its price and what it does to the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from models.finding import Finding
from models.shapes import FinishCost, StartCost
from models.ticket import Ticket, Window
from scheduler.dispatch.asking import ticket_index
from scheduler.dispatch.board import Asked, Board
from scheduler.dispatch.booked import booked, booked_starts, hull, opened, with_ticket
from scheduler.dispatch.grid import HOURS, grid
from scheduler.dispatch.move import Move
from scheduler.dispatch.openings import Openings
from scheduler.dispatch.outcome import move
from scheduler.dispatch.slot import Slot
from scheduler.dispatch.verdict import costs_of


def slots(
    board: Asked,
    tickets: str | Ticket | Sequence[str | Ticket],
    *,
    limit: int | None = 5,
    hours: float = HOURS,
    days: Collection[str] | None = None,
    windows: Sequence[Window] | None = None,
    any_window: bool = False,
    repair: bool = True,
    bound: int | None = None,
) -> tuple[Slot, ...]:
    """Bookable windows, the cheapest first, ticket by ticket.

    Of several tickets each is offered what is left when those before it take their first slot, so booking all first
    slots together does not overbook. Whoever takes another slot holds it (:func:`scheduler.dispatch.hold`) and asks
    again.

    Parameters
    ----------
    board
        The board, or a problem or a situation: then the board of its published plan.
    tickets
        Ids of open tickets, or new tickets. A ticket's own windows stay: the visit starts within them, too.
    limit
        Slots per ticket; None = all.
    hours, days
        The grid of windows, see :func:`scheduler.dispatch.grid.grid`.
    windows
        These windows instead of a grid.
    any_window
        The tickets' own windows do not bind: the customer may come to agree on any other.
    repair
        May one or two other visits make room where that is cheaper or the only way?
    bound
        [thousandths] no plan of this board with these tickets costs less (:func:`scheduler.dispatch.bound_of`). It
        turns into a proven regret, but for tickets that the published plan promises: a new window ends the promise.

    Raises
    ------
    InputError
        An unknown or closed ticket, a grid that makes no sense, a new place without coordinates.
    """
    wanted = [tickets] if isinstance(tickets, str | Ticket) else tickets
    board = Board.of(board).with_tickets([ticket for ticket in wanted if isinstance(ticket, Ticket)])
    indices = list(
        dict.fromkeys(ticket_index(board, ticket.id if isinstance(ticket, Ticket) else ticket) for ticket in wanted)
    )
    choice = tuple(windows) if windows is not None else grid(board, hours, days)
    if any(board.compiled.tickets[i] in board.problem.promised for i in indices):
        bound = None  # a new window may end a promise, and plans without it were not bounded
    found: list[Slot] = []
    for i in indices:
        mine = _slots(board, i, choice, any_window, repair, bound)
        found += mine[:limit]
        if mine and len(indices) > 1:
            board = taken(board, i, mine[0])
    return tuple(found)


def _slots(
    board: Board, i: int, windows: Sequence[Window], any_window: bool, repair: bool, bound: int | None
) -> list[Slot]:
    """All slots of one ticket, the cheapest first, then the earliest."""
    wanted = board.case.ticket(i)
    wanted = wanted.but(windows=()) if any_window else wanted
    choices = [ticket for window in windows if (ticket := booked(wanted, window)) is not None]
    openings, found = Openings(board, i, choices), []
    for s, ticket in enumerate(choices):
        way = openings.way(s, repair)
        if way is None:
            continue
        made = move(board, openings.fits(way), i, day=with_ticket(board.problem, ticket))
        found.append(
            Slot(
                ticket=ticket,
                window=hull(ticket),
                move=made,
                price=way.price,
                late_seconds=sum(shifted.later for shifted in made.shifted if shifted.later > 0),
                late_money=_late_money(board, i, made),
                repaired=way.repaired,
                regret_at_most=None if bound is None else max(0, made.cost - bound),
                known=ticket.id not in board.added,
                any_window=any_window and bool(board.case.ticket(i).windows),
            )
        )
    found.sort(key=lambda slot: (slot.price, slot.window.start))
    return [replace(slot, more=slot.price - found[0].price) for slot in found]


def _late_money(board: Board, i: int, made: Move) -> int:
    """What being late costs other tickets more than before."""
    rules = {rule.id for rule in board.problem.policy.rules if isinstance(rule, StartCost | FinishCost)}
    own = board.compiled.tickets[i]

    def late(findings: Sequence[Finding]) -> int:
        return sum(finding.cost for finding in findings if finding.rule in rules and finding.ticket != own)

    before = sum(late(board.costs(route.shift)) for route in made.routes)
    return max(0, late(costs_of(board.problem, made.routes)) - before)


def taken(board: Board, i: int, slot: Slot) -> Board:
    """The board on which a slot is taken: the ticket has its windows and is served there."""
    starts = {(e, i): spans for e, spans in booked_starts(board, i, slot.ticket).items()}
    compiled = replace(board.compiled, day=opened(board, board.compiled.day, starts, {i: i}))
    routes = [list(slot.move.orders.get(e, route)) for e, route in enumerate(board.case.routes)]
    return replace(board, problem=with_ticket(board.problem, slot.ticket)).with_routes(routes, compiled)

"""Holds: slots that are kept for a customer until a time, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pydantic import Field

from models.clock import Instant
from models.entity import Entity
from models.errors import InputError, Trouble
from models.events import Event, TicketArrived, TicketChanged
from models.money import Price
from models.ticket import Ticket, Window
from scheduler.dispatch.board import Board
from scheduler.dispatch.booked import hull
from scheduler.dispatch.openings import Openings
from scheduler.dispatch.slot import Slot


class Hold(Entity):
    """A slot kept for a customer who is still thinking; it takes part in the day as if it were booked."""

    id: str = Field(min_length=1)
    ticket: Ticket = Field(description="as it would be booked: with the window of the slot only")
    until: Instant = Field(description="moment from which it no longer counts")
    made: Instant = Field(description="when it was made")
    known: bool = Field(False, description="was the ticket on the board already?")
    windows: tuple[Window, ...] | None = Field(None, description="its windows, where the slot was outside them")
    engineer: str = Field("", description="who would go, as things stood")
    price: Price = Field(0, description="[currency] what it added to the plan, as things stood; 0 where it saved")

    @property
    def window(self) -> Window:
        """When the visit may start."""
        return self.ticket.booked or hull(self.ticket)

    def active(self, at: int) -> bool:
        """Does it count at ``at`` [s]?"""
        return self.made <= at < self.until


def hold(slot: Slot, until: int, at: int | None = None) -> Hold:
    """Keep a slot until a time [s].

    Parameters
    ----------
    at
        [s] now; None = the moment of the board.

    Raises
    ------
    InputError
        The time is not after now.
    """
    now = slot.move.board.problem.now if at is None else at
    text = slot.move.board.problem.clock.text
    if until <= now:
        message = f"the hold would end {text(until)}; it is {text(now)}"
        raise InputError(
            Trouble(message, field="until", value=text(until), rule="time-in-the-past", maybe="give a later time.")
        )
    return Hold(
        id=f"{slot.ticket.id}@{slot.move.board.problem.clock.iso(slot.window.start)}",
        ticket=slot.ticket,
        until=until,
        made=now,
        known=slot.known,
        windows=slot.ticket.windows if slot.any_window else None,
        engineer=slot.engineer,
    ).but(price=max(0, slot.price))


def confirm(held: Hold, at: int) -> Event:
    """The event that books a hold: the ticket arrives with the window that was held, or gets it if it is known.

    Its own windows, the hours of the site, stay beside what is booked.

    Raises
    ------
    InputError
        The hold has expired at ``at`` [s].
    """
    if not held.active(at):
        message = f"the hold of {held.ticket.id} has expired"
        raise InputError(
            Trouble(message, field="hold", value=held.id, rule="hold-expired", maybe="ask for slots again.")
        )
    if held.known:
        return TicketChanged(at=at, ticket=held.ticket.id, windows=held.windows, booked=held.window, why="booked")
    return TicketArrived(at=at, ticket=held.ticket, why="booked")


def with_holds(board: Board, holds: Iterable[Hold], at: int) -> Board:
    """The board on which every hold that counts at ``at`` [s] has its visit; of two holds of a ticket the later counts.

    A hold for which there is no room any more is named in :attr:`Board.off`.
    """
    active = {held.ticket.id: held for held in sorted(holds, key=lambda held: held.made) if held.active(at)}
    closed = {ticket.id for ticket in board.problem.tickets} - set(board.compiled.tickets)
    tickets = [held.ticket for held in active.values() if held.ticket.id not in closed]
    if not tickets:
        return board
    held_board = board.with_tickets(tickets)
    for ticket in tickets:
        held_board = placed(held_board, ticket)
    lost = [ticket.id for ticket in tickets if held_board.compiled.ticket_index[ticket.id] not in held_board.where]
    found = [id for id in held_board.off if held_board.compiled.ticket_index[id] not in held_board.where]
    return replace(held_board, off=tuple(dict.fromkeys((*found, *lost))))


def placed(board: Board, ticket: Ticket) -> Board:
    """The board with a ticket at its cheapest place; itself when the ticket has one, or there is none."""
    i = board.compiled.ticket_index[ticket.id]
    if i in board.where:
        return board
    openings = Openings(board, i, (ticket,))
    way = openings.way(0)
    if way is None:
        return board
    orders = {e: fit.order for e, fit in openings.fits(way).items()}
    routes: Sequence[Sequence[int]] = [orders.get(e, route) for e, route in enumerate(board.case.routes)]
    return board.with_routes(routes)

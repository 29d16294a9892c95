"""A way to serve a ticket: routes with it in them, and what they cost more."""

from __future__ import annotations

from dataclasses import dataclass

Order = tuple[int, ...]


@dataclass(frozen=True)
class Way:
    """How a ticket is served.

    Parameters
    ----------
    price
        [thousandths] what that adds to the routes and plan limits of the plan without the ticket.
    orders
        Shift -> new order; the ticket stands there under the number of its choice.
    repaired
        True when other visits had to make room.
    """

    price: int
    orders: dict[int, Order]
    repaired: bool = False

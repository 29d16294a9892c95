"""Money: one numeraire, the currency of the policy; inside an integer of thousandths."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

THOUSANDTHS = 1000

MOST = 10**12
"""No price in a policy or file may exceed a thousand million; sums of prices then stay far inside 64 bits."""


def money(amount: float | str | Decimal) -> int:
    """Thousandths of the currency of an amount a person writes.

    Raises
    ------
    ValueError
        When it is no number or has more than three decimals.

    Examples
    --------
    >>> money(12.5), money("0.001"), money(3)
    (12500, 1, 3000)
    """
    try:
        value = Decimal(str(amount)) * THOUSANDTHS
        whole = int(value)
    except (InvalidOperation, ValueError, OverflowError):
        raise ValueError(f"{amount!r} is not an amount of money") from None
    if value != whole:
        raise ValueError(f"{amount!r} has more than three decimals")
    return whole


def amount(thousandths: int) -> float:
    """The amount a person reads, in units of the currency."""
    return thousandths / THOUSANDTHS


def hourly(rate: int, seconds: int) -> int:
    """Money for ``seconds`` at ``rate`` per hour, rounded down.

    >>> hourly(money(60), 90)
    1500
    """
    return rate * seconds // 3600


def show(thousandths: int, currency: str = "") -> str:
    """Money for people.

    >>> show(1234567, "CNY")
    '1,234.57 CNY'
    """
    return f"{thousandths / THOUSANDTHS:,.2f} {currency}".strip()


def _read(value: Any) -> Any:
    return money(value) if isinstance(value, int | float | str | Decimal) and not isinstance(value, bool) else value


Price = Annotated[
    int,
    BeforeValidator(_read),
    Field(ge=0, le=MOST),
    PlainSerializer(amount, return_type=float, when_used="json"),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
"""An amount in the policy's currency (per hour, per kilometre, per visit: see the field); inside thousandths.

Validated values are always read as what a person writes: ``Price`` 12.5 becomes 12500.
"""

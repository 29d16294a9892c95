"""Rule ``preferred-engineer``: who is wished for, and until when."""

from __future__ import annotations

from models.money import money
from models.rules.preferred_engineer import PreferredEngineer
from models.ticket import Named
from tests.rules.ask import a_day, a_ticket, an_engineer, at, costs, says, table

RULE = PreferredEngineer()


def who(*names: str) -> tuple[Named, ...]:
    """``E1`` for good, ``E1<12:00`` until noon."""
    pairs = [name.partition("<") for name in names]
    return tuple(Named(engineer=id, until=at(until) if until else None) for id, _, until in pairs)


CASES = {
    "no wish": (who(), "00:00", 0),
    "the wish": (who("E1"), "00:00", 0),
    "one of two wishes": (who("E2", "E1"), "00:00", 0),
    "somebody else": (who("E2"), "00:00", 60_000),
    "none of two": (who("E2", "E3"), "00:00", 60_000),  # once, not per name
    "planned a second before the wish ends": (who("E2<12:00"), "11:59:59", 60_000),
    "planned as the wish ends": (who("E2<12:00"), "12:00", 0),
    "the other wish still counts": (who("E1<12:00", "E2"), "12:00", 60_000),
    "and counted both before": (who("E1<12:00", "E2"), "11:59:59", 0),
    "a wish of somebody who is not here today": (who("E9"), "00:00", 60_000),
}


@table("preferred, now, price", CASES)
def test_a_wish_that_counts_and_is_not_granted_costs(preferred: tuple[Named, ...], now: str, price: int) -> None:
    assert costs(RULE, an_engineer(), a_ticket(preferred=preferred), now=at(now)) == price


def test_the_price_is_the_policys() -> None:
    assert costs(PreferredEngineer(price="0.5"), an_engineer(), a_ticket(preferred=who("E2"))) == money("0.5")


def test_the_sentence_names_the_wishes_that_count() -> None:
    engineer, ticket = an_engineer(), a_ticket(preferred=who("E3", "E2", "E4<12:00"))
    day = a_day(RULE, engineer, ticket, now=at("12:00"))
    assert says(RULE.message(engineer, ticket, day), "T1 prefers E2, E3, not E1", "T1 希望由 E2、E3 服务，而非 E1")

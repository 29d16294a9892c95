"""Rule ``continuity``: who has been there, and customers without a history."""

from __future__ import annotations

from models.money import money
from models.rules.continuity import Continuity
from tests.rules.ask import a_day, a_ticket, an_engineer, costs, says, table

RULE = Continuity()

CASES = {
    "nobody has been there": ((), 0),
    "only this one": (("E1",), 0),
    "this one and others": (("E2", "E1"), 0),
    "others": (("E2", "E3"), 30_000),
    "somebody who is not here today": (("E9",), 30_000),
    "a name that begins alike": (("E10",), 30_000),
}


@table("served_before, price", CASES)
def test_somebody_new_costs_where_others_have_been(served_before: tuple[str, ...], price: int) -> None:
    assert costs(RULE, an_engineer(), a_ticket(served_before=served_before)) == price


def test_the_price_is_the_policys() -> None:
    assert costs(Continuity(price="1.001"), an_engineer(), a_ticket(served_before=("E2",))) == money("1.001")


def test_the_sentence_names_the_customer_or_else_the_ticket() -> None:
    def message(customer: str) -> str:
        engineer, ticket = an_engineer(), a_ticket(customer=customer, served_before=("E2", "E3"))
        return RULE.message(engineer, ticket, a_day(RULE, engineer, ticket))

    assert says(message("ACME"), "E1 is new to ACME; known: E2, E3", "E1 未服务过 ACME；服务过的有：E2、E3")
    assert says(message(""), "E1 is new to T1;", "E1 未服务过 T1；")

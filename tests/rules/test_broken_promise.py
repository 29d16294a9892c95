"""Rule ``broken-promise``: what was promised, and what was not."""

from __future__ import annotations

from models.plan import Plan
from models.rules.broken_promise import BrokenPromise
from tests.rules.ask import a_day, a_ticket, at, promise, says, table

RULE, NINE = BrokenPromise(), at("09:00")

CASES = {
    "nothing is published": (RULE, None, 0),
    "promised": (RULE, promise("T1", "E1", NINE), 500_000),
    "something else was promised": (RULE, promise("T0", "E1", NINE), 0),
    "published as unserved": (RULE, Plan(unserved=("T1",)), 0),
    "the policy's price": (BrokenPromise(price="0.001"), promise("T1", "E1", NINE), 1),
}


@table("rule, published, price", CASES)
def test_leaving_a_promised_ticket_costs(rule: BrokenPromise, published: Plan | None, price: int) -> None:
    ticket = a_ticket()
    assert rule.cost(ticket, a_day(rule, ticket=ticket, published=published)) == price


def test_the_sentence_names_the_promised_time() -> None:
    ticket = a_ticket()
    sentence = RULE.message(ticket, a_day(RULE, ticket=ticket, published=promise("T1", "E1", NINE)))
    assert says(sentence, "T1 was promised for 09:00 and is not served", "T1 已承诺 09:00 上门，但未安排")

"""Rule ``plan-change``: whose ticket it was."""

from __future__ import annotations

from models.plan import Plan
from models.rules.plan_change import PlanChange
from tests.rules.ask import a_day, a_ticket, an_engineer, at, costs, promise, says, table

RULE, NINE = PlanChange(), at("09:00")

CASES = {
    "nothing is published": (RULE, None, 0),
    "with the same engineer": (RULE, promise("T1", "E1", NINE), 0),
    "with another engineer": (RULE, promise("T1", "E2", NINE), 50_000),
    "another ticket of somebody else": (RULE, promise("T0", "E2", NINE), 0),
    "published as unserved": (RULE, Plan(unserved=("T1",)), 0),
    "the policy's price": (PlanChange(price="0.001"), promise("T1", "E2", NINE), 1),
}


@table("rule, published, price", CASES)
def test_another_engineer_than_published_costs(rule: PlanChange, published: Plan | None, price: int) -> None:
    assert costs(rule, an_engineer(), a_ticket(), published=published) == price


def test_the_sentence_names_both() -> None:
    engineer, ticket = an_engineer(), a_ticket()
    sentence = RULE.message(engineer, ticket, a_day(RULE, engineer, ticket, published=promise("T1", "E2", NINE)))
    assert says(sentence, "T1 goes to E1; published with E2", "T1 改由 E1 服务；已公布的是 E2")

"""Rule ``unserved-cost``: the price of each priority, whole days of age, and the lateness at the end of the shifts."""

from __future__ import annotations

import pytest

from models.clock import DAY
from models.money import money
from models.policy import Policy
from models.rules.resolution_sla import ResolutionSla
from models.rules.response_sla import ResponseSla
from models.rules.unserved_cost import UnservedCostRule
from tests.rules.ask import a_day, a_ticket, at, says, table

RULE = UnservedCostRule()


@pytest.mark.parametrize(("priority", "price"), [(1, 12_000), (2, 5_000), (3, 2_000), (4, 800)])
def test_leaving_a_ticket_costs_by_priority(priority: int, price: int) -> None:
    ticket = a_ticket(priority=priority)
    assert RULE.cost(ticket, a_day(RULE, ticket=ticket)) == money(price)


NINE = at("09:00")

# planned at 09:00
AGES = {
    "nobody knows when it was requested": (RULE, None, 0),
    "requested now": (RULE, NINE, 0),
    "to be requested": (RULE, NINE + DAY, 0),
    "a second short of a day": (RULE, NINE - DAY + 1, 0),
    "a day": (RULE, NINE - DAY, 1),
    "a second short of two": (RULE, NINE - 2 * DAY + 1, 1),
    "requested as the horizon begins": (RULE, 0, 0),
    "thirty days": (RULE, NINE - 30 * DAY, 30),
    "it counts thirty days and no more": (RULE, NINE - 31 * DAY, 30),
    "however old": (RULE, NINE - 400 * DAY, 30),
    "or as many as the policy says": (UnservedCostRule(most_days=2), NINE - 3 * DAY, 2),
    "or none": (UnservedCostRule(most_days=0), NINE - 3 * DAY, 0),
}


@table("rule, created, days", AGES)
def test_age_counts_whole_days_up_to_the_most(rule: UnservedCostRule, created: int | None, days: int) -> None:
    ticket = a_ticket(created=created, priority=4)
    day = a_day(rule, ticket=ticket, now=NINE)
    assert rule.age(ticket, day) == days
    assert rule.cost(ticket, day) == money(800 + 100 * days)


def test_prices_are_the_policys_and_a_priority_without_one_costs_its_age() -> None:
    rule, ticket = UnservedCostRule(price={1: 10}, per_day="0.001"), a_ticket(priority=1, created=-2 * DAY)
    day = a_day(rule, ticket=ticket)
    assert rule.cost(ticket, day) == 10_002
    assert rule.cost(ticket.but(priority=2), day) == 2


def with_slas(lateness: bool = True) -> tuple[UnservedCostRule, Policy]:
    rule = UnservedCostRule(price={}, lateness=lateness)
    return rule, Policy(rules=(rule, ResponseSla(hours={}), ResolutionSla(hours={})))


# the last shift ends at 17:00; priority 1: response 600 and 200 an hour, resolution 1000 and 200 an hour
LATENESS = {
    "no SLA": ({}, 0),
    "response due at the end of the shift": ({"respond_by": at("17:00")}, 0),
    "response due an hour before": ({"respond_by": at("16:00")}, money(800)),
    "resolution due at the end of the shift": ({"resolve_by": at("17:00")}, 0),
    "resolution due an hour before": ({"resolve_by": at("16:00")}, money(1200)),
    "both": ({"respond_by": at("16:00"), "resolve_by": at("16:00")}, money(2000)),
}


@table("fields, price", LATENESS)
def test_a_ticket_left_is_as_late_as_one_at_the_end_of_the_last_shift(fields: dict[str, int], price: int) -> None:
    ticket = a_ticket(priority=1, **fields)
    for lateness in (True, False):
        rule, policy = with_slas(lateness)
        assert rule.cost(ticket, a_day(rule, ticket=ticket, policy=policy)) == (price if lateness else 0)


def test_the_sentence_names_priority_age_and_lateness() -> None:
    rule, policy = with_slas()

    def message(**fields: object) -> str:
        ticket = a_ticket(priority=1, **fields)
        return rule.message(ticket, a_day(rule, ticket=ticket, policy=policy))

    assert says(message(), "T1 (priority 1) is not served", "T1（优先级 1）未安排")
    aged = message(created=-2 * DAY)
    assert says(aged, "T1 (priority 1, waiting 2 days) is not served", "T1（优先级 1，已等 2 天）未安排")
    assert "late" not in aged and "超时" not in aged.zh  # type: ignore[attr-defined]
    late = message(respond_by=at("16:59:00"))
    assert says(late, "is not served and is late at the end of the last shift", "，到最后一个班次结束时已超时")


def test_the_defaults() -> None:
    assert (RULE.per_day, RULE.most_days, RULE.lateness) == (money(100), 30, True)
